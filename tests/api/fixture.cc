#include "tests/api/fixture.h"

#include <algorithm>
#include <sstream>
#include <stdexcept>

#include <gtest/gtest.h>
#include <boost/url.hpp>

#include "api/json.h"
#include "graph/names.h"
#include "graph/queries.h"

namespace dragoman::testing {
namespace {

std::vector<std::string> split(std::string const& text, char separator) {
  std::vector<std::string> parts;
  std::istringstream in(text);
  for (std::string part; std::getline(in, part, separator);) parts.push_back(part);
  return parts;
}

std::uint32_t index_of(CodedArticle& coded, std::string const& name) {
  auto const slug = slugify(name);
  auto const known =
      std::find_if(coded.actors.begin(), coded.actors.end(), [&](Actor const& actor) { return actor.slug == slug; });
  if (known != coded.actors.end()) return static_cast<std::uint32_t>(known - coded.actors.begin());
  coded.actors.push_back(
      {.slug = slug, .name = name, .kind = ActorKind::kPerson, .country = {}, .aliases = {}, .offices = {}});
  return static_cast<std::uint32_t>(coded.actors.size() - 1);
}

std::optional<DateRange> read_date(std::string const& text) {
  if (text == "-") return std::nullopt;
  auto const days = split(text, '/');
  auto const start = parse_day(days.at(0));
  auto const end = parse_day(days.back());
  return DateRange{*start, *end, *start == *end ? DatePrecision::kDay : DatePrecision::kRange};
}

CodedEvent read_event(CodedArticle& coded, std::vector<std::string> const& parts) {
  CodedEvent event;
  event.type = *parse_event_type(parts[0]);
  event.status = *parse_event_status(parts[1]);
  event.cameo = std::string(default_cameo(event.type).code);
  event.date = read_date(parts[2]);
  event.date_text = event.date ? parts[2] : "";
  auto const sides = split(parts[3], '>');
  for (auto const& name : split(sides.at(0), ',')) event.participants.push_back({index_of(coded, name), Role::kSource});
  if (sides.size() > 1) {
    for (auto const& name : split(sides[1], ',')) event.participants.push_back({index_of(coded, name), Role::kTarget});
  }
  return event;
}

}  // namespace

CodedArticle MarkedUpCoder::code(Article const& article) const {
  CodedArticle coded;
  std::vector<std::string> lines;  // of each event
  std::size_t begin = 0;
  for (auto const& line : split(article.text, '\n')) {
    if (line == "crash") throw std::runtime_error("the coder was told to crash");
    auto const parts = split(line, '|');
    if (parts.size() == 4) {
      auto const known = std::find(lines.begin(), lines.end(), line);
      auto const at = static_cast<std::size_t>(known - lines.begin());
      if (known == lines.end()) {
        lines.push_back(line);
        coded.events.push_back(read_event(coded, parts));
      }
      coded.events[at].evidence.push_back(
          {line, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + line.size())});
    }
    begin += line.size() + 1;
  }
  return coded;
}

Request make_request(std::string_view method, std::string_view target) {
  Request request;
  request.method = std::string(method);
  request.target = std::string(target);
  request.id = "r1";
  auto const url = boost::urls::parse_origin_form(target).value();
  for (auto const& segment : url.segments()) request.segments.push_back(segment);
  for (auto const& param : url.params()) request.params.emplace_back(param.key, param.value);
  return request;
}

std::string article_json(std::string_view id, std::string_view text, std::string_view more) {
  std::string out = "{\"id\":" + json_string(id) + ",\"text\":" + json_string(text);
  if (!more.empty()) out.append(",").append(more);
  return out + "}";
}

World::World(std::unique_ptr<EventStore> store, KnowledgeBaseOptions const& options, ApiOptions api_options)
    : knowledge(std::move(*KnowledgeBase::open(std::move(store), std::make_unique<MarkedUpCoder>(), options))),
      api(make_api(*knowledge, std::move(api_options))) {}

Response World::send(std::string_view method, std::string_view target) const {
  return api->handle(make_request(method, target));
}

