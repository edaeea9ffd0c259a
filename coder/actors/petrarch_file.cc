#include "coder/actors/petrarch_file.h"

#include <algorithm>
#include <cctype>
#include <unordered_map>

#include "coder/language/utf8.h"

namespace dragoman {

namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v'; }

std::string_view trim(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

bool is_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();)
    if (next_point(text, at) == kBadPoint) return false;
  return true;
}

/// What is written, for a message: short, and fit to print.
std::string quoted(std::string_view text) {
  constexpr std::size_t kMost = 60;
  if (!is_utf8(text)) return "this";
  auto const cut = text.size() <= kMost ? text : text.substr(0, text.substr(0, kMost).find_last_of(" _") + 1);
  return "'" + std::string(cut) + (cut.size() < text.size() ? "…'" : "'");
}

/// Underscores and runs of spaces become single spaces.
std::string spaced(std::string_view name) {
  std::string out;
  for (auto const c : name) {
    if (c != '_' && !is_space(c))
      out += c;
    else if (!out.empty() && out.back() != ' ')
      out += ' ';
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::optional<Day> read_date(std::string_view digits) {
  if ((digits.size() != 6 && digits.size() != 8) ||
      !std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; }))
    return std::nullopt;
  auto text = std::string(digits);
  if (text.size() == 6) text.insert(0, text.substr(0, 2) > "30" ? "19" : "20");
  text.insert(6, "-").insert(4, "-");
  return parse_day(text);
}

constexpr std::size_t kMostWords = 100;  // of a macro: a short file must not become a huge dictionary

