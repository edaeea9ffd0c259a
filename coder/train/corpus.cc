#include "coder/train/corpus.h"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <map>
#include <optional>

#include "coder/language/plain_form.h"
#include "coder/train/mentions.h"

namespace dragoman::train {
namespace {

std::vector<std::string_view> split(std::string_view line, char separator) {
  std::vector<std::string_view> fields;
  while (true) {
    auto const end = line.find(separator);
    fields.push_back(line.substr(0, end));
    if (end == std::string_view::npos) return fields;
    line.remove_prefix(end + 1);
  }
}

Error at(std::string const& path, std::size_t line, std::string const& what) {
  return invalid_argument(path + ":" + std::to_string(line) + ": " + what);
}

std::optional<int> number(std::string_view text) {
  int value = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<Rel> relation(std::string_view name) {
  if (auto const rel = parse_rel(name)) return rel;
  return parse_rel(name.substr(0, name.find(':')));
}

// Every head exists and every way up ends at the one root.
bool is_tree(Sentence const& sentence) {
  auto const n = sentence.tokens.size();
  std::size_t roots = 0;
  for (std::size_t i = 0; i < n; ++i) {
    auto node = static_cast<std::int32_t>(i);
    std::size_t steps = 0;
    while (node != Token::kNoHead) {
      if (static_cast<std::size_t>(node) >= n || ++steps > n) return false;
      node = sentence.tokens[static_cast<std::size_t>(node)].head;
    }
    if (sentence.tokens[i].head == Token::kNoHead) ++roots;
  }
  return roots == 1;
}

std::string_view entity_type(std::string_view name) {
  if (name == "PER" || name == "Person" || name == "person") return "PER";
  if (name == "ORG" || name == "Organisation" || name == "Organization" || name == "organization") return "ORG";
  if (name == "LOC" || name == "Location" || name == "GPE" || name == "place") return "LOC";
  if (name == "MISC" || name == "Nationality" || name == "MilitaryPlatform") return "MISC";
  return {};
}

std::optional<Entity> entity_tag(std::string_view type, bool begin) {
  for (std::size_t i = 1; i < kEntityCount; ++i) {
    auto const name = to_string(static_cast<Entity>(i));
    if (name.substr(2) == type && (name.front() == 'B') == begin) return static_cast<Entity>(i);
  }
  return std::nullopt;
}

}  // namespace

Result<std::vector<Example>> read_conllu(std::string const& path) {
  std::ifstream file(path);
  if (!file) return invalid_argument(path + ": cannot be opened");
  std::vector<Example> examples;
  Example current;
  std::vector<std::string> mentions;
  bool entities_known = false;
  std::size_t line_number = 0;
  auto const finish = [&]() -> bool {
    if (current.gold.tokens.empty()) return true;
    if (!is_tree(current.gold)) return false;
    current.has_tree = true;
    if (entities_known) {
      mark_named_mentions(mentions, current.gold);
      current.has_entities = true;
    }
    examples.push_back(std::move(current));
    current = {};
    mentions.clear();
    return true;
  };
  std::string line;
  while (std::getline(file, line)) {
    ++line_number;
    if (line.ends_with('\r')) line.pop_back();
    if (line.empty()) {
      if (!finish()) return at(path, line_number, "the sentence before this line is not a tree with one root");
      continue;
    }
    if (line.front() == '#') {
      constexpr std::string_view kText = "# text = ";
      if (line.starts_with(kText)) current.text = line.substr(kText.size());
      if (line.starts_with("# global.Entity")) entities_known = true;
      continue;
    }
    auto const fields = split(line, '\t');
    if (fields.size() != 10)
      return at(path, line_number, "a token line has 10 fields, this one " + std::to_string(fields.size()));
    if (fields[0].find_first_of("-.") != std::string_view::npos) continue;
    auto const head = number(fields[6]);
    auto const tag = parse_tag(fields[4]);
    auto const rel = relation(fields[7]);
    if (number(fields[0]) != static_cast<int>(current.gold.tokens.size()) + 1)
      return at(path, line_number, "token ids do not count up from 1");
    if (!head || *head < 0) return at(path, line_number, "the head is not a number");
    if (!tag) return at(path, line_number, "unknown tag " + std::string(fields[4]));
    if (!rel) return at(path, line_number, "unknown relation " + std::string(fields[7]));
    Token token;
    token.form = plain_form(fields[1]);
    token.lemma = fields[2];
    token.tag = *tag;
    token.rel = *rel;
    token.head = *head - 1;
    current.gold.tokens.push_back(std::move(token));
    std::string mention;
    for (auto const item : split(fields[9], '|')) {
      if (item.starts_with("Entity=")) mention = item.substr(7);
    }
    mentions.push_back(std::move(mention));
  }
  if (!finish()) return at(path, line_number, "the last sentence is not a tree with one root");
  return examples;
}

Result<std::vector<Example>> read_entities(std::string const& path) {
  std::ifstream file(path);
  if (!file) return invalid_argument(path + ": cannot be opened");
  std::vector<Example> examples;
  Example current;
  std::string open;
  bool whole_mentions = false;
  auto const finish = [&] {
    open.clear();
    if (current.gold.tokens.empty()) return;
    current.has_entities = true;
    if (whole_mentions) keep_names(current.gold);
    examples.push_back(std::move(current));
    current = {};
  };
  std::string line;
  for (std::size_t line_number = 1; std::getline(file, line); ++line_number) {
    if (line.ends_with('\r')) line.pop_back();
    if (line.empty()) {
      finish();
      continue;
    }
    // A lone "#" may be a token.
    if (line.starts_with("# ") && line.find('=') != std::string::npos) continue;
    auto const fields = split(line, line.find('\t') != std::string::npos ? '\t' : ' ');
    auto const column = fields.size() > 2 ? std::size_t{1} : std::size_t{0};
    if (fields.size() < 2) return at(path, line_number, "an entity line has at least two fields");
    auto const label = fields[column + 1];
    Token token;
    token.form = plain_form(fields[column]);
    std::string type;
    if (label.size() > 2 && label[1] == '-') type = entity_type(label.substr(2));
    // The scheme of re3d, which marks pronouns, articles and titles too.
    if (label.size() > 2 && label.substr(2) == "Organisation") whole_mentions = true;
    if (!type.empty()) token.entity = *entity_tag(type, label.front() == 'B' || type != open);
    open = type;
    current.gold.tokens.push_back(std::move(token));
  }
  finish();
  return examples;
}

void agree_on_places(std::vector<Example>& examples) {
  std::map<std::string, std::pair<int, int>> seen;  // as organisation, as place
  auto const each_name = [&examples](auto const& visit) {
    for (auto& example : examples) {
      auto& tokens = example.gold.tokens;
      for (std::size_t i = 0; i < tokens.size(); ++i) {
        auto const begin = tokens[i].entity;
        if (begin != Entity::kBeginOrganisation && begin != Entity::kBeginLocation) continue;
        auto end = i + 1;
        auto name = tokens[i].form;
        while (end < tokens.size() && static_cast<int>(tokens[end].entity) == static_cast<int>(begin) + 1) {
          name += ' ' + tokens[end++].form;
        }
        visit(tokens, i, end, name);
      }
    }
  };
  each_name([&seen](std::vector<Token> const& tokens, std::size_t begin, std::size_t, std::string const& name) {
    auto& [organisation, place] = seen[name];
    ++(tokens[begin].entity == Entity::kBeginLocation ? place : organisation);
  });
  each_name([&seen](std::vector<Token>& tokens, std::size_t begin, std::size_t end, std::string const& name) {
    auto const [organisation, place] = seen[name];
    auto const first = place >= organisation ? Entity::kBeginLocation : Entity::kBeginOrganisation;
    auto const next = place >= organisation ? Entity::kInsideLocation : Entity::kInsideOrganisation;
    for (auto i = begin; i < end; ++i) tokens[i].entity = i == begin ? first : next;
  });
}

}  // namespace dragoman::train
