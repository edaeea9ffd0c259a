#pragma once
// Fetches a backup from a running server.

#include "server/database_copy.h"
#include "server/server_url.h"

namespace dragoman {

/// GET /v1/backup; every file of the tar goes into `copy`. An error when the transfer does not come to its end.
Result<void> fetch_backup(ServerUrl const& server, DatabaseCopy& copy);

}  // namespace dragoman
