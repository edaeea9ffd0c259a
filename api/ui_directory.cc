#include "api/ui_directory.h"

#include <algorithm>
#include <cerrno>
#include <string_view>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace dragoman {
namespace {

constexpr std::size_t kMostBytes = std::size_t{64} << 20U;

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(Descriptor const&) = delete;
  Descriptor& operator=(Descriptor const&) = delete;

  int number() const { return number_; }
  bool open() const { return number_ >= 0; }

 private:
  int number_;
};

/// Names of files that a build makes; none of them leads anywhere.
bool is_plain(std::string_view name) {
  return !name.empty() && name.front() != '.' && std::ranges::all_of(name, [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '-' ||
           c == '_';
  });
}

std::optional<std::string> read_all(Descriptor const& file) {
  struct stat about {};
  if (fstat(file.number(), &about) != 0 || !S_ISREG(about.st_mode)) return std::nullopt;
  std::string bytes;
  constexpr std::size_t kPiece = std::size_t{64} << 10U;
  while (bytes.size() <= kMostBytes) {
    auto const before = bytes.size();
    bytes.resize(before + kPiece);
    auto const count = ::read(file.number(), bytes.data() + before, kPiece);
    bytes.resize(before + static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
    if (count == 0) return bytes;
    if (count < 0 && errno != EINTR) return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> read_ui_file(std::string const& directory, std::string const& name) {
  constexpr std::string_view kAssets = "assets/";
  bool const is_asset = name.starts_with(kAssets);
  auto const file_name = is_asset ? name.substr(kAssets.size()) : name;
  if (!is_plain(file_name)) return std::nullopt;
  Descriptor const top(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!top.open()) return std::nullopt;
  Descriptor const folder(
      openat(top.number(), is_asset ? "assets" : ".", O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
  if (!folder.open()) return std::nullopt;
  // Without waiting: what is there may be a pipe.
  Descriptor const file(openat(folder.number(), file_name.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  if (!file.open()) return std::nullopt;
  return read_all(file);
}

}  // namespace dragoman
