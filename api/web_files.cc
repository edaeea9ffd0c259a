#include "api/web_files.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

extern "C" {
#include "web_declarations.inc"
}

namespace dragoman {
namespace {

using Row = std::pair<std::string_view, std::string_view>;  // name, bytes

Row const kRows[] = {
#include "web_table.inc"
};

constexpr std::string_view kCompressed = ".gz";

std::string_view content_type_of(std::string_view name) {
  static constexpr std::array<Row, 4> kTypes = {{{".html", "text/html; charset=utf-8"},
                                                 {".js", "text/javascript; charset=utf-8"},
                                                 {".css", "text/css; charset=utf-8"},
                                                 {".txt", "text/plain; charset=utf-8"}}};
  auto const* const found = std::ranges::find_if(kTypes, [&](Row const& type) { return name.ends_with(type.first); });
  return found == kTypes.end() ? "application/octet-stream" : found->second;
}

/// Assets change their name with their content; pages keep theirs.
std::string_view cache_control_of(std::string_view name) {
  return name.starts_with("assets/") ? "public, max-age=31536000, immutable" : "no-cache";
}

std::map<std::string_view, StaticFile> make_files() {
  std::map<std::string_view, StaticFile> files;
  for (auto const& [name, bytes] : kRows) {
    if (name.ends_with(kCompressed)) {
      files[name.substr(0, name.size() - kCompressed.size())].gzip = bytes;
    } else {
      files[name].plain = bytes;
    }
  }
  for (auto& [name, file] : files) {
    file.content_type = content_type_of(name);
    file.cache_control = cache_control_of(name);
    file.tag = content_tag(file.plain);
  }
  return files;
}

}  // namespace

StaticFile const* web_file(std::string_view name) {
  static auto const files = make_files();
  auto const found = files.find(name);
  return found == files.end() ? nullptr : &found->second;
}

}  // namespace dragoman
