// What an article's course tells: who speaks, whose deed was spoken of, what it is about.

#include <algorithm>

#include "coder/actors/article_actors.h"
#include "coder/language/features.h"

namespace dragoman {

namespace {

constexpr std::size_t kBodyReach = 200;  // mentions back

}  // namespace

/// "the Foreign Ministry", "Parliament": every state has one, so the words alone name nobody.
bool ArticleActors::is_generic_body(Mention const& mention, Tree const& tree) const {
  return mention.last - mention.first <= 3 && dictionary_.is_agent_noun(lower_case(tree[mention.last - 1].form));
}

std::vector<LocalActor> ArticleActors::speaker(std::size_t sentence) {
  auto const& speaker = speakers_[sentence];
  return speaker ? at(speaker->sentence, speaker->token) : std::vector<LocalActor>{};
}

std::vector<LocalActor> ArticleActors::author_of(std::size_t sentence, TokenIndex token) const {
  auto const& tree = trees_[sentence];
  if (!tree.is_noun(token) || mention_at(sentence, token) != nullptr) return {};
  auto const children = tree.children(token);
  auto const refers_back = std::any_of(children.begin(), children.end(), [&](TokenIndex c) {
    auto const& word = tree[c].lemma;
    return word == "the" || word == "this" || word == "these" || word == "that" || word == "those";
  });
  return refers_back ? last_act_ : std::vector<LocalActor>{};
}

std::optional<LocalActor> ArticleActors::home_of(LocalActor actor) {
  return actors_[actor].actor.kind == ActorKind::kState ? actor : country_of(actor);
}

/// How many mentions stand before a place of the text.
std::size_t ArticleActors::seen_before(std::size_t sentence, TokenIndex token) const {
  auto const it = std::partition_point(seen_.begin(), seen_.end(), [&](Seen const& seen) {
    return seen.sentence < sentence || (seen.sentence == sentence && seen.token < token);
  });
  return static_cast<std::size_t>(it - seen_.begin());
}

/// "the network", "the organisation": of the bodies named lately the one named most.
std::vector<LocalActor> ArticleActors::body_named_before(std::size_t sentence, TokenIndex token) const {
  std::vector<std::pair<LocalActor, int>> counts;
  auto const end = seen_before(sentence, token);
  for (auto i = end; i > 0 && end - i < kBodyReach; --i) {
    auto const actor = seen_[i - 1].actor;
    auto const kind = actors_[actor].actor.kind;
    if (kind != ActorKind::kCompany && kind != ActorKind::kBody && kind != ActorKind::kOrganisation) continue;
    auto const known =
        std::find_if(counts.begin(), counts.end(), [&](auto const& count) { return count.first == actor; });
    if (known == counts.end())
      counts.emplace_back(actor, 1);
    else
      ++known->second;
  }
  if (counts.empty()) return {};
  // Of equals the first found is the one named last.
  auto const best =
      std::max_element(counts.begin(), counts.end(), [](auto const& a, auto const& b) { return a.second < b.second; });
  return {best->first};
}

/// They: the nearest coordinated subject before in the sentence, else the group that says it ("the rebels said they
/// would leave"), else the one last spoken of.
std::vector<LocalActor> ArticleActors::plural_pronoun(std::size_t sentence, TokenIndex token) {
  auto const& tree = trees_[sentence];
  if (in_they_) return last_pair_;
  in_they_ = true;
  std::vector<LocalActor> all;
  for (auto before = token; before-- > 0 && all.size() < 2;) {
    auto const rel = tree[before].rel;
    if (!is_subject(rel) && rel != Rel::kNsubjPass) continue;
    auto const parts = tree.conjuncts(before);
    if (parts.size() < 2 || std::find(parts.begin(), parts.end(), token) != parts.end()) continue;
    all.clear();
    for (auto const part : parts)
      if (tree[part].tag != Tag::kPRP)
        for (auto const actor : at(sentence, part))
          if (std::find(all.begin(), all.end(), actor) == all.end()) all.push_back(actor);
  }
  // "The rebels said they would leave": those who say it.
  if (all.size() < 2 && tree[token].lemma == "they" && tree.has_head(token) &&
      tree[tree.head(token)].rel == Rel::kCcomp) {
    all.clear();
    for (auto const speaker : tree.subjects(tree.head(tree.head(token))))
      if (all.empty() && speaker < token && (tree[speaker].tag == Tag::kNNS || tree[speaker].tag == Tag::kNNPS))
        all = at(sentence, speaker);
    if (!all.empty()) {
      in_they_ = false;
      return all;
    }
  }
  in_they_ = false;
  return all.size() > 1 ? all : last_pair_;
}

/// The state named most, by itself or as the country of somebody named.
void ArticleActors::find_home() {
  std::vector<std::size_t> counts(actors_.size());
  for (std::size_t i = 0, size = seen_.size(); i < size; ++i) {
    auto const actor = seen_[i].actor;
    auto const state = home_of(actor);
    counts.resize(actors_.size());
    if (state) ++counts[*state];
  }
  auto const best = std::max_element(counts.begin(), counts.end());
  if (best != counts.end() && *best > 0) home_ = static_cast<LocalActor>(best - counts.begin());
}

}  // namespace dragoman
