#pragma once
// Where a server is, as --server says it.

#include <string>

#include "common/error.h"

namespace dragoman {

struct ServerUrl {
  std::string host;
  std::string port;
  std::string path;     // below which the API lives; without a slash at its end
  std::string api_key;  // sent with each request when it is not empty
};

/// "http://127.0.0.1:8080", "http://host/below".
Result<ServerUrl> parse_server_url(std::string const& url);

}  // namespace dragoman
