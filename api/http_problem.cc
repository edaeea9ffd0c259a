#include "api/http_problem.h"

#include "api/json_writer.h"

namespace dragoman {
namespace {

Response make_problem(unsigned status, std::string_view detail, std::string_view request_id, std::string_view title,
                      ProblemMembers const& members) {
  Response response{.status = status, .content_type = "application/problem+json"};
  JsonWriter json(response.body);
  json.begin_object()
      .member("type", "about:blank")
      .member("title", title.empty() ? status_name(status) : title)
      .member("status", status)
      .member("detail", detail);
  if (!request_id.empty()) json.member("request_id", request_id);
  for (auto const& [name, content] : members) json.key(name).raw(content);
  json.end_object();
  return response;
}

}  // namespace

Response problem(unsigned status, std::string_view detail, std::string_view request_id, std::string_view title) {
  return make_problem(status, detail, request_id, title, {});
}

Response problem_with(unsigned status, std::string_view detail, std::string_view request_id,
                      ProblemMembers const& members) {
  return make_problem(status, detail, request_id, {}, members);
}

std::string json_string(std::string_view text) {
  std::string out;
  JsonWriter(out).value(text);
  return out;
}

std::string_view status_name(unsigned status) {
  switch (status) {
    case 200: return "OK";
    case 201: return "Created";
    case 204: return "No Content";
    case 207: return "Multi-Status";
    case 300: return "Multiple Choices";
    case 304: return "Not Modified";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 408: return "Request Timeout";
    case 409: return "Conflict";
    case 411: return "Length Required";
    case 413: return "Content Too Large";
    case 414: return "URI Too Long";
    case 415: return "Unsupported Media Type";
    case 417: return "Expectation Failed";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 500: return "Internal Server Error";
    case 501: return "Not Implemented";
    case 503: return "Service Unavailable";
    case 505: return "HTTP Version Not Supported";
    case 507: return "Insufficient Storage";
    default: return "Error";
  }
}

unsigned http_status(ErrorCode code) {
  switch (code) {
    case ErrorCode::kInvalidArgument: return 400;
    case ErrorCode::kNotFound: return 404;
    case ErrorCode::kAmbiguous: return 300;
    case ErrorCode::kConflict: return 409;
    case ErrorCode::kUnavailable: return 503;
    case ErrorCode::kNoSpace: return 507;
    case ErrorCode::kCorruption:
    case ErrorCode::kInternal: return 500;
  }
  return 500;
}

Response problem_of(Error const& error, std::string_view request_id, FaultLog const& log) {
  auto const status = http_status(error.code);
  if ((status == 500 || status == 507) && log) log(request_id, error);
  if (status == 500)
    return problem(500, "The server failed to answer this request; its log has the reason.", request_id);
  auto response = problem(status, error.message, request_id);
  if (status == 503) response.headers.emplace_back("Retry-After", "5");
  return response;
}

}  // namespace dragoman
