#pragma once
// Ego networks as documents.

#include <span>
#include <string>
#include <string_view>

#include "graph/network.h"

namespace dragoman {

struct NetworkFormat {
  std::string_view name;
  std::string_view content_type;
  std::string_view file_name;  // empty: to be shown, not saved
  std::string (*write)(Network const& network, EventGraph const& graph);
};

/// JSON, the default, first.
std::span<NetworkFormat const> network_formats();
/// Null when there is none; an empty name stands for the default.
NetworkFormat const* find_network_format(std::string_view name);

}  // namespace dragoman
