// What phrases without a name mean: pronouns, "the two leaders", "Russian officials", "his counterpart".

#include <algorithm>
#include <cctype>

#include "coder/actors/article_actors.h"
#include "coder/actors/spans.h"
#include "graph/names.h"

namespace dragoman {

namespace {

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

// Nouns that count people or take a part of them.
constexpr std::string_view kQuantities[] = {"group",  "number", "hundred",  "thousand",  "dozen", "score",  "ten",
                                            "crowd",  "band",   "million",  "majority",  "third", "half",   "part",
                                            "dozens", "member", "hundreds", "thousands", "rest",  "handful"};
// Those that are at home where they are: "police in Nairobi".
constexpr std::string_view kAtHome[] = {"police", "policeman",      "authority", "authorities", "government", "force",
                                        "forces", "administration", "court",     "parliament",  "legislature"};
constexpr std::string_view kPlacing[] = {"in", "of", "from", "throughout", "across", "near", "around"};

void append(std::vector<LocalActor>& out, std::vector<LocalActor> const& more) {
  for (auto const actor : more)
    if (std::find(out.begin(), out.end(), actor) == out.end()) out.push_back(actor);
}

}  // namespace

std::vector<LocalActor> ArticleActors::at(std::size_t sentence, TokenIndex token) {
  auto const& tree = trees_[sentence];
  auto const participants_only = [&](std::vector<LocalActor> found) {
    std::erase_if(found, [&](LocalActor a) { return actors_[a].excluded; });
    return found;
  };
  if (auto const* mention = mention_at(sentence, token)) {
    if (mention->kind == Mention::Kind::kTitle && (mention->plural || mention->office == "counterpart")) {
      auto const found = mention->plural ? group(sentence, token) : counterpart(sentence, token);
      if (!found.empty()) return participants_only(found);
    }
    auto found = meant_by(sentence, *mention);
    // "its foreign minister", "his prime minister"
    if (found.empty() && mention->kind == Mention::Kind::kTitle) found = counterpart(sentence, token);
    // "Egyptian students": a kind of person that is nobody alone, but a group of a country.
    if (found.empty() && mention->kind == Mention::Kind::kTitle && tree.is_noun(token))
      found = common_noun(sentence, token);
    return participants_only(std::move(found));
  }
  auto const tag = tree[token].tag;
  if (tag == Tag::kPRP) return participants_only(pronoun(sentence, token));
  if (tree.is_noun(token)) return participants_only(common_noun(sentence, token));
  if (tag == Tag::kCD || tag == Tag::kDT) return participants_only(group(sentence, token));
  return {};
}

std::optional<LocalActor> ArticleActors::state_at(std::size_t sentence, TokenIndex token) {
  if (auto const* mention = mention_at(sentence, token)) {
    if (mention->kind == Mention::Kind::kState || mention->kind == Mention::Kind::kPlace ||
        mention->kind == Mention::Kind::kBody)
      return known(*mention->entry);
    return std::nullopt;
  }
  if (trees_[sentence][token].lemma == "here") return dateline_;
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

std::vector<LocalActor> ArticleActors::common_noun(std::size_t sentence, TokenIndex token) {
  auto const& tree = trees_[sentence];
  auto const& lemma = tree[token].lemma;
  // "the negotiator, Tang Shubei", "opposition leader Shimon Peres" when the parser makes the noun the head.
  for (auto const child : tree.children(token)) {
    auto const rel = tree[child].rel;
    if (rel != Rel::kAppos && rel != Rel::kFlat) continue;
    auto const* mention = mention_at(sentence, child);
    if (mention != nullptr && (mention->kind == Mention::Kind::kPerson || mention->kind == Mention::Kind::kBody))
      return meant_by(sentence, *mention);
  }
  if (auto found = group(sentence, token); !found.empty()) return found;
  // "thousands of Georgians", "a group of Moroccan diplomats": those who are counted.
  if (is_one_of(lemma, kQuantities)) {
    std::vector<LocalActor> counted;
    for (auto const child : tree.children(token))
      if (child > token && tree[child].rel == Rel::kNmod && tree.preposition(child) == "of")
        for (auto const part : tree.conjuncts(child)) append(counted, at(sentence, part));
    if (!counted.empty()) return counted;
  }
  if (dictionary_.is_agent_noun(lemma)) {
    auto states = states_modifying(sentence, token);
    if (states.empty() && is_one_of(lemma, kAtHome))
      if (auto const state = state_around(sentence, token)) return {*state};
    return states;
  }
  if (dictionary_.is_body_noun(lemma)) {
    auto const definite = std::any_of(tree.children(token).begin(), tree.children(token).end(),
                                      [&](TokenIndex c) { return tree[c].lemma == "the"; });
    for (auto i = seen_.size(); definite && i-- > 0;) {
      if (seen_[i].sentence > sentence || (seen_[i].sentence == sentence && seen_[i].token > token)) continue;
      auto const kind = actors_[seen_[i].actor].actor.kind;
      if (kind == ActorKind::kCompany || kind == ActorKind::kBody || kind == ActorKind::kOrganisation)
        return {seen_[i].actor};
    }
    return {};
  }
  if (auto const kind = dictionary_.group_noun(lemma)) return named_group(sentence, token, *kind);
  return {};
}

/// The state whose place follows a noun: "rebels in the Ivory Coast", "students throughout Indonesia".
std::optional<LocalActor> ArticleActors::state_around(std::size_t sentence, TokenIndex token) {
  auto const& tree = trees_[sentence];
  for (auto const child : tree.children(token)) {
    if (child < token || tree[child].rel != Rel::kNmod || !is_one_of(tree.preposition(child), kPlacing)) continue;
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
    if (mention != nullptr && mention->kind == Mention::Kind::kState)
      owned_by(*mention->entry);
    else if (country.empty() && rel != Rel::kNmodPoss && is_capitalised(tree[child]) &&
             (child > 0 || tree[child].tag == Tag::kNNP))
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
    for (auto i = seen_.size(); i-- > 0;)
      if (actors_[seen_[i].actor].actor.name.ends_with(' ' + tree[token].form)) return {seen_[i].actor};
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
  return {group};
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
    for (LocalActor i = 0; i < actors_.size(); ++i)
      if (!office.empty() && actors_[i].actor.kind == ActorKind::kPerson && actors_[i].office == office &&
          actors_[i].office_of == country.slug)
        return {i};
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
  if (word == "they" || word == "them" || word == "their") {
    // "The rebels said they would leave": those who say it.
    if (word == "they" && tree.has_head(token) && tree[tree.head(token)].rel == Rel::kCcomp)
      for (auto const speaker : tree.subjects(tree.head(tree.head(token))))
        if (speaker < token && (tree[speaker].tag == Tag::kNNS || tree[speaker].tag == Tag::kNNPS))
          if (auto found = at(sentence, speaker); !found.empty()) return found;
    return last_pair_;
  }
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
  auto i = seen_.size();
  while (i > 0 &&
         (seen_[i - 1].sentence > sentence || (seen_[i - 1].sentence == sentence && seen_[i - 1].token >= token)))
    --i;
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
