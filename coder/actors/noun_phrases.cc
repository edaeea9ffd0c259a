// What phrases without a name mean: pronouns, "the two leaders", "Russian officials", "his counterpart".

#include <algorithm>

#include "coder/actors/article_actors.h"
#include "coder/actors/spans.h"
#include "graph/names.h"

namespace dragoman {

namespace {

constexpr int kDeepest = 6;
constexpr std::size_t kPronounReach = 3;  // sentences back

template <std::size_t N>
bool is_one_of(std::string_view word, std::string_view const (&words)[N]) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

constexpr std::string_view kStateGroups[] = {"side",      "country",  "nation",  "state",      "government",
                                             "neighbour", "neighbor", "capital", "delegation", "party",
                                             "rival",     "ally",     "power",   "foe"};
constexpr std::string_view kPersonGroups[] = {"leader",   "minister", "president", "man",         "official",
                                              "diplomat", "envoy",    "premier",   "counterpart", "negotiator",
                                              "two",      "both",     "pair",      "king",        "chief"};

// Nouns that count people or take a part of them: "thousands of Georgians", "members of the Labour Party".
constexpr std::string_view kPartitives[] = {
    "member",     "group", "number",  "majority", "part",     "faction", "fighter",  "leadership",
    "contingent", "dozen", "hundred", "score",    "thousand", "million", "ten",      "third",
    "half",       "crowd", "band",    "rest",     "handful",  "dozens",  "hundreds", "thousands"};

/// Nouns that alone, with "the", mean the state an article is about.
constexpr std::string_view kRulingBodies[] = {"government", "administration", "authority", "authorities",
                                              "regime",     "police",         "army",      "military"};
bool is_ruling_body(std::string_view lemma) { return is_one_of(lemma, kRulingBodies); }

// Those that are at home where they are: "police in Nairobi".
constexpr std::string_view kAtHome[] = {"police", "policeman",      "authority", "authorities", "government", "force",
                                        "forces", "administration", "court",     "parliament",  "legislature"};

void append(std::vector<LocalActor>& out, std::vector<LocalActor> const& more) {
  for (auto const actor : more)
    if (std::find(out.begin(), out.end(), actor) == out.end()) out.push_back(actor);
}

}  // namespace

std::vector<LocalActor> ArticleActors::at(std::size_t sentence, TokenIndex token) {
  if (depth_ == kDeepest) return {};
  ++depth_;
  auto found = meant_at(sentence, token);
  --depth_;
  return found;
}

std::vector<LocalActor> ArticleActors::meant_at(std::size_t sentence, TokenIndex token) {
  auto const& tree = trees_[sentence];
  auto const participants_only = [&](std::vector<LocalActor> found) {
    std::erase_if(found, [&](LocalActor a) { return actors_[a].excluded; });
    return found;
  };
  if (auto const* mention = mention_at(sentence, token)) {
    auto const unnamed_group = mention->plural && mention->countries.empty();  // "the two ministers"
    if (mention->kind == Mention::Kind::kTitle && (unnamed_group || mention->office == "counterpart")) {
      auto const found = unnamed_group ? group(sentence, token) : counterpart(sentence, token);
      if (!found.empty()) return participants_only(found);
    }
    auto found = meant_by(sentence, *mention);
    // "its foreign minister", "his prime minister"
    if (found.empty() && mention->kind == Mention::Kind::kTitle) found = counterpart(sentence, token);
    // "Egyptian students": a kind of person that is nobody alone, but a group of a country.
    if (found.empty() && mention->kind == Mention::Kind::kTitle && tree.is_noun(token))
      found = common_noun(sentence, token);
    // "the Foreign Ministry of Iraq" is Iraq; without a state, the ministry of the place of report.
    if (found.empty() && mention->kind == Mention::Kind::kUnknown && is_generic_body(*mention, tree)) {
      found = states_modifying(sentence, tree.head_of(mention->first, mention->last));
      if (found.empty() && dateline_) found = {*dateline_};
    }
    // "its foreign minister", "his prime minister"
    if (found.empty() && mention->kind == Mention::Kind::kTitle) found = counterpart(sentence, token);
    // "Egyptian students": a kind of person that is nobody alone, but a group of a country.
    if (found.empty() && mention->kind == Mention::Kind::kTitle && tree.is_noun(token))
      found = common_noun(sentence, token);
    return participants_only(std::move(found));
  }
  auto const tag = tree[token].tag;
  if (tag == Tag::kPRP || tag == Tag::kPRPS) return participants_only(pronoun(sentence, token));
  if (tree.is_noun(token)) return participants_only(common_noun(sentence, token));
  if (tag == Tag::kCD || tag == Tag::kDT) return participants_only(group(sentence, token));
  return {};
}

std::optional<LocalActor> ArticleActors::state_at(std::size_t sentence, TokenIndex token) {
  if (auto const* mention = mention_at(sentence, token)) {
    auto const is_seat = mention->kind == Mention::Kind::kBody &&
                         dictionary_.entry(*mention->entry).actor.kind == ActorKind::kOrganisation;
    if (mention->kind == Mention::Kind::kState || mention->kind == Mention::Kind::kPlace || is_seat)
      return known(*mention->entry);
    return std::nullopt;
  }
  if (trees_[sentence][token].lemma == "here") return dateline_;
  if (trees_[sentence].is_verb(token)) return std::nullopt;  // "went as far as to attack"
  auto const states = states_modifying(sentence, token);
  if (states.size() == 1) return states.front();
  // "the southern port of Aden", "the Chechen capital of Grozny"
  for (auto const child : trees_[sentence].children(token)) {
    auto const* mention = mention_at(sentence, child);
    if (mention != nullptr && (mention->kind == Mention::Kind::kPlace || mention->kind == Mention::Kind::kState))
      return known(*mention->entry);
  }
  return std::nullopt;
}

/// States named by adjective, compound, genitive or "of" with a noun: "Israeli and Palestinian negotiators".
std::vector<LocalActor> ArticleActors::states_modifying(std::size_t sentence, TokenIndex token) {
  auto const& tree = trees_[sentence];
  std::vector<LocalActor> out;
  for (auto const child : tree.children(token)) {
    auto const rel = tree[child].rel;
    auto const preposition = tree.preposition(child);
    auto const modifies = rel == Rel::kAmod || rel == Rel::kCompound || rel == Rel::kNmodPoss ||
                          rel == Rel::kNmodDesc ||
                          (rel == Rel::kNmod && (preposition == "of" || preposition == "from"));
    if (!modifies) continue;
    for (auto const part : tree.conjuncts(child)) {
      auto const* mention = mention_at(sentence, part);
      if (mention != nullptr && mention->kind != Mention::Kind::kPlace) {
        for (auto const actor : meant_by(sentence, *mention)) {
          // "the Trump administration" is the United States.
          auto const person = actors_[actor].actor.kind == ActorKind::kPerson;
          auto const country = person ? country_of(actor) : std::nullopt;
          if (!person || country) append(out, {country.value_or(actor)});
        }
      } else if (mention == nullptr && rel == Rel::kNmod && tree.is_noun(part)) {
        append(out, group(sentence, part));
      } else if (mention == nullptr && rel == Rel::kCompound && dictionary_.is_agent_noun(tree[part].lemma)) {
        append(out, states_modifying(sentence, part));  // "Israeli army bulldozers"
      } else if (mention == nullptr && rel == Rel::kNmodPoss && tree[part].tag == Tag::kPRPS) {
        for (auto const actor : pronoun(sentence, part))
          if (auto const country = country_of(actor)) append(out, {*country});
      }
    }
  }
  return out;
}

std::vector<LocalActor> ArticleActors::common_noun(std::size_t sentence, TokenIndex token) {
  auto const& tree = trees_[sentence];
  auto const& lemma = tree[token].lemma;
  // "the negotiator, Tang Shubei", "opposition leader Shimon Peres" when the parser makes the noun the head.
  for (auto const child : tree.children(token)) {
    auto const rel = tree[child].rel;
    if (rel != Rel::kAppos && rel != Rel::kFlat) continue;
    auto const* mention = mention_at(sentence, child);
    if (mention == nullptr || mention->kind == Mention::Kind::kState || mention->kind == Mention::Kind::kPlace)
      continue;
    if (auto const& meant = meant_by(sentence, *mention); !meant.empty()) return meant;
  }
  if (auto found = group(sentence, token); !found.empty()) return found;
  if (is_one_of(lemma, kPartitives))
    for (auto const whole : tree.with_preposition(token, "of"))
      if (auto found = at(sentence, whole); !found.empty()) return found;
  if (dictionary_.is_agent_noun(lemma)) {
    auto states = states_modifying(sentence, token);
    if (states.empty() && is_one_of(lemma, kAtHome))
      if (auto const state = state_around(sentence, token)) return {*state};
    if (states.empty() && home_ && is_ruling_body(lemma) && tree.is_definite(token)) return {*home_};
    return states;
  }
  if (dictionary_.is_body_noun(lemma))
    return tree.is_definite(token) ? body_named_before(sentence, token) : std::vector<LocalActor>{};
  if (auto const kind = dictionary_.group_noun(lemma)) return named_group(sentence, token, *kind);
  return {};
}

void ArticleActors::note_subjects(std::size_t sentence) {
  auto const& tree = trees_[sentence];
  // Every he and she tells something of somebody.
  for (TokenIndex token = 0; token < tree.size(); ++token)
    if (tree[token].tag == Tag::kPRP) at(sentence, token);
  for (TokenIndex token = 0; token < tree.size(); ++token) {
    if (!is_subject(tree[token].rel) || tree.conjuncts(token).size() < 2) continue;
    std::vector<LocalActor> all;
    for (auto const part : tree.conjuncts(token)) append(all, at(sentence, part));
    if (all.size() > 1) {
      note_pair(std::move(all));
      return;
    }
  }
}

/// "the two leaders", "both sides", "the two": the pair last spoken of.
std::vector<LocalActor> ArticleActors::group(std::size_t sentence, TokenIndex token) {
  auto const& tree = trees_[sentence];
  auto const& lemma = tree[token].lemma;
  auto const states = is_one_of(lemma, kStateGroups);
  auto const persons = is_one_of(lemma, kPersonGroups) ||
                       (mention_at(sentence, token) != nullptr && mention_at(sentence, token)->plural);
  if (!states && !persons) return {};
  if (auto const named = states_modifying(sentence, token); named.size() > 1) return named;
  bool definite = lemma == "two" || lemma == "both";
  for (auto const child : tree.children(token)) {
    auto const& word = tree[child].lemma;
    definite |= word == "two" || word == "both" || word == "three";
    if (word == "other" || word == "another" || word == "some" || word == "several" || word == "many" || word == "no")
      return {};
  }
  if (!definite || last_pair_.empty()) return {};
  std::vector<LocalActor> out;
  for (auto const actor : last_pair_) {
    if (states) {
      if (auto const country = country_of(actor)) append(out, {*country});
    } else {
      append(out, {actor});
    }
  }
  return out.size() > 1 ? out : std::vector<LocalActor>{};
}

/// "his German counterpart", "its foreign minister": the same office, or that office, of a state named or meant.
std::vector<LocalActor> ArticleActors::counterpart(std::size_t sentence, TokenIndex token) {
  auto const* mention = mention_at(sentence, token);
  if (mention == nullptr) return {};
  auto const& tree = trees_[sentence];
  std::vector<LocalActor> owners;
  for (auto t = mention->first; t < mention->last; ++t)
    for (auto const child : tree.children(t))
      if (tree[child].tag == Tag::kPRPS) append(owners, pronoun(sentence, child));
  if (mention->office != "counterpart") {
    for (auto const owner : owners) {
      auto const country = country_of(owner);
      if (!country) continue;
      if (!mention->modified)
        if (auto const holder = dictionary_.holder(mention->office, actors_[*country].actor.slug, published_))
          return {known(*holder)};
    }
    return {};
  }
  if (mention->countries.empty()) return {};
  auto const& country = dictionary_.entry(mention->countries.front()).actor;
  // Whose counterpart: the possessor, else the subject of the verb above.
  if (owners.empty())
    for (auto const subject : tree.subjects(tree.governing_verb(mention->first)))
      if (subject < mention->first || subject >= mention->last) append(owners, at(sentence, subject));
  for (auto const owner : owners) {
    auto const& office = actors_[owner].office;
    if (office.empty()) continue;
    if (auto const person = holder_here(country.slug, {office})) return {*person};
    if (auto const holder = dictionary_.holder(office, country.slug, published_)) return {known(*holder)};
  }
  return {known(mention->countries.front())};
}

std::vector<LocalActor> ArticleActors::pronoun(std::size_t sentence, TokenIndex token) {
  auto const& tree = trees_[sentence];
  auto const& word = tree[token].lemma;
  auto const male = word == "he" || word == "him" || word == "his";
  auto const female = word == "she" || word == "her";
  auto const thing = word == "it" || word == "its";
  if (word == "they" || word == "them" || word == "their") return plural_pronoun(sentence, token);
  if (!male && !female && !thing) return {};
  std::vector<TokenIndex> clause_subjects;
  if (tree[token].tag == Tag::kPRP && !is_subject(tree[token].rel) && tree.has_head(token))
    clause_subjects = tree.subjects(tree.governing_verb(token));
  auto const fits = [&](Seen const& seen) {
    auto const& info = actors_[seen.actor];
    if (thing) return info.actor.kind != ActorKind::kPerson;
    if (info.actor.kind != ActorKind::kPerson) return false;
    if (info.gender == LocalActorInfo::Gender::kFemale && male) return false;
    if (info.gender == LocalActorInfo::Gender::kMale && female) return false;
    if (seen.sentence != sentence) return true;
    // "Lavrov met him": the subject of the same verb is somebody else.
    auto const* mention = mention_at(sentence, seen.token);
    return std::none_of(clause_subjects.begin(), clause_subjects.end(),
                        [&](TokenIndex s) { return mention != nullptr && s >= mention->first && s < mention->last; });
  };
  // Nearest sentence first; within it subjects before others, later before earlier.
  std::optional<LocalActor> found;
  auto i = seen_before(sentence, token);
  while (i > 0 && !found) {
    auto const in = seen_[i - 1].sentence;
    if (sentence - in > kPronounReach) break;
    std::optional<LocalActor> other;
    for (; i > 0 && seen_[i - 1].sentence == in; --i) {
      if (!fits(seen_[i - 1])) continue;
      if (seen_[i - 1].subject && (in == sentence ? !found : true)) found = seen_[i - 1].actor;
      if (!other) other = seen_[i - 1].actor;
    }
    if (!found) found = other;
  }
  if (!found) return {};
  if (male) actors_[*found].gender = LocalActorInfo::Gender::kMale;
  if (female) actors_[*found].gender = LocalActorInfo::Gender::kFemale;
  return {*found};
}

}  // namespace dragoman
