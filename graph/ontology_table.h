#pragma once
// Internal to graph/: the table behind cameo_codes().

#include <cstddef>

#include "graph/ontology.h"

namespace dragoman {

inline constexpr std::size_t kCameoTableSize = 313;
/// Ascending by code as text.
extern CameoCode const kCameoTable[kCameoTableSize];

}  // namespace dragoman
