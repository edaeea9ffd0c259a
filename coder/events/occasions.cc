#include "coder/events/occasions.h"

#include <algorithm>

namespace dragoman {

namespace {

bool takes_part(DraftEvent const& event, LocalActor actor) {
  return std::find(event.source.begin(), event.source.end(), actor) != event.source.end() ||
         std::find(event.target.begin(), event.target.end(), actor) != event.target.end();
}

bool in_one_sentence(DraftEvent const& a, DraftEvent const& b) {
  return std::any_of(a.sentences.begin(), a.sentences.end(), [&](std::size_t s) {
    return std::find(b.sentences.begin(), b.sentences.end(), s) != b.sentences.end();
  });
}

bool happens_alike(DraftEvent const& a, DraftEvent const& b) {
  return (a.status == EventStatus::kHappened) == (b.status == EventStatus::kHappened);
}

bool share_person(DraftEvent const& a, DraftEvent const& b, ArticleActors const& actors) {
  auto const shared = [&](LocalActor actor) {
    return actors.actors()[actor].actor.kind == ActorKind::kPerson && takes_part(b, actor);
  };
  return std::any_of(a.source.begin(), a.source.end(), shared) || std::any_of(a.target.begin(), a.target.end(), shared);
}

/// A person of the meeting pays the visit, and another belongs to the state visited.
bool is_on_visit(DraftEvent const& meeting, DraftEvent const& visit, ArticleActors const& actors) {
  auto const travels = [&](LocalActor actor) {
    return std::find(visit.source.begin(), visit.source.end(), actor) != visit.source.end();
  };
  auto const hosts = [&](LocalActor actor) {
    auto const& country = actors.actors()[actor].actor.country;
    return std::any_of(visit.target.begin(), visit.target.end(),
                       [&](LocalActor state) { return actors.actors()[state].actor.slug == country; });
  };
  auto const any = [&](auto const& test) {
    return std::any_of(meeting.source.begin(), meeting.source.end(), test) ||
           std::any_of(meeting.target.begin(), meeting.target.end(), test);
  };
  return any(travels) && any(hosts);
}

bool is_occasion(EventType type) { return type == EventType::kMeeting || type == EventType::kVisit; }

}  // namespace

void share_occasions(std::vector<DraftEvent>& events, ArticleActors& actors) {
  // Of several occasions the most exact: a meeting on Thursday before the visit from Wednesday to Thursday.
  auto const take_from = [&](DraftEvent& event, auto const& same_occasion) {
    DraftEvent const* best = nullptr;
    for (auto const& other : events) {
      if (&other == &event || !other.date || other.status == EventStatus::kDenied || !happens_alike(event, other) ||
          !same_occasion(other))
        continue;
      if (best == nullptr || other.date->end - other.date->start < best->date->end - best->date->start) best = &other;
    }
    if (best == nullptr) return;
    event.date = best->date;
    event.date_text = best->date_text;
  };
  for (auto& event : events) {
    if (event.date || !event.date_text.empty()) continue;
    auto const same_occasion = [&](DraftEvent const& other) {
      if (!is_occasion(other.type)) return false;
      if (in_one_sentence(event, other) && share_person(event, other, actors)) return true;
      if (event.type == EventType::kMeeting && other.type == EventType::kVisit)
        return is_on_visit(event, other, actors);
      if (event.type == EventType::kVisit && other.type == EventType::kMeeting)
        return is_on_visit(other, event, actors);
      return false;
    };
    take_from(event, same_occasion);
  }
}

}  // namespace dragoman
