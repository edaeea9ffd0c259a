#include "coder/evaluation/gold.h"

namespace dragoman {

namespace {

/// One end of a span: a month or a year stands for its first or last day.
std::optional<Day> parse_end(std::string_view text, bool last) {
  std::string full(text);
  if (full.size() == 4) full += last ? "-12" : "-01";
  if (full.size() != 7) return parse_day(full);
  auto const first = parse_day(full + "-01");
  if (!first || !last) return first;
  std::chrono::year_month_day const ymd{*first};
  return Day{ymd.year() / ymd.month() / std::chrono::last};
}

}  // namespace

std::optional<DaySpan> parse_day_span(std::string_view text) {
  auto const slash = text.find('/');
  auto const first = parse_end(text.substr(0, slash), false);
  auto const last = parse_end(slash == std::string_view::npos ? text : text.substr(slash + 1), true);
  if (!first || !last || *last < *first) return std::nullopt;
  return DaySpan{*first, *last};
}

std::string to_string(DaySpan const& span) {
  return span.first == span.last ? to_string(span.first) : to_string(span.first) + '/' + to_string(span.last);
}

std::vector<FoundEvent> found_events(CodedArticle const& coded) {
  std::vector<FoundEvent> out;
  for (auto const& event : coded.events) {
    FoundEvent found{.type = event.type};
    if (event.date) found.date = DaySpan{event.date->start, event.date->end};
    for (auto const role : {Role::kSource, Role::kTarget})
      for (auto const& participant : event.participants)
        if (participant.role == role) found.actors.push_back(coded.as_named[participant.actor]);
    for (auto const& evidence : event.evidence) found.sentences.push_back(evidence.sentence);
    out.push_back(std::move(found));
  }
  return out;
}

}  // namespace dragoman
