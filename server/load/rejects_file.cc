#include "server/load/rejects_file.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <iterator>
#include <utility>

namespace dragoman {
namespace {

std::size_t count_lines(std::string const& name) {
  std::ifstream file(name, std::ios::binary);
  return static_cast<std::size_t>(
      std::count(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>(), '\n'));
}

}  // namespace

Result<void> RejectsFile::failed(std::string const& name) const {
  return Error{ErrorCode::kNoSpace, "Cannot write " + name + ": " + std::strerror(errno) + "."};
}

Result<void> RejectsFile::open() {
  auto const mode = append_ ? std::ios::app : std::ios::trunc;
  for (auto const& name : {name_, name_ + ".reasons"}) {
    std::ofstream const file(name, std::ios::binary | mode);
    if (!file) return failed(name);
  }
  reasons_.open(name_ + ".reasons", std::ios::binary | std::ios::app);
  return {};
}

Result<RejectsFile::Part*> RejectsFile::part(std::string const& header) {
  auto const known = std::ranges::find(parts_, header, &Part::header);
  if (known != parts_.end()) return &*known;
  Part made{.header = header, .name = name_, .lines = 0, .file = {}};
  if (!parts_.empty()) made.name += "." + std::to_string(parts_.size() + 1);
  if (append_) made.lines = count_lines(made.name);
  made.file.open(made.name, std::ios::binary | (append_ ? std::ios::app : std::ios::trunc));
  if (made.lines == 0 && !header.empty()) {
    made.file << header << '\n';
    made.lines = 1 + static_cast<std::size_t>(std::ranges::count(header, '\n'));
  }
  if (!made.file) {
    auto const error = failed(made.name);
    return error.error();
  }
  parts_.push_back(std::move(made));
  return &parts_.back();
}

Result<void> RejectsFile::add(LoadKind const& kind, std::string_view text, std::string_view place,
                              std::string_view reason) {
  auto const found = part(kind.header);
  if (!found) return found.error();
  auto& part = **found;
  part.file << text << '\n';
  reasons_ << part.name << ':' << part.lines + 1 << '\t' << place << '\t' << reason << '\n';
  part.lines += 1 + static_cast<std::size_t>(std::ranges::count(text, '\n'));
  ++added_;
  // Before the load says that it is past them.
  if (!part.file.flush()) return failed(part.name);
  if (!reasons_.flush()) return failed(name_ + ".reasons");
  return {};
}

}  // namespace dragoman
