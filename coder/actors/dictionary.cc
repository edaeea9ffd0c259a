#include "coder/actors/dictionary.h"

#include <algorithm>
#include <cctype>

#include "graph/names.h"

namespace dragoman {

std::string name_key(std::string_view name) {
  auto folded = fold_name(name);
  std::erase(folded, ' ');
  return folded;
}

std::string normalise_office(std::string_view title) {
  std::string text(title);
  auto const replace = [&](std::string_view from, std::string_view to) {
    if (auto const at = text.find(from); at != std::string::npos) text.replace(at, from.size(), to);
  };
  replace("defense", "defence");
  replace("advisor", "adviser");
  replace("secretary general", "secretary-general");
  for (std::string_view const form :
       {"minister of foreign affairs", "minister for foreign affairs", "minister of external affairs",
        "external affairs minister", "foreign affairs minister", "minister of foreign relations", "foreign secretary",
        "top diplomat"})
    if (text == form) return "foreign minister";
  if (text == "minister of defence") return "defence minister";
  if (text == "premier") return "prime minister";
  if (text == "colleague" || text == "opposite number") return "counterpart";
  return text;
}

bool is_branch(std::string_view title) {
  return title == "government" || title == "military" || title == "legislature" || title == "judiciary" ||
         title == "police" || title == "intelligence" || title == "staff";
}

std::optional<std::uint32_t> ActorDictionary::find(std::string_view slug) const {
  auto const it = by_slug_.find(std::string(slug));
  return it == by_slug_.end() ? std::nullopt : std::optional(it->second);
}

std::span<NameTarget const> ActorDictionary::lookup(std::string_view key) const {
  auto const it = names_.find(std::string(key));
  return it == names_.end() ? std::span<NameTarget const>{} : std::span<NameTarget const>(it->second);
}

Title const* ActorDictionary::title(std::string_view words) const {
  auto const it = titles_.find(std::string(words));
  return it == titles_.end() ? nullptr : &it->second;
}

std::span<std::uint32_t const> ActorDictionary::by_family_name(std::string_view key) const {
  auto const it = family_names_.find(std::string(key));
  return it == family_names_.end() ? std::span<std::uint32_t const>{} : std::span<std::uint32_t const>(it->second);
}

namespace {

bool held_on(Office const& office, Day day, std::chrono::days slack) {
  return (!office.from || *office.from - slack <= day) && (!office.to || day <= *office.to + slack);
}

}  // namespace

std::optional<std::uint32_t> ActorDictionary::holder(std::string_view office, std::string_view of,
                                                     std::optional<Day> day) const {
  auto const title = normalise_office(office);
  auto const it = offices_.find(title + '\t' + std::string(of));
  if (it == offices_.end() || !day) return std::nullopt;
  std::optional<std::uint32_t> found;
  Day latest{};
  for (auto const entry : it->second) {
    for (auto const& held : entries_[entry].actor.offices) {
      auto const of_entry = held.of.empty() ? entries_[entry].actor.country : held.of;
      if (normalise_office(held.title) != title || of_entry != of || !held.from ||
          !held_on(held, *day, std::chrono::days{0}))
        continue;
      // On the day of a change the newcomer counts.
      if (!found || *held.from > latest) {
        found = entry;
        latest = *held.from;
      }
    }
  }
  return found;
}

bool ActorDictionary::held_office(std::uint32_t entry, std::optional<Day> day, int slack_years) const {
  if (!day) return true;
  auto const& offices = entries_[entry].actor.offices;
  return std::any_of(offices.begin(), offices.end(),
                     [&](Office const& office) { return held_on(office, *day, std::chrono::days{365 * slack_years}); });
}

}  // namespace dragoman
