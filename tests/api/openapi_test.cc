// The route table, the parameters and the ontology on one side, api/openapi.json on the other: neither has more.

#include "api/openapi.h"

#include <map>
#include <set>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/algorithm/string/case_conv.hpp>
#include <boost/algorithm/string/replace.hpp>

#include "api/routes.h"
#include "tests/api/fixture.h"

namespace dragoman::testing {
namespace {

namespace json = boost::json;
using ::testing::ContainerEq;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

json::value const& document() {
  static json::value const value = json::parse(openapi_document());
  return value;
}

/// What a "$ref" leads to, or `value` itself.
json::value const& resolved(json::value const& value) {
  auto const* ref = value.as_object().if_contains("$ref");
  return ref == nullptr ? value : resolved(document().at_pointer(std::string_view(ref->as_string()).substr(1)));
}

struct Operation {
  std::string method;   // "GET"
  std::string pattern;  // "/v1/actors/{id}"
  json::object const* content;

  std::string name() const { return method + " " + pattern; }
  std::string target() const { return boost::algorithm::replace_all_copy(pattern, "{id}", "nobody"); }
  /// Those in the query by name.
  std::map<std::string, json::value const*> parameters() const {
    std::map<std::string, json::value const*> found;
    for (auto const& each : content->at("parameters").as_array()) {
      auto const& parameter = resolved(each);
      if (parameter.at("in") == "query") found.emplace(parameter.at("name").as_string(), &parameter);
    }
    return found;
  }
};

std::vector<Operation> operations() {
  std::vector<Operation> found;
  for (auto const& path : document().at("paths").as_object()) {
    for (auto const& operation : path.value().as_object()) {
      found.push_back(
          {boost::algorithm::to_upper_copy(std::string(operation.key())), path.key(), &operation.value().as_object()});
    }
  }
  return found;
}

/// The names that the refusal of an unknown parameter lists.
std::set<std::string> accepted(World const& world, Operation const& operation) {
  auto const response = world.send(operation.method, operation.target() + "?no_such_parameter=1");
  EXPECT_EQ(response.status, 400U) << operation.name();
  auto detail = std::string(parse(response).at("detail").as_string());
  EXPECT_THAT(detail, StartsWith("There is no parameter \"no_such_parameter\" here")) << operation.name();
  std::set<std::string> names;
  constexpr std::string_view kBefore = "known ones are ";
  auto const at = detail.find(kBefore);
  if (at == std::string::npos) {
    EXPECT_THAT(detail, HasSubstr("takes none")) << operation.name();
    return names;
  }
  detail.pop_back();  // the full stop
  std::istringstream words(detail.substr(at + kBefore.size()));
  for (std::string word; words >> word;) names.insert(word.substr(0, word.find(',')));
  return names;
}

std::set<std::string> enumeration(std::string_view schema) {
  std::set<std::string> names;
  for (auto const& name : document().at("components").at("schemas").at(schema).at("enum").as_array()) {
    names.emplace(name.as_string());
  }
  return names;
}

/// to_string() of the values from 0 to `last`.
template <class Enum>
std::set<std::string> names_up_to(Enum last) {
  std::set<std::string> names;
  for (int i = 0; i <= static_cast<int>(last); ++i) names.emplace(to_string(static_cast<Enum>(i)));
  return names;
}

std::set<std::string> with_any(std::set<std::string> names) {
  names.insert("any");
  return names;
}

TEST(OpenApi, HasTheOperationsOfTheRouteTable) {
  std::set<std::string> documented;
  for (auto const& operation : operations()) documented.insert(operation.name());
  std::set<std::string> served;
  for (auto const& route : routes()) served.insert(std::string(route.method) + " " + std::string(route.pattern));
  EXPECT_THAT(documented, ContainerEq(served));
}

TEST(OpenApi, HasTheParametersThatOperationsTake) {
  World const world;
  for (auto const& operation : operations()) {
    std::set<std::string> documented;
    for (auto const& [name, parameter] : operation.parameters()) documented.insert(name);
    EXPECT_THAT(documented, ContainerEq(accepted(world, operation))) << operation.name();
  }
}

TEST(OpenApi, SaysWhichParametersMayBeRepeated) {
  World const world;
  for (auto const& operation : operations()) {
    for (auto const& [name, parameter] : operation.parameters()) {
      auto const* example = parameter->as_object().if_contains("example");
      std::string value = "x";
      if (example != nullptr) {
        auto const& one = example->is_array() ? example->at(0) : *example;
        value = one.is_string() ? std::string(one.as_string()) : json::serialize(one);
      }
      boost::algorithm::replace_all(value, " ", "%20");
      auto const target = operation.target() + "?" + name + "=" + value + "&" + name + "=" + value;
      auto const body = world.send(operation.method, target).body;
      bool const list = resolved(parameter->at("schema")).at("type") == "array";
      EXPECT_EQ(body.find("is given more than once") == std::string::npos, list) << operation.method << " " << target;
    }
  }
}

TEST(OpenApi, SaysWhichParametersAreRequired) {
  World const world;
  for (auto const& operation : operations()) {
    for (auto const& [name, parameter] : operation.parameters()) {
      auto const* required = parameter->as_object().if_contains("required");
      if (required == nullptr || !required->as_bool()) continue;
      std::string others;
      for (auto const& [other, unused] : operation.parameters()) {
        auto const* needed = unused->as_object().if_contains("required");
        if (other != name && needed != nullptr) others += (others.empty() ? "?" : "&") + other + "=x";
      }
      auto const response = world.send(operation.method, operation.target() + others);
      EXPECT_EQ(response.status, 400U) << operation.name();
      EXPECT_EQ(parse(response).at("parameter"), json::value(name)) << operation.name();
    }
  }
}

TEST(OpenApi, EnumsAreThoseOfTheOntology) {
  auto const types = names_up_to(static_cast<EventType>(kEventTypeCount - 1));
  auto const statuses = names_up_to(EventStatus::kHypothetical);
  EXPECT_THAT(enumeration("EventType"), ContainerEq(types));
  EXPECT_THAT(enumeration("EventTypeFilter"), ContainerEq(with_any(types)));
  EXPECT_THAT(enumeration("EventStatus"), ContainerEq(statuses));
  EXPECT_THAT(enumeration("EventStatusFilter"), ContainerEq(with_any(statuses)));
  EXPECT_THAT(enumeration("Plover"), ContainerEq(names_up_to(Plover::kAssault)));
  EXPECT_THAT(enumeration("ActorKind"), ContainerEq(names_up_to(ActorKind::kOther)));
  EXPECT_THAT(enumeration("DatePrecision"), ContainerEq(names_up_to(DatePrecision::kRange)));
  EXPECT_THAT(enumeration("Role"), ContainerEq(names_up_to(Role::kTarget)));
}

TEST(OpenApi, EveryOperationSaysThatTheServerMayRefuse) {
  for (auto const& operation : operations()) {
    auto const& responses = operation.content->at("responses").as_object();
    for (auto const* status : {"400", "414", "431", "500", "503"}) {
      EXPECT_TRUE(responses.contains(status)) << operation.name() << " " << status;
    }
    EXPECT_FALSE(responses.contains("default")) << operation.name() << " would allow any status";
  }
}

TEST(OpenApi, EveryAnswerInJsonHasAnExample) {
  for (auto const& operation : operations()) {
    for (auto const& each : operation.content->at("responses").as_object()) {
      auto const& response = resolved(each.value()).as_object();
      if (!response.contains("content")) continue;
      for (auto const& content : response.at("content").as_object()) {
        if (!std::string_view(content.key()).ends_with("json")) continue;
        EXPECT_TRUE(content.value().as_object().contains("examples")) << operation.name() << " " << each.key();
      }
    }
  }
}

}  // namespace
}  // namespace dragoman::testing
