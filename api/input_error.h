#pragma once

#include <string>
#include <utility>

#include <boost/system/result.hpp>

namespace dragoman {

/// What is wrong with one article or record. `field` is the name as the client wrote it, or the first of the names that
/// were looked for; empty when the fault is not in one field (malformed JSON).
struct InputError {
  InputError() = default;
  // A constructor, lest a Result take any string for an error.
  InputError(std::string in_field, std::string why) : field(std::move(in_field)), detail(std::move(why)) {}

  std::string field;
  std::string detail;  // one sentence
  std::string id;      // of the article, when it could be read
};

template <class T>
using Read = boost::system::result<T, InputError>;

}  // namespace dragoman
