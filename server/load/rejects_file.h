#pragma once
// What a load did not get rid of, so that it can be mended and loaded again.

#include <cstddef>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "common/error.h"
#include "server/load/load_items.h"

namespace dragoman {

/// FILE takes the lines as they were. Tables with another header, and JSON beside tables, go to FILE.2, FILE.3 and so
/// on: each can be loaded. FILE.reasons says for each line of them where it was and what is wrong with it.
class RejectsFile {
 public:
  /// `append`: to what an interrupted load has left there.
  RejectsFile(std::string name, bool append) : name_(std::move(name)), append_(append) {}

  /// Empties or opens the files; an error when they cannot be written.
  Result<void> open();
  Result<void> add(LoadKind const& kind, std::string_view text, std::string_view place, std::string_view reason);
  std::size_t added() const { return added_; }
  std::string const& name() const { return name_; }

 private:
  struct Part {
    std::string header;
    std::string name;
    std::size_t lines = 0;
    std::ofstream file;
  };
  Result<Part*> part(std::string const& header);
  Result<void> failed(std::string const& name) const;

  std::string name_;
  bool append_;
  std::vector<Part> parts_;
  std::ofstream reasons_;
  std::size_t added_ = 0;
};

}  // namespace dragoman
