#include "server/query/refusal.h"

#include <algorithm>

#include <boost/json/parse.hpp>

#include "graph/names.h"
#include "server/commands/commands.h"
#include "server/query/answer_writer.h"
#include "server/query/members.h"
#include "server/text/display_width.h"
#include "server/text/shell_word.h"

namespace dragoman {
namespace {

namespace json = boost::json;

json::object parse_object(std::string const& body) {
  boost::system::error_code error;
  auto const value = json::parse(body, error);
  return error || !value.is_object() ? json::object() : value.get_object();
}

class Explainer {
 public:
  Explainer(Asked const& asked, std::size_t columns, std::ostream& out) : asked_(asked), columns_(columns), out_(out) {}

  void candidates(json::object const& answer) {
    say(text_of(answer, "detail"));
    auto const candidates = objects_of(answer, "candidates");
    show(candidates);
    if (candidates.empty()) return;
    out_ << "Such as: dragoman query " << asked_.operation.name;
    // The answer says which name it was only in its sentence.
    auto const detail = text_of(answer, "detail");
    bool replaced = false;
    for (auto const& argument : asked_.arguments) {
      bool const is_it = !replaced && detail.starts_with("\"" + argument + "\"");
      replaced = replaced || is_it;
      out_ << ' ' << for_terminal(shell_word(is_it ? text_of(candidates.front(), "id") : argument));
    }
    out_ << (replaced ? "\n" : ", with the id in place of the name\n");
  }

  void unknown_actor(std::string const& name, Asker& asker) {
    auto found = near(name, asker);
    // A word of it may be right.
    auto words = name_words(name);
    std::stable_sort(words.begin(), words.end(), [](auto const& a, auto const& b) { return a.size() > b.size(); });
    for (std::size_t i = 0; i < words.size() && words.size() > 1 && found.empty(); ++i) found = near(words[i], asker);
    if (found.empty()) {
      say("No actor is called \"" + name + "\", nor anything like it.");
      return;
    }
    say("No actor is called \"" + name + "\". Near it:");
    show(found);
  }

  void bad_value(json::object const& problem) {
    auto const parameter = text_of(problem, "parameter");
    auto const place = parameter.empty() ? parameter : word_for(asked_.operation, parameter) + ": ";
    say(place + text_of(problem, "detail"));
  }

  void say(std::string const& what) { out_ << "dragoman: " << for_terminal(what) << '\n'; }

  /// The name that the answer is about; empty when it is not about an actor.
  std::string at_fault(json::object const& answer) const {
    auto const parameter = text_of(answer, "parameter");
    auto const& arguments = asked_.operation.arguments;
    for (std::size_t i = 0; i < asked_.arguments.size(); ++i)
      if (arguments[i].parameter == parameter) return arguments[i].is_actor ? asked_.arguments[i] : std::string();
    for (auto const& [name, value] : asked_.question.params)
      if (name == parameter && (name == "actor" || name == "with" || name == "country")) return value;
    return {};
  }

 private:
  static std::vector<json::object> near(std::string const& name, Asker& asker) {
    auto const answer = asker.ask({{"v1", "actors"}, {{"q", name}, {"limit", "5"}}});
    if (!answer || answer->status != 200) return {};
    return objects_of(parse_object(answer->body), "items");
  }

  void show(std::vector<json::object> const& actors) {
    json::array items(actors.begin(), actors.end());
    auto const writer = make_answer_writer(AnswerFormat::kTable, actor_list_shape(), {.columns = columns_}, out_);
    writer->add({{"items", std::move(items)}});
  }

  Asked const& asked_;
  std::size_t columns_;
  std::ostream& out_;
};

}  // namespace

int explain_refusal(Asked const& asked, Answer const& answer, Asker& asker, std::size_t columns, std::ostream& out) {
  constexpr unsigned kBadRequest = 400;
  constexpr unsigned kNotFound = 404;
  constexpr unsigned kSeveral = 300;
  Explainer explainer(asked, columns, out);
  auto const object = parse_object(answer.body);
  auto const detail = text_of(object, "detail");
  if (detail.empty()) {
    explainer.say("The answer was " + std::to_string(answer.status) + ", and not from a Dragoman server.");
    return kExitFailed;
  }
  auto const name = answer.status == kNotFound ? explainer.at_fault(object) : std::string();
  if (answer.status == kSeveral) {
    explainer.candidates(object);
  } else if (!name.empty()) {
    explainer.unknown_actor(name, asker);
  } else {
    explainer.bad_value(object);
  }
  return answer.status == kBadRequest ? kExitUsage : kExitFailed;
}

}  // namespace dragoman
