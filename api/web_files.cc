#include "api/web_files.h"

#include <algorithm>
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

/// Assets change their name with their content; pages keep theirs.
std::string_view cache_control_of(std::string_view name) {
  return name.find("assets/") != name.npos ? "public, max-age=31536000, immutable" : "no-cache";
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
