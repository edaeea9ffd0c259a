#pragma once
// What GET /v1/export can be asked: whatever a list of events can, but for pages, and in which form.

#include <span>

#include "api/params.h"

namespace dragoman {

std::span<Parameter const> export_parameters();

}  // namespace dragoman
