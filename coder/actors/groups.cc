// Groups that have no name of their own: "Chechen rebels", "students throughout Indonesia", "Syria's opposition".

#include <algorithm>
#include <cctype>

#include "coder/actors/article_actors.h"
#include "coder/actors/spans.h"
#include "graph/names.h"

namespace dragoman {

namespace {

constexpr std::size_t kGroupReach = 100;  // groups back: "the rebels"
constexpr std::string_view kPlacing[] = {"in", "of", "from", "throughout", "across", "near", "around", "at"};

/// "U.S.-led", "Iran-backed": the words, when a state is joined to a participle.
std::string leading_words(Tree const& tree, Mention const& state) {
  if (state.last + 1 >= tree.size() || tree[state.last].form != "-" || tree[state.last + 1].tag != Tag::kVBN) return {};
  return span_text(tree, state.first, state.last + 2);
}

}  // namespace

/// What stands before a noun and says more of it, with what says more of that: "Israeli army bulldozers".
std::vector<TokenIndex> ArticleActors::left_modifiers(std::size_t sentence, TokenIndex token) const {
  auto const& tree = trees_[sentence];
  std::vector<TokenIndex> out;
  for (auto const child : tree.children(token)) {
    if (child >= token) break;
    auto const rel = tree[child].rel;
    if (rel != Rel::kAmod && rel != Rel::kCompound && rel != Rel::kNmodPoss) continue;
    auto const inner = left_modifiers(sentence, child);
    out.insert(out.end(), inner.begin(), inner.end());
    out.push_back(child);
  }
  return out;
}

/// The state whose place follows a noun: "rebels in the Ivory Coast", "students throughout Indonesia".
std::optional<LocalActor> ArticleActors::state_around(std::size_t sentence, TokenIndex token) {
  auto const& tree = trees_[sentence];
  for (auto const child : tree.children(token)) {
    if (child < token || tree[child].rel != Rel::kNmod ||
        std::find(std::begin(kPlacing), std::end(kPlacing), tree.preposition(child)) == std::end(kPlacing))
      continue;
    if (auto const state = state_at(sentence, child)) return state;
  }
  return std::nullopt;
}

/// "Chechen rebels", "Syria's opposition", later "the rebels": a group that has no other name.
std::vector<LocalActor> ArticleActors::named_group(std::size_t sentence, TokenIndex token, ActorKind kind) {
  auto const& tree = trees_[sentence];
  std::string owner;
  std::string country;
  auto const owned_by = [&](std::uint32_t state) {
    country = dictionary_.entry(state).actor.slug;
    owner = dictionary_.adjective(state);
  };
  for (auto const child : left_modifiers(sentence, token)) {
    auto const* mention = mention_at(sentence, child);
    auto const rel = tree[child].rel;
    if (mention != nullptr && mention->kind == Mention::Kind::kBody &&
        (kind != ActorKind::kOther || tree[token].lemma == "group"))
      return meant_by(sentence, *mention);  // "the Islamic Jihad movement", "Taliban fighters"
    if (mention != nullptr && mention->kind == Mention::Kind::kState) {
      if (auto const leads = leading_words(tree, *mention); !leads.empty()) {
        owner = leads;  // "the U.S.-led coalition" is not the United States'
        country.clear();
        break;
      }
      owned_by(*mention->entry);
    } else if (country.empty() && rel != Rel::kNmodPoss && is_capitalised(tree[child]) &&
               (child > 0 || tree[child].tag == Tag::kNNP || tree[child].entity != Entity::kOutside))
      owner += (owner.empty() ? "" : " ") + tree[child].form;
  }
  // The state may be part of the words for the people: "Saudi businessmen".
  if (auto const* mention = mention_at(sentence, token); country.empty() && mention && !mention->countries.empty())
    owned_by(mention->countries.front());
  if (owner.empty())
    if (auto const state = state_around(sentence, token); state && actors_[*state].entry)
      owned_by(*actors_[*state].entry);
  // "Angry activists", "Union members": a group of people needs a country, or it could be anybody.
  if (owner.empty() || (country.empty() && kind == ActorKind::kOther)) {
    // "the rebels" are those named before; "people" and "workers" may be any.
    if (kind == ActorKind::kOther && !tree.is_definite(token)) return {};
    for (auto i = groups_.size(); i > 0 && groups_.size() - i < kGroupReach; --i)
      if (actors_[groups_[i - 1]].actor.name.ends_with(' ' + tree[token].form)) return {groups_[i - 1]};
    return {};
  }
  auto name = owner;
  for (auto const child : tree.children(token))  // "Zimbabwean opposition groups", "French farm workers"
    if (kind == ActorKind::kOther && child < token && tree[child].tag == Tag::kNN && !mention_at(sentence, child))
      name += ' ' + tree[child].form;
  auto noun = tree[token].form;
  if (tree[token].tag == Tag::kNN || tree[token].tag == Tag::kNNS)
    noun.front() = static_cast<char>(std::tolower(static_cast<unsigned char>(noun.front())));
  name += ' ' + noun;
  auto const group = unknown({.slug = slugify(name), .name = name, .kind = kind, .country = country});
  groups_.push_back(group);
  return {group};
}

}  // namespace dragoman
