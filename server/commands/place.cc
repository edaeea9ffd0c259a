#include "server/commands/place.h"

namespace dragoman {

void add_place_flags(CLI::App& command, Place& place) {
  command.add_option("--server", place.server, "The server's URL")
      ->type_name("URL")
      ->envname("DRAGOMAN_SERVER")
      ->capture_default_str();
  command.add_option("--data", place.data, "Instead of a server, this database, which no server has open")
      ->type_name("DIR");
}

}  // namespace dragoman
