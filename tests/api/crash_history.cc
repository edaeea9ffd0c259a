#include "tests/api/crash_history.h"

#include <algorithm>
#include <random>
#include <sstream>

#include <gtest/gtest.h>

#include "tests/api/fixture.h"

namespace dragoman::testing {
namespace {

constexpr std::uint32_t kActors = 15;
constexpr auto* kRoster = "roster";

/// One event, written so that equal events are equal lines. Tables have a type of their own.
std::string line_of(std::mt19937& random, bool of_table) {
  auto const from = random() % 12;
  auto const pair = "P" + std::to_string(from) + ">P" + std::to_string(from + 1 + random() % 3);
  auto const date = random() % 4 == 0 && !of_table ? std::string("-") : "2023-10-" + std::to_string(10 + random() % 6);
  if (of_table) return "accusation|happened|" + date + "|" + pair;
  return (random() % 2 == 0 ? "meeting|happened|" : "visit|planned|") + date + "|" + pair;
}

struct Told {
  std::string type, status, date;
  std::uint32_t from = 0, to = 0;
};

Told read_line(std::string const& line) {
  std::istringstream in(line);
  Told told;
  std::string pair;
  std::getline(in, told.type, '|');
  std::getline(in, told.status, '|');
  std::getline(in, told.date, '|');
  std::getline(in, pair);
  auto const cut = pair.find('>');
  told.from = static_cast<std::uint32_t>(std::stoul(pair.substr(1, cut - 1)));
  told.to = static_cast<std::uint32_t>(std::stoul(pair.substr(cut + 2)));
  return told;
}

std::string shown(Told const& told, std::string first, std::string second) {
  if (told.type == "meeting" && second < first) std::swap(first, second);
  return told.type + ' ' + told.status + ' ' + told.date + ' ' + first + ' ' + second;
}

std::uint32_t survivor(Known const& known, std::uint32_t actor) {
  for (auto at = known.merged.find(actor); at != known.merged.end(); at = known.merged.find(actor)) actor = at->second;
  return actor;
}

/// "meeting|happened|-|P1>P2" → "meeting happened - p1 p2", of survivors.
std::string shown(Known const& known, std::string const& line) {
  auto const told = read_line(line);
  auto const name = [&](std::uint32_t actor) { return "p" + std::to_string(survivor(known, actor)); };
  return shown(told, name(told.from), name(told.to));
}

std::string table_name(std::uint64_t number) { return "table-" + std::to_string(number); }

EventImport import_of(std::string const& name, std::vector<std::string> const& lines) {
  EventImport import;
  for (std::uint32_t i = 0; i < kActors; ++i) {
    auto const number = std::to_string(i);
    import.actors.push_back(std::make_shared<NamedActor>(
        NamedActor{{.slug = "p" + number, .name = "P" + number, .kind = ActorKind::kPerson}, {}}));
  }
  for (auto const& line : lines) {
    auto const told = read_line(line);
    auto const day = *parse_day(told.date);
    CodedRecord record;
    record.type = EventType::kAccusation;
    record.cameo = &default_cameo(record.type);
    record.date = DateRange{day, day};
    record.participants.push_back({told.from, Role::kSource});
    record.participants.push_back({told.to, Role::kTarget});
    record.evidence.push_back({.article = name, .sentence = line});
    import.records.push_back(std::move(record));
  }
  return import;
}

bool is_table(std::string const& article) { return article.starts_with("table-"); }

Article roster() {
  Article article{.id = kRoster, .publisher = "example.org"};
  for (std::uint32_t i = 0; i < kActors; ++i)
    article.text += "demand|happened|2020-01-01|P" + std::to_string(i) + ">P" + std::to_string(i) + "\n";
  return article;
}

/// What is in `text` an event.
std::set<std::string> lines_in(std::string const& text) {
  std::istringstream in(text);
  std::set<std::string> lines;
  for (std::string line; std::getline(in, line);) {
    if (line.find('|') != std::string::npos) lines.insert(line);
  }
  return lines;
}

std::string joined(std::set<std::string> const& ids) {
  std::string out;
  for (auto const& id : ids) out += (out.empty() ? "" : " ") + id;
  return out;
}

}  // namespace

Step step_at(std::uint32_t seed, std::uint64_t number) {
  if (number == 0) return {.article = roster()};
  std::seed_seq sequence{seed, static_cast<std::uint32_t>(number)};
  std::mt19937 random(sequence);
  constexpr unsigned kArticles = 150;
  Step step;
  step.article.id = "a" + std::to_string(random() % kArticles);
  auto const kind = random() % 40;
  if (kind < 8) {
    step.kind = Step::Kind::kErase;
  } else if (kind < 10) {
    step.kind = Step::Kind::kImport;
    for (auto lines = 1 + random() % 40; lines > 0; --lines) step.lines.push_back(line_of(random, true));
  } else if (kind == 10) {
    step.kind = Step::Kind::kMerge;
    step.actor = static_cast<std::uint32_t>(random() % kActors);
    step.into = static_cast<std::uint32_t>(random() % kActors);
  } else if (kind == 11) {
    step.kind = Step::Kind::kPart;
    step.actor = static_cast<std::uint32_t>(random() % kActors);
  } else {
    step.article.publisher = "example.org";
    for (auto lines = random() % 4; lines > 0; --lines) step.article.text += line_of(random, false) + "\n";
    // Most are short; some fill the logs, so that files are written and merged meanwhile.
    auto const size = random() % 8 == 0 ? 20'000U : 200U;
    while (step.article.text.size() < size) step.article.text += std::to_string(random()) + ' ';
  }
  return step;
}

void submit(KnowledgeBase& knowledge, std::uint64_t number, Step step,
            std::function<void(std::optional<Error> const&)> done) {
  auto const fine_when = [done](ErrorCode nothing_to_do, std::optional<Error> const& error) {
    done(error && error->code == nothing_to_do ? std::nullopt : error);
  };
  switch (step.kind) {
    case Step::Kind::kPut:
      knowledge.submit(std::move(step.article), [done](IngestOutcome const& outcome) { done(outcome.error); });
      break;
    case Step::Kind::kErase:
      knowledge.erase(step.article.id,
                      [fine_when](IngestOutcome const& outcome) { fine_when(ErrorCode::kNotFound, outcome.error); });
      break;
    case Step::Kind::kImport:
      knowledge.submit(import_of(table_name(number), step.lines),
                       [done](ImportOutcome const& outcome) { done(outcome.error); });
      break;
    case Step::Kind::kMerge:
    case Step::Kind::kPart: {
      auto const into = step.kind == Step::Kind::kMerge ? std::optional(ActorId{step.into}) : std::nullopt;
      knowledge.merge(ActorId{step.actor}, into,
                      [fine_when](MergeOutcome const& outcome) { fine_when(ErrorCode::kConflict, outcome.error); });
      break;
    }
  }
}

void take_step(Known& known, std::uint64_t number, Step const& step) {
  switch (step.kind) {
    case Step::Kind::kPut: known.articles[step.article.id] = step.article; break;
    case Step::Kind::kErase: known.articles.erase(step.article.id); break;
    case Step::Kind::kImport: known.tables[table_name(number)] = {step.lines.begin(), step.lines.end()}; break;
    case Step::Kind::kMerge: {
      auto const into = survivor(known, step.into);
      if (!known.merged.contains(step.actor) && into != step.actor) known.merged[step.actor] = into;
      break;
    }
    case Step::Kind::kPart: known.merged.erase(step.actor); break;
  }
}

std::vector<std::string> events_told(Known const& known) {
  std::map<std::string, std::set<std::string>> dated;  // event → articles
  std::vector<std::string> events;
  for (auto const& [id, article] : known.articles) {
    for (auto const& line : lines_in(article.text)) {
      if (line.find("|-|") != std::string::npos) {
        events.push_back(shown(known, line) + " [" + id + "]");
      } else {
        dated[shown(known, line)].insert(id);
      }
    }
  }
  for (auto const& [id, lines] : known.tables)
    for (auto const& line : lines) dated[shown(known, line)].insert(id);
  for (auto const& [event, ids] : dated) events.push_back(event + " [" + joined(ids) + "]");
  std::sort(events.begin(), events.end());
  return events;
}

Known known_in(KnowledgeBase const& knowledge) {
  Known known;
  auto const view = knowledge.view();
  EXPECT_TRUE(view.store->for_each_article("", [&](ArticleRecord const& record) {
    known.articles[record.article.id] = record.article;
    return true;
  }));
  EXPECT_TRUE(view.store->for_each_actor([&](ActorId id, Actor const& actor) {
    if (actor.merged_into) known.merged[id.value] = actor.merged_into->value;
    return true;
  }));
  EXPECT_TRUE(view.store->for_each_event(EventId{0}, [&](Event const& event) {
    for (auto const& evidence : event.evidence)
      if (is_table(evidence.article)) known.tables[evidence.article].insert(evidence.sentence);
    return true;
  }));
  return known;
}

std::vector<std::string> events_in(KnowledgeBase const& knowledge) {
  auto events = all_events(knowledge);
  for (auto& event : events) {
    auto const open = event.find('[');
    std::istringstream words(event.substr(open + 1, event.size() - open - 2));
    std::set<std::string> ids;
    for (std::string id; words >> id;) ids.insert(id);
    std::istringstream facts(event);
    Told told;
    std::string first, second;
    facts >> told.type >> told.status >> told.date >> first >> second;
    event = shown(told, first, second) + " [" + joined(ids) + "]";
  }
  std::sort(events.begin(), events.end());
  return events;
}

}  // namespace dragoman::testing
