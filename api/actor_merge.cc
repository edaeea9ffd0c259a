#include "api/actor_merge.h"

#include <algorithm>
#include <cstdint>
#include <span>

#include "graph/queries.h"

namespace dragoman {
namespace {

/// Our own coder's events are one whatever their code, those of others only with the same code.
bool is_coded_here(std::vector<Evidence> const& evidence) {
  return std::any_of(evidence.begin(), evidence.end(), rests_on_article);
}

EventIdentity identity_of(Event const& event, std::span<Participant const> participants, CameoCode const* code) {
  return identity_of(event.type, event.status, event.date, participants, code);
}

/// The same participants, as far as this kind of event tells them apart.
bool same(Event const& event, Participants const& a, Participants const& b) {
  bool const mutual = is_mutual(event.type, find_cameo(event.cameo));
  return a == b || canonical(a, mutual) == canonical(b, mutual);
}

}  // namespace

Actor& ActorMerge::edit(ActorId id) { return actors_.try_emplace(id, *graph_.actor(id)).first->second; }

ActorId ActorMerge::survivor(ActorId id) const {
  while (true) {
    auto const changed = actors_.find(id);
    auto const& into = changed != actors_.end() ? changed->second.merged_into : graph_.actor(id)->merged_into;
    if (!into) return id;
    id = *into;
  }
}

Result<MergeOutcome> ActorMerge::merge(ActorId actor, ActorId into) {
  auto const* const merged = graph_.actor(actor);
  if (merged == nullptr || graph_.actor(into) == nullptr) return not_found("There is no such actor.");
  if (merged->merged_into)
    return Error{ErrorCode::kConflict,
                 merged->slug + " is merged into " + graph_.actor(*merged->merged_into)->slug + " already."};
  into = graph_.survivor(into);
  if (into == actor) return Error{ErrorCode::kConflict, "These are one actor already: " + merged->slug + "."};
  edit(actor).merged_into = into;
  auto& absorbed = edit(into).merged;
  absorbed.insert(std::upper_bound(absorbed.begin(), absorbed.end(), actor), actor);
  return rename(actor);
}

Result<MergeOutcome> ActorMerge::undo(ActorId actor) {
  auto const* const merged = graph_.actor(actor);
  if (merged == nullptr) return not_found("There is no such actor.");
  if (!merged->merged_into) return Error{ErrorCode::kConflict, merged->slug + " is not merged into another actor."};
  auto const carrier = graph_.survivor(actor);
  std::erase(edit(*merged->merged_into).merged, actor);
  edit(actor).merged_into.reset();
  return rename(carrier);
}

/// Looks at every event that `from` took part in before the change.
Result<MergeOutcome> ActorMerge::rename(ActorId from) {
  constexpr std::size_t kAtOnce = 4096;
  auto const listed = timeline(graph_, from, {}, {}, {.order = Order::kOldestFirst, .after = {}, .limit = SIZE_MAX});
  std::vector<EventId> ids;
  for (auto const& key : listed.events) ids.push_back(key.event);
  std::sort(ids.begin(), ids.end());
  std::vector<Divided> changed;
  for (std::size_t i = 0; i < ids.size(); i += kAtOnce) {
    auto const some = std::span(ids).subspan(i, std::min(kAtOnce, ids.size() - i));
    auto events = store_.events(some);
    if (!events) return events.error();
    for (std::size_t k = 0; k < some.size(); ++k) {
      auto& event = (*events)[k];
      if (!event)
        return Error{ErrorCode::kCorruption, "Event " + std::to_string(some[k].value) + " is indexed but not stored."};
      if (auto divided = divide(std::move(*event))) changed.push_back(std::move(*divided));
    }
  }
  for (auto const& [event, parts] : changed) {
    merger_.erased(identity_of(event, event.participants, nullptr), event.id);
    events_.emplace(event.id, std::nullopt);
  }
  auto const first_new = next_event_;
  for (auto& [event, parts] : changed) {
    bool keeps_id = true;
    for (auto& part : parts) {
      if (auto const placed = place(event, std::move(part), keeps_id); !placed) return placed.error();
      keeps_id = false;
    }
  }

  MergeOutcome outcome{.events = changed.size(), .created = next_event_.value - first_new.value};
  if (auto const listed_again = relist_articles(); !listed_again) return listed_again.error();
  for (auto& [id, event] : events_) {
    if (event) {
      batch_.put_events.push_back(std::move(*event));
    } else {
      batch_.erase_events.push_back(id);
    }
  }
  outcome.folded = batch_.erase_events.size();
  batch_.put_actors.assign(actors_.begin(), actors_.end());
  return outcome;
}

/// Nothing when the event stays as it is. Its id is for the first part: that which names nobody who was merged, if
/// there is one.
std::optional<ActorMerge::Divided> ActorMerge::divide(Event&& event) const {
  Divided divided;
  std::size_t first = 0;
  for (auto& evidence : event.evidence) {
    bool const plain = evidence.told.empty();
    if (plain) evidence.told = event.participants;
    auto participants = renamed(evidence.told, [this](ActorId id) { return survivor(id); });
    auto const fits = [&](Part const& part) { return same(event, part.participants, participants); };
    auto at = std::find_if(divided.parts.begin(), divided.parts.end(), fits);
    if (at == divided.parts.end()) at = divided.parts.insert(at, Part{std::move(participants), {}});
    at->evidence.push_back(std::move(evidence));
    if (plain) first = static_cast<std::size_t>(at - divided.parts.begin());
  }
  if (divided.parts.size() == 1 && same(event, divided.parts.front().participants, event.participants))
    return std::nullopt;
  std::swap(divided.parts.front(), divided.parts[first]);
  event.evidence.clear();
  divided.event = std::move(event);
  return divided;
}

Result<void> ActorMerge::place(Event const& event, Part&& part, bool keeps_id) {
  auto const* const code = find_cameo(event.cameo);
  auto const known = merger_.find(identity_of(event, part.participants, is_coded_here(part.evidence) ? nullptr : code));
  auto id = event.id;
  if (known) {
    id = *known;
  } else {
    if (!keeps_id) {
      id = next_event_;
      ++next_event_.value;
    }
    auto made = event;
    made.id = id;
    made.participants = part.participants;
    events_[id] = std::move(made);
    merger_.added(identity_of(event, part.participants, nullptr), id);
    if (code != nullptr) merger_.added(identity_of(event, part.participants, code), id);
  }
  auto const target = load(id);
  if (!target) return target.error();
  for (auto& evidence : part.evidence) {
    if (same(event, evidence.told, (*target)->participants)) evidence.told.clear();
    if (rests_on_article(evidence) && id != event.id) moved_[evidence.article].insert({event.id, id});
    (*target)->evidence.push_back(std::move(evidence));
  }
  return {};
}

Result<Event*> ActorMerge::load(EventId id) {
  auto const pending = events_.find(id);
  if (pending != events_.end() && pending->second) return &*pending->second;
  auto stored = stored_event(store_, id);
  if (!stored) return stored.error();
  return &*(events_[id] = std::move(*stored));
}

/// Articles list the events that rest on them.
Result<void> ActorMerge::relist_articles() {
  for (auto const& [id, touched] : moved_) {
    auto record = store_.article(id);
    if (!record) return record.error();
    if (!*record) return Error{ErrorCode::kCorruption, "Article " + id + " is evidence but not stored."};
    std::set<EventId> events((*record)->events.begin(), (*record)->events.end());
    for (auto const each : touched) {
      auto const& event = events_.at(each);
      auto const from_article = [&id = id](Evidence const& e) { return rests_on_article(e) && e.article == id; };
      bool const rests = event && std::any_of(event->evidence.begin(), event->evidence.end(), from_article);
      if (rests) {
        events.insert(each);
      } else {
        events.erase(each);
      }
    }
    (*record)->events.assign(events.begin(), events.end());
    batch_.put_articles.push_back(std::move(**record));
  }
  return {};
}

}  // namespace dragoman
