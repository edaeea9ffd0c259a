#include "api/coded_events/import_group.h"

#include <algorithm>

namespace dragoman {
namespace {

/// Multiplication spreads small numbers over all bits.
void mix(std::size_t& hash, std::uint64_t value) {
  hash = (hash ^ value) * 0x9E3779B97F4A7C15U;
  hash ^= hash >> 29U;
}

/// True when it says something that the event's evidence does not say already.
bool add_evidence(Event& event, Evidence const& told) {
  auto const same = [&told](Evidence const& known) {
    return known.article == told.article && known.publisher == told.publisher && known.sentence == told.sentence;
  };
  if (std::any_of(event.evidence.begin(), event.evidence.end(), same)) return false;
  event.evidence.push_back(told);
  return true;
}

std::string place_of(Evidence const& evidence) {
  return evidence.article + '\n' + evidence.publisher + '\n' + evidence.sentence;
}

}  // namespace

std::size_t ImportGroup::IdentityHash::operator()(EventIdentity const& identity) const {
  std::size_t hash = 0;
  mix(hash, std::uint64_t{static_cast<std::uint8_t>(identity.type)} << 8U | static_cast<std::uint8_t>(identity.status));
  mix(hash, reinterpret_cast<std::uintptr_t>(identity.cameo));
  if (identity.days) {
    mix(hash, static_cast<std::uint64_t>(identity.days->first.time_since_epoch().count()));
    mix(hash, static_cast<std::uint64_t>(identity.days->second.time_since_epoch().count()));
  }
  for (auto const& participant : identity.participants)
    mix(hash, std::uint64_t{participant.actor.value} << 1U | static_cast<std::uint8_t>(participant.role));
  return hash;
}

Result<ImportOutcome> ImportGroup::add(EventImport const& import) {
  std::vector<ActorId> actors;
  actors.reserve(import.actors.size());
  for (auto const& actor : import.actors) actors.push_back(actors_.resolve(actor));
  batch_.put_events.reserve(import.records.size());
  pending_.reserve(import.records.size());
  ImportOutcome outcome;
  for (auto const& record : import.records)
    if (auto const added = add(record, actors, outcome); !added) return added.error();
  batch_.put_actors = actors_.take_changes();
  return outcome;
}

Result<void> ImportGroup::add(CodedRecord const& record, std::vector<ActorId> const& actors, ImportOutcome& outcome) {
  std::vector<Participant> participants;
  participants.reserve(record.participants.size());
  for (auto const& participant : record.participants)
    participants.push_back({actors[participant.actor], participant.role});
  auto identity = identity_of(record.type, record.status, record.date, participants, record.cameo);
  auto const event = known(record, identity);
  if (!event) return event.error();
  if (*event == nullptr) {
    put_new(record, std::move(identity), std::move(participants));
    ++outcome.stored;
    return {};
  }
  bool more = false;
  for (auto const& evidence : record.evidence) more |= add_evidence(**event, evidence);
  ++(more ? outcome.merged : outcome.duplicate);
  return {};
}

/// Null when nobody told of it before.
Result<Event*> ImportGroup::known(CodedRecord const& record, EventIdentity const& identity) {
  if (!identity.days) return known_undated(record, identity);
  if (auto const found = pending_.find(identity); found != pending_.end()) return &batch_.put_events[found->second];
  auto const id = merger_.find(identity);
  if (!id) return static_cast<Event*>(nullptr);
  auto stored = load(*id);
  if (!stored) return stored.error();
  pending_.emplace(identity, batch_.put_events.size());
  return &batch_.put_events.emplace_back(std::move(*stored));
}

/// Without a date two records are one event only when the same place tells them.
Result<Event*> ImportGroup::known_undated(CodedRecord const& record, EventIdentity const& identity) {
  auto const place = place_of(record.evidence.front());
  if (auto const found = undated_.find({identity, place}); found != undated_.end())
    return &batch_.put_events[found->second];
  for (auto const id : merger_.find_in_graph(identity)) {
    auto stored = load(id);
    if (!stored) return stored.error();
    auto const& evidence = stored->evidence;
    if (std::none_of(evidence.begin(), evidence.end(), [&](Evidence const& e) { return place_of(e) == place; }))
      continue;
    // It may have been met already, as told in another place.
    auto const [at, is_new] = loaded_undated_.emplace(id, batch_.put_events.size());
    if (is_new) batch_.put_events.push_back(std::move(*stored));
    undated_.emplace(std::pair(identity, place), at->second);
    return &batch_.put_events[at->second];
  }
  return static_cast<Event*>(nullptr);
}

Result<Event> ImportGroup::load(EventId id) const {
  auto stored = store_.event(id);
  if (!stored) return stored.error();
  if (!*stored)
    return Error{ErrorCode::kCorruption, "Event " + std::to_string(id.value) + " is indexed but not stored."};
  return std::move(**stored);
}

void ImportGroup::put_new(CodedRecord const& record, EventIdentity&& identity,
                          std::vector<Participant>&& participants) {
  if (identity.days)
    pending_.emplace(std::move(identity), batch_.put_events.size());
  else
    undated_.emplace(std::pair(std::move(identity), place_of(record.evidence.front())), batch_.put_events.size());
  batch_.put_events.push_back({.id = next_event_,
                               .type = record.type,
                               .status = record.status,
                               .cameo = std::string(record.cameo->code),
                               .date = record.date,
                               .date_text = record.date_text,
                               .participants = std::move(participants),
                               .evidence = {record.evidence.begin(), record.evidence.end()}});
  ++next_event_.value;
}

}  // namespace dragoman
