#include "server/target.h"

#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

#include "api/text_check.h"

namespace dragoman {

Result<Target> parse_target(std::string_view target) {
  auto const url =
      target.starts_with('/') ? boost::urls::parse_origin_form(target) : boost::urls::parse_absolute_uri(target);
  bool const ours = url && (target.starts_with('/') || (url->has_authority() && url->scheme().starts_with("http")));
  if (!ours) return invalid_argument("The request target is not a valid path and query.");

  Target parsed;
  auto const is_text = [](std::string_view text) { return !invalid_utf8_at(text).has_value(); };
  for (auto const& segment : url->segments()) {
    if (!is_text(segment)) return invalid_argument("The path is not UTF-8 once it is decoded.");
    parsed.segments.push_back(segment);
  }
  boost::urls::encoding_opts opts;
  opts.space_as_plus = true;
  for (auto const& param : url->params(opts)) {
    if (!is_text(param.key) || !is_text(param.value)) {
      return invalid_argument("The query is not UTF-8 once it is decoded.");
    }
    parsed.params.emplace_back(param.key, param.value);
  }
  return parsed;
}

}  // namespace dragoman
