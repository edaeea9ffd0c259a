#include <algorithm>

#include <fmt/format.h>

#include "server/serve_options.h"

namespace dragoman {
namespace {

std::string quoted(std::string const& value) {
  bool const plain = !value.empty() && std::ranges::all_of(value, [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '-' ||
           c == '_' || c == '/' || c == ':';
  });
  return plain ? value : "\"" + value + "\"";
}

std::string value_of(std::vector<std::string> const& values) {
  if (values.size() == 1) return quoted(values.front());
  std::string list;
  for (auto const& value : values) list += (list.empty() ? "" : ", ") + quoted(value);
  return "[" + list + "]";
}

}  // namespace

std::string effective_config(CLI::App const& command, ServeOptions const& options) {
  constexpr std::size_t kColumn = 48;
  std::string text =
      "# What 'dragoman serve' works with. Of a flag, the environment, the file and the default, the first counts.\n";
  auto const& flags = command.parse_order();
  for (auto const* const option : command.get_options()) {
    auto const name = option->get_name().substr(2);
    if (name == "help" || name == "print-config" || name == "config") continue;
    std::string source = "default";
    std::string value;
    if (option->count() == 0) {
      bool const is_flag = option->get_items_expected_max() == 0;
      auto const fallback = is_flag ? std::string("false") : option->get_default_str();
      value = fallback.empty() || fallback == "[]" ? "" : quoted(fallback);
    } else {
      value = value_of(option->results());
      if (options.from_file.contains(name)) {
        source = options.config;
      } else if (std::ranges::find(flags, option) != flags.end()) {
        source = "flag";
      } else {
        source = "environment, " + option->get_envname();
      }
    }
    // What has no value cannot be written as a setting.
    auto const line = value.empty() ? "# " + name + " is not set" : name + " = " + value;
    text += fmt::format("{:<{}}  # {}\n", line, kColumn, source);
  }
  return text;
}

}  // namespace dragoman
