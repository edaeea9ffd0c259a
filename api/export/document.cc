#include "api/export/document.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <utility>

#include "api/json.h"

namespace dragoman {
namespace {

constexpr std::size_t kPiece = std::size_t{64} << 10U;
constexpr std::size_t kActorsAtOnce = 256;

}  // namespace

std::vector<bool> participants_of(ExportScope const& scope) {
  std::vector<bool> found;
  EventScan scan(scope.view, scope.selection);
  while (true) {
    auto const ids = scan.next_ids();
    if (!ids) throw std::runtime_error(ids.error().message);
    if (ids->empty()) return found;
    for (auto const id : *ids) {
      auto const event = *scope.view.graph->event(id);
      for (auto const& participant : event.participants) {
        if (found.size() <= participant.actor.value) found.resize(std::size_t{participant.actor.value} + 1);
        found[participant.actor.value] = true;
      }
    }
  }
}

Part text_part(std::string text) {
  return [text = std::move(text)](std::string& out) mutable {
    if (text.empty()) return false;
    out += std::exchange(text, {});
    return true;
  };
}

Part events_part(ExportScope scope, WriteEvent write) {
  auto const scan = std::make_shared<EventScan>(std::move(scope.view), std::move(scope.selection));
  return [scan, write = std::move(write)](std::string& out) {
    auto const events = scan->next();
    if (!events) throw std::runtime_error(events.error().message);
    for (auto const& event : *events) write(out, event);
    return !events->empty();
  };
}

Part actors_part(ExportScope scope, WriteActor write) {
  struct State {
    ExportScope scope;
    WriteActor write;
    std::vector<bool> wanted;
    bool begun = false;
    std::uint32_t at = 0;
  };
  auto const state = std::make_shared<State>(State{std::move(scope), std::move(write), {}});
  return [state](std::string& out) {
    if (!std::exchange(state->begun, true)) state->wanted = participants_of(state->scope);
    auto const& wanted = state->wanted;
    std::size_t written = 0;
    for (; state->at < wanted.size() && written < kActorsAtOnce; ++state->at) {
      if (!wanted[state->at]) continue;
      ActorId const id{state->at};
      state->write(out, id, *state->scope.view.graph->actor(id));
      ++written;
    }
    return written != 0;
  };
}

Part article_lines_part(ExportScope scope) {
  struct State {
    ExportScope scope;
    bool const everything;
    std::string from;
    bool at_end = false;
  };
  bool const everything = scope.selection.is_everything();
  auto const state = std::make_shared<State>(State{std::move(scope), everything, {}});
  return [state](std::string& out) {
    auto const before = out.size();
    auto const& [view, selection] = state->scope;
    auto const is_told = [&](ArticleRecord const& record) {
      return std::any_of(record.events.begin(), record.events.end(), [&](EventId id) {
        auto const selected = selects(selection, view, id);
        if (!selected) throw std::runtime_error(selected.error().message);
        return *selected;
      });
    };
    if (state->at_end) return false;
    state->at_end = true;  // unless the visit stops before
    auto const visited = view.store->for_each_article(state->from, [&](ArticleRecord const& record) {
      if (state->everything || is_told(record)) {
        JsonWriter json(out);
        json.begin_object();
        write_article(json, record.article);
        json.end_object();
        out += '\n';
      }
      if (out.size() - before < kPiece) return true;
      state->from = record.article.id + '\0';  // the least id that is greater
      state->at_end = false;
      return false;
    });
    if (!visited) throw std::runtime_error(visited.error().message);
    return out.size() != before;
  };
}

BodyProducer document(std::vector<Part> parts) {
  return [parts = std::move(parts), at = std::size_t{0}]() mutable {
    std::string out;
    while (at < parts.size() && out.size() < kPiece) {
      if (!parts[at](out)) {
        parts[at] = {};  // with what it holds
        ++at;
      }
    }
    return out;
  };
}

}  // namespace dragoman
