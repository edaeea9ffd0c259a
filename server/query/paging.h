#pragma once
// One question, page after page.

#include <cstddef>
#include <functional>
#include <optional>

#include <boost/json/object.hpp>

#include "server/query/asker.h"

namespace dragoman {

struct Asking {
  std::optional<Answer> refusal;  // the answer that is none: what status 200 is not
  bool more = false;              // there are more entries than were wanted
};

/// Takes one answer; how many entries it had. An error ends the asking.
using TakeAnswer = std::function<Result<std::size_t>(boost::json::object const& answer)>;

/// Goes on from page to page until `most` entries are taken or all. Pages may hold less than was asked for, even
/// nothing, and still have a next.
Result<Asking> ask_pages(Asker& asker, Question const& question, std::size_t most, TakeAnswer const& take);

}  // namespace dragoman
