#pragma once

namespace dragoman {

/// Lets the C library keep and reuse the megabytes that bulk loads take and give back, instead of returning them to the
/// system each time and having every page cleared anew. Once, before threads are started.
void tune_allocator();

}  // namespace dragoman
