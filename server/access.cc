#include "server/access.h"

#include <algorithm>
#include <chrono>
#include <cstring>

#include <boost/algorithm/string/predicate.hpp>

namespace dragoman {
namespace {

namespace http = boost::beast::http;
namespace ip = boost::asio::ip;

std::string_view view(boost::beast::string_view text) { return {text.data(), text.size()}; }

bool is_path(Request const& request, std::string_view name) {
  return request.segments.size() == 1 && request.segments[0] == name;
}

/// Those who watch over a server must always have an answer.
bool is_probe(Request const& request) { return is_path(request, "livez") || is_path(request, "readyz"); }

/// They have no keys, and a page about the API has no secrets.
bool is_open(Request const& request) {
  if (request.method != "GET" && request.method != "HEAD") return false;
  return request.segments.empty() || request.segments[0] == "docs" || request.segments[0] == "assets" ||
         is_path(request, "openapi.json") || is_probe(request);
}

/// Its body is a question: it changes nothing.
bool is_trial(Request const& request) {
  return request.method == "POST" && request.segments.size() == 2 && request.segments[0] == "v1" &&
         request.segments[1] == "code";
}

Scope needed_scope(Request const& request) {
  bool const reads = request.method == "GET" || request.method == "HEAD" || request.method == "OPTIONS";
  return reads || is_trial(request) ? Scope::kRead : Scope::kWrite;
}

/// Empty when there is none.
std::string_view given_key(RequestHeader const& header) {
  constexpr std::string_view kBearer = "Bearer ";
  auto const authorization = view(header[http::field::authorization]);
  if (boost::algorithm::istarts_with(authorization, kBearer)) {
    auto key = authorization.substr(kBearer.size());
    key.remove_prefix(std::min(key.find_first_not_of(' '), key.size()));
    return key;
  }
  return view(header["X-Api-Key"]);
}

Response unauthorized(Request const& request, bool unknown_key) {
  auto response = problem(401,
                          unknown_key ? "This API key is not known here."
                                      : "An API key is needed: send 'Authorization: Bearer KEY' or 'X-Api-Key: KEY'.",
                          request.id);
  response.headers.emplace_back("WWW-Authenticate", unknown_key ? R"(Bearer realm="dragoman", error="invalid_token")"
                                                                : R"(Bearer realm="dragoman")");
  return response;
}

Response forbidden(Request const& request) {
  auto response =
      problem(403, "This API key may read only; this request needs a key with the scope 'write'.", request.id);
  response.headers.emplace_back("WWW-Authenticate",
                                R"(Bearer realm="dragoman", error="insufficient_scope", scope="write")");
  return response;
}

/// Clients that are one get one number. Whoever has an address of IPv6 has as many as he likes with the same first 64
/// bits.
std::uint64_t client_number(ip::address const& address) {
  if (address.is_v4()) return address.to_v4().to_uint();
  auto const v6 = address.to_v6();
  if (v6.is_v4_mapped()) return ip::make_address_v4(ip::v4_mapped, v6).to_uint();
  auto const bytes = v6.to_bytes();
  std::uint64_t number = 0;
  std::memcpy(&number, bytes.data(), sizeof number);
  return number;
}

std::uint64_t client_number(ApiKey const& key) {
  std::uint64_t number = 0;
  std::memcpy(&number, key.hash.data(), sizeof number);
  return number | (std::uint64_t{1} << 63U);  // no address of IPv4
}

}  // namespace

bool is_origin(std::string_view text) {
  for (std::string_view const scheme : {"http://", "https://"}) {
    if (!text.starts_with(scheme)) continue;
    auto const host = text.substr(scheme.size());
    return !host.empty() && std::ranges::all_of(host, [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == ':' || c == '[' ||
             c == ']';
    });
  }
  return false;
}

Access::Access(HttpOptions const& options, ApiKeys const* keys) : origins_(options.cors_origins), keys_(keys) {
  if (options.requests_per_second > 0) {
    limiter_.emplace(options.requests_per_second,
                     options.burst > 0 ? options.burst : std::max(2 * options.requests_per_second, 1.0));
  }
}

bool Access::is_listed(std::string_view origin) const {
  return !origin.empty() && std::ranges::find(origins_, origin) != origins_.end();
}

std::shared_ptr<ApiKey const> Access::key_of(RequestHeader const& header) const {
  if (keys_ == nullptr) return nullptr;
  auto const given = given_key(header);
  return given.empty() ? nullptr : keys_->find(given);
}

std::optional<Response> Access::answer(RequestHeader const& header, Request const& request, ip::address const& client,
                                       ApiKey const* key) {
  // The browser asks without credentials whether the page may send them.
  if (request.method == "OPTIONS" && header.count(http::field::access_control_request_method) != 0 &&
      is_listed(view(header[http::field::origin]))) {
    return Response{.status = 204,
                    .content_type = {},
                    .headers = {{"Access-Control-Allow-Methods", "GET, HEAD, POST, DELETE"},
                                {"Access-Control-Allow-Headers",
                                 "Authorization, X-Api-Key, Content-Type, Content-Encoding, If-None-Match, "
                                 "Last-Event-ID, X-Request-Id"},
                                {"Access-Control-Max-Age", "600"}}};
  }
  bool const open = is_open(request);
  if (open && is_probe(request)) return std::nullopt;
  if (keys_ == nullptr || open) return limit(client_number(client), request);

  if (auto limited = limit(key != nullptr ? client_number(*key) : client_number(client), request)) return limited;
  if (key == nullptr) return unauthorized(request, !given_key(header).empty());
  if (key->scope < needed_scope(request)) return forbidden(request);
  return std::nullopt;
}

std::optional<Response> Access::limit(std::uint64_t client, Request const& request) {
  if (!limiter_) return std::nullopt;
  auto const wait = limiter_->take(client, RateLimiter::Clock::now());
  if (wait == RateLimiter::Clock::duration::zero()) return std::nullopt;
  auto response = problem(429, "Too many requests from this client; Retry-After says for how many seconds to wait.",
                          request.id, "Too Many Requests");
  response.headers.emplace_back("Retry-After", std::to_string(std::chrono::ceil<std::chrono::seconds>(wait).count()));
  return response;
}

void Access::add_cors(RequestHeader const& header, Response& response) const {
  if (origins_.empty()) return;
  response.headers.emplace_back("Vary", "Origin");
  auto const origin = view(header[http::field::origin]);
  if (!is_listed(origin)) return;
  response.headers.emplace_back("Access-Control-Allow-Origin", origin);
  response.headers.emplace_back("Access-Control-Expose-Headers", "ETag, Link, Location, Retry-After, X-Request-Id");
}

}  // namespace dragoman
