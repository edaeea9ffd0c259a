#include "coder/actors/article_actors.h"

#include <algorithm>

#include "coder/actors/offices.h"
#include "coder/language/features.h"
#include "graph/names.h"

namespace dragoman {

namespace {

constexpr std::ptrdiff_t kMostNamesakes = 200;  // that are looked at

/// A title that says only that its person holds the office of another.
constexpr std::string_view kCounterpart = "counterpart";

LocalActorInfo::Gender gender_of(Mention const& mention, std::string_view title_words) {
  auto const has = [&](std::string_view word) { return title_words.find(word) != std::string_view::npos; };
  if (has("mrs") || has("ms.") || has("queen") || has("woman") || has("princess") || has("lady"))
    return LocalActorInfo::Gender::kFemale;
  if (has("mr") || has("king") || has("prince") || has("sheikh") || has("pope") || has("ayatollah") ||
      mention.office == "sir")
    return LocalActorInfo::Gender::kMale;
  return LocalActorInfo::Gender::kUnknown;
}

}  // namespace

ArticleActors::ArticleActors(std::vector<Tree> const& trees, ActorDictionary const& dictionary,
                             std::optional<Day> published)
    : trees_(trees), dictionary_(dictionary), published_(published) {
  for (auto const& tree : trees_) mentions_.push_back(find_mentions(tree, dictionary_));
  speakers_ = find_speakers(trees_);
  find_dateline();
  collect_named();
  collect_names();
  resolve_mentions();
  find_home();
}

Mention const* ArticleActors::mention_at(std::size_t sentence, TokenIndex token) const {
  auto const& list = mentions_[sentence];
  auto const it =
      std::upper_bound(list.begin(), list.end(), token, [](TokenIndex t, Mention const& m) { return t < m.first; });
  if (it == list.begin()) return nullptr;
  auto const& mention = *std::prev(it);
  return token < mention.last ? &mention : nullptr;
}

LocalActor ArticleActors::known(std::uint32_t entry) {
  auto const& found = dictionary_.entry(entry);
  auto const [it, fresh] = by_slug_.emplace(found.actor.slug, static_cast<LocalActor>(actors_.size()));
  if (fresh) {
    actors_.push_back({.actor = found.actor, .entry = entry, .excluded = found.media});
    if (found.actor.kind == ActorKind::kPerson) {
      Day latest{};
      for (auto const& office : found.actor.offices) {
        if (is_branch(office.title)) continue;  // the article says which office it is
        if (published_ && (!office.from || *office.from > *published_ || (office.to && *office.to < *published_) ||
                           *office.from < latest))
          continue;
        set_office(it->second, office.title, office.of.empty() ? found.actor.country : office.of);
        latest = office.from.value_or(Day{});
      }
      auto const words = name_words(found.actor.name);
      if (!words.empty()) {
        by_name_part_[words.back()].push_back(it->second);
        if (words.size() > 1) by_name_part_[words.front()].push_back(it->second);
      }
    }
  }
  return it->second;
}

LocalActor ArticleActors::unknown(Actor actor) {
  auto const [it, fresh] = by_slug_.emplace(actor.slug, static_cast<LocalActor>(actors_.size()));
  if (fresh) {
    auto const words = name_words(actor.name);
    if (actor.kind == ActorKind::kPerson && !words.empty()) {
      by_name_part_[words.back()].push_back(it->second);
      if (words.size() > 1) by_name_part_[words.front()].push_back(it->second);
    }
    actors_.push_back({.actor = std::move(actor)});
  }
  return it->second;
}

void ArticleActors::find_dateline() {
  for (auto const& tree : trees_) {
    auto const& line = tree.sentence().dateline;
    if (line.empty()) continue;
    auto const city = line.substr(0, line.find_first_of(",/("));
    for (auto const& target : dictionary_.lookup(name_key(city))) {
      if (dictionary_.entry(target.entry).actor.kind != ActorKind::kState) continue;
      dateline_ = known(target.entry);
      return;
    }
  }
}

/// What a mention's title tells of its person.
void ArticleActors::learn(LocalActor local, Mention const& mention) {
  auto& info = actors_[local];
  if (mention.name.size() > info.as_named.size()) info.as_named = mention.name;
  if (!mention.title_class) return;
  if (*mention.title_class == TitleClass::kHonorific) {
    if (info.gender == LocalActorInfo::Gender::kUnknown) info.gender = gender_of(mention, mention.office);
    return;
  }
  if (!info.title_class) info.title_class = mention.title_class;
  if (is_excluded(*mention.title_class) && !info.entry) info.excluded = true;
  std::string of;
  if (mention.body)
    of = dictionary_.entry(*mention.body).actor.slug;
  else if (!mention.countries.empty())
    of = dictionary_.entry(mention.countries.front()).actor.slug;
  auto const has_office = !mention.office.empty() && mention.office != kCounterpart;
  if (info.office.empty() && has_office && !mention.modified) {
    set_office(local, mention.office, of);
  }
  if (info.entry) return;
  // An ambassador is of the country before the title, not of the body he is sent to.
  if (info.actor.country.empty()) {
    if (!mention.countries.empty())
      info.actor.country = dictionary_.entry(mention.countries.front()).actor.slug;
    else if (mention.body)
      info.actor.country = dictionary_.entry(*mention.body).actor.country;
  }
  if (info.actor.offices.empty() && !mention.former && has_office)
    info.actor.offices.push_back({.title = mention.office, .of = of});
}

/// A person with what the words before tell: "his Jordanian counterpart, X" holds the office of whoever was named
/// before, and in "The Peruvian Foreign Ministry said that Deputy Minister X …" he is of that state.
Mention ArticleActors::completed(std::size_t sentence, Mention mention) {
  auto const& tree = trees_[sentence];
  auto const& list = mentions_[sentence];
  auto const before =
      std::find_if(list.begin(), list.end(), [&](Mention const& m) { return m.first >= mention.first; });
  if (mention.office == kCounterpart) {
    mention.office.clear();
    for (auto other = before; other != list.begin() && mention.office.empty();) {
      --other;
      if (other->kind != Mention::Kind::kPerson || other->office == kCounterpart) continue;
      mention.office = other->title_class == TitleClass::kHonorific ? std::string() : other->office;
      if (!mention.office.empty()) continue;
      auto const words = name_words(other->name);
      if (other->entry)
        mention.office = actors_[known(*other->entry)].office;
      else if (auto const person = words.empty() ? std::nullopt : by_short_name(words.back(), *other))
        mention.office = actors_[*person].office;
    }
  }
  if (!mention.title_class || !mention.countries.empty() || mention.body ||
      (*mention.title_class != TitleClass::kMinister && *mention.title_class != TitleClass::kDiplomat &&
       *mention.title_class != TitleClass::kOfficial))
    return mention;
  for (auto other = before; other != list.begin();) {
    --other;
    if (!other->countries.empty()) break;
    if (other->kind != Mention::Kind::kState) continue;
    if (!tree.has_head(other->first)) break;
    auto const head = tree.head(other->first);
    auto const lemma = lower_case(tree[head].lemma);
    if (is_subject(tree[head].rel) && dictionary_.is_agent_noun(lemma)) mention.countries.push_back(*other->entry);
    break;
  }
  return mention;
}

/// States and bodies that the article speaks of, also by a place or an adjective.
void ArticleActors::collect_named() {
  auto const add = [&](std::uint32_t entry) { named_.insert(dictionary_.entry(entry).actor.slug); };
  for (auto const& list : mentions_) {
    for (auto const& mention : list) {
      if (mention.entry && mention.kind != Mention::Kind::kPerson) add(*mention.entry);
      for (auto const country : mention.countries) add(country);
      if (mention.body) add(*mention.body);
    }
  }
  if (dateline_) named_.insert(actors_[*dateline_].actor.slug);
}

/// Full personal names of the whole article, so that a short form before the full one resolves too.
void ArticleActors::collect_names() {
  for (std::size_t s = 0; s < mentions_.size(); ++s) {
    for (auto const& written : mentions_[s]) {
      if (written.kind != Mention::Kind::kPerson || written.name.empty()) continue;
      auto const mention = completed(s, written);
      if (mention.entry) {
        learn(known(*mention.entry), mention);
        continue;
      }
      if (name_words(mention.name).size() < 2) continue;
      learn(unknown({.slug = slugify(mention.name), .name = mention.name, .kind = ActorKind::kPerson}), mention);
    }
  }
}

void ArticleActors::resolve_mentions() {
  for (std::size_t s = 0; s < mentions_.size(); ++s) {
    resolved_.emplace_back();
    for (auto const& mention : mentions_[s]) {
      resolved_.back().push_back(resolve(s, mention));
      auto const head = trees_[s].head_of(mention.first, mention.last);
      auto const rel = trees_[s][head].rel;
      if (mention.kind == Mention::Kind::kPerson && resolved_.back().back().size() == 1)
        learn_affiliation(s, head, resolved_.back().back().front());
      for (auto const actor : resolved_.back().back()) {
        seen_.push_back({s, mention.first, actor, is_subject(rel) || rel == Rel::kNsubjPass});
        last_seen_.resize(actors_.size());
        last_seen_[actor] = seen_.size();
      }
    }
  }
}

/// "A Briton", "the Brazilian": somebody, not the state.
static bool is_one_of_a_people(Mention const& mention, Tree const& tree) {
  auto const tag = tree[mention.last - 1].tag;
  if (mention.use != NameUse::kPeople && mention.use != NameUse::kAdjective) return false;
  if (tag != Tag::kNN && tag != Tag::kNNP) return false;
  auto const children = tree.children(mention.last - 1);
  return std::any_of(children.begin(), children.end(), [&](TokenIndex child) {
    auto const& word = tree[child].lemma;
    return tree[child].rel == Rel::kDet && (word == "a" || word == "an" || word == "the" || word == "another");
  });
}

std::vector<LocalActor> ArticleActors::resolve(std::size_t sentence, Mention const& mention) {
  switch (mention.kind) {
    case Mention::Kind::kState:
      if (is_one_of_a_people(mention, trees_[sentence])) return {};
      return {known(*mention.entry)};
    case Mention::Kind::kBody: return {known(*mention.entry)};
    case Mention::Kind::kPlace: return {};
    case Mention::Kind::kPerson:
      if (auto const pair = hyphenated(mention); pair.size() > 1) return pair;
      if (auto const person = resolve_person(mention)) return {*person};
      return {};
    case Mention::Kind::kTitle: return resolve_title(sentence, mention);
    case Mention::Kind::kUnknown: break;
  }
  if (mention.name.empty()) return {};
  if (auto const pair = hyphenated(mention); pair.size() > 1) return pair;
  // A lone surname that the article spells out elsewhere.
  auto const words = name_words(mention.name);
  if (words.size() == 1)
    if (auto const person = by_short_name(words.front(), mention)) return {*person};
  if (is_generic_body(mention, trees_[sentence])) return {};
  auto const entity = trees_[sentence][mention.first].entity;
  if (entity == Entity::kBeginOrganisation || entity == Entity::kInsideOrganisation)
    return {unknown({.slug = slugify(mention.name), .name = mention.name, .kind = ActorKind::kBody})};
  return {};
}

/// "the Lavrov-Kim meeting": names joined by hyphens, each known to the article or the dictionary.
std::vector<LocalActor> ArticleActors::hyphenated(Mention const& mention) {
  std::vector<LocalActor> out;
  std::string_view rest = mention.name;
  if (rest.find('-') == std::string_view::npos || rest.find(' ') != std::string_view::npos) return {};
  while (!rest.empty()) {
    auto const part = rest.substr(0, rest.find('-'));
    rest.remove_prefix(std::min(rest.size(), part.size() + 1));
    auto const person = by_short_name(fold_name(part), {});
    std::optional<LocalActor> found = person;
    for (auto const& target : dictionary_.lookup(name_key(part)))
      if (!found && dictionary_.entry(target.entry).actor.kind == ActorKind::kState && target.use != NameUse::kPlace)
        found = known(target.entry);
    if (!found) return {};
    out.push_back(*found);
  }
  return out;
}

std::optional<LocalActor> ArticleActors::by_short_name(std::string const& key, Mention const& mention) const {
  auto const it = by_name_part_.find(key);
  if (it == by_name_part_.end()) return std::nullopt;
  auto const fits = [&](LocalActor actor) {
    auto const& country = actors_[actor].actor.country;
    return mention.countries.empty() || country.empty() ||
           std::any_of(mention.countries.begin(), mention.countries.end(),
                       [&](std::uint32_t c) { return dictionary_.entry(c).actor.slug == country; });
  };
  std::optional<LocalActor> best;
  // Of several: whoever is well known by that name, then the one seen last.
  auto const rank = [&](LocalActor a) {
    return std::pair(actors_[a].entry.has_value(), a < last_seen_.size() ? last_seen_[a] : 0);
  };
  // Names are collected in text order: of very many namesakes those seen so far come first.
  auto const& all = it->second;
  auto const unseen = std::partition_point(all.begin(), all.end(), [&](LocalActor a) { return rank(a).second > 0; });
  auto const far = all.end() - all.begin() > kMostNamesakes;
  auto const begin = far && unseen - all.begin() > kMostNamesakes ? unseen - kMostNamesakes : all.begin();
  auto const end = far && all.end() - begin > 2 * kMostNamesakes ? begin + 2 * kMostNamesakes : all.end();
  for (auto actor = begin; actor != end; ++actor)
    if (fits(*actor) && (!best || rank(*actor) > rank(*best))) best = *actor;
  return best;
}

std::optional<LocalActor> ArticleActors::resolve_person(Mention const& mention) {
  if (mention.entry) return known(*mention.entry);
  auto const words = name_words(mention.name);
  if (words.empty()) return std::nullopt;
  if (words.size() > 1) {
    auto const it = by_slug_.find(slugify(mention.name));
    return it == by_slug_.end() ? std::nullopt : std::optional(it->second);
  }
  if (auto const person = by_short_name(words.front(), mention)) {
    learn(*person, mention);
    return person;
  }
  // Never named in full: the dictionary knows one such person in office. Who holds one that it knows by title comes
  // before those of whom it knows the branch alone.
  std::optional<std::uint32_t> only;
  bool several = false;
  bool by_branch = false;
  for (auto const entry : dictionary_.by_family_name(words.front())) {
    auto const& candidate = dictionary_.entry(entry).actor;
    // Many people have the name: a bare one is the politician's only where his country or body is spoken of.
    auto const spoken_of = named_.contains(candidate.country) ||
                           std::any_of(candidate.offices.begin(), candidate.offices.end(),
                                       [&](Office const& office) { return named_.contains(office.of); });
    if (mention.office.empty() && !spoken_of) continue;
    if (!mention.countries.empty() && dictionary_.entry(mention.countries.front()).actor.slug != candidate.country)
      continue;
    if (!dictionary_.held_office(entry, published_, mention.office.empty() ? 0 : 1)) continue;
    auto const offices = offices_meant(mention.office);
    auto const held = std::any_of(candidate.offices.begin(), candidate.offices.end(), [&](Office const& office) {
      return is_branch(office.title) || std::find(offices.begin(), offices.end(), office.title) != offices.end();
    });
    if (!mention.office.empty() && mention.title_class != TitleClass::kHonorific && !held) continue;
    auto const branch = std::all_of(candidate.offices.begin(), candidate.offices.end(),
                                    [](Office const& office) { return is_branch(office.title); });
    if (only && branch && !by_branch) continue;
    several = only.has_value() && branch == by_branch;
    only = entry;
    by_branch = branch;
  }
  LocalActor person = 0;
  if (only && !several)
    person = known(*only);
  else
    person = unknown({.slug = slugify(mention.name), .name = mention.name, .kind = ActorKind::kPerson});
  learn(person, mention);
  return person;
}

std::optional<LocalActor> ArticleActors::country_of(LocalActor local) {
  auto const& country = actors_[local].actor.country;
  if (country.empty()) return std::nullopt;
  auto const entry = dictionary_.find(country);
  return entry ? std::optional(known(*entry)) : std::nullopt;
}

}  // namespace dragoman
