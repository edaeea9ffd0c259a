#include <fstream>
#include <iostream>
#include <memory>
#include <sstream>

#include "server/api_keys.h"
#include "server/commands/commands.h"

namespace dragoman {
namespace {

struct NewKeyOptions {
  std::string scope;
  std::string name;  // empty: one is made of the hash
  std::string file;
};

/// A server refuses the whole file for one bad line, so it is looked at before something is added to it.
Result<void> add_to_file(std::string const& name, std::string const& line) {
  std::ostringstream before;
  if (std::ifstream file(name); file) {
    if (file.peek() != std::ifstream::traits_type::eof()) before << file.rdbuf();
    file.close();
  }
  auto const known = before.str();
  auto const last_line_ends = known.empty() || known.ends_with('\n');
  auto const parsed = parse_key_file(known + (last_line_ends ? "" : "\n") + line);
  if (!parsed) return invalid_argument(name + ", " + parsed.error().message);
  std::ofstream file(name, std::ios::app);
  file << (last_line_ends ? "" : "\n") << line << std::endl;
  if (!file) return invalid_argument("Cannot write to the key file " + name + ".");
  return {};
}

int make_key(NewKeyOptions const& options) {
  auto const key = new_key();
  if (!key) return fail(key.error());
  auto const name = options.name.empty() ? "key-" + key_hash_text(*key).substr(0, 8) : options.name;
  auto const line = key_line(name, *parse_scope(options.scope), *key);
  if (!options.file.empty()) {
    if (auto const added = add_to_file(options.file, line); !added) return fail(added.error());
    std::cerr << "The key, shown only now:" << std::endl;
    std::cout << *key << std::endl;
    return kExitDone;
  }
  std::cerr << "The key, shown only now, and the line for the file of --api-keys:" << std::endl;
  std::cout << *key << '\n' << line << std::endl;
  return kExitDone;
}

}  // namespace

void add_keys_command(CLI::App& app, int& exit_code) {
  auto const options = std::make_shared<NewKeyOptions>();
  auto* const command = app.add_subcommand("keys", "API keys: who may use a server");
  command->require_subcommand(1);
  auto* const make = command->add_subcommand("new", "Make a key; only its hash goes into the key file");
  make->add_option("--scope", options->scope, "What it allows; write includes read")
      ->required()
      ->check(CLI::IsMember({"read", "write"}));
  make->add_option("--name", options->name, "Whose it is: letters, digits, '.', '-' and '_'")
      ->check([](std::string const& name) {
        return is_key_name(name) ? std::string() : "a name is one to 64 letters, digits, '.', '-' and '_'";
      });
  make->add_option("--file", options->file, "Add the line to this key file")->type_name("FILE");
  make->callback([options, &exit_code] { exit_code = make_key(*options); });
}

}  // namespace dragoman
