#include "server/request_head.h"

#include <algorithm>
#include <atomic>
#include <random>
#include <string_view>

#include <fmt/format.h>
#include <boost/algorithm/string/case_conv.hpp>
#include <boost/algorithm/string/predicate.hpp>
#include <boost/algorithm/string/trim.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/rfc7230.hpp>

#include "api/http_problem.h"
#include "server/target.h"

namespace dragoman {
namespace {

namespace http = boost::beast::http;

std::string_view field(RequestHeader const& header, http::field name) {
  auto const found = header[name];
  return {found.data(), found.size()};
}

/// All values of a field that may come several times.
std::string joined(RequestHeader const& header, http::field name) {
  std::string all;
  auto const [begin, end] = header.equal_range(name);
  for (auto at = begin; at != end; ++at) {
    if (!all.empty()) all += ", ";
    all.append(at->value().data(), at->value().size());
  }
  return all;
}

/// Lower case; bytes that no media type or coding has become '?', because answers quote these.
std::string plain_lower(std::string_view text) {
  if (text.empty()) return {};
  auto out = boost::algorithm::to_lower_copy(boost::algorithm::trim_copy(std::string(text)));
  std::ranges::replace_if(
      out, [](char c) { return c < 0x20 || c > 0x7e; }, '?');
  return out;
}

std::string charset_of(std::string_view content_type) {
  auto const parameters = content_type.find(';');
  if (parameters == std::string_view::npos) return {};
  for (auto const& [name, value] :
       http::param_list({content_type.data() + parameters, content_type.size() - parameters})) {
    if (boost::algorithm::iequals(std::string_view(name.data(), name.size()), "charset")) {
      return plain_lower({value.data(), value.size()});
    }
  }
  return {};
}

std::string kilobytes(std::size_t bytes) { return std::to_string(bytes >> 10U) + " KiB"; }

std::optional<Response> refuse_framing(RequestHeader const& header, std::string const& id) {
  if (header.version() != 10 && header.version() != 11) {
    return problem(505, "This server speaks HTTP/1.1 and HTTP/1.0.", id);
  }
  auto const hosts = header.count(http::field::host);
  if (hosts > 1 || (hosts == 0 && header.version() == 11)) {
    return problem(400, "An HTTP/1.1 request has exactly one Host header.", id);
  }
  if (auto const coding = field(header, http::field::transfer_encoding);
      !coding.empty() && !boost::algorithm::iequals(boost::algorithm::trim_copy(std::string(coding)), "chunked")) {
    return problem(501, "Of the transfer codings this server knows only 'chunked'.", id);
  }
  if (auto const expectation = field(header, http::field::expect);
      !expectation.empty() && !boost::algorithm::iequals(std::string(expectation), "100-continue")) {
    return problem(417, "The only expectation this server can meet is '100-continue'.", id);
  }
  return std::nullopt;
}

std::optional<Response> refuse_content(RequestHeader const& header, Request const& request) {
  auto const charset = charset_of(field(header, http::field::content_type));
  if (!charset.empty() && charset != "utf-8" && charset != "utf8" && charset != "us-ascii") {
    return problem(415, "The body's charset '" + charset + "' is not supported: send UTF-8.", request.id);
  }
  return std::nullopt;
}

}  // namespace

RequestHead read_request_head(RequestHeader const& header, HttpOptions const& options, std::string id) {
  RequestHead head;
  auto& request = head.request;
  request.id = std::move(id);
  request.method = std::string(header.method_string());
  request.target = std::string(header.target());
  auto const content_type = field(header, http::field::content_type);
  request.content_type = plain_lower(content_type.substr(0, content_type.find(';')));
  request.content_encoding = plain_lower(joined(header, http::field::content_encoding));
  request.accept = plain_lower(field(header, http::field::accept));
  request.last_event_id = std::string(header["Last-Event-ID"]);
  request.accept_encoding = plain_lower(field(header, http::field::accept_encoding));
  request.if_none_match = std::string(field(header, http::field::if_none_match));

  auto const length = field(header, http::field::content_length);
  bool const has_body = header.count(http::field::transfer_encoding) != 0 ||
                        (!length.empty() && length.find_first_not_of('0') != length.npos);
  head.takes_body = has_body || request.method == "POST" || request.method == "PUT" || request.method == "PATCH" ||
                    request.method == "DELETE";
  head.expects_continue = has_body && header.version() == 11 && header.count(http::field::expect) != 0;

  if ((head.refused = refuse_framing(header, request.id))) return head;
  if (request.target.size() > options.target_bytes) {
    head.refused =
        problem(414, "The request target is longer than " + kilobytes(options.target_bytes) + ".", request.id);
    return head;
  }
  if (has_body && (head.refused = refuse_content(header, request))) return head;
  auto target = parse_target(request.target);
  if (!target) {
    auto const& error = target.error();
    ProblemMembers members;
    if (!error.parameter.empty()) members.emplace_back("parameter", json_string(error.parameter));
    head.refused = problem_with(400, error.detail, request.id, members);
    return head;
  }
  request.segments = std::move(target->segments);
  request.params = std::move(target->params);
  return head;
}

std::string new_request_id() {
  static auto const process = std::random_device()();
  static std::atomic<std::uint32_t> count = 0;
  return fmt::format("{:08x}-{:08x}", process, count.fetch_add(1, std::memory_order_relaxed));
}

std::string request_id(RequestHeader const& header) {
  constexpr std::size_t kLongest = 64;
  auto const found = header["X-Request-Id"];
  auto const plain = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_' ||
           c == '.';
  };
  if (!found.empty() && found.size() <= kLongest && std::all_of(found.begin(), found.end(), plain)) {
    return std::string(found);
  }
  return new_request_id();
}

bool breaks_http_rules(boost::system::error_code error) {
  static auto const& http_category = http::make_error_code(http::error::bad_chunk).category();
  return error.category() == http_category && error != http::error::partial_message &&
         error != http::error::end_of_stream;
}

Response refusal_of(boost::system::error_code error, RequestHeader const& header, HttpOptions const& options,
                    std::string const& id) {
  if (error == http::error::header_limit || error == http::error::buffer_overflow) {
    // Beast knows the target once the request line is complete.
    if (header.target().empty()) {
      return problem(414, "The request line is longer than " + kilobytes(options.header_bytes) + ".", id);
    }
    return problem(431, "The request's header is longer than " + kilobytes(options.header_bytes) + ".", id);
  }
  if (error == http::error::body_limit) {
    return problem(413, "The body is longer than the " + std::to_string(options.body_bytes) + " bytes allowed.", id);
  }
  if (error == http::error::bad_version) return problem(505, "This server speaks HTTP/1.1 and HTTP/1.0.", id);
  return problem(400, "The request is not valid HTTP/1.1: " + error.message() + ".", id);
}

}  // namespace dragoman
