// Dragoman's own answers in process, on a database that a server has loaded.
// Usage: dragoman_bench DIRECTORY TABLE.tsv QUESTIONS SECONDS TARGETS
// "graph" is the query with the names of its rows; "json" the whole answer of the API as bytes. TARGETS.timeline and
// TARGETS.met are written: the same questions about actors drawn uniformly as request targets, one a line.

#include <fstream>
#include <iostream>
#include <stdexcept>
#include <unordered_map>

#include "api/api.h"
#include "bench/questions.h"
#include "bench/report.h"
#include "graph/queries.h"

namespace dragoman {
namespace {

template <class T>
T must(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message);
  return std::move(*result);
}

/// The actors of the table in the knowledge base.
std::vector<ActorId> find_actors(KnowledgeBase const& knowledge, EventTable const& table) {
  std::unordered_map<std::string, ActorId> by_name;
  auto const read = knowledge.view().store->for_each_actor([&](ActorId id, Actor const& actor) {
    by_name.emplace(actor.name, id);
    return true;
  });
  if (!read) throw std::runtime_error(read.error().message);
  std::vector<ActorId> out;
  std::size_t by_alias = 0;
  for (auto const& name : table.actors) {
    if (auto const found = by_name.find(name); found != by_name.end()) {
      out.push_back(found->second);
      continue;
    }
    auto const ids = knowledge.names().resolve(name);
    if (ids.empty()) throw std::runtime_error("the database does not know " + name);
    ++by_alias;
    out.push_back(ids.front());
  }
  if (by_alias > 0) std::cerr << by_alias << " actors of the table are known under another name\n";
  return out;
}

EventFilter meetings_within(Window const& window) {
  auto filter = EventFilter::happened_meetings();
  filter.window = {Day{std::chrono::days{window.from}}, Day{std::chrono::days{window.to}}};
  return filter;
}

class GraphAnswers final : public Answerer {
 public:
  GraphAnswers(EventGraph const& graph, std::vector<ActorId> const& actors) : graph_(graph), actors_(actors) {}

  std::size_t timeline(std::uint32_t actor) override {
    auto const page = dragoman::timeline(graph_, actors_[actor], std::nullopt, {}, {});
    for (auto const& key : page.events) {
      auto const event = graph_.event(key.event);
      touched_ += to_string(event->type).size() + static_cast<std::size_t>(key.day);
      for (auto const& participant : event->participants) touch(participant.actor);
    }
    return page.events.size();
  }
  std::size_t met(std::uint32_t actor) override { return encounters(actor, EventFilter::happened_meetings(), kAll); }
  std::size_t met_most(std::uint32_t actor) override {
    return encounters(actor, EventFilter::happened_meetings(), kPage);
  }
  std::size_t met_within(std::uint32_t actor, Window const& window) override {
    return encounters(actor, meetings_within(window), kAll);
  }
  std::size_t meetings_of_pair(std::uint32_t actor, std::uint32_t with) override {
    // As of the peers: the days, since whose meetings they are is known.
    auto const page = dragoman::timeline(graph_, actors_[actor], actors_[with], EventFilter::happened_meetings(), {});
    for (auto const& key : page.events) touched_ += static_cast<std::size_t>(key.day);
    return page.events.size();
  }
  std::size_t path(std::uint32_t from, std::uint32_t to) override {
    auto const hops = shortest_path(graph_, actors_[from], actors_[to], EventFilter::happened_meetings());
    for (auto const& hop : hops) touch(hop.actor);
    return hops.size();
  }

 private:
  static constexpr std::size_t kAll = SIZE_MAX;
  static constexpr std::size_t kPage = 50;

  std::size_t encounters(std::uint32_t actor, EventFilter const& filter, std::size_t most) {
    auto const found = dragoman::met(graph_, actors_[actor], filter, {.after = {}, .limit = most});
    for (auto const& encounter : found.encounters) touch(encounter.b);
    return found.encounters.size();
  }
  void touch(ActorId actor) {
    for (auto const c : graph_.actor(actor)->name) touched_ += static_cast<unsigned char>(c);
  }

