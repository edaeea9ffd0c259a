#include "server/commands/place.h"

#include <algorithm>

namespace dragoman {

void add_place_flags(CLI::App& command, Place& place) {
  command.add_option("--server", place.server, "The server's URL")
      ->type_name("URL")
      ->envname("DRAGOMAN_SERVER")
      ->capture_default_str();
  command.add_option("--data", place.data, "Instead of a server, this database, which no server has open")
      ->type_name("DIR");
  command
      .add_option("--api-key", place.api_key, "Key for the server; other users may see flags, but not DRAGOMAN_API_KEY")
      ->type_name("KEY")
      ->envname("DRAGOMAN_API_KEY");
}

Result<ServerUrl> server_of(Place const& place) {
  auto server = parse_server_url(place.server);
  bool const plain = std::ranges::all_of(place.api_key, [](char c) { return c > ' ' && c < 0x7f; });
  if (!plain) return invalid_argument("--api-key: a key has no blanks and no characters beyond ASCII.");
  if (server) server->api_key = place.api_key;
  return server;
}

}  // namespace dragoman
