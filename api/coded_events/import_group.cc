#include "api/coded_events/import_group.h"

#include <algorithm>
#include <span>

namespace dragoman {
namespace {

/// Multiplication spreads small numbers over all bits.
void mix(std::size_t& hash, std::uint64_t value) {
  hash = (hash ^ value) * 0x9E3779B97F4A7C15U;
  hash ^= hash >> 29U;
}

/// Where a piece of evidence is from, and whom it names when that is not whom the event names.
std::string place_of(Evidence const& evidence, bool mutual) {
  auto place = evidence.article + '\n' + evidence.publisher + '\n' + evidence.sentence;
  for (auto const& participant : canonical(evidence.told, mutual))
    place += '\n' + std::to_string(participant.actor.value) + std::string(to_string(participant.role));
  return place;
}

bool same_place(Evidence const& a, Evidence const& b, bool mutual) {
  return a.article == b.article && a.publisher == b.publisher && a.sentence == b.sentence &&
         (a.told == b.told || canonical(a.told, mutual) == canonical(b.told, mutual));
}

std::optional<Day> first_day(CodedRecord const& record) {
  return record.date ? std::optional(record.date->start) : std::nullopt;
}

/// Indexes of the records in the order of their days, undated ones first, those of one day as they came: what follows
/// one another then lies side by side in every list.
std::vector<std::uint32_t> by_day(std::span<CodedRecord const> records) {
  std::vector<std::uint64_t> order;
  order.reserve(records.size());
  for (std::uint64_t i = 0; i < records.size(); ++i) {
    constexpr std::int64_t kBeforeAll = std::int64_t{1} << 31U;  // day numbers have 32 bits and a sign
    auto const day = first_day(records[i]);
    auto const number = day ? day->time_since_epoch().count() + kBeforeAll : 0;
    order.push_back(static_cast<std::uint64_t>(number) << 32U | i);
  }
  if (!std::is_sorted(order.begin(), order.end())) std::sort(order.begin(), order.end());
  std::vector<std::uint32_t> indexes(order.size());
  std::transform(order.begin(), order.end(), indexes.begin(),
                 [](auto const key) { return static_cast<std::uint32_t>(key); });
  return indexes;
}

std::span<Evidence const> evidence_of(CodedRecord const& record) {
  static Evidence const kNamesNothing;
  return record.evidence.empty() ? std::span(&kNamesNothing, 1) : std::span(record.evidence);
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
  told_.reserve(import.actors.size());
  survivors_.reserve(import.actors.size());
  for (auto const& actor : import.actors) {
    told_.push_back(actor->id ? *actor->id : actors_.resolve(actor->actor));
    survivors_.push_back(graph_.survivor(told_.back()));
  }
  batch_.put_events.reserve(import.records.size());
  ImportOutcome outcome;
  if (import.each) outcome.each.resize(import.records.size());
  auto const order = by_day(import.records);
  for (std::size_t at = 0; at < order.size(); ++at) {
    constexpr std::size_t kAhead = 4;
    if (at + kAhead < order.size()) __builtin_prefetch(&import.records[order[at + kAhead]]);
    auto const i = order[at];
    auto const& record = import.records[i];
    // No later record is one with those of an earlier day.
    if (at > 0 && first_day(record) != first_day(import.records[order[at - 1]])) pending_.clear();
    auto const added = add(record);
    if (!added) return added.error();
    switch (added->first) {
      case RecordStatus::kStored: ++outcome.stored; break;
      case RecordStatus::kMerged: ++outcome.merged; break;
      case RecordStatus::kDuplicate: ++outcome.duplicate; break;
    }
    if (import.each) outcome.each[i] = *added;
  }
  batch_.put_actors = actors_.take_changes();
  return outcome;
}

void ImportGroup::committed(std::vector<std::shared_ptr<NamedActor>> const& actors) const {
  for (std::size_t i = 0; i < actors.size(); ++i) actors[i]->id = told_[i];
}

Result<ImportGroup::Added> ImportGroup::add(CodedRecord const& record) {
  Participants participants;
  participants.reserve(record.participants.size());
  bool merged = false;
  for (auto const& participant : record.participants) {
    participants.push_back({told_[participant.actor], participant.role});
    merged |= told_[participant.actor] != survivors_[participant.actor];
  }
  if (!merged) return add(record, std::move(participants));
  auto of_survivors = record;
  if (of_survivors.evidence.empty()) of_survivors.evidence.emplace_back();
  for (auto& evidence : of_survivors.evidence) evidence.told = participants;
  return add(of_survivors, renamed(participants, [&](ActorId id) { return graph_.survivor(id); }));
}

Result<ImportGroup::Added> ImportGroup::add(CodedRecord const& record, Participants&& participants) {
  auto identity = identity_of(record.type, record.status, record.date, participants, record.cameo);
  auto const found = known(record, identity);
  if (!found) return found.error();
  if (found->complete) return Added(RecordStatus::kDuplicate, *found->complete);
  if (!found->place) return Added(RecordStatus::kStored, put_new(record, std::move(identity), std::move(participants)));
  bool const mutual = is_mutual(record.type, record.cameo);
  bool more = false;
  for (auto const& evidence : evidence_of(record)) more |= add_evidence(*found->place, evidence, mutual);
  return Added(more ? RecordStatus::kMerged : RecordStatus::kDuplicate, batch_.put_events[*found->place].id);
}

/// True when it says something that the event's evidence does not say already.
bool ImportGroup::add_evidence(Place place, Evidence const& told, bool mutual) {
  constexpr std::size_t kCrowd = 16;
  auto& evidence = batch_.put_events[place].evidence;
  auto const same = [&](Evidence const& known) { return same_place(known, told, mutual); };
  if (evidence.size() < kCrowd) {
    if (std::any_of(evidence.begin(), evidence.end(), same)) return false;
  } else {
    auto const [crowd, is_new] = crowded_.try_emplace(place);
    if (is_new) {
      for (auto const& known : evidence) crowd->second.insert(place_of(known, mutual));
    }
    if (!crowd->second.insert(place_of(told, mutual)).second) return false;
  }
  evidence.push_back(told);
  return true;
}

Result<ImportGroup::Known> ImportGroup::known(CodedRecord const& record, EventIdentity const& identity) {
  if (!identity.days) return known_undated(record, identity);
  if (auto const found = pending_.find(identity); found != pending_.end())
    return Known{.place = found->second, .complete = {}};
  auto const id = merger_.find(identity);
  if (!id) return Known{};
  // A plain table sent again, or a mirror in another import: nothing to read and nothing to write.
  if (record.evidence.empty() && graph_.event(*id)->bare) return Known{.place = {}, .complete = id};
  auto stored = stored_event(store_, *id);
  if (!stored) return stored.error();
  auto const place = batch_.put_events.size();
  batch_.put_events.push_back(std::move(*stored));
  pending_.emplace(identity, place);
  return Known{.place = place, .complete = {}};
}

/// Without a date two records are one event only when the same place tells them.
Result<ImportGroup::Known> ImportGroup::known_undated(CodedRecord const& record, EventIdentity const& identity) {
  if (listed_.insert(identity).second) {
    if (auto const listed = list_undated(identity); !listed) return listed.error();
  }
  auto const told =
      told_where_.find({identity, place_of(evidence_of(record).front(), is_mutual(record.type, record.cameo))});
  if (told == told_where_.end()) return Known{};
  auto const [at, is_new] = undated_.try_emplace(told->second, batch_.put_events.size());
  if (is_new) {
    auto stored = stored_event(store_, told->second);
    if (!stored) return stored.error();
    batch_.put_events.push_back(std::move(*stored));
  }
  return Known{.place = at->second, .complete = {}};
}

Result<void> ImportGroup::list_undated(EventIdentity const& identity) {
  bool const mutual = is_mutual(identity.type, identity.cameo);
  for (auto const id : merger_.find_in_graph(identity)) {
    auto const stored = stored_event(store_, id);
    if (!stored) return stored.error();
    for (auto const& evidence : stored->evidence) told_where_.try_emplace({identity, place_of(evidence, mutual)}, id);
  }
  return {};
}

EventId ImportGroup::put_new(CodedRecord const& record, EventIdentity&& identity, Participants&& participants) {
  if (identity.days) {
    pending_.emplace(std::move(identity), batch_.put_events.size());
  } else {
    bool const mutual = is_mutual(record.type, record.cameo);
    told_where_.try_emplace({std::move(identity), place_of(evidence_of(record).front(), mutual)}, next_event_);
    undated_.emplace(next_event_, batch_.put_events.size());
  }
  auto const evidence = evidence_of(record);
  auto& event = batch_.put_events.emplace_back();
  event.id = next_event_;
  event.type = record.type;
  event.status = record.status;
  event.cameo = record.cameo->code;
  event.date = record.date;
  event.date_text = record.date_text;
  event.participants = std::move(participants);
  event.evidence.assign(evidence.begin(), evidence.end());
  ++next_event_.value;
  return event.id;
}

}  // namespace dragoman