  EventGraph const& graph_;
  std::vector<ActorId> const& actors_;
  std::size_t touched_ = 0;
};

/// Requests as the server hands them over. What is counted is bytes.
class JsonAnswers final : public Answerer {
 public:
  JsonAnswers(Api& api, EventGraph const& graph, std::vector<ActorId> const& actors) : api_(api) {
    for (auto const id : actors) slugs_.push_back(graph.actor(id)->slug);
  }

  std::size_t timeline(std::uint32_t actor) override { return bytes({"v1", "actors", slugs_[actor], "timeline"}, {}); }
  std::size_t met(std::uint32_t actor) override { return bytes({"v1", "actors", slugs_[actor], "met"}, kAll); }
  std::size_t met_most(std::uint32_t actor) override { return bytes({"v1", "actors", slugs_[actor], "met"}, {}); }
  std::size_t met_within(std::uint32_t actor, Window const& window) override {
    auto params = kAll;
    params.emplace_back("from", to_string(Day{std::chrono::days{window.from}}));
    params.emplace_back("to", to_string(Day{std::chrono::days{window.to}}));
    return bytes({"v1", "actors", slugs_[actor], "met"}, std::move(params));
  }
  std::size_t meetings_of_pair(std::uint32_t actor, std::uint32_t with) override {
    return bytes({"v1", "actors", slugs_[actor], "timeline"},
                 {{"with", slugs_[with]}, {"type", "meeting"}, {"status", "happened"}});
  }
  std::size_t path(std::uint32_t from, std::uint32_t to) override {
    return bytes({"v1", "path"}, {{"from", slugs_[from]}, {"to", slugs_[to]}});
  }

 private:
  using Params = std::vector<std::pair<std::string, std::string>>;
  inline static Params const kAll = {{"limit", "1000"}};

  std::size_t bytes(std::vector<std::string> segments, Params params) {
    auto const answer =
        api_.handle({.method = "GET", .segments = std::move(segments), .params = std::move(params), .id = "bench"});
    if (answer.status != 200) throw std::runtime_error("the API answered " + answer.body);
    return answer.body.size();
  }

  Api& api_;
  std::vector<std::string> slugs_;
};

void write_targets(std::string const& path, std::string const& question, EventGraph const& graph,
                   std::vector<ActorId> const& actors, Questions const& questions) {
  std::ofstream file(path);
  for (auto const actor : questions.actors) {
    file << "/v1/actors/" << graph.actor(actors[actor])->slug << '/' << question << '\n';
  }
  file.close();
  if (!file) throw std::runtime_error("cannot write " + path);
}

void run(std::string const& directory, std::string const& table_path, std::size_t count, double seconds,
         std::string const& targets) {
  auto const table = read_event_table(table_path);
  auto store = must(open_rocks_store({.directory = directory, .create_if_missing = false}));
  auto coder = must(Coder::load({}));
  Stopwatch watch;
  auto const knowledge = must(KnowledgeBase::open(std::move(store), std::move(coder), {}));
  report("ours.graph.seconds", watch.lap());
  auto const actors = find_actors(*knowledge, table);
  auto const questions = draw_questions(table, count);
  auto const view = knowledge->view();
  write_targets(targets + ".timeline", "timeline?limit=50", *view.graph, actors, questions);
  write_targets(targets + ".met", "met", *view.graph, actors, questions);
  GraphAnswers graph(*view.graph, actors);
  ask(graph, questions, "graph", seconds, true);
  auto const api = make_api(*knowledge, {});
  JsonAnswers json(*api, *view.graph, actors);
  ask(json, questions, "json", seconds, true);
}

}  // namespace
}  // namespace dragoman

int main(int count, char** words) {
  if (count != 6) {
    std::cerr << "Usage: dragoman_bench DIRECTORY TABLE.tsv QUESTIONS SECONDS TARGETS\n";
    return 2;
  }
  try {
    dragoman::run(words[1], words[2], std::stoul(words[3]), std::stod(words[4]), words[5]);
    return 0;
  } catch (std::exception const& error) {
    std::cerr << "dragoman_bench: " << error.what() << '\n';
    return 1;
  }
}
