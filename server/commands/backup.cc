#include <iostream>
#include <memory>

#include "server/commands/commands.h"
#include "server/commands/place.h"
#include "server/remote_backup.h"

namespace dragoman {
namespace {

struct BackupOptions {
  std::string directory;
  Place place;
};

Result<void> copy_database(std::string const& data, DatabaseCopy& copy) {
  auto const store = open_rocks_store({.directory = data, .create_if_missing = false});
  if (!store) return store.error();
  auto const checkpoint = (*store)->checkpoint();
  if (!checkpoint) return checkpoint.error();
  return copy.take_files((*checkpoint)->directory());
}

int backup(BackupOptions const& options) {
  auto const server = server_of(options.place);
  if (!server) return fail(server.error());
  auto copy = DatabaseCopy::begin(options.directory);
  if (!copy) return fail(copy.error());
  auto const copied =
      options.place.data.empty() ? fetch_backup(*server, *copy) : copy_database(options.place.data, *copy);
  if (!copied) return fail(copied.error());
  auto const counts = copy->finish();
  if (!counts) return fail(counts.error());
  std::cout << options.directory << ": " << counts->articles << " articles, " << counts->events << " events, "
            << counts->actors << " actors" << std::endl;
  return kExitDone;
}

}  // namespace

void add_backup_command(CLI::App& app, int& exit_code) {
  auto const options = std::make_shared<BackupOptions>();
  auto* const command = app.add_subcommand("backup", "Copy a database, checked, while its server runs or without one");
  command->add_option("DIR", options->directory, "Where to: a new directory, which will be a whole database")
      ->required();
  add_place_flags(*command, options->place);
  command->callback([options, &exit_code] { exit_code = backup(*options); });
}

}  // namespace dragoman
