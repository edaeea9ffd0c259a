#include "server/describe/command_tree.h"

#include "graph/ontology.h"

namespace dragoman {
namespace {

constexpr int kStatuses = 4;

/// Values that the help can not list where it names the type only.
std::vector<std::string> words_of_type(std::string const& type) {
  std::vector<std::string> words;
  if (type == "TYPE") {
    words.emplace_back("any");
    for (std::size_t i = 0; i < kEventTypeCount; ++i) words.emplace_back(to_string(static_cast<EventType>(i)));
  } else if (type == "STATUS") {
    words.emplace_back("any");
    for (int i = 0; i < kStatuses; ++i) words.emplace_back(to_string(static_cast<EventStatus>(i)));
  } else if (type == "ORDER") {
    words = {"newest", "oldest"};
  }
  return words;
}

/// "a", "b" of "TEXT:{a,b}".
std::vector<std::string> words_in_braces(std::string const& type) {
  std::vector<std::string> words;
  auto const open = type.find('{');
  auto const close = type.find('}');
  if (open == std::string::npos || close == std::string::npos) return words;
  for (auto begin = open + 1; begin < close;) {
    auto const end = std::min(type.find(',', begin), close);
    words.push_back(type.substr(begin, end - begin));
    begin = end + 1;
  }
  return words;
}

ValueKind kind_of(std::string const& name) {
  if (name == "FILE") return ValueKind::kFile;
  return name == "DIR" ? ValueKind::kDirectory : ValueKind::kAnything;
}

FlagDescription describe_flag(CLI::Option const& option) {
  FlagDescription flag;
  for (auto const& name : option.get_snames()) flag.names.push_back("-" + name);
  for (auto const& name : option.get_lnames()) flag.names.push_back("--" + name);
  flag.help = option.get_description();
  flag.variable = option.get_envname();
  if (option.get_items_expected_max() == 0) return flag;
  auto const type = option.get_type_name();
  flag.default_value = option.get_default_str();
  // What comes behind the name says what is allowed; only in this one it does not.
  flag.value_name = type == "HOST:PORT" ? type : type.substr(0, type.find_first_of(":{[ "));
  flag.words = words_of_type(type);
  if (flag.words.empty()) flag.words = words_in_braces(type);
  flag.value = flag.words.empty() ? kind_of(flag.value_name) : ValueKind::kWords;
  return flag;
}

ArgumentDescription describe_argument(CLI::Option const& option) {
  auto const label = option.get_name(true);
  return {label, option.get_description(), option.get_required(), option.get_items_expected_max() > 1, kind_of(label)};
}

CommandDescription describe_below(CLI::App const& app, std::string const& parent) {
  CommandDescription command{.name = app.get_name(),
                             .path = parent + app.get_name(),
                             .help = app.get_description(),
                             .footer = app.get_footer()};
  for (auto const* const option : app.get_options()) {
    if (option->get_positional()) {
      command.arguments.push_back(describe_argument(*option));
    } else if (!option->get_group().empty()) {
      command.flags.push_back(describe_flag(*option));
    }
  }
  for (auto const* const child : app.get_subcommands([](CLI::App const*) { return true; })) {
    if (!child->get_group().empty()) command.commands.push_back(describe_below(*child, command.path + "/"));
  }
  return command;
}

void flatten(CommandDescription const& command, std::vector<CommandDescription const*>& all) {
  all.push_back(&command);
  for (auto const& child : command.commands) flatten(child, all);
}

}  // namespace

CommandDescription describe(CLI::App const& app) { return describe_below(app, {}); }

std::vector<CommandDescription const*> flattened(CommandDescription const& command) {
  std::vector<CommandDescription const*> all;
  flatten(command, all);
  return all;
}

}  // namespace dragoman
