#include "storage/change.h"

#include <algorithm>
#include <functional>

namespace dragoman {
namespace {

bool storable(Day day) { return day >= kFirstDay && day <= kLastDay; }
bool storable(std::optional<Day> day) { return !day || storable(*day); }

template <class Tag>
bool storable(StrongId<Tag> id) {
  return id.value != UINT32_MAX;  // the next id must have a number
}

Error impossible(std::string const& whose, std::string_view what) {
  return invalid_argument(whose + " can not be stored: " + std::string(what));
}

constexpr std::string_view kBadDay = "a date lies outside the years 1 to 9999";
constexpr std::string_view kBadId = "the id is the greatest number, which is reserved";

/// Ascending, and of equal ids the last.
void keep_last(std::vector<std::pair<EventId, Event const*>>& events) {
  auto const by_id = [](auto const& a, auto const& b) { return a.first < b.first; };
  if (!std::is_sorted(events.begin(), events.end(), by_id)) std::stable_sort(events.begin(), events.end(), by_id);
  auto kept = events.begin();
  for (auto at = events.begin(); at != events.end(); ++at) {
    bool const superseded = std::next(at) != events.end() && std::next(at)->first == at->first;
    if (!superseded) *kept++ = *at;
  }
  events.erase(kept, events.end());
}

}  // namespace

Result<Change> resolve(Batch const& batch) {
  Change change;
  for (auto const& [id, actor] : batch.put_actors) {
    auto const whose = [&id = id] { return "actor " + std::to_string(id.value); };
    if (!storable(id)) return impossible(whose(), kBadId);
    for (auto const& office : actor.offices)
      if (!storable(office.from) || !storable(office.to)) return impossible(whose(), kBadDay);
    change.actors[id] = &actor;
  }
  change.events.reserve(batch.erase_events.size() + batch.put_events.size());
  for (auto const id : batch.erase_events) change.events.emplace_back(id, nullptr);
  for (auto const& event : batch.put_events) {
    auto const whose = [&] { return "event " + std::to_string(event.id.value); };
    if (!storable(event.id)) return impossible(whose(), kBadId);
    if (event.date && (!storable(event.date->start) || !storable(event.date->end))) return impossible(whose(), kBadDay);
    for (auto const& evidence : event.evidence)
      if (!storable(evidence.published)) return impossible(whose(), kBadDay);
    change.events.emplace_back(event.id, &event);
  }
  keep_last(change.events);
  for (auto const& id : batch.erase_articles) change.articles[id] = nullptr;
  for (auto const& record : batch.put_articles) {
    auto const whose = [&] { return "article " + record.article.id; };
    if (!storable(record.article.published)) return impossible(whose(), kBadDay);
    if (std::adjacent_find(record.events.begin(), record.events.end(), std::greater_equal<>{}) != record.events.end())
      return impossible(whose(), "its events are not in ascending order");
    change.articles[record.article.id] = &record;
  }
  return change;
}

void raise_next_ids(StoreState& state, Change const& change) {
  if (!change.actors.empty())
    state.next_actor.value = std::max(state.next_actor.value, change.actors.rbegin()->first.value + 1);
  for (auto last = change.events.rbegin(); last != change.events.rend(); ++last) {
    if (last->second == nullptr) continue;
    state.next_event.value = std::max(state.next_event.value, last->first.value + 1);
    break;
  }
}

}  // namespace dragoman
