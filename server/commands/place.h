#pragma once

#include <string>

#include <CLI/CLI.hpp>

#include "server/server_url.h"

namespace dragoman {

/// Where a command finds what is known: a running server, or a database of its own when `data` is not empty.
struct Place {
  std::string server = "http://127.0.0.1:8080";
  std::string data;
  std::string api_key;  // for the server; may be empty
};

/// --server, --data, --api-key.
void add_place_flags(CLI::App& command, Place& place);

/// The server and the key for it.
Result<ServerUrl> server_of(Place const& place);

}  // namespace dragoman
