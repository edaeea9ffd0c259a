#include "coder/events/occasions.h"

#include <algorithm>
#include <unordered_map>

#include "coder/events/event_rules.h"

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

constexpr std::size_t kMostCompared = 64;  // events of one actor

/// Indexes of events by who takes part in them; of each actor the first kMostCompared.
class ByActor {
 public:
  void add(std::size_t index, DraftEvent const& event) {
    for (auto const actor : everybody(event))
      if (auto& list = lists_[actor]; list.size() < kMostCompared) list.push_back(index);
  }

  /// Of the events that share somebody with this one, ascending.
  std::vector<std::size_t> beside(DraftEvent const& event) const {
    std::vector<std::size_t> out;
    for (auto const actor : everybody(event))
      if (auto const found = lists_.find(actor); found != lists_.end())
        out.insert(out.end(), found->second.begin(), found->second.end());
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
  }

 private:
  std::unordered_map<LocalActor, std::vector<std::size_t>> lists_;
};

/// "Kerry met his Venezuelan counterpart" and "Kerry met Rodriguez": the state stands for one of its people, and at
/// least one person is named in both.
bool is_vaguer(DraftEvent const& vague, DraftEvent const& exact, ArticleActors const& actors) {
  auto const all = everybody(exact);
  auto const told = everybody(vague);
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
  ByActor meetings;
  for (std::size_t i = 0; i < events.size(); ++i)
    if (events[i].type == EventType::kMeeting) meetings.add(i, events[i]);
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
    for (auto const other : meetings.beside(events[i]))
      if (other != i && !joined[i] && !joined[other] && is_vaguer(events[i], events[other], actors)) join(i, other);
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
  ByActor dated;
  auto const is_dated_occasion = [](DraftEvent const& event) {
    return event.date && event.status != EventStatus::kDenied && is_occasion(event.type);
  };
  for (std::size_t i = 0; i < events.size(); ++i)
    if (is_dated_occasion(events[i])) dated.add(i, events[i]);
  auto const on_one_occasion = [&](DraftEvent const& event, DraftEvent const& other) {
    if (!happens_alike(event, other)) return false;
    if (in_one_sentence(event, other) && share_person(event, other, actors)) return true;
    if (event.type == EventType::kMeeting && other.type == EventType::kVisit) return is_on_visit(event, other, actors);
    return event.type == EventType::kVisit && other.type == EventType::kMeeting && is_on_visit(other, event, actors);
  };
  for (std::size_t i = 0; i < events.size(); ++i) {
    auto& event = events[i];
    if (event.date || !event.date_text.empty()) continue;
    // Of several occasions the most exact: a meeting on Thursday before the visit from Wednesday to Thursday.
    DraftEvent const* best = nullptr;
    for (auto const index : dated.beside(event)) {
      auto const& other = events[index];
      if (!on_one_occasion(event, other)) continue;
      if (best == nullptr || other.date->end - other.date->start < best->date->end - best->date->start) best = &other;
    }
    if (best == nullptr) continue;
    event.date = best->date;
    event.date_text = best->date_text;
    if (is_dated_occasion(event)) dated.add(i, event);
  }
}

}  // namespace dragoman
