#pragma once

#include <string>

#include <CLI/CLI.hpp>

namespace dragoman {

/// Where a command finds what is known: a running server, or a database of its own when `data` is not empty.
struct Place {
  std::string server = "http://127.0.0.1:8080";
  std::string data;
};

/// --server, --data.
void add_place_flags(CLI::App& command, Place& place);

}  // namespace dragoman