class PetrarchParser {
 public:
  PetrarchFile parse(std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    while (!text.empty()) {
      ++line_;
      auto const end = text.find('\n');
      read_line(text.substr(0, end));
      text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    end_entry();
    return std::move(out_);
  }

 private:
  void fault(std::string reason) {
    out_.faults.push_back({line_, std::move(reason)});
    faulty_ = true;
  }

  void read_line(std::string_view line) {
    line = trim(line.substr(0, line.find_first_of("#;")));
    if (line.empty()) return;
    if (line.front() == '!' && line.find('=') != std::string_view::npos && line.find('[') == std::string_view::npos) {
      read_macro(line);
      return;
    }
    auto const codes_at = std::min(line.find('['), line.size());
    auto const name = trim(line.substr(0, codes_at));
    if (name.starts_with('+')) {
      if (open_)
        add_names(name.substr(1));
      else
        fault("a synonym without an entry above it");
    } else if (!name.empty()) {
      end_entry();
      open_ = true;
      faulty_ = false;
      entry_ = {.line = line_};
      add_names(name);
    }
    read_codes(line.substr(codes_at));
  }

  void read_macro(std::string_view line) {
    auto const end = line.find('!', 1);
    auto const equals = line.find('=');
    if (end == std::string_view::npos || end > equals || end == 1) {
      fault("a macro is written !NAME! = WORD, WORD");
      return;
    }
    std::vector<std::string> words;
    for (auto rest = line.substr(equals + 1); !rest.empty();) {
      auto const comma = std::min(rest.find(','), rest.size());
      auto const word = trim(rest.substr(0, comma));
      if (words.size() == kMostWords) return fault("a macro of more than " + std::to_string(kMostWords) + " words");
      if (!word.empty()) words.emplace_back(word);
      rest.remove_prefix(std::min(rest.size(), comma + 1));
    }
    // Names with it must not vanish without a word.
    if (words.empty()) return fault("a macro that stands for nothing");
    macros_[std::string(line.substr(1, end - 1))] = std::move(words);
  }

  void add_names(std::string_view written) {
    auto const brace = written.find('{');
    auto const name = trim(written.substr(0, brace));
    add_name(name);
    if (brace == std::string_view::npos) return;
    auto plurals = written.substr(brace + 1);
    if (auto const end = plurals.find('}'); end == plurals.size() - 1 && !plurals.empty()) {
      plurals.remove_suffix(1);
    } else {
      fault("a { without its }");
      return;
    }
    while (!plurals.empty()) {
      auto const cut = std::min(plurals.find_first_of("/,"), plurals.size());
      if (!trim(plurals.substr(0, cut)).empty()) add_name(plurals.substr(0, cut));
      plurals.remove_prefix(std::min(plurals.size(), cut + 1));
    }
  }

  void add_name(std::string_view written) {
    if (!is_utf8(written)) return fault("the name is not UTF-8");
    if (auto const odd = written.find_first_of("[]{}"); odd != std::string_view::npos)
      return fault(std::string("a name with a '") + written[odd] + "': " + quoted(written));
    auto const mark = written.find('!');
    auto const end = mark == std::string_view::npos ? mark : written.find('!', mark + 1);
    if (end == std::string_view::npos) {
      if (auto name = spaced(written); !name.empty())
        entry_.names.push_back(std::move(name));
      else
        fault("a name without a letter");
      return;
    }
    auto const macro = macros_.find(std::string(written.substr(mark + 1, end - mark - 1)));
    if (macro == macros_.end()) return fault("an unknown macro in " + quoted(written));
    for (auto const& word : macro->second) {
      auto name = spaced(std::string(written.substr(0, mark)) + word + std::string(written.substr(end + 1)));
      // One macro a name: what a macro stands for is taken as it is.
      if (name.empty() || name.find('!') != std::string::npos)
        return fault("more than one macro in " + quoted(written));
      entry_.names.push_back(std::move(name));
    }
  }

  void read_codes(std::string_view codes) {
    while (!(codes = trim(codes)).empty()) {
      auto const end = codes.find(']');
      if (codes.front() != '[' || end == std::string_view::npos) {
        fault(codes.front() == '[' ? "a [ without its ]" : quoted(codes) + " after a code");
        return;
      }
      read_code(trim(codes.substr(1, end - 1)));
      codes.remove_prefix(end + 1);
    }
  }

  void read_code(std::string_view text) {
    if (!open_) return fault("a code without an entry above it");
    auto const space = std::min(text.find_first_of(" \t"), text.size());
    auto letters = text.substr(0, space);
    auto restriction = std::string(text.substr(space));
    std::erase_if(restriction, is_space);
    PetrarchCode code;
    if (letters.find('~') != std::string_view::npos) {
      entry_.agent = true;
      if (letters.front() == '~')
        letters.remove_prefix(1);
      else if (letters.back() == '~')
        letters.remove_suffix(1);
    }
    if (letters != "---") {
      auto const fits = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); };
      if (letters.empty() || letters.size() % 3 != 0 || !std::all_of(letters.begin(), letters.end(), fits))
        return fault(quoted(letters) + " is no row of three-letter codes");
      code.code = letters;
    }
    if (!restriction.empty() && !restrict(code, restriction)) return;
    entry_.codes.push_back(std::move(code));
  }

  /// False when a fault was found.
  bool restrict(PetrarchCode& code, std::string_view text) {
    std::string_view first;
    std::string_view last;
    if (text.front() == '>')
      first = text.substr(1);
    else if (text.front() == '<')
      last = text.substr(1);
    else if (auto const dash = text.find('-'); dash != std::string_view::npos)
      first = text.substr(0, dash), last = text.substr(dash + 1);
    if (first.empty() && last.empty()) {
      fault(quoted(text) + " is none of <DATE, >DATE and DATE-DATE");
      return false;
    }
    for (auto const& [digits, day] : {std::pair{first, &code.from}, std::pair{last, &code.to}}) {
      if (digits.empty() && text.find('-') == std::string_view::npos) continue;
      *day = read_date(digits);
      if (!*day) {
        fault("not a date (YYMMDD or YYYYMMDD): " + quoted(digits));
        return false;
      }
    }
    if (code.from && code.to && *code.to < *code.from) {
      fault("the code ends before it begins: " + quoted(text));
      return false;
    }
    return true;
  }

  void end_entry() {
    if (!open_) return;
    open_ = false;
    if (!entry_.names.empty() && !entry_.codes.empty()) {
      out_.entries.push_back(std::move(entry_));
    } else if (!faulty_) {
      out_.faults.push_back({entry_.line, quoted(entry_.names.front()) + " has no code"});
    }
  }

  PetrarchFile out_;
  std::size_t line_ = 0;
  bool open_ = false;    // entry_ is being read
  bool faulty_ = false;  // a fault of it was told already
  PetrarchEntry entry_;
  std::unordered_map<std::string, std::vector<std::string>> macros_;
};

}  // namespace

PetrarchFile parse_petrarch(std::string_view text) {
  auto file = PetrarchParser().parse(text);
  // An entry's end is found out late.
  std::stable_sort(file.faults.begin(), file.faults.end(),
                   [](PetrarchFault const& a, PetrarchFault const& b) { return a.line < b.line; });
  return file;
}

}  // namespace dragoman
