#include "api/params.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

#include "api/text_check.h"
#include "graph/names.h"

namespace dragoman {
namespace {

constexpr std::size_t kMostItems = 1000;

/// Calls `take` with each of the comma-separated words; stops at the first complaint.
template <class Take>
std::string for_each_word(std::string_view list, Take const& take) {
  while (true) {
    auto const comma = list.find(',');
    auto const complaint = take(list.substr(0, comma));
    if (!complaint.empty()) return complaint;
    if (comma == std::string_view::npos) return {};
    list.remove_prefix(comma + 1);
  }
}

std::string known_types() {
  std::string names = "any";
  for (std::size_t i = 0; i < kEventTypeCount; ++i) names.append(", ").append(to_string(static_cast<EventType>(i)));
  return names;
}

std::string set_type(Query& query, std::string_view value, bool first) {
  auto& types = query.filter.types;
  if (first) types.reset();
  return for_each_word(value, [&](std::string_view word) -> std::string {
    auto const type = parse_event_type(word);
    if (word == "any") {
      types.set();
    } else if (type) {
      types.set(static_cast<std::size_t>(*type));
    } else {
      return "known types are " + known_types();
    }
    return {};
  });
}

std::string set_status(Query& query, std::string_view value, bool first) {
  auto& statuses = query.filter.statuses;
  if (first) statuses.reset();
  return for_each_word(value, [&](std::string_view word) -> std::string {
    auto const status = parse_event_status(word);
    if (word == "any") {
      statuses.set();
    } else if (status) {
      statuses.set(static_cast<std::size_t>(*status));
    } else {
      return "known statuses are any, happened, planned, denied, hypothetical";
    }
    return {};
  });
}

std::string set_day(std::optional<Day>& day, std::string_view value) {
  day = parse_day(value);
  return day ? "" : "it must be a date like 2023-10-19";
}

std::string set_first_day(Query& query, std::string_view value, bool) {
  return set_day(query.filter.window.from, value);
}

std::string set_last_day(Query& query, std::string_view value, bool) { return set_day(query.filter.window.to, value); }

template <class T>
std::string set_number(T& number, std::string_view value, T least, T most) {
  T parsed = 0;
  auto const [end, ec] = std::from_chars(value.data(), value.data() + value.size(), parsed);
  if (ec != std::errc() || end != value.data() + value.size() || parsed < least || parsed > most) {
    return "it must be a whole number from " + std::to_string(least) + " to " + std::to_string(most);
  }
  number = parsed;
  return {};
}

std::string set_limit(Query& query, std::string_view value, bool) {
  return set_number<std::size_t>(query.limit, value, 1, kMostItems);
}

std::string set_min_evidence(Query& query, std::string_view value, bool) {
  return set_number<std::uint32_t>(query.filter.min_evidence, value, 1, 1'000'000);
}

std::string set_sort(Query& query, std::string_view value, bool) {
  if (value != "newest" && value != "oldest") return "it must be newest or oldest";
  query.order = value == "newest" ? Order::kNewestFirst : Order::kOldestFirst;
  return {};
}

std::string set_word(std::string& text, std::string_view value) {
  if (value.find_first_not_of(" \t") == std::string_view::npos) return "it must not be empty";
  if (value.size() > 512) return "it must not be longer than 512 bytes";
  text = std::string(value);
  return {};
}

template <std::optional<std::string> Query::*member>
std::string set_text(Query& query, std::string_view value, bool) {
  return set_word((query.*member).emplace(), value);
}

template <std::optional<std::string> EvidenceFilter::*member>
std::string set_folded(Query& query, std::string_view value, bool) {
  std::string word;
  auto complaint = set_word(word, value);
  if (complaint.empty()) query.evidence.*member = fold_name(word);
  return complaint;
}

std::string set_time_unit(Query& query, std::string_view value, bool) {
  if (value == "day") query.period = TimeUnit::kDay;
  if (value == "month") query.period = TimeUnit::kMonth;
  if (value == "year") query.period = TimeUnit::kYear;
  return value == "day" || value == "month" || value == "year" ? "" : "it must be day, month or year";
}

std::string set_search(Query& query, std::string_view value, bool) { return set_word(query.text, value); }

constexpr Parameter kType{.name = "type", .set = set_type, .repeatable = true};
constexpr Parameter kStatus{.name = "status", .set = set_status, .repeatable = true};
constexpr Parameter kFrom{.name = "from", .set = set_first_day};
constexpr Parameter kTo{.name = "to", .set = set_last_day};
constexpr Parameter kMinEvidence{.name = "min_evidence", .set = set_min_evidence};
constexpr Parameter kActor{.name = "actor", .set = set_text<&Query::actor>};
constexpr Parameter kWith{.name = "with", .set = set_text<&Query::with>};
std::string set_outcomes(Query& query, std::string_view value, bool) {
  if (value != "errors" && value != "all") return "it is \"errors\" or \"all\"";
  query.all_outcomes = value == "all";
  return {};
}

constexpr Parameter kLimit{.name = "limit", .set = set_limit};
constexpr Parameter kCursor{.name = "cursor", .set = set_text<&Query::cursor>};
constexpr Parameter kSort{.name = "sort", .set = set_sort};

constexpr Parameter kCountry{.name = "country", .set = set_text<&Query::country>};
constexpr Parameter kPublisher{.name = "publisher", .set = set_folded<&EvidenceFilter::publisher>};
constexpr Parameter kText{.name = "text", .set = set_folded<&EvidenceFilter::words>};
constexpr Parameter kBy{.name = "by", .set = set_time_unit};

constexpr std::array kEventList = {kType,    kStatus,    kFrom, kTo,    kMinEvidence, kActor, kWith,
                                   kCountry, kPublisher, kText, kLimit, kCursor,      kSort};
constexpr std::array kTimeline = {kType,    kStatus,    kFrom, kTo,    kMinEvidence, kWith,
                                  kCountry, kPublisher, kText, kLimit, kCursor,      kSort};
constexpr std::array kMet = {kType, kStatus, kFrom, kTo, kMinEvidence, kCountry, kLimit, kCursor};
constexpr std::array kMeetings = {kType, kStatus, kFrom, kTo, kMinEvidence, kActor, kWith, kCountry, kLimit, kCursor};
constexpr std::array kHistogram = {kType, kStatus, kFrom, kTo, kMinEvidence, kActor, kWith, kCountry, kBy};
constexpr std::array kRanking = {kType, kStatus, kFrom, kTo, kMinEvidence, kActor, kWith, kCountry, kLimit};
constexpr std::array kChanges = {kType, kStatus,      kFrom,
                                 kTo,   kMinEvidence, kActor,
                                 kWith, kCountry,     Parameter{.name = "after", .set = set_text<&Query::cursor>}};
constexpr std::array kPath = {Parameter{.name = "from", .set = set_text<&Query::path_from>, .required = true},
                              Parameter{.name = "to", .set = set_text<&Query::path_to>, .required = true},
                              Parameter{.name = "after", .set = set_first_day},
                              Parameter{.name = "before", .set = set_last_day},
                              kType,
                              kStatus,
                              kMinEvidence,
                              kCountry};
constexpr std::array kBulk = {Parameter{.name = "outcomes", .set = set_outcomes}};
constexpr std::array kActorSearch = {Parameter{.name = "q", .set = set_search, .required = true}, kLimit};

std::string quoted(std::string_view text) { return "\"" + std::string(clip_utf8(text, 100)) + "\""; }

ParamError unknown_parameter(std::string_view name, std::span<Parameter const> known) {
  auto detail = "There is no parameter " + quoted(name) + " here";
  if (known.empty()) return {std::string(name), detail + ": this operation takes none."};
  detail += "; known ones are ";
  for (auto const& parameter : known) {
    if (&parameter != &known.front()) detail += ", ";
    detail += parameter.name;
  }
  return {std::string(name), detail + "."};
}

}  // namespace

boost::system::result<Query, ParamError> parse_query(ParamList const& params, std::span<Parameter const> known,
                                                     Query query) {
  std::set<std::string_view> given;
  for (auto const& param : params) {
    auto const& name = param.first;
    auto const& value = param.second;
    // Names and values are quoted in answers, which must be UTF-8.
    if (invalid_utf8_at(name)) return ParamError{"", "The name of a parameter is not valid UTF-8."};
    auto const parameter = std::find_if(known.begin(), known.end(), [&](auto const& p) { return p.name == name; });
    if (parameter == known.end()) return unknown_parameter(name, known);
    if (invalid_utf8_at(value)) return ParamError{name, "The value of " + quoted(name) + " is not valid UTF-8."};
    bool const first = given.insert(parameter->name).second;
    if (!first && !parameter->repeatable) return ParamError{name, quoted(name) + " is given more than once."};
    auto const complaint = parameter->set(query, value, first);
    if (!complaint.empty())
      return ParamError{name, quoted(name) + " cannot be " + quoted(value) + ": " + complaint + "."};
  }
  for (auto const& parameter : known) {
    if (parameter.required && !given.contains(parameter.name)) {
      return ParamError{std::string(parameter.name), "The parameter " + quoted(parameter.name) + " is missing."};
    }
  }
  auto const& window = query.filter.window;
  if (window.from && window.to && *window.to < *window.from) {
    auto const name = given.contains("before") ? "before" : "to";
    return ParamError{name, quoted(name) + " is " + to_string(*window.to) + ", before the first day asked for, " +
                                to_string(*window.from) + "."};
  }
  if (query.with && !query.actor && given.contains("with") &&
      std::any_of(known.begin(), known.end(), [](auto const& p) { return p.name == "actor"; })) {
    return ParamError{"with", "\"with\" needs \"actor\": it names the other side of a pair."};
  }
  return query;
}

std::span<Parameter const> event_list_parameters() { return kEventList; }
std::span<Parameter const> timeline_parameters() { return kTimeline; }
std::span<Parameter const> met_parameters() { return kMet; }
std::span<Parameter const> meetings_parameters() { return kMeetings; }
std::span<Parameter const> path_parameters() { return kPath; }
std::span<Parameter const> actor_search_parameters() { return kActorSearch; }
std::span<Parameter const> histogram_parameters() { return kHistogram; }
std::span<Parameter const> changes_parameters() { return kChanges; }
std::span<Parameter const> ranking_parameters() { return kRanking; }
std::span<Parameter const> bulk_parameters() { return kBulk; }

std::string to_text(EventFilter const& filter, Order order) {
  auto const day = [](std::optional<Day> const& maybe) { return maybe ? to_string(*maybe) : std::string("-"); };
  return filter.types.to_string() + "|" + filter.statuses.to_string() + "|" + day(filter.window.from) + "|" +
         day(filter.window.to) + "|" + std::to_string(filter.min_evidence) + "|" + filter.country + "|" +
         (order == Order::kNewestFirst ? "newest" : "oldest");
}

}  // namespace dragoman
