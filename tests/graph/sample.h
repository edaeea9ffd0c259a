#pragma once
// Short ways to write events down in tests.

#include <initializer_list>
#include <string>

#include "graph/event_graph.h"

namespace dragoman::sample {

inline Day day(int year, unsigned month, unsigned day_of_month) {
  return std::chrono::sys_days{
      std::chrono::year_month_day{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day_of_month}}};
}

inline DateRange on(int year, unsigned month, unsigned day_of_month) {
  return {.start = day(year, month, day_of_month), .end = day(year, month, day_of_month)};
}

inline DateRange in_year(int year) {
  return {.start = day(year, 1, 1), .end = day(year, 12, 31), .precision = DatePrecision::kYear};
}

inline Actor actor(std::string slug, std::string name, std::vector<std::string> aliases = {}) {
  Actor made;
  made.slug = std::move(slug);
  made.name = std::move(name);
  made.aliases = std::move(aliases);
  return made;
}

/// The first participant is the source, the others are targets.
inline Event event(std::uint32_t id, EventType type, std::optional<DateRange> date,
                   std::initializer_list<std::uint32_t> participants, std::size_t evidence = 1) {
  Event made{.id = EventId{id}, .type = type};
  made.cameo = default_cameo(type).code;
  made.date = date;
  for (auto const p : participants)
    made.participants.push_back(
        {.actor = ActorId{p}, .role = made.participants.empty() ? Role::kSource : Role::kTarget});
  made.evidence.resize(evidence, Evidence{.article = "a", .sentence = "s"});
  return made;
}

inline Event meeting(std::uint32_t id, std::optional<DateRange> date,
                     std::initializer_list<std::uint32_t> participants) {
  return event(id, EventType::kMeeting, date, participants);
}

/// Actors 0 … count-1, named a0 …
inline GraphDelta actors(std::uint32_t count) {
  GraphDelta delta;
  for (std::uint32_t i = 0; i < count; ++i)
    delta.put_actors.emplace_back(ActorId{i}, actor("a" + std::to_string(i), "Actor " + std::to_string(i)));
  return delta;
}

}  // namespace dragoman::sample
