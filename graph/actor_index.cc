#include "graph/actor_index.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <mutex>
#include <shared_mutex>
#include <unordered_map>

#include <boost/container/small_vector.hpp>

#include "graph/names.h"

namespace dragoman {

namespace {

using Words = boost::container::small_vector<std::string_view, 8>;

Words split(std::string_view folded) {
  Words words;
  while (!folded.empty()) {
    auto const end = std::min(folded.find(' '), folded.size());
    if (end > 0) words.push_back(folded.substr(0, end));
    folded.remove_prefix(std::min(end + 1, folded.size()));
  }
  return words;
}

bool same_words(Words a, Words b) {
  if (a.size() != b.size()) return false;
  std::ranges::sort(a);
  std::ranges::sort(b);
  return a == b;
}

/// `name` begins or ends with the words of `part`.
bool begins_or_ends_with(std::string_view name, std::string_view part) {
  if (name.size() <= part.size()) return false;
  return (name.starts_with(part) && name[part.size()] == ' ') ||
         (name.ends_with(part) && name[name.size() - part.size() - 1] == ' ');
}

/// Whether one insertion, deletion, replacement or swap of neighbours makes them equal.
bool one_slip_apart(std::string_view a, std::string_view b) {
  if (a.size() > b.size() + 1 || b.size() > a.size() + 1) return false;
  auto const [a_at, b_at] = std::ranges::mismatch(a, b);
  std::string_view const a_rest{a_at, a.end()};
  std::string_view const b_rest{b_at, b.end()};
  if (a_rest.empty() || b_rest.empty()) return a_rest.size() + b_rest.size() <= 1;
  if (a_rest.substr(1) == b_rest.substr(1) || a_rest.substr(1) == b_rest || a_rest == b_rest.substr(1)) return true;
  return a_rest.size() >= 2 && b_rest.size() >= 2 && a_rest[0] == b_rest[1] && a_rest[1] == b_rest[0] &&
         a_rest.substr(2) == b_rest.substr(2);
}

constexpr std::size_t kShortestMisspelt = 4;

/// How well a word of a query fits a word of a name: 1 whole, less for a prefix or a slip, 0 not at all.
double word_fit(std::string_view query, std::string_view word) {
  if (query == word) return 1;
  if (word.starts_with(query)) return 0.5 + 0.4 * static_cast<double>(query.size()) / static_cast<double>(word.size());
  if (query.size() >= kShortestMisspelt && one_slip_apart(query, word)) return 0.4;
  return 0;
}

/// 1 for the whole name; below 0.95 by how well the words fit and how much of the name they cover; 0 when one is
/// missing.
double name_score(std::string_view query, Words const& query_words, std::string_view name) {
  if (query == name) return 1;
  auto name_words = split(name);
  if (same_words(query_words, name_words)) return 0.95;
  double sum = 0;
  for (auto const word : query_words) {
    auto best = name_words.end();
    double fit = 0;
    for (auto it = name_words.begin(); it != name_words.end(); ++it)
      if (auto const here = word_fit(word, *it); here > fit) fit = here, best = it;
    if (best == name_words.end()) return 0;
    sum += fit;
    name_words.erase(best);
  }
  auto const asked = static_cast<double>(query_words.size());
  auto const covered = asked / (asked + static_cast<double>(name_words.size()));
  return 0.9 * (sum / asked) * (0.7 + 0.3 * covered);
}

}  // namespace

struct ActorIndex::Impl {
  using Ids = std::vector<ActorId>;  // ascending

  mutable std::shared_mutex mutex;
  std::unordered_map<ActorId, std::vector<std::string>> names;  // folded name, aliases and slug; each once
  std::unordered_map<std::string, Ids> by_name;
  std::map<std::string, Ids, std::less<>> by_word;

  static void add(Ids& ids, ActorId id) {
    auto const at = std::ranges::lower_bound(ids, id);
    if (at == ids.end() || *at != id) ids.insert(at, id);
  }

  template <class Map>
  static void take(Map& map, std::string const& key, ActorId id) {
    auto const it = map.find(key);
    if (it == map.end()) return;
    std::erase(it->second, id);
    if (it->second.empty()) map.erase(it);
  }

  void forget(ActorId id) {
    auto const it = names.find(id);
    if (it == names.end()) return;
    for (auto const& name : it->second) {
      take(by_name, name, id);
      for (auto const word : split(name)) take(by_word, std::string{word}, id);
    }
    names.erase(it);
  }

