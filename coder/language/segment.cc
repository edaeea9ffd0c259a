#include "coder/language/segment.h"

#include <algorithm>
#include <array>

#include <unicode/uchar.h>

#include "coder/language/abbreviations.h"
#include "coder/language/dateline.h"
#include "coder/language/tokens.h"
#include "coder/language/utf8.h"

namespace dragoman {
namespace {

// After an abbreviation that may end a sentence, only these begin one.
constexpr std::array<std::string_view, 60> kStarters = {
    "A",     "About", "According", "After", "All",     "Also", "Although", "An",    "And",     "Another",
    "As",    "At",    "Before",    "Both",  "But",     "By",   "During",   "Each",  "Earlier", "For",
    "From",  "He",    "Her",       "His",   "However", "I",    "If",       "In",    "It",      "Its",
    "Last",  "Many",  "Meanwhile", "More",  "Most",    "Mr.",  "No",       "Not",   "On",      "One",
    "Other", "She",   "Since",     "Some",  "That",    "The",  "Their",    "There", "These",   "They",
    "This",  "Those", "Though",    "To",    "Under",   "We",   "What",     "When",  "While",   "With"};

class SentenceCutter {
 public:
  SentenceCutter(CleanText const& clean, std::vector<Sentence>& sentences)
      : clean_(clean), text_(clean.text()), sentences_(sentences) {}

  void cut_paragraph(std::size_t begin, std::size_t end, std::uint32_t number) {
    while (begin < end && text_[begin] == ' ') ++begin;
    while (end > begin && text_[end - 1] == ' ') --end;
    if (begin == end) return;
    auto const start = find_paragraph_start(text_.substr(begin, end - begin));
    pieces_.clear();
    cut_tokens(text_, begin + start.text_begin, end, pieces_);
    if (pieces_.empty()) return;
    auto const first_sentence = sentences_.size();
    open_quote_ = false;
    std::size_t first = 0;
    for (std::size_t i = 0; i < pieces_.size();) {
      auto const next = end_after(i);
      if (next != 0 || i + 1 - first == kMaxSentenceTokens || i + 1 == pieces_.size()) {
        auto const last = std::max(next, i + 1);
        add(first, last, number);
        first = last;
        i = last;
        open_quote_ = false;
      } else {
        if (form(i) == "\"") open_quote_ = !open_quote_;
        ++i;
      }
    }
    auto& head = sentences_[first_sentence];
    head.begin = clean_.original_begin(begin);
    head.dateline = start.place;
  }

 private:
  std::string_view form(std::size_t i) const {
    return text_.substr(pieces_[i].begin, pieces_[i].end - pieces_[i].begin);
  }

  static bool all_of(std::string_view form, std::string_view marks) {
    return form.find_first_not_of(marks) == std::string_view::npos;
  }

  bool starts_small(std::size_t i) const {
    std::size_t at = 0;
    auto const text = form(i);
    return u_islower(next_point(text, at)) != 0;
  }

  bool starts_capital(std::size_t i) const {
    std::size_t at = 0;
    auto const text = form(i);
    auto const point = next_point(text, at);
    return u_isupper(point) || u_isdigit(point);
  }

  // One past the last token of a sentence that ends with the mark at `i`; 0 if none ends there.
  std::size_t end_after(std::size_t i) const {
    auto const mark = form(i);
    auto const stop = all_of(mark, ".!?") || mark == "\u3002";
    if (!stop) return ends_with_abbreviation(i) ? i + 1 : 0;
    auto next = i + 1;
    auto quote = open_quote_;
    while (next < pieces_.size() && next - i < 5) {
      auto const closer = form(next);
      auto const attached = !pieces_[next].space_before;
      auto const opens = next + 1 < pieces_.size() && !pieces_[next + 1].space_before;
      if (closer == "\"" && (attached || (quote && !opens))) {
        quote = false;
      } else if (!(attached && all_of(closer, "')]}.!?\""))) {
        break;
      }
      ++next;
    }
    if (next >= pieces_.size()) return next;
    if (!pieces_[next].space_before && !starts_capital(next)) return 0;
    if (starts_small(next)) return 0;
    if (mark.size() > 1 && mark.front() == '.' && !starts_capital(next) && form(next) != "\"") return 0;
    if (all_of(form(next), ",;:-)")) return 0;
    return next;
  }

  bool ends_with_abbreviation(std::size_t i) const {
    auto const word = form(i);
    if (word.size() < 2 || word.back() != '.' || i + 1 >= pieces_.size()) return false;
    auto const kind = find_abbreviation(word);
    if (kind && *kind != Abbreviation::kAny) return false;
    // An initial is followed by more of the name.
    if (!kind && word.size() == 2) return false;
    return std::find(kStarters.begin(), kStarters.end(), form(i + 1)) != kStarters.end();
  }

  void add(std::size_t first, std::size_t last, std::uint32_t paragraph) {
    auto& sentence = sentences_.emplace_back();
    sentence.paragraph = paragraph;
    sentence.begin = clean_.original_begin(pieces_[first].begin);
    sentence.end = clean_.original_end(pieces_[last - 1].end - 1);
    sentence.tokens.resize(last - first);
    for (auto i = first; i < last; ++i) {
      auto& token = sentence.tokens[i - first];
      token.form = form(i);
      token.begin = clean_.original_begin(pieces_[i].begin);
      token.end = clean_.original_end(pieces_[i].end - 1);
    }
  }

  CleanText const& clean_;
  std::string_view text_;
  std::vector<Sentence>& sentences_;
  std::vector<Piece> pieces_;
  bool open_quote_ = false;
};

}  // namespace

std::vector<Sentence> cut_sentences(CleanText const& clean) {
  std::vector<Sentence> sentences;
  SentenceCutter cutter(clean, sentences);
  auto const text = clean.text();
  std::uint32_t paragraph = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    auto const end = std::min(text.find('\n', begin), text.size());
    auto const before = sentences.size();
    cutter.cut_paragraph(begin, end, paragraph);
    if (sentences.size() != before) ++paragraph;
    begin = end + 1;
  }
  return sentences;
}

}  // namespace dragoman
