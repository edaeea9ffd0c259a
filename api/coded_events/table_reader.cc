#include "api/coded_events/table_reader.h"

#include <algorithm>
#include <utility>

#include "api/coded_events/plover_codes.h"
#include "api/published.h"
#include "api/text_check.h"

namespace dragoman {
namespace {

using Column = TableColumn;

constexpr std::size_t kLongestName = 512;
constexpr std::size_t kShown = 100;

bool is_nothing(std::string_view text) {
  return text.empty() || text == "NA" || text == "None" || text == "NULL" || text == "null" || text == "---";
}

std::string_view trimmed(std::string_view text) {
  auto const from = text.find_first_not_of(" \t\r");
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(" \t\r") - from + 1);
}

std::string quoted(std::string_view text) { return "\"" + std::string(clip_utf8(text, kShown)) + "\""; }

/// "www.example.org" of "https://www.example.org/news/1".
std::string_view host_of(std::string_view address) {
  auto const scheme = address.find("://");
  if (scheme == std::string_view::npos) return {};
  address.remove_prefix(scheme + 3);
  return address.substr(0, address.find_first_of("/?#"));
}

}  // namespace

void tell_from_the_visitor(CodedRecord& record) {
  if (record.cameo->code != "043") return;
  record.cameo = find_cameo("042");
  for (auto& participant : record.participants)
    participant.role = participant.role == Role::kSource ? Role::kTarget : Role::kSource;
  std::stable_sort(record.participants.begin(), record.participants.end(),
                   [](auto const& a, auto const& b) { return a.role < b.role; });
}

std::string_view TableReader::cell(TableColumn column) const {
  auto const at = layout_.places[static_cast<std::size_t>(column)];
  if (!at || *at >= line_.size()) return {};
  auto const text = trimmed(line_.cell(*at));
  return is_nothing(text) ? std::string_view{} : text;
}

InputError TableReader::fault(TableColumn column, std::string detail) const {
  return {layout_.name_of(column), std::move(detail)};
}

Read<std::optional<Day>> TableReader::day(TableColumn column) const {
  auto const text = cell(column);
  if (text.empty()) return std::optional<Day>();
  auto day = parse_day(text);
  // GDELT's moments: YYYYMMDDHHMMSS.
  if (!day && layout_.is_gdelt && text.size() == 14) day = parse_published(text.substr(0, 8));
  if (!day) day = parse_published(text);
  if (!day) return fault(column, quoted(text) + " is not a date (write it as 2018-06-01 or 20180601).");
  return day;
}

Read<CameoCode const*> TableReader::cameo() {
  if (auto const code = cell(Column::kCameo); !code.empty()) {
    if (auto const* found = find_cameo(code)) return found;
    return fault(Column::kCameo, quoted(code) + " is not a CAMEO code.");
  }
  if (auto const name = cell(Column::kCameoName); !name.empty()) {
    if (auto const seen = codes_by_name_.find(name); seen != codes_by_name_.end()) return seen->second;
    if (auto const* found = find_cameo_by_name(name)) {
      // There are a few hundred names, but any number of ways to write them.
      constexpr std::size_t kMostSeen = 2000;
      if (codes_by_name_.size() < kMostSeen) codes_by_name_.emplace(name, found);
      return found;
    }
    // A table without a header may have codes where others have names.
    if (auto const* found = find_cameo(name)) return found;
    return fault(Column::kCameoName, quoted(name) + " is neither the name of a CAMEO code nor a code.");
  }
  auto const type = cell(Column::kType);
  if (type.empty()) return InputError("", "The line does not say what happened.");
  if (auto const* found = cameo_of_plover(type, cell(Column::kMode))) return found;
  if (auto const ours = parse_event_type(type)) return &default_cameo(*ours);
  return fault(Column::kType, quoted(type) + " is neither a PLOVER category nor an event type.");
}

/// GDELT's names are in capitals, and say "PRESIDENT" of any: the code tells whose.
std::string_view TableReader::gdelt_name(std::string_view name, std::string_view code) {
  if (name.empty()) return code;
  made_name_.clear();
  bool first = true;
  for (auto const c : name) {
    made_name_ += !first && c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    first = c == ' ' || c == '-';
  }
  constexpr std::size_t kCountryCode = 3;
  if (code.size() > kCountryCode) made_name_ += " (" + std::string(code.substr(0, kCountryCode)) + ")";
  return made_name_;
}

void TableReader::add_actor(CodedRecord& record, Role role, TableColumn name_column) {
  bool const is_source = role == Role::kSource;
  auto name = cell(name_column);
  if (layout_.is_gdelt) name = gdelt_name(name, cell(is_source ? Column::kSourceCode : Column::kTargetCode));
  if (name.empty()) return;
  ActorHints const hints{.country = cell(is_source ? Column::kSourceCountry : Column::kTargetCountry),
                         .sectors = cell(is_source ? Column::kSourceSectors : Column::kTargetSectors),
                         .kind = {}};
  record.participants.push_back({actors_.index(name, hints), role});
}

Read<CodedRecord> TableReader::read(std::string_view text) {
  line_.split(text, layout_.delimiter);
  if (line_.size() < layout_.fewest) {
    return InputError("", "The line has " + std::to_string(line_.size()) + " columns, fewer than the " +
                              std::to_string(layout_.fewest) + " needed.");
  }
  CodedRecord record;
  if (auto const date = cell(Column::kDate); date.empty() || date != last_date_) {
    auto const read = day(Column::kDate);
    if (!read) return read.error();
    last_date_ = date;
    last_day_ = *read;
  }
  if (last_day_) record.date = DateRange{*last_day_, *last_day_};
  auto const code = cameo();
  if (!code) return code.error();
  record.cameo = *code;
  record.type = record.cameo->type;
  if (auto const status = cell(Column::kStatus); !status.empty()) {
    auto const parsed = parse_event_status(status);
    if (!parsed) return fault(Column::kStatus, quoted(status) + " is not a status.");
    record.status = *parsed;
  }

  for (auto const column : {Column::kSource, Column::kTarget}) {
    if (cell(column).size() > kLongestName)
      return fault(column, "The name is longer than " + std::to_string(kLongestName) + " bytes.");
  }
  auto const published = day(Column::kPublished);
  if (!published) return published.error();
  auto const report = cell(Column::kReport);
  auto const article = report.empty() ? cell(Column::kId) : report;
  auto const publisher = cell(Column::kPublisher).empty() ? host_of(report) : cell(Column::kPublisher);
  auto const sentence = cell(Column::kSentence);
  if (*published || !article.empty() || !publisher.empty() || !sentence.empty()) {
    auto& evidence = record.evidence.emplace_back();
    evidence.article = article;
    evidence.publisher = publisher;
    evidence.published = *published;
    evidence.sentence = sentence;
  }

  add_actor(record, Role::kSource, Column::kSource);
  add_actor(record, Role::kTarget, Column::kTarget);
  if (record.participants.empty()) return fault(Column::kSource, "The line names no actor.");
  tell_from_the_visitor(record);
  return record;
}

}  // namespace dragoman
