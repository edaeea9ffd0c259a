#include "coder/actors/offices.h"

#include <algorithm>

#include "coder/actors/article_actors.h"

namespace dragoman {

namespace {

constexpr std::size_t kTitleReach = 300;   // mentions back: "the minister"
constexpr std::size_t kMostHolders = 200;  // persons of one state that are looked at for an office

}  // namespace

bool is_excluded(TitleClass kind) {
  return kind == TitleClass::kExpert || kind == TitleClass::kReporter || kind == TitleClass::kCivilian;
}

std::vector<std::string> offices_meant(std::string const& office) {
  if (office == "leader" || office == "head of state" || office == "ruler")
    return {"president", "supreme leader", "general secretary", "prime minister", "king"};
  if (office == "secretary of state") return {"secretary of state", "foreign minister"};
  if (office == "foreign minister") return {"foreign minister", "secretary of state"};
  if (office == "defence minister") return {"defence minister", "defence secretary", "secretary of defence"};
  if (office == "defence secretary" || office == "defence chief")
    return {"defence secretary", "secretary of defence", "defence minister"};
  if (office == "chancellor") return {"chancellor"};
  return {office};
}

void ArticleActors::set_office(LocalActor person, std::string office, std::string of) {
  auto& info = actors_[person];
  if (!of.empty() && of != info.office_of) by_office_of_[of].push_back(person);
  info.office = std::move(office);
  info.office_of = std::move(of);
}

/// The first of the article's persons who holds one of these offices of a state or body. "leader": whoever rules.
std::optional<LocalActor> ArticleActors::holder_here(std::string const& owner,
                                                     std::vector<std::string> const& offices) const {
  auto const it = by_office_of_.find(owner);
  if (it == by_office_of_.end()) return std::nullopt;
  auto const leads = std::find(offices.begin(), offices.end(), "supreme leader") != offices.end();
  std::optional<LocalActor> first;
  for (std::size_t i = 0; i < std::min(it->second.size(), kMostHolders); ++i) {
    auto const person = it->second[i];
    auto const& info = actors_[person];
    auto const fits = std::find(offices.begin(), offices.end(), info.office) != offices.end() ||
                      (leads && info.title_class && *info.title_class <= TitleClass::kHeadOfGovernment);
    if (info.office_of == owner && fits && (!first || person < *first)) first = person;
  }
  return first;
}

/// "Joan Reid of the Labour Party", "Omar Haidari, of the provincial council": an office for want of a better.
void ArticleActors::learn_affiliation(std::size_t sentence, TokenIndex name, LocalActor person) {
  static constexpr std::string_view kPublic[] = {"council",  "parliament", "assembly", "senate",
                                                 "congress", "government", "ministry", "opposition"};
  auto& info = actors_[person];
  if (info.entry || !info.actor.offices.empty() || info.actor.kind != ActorKind::kPerson) return;
  auto const& tree = trees_[sentence];
  for (auto const child : tree.children(name)) {
    auto const preposition = tree.preposition(child);
    if (child < name || (preposition != "of" && preposition != "from")) continue;
    auto const* mention = mention_at(sentence, child);
    auto const is_public = std::find(std::begin(kPublic), std::end(kPublic), tree[child].lemma) != std::end(kPublic);
    if (mention != nullptr && mention->kind == Mention::Kind::kBody) {
      auto const& body = dictionary_.entry(*mention->entry).actor;
      if (body.kind == ActorKind::kCompany || dictionary_.entry(*mention->entry).media) continue;
      info.actor.offices.push_back({.title = "member", .of = body.slug});
      if (info.actor.country.empty()) info.actor.country = body.country;
      return;
    }
    if (is_public) {
      info.actor.offices.push_back({.title = "member", .of = {}});
      return;
    }
  }
}

bool ArticleActors::is_political(LocalActor actor) const {
  auto const& info = actors_[actor];
  switch (info.actor.kind) {
    case ActorKind::kState:
    case ActorKind::kOrganisation:
    case ActorKind::kArmedGroup:
    case ActorKind::kParty: return true;
    case ActorKind::kBody: return info.entry.has_value();
    case ActorKind::kCompany: return false;
    case ActorKind::kOther: return !info.actor.country.empty();  // "Egyptian students"
    case ActorKind::kPerson: break;
  }
  return info.entry || !info.actor.offices.empty() || (info.title_class && *info.title_class < TitleClass::kHonorific);
}

/// "the US president", "Russia's foreign minister", "the minister".
std::vector<LocalActor> ArticleActors::resolve_title(std::size_t, Mention const& mention) {
  if (is_excluded(*mention.title_class)) return {};
  auto const offices = offices_meant(mention.office);
  std::vector<LocalActor> out;
  std::vector<std::string> owners;
  for (auto const country : mention.countries) owners.push_back(dictionary_.entry(country).actor.slug);
  if (owners.empty() && mention.body) owners.push_back(dictionary_.entry(*mention.body).actor.slug);
  for (auto const& owner : owners) {
    std::optional<LocalActor> person;
    if (!mention.modified) {
      person = holder_here(owner, offices);
      if (!person && !mention.plural)
        for (auto const& office : offices)
          if (auto const holder = dictionary_.holder(office, owner, published_)) {
            person = known(*holder);
            break;
          }
    }
    if (!person)
      if (auto const entry = dictionary_.find(owner)) person = known(*entry);
    if (person) out.push_back(*person);
  }
  if (!owners.empty() || mention.plural || !mention.definite) return out;
  for (auto i = seen_.size(); i > 0 && seen_.size() - i < kTitleReach; --i) {
    auto const& info = actors_[seen_[i - 1].actor];
    if (info.actor.kind == ActorKind::kPerson &&
        (info.office == mention.office ||
         (info.title_class && *info.title_class == *mention.title_class &&
          mention.office.find(' ') == std::string::npos && info.office.ends_with(mention.office))))
      return {seen_[i - 1].actor};
  }
  return out;
}

}  // namespace dragoman
