// Commands for packagers: the command line as scripts and a manual page. Hidden, as nobody needs them twice.

#include <iostream>
#include <memory>

#include "server/commands/commands.h"
#include "server/describe/completion.h"
#include "server/describe/man_page.h"

namespace dragoman {
namespace {

int print(std::string const& text) {
  if (!(std::cout << text).flush()) return fail({ErrorCode::kNoSpace, "Cannot write to standard output."});
  return kExitDone;
}

}  // namespace

void add_describe_commands(CLI::App& app, int& exit_code) {
  auto const shell = std::make_shared<std::string>();
  auto* const completion = app.add_subcommand("completion", "A completion script for a shell")->group("");
  completion->add_option("SHELL", *shell, "Which shell")->required()->check(CLI::IsMember({"bash", "zsh", "fish"}));
  completion->callback([&app, shell, &exit_code] {
    auto const root = describe(app);
    exit_code = print(*shell == "bash"  ? bash_completion(root)
                      : *shell == "zsh" ? zsh_completion(root)
                                        : fish_completion(root));
  });
  auto* const manual = app.add_subcommand("man-page", "The manual page")->group("");
  manual->callback([&app, &exit_code] { exit_code = print(man_page(describe(app), app.version())); });
}

}  // namespace dragoman
