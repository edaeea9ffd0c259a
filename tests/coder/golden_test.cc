// Golden sentences: tests/coder/golden/*.txt, format in the README beside them.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include <gtest/gtest.h>

#include "coder/coder.h"

namespace dragoman {
namespace {

struct Case {
  std::string name;
  std::string place;  // file and line
  Article article;
  std::vector<std::string> expected;
};

void PrintTo(Case const& tested, std::ostream* out) { *out << tested.name; }

std::string trim(std::string text) {
  while (!text.empty() && text.back() == ' ') text.pop_back();
  return text.substr(std::min(text.find_first_not_of(' '), text.size()));
}

std::vector<std::string> split(std::string const& text, char separator) {
  std::vector<std::string> parts;
  std::stringstream stream(text);
  for (std::string part; std::getline(stream, part, separator);)
    if (!trim(part).empty()) parts.push_back(trim(part));
  return parts;
}

bool is_symmetric(std::string const& type) {
  return type == "meeting" || type == "negotiation" || type == "phone_call" || type == "agreement";
}

/// "meeting happened 2024-05-14 | A; B |" with the names sorted.
std::string canonical(std::string const& head, std::vector<std::string> sources, std::vector<std::string> targets) {
  if (is_symmetric(head.substr(0, head.find(' ')))) {
    sources.insert(sources.end(), targets.begin(), targets.end());
    targets.clear();
  }
  std::sort(sources.begin(), sources.end());
  std::sort(targets.begin(), targets.end());
  std::string out = head + " |";
  for (auto const& name : sources) out += ' ' + name + ';';
  out += " |";
  for (auto const& name : targets) out += ' ' + name + ';';
  return out;
}

std::string canonical(std::string const& line) {
  auto const first = line.find('|');
  auto const second = line.find('|', first + 1);
  return canonical(trim(line.substr(0, first)), split(line.substr(first + 1, second - first - 1), ';'),
                   split(line.substr(second + 1), ';'));
}

std::string canonical(CodedArticle const& coded, CodedEvent const& event) {
  auto head = std::string(to_string(event.type)) + ' ' + std::string(to_string(event.status)) + ' ';
  if (!event.date)
    head += '-';
  else
    head += event.date->start == event.date->end ? to_string(event.date->start)
                                                 : to_string(event.date->start) + '/' + to_string(event.date->end);
  std::vector<std::string> sources;
  std::vector<std::string> targets;
  for (auto const& participant : event.participants)
    (participant.role == Role::kSource ? sources : targets).push_back(coded.actors[participant.actor].name);
  return canonical(head, sources, targets);
}

std::vector<Case> read_cases() {
  std::vector<std::filesystem::path> files;
  for (auto const& file : std::filesystem::directory_iterator(std::string(DRAGOMAN_SOURCE_DIR) + "/tests/coder/golden"))
    if (file.path().extension() == ".txt") files.push_back(file.path());
  std::sort(files.begin(), files.end());
  std::vector<Case> cases;
  for (auto const& path : files) {
    std::ifstream in(path);
    int number = 0;
    bool open = false;
    for (std::string line; std::getline(in, line);) {
      ++number;
      if (line.empty()) {
        open = false;
        continue;
      }
      if (!open)
        cases.push_back({.name = {},
                         .place = path.filename().string() + ':' + std::to_string(number),
                         .article = {},
                         .expected = {}});
      open = true;
      auto& current = cases.back();
      if (line[0] == '#')
        current.name = line.substr(2);
      else if (line[0] == '@')
        current.article.published = parse_day(trim(line.substr(1)));
      else if (line[0] == '=')
        current.expected.push_back(canonical(trim(line.substr(1))));
      else
        current.article.text += line + '\n';
    }
  }
  return cases;
}

class Golden : public testing::TestWithParam<Case> {
 protected:
  static Coder const& coder() {
    static auto const kCoder = Coder::load({}).value();
    return *kCoder;
  }
};

TEST_P(Golden, HasExactlyTheEventsListed) {
  auto const& golden = GetParam();
  auto const coded = coder().code(golden.article);
  std::multiset<std::string> found;
  for (auto const& event : coded.events) {
    auto const text = canonical(coded, event);
    auto const listed = std::find(golden.expected.begin(), golden.expected.end(), text) != golden.expected.end();
    if (listed || event.type <= EventType::kAccusation) found.insert(text);
  }
  std::multiset<std::string> const expected(golden.expected.begin(), golden.expected.end());
  EXPECT_EQ(found, expected) << golden.place << ": " << golden.name << '\n'
                             << golden.article.text << coder().explain(golden.article);
}

std::string case_name(testing::TestParamInfo<Case> const& tested) {
  auto name = tested.param.place;
  std::replace_if(
      name.begin(), name.end(), [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Sentences, Golden, testing::ValuesIn(read_cases()), case_name);

}  // namespace
}  // namespace dragoman
