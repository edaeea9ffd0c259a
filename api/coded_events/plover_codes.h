#pragma once

#include <string_view>

#include "graph/ontology.h"

namespace dragoman {

/// The CAMEO code for a PLOVER category and, where POLECAT gives one, its mode ("visit"); null for what is none. The
/// root's general code, as in the published table from CAMEO to PLOVER read backwards.
CameoCode const* cameo_of_plover(std::string_view category, std::string_view mode);
/// The mode that makes cameo_of_plover() give this code; empty when it needs none, or the code has none.
std::string_view plover_mode(CameoCode const& cameo);

}  // namespace dragoman
