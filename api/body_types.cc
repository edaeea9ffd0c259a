#include "api/body_types.h"

#include <algorithm>
#include <array>
#include <string>

#include "api/decompressor.h"
#include "api/http_problem.h"
#include "api/text_check.h"

namespace dragoman {
namespace {

constexpr std::array<std::string_view, 5> kLineTypes = {"application/x-ndjson", "application/ndjson",
                                                        "application/jsonl", "application/jsonlines", "text/x-ndjson"};

/// A header's value, which may be any bytes, for a sentence.
std::string quoted(std::string_view value) {
  return invalid_utf8_at(value) ? "given" : "\"" + std::string(clip_utf8(value, 100)) + "\"";
}

boost::system::result<Query, Response> read_query(Request const& request, std::span<Parameter const> known) {
  auto query = parse_query(request.params, known, {});
  if (!query) {
    auto const& error = query.error();
    return problem_with(400, error.detail, request.id, {{"parameter", json_string(error.parameter)}});
  }
  auto const& coding = request.content_encoding;
  if (coding.empty() || coding == "identity" || parse_compression(coding)) return std::move(*query);
  auto refused = problem(415,
                         "The Content-Encoding " + quoted(coding) +
                             " is not understood: send the body plain, or one of gzip, zstd and deflate.",
                         request.id);
  refused.headers.emplace_back("Accept-Encoding", "gzip, zstd, deflate, identity");
  return refused;
}

}  // namespace

bool is_json_lines(std::string_view content_type) {
  return std::find(kLineTypes.begin(), kLineTypes.end(), content_type) != kLineTypes.end();
}

boost::system::result<Query, Response> bulk_query(Request const& request) {
  return read_query(request, bulk_parameters());
}

std::optional<Response> refuse_unreadable(Request const& request) {
  auto query = read_query(request, {});
  if (query) return std::nullopt;
  return std::move(query.error());
}

Response refuse_type(Request const& request, std::string_view wanted, std::string_view accepted) {
  auto const given = request.content_type.empty()
                         ? "There is no Content-Type"
                         : "The Content-Type " + quoted(request.content_type) + " is not understood";
  auto response = problem(415, given + ": send " + std::string(wanted) + ".", request.id);
  response.headers.emplace_back("Accept-Post", std::string(accepted));
  return response;
}

}  // namespace dragoman
