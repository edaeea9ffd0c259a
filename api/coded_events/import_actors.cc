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

Actor make_exported_actor(Coder const& coder, std::string_view slug, std::string_view name, ActorHints const& hints) {
  auto actor = coder.known_actor(slug).value_or(Actor{.slug = std::string(slug), .name = std::string(name)});
  if (actor.name != name) {
    actor.aliases.push_back(std::move(actor.name));
    actor.name = std::string(name);
  }
  if (auto const kind = parse_actor_kind(hints.kind)) actor.kind = *kind;
  if (!hints.country.empty()) actor.country = slugify(hints.country);
  return actor;
}

}  // namespace

std::uint32_t ImportActors::index_by_slug(std::string_view slug, std::string_view name, ActorHints const& hints) {
  auto found = by_slug_.find(slug);
  if (found == by_slug_.end()) {
    found = by_slug_.emplace(NameKey(slug.data(), slug.size()), static_cast<SlotNumber>(slots_.size())).first;
    auto actor = std::make_shared<NamedActor>(NamedActor{make_exported_actor(coder_, slug, name, hints), {}});
    slots_.push_back({.actor = std::move(actor)});
  }
  return index_in_import(slots_[found->second]);
}

std::uint32_t ImportActors::index(std::string_view name, ActorHints const& hints) {
  for (std::size_t i = 0; i < last_.size(); ++i) {
    if (last_[i].name != name || name.empty()) continue;
    older_ = 1 - i;
    return index_in_import(slots_[last_[i].slot]);
  }
  auto& last = last_[older_];
  last.name = name;
  last.slot = look_up(name, hints);
  older_ = 1 - older_;
  return index_in_import(slots_[last.slot]);
}

ImportActors::SlotNumber ImportActors::look_up(std::string_view name, ActorHints const& hints) {
  if (auto const found = by_name_.find(name); found != by_name_.end()) return found->second;
  auto const slot = learn(name, hints);
  by_name_.emplace(NameKey(name.data(), name.size()), slot);
  return slot;
}

ImportActors::SlotNumber ImportActors::learn(std::string_view name, ActorHints const& hints) {
  auto actor = make_actor(coder_, name, hints);
  auto const [at, is_new] = by_slug_.emplace(NameKey(actor.slug.data(), actor.slug.size()), slots_.size());
  if (is_new) {
    slots_.push_back({.actor = std::make_shared<NamedActor>(NamedActor{std::move(actor), {}})});
    return at->second;
  }
  auto& slot = slots_[at->second];
  if (slot.actor->actor.name == actor.name) return at->second;
  auto with_alias = slot.actor->actor;
  with_alias.aliases.push_back(std::move(actor.name));
  slot.actor = std::make_shared<NamedActor>(NamedActor{std::move(with_alias), {}});
  if (slot.import == import_) actors_[slot.index] = slot.actor;
  return at->second;
}

std::uint32_t ImportActors::index_in_import(Slot& slot) {
  if (slot.import != import_) {
    slot.import = import_;
    slot.index = static_cast<std::uint32_t>(actors_.size());
    actors_.push_back(slot.actor);
  }
  return slot.index;
}

std::vector<std::shared_ptr<NamedActor>> ImportActors::take() {
  ++import_;
  if (by_name_.size() > kMostRemembered || by_slug_.size() > kMostRemembered) {
    by_name_.clear();
    by_slug_.clear();
    slots_.clear();
    last_ = {};
  }
  return std::exchange(actors_, {});
}

}  // namespace dragoman
