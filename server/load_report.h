#pragma once
// What became of the articles or events of one file, from the API's answer.

#include <cstdint>
#include <string>

#include "server/article_sink.h"

namespace dragoman {

struct LoadReport {
  std::uint64_t received = 0, stored = 0, replaced = 0, merged = 0, duplicate = 0, rejected = 0, failed = 0;
  std::string rejects;   // one line each: file, place in it, reason
  bool refused = false;  // the whole file, for a reason that is not in its articles

  LoadReport& operator+=(LoadReport const& other);
};

LoadReport read_load_report(std::string const& file, Reply const& reply);

}  // namespace dragoman
