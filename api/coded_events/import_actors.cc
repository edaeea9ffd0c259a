#include "api/coded_events/import_actors.h"

#include <optional>
#include <utility>

#include "graph/names.h"

namespace dragoman {
namespace {

// Names remembered from one import to the next; a body may hold any number.
constexpr std::size_t kMostRemembered = 200'000;

bool has(std::string_view sectors, std::string_view word) { return sectors.find(word) != std::string_view::npos; }

/// The state in "Foreign Affairs (Bangladesh)"; empty when there is none.
std::string_view state_in_brackets(std::string_view name) {
  auto const open = name.rfind(" (");
  if (open == std::string_view::npos || !name.ends_with(')')) return {};
  return name.substr(open + 2, name.size() - open - 3);
}

ActorKind kind_of(std::string_view name, ActorHints const& hints) {
  if (auto const kind = parse_actor_kind(hints.kind)) return *kind;
  if (!hints.country.empty() && hints.country == name) return ActorKind::kState;
  if (has(hints.sectors, "International Government Organization")) return ActorKind::kOrganisation;
  if (state_in_brackets(name).empty()) return ActorKind::kOther;  // a person as often as not
  if (has(hints.sectors, "Rebel") || has(hints.sectors, "Insurgent") || has(hints.sectors, "Separatist"))
    return ActorKind::kArmedGroup;
  if (has(hints.sectors, "Government") || has(hints.sectors, "Military")) return ActorKind::kBody;
  return ActorKind::kOther;
}

Actor make_actor(Coder const& coder, std::string_view name, ActorHints const& hints) {
  auto slug = slugify(name);
  if (auto known = coder.known_actor(slug)) return std::move(*known);
  Actor actor;
  actor.slug = std::move(slug);
  actor.name = std::string(name);
  actor.kind = kind_of(name, hints);
  auto const state = hints.country.empty() ? state_in_brackets(name) : hints.country;
  if (!state.empty() && actor.kind != ActorKind::kState) {
    actor.country = slugify(state);
    // Brackets hold other things too: a party, a movement.
    if (hints.country.empty() && !coder.known_actor(actor.country)) actor.country.clear();
  }
  return actor;
}

}  // namespace

std::uint32_t ImportActors::index(std::string_view name, ActorHints const& hints) {
  for (std::size_t i = 0; i < last_.size(); ++i) {
    if (last_[i].name != name || name.empty()) continue;
    older_ = 1 - i;
    return last_[i].index;
  }
  auto& last = last_[older_];
  last.name = name;
  last.index = look_up(name, hints);
  older_ = 1 - older_;
  return last.index;
}

std::uint32_t ImportActors::look_up(std::string_view name, ActorHints const& hints) {
  auto found = by_name_.find(name);
  if (found == by_name_.end()) {
    found =
        by_name_.emplace(NameKey(name.data(), name.size()), Entry{.actor = static_cast<std::uint32_t>(known_.size())})
            .first;
    known_.push_back(std::make_shared<NamedActor>(NamedActor{make_actor(coder_, name, hints), {}}));
  }
  auto& entry = found->second;
  if (entry.import == import_) return entry.index;
  entry.import = import_;
  auto const& actor = known_[entry.actor];
  auto const [at, is_new] = by_slug_.emplace(actor->actor.slug, static_cast<std::uint32_t>(actors_.size()));
  entry.index = at->second;
  if (is_new) {
    actors_.push_back(actor);
  } else if (actors_[entry.index]->actor.name != actor->actor.name) {
    auto with_alias = actors_[entry.index]->actor;
    with_alias.aliases.push_back(actor->actor.name);
    actors_[entry.index] = std::make_shared<NamedActor>(NamedActor{std::move(with_alias), {}});
  }
  return entry.index;
}

std::vector<std::shared_ptr<NamedActor>> ImportActors::take() {
  ++import_;
  by_slug_.clear();
  last_ = {};
  if (by_name_.size() > kMostRemembered) {
    by_name_.clear();
    known_.clear();
  }
  return std::exchange(actors_, {});
}

}  // namespace dragoman
