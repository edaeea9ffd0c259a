#include "graph/event_graph.h"

#include <functional>

#include "graph/graph_impl.h"

namespace dragoman {

EventFilter EventFilter::happened_meetings() {
  EventFilter filter;
  filter.types.reset().set(static_cast<std::size_t>(EventType::kMeeting));
  filter.statuses.reset().set(static_cast<std::size_t>(EventStatus::kHappened));
  return filter;
}

EventGraph::EventGraph() : impl_{std::make_unique<Impl>()} {}
EventGraph::~EventGraph() = default;

std::size_t EventGraph::actor_count() const { return impl_->actor_count; }
std::size_t EventGraph::event_count() const { return impl_->order.size(); }

Actor const* EventGraph::actor(ActorId id) const {
  auto const* const cell = impl_->cell(id);
  return cell == nullptr ? nullptr : cell->actor.get();
}

std::optional<EventNode> EventGraph::event(EventId id) const {
  auto const* const packed = impl_->packed(id);
  if (packed == nullptr) return std::nullopt;
  return EventNode{.type = packed->type,
                   .status = packed->status,
                   .cameo = packed->cameo == PackedEvent::kNoCode ? nullptr : &cameo_codes()[packed->cameo],
                   .date = packed->span.from(packed->day),
                   .evidence = packed->evidence,
                   .bare = packed->bare,
                   .participants = packed->participants()};
}

std::optional<ActorId> EventGraph::actor_by_slug(std::string_view slug) const {
  auto const hash = std::hash<std::string_view>{}(slug);
  // Of equal hashes, the walk starts at the lowest id by starting after the last possible entry of the hash before.
  SlugPolicy::Key const before{.hash = hash - 1, .actor = ActorId{UINT32_MAX}};
  using Walk = SlugIndex::Walk<SlugIndex::WantsAll>;
  auto walk =
      hash == 0 ? Walk{impl_->slugs, Direction::kForward, {}} : Walk{impl_->slugs, Direction::kForward, {}, before};
  for (auto block = walk.next(); !block.empty(); block = walk.next()) {
    for (auto const& entry : block) {
      if (entry.hash != hash) return std::nullopt;
      if (impl_->known_cell(entry.actor).actor->slug == slug) return entry.actor;
    }
  }
  return std::nullopt;
}

ActorId EventGraph::survivor(ActorId id) const {
  while (auto const* const found = actor(id)) {
    if (!found->merged_into) break;
    id = *found->merged_into;
  }
  return id;
}

std::size_t EventGraph::degree(ActorId id) const {
  auto const* const cell = impl_->cell(id);
  return cell == nullptr ? 0 : cell->events.size();
}

}  // namespace dragoman
