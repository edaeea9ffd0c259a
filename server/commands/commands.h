#pragma once
// The subcommands. Each adds its flags to `app` and, when it was chosen, runs in the parse and leaves its exit code:
// 0 done; 1 could not be done, one sentence on standard error says why; 2 bad usage; 3 done but for some input.

#include <CLI/CLI.hpp>

#include "common/error.h"

namespace dragoman {

inline constexpr int kExitDone = 0;
inline constexpr int kExitFailed = 1;
inline constexpr int kExitUsage = 2;
inline constexpr int kExitSomeRejected = 3;

void add_serve_command(CLI::App& app, int& exit_code);
void add_load_command(CLI::App& app, int& exit_code);
void add_query_command(CLI::App& app, int& exit_code);
void add_code_command(CLI::App& app, int& exit_code);
void add_describe_commands(CLI::App& app, int& exit_code);
void add_evaluate_command(CLI::App& app, int& exit_code);
void add_backup_command(CLI::App& app, int& exit_code);
void add_export_command(CLI::App& app, int& exit_code);
void add_restore_command(CLI::App& app, int& exit_code);
void add_verify_command(CLI::App& app, int& exit_code);
void add_keys_command(CLI::App& app, int& exit_code);

/// Says so on standard error; kExitFailed.
int fail(Error const& error);

}  // namespace dragoman
