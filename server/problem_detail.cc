#include "server/problem_detail.h"

#include <boost/json/parse.hpp>

namespace dragoman {

std::string problem_detail(std::string_view body) {
  boost::system::error_code error;
  auto const problem = boost::json::parse(body, error);
  auto const* object = error ? nullptr : problem.if_object();
  auto const* detail = object == nullptr ? nullptr : object->if_contains("detail");
  return detail != nullptr && detail->is_string() ? std::string(detail->get_string()) : std::string();
}

}  // namespace dragoman
