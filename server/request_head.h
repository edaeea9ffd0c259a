#pragma once
// From the header that Beast parsed to the Request that the API reads, or the reason to refuse it.

#include <optional>
#include <string>

#include <boost/beast/http/fields.hpp>
#include <boost/beast/http/message.hpp>

#include "api/http_types.h"
#include "server/options.h"

namespace dragoman {

using RequestHeader = boost::beast::http::request_header<>;

struct RequestHead {
  Request request;
  std::optional<Response> refused;  // its connection may live on
  bool takes_body = false;          // has one, or its method says that it should
  bool expects_continue = false;
};
RequestHead read_request_head(RequestHeader const& header, HttpOptions const& options, std::string id);

/// The client's X-Request-Id when it is short and plain, else one of our own.
std::string request_id(RequestHeader const& header);
/// Unique in this process; differs between processes.
std::string new_request_id();

/// What the client sent is not HTTP, as opposed to a connection that broke.
bool breaks_http_rules(boost::system::error_code error);
/// The answer to a header that could not be read to its end; its connection must close.
Response refusal_of(boost::system::error_code error, RequestHeader const& header, HttpOptions const& options,
                    std::string const& id);

}  // namespace dragoman
