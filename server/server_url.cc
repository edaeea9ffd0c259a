#include "server/server_url.h"

#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

namespace dragoman {

Result<ServerUrl> parse_server_url(std::string const& url) {
  auto const parsed = boost::urls::parse_uri(url);
  if (!parsed || parsed->scheme() != "http" || parsed->host().empty()) {
    return invalid_argument("--server: '" + url + "' is not a URL like http://127.0.0.1:8080.");
  }
  auto path = std::string(parsed->encoded_path());
  while (path.ends_with('/')) path.pop_back();
  auto const port = std::string(parsed->port());
  return ServerUrl{parsed->host_address(), port.empty() ? "80" : port, std::move(path)};
}

}  // namespace dragoman
