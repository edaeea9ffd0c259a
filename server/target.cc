#include "server/target.h"

#include <algorithm>

#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

#include "api/text_check.h"

namespace dragoman {
namespace {

bool is_text(std::string_view text) { return !invalid_utf8_at(text).has_value(); }

/// The first parameter that cannot be decoded, or that the target as a whole is at fault.
ParamError fault_of(std::string_view target) {
  auto const question = target.find('?');
  auto query = question == std::string_view::npos ? std::string_view() : target.substr(question + 1);
  while (!query.empty()) {
    auto const param = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(query.size(), param.size() + 1));
    if (boost::urls::parse_origin_form("/?" + std::string(param))) continue;
    auto const name = "/?" + std::string(param.substr(0, param.find('=')));
    auto const named = boost::urls::parse_origin_form(name);
    std::string const key = named && !named->params().empty() ? (*named->params().begin()).key : std::string();
    if (key.empty() || !is_text(key)) break;
    return {key, "The value of \"" + std::string(clip_utf8(key, 100)) +
                     "\" has characters that must be percent-encoded, or a % without two hex digits."};
  }
  return {"", "The request target is not a valid path and query."};
}

}  // namespace

boost::system::result<Target, ParamError> parse_target(std::string_view target) {
  auto const url =
      target.starts_with('/') ? boost::urls::parse_origin_form(target) : boost::urls::parse_absolute_uri(target);
  if (!url) return fault_of(target);
  bool const ours = target.starts_with('/') || (url->has_authority() && url->scheme().starts_with("http"));
  if (!ours) return ParamError{"", "The request target is not a valid path and query."};

  Target parsed;
  for (auto const& segment : url->segments()) {
    if (!is_text(segment)) return ParamError{"", "The path is not UTF-8 once it is decoded."};
    parsed.segments.push_back(segment);
  }
  boost::urls::encoding_opts opts;
  opts.space_as_plus = true;
  for (auto const& param : url->params(opts)) {
    if (!is_text(param.key)) return ParamError{"", "The name of a parameter is not UTF-8 once it is decoded."};
    if (!is_text(param.value)) {
      return ParamError{param.key, "The value of \"" + std::string(clip_utf8(param.key, 100)) +
                                       "\" is not UTF-8 once it is decoded."};
    }
    parsed.params.emplace_back(param.key, param.value);
  }
  return parsed;
}

}  // namespace dragoman
