#include "server/text/wrap.h"

#include "server/text/breaks.h"
#include "server/text/display_width.h"

namespace dragoman {
namespace {

class Wrapper {
 public:
  explicit Wrapper(std::size_t width) : width_(width) {}

  void add(std::string_view piece) {
    auto const word = piece.substr(0, piece.find_last_not_of(' ') + 1);
    auto columns = display_width(word);
    if (used_ + columns > width_) end_line();
    while (columns > width_) {
      auto const bytes = prefix_within(piece, width_);
      line_ = piece.substr(0, bytes);
      end_line();
      piece.remove_prefix(bytes);
      columns = display_width(piece.substr(0, piece.find_last_not_of(' ') + 1));
    }
    if (columns == 0 && line_.empty()) return;
    line_ += piece;
    used_ += display_width(piece);
  }

  std::vector<std::string> finish() {
    end_line();
    return std::move(lines_);
  }

 private:
  void end_line() {
    line_.resize(line_.find_last_not_of(' ') + 1);
    if (!line_.empty()) lines_.push_back(std::move(line_));
    line_.clear();
    used_ = 0;
  }

  std::size_t width_;
  std::string line_;
  std::size_t used_ = 0;
  std::vector<std::string> lines_;
};

}  // namespace

std::vector<std::string> wrap_text(std::string_view text, std::size_t width) {
  Wrapper wrapper(width);
  for_each_line_piece(text, [&](std::string_view piece) {
    wrapper.add(piece);
    return true;
  });
  return wrapper.finish();
}

}  // namespace dragoman
