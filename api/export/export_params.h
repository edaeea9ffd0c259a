#pragma once
// What exports and networks can be asked.

#include <span>

#include "api/params.h"

namespace dragoman {

/// Whatever a list of events can, but for pages; what, and in which form.
std::span<Parameter const> export_parameters();
/// Whatever "met" can, but for pages; around whom, how many, and in which form.
std::span<Parameter const> network_parameters();

}  // namespace dragoman