boost::json::value World::ok(std::string_view target) const {
  auto const response = get(target);
  EXPECT_EQ(response.status, 200U) << target << ": " << response.body;
  return parse(response);
}

Response World::post(std::string_view body, std::string_view content_type, std::size_t piece) const {
  return send("POST", "/v1/articles", body, content_type, piece);
}

Response World::send(std::string_view method, std::string_view target, std::string_view body,
                     std::string_view content_type, std::size_t piece) const {
  auto request = make_request(method, target);
  request.content_type = std::string(content_type);
  auto begun = api->begin(request);
  if (begun.refused) return *begun.refused;
  if (!begun.reader) return api->handle(request);
  for (bool more = true; more && !body.empty();) {
    more = begun.reader->feed(body.substr(0, piece));
    body.remove_prefix(std::min(piece, body.size()));
  }
  return begun.reader->finish();
}

boost::json::value World::put(std::string_view id, std::string_view text, std::string_view more) const {
  auto const response = post(article_json(id, text, more));
  EXPECT_TRUE(response.status == 201 || response.status == 200) << response.body;
  return parse(response);
}

boost::json::value parse(Response const& response) {
  boost::system::error_code ec;
  auto parsed = boost::json::parse(response.body, ec);
  EXPECT_FALSE(ec) << ec.message() << ": " << response.body;
  return parsed;
}

std::string streamed(World const& world, std::string_view target) {
  auto const response = world.get(target);
  EXPECT_EQ(response.status, 200U) << target << ": " << response.body;
  std::string whole;
  if (!response.stream) return whole;
  for (auto piece = response.stream(); !piece.empty(); piece = response.stream()) whole += piece;
  return whole;
}

std::vector<std::string> lines_of(std::string const& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) {
    if (line.ends_with('\r')) line.pop_back();
    lines.push_back(std::move(line));
  }
  return lines;
}

std::vector<std::string> all_events(KnowledgeBase const& knowledge) {
  auto const view = knowledge.view();
  std::vector<std::string> lines;
  auto const visited = view.store->for_each_event(EventId{0}, [&](Event const& event) {
    std::ostringstream line;
    line << to_string(event.type) << ' ' << to_string(event.status) << ' '
         << (event.date ? to_string(event.date->start) : "-");
    for (auto const& participant : event.participants) {
      auto const* actor = view.graph->actor(participant.actor);
      line << ' ' << (actor != nullptr ? actor->slug : "?");
    }
    line << " [";
    for (auto const& evidence : event.evidence)
      line << (&evidence == &event.evidence.front() ? "" : " ") << evidence.article;
    line << ']';
    lines.push_back(line.str());
    return true;
  });
  EXPECT_TRUE(visited);
  std::sort(lines.begin(), lines.end());
  return lines;
}

std::vector<std::string> check(World const& world) {
  auto const view = world.knowledge->view();
  std::vector<std::string> faults;
  std::size_t events = 0;
  std::size_t actors = 0;
  EXPECT_TRUE(view.store->for_each_event(EventId{0}, [&](Event const& event) {
    ++events;
    auto const node = view.graph->event(event.id);
    bool const same = node && node->type == event.type && node->status == event.status && node->date == event.date &&
                      node->evidence == event.evidence.size() &&
                      std::equal(node->participants.begin(), node->participants.end(), event.participants.begin(),
                                 event.participants.end());
    if (!same) faults.push_back(event_name(event.id) + " differs between graph and store");
    if (event.evidence.empty()) faults.push_back(event_name(event.id) + " has no evidence");
    return true;
  }));
  EXPECT_TRUE(view.store->for_each_actor([&](ActorId id, Actor const& actor) {
    ++actors;
    auto const* known = view.graph->actor(id);
    if (known == nullptr || *known != actor) faults.push_back(actor.slug + " differs between graph and store");
    return true;
  }));
  if (events != view.graph->event_count()) faults.emplace_back("the graph has another number of events");
  if (actors != view.graph->actor_count()) faults.emplace_back("the graph has another number of actors");
  return faults;
}

}  // namespace dragoman::testing
