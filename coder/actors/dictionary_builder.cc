#include "coder/actors/dictionary_builder.h"

#include <algorithm>
#include <cctype>

#include "graph/names.h"

namespace dragoman {

namespace {

bool written_in_capitals(std::string_view name) {
  auto const letters =
      std::count_if(name.begin(), name.end(), [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; });
  auto const lower =
      std::count_if(name.begin(), name.end(), [](char c) { return std::islower(static_cast<unsigned char>(c)) != 0; });
  return letters > 0 && lower == 0 && letters <= 6;
}

}  // namespace

std::uint32_t DictionaryBuilder::add_entry(Actor actor, bool media) {
  auto const index = static_cast<std::uint32_t>(out_.entries_.size());
  out_.by_slug_.emplace(actor.slug, index);
  out_.entries_.push_back({std::move(actor), media});
  return index;
}

void DictionaryBuilder::add_name(std::string_view name, NameUse use, std::uint32_t entry) {
  if (name.starts_with("the ") || name.starts_with("The ")) name.remove_prefix(4);
  auto const key = name_key(name);
  if (key.size() < 2) return;
  auto& targets = out_.names_[key];
  if (replacing_ && replaced_.insert(key).second)
    std::erase_if(targets, [&](NameTarget const& t) { return t.entry != entry; });
  auto const same = [&](NameTarget const& t) { return t.entry == entry && t.use == use; };
  if (std::none_of(targets.begin(), targets.end(), same)) targets.push_back({use, entry});
  (written_in_capitals(name) ? out_.acronyms_ : mixed_).insert(key);
  // Every prefix of the first word counts: "U.S." may be one token or several.
  auto const first = fold_name(name.substr(0, name.find_first_of(" -")));
  std::string squeezed = first;
  std::erase(squeezed, ' ');
  out_.first_words_.insert(squeezed);
  out_.first_words_.insert(first.substr(0, first.find(' ')));
}

std::optional<std::uint32_t> DictionaryBuilder::state_of_code(std::string_view code) const {
  auto const it = state_codes_.find(std::string(code));
  return it == state_codes_.end() ? std::nullopt : std::optional(it->second);
}

void DictionaryBuilder::add_title(Title title) {
  auto name = title.name;
  out_.titles_.emplace(std::move(name), std::move(title));
}

ActorDictionary DictionaryBuilder::take() {
  // "NATO" needs capitals unless some paper's "Nato" is listed too.
  std::erase_if(out_.acronyms_, [&](std::string const& key) { return mixed_.contains(key); });
  index_persons();
  return std::move(out_);
}

void DictionaryBuilder::index_persons() {
  for (std::uint32_t i = 0; i < out_.entries_.size(); ++i) {
    auto const& actor = out_.entries_[i].actor;
    if (actor.kind != ActorKind::kPerson) continue;
    auto const index_family_name = [&](std::string_view name) {
      auto const folded = fold_name(name);
      for (auto const& part : {folded.substr(folded.find_last_of(' ') + 1), folded.substr(0, folded.find(' '))}) {
        auto& list = out_.family_names_[part];
        if (list.empty() || list.back() != i) list.push_back(i);
      }
    };
    index_family_name(actor.name);
    for (auto const& alias : actor.aliases) index_family_name(alias);
    for (auto const& office : actor.offices) {
      // "A French official" is not the one official whose office is known by its branch alone.
      if (is_branch(office.title)) continue;
      auto& list = out_.offices_[office.title + '\t' + (office.of.empty() ? actor.country : office.of)];
      if (list.empty() || list.back() != i) list.push_back(i);
    }
  }
}

}  // namespace dragoman
