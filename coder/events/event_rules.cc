#include "coder/events/event_rules.h"

#include <algorithm>

namespace dragoman {

bool is_core(EventType type) {
  return std::find(kCoreEventTypes.begin(), kCoreEventTypes.end(), type) != kCoreEventTypes.end();
}

bool is_symmetric(EventType type) {
  return type == EventType::kMeeting || type == EventType::kNegotiation || type == EventType::kPhoneCall ||
         type == EventType::kAgreement;
}

bool contains(std::vector<LocalActor> const& list, LocalActor actor) {
  return std::find(list.begin(), list.end(), actor) != list.end();
}

std::vector<LocalActor> everybody(DraftEvent const& event) {
  auto out = event.source;
  for (auto const actor : event.target)
    if (!contains(out, actor)) out.push_back(actor);
  return out;
}

namespace {

/// Everybody belongs to the same state: an affair inside one government.
bool all_of_one_state(DraftEvent const& draft, ArticleActors const& actors) {
  auto const all = everybody(draft);
  auto const& infos = actors.actors();
  auto const& country = infos[all.front()].actor.country;
  if (country.empty()) return false;
  return std::all_of(all.begin(), all.end(), [&](LocalActor a) {
    return infos[a].actor.country == country && infos[a].actor.kind != ActorKind::kArmedGroup &&
           infos[a].actor.kind != ActorKind::kParty;
  });
}

bool any_political(std::vector<LocalActor> const& list, ArticleActors const& actors) {
  return std::any_of(list.begin(), list.end(), [&](LocalActor a) { return actors.is_political(a); });
}

/// "The foreign minister claimed that Kyiv was talking": whoever speaks for a state does not accuse it.
bool speaks_of_own_state(DraftEvent const& draft, ArticleActors const& actors) {
  auto const& infos = actors.actors();
  if (draft.source.size() != 1 || draft.target.size() != 1) return false;
  auto const& speaker = infos[draft.source.front()];
  auto const& accused = infos[draft.target.front()].actor;
  return accused.kind == ActorKind::kState && speaker.office_of == accused.slug && speaker.title_class &&
         (*speaker.title_class <= TitleClass::kDiplomat || *speaker.title_class == TitleClass::kSpokesperson);
}

}  // namespace

std::string fault_of(DraftEvent const& draft, Frame const& frame, ArticleActors const& actors) {
  auto const& infos = actors.actors();
  if (draft.source.empty() && draft.target.empty()) return "nobody named";
  switch (draft.type) {
    case EventType::kMeeting:
    case EventType::kNegotiation:
    case EventType::kPhoneCall: {
      auto const all = everybody(draft);
      if (all.size() < 2) {
        auto const kind = infos[all.front()].actor.kind;
        if (kind == ActorKind::kOrganisation && frame.alone) return {};
        return "only one side named";
      }
      if (all_of_one_state(draft, actors)) return "all of one state";
      if (!any_political(all, actors)) return "nobody of politics";
      return {};
    }
    case EventType::kVisit:
      if (draft.source.empty()) return "nobody travels";
      if (draft.target.empty()) return "no state is the goal";
      if (!any_political(draft.source, actors)) return "nobody of politics";
      for (auto const target : draft.target)
        for (auto const source : draft.source)
          if (infos[source].actor.country == infos[target].actor.slug) return "inside one's own state";
      return {};
    case EventType::kAccusation:
      if (draft.source.empty()) return "nobody accuses";
      if (draft.target.empty()) return "nobody is accused";
      if (!any_political(draft.source, actors)) return "nobody of politics";
      if (draft.status != EventStatus::kHappened) return "nothing said yet";
      if (speaks_of_own_state(draft, actors)) return "of one's own state";
      return {};
    case EventType::kProposal:
      if (draft.source.empty()) return "nobody says it";
      if (!any_political(draft.source, actors)) return "nobody of politics";
      return {};
    case EventType::kStatementSupport:
    case EventType::kCriticism:
    case EventType::kAgreement:
    case EventType::kDemand:
    case EventType::kThreat:
    case EventType::kRejection:
      if (draft.source.empty()) return "nobody says it";
      break;
    default: break;  // the other side is often nobody by name: "police", "a bomb", "three people"
  }
  return any_political(everybody(draft), actors) ? "" : "nobody of politics";
}

}  // namespace dragoman
