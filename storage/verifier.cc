#include "storage/verifier.h"

#include <algorithm>

namespace dragoman {
namespace {

constexpr std::size_t kSpeltOut = 1000;

std::string name(EventId id) { return "event " + std::to_string(id.value); }
std::string name(ActorId id) { return "actor " + std::to_string(id.value); }

}  // namespace

void Verifier::fault(std::string sentence) {
  if (faults_.size() < kSpeltOut) faults_.push_back(std::move(sentence));
  ++fault_count_;
}

void Verifier::actor(ActorId id, Actor const& actor) {
  ++counts_.actors;
  actor_end_ = std::max(actor_end_, std::uint64_t{id.value} + 1);
  if (actors_.size() <= id.value) actors_.resize(std::size_t{id.value} + 1);
  actors_[id.value] = true;
  if (!slugs_.insert(actor.slug).second) fault(name(id) + " has the slug " + actor.slug + ", as another actor has");
  if (actor.merged_into) merged_into_.emplace(id, *actor.merged_into);
  for (auto const merged : actor.merged) absorbed_.emplace(id, merged);
}

void Verifier::article(std::string_view id, ArticleDigest const& digest) {
  ++counts_.articles;
  articles_[std::string(id)] = {digest.events, std::vector<bool>(digest.events.size())};
}

void Verifier::event(Event const& event) {
  ++counts_.events;
  event_end_ = std::max(event_end_, std::uint64_t{event.id.value} + 1);
  if (event.evidence.empty()) fault(name(event.id) + " has no evidence");
  for (auto const& each : event.participants) {
    participant(event, each.actor);
    if (merged_into_.contains(each.actor))
      fault(name(event.id) + " has the participant " + std::to_string(each.actor.value) +
            ", which is merged into another actor");
  }
  for (auto const& each : event.evidence) {
    for (auto const& told : each.told) participant(event, told.actor);
    evidence(event, each);
  }
}

void Verifier::participant(Event const& event, ActorId id) {
  if (!known(id))
    fault(name(event.id) + " has the participant " + std::to_string(id.value) + ", an actor that does not exist");
}

void Verifier::merges() {
  for (auto const& [merged, into] : merged_into_) {
    if (!absorbed_.contains({into, merged}))
      fault(name(merged) + " is merged into " + name(into) + ", which does not list it");
    auto end = into;
    std::size_t hops = 0;
    for (auto next = merged_into_.find(end); next != merged_into_.end() && hops <= merged_into_.size(); ++hops) {
      end = next->second;
      next = merged_into_.find(end);
    }
    if (hops > merged_into_.size()) fault(name(merged) + " is merged into itself");
  }
  for (auto const& [into, merged] : absorbed_) {
    auto const found = merged_into_.find(merged);
    if (found == merged_into_.end() || found->second != into)
      fault(name(into) + " lists " + name(merged) + " as merged into it, which is not");
  }
}

void Verifier::evidence(Event const& event, Evidence const& evidence) {
  bool const claims_article = rests_on_article(evidence);
  auto const found = articles_.find(evidence.article);
  if (found == articles_.end()) {
    if (claims_article)
      fault(name(event.id) + " has evidence from article " + evidence.article + ", which does not exist");
    return;
  }
  auto& [events, proven] = found->second;
  auto const at = std::lower_bound(events.begin(), events.end(), event.id);
  if (at != events.end() && *at == event.id) {
    proven[static_cast<std::size_t>(at - events.begin())] = true;
  } else if (claims_article) {
    fault(name(event.id) + " has evidence from article " + evidence.article + ", which does not list it");
  }
}

std::vector<std::string> Verifier::finish(StoreState const& state) {
  for (auto const& [id, list] : articles_)
    for (std::size_t i = 0; i < list.events.size(); ++i)
      if (!list.proven[i])
        fault("article " + id + " lists " + name(list.events[i]) + ", which has no evidence from it");

  merges();
  auto const same = [&](std::string_view what, std::uint64_t recorded, std::uint64_t found) {
    if (recorded != found)
      fault("the count of " + std::string(what) + " says " + std::to_string(recorded) + ", but there are " +
            std::to_string(found));
  };
  same("articles", state.counts.articles, counts_.articles);
  same("events", state.counts.events, counts_.events);
  same("actors", state.counts.actors, counts_.actors);
  if (state.next_actor.value < actor_end_)
    fault("the next actor id " + std::to_string(state.next_actor.value) + " is already given out");
  if (state.next_event.value < event_end_)
    fault("the next event id " + std::to_string(state.next_event.value) + " is already given out");

  auto faults = std::move(faults_);
  if (fault_count_ > faults.size()) faults.push_back(std::to_string(fault_count_ - faults.size()) + " more faults");
  return faults;
}

}  // namespace dragoman
