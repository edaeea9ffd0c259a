#pragma once
// One JSON object → a coded record: the form in which events are answered and exported, and flat ones.

#include <string_view>

#include "api/coded_events/event_import.h"
#include "api/coded_events/import_actors.h"
#include "api/input_error.h"

namespace dragoman {

/// Fields are listed in docs/api.md. Actors may have been added when there is an error.
Read<CodedRecord> read_coded_event(std::string_view json, ImportActors& actors);

}  // namespace dragoman
