#pragma once
// The command line described by itself: what completion and the manual page are made of.

#include <cstdint>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

namespace dragoman {

enum class ValueKind : std::uint8_t { kNone, kAnything, kWords, kFile, kDirectory };

struct FlagDescription {
  std::vector<std::string> names;  // "-h", "--help"
  std::string help;
  ValueKind value = ValueKind::kNone;
  std::string value_name;          // "FILE"
  std::vector<std::string> words;  // of kWords, or what kAnything is often
  std::string default_value;
  std::string variable;  // of the environment
};

struct ArgumentDescription {
  std::string label;
  std::string help;
  bool is_required = false;
  bool is_repeated = false;
  ValueKind value = ValueKind::kAnything;
};

struct CommandDescription {
  std::string name;
  std::string path;  // "dragoman/query/met"
  std::string help;
  std::vector<FlagDescription> flags;
  std::vector<ArgumentDescription> arguments;
  std::string footer;
  std::vector<CommandDescription> commands;
};

/// Without what is hidden. `app` is the root.
CommandDescription describe(CLI::App const& app);

/// The command itself and all below it, each before its own.
std::vector<CommandDescription const*> flattened(CommandDescription const& command);

}  // namespace dragoman
