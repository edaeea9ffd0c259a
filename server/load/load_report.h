#pragma once
// What became of the articles or events of one body, from the API's answer.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "server/article_sink.h"

namespace dragoman {

struct LoadCounts {
  std::uint64_t received = 0, stored = 0, replaced = 0, merged = 0, duplicate = 0, rejected = 0, failed = 0;

  LoadCounts& operator+=(LoadCounts const& other);
};

struct LoadError {
  std::size_t line = 0;    // of the body
  std::size_t record = 0;  // of a table of articles; 0: none
  std::string reason;      // field and sentence
  bool retry = false;      // nothing is wrong with it
};

struct LoadReport {
  LoadCounts counts;
  std::vector<LoadError> errors;
  std::uint64_t omitted = 0;  // errors that are not listed
  std::string refused;        // why the body was, for a reason that is not in its lines; empty when it was not
};

LoadReport read_load_report(Reply const& reply);

}  // namespace dragoman