  void learn(ActorId id, std::vector<std::string> folded) {
    for (auto const& name : folded) {
      add(by_name[name], id);
      for (auto const word : split(name)) add(by_word[std::string{word}], id);
    }
    names[id] = std::move(folded);
  }

  Ids with_word(std::string_view word) const {
    auto const it = by_word.find(word);
    return it == by_word.end() ? Ids{} : it->second;
  }

  /// Actors with a word that begins so; when nobody has, with a word one slip away that begins with the same letter.
  Ids near_word(std::string_view word) const {
    Ids out;
    for (auto it = by_word.lower_bound(word); it != by_word.end() && it->first.starts_with(word); ++it)
      out.insert(out.end(), it->second.begin(), it->second.end());
    if (out.empty() && word.size() >= kShortestMisspelt) {
      auto const letter = word.substr(0, 1);
      for (auto it = by_word.lower_bound(letter); it != by_word.end() && it->first.starts_with(letter); ++it)
        if (one_slip_apart(word, it->first)) out.insert(out.end(), it->second.begin(), it->second.end());
    }
    std::ranges::sort(out);
    // Not std::ranges::unique: clang 14 does not take GCC 12's subrange.
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
  }

  /// Actors that have all the words, or something near them.
  Ids candidates(Words const& words) const {
    Ids out;
    for (std::size_t i = 0; i < words.size(); ++i) {
      auto near = near_word(words[i]);
      if (i == 0) {
        out = std::move(near);
        continue;
      }
      Ids both;
      std::ranges::set_intersection(out, near, std::back_inserter(both));
      out = std::move(both);
    }
    return out;
  }
};

ActorIndex::ActorIndex() : impl_{std::make_unique<Impl>()} {}
ActorIndex::~ActorIndex() = default;

void ActorIndex::put(ActorId id, Actor const& actor) {
  std::vector<std::string> folded{fold_name(actor.name), fold_name(actor.slug)};
  for (auto const& alias : actor.aliases) folded.push_back(fold_name(alias));
  std::ranges::sort(folded);
  folded.erase(std::unique(folded.begin(), folded.end()), folded.end());
  std::erase(folded, "");

  std::unique_lock const lock{impl_->mutex};
  if (auto const known = impl_->names.find(id); known != impl_->names.end() && known->second == folded) return;
  impl_->forget(id);
  impl_->learn(id, std::move(folded));
}

std::vector<ActorId> ActorIndex::resolve(std::string_view name) const {
  auto const wanted = fold_name(name);
  auto const words = split(wanted);
  if (words.empty()) return {};

  std::shared_lock const lock{impl_->mutex};
  if (auto const it = impl_->by_name.find(wanted); it != impl_->by_name.end()) return it->second;

  auto const sharing = impl_->with_word(words.front());
  std::vector<ActorId> reordered;
  std::vector<ActorId> partly;
  for (auto const id : sharing) {
    auto const& names = impl_->names.at(id);
    if (std::ranges::any_of(names, [&](auto const& n) { return same_words(words, split(n)); })) reordered.push_back(id);
    if (std::ranges::any_of(names, [&](auto const& n) { return begins_or_ends_with(n, wanted); })) partly.push_back(id);
  }
  return reordered.empty() ? partly : reordered;
}

std::vector<ActorMatch> ActorIndex::search(std::string_view query, std::size_t limit) const {
  auto const wanted = fold_name(query);
  auto const words = split(wanted);
  if (words.empty() || limit == 0) return {};

  std::vector<ActorMatch> out;
  {
    std::shared_lock const lock{impl_->mutex};
    for (auto const id : impl_->candidates(words)) {
      double best = 0;
      for (auto const& name : impl_->names.at(id)) best = std::max(best, name_score(wanted, words, name));
      if (best > 0) out.push_back({.actor = id, .score = best});
    }
  }
  auto const better = [](ActorMatch const& a, ActorMatch const& b) {
    return a.score != b.score ? a.score > b.score : a.actor < b.actor;
  };
  auto const kept = static_cast<std::ptrdiff_t>(std::min(limit, out.size()));
  std::partial_sort(out.begin(), out.begin() + kept, out.end(), better);
  out.resize(static_cast<std::size_t>(kept));
  return out;
}

}  // namespace dragoman
