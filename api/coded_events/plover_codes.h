#pragma once

#include <string_view>

#include "graph/ontology.h"

namespace dragoman {

/// The CAMEO code for a PLOVER category and, where POLECAT gives one, its mode ("visit"); null for what is none. The
/// root's general code, as in the published table from CAMEO to PLOVER read backwards.
CameoCode const* cameo_of_plover(std::string_view category, std::string_view mode);

}  // namespace dragoman
