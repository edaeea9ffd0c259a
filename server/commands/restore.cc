#include <filesystem>
#include <iostream>
#include <memory>

#include "server/commands/commands.h"
#include "server/database_copy.h"

namespace dragoman {
namespace {

int restore(std::string const& backup, std::string const& data) {
  std::error_code error;
  if (!std::filesystem::exists(backup + "/CURRENT", error))
    return fail({ErrorCode::kNotFound, "the directory " + backup + " holds no database"});
  auto copy = DatabaseCopy::begin(data);
  if (!copy) return fail(copy.error());
  if (auto const taken = copy->take_files(backup); !taken) return fail(taken.error());
  // The copy is what is checked: opening would write to the backup.
  auto const counts = copy->finish();
  if (!counts) return fail({counts.error().code, "The backup " + backup + " is refused: " + counts.error().message});
  std::cout << data << ": " << counts->articles << " articles, " << counts->events << " events, " << counts->actors
            << " actors" << std::endl;
  return kExitDone;
}

}  // namespace

void add_restore_command(CLI::App& app, int& exit_code) {
  auto const backup = std::make_shared<std::string>();
  auto const data = std::make_shared<std::string>();
  auto* const command = app.add_subcommand("restore", "Make a database of a backup, once it is found whole");
  command->add_option("BACKUP", *backup, "What `dragoman backup` made; it is only read")->required();
  command->add_option("--data", *data, "Database directory, new or empty")
      ->required()
      ->type_name("DIR")
      ->envname("DRAGOMAN_DATA");
  command->callback([backup, data, &exit_code] { exit_code = restore(*backup, *data); });
}

}  // namespace dragoman
