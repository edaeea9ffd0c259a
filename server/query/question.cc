#include "server/query/question.h"

#include <boost/url/encode.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>

namespace dragoman {
namespace {

std::string encoded(std::string const& text) { return boost::urls::encode(text, boost::urls::unreserved_chars); }

}  // namespace

std::string target_of(Question const& question) {
  std::string target;
  for (auto const& segment : question.segments) target += "/" + encoded(segment);
  auto separator = '?';
  for (auto const& [name, value] : question.params) {
    target += separator + encoded(name) + "=" + encoded(value);
    separator = '&';
  }
  return target;
}

}  // namespace dragoman
