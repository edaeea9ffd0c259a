#include "coder/actors/spans.h"

#include <algorithm>
#include <cctype>

namespace dragoman {

namespace {

constexpr TokenIndex kLongestName = 9;
constexpr TokenIndex kLongestTitle = 7;

bool is_hyphen(Token const& token) { return token.form == "-"; }

bool all_capitals(std::string_view text) {
  return std::none_of(text.begin(), text.end(),
                      [](char c) { return std::islower(static_cast<unsigned char>(c)) != 0; });
}

/// "Albright will meet Insulza Monday": the day is no part of the name.
bool is_time_word(std::string_view form) {
  static constexpr std::string_view kWords[] = {
      "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",  "Sunday",  "January",  "February", "March",
      "April",  "May",     "June",      "July",     "August", "September", "October", "November", "December"};
  return std::find(std::begin(kWords), std::end(kWords), form) != std::end(kWords);
}

bool is_proper(Token const& token) {
  return (token.tag == Tag::kNNP || token.tag == Tag::kNNPS) && is_capitalised(token) && !is_time_word(token.form);
}

bool begins_person(Token const& token) { return token.entity == Entity::kBeginPerson; }
bool inside_person(Token const& token) { return token.entity == Entity::kInsidePerson; }
bool is_person(Token const& token) { return begins_person(token) || inside_person(token); }

/// Words inside names that are not capitalised: "Ursula von der Leyen", "Osama el-Baz".
bool is_name_particle(std::string_view form) {
  static constexpr std::string_view kParticles[] = {"al",  "el",  "bin", "bint", "ibn", "ben",  "van", "von",
                                                    "der", "den", "de",  "da",   "dos", "do",   "di",  "du",
                                                    "la",  "le",  "ul",  "ur",   "abu", "ould", "y"};
  return std::find(std::begin(kParticles), std::end(kParticles), form) != std::end(kParticles);
}

bool is_title_modifier(std::string_view lower) {
  static constexpr std::string_view kWords[] = {
      "deputy",   "vice", "former", "acting",  "first",     "senior",    "chief",     "top",       "special",
      "outgoing", "then", "ex",     "interim", "incoming",  "caretaker", "permanent", "assistant", "under",
      "visiting", "late", "newly",  "elect",   "designate", "veteran",   "incumbent", "second"};
  return std::find(std::begin(kWords), std::end(kWords), lower) != std::end(kWords);
}

bool changes_office(std::string_view modifier) {
  return modifier != "visiting" && modifier != "incumbent" && modifier != "veteran" && modifier != "top" &&
         modifier != "newly";
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (auto& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

std::optional<NameSpan> known_name(Tree const& tree, ActorDictionary const& dictionary,
                                   std::vector<std::string> const& keys, TokenIndex first) {
  if (!is_capitalised(tree[first]) || !dictionary.starts_name(keys[first])) return std::nullopt;
  std::optional<NameSpan> best;
  std::string key;
  bool capitals = true;
  auto const end = std::min<TokenIndex>(tree.size(), first + kLongestName);
  for (auto at = first; at < end; ++at) {
    key += keys[at];
    if (tree[at].tag == Tag::kPOS) continue;  // "Democratic People's Republic of Korea"
    capitals = capitals && all_capitals(tree[at].form);
    // A name ends in a capital, a digit, or after a hyphen ("Kim Jong-un").
    if (is_hyphen(tree[at]) || (!is_capitalised(tree[at]) && !(at > first && is_hyphen(tree[at - 1])))) continue;
    auto const targets = dictionary.lookup(key);
    if (targets.empty() || (dictionary.needs_capitals(key) && !capitals)) continue;
    best = NameSpan{
        .kind = NameSpan::Kind::kKnown, .first = first, .last = at + 1, .targets = {targets.begin(), targets.end()}};
  }
  return best;
}

/// "minister of mines", "minister of industry and trade": what a minister is of may be more than the titles list.
void add_field(Tree const& tree, ActorDictionary const& dictionary, NameSpan& title) {
  auto const is_field = [&](TokenIndex at) {
    if (at >= tree.size() || !tree.is_noun(at) || is_person(tree[at]) || tree[at].entity == Entity::kBeginLocation)
      return false;
    return dictionary.title(lower(tree[at].form)) == nullptr && dictionary.lookup(name_key(tree[at].form)).empty();
  };
  auto const& name = title.title->name;
  auto const joins = [&](std::string_view word) { return title.last < tree.size() && tree[title.last].form == word; };
  if (name == "minister" && (joins("of") || joins("for")) && is_field(title.last + 1)) {
    title.more = ' ' + tree[title.last].form + ' ' + lower(tree[title.last + 1].form);
    title.last += 2;
  } else if (!name.starts_with("minister of ") && !name.starts_with("minister for ")) {
    return;
  }
  while (joins("and") && is_field(title.last + 1) &&
         is_capitalised(tree[title.last + 1]) == is_capitalised(tree[title.last - 1])) {
    title.more += " and " + lower(tree[title.last + 1].form);
    title.last += 2;
  }
}

std::optional<NameSpan> title_at(Tree const& tree, ActorDictionary const& dictionary, TokenIndex first) {
  std::optional<NameSpan> best;
  std::string words;
  auto const end = std::min<TokenIndex>(tree.size(), first + kLongestTitle);
  for (auto at = first; at < end; ++at) {
    auto const& token = tree[at];
    if (token.tag == Tag::kPOS || token.form == ",") break;
    auto const form = lower(token.form);
    auto const singular = token.tag == Tag::kNNS || token.tag == Tag::kNNPS ? lower(token.lemma) : form;
    auto const joined = [&](std::string_view word) {
      if (words.empty()) return std::string(word);
      return is_hyphen(token) || words.back() == '-' ? words + std::string(word) : words + ' ' + std::string(word);
    };
    auto const* title = dictionary.title(joined(form));
    bool plural = false;
    if (title == nullptr && singular != form) plural = (title = dictionary.title(joined(singular))) != nullptr;
    if (title == nullptr && form.size() > 3 && form.back() == 's')
      plural = (title = dictionary.title(joined(form.substr(0, form.size() - 1)))) != nullptr;
    auto const usable =
        tree.is_noun(at) || (is_capitalised(token) && at + 1 < tree.size() && is_capitalised(tree[at + 1]));
    if (title != nullptr && usable)
      best = NameSpan{.kind = NameSpan::Kind::kTitle,
                      .first = first,
                      .last = at + 1,
                      .targets = {},
                      .title = title,
                      .former = false,
                      .plural = plural};
    words = joined(form);
  }
  if (best) add_field(tree, dictionary, *best);
  return best;
}

std::optional<NameSpan> proper_run(Tree const& tree, ActorDictionary const& dictionary, TokenIndex first) {
  auto const& begin = tree[first];
  auto const starts = is_proper(begin) || (begins_person(begin) && is_capitalised(begin) && begin.tag != Tag::kPRP &&
                                           !is_time_word(begin.form));
  if (!starts) return std::nullopt;
  auto at = first + 1;
  while (at < tree.size()) {
    auto const& token = tree[at];
    if (begins_person(token) && is_person(tree[at - 1])) break;
    if (is_proper(token) || (inside_person(token) && is_capitalised(token))) {
      // "Foreign Minister" inside a run begins a new span; a lone word ("General", "King") may be a name.
      auto const title = title_at(tree, dictionary, at);
      if (title && (!is_person(token) || title->last - title->first > 1)) break;
      ++at;
    } else if (at + 1 < tree.size() && is_hyphen(token) && (is_capitalised(tree[at + 1]) || is_person(tree[at + 1]))) {
      at += 2;
    } else if (at + 1 < tree.size() && is_name_particle(token.form) &&
               (is_proper(tree[at + 1]) || is_hyphen(tree[at + 1]) || is_name_particle(tree[at + 1].form)) &&
               token.tag != Tag::kIN && token.tag != Tag::kDT) {
      ++at;
    } else if (token.form == "." && tree[at - 1].form.size() == 1 && at + 1 < tree.size() && is_proper(tree[at + 1])) {
      ++at;
    } else {
      break;
    }
  }
  while (at > first + 1 && (is_hyphen(tree[at - 1]) || is_name_particle(tree[at - 1].form))) --at;
  return NameSpan{.kind = NameSpan::Kind::kProper, .first = first, .last = at, .targets = {}};
}

bool names_person(NameSpan const& span, ActorDictionary const& dictionary) {
  return std::any_of(span.targets.begin(), span.targets.end(), [&](NameTarget const& target) {
    return dictionary.entry(target.entry).actor.kind == ActorKind::kPerson;
  });
}

/// "Chad Smith": the entity tagger sees a person that reaches beyond the known name. It also takes "Russian Foreign
/// Minister X" for one person, so adjectives and what a title follows stay known names.
bool is_part_of_person(Tree const& tree, ActorDictionary const& dictionary, NameSpan const& span) {
  auto const is_adjective = [](NameTarget const& target) { return target.use == NameUse::kAdjective; };
  if (std::any_of(span.targets.begin(), span.targets.end(), is_adjective)) return false;
  if (span.last < tree.size() && title_at(tree, dictionary, span.last)) return false;
  auto const starts_inside = inside_person(tree[span.first]) && span.first > 0 && is_person(tree[span.first - 1]);
  auto const goes_on = is_person(tree[span.last - 1]) && span.last < tree.size() && inside_person(tree[span.last]);
  return starts_inside || goes_on;
}

}  // namespace

bool is_capitalised(Token const& token) {
  auto const c = static_cast<unsigned char>(token.form.empty() ? '\0' : token.form.front());
  // Outside ASCII, upper-case letters of Latin-1 and Latin Extended come in pairs; telling them apart is the tagger's
  // work.
  return (c >= 'A' && c <= 'Z') ||
         (c >= '0' && c <= '9' && token.form.size() > 1 &&
          std::isupper(static_cast<unsigned char>(token.form.back())) != 0) ||
         c >= 0xC3;
}

std::string span_text(Tree const& tree, TokenIndex first, TokenIndex last) {
  std::string out;
  for (auto at = first; at < last; ++at) {
    if (at > first && tree[at].begin > tree[at - 1].end) out += ' ';
    out += tree[at].form;
  }
  return out;
}

std::vector<NameSpan> find_spans(Tree const& tree, ActorDictionary const& dictionary) {
  std::vector<std::string> keys;
  keys.reserve(tree.size());
  for (auto const& token : tree.sentence().tokens) keys.push_back(name_key(token.form));
  std::vector<NameSpan> out;
  for (TokenIndex at = 0; at < tree.size();) {
    auto span = known_name(tree, dictionary, keys, at);
    auto const run = proper_run(tree, dictionary, at);
    auto title = title_at(tree, dictionary, at);
    // "the ambassador to Germany Ada Berg"
    auto const posted = at > 1 && !out.empty() && out.back().kind == NameSpan::Kind::kTitle &&
                        out.back().last == at - 1 && tree[at - 1].tag == Tag::kIN;
    if (span && !posted && !names_person(*span, dictionary) && run && run->last > span->last &&
        is_part_of_person(tree, dictionary, *span))
      span.reset();
    // A known first name inside a longer personal name is not the known one.
    if (span && names_person(*span, dictionary) && run && run->last > span->last && is_person(tree[span->last]) &&
        inside_person(tree[span->last]))
      span.reset();
    if (title && (!span || title->last >= span->last)) {
      while (title->first > (out.empty() ? 0 : out.back().last)) {
        auto const& before = tree[title->first - 1];
        if (is_hyphen(before) && title->first > 1 && is_title_modifier(lower(tree[title->first - 2].form)))
          --title->first;
        else if (!is_title_modifier(lower(before.form)))
          break;
        title->modified = title->modified || changes_office(lower(before.form));
        title->former = title->former || lower(before.form) == "former" || lower(before.form) == "ex" ||
                        lower(before.form) == "then" || lower(before.form) == "late";
        --title->first;
        if (title->first == 0) break;
      }
      at = title->last;
      out.push_back(std::move(*title));
    } else if (span) {
      at = span->last;
      out.push_back(std::move(*span));
    } else if (run) {
      at = run->last;
      out.push_back(*run);
    } else {
      ++at;
    }
  }
  return out;
}

}  // namespace dragoman
