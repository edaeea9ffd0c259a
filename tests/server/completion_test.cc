// Completion scripts and the manual page say what the help says.

#include <gmock/gmock.h>

#include <cstdlib>
#include <regex>
#include <set>
#include <sstream>

#include <unistd.h>

#include "support.h"

namespace dragoman::test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::IsSupersetOf;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

std::string help_of(std::vector<std::string> command) {
  command.emplace_back("--help");
  return run_dragoman(command).out;
}

/// What the help of a command lists, at the beginning of its lines.
std::set<std::string> listed(std::string const& help, std::string const& pattern) {
  std::set<std::string> found;
  std::regex const line("\n  (?:-[A-Za-z],)?(" + pattern + ")");
  for (auto it = std::sregex_iterator(help.begin(), help.end(), line); it != std::sregex_iterator(); ++it)
    found.insert((*it)[1]);
  return found;
}

void add_commands_below(std::vector<std::string> const& command, std::vector<std::vector<std::string>>& all) {
  all.push_back(command);
  auto const help = help_of(command);
  auto const below = help.find("\nSubcommands:");
  if (below == help.npos) return;
  auto const end = help.find("\n\n", below + 1);  // examples may follow
  for (auto const& name : listed(help.substr(below, end - below), "[a-z-]+")) {
    auto child = command;
    child.push_back(name);
    add_commands_below(child, all);
  }
}

/// Every command that the help knows, from the root on.
std::vector<std::vector<std::string>> const& commands() {
  static auto const kAll = [] {
    std::vector<std::vector<std::string>> all;
    add_commands_below({}, all);
    return all;
  }();
  return kAll;
}

bool there_is(std::string const& tool) {
  for (auto const* const folder : {"/usr/bin/", "/bin/", "/usr/local/bin/"})
    if (::access((folder + tool).c_str(), X_OK) == 0) return true;
  return false;
}

/// Tools are there where it counts: scripts/install-deps.sh test.
#define NEED_TOOL(tool)                                                                              \
  if (!there_is(tool)) {                                                                             \
    if (std::getenv("CI") != nullptr) FAIL() << tool << " is missing: scripts/install-deps.sh test"; \
    GTEST_SKIP() << tool << " is not installed";                                                     \
  }

std::string run_shell(std::string const& shell, std::string const& script) {
  ScratchDirectory const scratch;
  write_file(scratch / "script", script);
  Process process({"/usr/bin/env", shell, scratch / "script"}, scratch / "out");
  EXPECT_EQ(process.wait(), 0) << process.errors();
  EXPECT_EQ(process.errors(), "");
  return process.output();
}

std::set<std::string> words_of(std::string const& text) {
  std::set<std::string> words;
  std::istringstream in(text);
  for (std::string word; in >> word;) words.insert(word);
  return words;
}

TEST(ManPage, HasEveryCommandAndEveryFlagOfTheHelp) {
  auto page = run_dragoman({"man-page"}).out;
  page = std::regex_replace(page, std::regex(R"(\\-)"), "-");
  std::size_t flags = 0;
  for (auto const& command : commands()) {
    auto const help = help_of(command);
    // From where its section begins to the next.
    std::string path = "dragoman";
    for (auto const& word : command) path += " " + word;
    bool const has_section = help.find("\nSubcommands:") == help.npos;
    auto const begin = has_section ? page.find(".SS \\fB" + path + "\\fR") : 0;
    ASSERT_NE(begin, page.npos) << path;
    auto const section = page.substr(begin, has_section ? page.find("\n.S", begin) - begin : page.npos);
    for (auto const& flag : listed(help, "--[a-z-]+")) {
      EXPECT_THAT(section, HasSubstr("\\fB" + flag + "\\fR")) << path;
      ++flags;
    }
  }
  EXPECT_GT(flags, 100U);
}

TEST(ManPage, TheseTestsFindTheCommands) {
  EXPECT_THAT(commands(), ::testing::IsSupersetOf(std::vector<std::vector<std::string>>{
                              {"serve"}, {"load"}, {"query", "met"}, {"query", "article"}, {"verify"}}));
}

TEST(ManPage, IsSoundRoff) {
  NEED_TOOL("groff");
  ScratchDirectory const scratch;
  write_file(scratch / "page", run_dragoman({"man-page"}).out);
  EXPECT_EQ(run_shell("sh", "groff -man -ww -Tutf8 -z '" + (scratch / "page") + "' 2>&1"), "");
  EXPECT_THAT(run_shell("sh", "groff -man -Tascii -rLL=78n -P-cbou '" + (scratch / "page") + "'"),
              AllOf(HasSubstr("DRAGOMAN(1)"), HasSubstr("--min-evidence N"), HasSubstr("127.0.0.1:8080")));
}

/// What bash offers for the last word of the line.
std::set<std::string> bash_offers(std::string const& line) {
  return words_of(run_shell("bash", run_dragoman({"completion", "bash"}).out + "\nCOMP_WORDS=(" + line +
                                        ")\nCOMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n_dragoman\n"
                                        "printf '%s\\n' \"${COMPREPLY[@]}\""));
}

