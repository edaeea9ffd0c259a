#pragma once
// What the coder saw, for people: `dragoman code --explain`.

#include <string>
#include <string_view>
#include <vector>

#include "coder/actors/article_actors.h"
#include "coder/frames/matcher.h"

namespace dragoman {

class Explanation {
 public:
  /// One sentence: its text, a line per token (number, form, lemma, tag, head, relation, entity), mentions with the
  /// actors they mean, matched frames with what fills their slots, and why matches were dropped.
  void add_sentence(std::string_view article, Tree const& tree, ArticleActors const& actors, std::size_t sentence,
                    std::vector<FrameMatch> const& matches, std::vector<std::string> const& dropped);
  std::string const& text() const { return text_; }

 private:
  std::string text_;
};

}  // namespace dragoman
