#pragma once
// The numbers by which actors and events are known inside one database.

#include "common/strong_id.h"

namespace dragoman {

using ActorId = StrongId<struct ActorTag>;
using EventId = StrongId<struct EventTag>;

}  // namespace dragoman