TEST(Completion, BashOffersCommandsFlagsAndValues) {
  auto const help = help_of({});
  EXPECT_EQ(bash_offers("dragoman ''"), listed(help.substr(help.find("Subcommands:")), "[a-z-]+"));
  EXPECT_THAT(bash_offers("dragoman query me"), UnorderedElementsAre("met", "meetings"));
  for (auto const& command : commands()) {
    std::string line = "dragoman ";
    for (auto const& word : command) line += word + " ";
    EXPECT_THAT(bash_offers(line + "--"), IsSupersetOf(listed(help_of(command), "--[a-z-]+"))) << line;
  }
  EXPECT_THAT(bash_offers("dragoman query met Lavrov --type vi"), UnorderedElementsAre("visit"));
  EXPECT_THAT(bash_offers("dragoman query met Lavrov --type = vi"), UnorderedElementsAre("visit"));
  EXPECT_THAT(bash_offers("dragoman query met --format ''"), UnorderedElementsAre("table", "json", "csv"));
  EXPECT_THAT(bash_offers("dragoman query met --limit ''"), IsEmpty());
  ScratchDirectory const scratch;
  write_file(scratch / "articles.ndjson", "");
  EXPECT_THAT(bash_offers("dragoman load " + (scratch / "art")), UnorderedElementsAre(scratch / "articles.ndjson"));
  EXPECT_THAT(bash_offers("dragoman serve --data " + scratch.path().string()),
              UnorderedElementsAre(scratch.path().string()));
}

TEST(Completion, FishOffersCommandsFlagsAndValues) {
  NEED_TOOL("fish");
  ScratchDirectory const scratch;
  write_file(scratch / "dragoman.fish", run_dragoman({"completion", "fish"}).out);
  auto const offers = [&](std::string const& line) {
    auto const text = run_shell("sh", "cd '" + scratch.path().string() + "' && HOME=\"$PWD\" fish --no-config -c " +
                                          "'source dragoman.fish; complete -C \"" + line + "\"'");
    std::set<std::string> found;
    std::istringstream in(text);
    for (std::string row; std::getline(in, row);) found.insert(row.substr(0, row.find('\t')));
    return found;
  };
  auto const help = help_of({});
  EXPECT_EQ(offers("dragoman "), listed(help.substr(help.find("Subcommands:")), "[a-z-]+"));
  EXPECT_THAT(offers("dragoman query met Lavrov --"), IsSupersetOf(listed(help_of({"query", "met"}), "--[a-z-]+")));
  EXPECT_THAT(offers("dragoman query met --type vi"), UnorderedElementsAre("visit"));
  EXPECT_THAT(offers("dragoman load drag"), UnorderedElementsAre("dragoman.fish"));
}

TEST(Completion, ZshOffersCommandsFlagsAndValues) {
  NEED_TOOL("zsh");
  ScratchDirectory const scratch;
  write_file(scratch / "_dragoman", run_dragoman({"completion", "zsh"}).out);
  auto const folder = scratch.path().string();
  // A shell on a terminal of its own completes a line, and notes what it would offer.
  write_file(scratch / "inner", "PS1=; fpath=('" + folder + "' $fpath)\nautoload -Uz compinit; compinit -u -D\n" +
                                    "compadd() {\n  local -a found\n  builtin compadd -O found \"$@\"\n" +
                                    "  print -rl -- $found >>'" + folder + "/offers'\n  builtin compadd \"$@\"\n}\n" +
                                    "complete-and-say() { zle complete-word; print over }\nzle -N complete-and-say\n" +
                                    "LISTMAX=10000; COLUMNS=200\nbindkey '^I' complete-and-say\nprint ready\n");
  auto const offers = [&](std::string const& line) {
    write_file(scratch / "offers", "");
    run_shell("zsh", "zmodload zsh/zpty\nzpty inner zsh -f -i\nzpty -w inner 'source \"" + (scratch / "inner") +
                         "\"'\nzpty -r inner seen '*ready*'\nzpty -n -w inner '" + line + "'$'\\t'\n" +
                         "zpty -r inner seen '*over*'\nzpty -d inner\n");
    return words_of(read_file(scratch / "offers"));
  };
  auto const help = help_of({});
  EXPECT_THAT(offers("dragoman "), IsSupersetOf(listed(help.substr(help.find("Subcommands:")), "[a-z-]+")));
  EXPECT_THAT(offers("dragoman query met Lavrov --type vi"), UnorderedElementsAre("visit"));
  EXPECT_THAT(offers("dragoman query met --"), IsSupersetOf(listed(help_of({"query", "met"}), "--[a-z-]+")));
}

TEST(Completion, HiddenFromTheHelp) {
  EXPECT_THAT(help_of({}), Not(HasSubstr("completion")));
  EXPECT_EQ(run_dragoman({"completion", "powershell"}).code, 2);
}

}  // namespace
}  // namespace dragoman::test
