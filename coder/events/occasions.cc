#include "coder/events/occasions.h"

#include <algorithm>
#include <unordered_map>

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

std::vector<LocalActor> participants(DraftEvent const& event) {
  auto out = event.source;
  out.insert(out.end(), event.target.begin(), event.target.end());
  return out;
}

/// "Kerry met his Venezuelan counterpart" and "Kerry met Rodriguez": the state stands for one of its people, and at
/// least one person is named in both.
bool is_vaguer(DraftEvent const& vague, DraftEvent const& exact, ArticleActors const& actors) {
  auto const all = participants(exact);
  auto const told = participants(vague);
  if (told.size() != all.size() || vague.status == EventStatus::kDenied || exact.status == EventStatus::kDenied)
    return false;
  if (vague.date && exact.date && !DateWindow{exact.date->start, exact.date->end}.overlaps(*vague.date)) return false;
  bool shared = false;
  bool stands_for = false;
  for (auto const actor : told) {
    auto const& info = actors.actors()[actor].actor;
    if (takes_part(exact, actor)) {
      shared |= info.kind == ActorKind::kPerson;
      continue;
    }
    auto const is_one_of_its_people = [&](LocalActor other) {
      return !takes_part(vague, other) && actors.actors()[other].actor.kind == ActorKind::kPerson &&
             actors.actors()[other].actor.country == info.slug;
    };
    if (info.kind != ActorKind::kState || std::none_of(all.begin(), all.end(), is_one_of_its_people)) return false;
    stands_for = true;
  }
  return shared && stands_for;
}

}  // namespace

void join_vague_meetings(std::vector<DraftEvent>& events, ArticleActors const& actors) {
  constexpr std::size_t kMostCompared = 64;  // meetings of one person
  std::unordered_map<LocalActor, std::vector<std::size_t>> meetings;
  for (std::size_t i = 0; i < events.size(); ++i)
    if (events[i].type == EventType::kMeeting)
      for (auto const actor : participants(events[i]))
        if (actors.actors()[actor].actor.kind == ActorKind::kPerson && meetings[actor].size() < kMostCompared)
          meetings[actor].push_back(i);
  std::vector<bool> joined(events.size(), false);
  auto const join = [&](std::size_t vague, std::size_t exact) {
    auto& sentences = events[exact].sentences;
    sentences.insert(sentences.end(), events[vague].sentences.begin(), events[vague].sentences.end());
    std::sort(sentences.begin(), sentences.end());
    sentences.erase(std::unique(sentences.begin(), sentences.end()), sentences.end());
    if (!events[exact].date) {
      events[exact].date = events[vague].date;
      events[exact].date_text = events[vague].date_text;
    }
    joined[vague] = true;
  };
  for (std::size_t i = 0; i < events.size(); ++i) {
    if (events[i].type != EventType::kMeeting) continue;
    for (auto const actor : participants(events[i])) {
      auto const known = meetings.find(actor);
      if (known == meetings.end() || joined[i]) continue;
      for (auto const other : known->second)
        if (other != i && !joined[i] && !joined[other] && is_vaguer(events[i], events[other], actors)) join(i, other);
    }
  }
  std::size_t kept = 0;
  for (std::size_t i = 0; i < events.size(); ++i)
    if (!joined[i]) {
      if (kept != i) events[kept] = std::move(events[i]);
      ++kept;
    }
  events.resize(kept);
}

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
