#include "coder/train/mentions.h"

#include <algorithm>
#include <map>
#include <set>

#include "coder/language/features.h"

namespace dragoman::train {
namespace {

struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string type;
};

std::vector<Span> read_spans(std::vector<std::string> const& mentions) {
  std::vector<Span> spans;
  std::multimap<std::string, std::pair<std::size_t, std::string>> open;  // id → begin, type
  for (std::size_t i = 0; i < mentions.size(); ++i) {
    std::string_view rest = mentions[i];
    while (!rest.empty()) {
      if (rest.front() == '(') {
        auto const end = std::min(rest.find_first_of("()", 1), rest.size());
        auto const item = rest.substr(1, end - 1);
        auto const dash = std::min(item.find('-'), item.size());
        auto const type = item.substr(std::min(dash + 1, item.size()));
        auto const name = std::string(type.substr(0, type.find('-')));
        if (end < rest.size() && rest[end] == ')') {
          spans.push_back({i, i + 1, name});
          rest.remove_prefix(end + 1);
        } else {
          open.emplace(std::string(item.substr(0, dash)), std::pair{i, name});
          rest.remove_prefix(end);
        }
        continue;
      }
      auto const end = rest.find(')');
      if (end == std::string_view::npos) break;
      auto const [first, last] = open.equal_range(std::string(rest.substr(0, end)));
      if (first != last) {
        auto const latest = std::prev(last);
        spans.push_back({latest->second.first, i + 1, latest->second.second});
        open.erase(latest);
      }
      rest.remove_prefix(end + 1);
    }
  }
  std::stable_sort(spans.begin(), spans.end(),
                   [](Span const& a, Span const& b) { return a.end - a.begin > b.end - b.begin; });
  return spans;
}

bool is_name(Token const& token) { return token.tag == Tag::kNNP || token.tag == Tag::kNNPS; }

// Inside a name like "University of the Arts" or "Al-Zaman".
bool joins_names(Token const& token) {
  auto const form = lower_case(token.form);
  return token.tag == Tag::kHYPH || token.tag == Tag::kPOS || form == "of" || form == "the" || form == "and" ||
         form == "&";
}

bool is_capitalised(Token const& token) {
  auto const c = token.form.front();
  return (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

// Written with a capital where they stand, but no part of a name.
bool is_function_word(Token const& token) {
  static std::set<std::string> const words = {
      "the", "a",   "an",   "i",     "he",    "she",  "it",      "we",   "they", "his",  "her", "our", "their", "its",
      "my",  "you", "this", "these", "those", "that", "another", "both", "all",  "some", "who", "us",  "them"};
  return words.contains(lower_case(token.form));
}

bool is_title(Token const& token) {
  static std::set<std::string> const titles = {
      "minister",       "secretary", "president",    "chancellor", "ambassador", "general",
      "gen.",           "gen",       "col.",         "colonel",    "lt.",        "sgt.",
      "maj.",           "major",     "capt.",        "captain",    "commander",  "advisor",
      "sheikh",         "king",      "prince",       "mr",         "mr.",        "mrs",
      "mrs.",           "ms",        "ms.",          "dr",         "dr.",        "sir",
      "lord",           "spokesman", "spokesperson", "director",   "chairman",   "envoy",
      "representative", "senator",   "premier",      "leader",     "chief",      "governor",
      "mayor",          "judge",     "professor"};
  return titles.contains(lower_case(token.form));
}

}  // namespace

void keep_names(Sentence& sentence) {
  auto& tokens = sentence.tokens;
  for (std::size_t i = 0; i < tokens.size();) {
    auto const first = static_cast<int>(tokens[i].entity);
    if (first == 0) {
      ++i;
      continue;
    }
    auto end = i + 1;
    while (end < tokens.size() && static_cast<int>(tokens[end].entity) == first + 1) ++end;
    auto const next = end;
    auto begin = i;
    while (begin < end && (!is_capitalised(tokens[begin]) || is_function_word(tokens[begin]))) ++begin;
    while (end > begin && !is_capitalised(tokens[end - 1])) --end;
    if (static_cast<Entity>(first) == Entity::kBeginPerson) {
      for (auto j = begin; j < end; ++j) {
        if (is_title(tokens[j])) begin = j + 1;
      }
      while (begin < end && !is_capitalised(tokens[begin])) ++begin;
    }
    for (auto j = i; j < next; ++j) {
      tokens[j].entity = j < begin || j >= end ? Entity::kOutside : static_cast<Entity>(j == begin ? first : first + 1);
    }
    i = next;
  }
}

void mark_named_mentions(std::vector<std::string> const& mentions, Sentence& sentence) {
  auto& tokens = sentence.tokens;
  for (auto const& span : read_spans(mentions)) {
    auto begin_tag = Entity::kBeginMisc;
    if (span.type == "person") begin_tag = Entity::kBeginPerson;
    if (span.type == "organization") begin_tag = Entity::kBeginOrganisation;
    if (span.type == "place") begin_tag = Entity::kBeginLocation;
    if (span.type == "time") continue;
    auto head = span.begin;
    for (auto i = span.begin; i < span.end; ++i) {
      auto const up = tokens[i].head;
      if (up < static_cast<std::int32_t>(span.begin) || up >= static_cast<std::int32_t>(span.end)) {
        head = i;
        break;
      }
    }
    if (!is_name(tokens[head])) continue;
    auto begin = head;
    while (begin > span.begin && (is_name(tokens[begin - 1]) || tokens[begin - 1].tag == Tag::kHYPH)) --begin;
    auto end = head + 1;
    if (begin_tag == Entity::kBeginPerson) {
      while (begin < head && tokens[begin].rel == Rel::kNmodDesc) ++begin;
      while (end < span.end && is_name(tokens[end])) ++end;
    } else {
      // As far as names and their joints go, ending with a name.
      for (auto i = end; i < span.end && (is_name(tokens[i]) || joins_names(tokens[i])); ++i) {
        if (is_name(tokens[i])) end = i + 1;
      }
    }
    auto const taken = std::any_of(tokens.begin() + static_cast<std::ptrdiff_t>(begin),
                                   tokens.begin() + static_cast<std::ptrdiff_t>(end),
                                   [](Token const& token) { return token.entity != Entity::kOutside; });
    if (taken) continue;
    for (auto i = begin; i < end; ++i) {
      tokens[i].entity = i == begin ? begin_tag : static_cast<Entity>(static_cast<int>(begin_tag) + 1);
    }
  }
}

}  // namespace dragoman::train
