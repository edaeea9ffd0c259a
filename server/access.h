#pragma once
// What stands before the API: who may ask, how often, and from which pages.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/asio/ip/address.hpp>

#include "api/http_types.h"
#include "server/api_keys.h"
#include "server/options.h"
#include "server/rate_limiter.h"
#include "server/request_head.h"

namespace dragoman {

/// Any thread.
class Access {
 public:
  /// `keys` may be null: then everybody may do everything. It must outlive this.
  Access(HttpOptions const& options, ApiKeys const* keys);

  /// Whose request it is; null when it has no key, or none that is known.
  std::shared_ptr<ApiKey const> key_of(RequestHeader const& header) const;

  /// The answer to a request that does not reach the API: a browser's question beforehand (CORS), 401, 403 or 429.
  /// `key` as key_of() says.
  std::optional<Response> answer(RequestHeader const& header, Request const& request,
                                 boost::asio::ip::address const& client, ApiKey const* key);

  /// Lets the page that asked read the answer, when it comes from an origin that may.
  void add_cors(RequestHeader const& header, Response& response) const;

 private:
  bool is_listed(std::string_view origin) const;
  std::optional<Response> limit(std::uint64_t client, Request const& request);

  std::vector<std::string> const origins_;
  ApiKeys const* const keys_;
  std::optional<RateLimiter> limiter_;
};

/// "https://example.org", "http://localhost:3000": as a browser sends it.
bool is_origin(std::string_view text);

}  // namespace dragoman
