#pragma once
// Everything that `dragoman serve` may be told, by flag, environment (DRAGOMAN_…) or file; the first of these that says
// it wins.

#include <chrono>
#include <memory>
#include <set>
#include <string>

#include <CLI/CLI.hpp>

#include "api/knowledge_base.h"
#include "coder/coder.h"
#include "server/options.h"

namespace dragoman {

struct ServeOptions {
  HttpOptions http;
  KnowledgeBaseOptions knowledge;
  CoderOptions coder;
  std::string data;  // directory; empty: in memory
  std::string ready_file;
  std::string ui_directory;  // empty: the explorer that is built in
  std::string log_level = "info";
  std::string config;
  std::set<std::string> from_file;  // flags whose value the configuration file gave
  bool print_config = false;
  std::string key_file;          // empty: everybody may do everything
  bool allow_anonymous = false;  // without keys on an address that other machines can reach
  std::size_t item_bytes = std::size_t{16} << 20U;
  std::uint64_t decompressed_bytes = std::uint64_t{16} << 30U;
  std::chrono::milliseconds shutdown_notice{0};
  std::chrono::milliseconds shutdown_timeout{20'000};
};

/// The flags of `command`, written to `options` when it is parsed.
void add_serve_flags(CLI::App& command, ServeOptions& options);
/// After parsing: takes from options.config what neither flag nor environment said. An error names file and setting.
Result<void> apply_config_file(CLI::App& command, ServeOptions& options);
/// After both: every setting with where its value comes from, as a configuration file. There are no secrets in it.
std::string effective_config(CLI::App const& command, ServeOptions const& options);

/// --model, --frames, --actors.
void add_coder_flags(CLI::App& command, CoderOptions& options);

/// "HOST:PORT", "[::1]:PORT", ":PORT" or "PORT".
Result<void> parse_listen(std::string_view text, HttpOptions& options);

}  // namespace dragoman
