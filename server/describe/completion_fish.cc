#include <fmt/format.h>
#include <fmt/ranges.h>

#include "server/describe/completion.h"

namespace dragoman {
namespace {

constexpr auto kHead = R"(# fish completion for dragoman: made by `dragoman completion fish`
function __dragoman_at
  set -l path dragoman
  for word in (commandline -opc)[2..-1]
    switch $path/$word
      case {}
        set path $path/$word
    end
  end
  test $path = $argv[1]
end
complete -c dragoman -f
)";

/// Between single quotes of fish, which know \' and \\.
std::string quoted(std::string const& text) {
  std::string out = "'";
  for (auto const c : text) {
    if (c == '\'' || c == '\\') out += '\\';
    out += c;
  }
  return out + "'";
}

std::string value_of(FlagDescription const& flag) {
  switch (flag.value) {
    case ValueKind::kNone: return {};
    case ValueKind::kFile: return " -r -F";
    case ValueKind::kDirectory: return " -x -a '(__fish_complete_directories)'";
    case ValueKind::kWords: return fmt::format(" -x -a {}", quoted(fmt::format("{}", fmt::join(flag.words, " "))));
    case ValueKind::kAnything: return " -x";
  }
  return {};
}

}  // namespace

std::string fish_completion(CommandDescription const& root) {
  auto const all = flattened(root);
  std::vector<std::string> paths;
  for (auto const* const command : all)
    if (command != &root) paths.push_back(command->path);
  auto script = fmt::format(kHead, fmt::join(paths, " "));
  for (auto const* const command : all) {
    auto const where = fmt::format("complete -c dragoman -n '__dragoman_at {}'", command->path);
    for (auto const& child : command->commands)
      script += fmt::format("{} -a {} -d {}\n", where, child.name, quoted(child.help));
    for (auto const& flag : command->flags) {
      std::string names;
      for (auto const& name : flag.names)
        names += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
      script += fmt::format("{}{}{} -d {}\n", where, names, value_of(flag), quoted(flag.help));
    }
    for (auto const& argument : command->arguments) {
      if (argument.value == ValueKind::kFile) script += where + " -F\n";
      if (argument.value == ValueKind::kDirectory) script += where + " -a '(__fish_complete_directories)'\n";
    }
  }
  return script;
}

}  // namespace dragoman
