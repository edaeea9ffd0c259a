#include "bench/questions.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <map>
#include <random>
#include <set>

namespace dragoman {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::size_t kBusiest = 20;

/// Numbers of the greatest `counts`, greatest first.
template <class Key>
std::vector<Key> most_frequent(std::vector<std::pair<Key, std::size_t>> counts) {
  std::ranges::sort(
      counts, [](auto const& a, auto const& b) { return std::pair(b.second, a.first) < std::pair(a.second, b.first); });
  std::vector<Key> out;
  for (auto const& [key, count] : counts) {
    if (out.size() == kBusiest) break;
    out.push_back(key);
  }
  return out;
}

template <class T>
std::vector<T> over_and_over(std::vector<T> const& few, std::size_t count) {
  std::vector<T> out;
  while (!few.empty() && out.size() < count) out.push_back(few[out.size() % few.size()]);
  return out;
}

template <class Query>
void measure(std::string_view who, std::string_view name, std::size_t count, double seconds, Query&& query) {
  auto const until = [seconds] {
    return Clock::now() + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
  };
  auto const warm = until();
  for (std::size_t i = 0; i < count && Clock::now() < warm; ++i) query(i);

  std::vector<double> times;
  std::size_t rows = 0;
  auto const end = until();
  for (std::size_t i = 0; i < count; ++i) {
    auto const start = Clock::now();
    if (start > end) break;
    rows += query(i);
    times.push_back(std::chrono::duration<double, std::micro>(Clock::now() - start).count());
  }
  if (times.empty()) return;
  std::ranges::sort(times);
  auto const at = [&times](double part) {
    return times[static_cast<std::size_t>(part * static_cast<double>(times.size() - 1) + 0.5)];
  };
  std::printf("%.*s.%.*s\t%.2f\t%.2f\t%zu\t%zu\n", static_cast<int>(who.size()), who.data(),
              static_cast<int>(name.size()), name.data(), at(0.5), at(0.99), times.size(), rows);
  std::fflush(stdout);
}

}  // namespace

Questions draw_questions(EventTable const& table, std::size_t count) {
  Questions out;
  out.actor_names.assign(table.actors.begin(), table.actors.end());
  std::vector<std::pair<std::uint32_t, std::size_t>> degrees(table.actors.size());
  for (std::uint32_t i = 0; i < degrees.size(); ++i) degrees[i].first = i;
  std::map<ActorPair, std::set<std::int32_t>> met;
  std::int32_t first = INT32_MAX;
  std::int32_t last = INT32_MIN;
  for (auto const& row : table.rows) {
    ++degrees[row.source].second;
    ++degrees[row.target].second;
    first = std::min(first, row.day);
    last = std::max(last, row.day);
    if (is_meeting(row) && row.source != row.target) met[std::minmax(row.source, row.target)].insert(row.day);
  }
  std::vector<ActorPair> met_pairs;
  std::vector<std::pair<ActorPair, std::size_t>> meeting_days;
  std::set<std::uint32_t> sociable;
  for (auto const& [pair, days] : met) {
    met_pairs.push_back(pair);
    meeting_days.emplace_back(pair, days.size());
    sociable.insert({pair.first, pair.second});
  }
  std::vector<std::uint32_t> const who_met(sociable.begin(), sociable.end());

  std::mt19937 random(42);
  auto const one_of = [&random](auto const& all) { return all[random() % all.size()]; };
  for (std::size_t i = 0; i < count; ++i) {
    out.actors.push_back(static_cast<std::uint32_t>(random() % table.actors.size()));
    auto const days = static_cast<std::uint32_t>(std::max(1, last - first - 28));
    auto const from = first + static_cast<std::int32_t>(random() % days);
    out.months.push_back({from, from + 29});
    if (met_pairs.empty()) continue;
    out.pairs.push_back(one_of(met_pairs));
    auto const here = one_of(who_met);
    out.strangers.emplace_back(here, one_of(who_met));
  }
  out.busiest = over_and_over(most_frequent(std::move(degrees)), count);
  out.busiest_pairs = over_and_over(most_frequent(std::move(meeting_days)), count);
  return out;
}

void ask(Answerer& answerer, Questions const& questions, std::string_view who, double seconds, bool paths) {
  auto const& q = questions;
  auto const timed = [&](std::string_view name, std::size_t count, auto&& query) {
    measure(who, name, count, seconds, query);
  };
  timed("timeline.uniform", q.actors.size(), [&](std::size_t i) { return answerer.timeline(q.actors[i]); });
  timed("timeline.busiest", q.busiest.size(), [&](std::size_t i) { return answerer.timeline(q.busiest[i]); });
  timed("met.uniform", q.actors.size(), [&](std::size_t i) { return answerer.met(q.actors[i]); });
  timed("met.busiest", q.busiest.size(), [&](std::size_t i) { return answerer.met(q.busiest[i]); });
  timed("top.uniform", q.actors.size(), [&](std::size_t i) { return answerer.met_most(q.actors[i]); });
  timed("top.busiest", q.busiest.size(), [&](std::size_t i) { return answerer.met_most(q.busiest[i]); });
  timed("month.uniform", q.actors.size(), [&](std::size_t i) { return answerer.met_within(q.actors[i], q.months[i]); });
  timed("month.busiest", q.busiest.size(),
        [&](std::size_t i) { return answerer.met_within(q.busiest[i], q.months[i]); });
  timed("pair.uniform", q.pairs.size(),
        [&](std::size_t i) { return answerer.meetings_of_pair(q.pairs[i].first, q.pairs[i].second); });
  timed("pair.busiest", q.busiest_pairs.size(),
        [&](std::size_t i) { return answerer.meetings_of_pair(q.busiest_pairs[i].first, q.busiest_pairs[i].second); });
  if (!paths) return;
  timed("path.uniform", q.strangers.size(),
        [&](std::size_t i) { return answerer.path(q.strangers[i].first, q.strangers[i].second); });
}

}  // namespace dragoman
