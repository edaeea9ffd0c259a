#include <algorithm>
#include <array>
#include <cctype>
#include <functional>

#include "coder/actors/dictionary.h"
#include "coder/actors/dictionary_builder.h"
#include "coder/actors/petrarch_reader.h"
#include "coder/data/data.h"
#include "graph/names.h"

namespace dragoman {

namespace {

std::string_view trim(std::string_view text) {
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front())) != 0) text.remove_prefix(1);
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back())) != 0) text.remove_suffix(1);
  return text;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    auto const at = text.find(separator);
    parts.push_back(trim(text.substr(0, at)));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

std::vector<std::string_view> list_cell(std::string_view cell) {
  auto parts = split(cell, ';');
  std::erase(parts, std::string_view{});
  return parts;
}

/// YYYY, YYYY-MM or YYYY-MM-DD; a coarse date becomes its first or last day.
std::optional<Day> coarse_day(std::string_view text, bool last) {
  std::string full(text);
  if (full.size() == 4) full += last ? "-12" : "-01";
  if (full.size() == 7) {
    full += "-01";
    auto const first = parse_day(full);
    if (!first || !last) return first;
    std::chrono::year_month_day const ymd{*first};
    return Day{ymd.year() / ymd.month() / std::chrono::last};
  }
  return parse_day(full);
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (auto& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

/// The first line of a table names its columns; the first column of each kind of table is one of these.
bool is_table(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  auto const first_line = text.substr(0, text.find('\n'));
  auto const column = lower(trim(first_line.substr(0, first_line.find('\t'))));
  return column == "slug" || column == "name" || column == "title" || column == "noun";
}

/// Reads our own tables, one method per kind of line.
class TableReader {
 public:
  explicit TableReader(DictionaryBuilder& builder) : builder_(builder) {}

  /// Errors: see ActorDictionary::load.
  Result<void> read(DictionaryFile const& file) {
    auto const reader = reader_for(file.name);
    if (!reader)
      return invalid_argument(
          file.name +
          ": the name tells what a dictionary holds: states, places, bodies, persons, media, titles or agents");
    std::string_view text = file.text;
    for (std::size_t line = 1; !text.empty(); ++line) {
      auto const end = text.find('\n');
      auto const row = text.substr(0, end);
      text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
      if (line == 1 || trim(row).empty() || row.front() == '#') continue;
      cells_ = split(row, '\t');
      if (auto const problem = reader(*this); !problem.empty())
        return invalid_argument(file.name + ", line " + std::to_string(line) + ": " + problem);
    }
    return {};
  }

 private:
  using Reader = std::function<std::string(TableReader&)>;

  static Reader reader_for(std::string_view name) {
    auto const base = name.substr(name.find_last_of('/') + 1);
    static std::array<std::pair<std::string_view, std::string (TableReader::*)()>, 7> const kReaders{{
        {"states", &TableReader::state},
        {"places", &TableReader::place},
        {"bodies", &TableReader::body},
        {"persons", &TableReader::person},
        {"media", &TableReader::medium},
        {"titles", &TableReader::title},
        {"agents", &TableReader::agent},
    }};
    for (auto const& [prefix, method] : kReaders)
      if (base.starts_with(prefix)) return [method = method](TableReader& tables) { return (tables.*method)(); };
    return nullptr;
  }

  std::string_view cell(std::size_t index) const { return index < cells_.size() ? cells_[index] : std::string_view{}; }

  void add_names(std::string_view list, NameUse use, std::uint32_t entry) {
    for (auto const name : list_cell(list)) builder_.add_name(name, use, entry);
  }

  /// Each once.
  static void add_alias(Actor& actor, std::string_view alias) {
    if (std::find(actor.aliases.begin(), actor.aliases.end(), alias) == actor.aliases.end())
      actor.aliases.emplace_back(alias);
  }

  // slug name iso2 iso3 cameo adjectives people capital seats aliases from to
  std::string state() {
    if (cells_.size() < 10) return "a state has at least 10 columns, this line has " + std::to_string(cells_.size());
    if (cell(0).empty() || cell(1).empty()) return "a state needs a slug and a name";
    if (builder_.dictionary().find(cell(0))) return "the slug '" + std::string(cell(0)) + "' is there already";
    Actor actor{.slug = std::string(cell(0)),
                .name = std::string(cell(1)),
                .kind = ActorKind::kState,
                .country = std::string(cell(0)),
                .aliases = {},
                .offices = {}};
    for (auto const alias : list_cell(cell(9))) add_alias(actor, alias);
    for (auto const code : {cell(2), cell(3)})
      if (!code.empty()) add_alias(actor, code);
    auto const entry = builder_.add_entry(std::move(actor));
    for (auto const code : {cell(3), cell(4)})
      if (!code.empty()) builder_.add_state_code(code, entry);
    builder_.add_name(cell(1), NameUse::kName, entry);
    add_names(cell(9), NameUse::kName, entry);
    add_names(cell(5), NameUse::kAdjective, entry);
    if (auto const adjectives = list_cell(cell(5)); !adjectives.empty())
      builder_.set_adjective(entry, adjectives.front());
    add_names(cell(6), NameUse::kPeople, entry);
    add_names(cell(7), NameUse::kCapital, entry);
    add_names(cell(8), NameUse::kSeat, entry);
    return {};
  }

  // name state aliases
  std::string place() {
    auto const entry = builder_.dictionary().find(cell(1));
    if (!entry)
      return "the place '" + std::string(cell(0)) + "' lies in an unknown state '" + std::string(cell(1)) + "'";
    builder_.add_name(cell(0), NameUse::kPlace, *entry);
    add_names(cell(2), NameUse::kPlace, *entry);
    return {};
  }

  // slug name kind country aliases seat
  std::string body() {
    if (cells_.size() < 4) return "a body has at least 4 columns, this line has " + std::to_string(cells_.size());
    auto const kind = parse_actor_kind(cell(2));
    if (!kind) return "unknown kind '" + std::string(cell(2)) + "'";
    if (!cell(3).empty() && !builder_.dictionary().find(cell(3)))
      return "unknown country '" + std::string(cell(3)) + "'";
    if (cell(0).empty() || cell(1).empty()) return "a body needs a slug and a name";
    if (builder_.dictionary().find(cell(0))) return "the slug '" + std::string(cell(0)) + "' is there already";
    Actor actor{.slug = std::string(cell(0)),
                .name = std::string(cell(1)),
                .kind = *kind,
                .country = std::string(cell(3)),
                .aliases = {},
                .offices = {}};
    for (auto const alias : list_cell(cell(4))) add_alias(actor, alias);
    auto const entry = builder_.add_entry(std::move(actor));
    builder_.add_name(cell(1), NameUse::kName, entry);
    add_names(cell(4), NameUse::kName, entry);
    return {};
  }

  // name country office of from to aliases
  std::string person() {
    if (cells_.size() < 3) return "a person has at least 3 columns, this line has " + std::to_string(cells_.size());
    if (cell(0).empty()) return "a person needs a name";
    if (!cell(1).empty() && !builder_.dictionary().find(cell(1)))
      return "unknown country '" + std::string(cell(1)) + "'";
    Office office{.title = normalise_office(lower(cell(2))), .of = std::string(cell(3)), .from = {}, .to = {}};
    for (auto const& [column, last] : {std::pair{4U, false}, std::pair{5U, true}}) {
      if (cell(column).empty()) continue;
      auto const day = coarse_day(cell(column), last);
      if (!day) return "not a date: '" + std::string(cell(column)) + "'";
      (last ? office.to : office.from) = day;
    }
    if (office.from && office.to && *office.to < *office.from) return "the office ends before it begins";
    auto const slug = slugify(cell(0));
    auto entry = builder_.dictionary().find(slug);
    if (!entry)
      entry = builder_.add_entry({.slug = slug,
                                  .name = std::string(cell(0)),
                                  .kind = ActorKind::kPerson,
                                  .country = std::string(cell(1)),
                                  .aliases = {},
                                  .offices = {}});
    auto& actor = builder_.entry(*entry).actor;
    if (actor.kind != ActorKind::kPerson)
      return "'" + std::string(cell(0)) + "' is a " + std::string(to_string(actor.kind)) + " already";
    if (actor.country.empty()) actor.country = std::string(cell(1));
    actor.offices.push_back(std::move(office));
    for (auto const alias : list_cell(cell(6))) {
      add_alias(actor, alias);
      builder_.add_name(alias, NameUse::kName, *entry);
    }
    builder_.add_name(cell(0), NameUse::kName, *entry);
    return {};
  }

  // name aliases
  std::string medium() {
    if (cell(0).empty()) return "a medium needs a name";
    auto const slug = slugify(cell(0));
    auto const known = builder_.dictionary().find(slug);
    auto const entry = known ? *known
                             : builder_.add_entry({.slug = slug,
                                                   .name = std::string(cell(0)),
                                                   .kind = ActorKind::kCompany,
                                                   .country = {},
                                                   .aliases = {},
                                                   .offices = {}},
                                                  true);
    builder_.entry(entry).media = true;
    builder_.add_name(cell(0), NameUse::kName, entry);
    add_names(cell(1), NameUse::kName, entry);
    return {};
  }

  // title class rank
  std::string title() {
    static constexpr std::array<std::string_view, 15> kClasses{
        "head_of_state", "head_of_government", "minister", "diplomat", "legislator",
        "military",      "spokesperson",       "official", "royalty",  "clergy",
        "leader",        "honorific",          "expert",   "reporter", "civilian"};
    auto const kind = std::find(kClasses.begin(), kClasses.end(), cell(1));
    if (kind == kClasses.end()) return "unknown class '" + std::string(cell(1)) + "'";
    if (cell(2).size() != 1 || cell(2)[0] < '1' || cell(2)[0] > '5') return "the rank is a digit from 1 to 5";
    auto const name = lower(cell(0));
    builder_.add_title({name, static_cast<TitleClass>(kind - kClasses.begin()), cell(2)[0] - '0'});
    return {};
  }

  // noun class
  std::string agent() {
    if (cell(1) == "state")
      builder_.add_agent_noun(lower(cell(0)));
    else if (cell(1) == "body")
      builder_.add_body_noun(lower(cell(0)));
    else if (cell(1) == "armed_group" || cell(1) == "party")
      builder_.add_group_noun(lower(cell(0)), *parse_actor_kind(cell(1)));
    else if (cell(1) == "people")
      builder_.add_group_noun(lower(cell(0)), ActorKind::kOther);
    else
      return "the class is state, body, armed_group, party or people, not '" + std::string(cell(1)) + "'";
    return {};
  }

  DictionaryBuilder& builder_;
  std::vector<std::string_view> cells_;
};

}  // namespace

std::vector<DictionaryFile> built_in_dictionary() {
  std::vector<DictionaryFile> out;
  for (auto const& file : data_files())
    if (file.name.starts_with("actors/")) out.push_back({std::string(file.name), file.bytes});
  return out;
}

Result<ActorDictionary> ActorDictionary::load(std::span<DictionaryFile const> files, SkippedLine const& skipped) {
  DictionaryBuilder builder;
  TableReader tables(builder);
  PetrarchReader petrarch(builder, skipped);
  bool replacing = false;
  for (auto const& file : files) {
    if (file.of_user && !replacing) {
      replacing = true;
      builder.replace_earlier_names();
    }
    auto const read = is_table(file.text) ? tables.read(file) : petrarch.read(file);
    if (!read) return read.error();
  }
  return builder.take();
}

}  // namespace dragoman
