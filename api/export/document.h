#pragma once
// Documents of any length, made piece by piece.

#include <functional>
#include <string>
#include <vector>

#include "api/event_scan.h"
#include "api/http_types.h"

namespace dragoman {

/// What a document is about.
struct ExportScope {
  View view;
  EventSelection selection;
};

/// Appends some more to `out`; false when there is no more, and nothing was appended. Throws std::runtime_error when
/// the store can not be read. One thread at a time.
using Part = std::function<bool(std::string& out)>;

using WriteEvent = std::function<void(std::string& out, Event const& event)>;
using WriteActor = std::function<void(std::string& out, ActorId id, Actor const& actor)>;

Part text_part(std::string text);
/// Each selected event, as EventScan has them.
Part events_part(ExportScope scope, WriteEvent write);
/// Each actor that takes part in one of the selected events, ascending by id.
Part actors_part(ExportScope scope, WriteActor write);
/// Each article as a line of JSON, as POST /v1/articles takes it, ascending by id: all, or those that tell one of the
/// selected events.
Part article_lines_part(ExportScope scope);

/// By id: whether the actor takes part in one of the selected events. Throws as a Part does.
std::vector<bool> participants_of(ExportScope const& scope);

/// One part after the other, in pieces of some 64 KiB.
BodyProducer document(std::vector<Part> parts);

}  // namespace dragoman
