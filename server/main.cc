#include <exception>
#include <iostream>

#include "server/allocator.h"
#include "server/commands/commands.h"

namespace dragoman {

int fail(Error const& error) {
  std::cerr << "dragoman: " << error.message << std::endl;
  return kExitFailed;
}

}  // namespace dragoman

int main(int argc, char** argv) {
  dragoman::tune_allocator();
  int exit_code = dragoman::kExitDone;
  CLI::App app("Dragoman: who met whom, when, and who says so", "dragoman");
  app.require_subcommand(1);
  app.set_version_flag("--version", DRAGOMAN_VERSION);
  dragoman::add_serve_command(app, exit_code);
  dragoman::add_load_command(app, exit_code);
  dragoman::add_query_command(app, exit_code);
  dragoman::add_code_command(app, exit_code);
  dragoman::add_evaluate_command(app, exit_code);
  dragoman::add_export_command(app, exit_code);
  dragoman::add_backup_command(app, exit_code);
  dragoman::add_restore_command(app, exit_code);
  dragoman::add_verify_command(app, exit_code);
  dragoman::add_describe_commands(app, exit_code);
  dragoman::add_keys_command(app, exit_code);
  try {
    app.parse(argc, argv);
  } catch (CLI::ParseError const& error) {
    return app.exit(error) == 0 ? dragoman::kExitDone : dragoman::kExitUsage;
  } catch (std::exception const& exception) {
    return dragoman::fail({dragoman::ErrorCode::kInternal, exception.what()});
  }
  return exit_code;
}
