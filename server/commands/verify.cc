#include <iostream>
#include <memory>

#include "server/commands/commands.h"
#include "storage/event_store.h"

namespace dragoman {
namespace {

int verify(std::string const& directory) {
  auto const store = open_rocks_store({.directory = directory, .create_if_missing = false});
  if (!store) return fail(store.error());
  auto const faults = (*store)->verify();
  if (!faults) return fail(faults.error());
  for (auto const& fault : *faults) std::cout << fault << '\n';
  auto const counts = (*store)->counts();
  std::cout << counts.articles << " articles, " << counts.events << " events, " << counts.actors << " actors, "
            << faults->size() << " faults" << std::endl;
  return faults->empty() ? kExitDone : kExitFailed;
}

}  // namespace

void add_verify_command(CLI::App& app, int& exit_code) {
  auto const directory = std::make_shared<std::string>();
  auto* const command = app.add_subcommand("verify", "Read a whole database and report every fault");
  command->add_option("--data", *directory, "Database directory")
      ->required()
      ->type_name("DIR")
      ->envname("DRAGOMAN_DATA");
  command->callback([directory, &exit_code] { exit_code = verify(*directory); });
}

}  // namespace dragoman
