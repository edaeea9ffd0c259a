#pragma once
// Who speaks: the phrase to which a quotation belongs, also when the attribution stands in another sentence.

#include <optional>
#include <vector>

#include "coder/frames/tree.h"

namespace dragoman {

struct Speaker {
  std::size_t sentence;
  TokenIndex token;  // head of the phrase that names who speaks
};

/// For each sentence the speaker that it does not name as the subject of a verb of speech itself: of a quotation that
/// goes on over several sentences, or after "according to". Linear in the text.
std::vector<std::optional<Speaker>> find_speakers(std::vector<Tree> const& trees);

}  // namespace dragoman
