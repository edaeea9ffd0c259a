#include "coder/frames/frame_file.h"

#include <array>
#include <optional>

namespace dragoman {

namespace {

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (std::size_t from = 0; from <= text.size();) {
    auto const to = std::min(text.find(separator, from), text.size());
    if (to > from) parts.push_back(text.substr(from, to - from));
    from = to + 1;
  }
  return parts;
}

std::vector<std::string_view> words(std::string_view line) {
  std::vector<std::string_view> out;
  for (auto const part : split(line, ' '))
    for (auto const word : split(part, '\t')) out.push_back(word);
  return out;
}

std::optional<PredicateKind> parse_predicate_kind(std::string_view text) {
  if (text == "verb") return PredicateKind::kVerb;
  if (text == "noun") return PredicateKind::kNoun;
  if (text == "adj") return PredicateKind::kAdjective;
  return std::nullopt;
}

constexpr std::array<std::pair<std::string_view, PathStep::Kind>, 23> kSteps{{
    {"subj", PathStep::Kind::kSubject},      {"obj", PathStep::Kind::kObject},
    {"iobj", PathStep::Kind::kIndirect},     {"poss", PathStep::Kind::kPossessor},
    {"comp", PathStep::Kind::kCompound},     {"adj", PathStep::Kind::kAdjective},
    {"xcomp", PathStep::Kind::kXcomp},       {"inf", PathStep::Kind::kInfinitive},
    {"ccomp", PathStep::Kind::kCcomp},       {"said", PathStep::Kind::kReported},
    {"head", PathStep::Kind::kHead},         {"upsubj", PathStep::Kind::kUpSubject},
    {"appos", PathStep::Kind::kApposition},  {"aux", PathStep::Kind::kAuxiliary},
    {"prt", PathStep::Kind::kParticle},      {"here", PathStep::Kind::kHere},
    {"any", PathStep::Kind::kAny},           {"verb", PathStep::Kind::kVerb},
    {"speaker", PathStep::Kind::kSpeaker},   {"author", PathStep::Kind::kAuthor},
    {"person", PathStep::Kind::kPersonOnly}, {"state", PathStep::Kind::kStateOnly},
    {"home", PathStep::Kind::kHome},
}};

bool is_preposition(std::string_view word) {
  static constexpr std::string_view kWords[] = {
      "with",   "to",      "from",    "of",   "by",    "between", "among",   "against", "for",       "in",
      "at",     "on",      "over",    "into", "about", "via",     "under",   "after",   "before",    "during",
      "toward", "towards", "through", "as",   "upon",  "behind",  "without", "despite", "alongside", "including",
      "than",   "across",  "off",     "onto", "out",   "near",    "outside", "along"};
  for (auto const known : kWords)
    if (known == word) return true;
  return false;
}

}  // namespace

/// Reads line by line; throws nothing, reports the first fault.
class FrameParser {
 public:
  explicit FrameParser(std::string_view name) : name_(name) {}

  Result<FrameFile> parse(std::string_view text) {
    for (line_ = 1; !text.empty(); ++line_) {
      auto const end = text.find('\n');
      auto line = text.substr(0, end);
      text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
      line = line.substr(0, line.find('#'));
      auto const parts = words(line);
      if (parts.empty()) continue;
      auto const read = parts[0] == "set"         ? set(parts)
                        : parts[0] == "status"    ? status(parts)
                        : parts[0] == "intention" ? stances(parts, out_.intentions_)
                        : parts[0] == "refusal"   ? stances(parts, out_.refusals_)
                                                  : frame(line, parts);
      if (!read) return invalid_argument(name_ + ", line " + std::to_string(line_) + ": " + read.error().message);
    }
    return std::move(out_);
  }

 private:
  using Words = std::vector<std::string_view>;

  static Error fault(std::string_view what, std::string_view value) {
    return invalid_argument(std::string(what) + " '" + std::string(value) + "'");
  }

  Result<void> set(Words const& parts) {
    if (parts.size() < 4 || parts[2] != "=") return invalid_argument("a set is written: set name = lemma lemma …");
    auto const [it, fresh] = sets_.emplace(parts[1], std::unordered_set<std::string>{});
    if (!fresh) return fault("there is a set already called", parts[1]);
    for (std::size_t i = 3; i < parts.size(); ++i)
      if (auto const added = add_lemmas(parts[i], it->second); !added) return added;
    return {};
  }

  Result<void> add_lemmas(std::string_view text, std::unordered_set<std::string>& out) const {
    for (auto const word : split(text, '|')) {
      if (word.front() != '@') {
        out.emplace(word);
        continue;
      }
      auto const it = sets_.find(std::string(word.substr(1)));
      if (it == sets_.end()) return fault("unknown set", word);
      if (&it->second != &out) out.insert(it->second.begin(), it->second.end());
    }
    return {};
  }

  Result<void> status(Words const& parts) {
    if (parts.size() < 5 || parts[3] != "=")
      return invalid_argument("status words are written: status planned verb = lemma …");
    auto const status = parse_event_status(parts[1]);
    auto const kind = parse_predicate_kind(parts[2]);
    if (!status) return fault("unknown status", parts[1]);
    if (!kind) return fault("neither verb, noun nor adj:", parts[2]);
    std::unordered_set<std::string> lemmas;
    for (std::size_t i = 4; i < parts.size(); ++i)
      if (auto const added = add_lemmas(parts[i], lemmas); !added) return added;
    for (auto const& lemma : lemmas)
      out_.status_words_.insert(std::to_string(static_cast<int>(*status)) + std::to_string(static_cast<int>(*kind)) +
                                lemma);
    return {};
  }

  /// intention 07=033 08=035
  static Result<void> stances(Words const& parts, FrameFile::Stances& out) {
    for (std::size_t i = 1; i < parts.size(); ++i) {
      auto const equals = std::min(parts[i].find('='), parts[i].size());
      auto const* deed = find_cameo(parts[i].substr(0, equals));
      auto const* stance = find_cameo(parts[i].substr(std::min(equals + 1, parts[i].size())));
      if (deed == nullptr || stance == nullptr) return fault("not two CAMEO codes, as 07=033:", parts[i]);
      out[std::string(deed->code)] = stance;
    }
    return {};
  }

  Result<Path> path(std::string_view text) const {
    Path out;
    for (auto const step : split(text, '.')) {
      std::optional<PathStep> found;
      for (auto const& [word, kind] : kSteps)
        if (word == step) found = PathStep{kind, {}};
      if (!found && is_preposition(step)) found = PathStep{PathStep::Kind::kPreposition, std::string(step)};
      if (!found) return fault("unknown step", step);
      out.push_back(*found);
    }
    if (out.empty()) return invalid_argument("an empty path");
    return out;
  }

  Result<std::vector<Path>> paths(std::string_view text, char separator) const {
    std::vector<Path> out;
    for (auto const part : split(text, separator)) {
      auto one = path(part);
      if (!one) return one.error();
      out.push_back(std::move(*one));
    }
    return out;
  }

  Result<void> frame(std::string_view line, Words const& parts) {
    if (parts.size() < 4) return invalid_argument("a frame needs a type, a CAMEO code, a predicate and slots");
    Frame frame{.line = line_, .text = std::string(line)};
    auto const type = parse_event_type(parts[0]);
    if (!type) return fault("unknown event type", parts[0]);
    frame.type = *type;
    if (find_cameo(parts[1]) == nullptr) return fault("unknown CAMEO code", parts[1]);
    frame.cameo = std::string(parts[1]);
    auto const colon = parts[2].find(':');
    auto const kind = parse_predicate_kind(parts[2].substr(0, colon));
    if (!kind || colon == std::string_view::npos) return fault("a predicate is verb:…, noun:… or adj:…, not", parts[2]);
    frame.predicate = *kind;
    std::unordered_set<std::string> lemmas;
    if (auto const added = add_lemmas(parts[2].substr(colon + 1), lemmas); !added) return added;
    if (lemmas.empty()) return fault("no lemma in", parts[2]);
    for (std::size_t i = 3; i < parts.size(); ++i)
      if (auto const read = option(parts[i], frame); !read) return read;
    auto const index = static_cast<std::uint32_t>(out_.frames_.size());
    for (auto const& lemma : lemmas) out_.by_lemma_[lemma].push_back(index);
    out_.frames_.push_back(std::move(frame));
    return {};
  }

  Result<void> option(std::string_view text, Frame& frame) const {
    if (text.front() == '+' || text.front() == '-') {
      auto const colon = text.find(':');
      auto way = path(text.substr(1, colon == std::string_view::npos ? colon : colon - 1));
      if (!way) return way.error();
      FrameCondition condition{.path = std::move(*way), .lemmas = {}, .wanted = text.front() == '+'};
      if (colon != std::string_view::npos)
        if (auto const added = add_lemmas(text.substr(colon + 1), condition.lemmas); !added) return added;
      frame.conditions.push_back(std::move(condition));
      return {};
    }
    auto const equals = text.find('=');
    auto const key = text.substr(0, equals);
    auto const value = equals == std::string_view::npos ? std::string_view{} : text.substr(equals + 1);
    if (key == "source" || key == "target") {
      auto const all = value.find(';') != std::string_view::npos;
      auto read = paths(value, all ? ';' : ',');
      if (!read) return read.error();
      (key == "source" ? frame.source : frame.target) = {std::move(*read), all};
    } else if (key == "place") {
      auto read = paths(value, ',');
      if (!read) return read.error();
      frame.place = std::move(*read);
    } else if (key == "full") {
      frame.full = true;
    } else if (key == "alone") {
      frame.alone = true;
    } else if (key == "agent") {
      frame.agent = true;
    } else if (auto const status = parse_event_status(text)) {
      frame.status = *status;
    } else {
      return fault("neither slot, condition nor flag:", text);
    }
    return {};
  }

  std::string name_;
  std::size_t line_ = 0;
  std::unordered_map<std::string, std::unordered_set<std::string>> sets_;
  FrameFile out_;
};

Result<FrameFile> FrameFile::parse(std::string_view name, std::string_view text) {
  return FrameParser(name).parse(text);
}

std::vector<std::uint32_t> const* FrameFile::with_lemma(std::string_view lemma) const {
  auto const it = by_lemma_.find(std::string(lemma));
  return it == by_lemma_.end() ? nullptr : &it->second;
}

bool FrameFile::gives_status(EventStatus status, PredicateKind kind, std::string_view lemma) const {
  return status_words_.contains(std::to_string(static_cast<int>(status)) + std::to_string(static_cast<int>(kind)) +
                                std::string(lemma));
}

CameoCode const* FrameFile::stance(Stances const& stances, std::string_view cameo) {
  for (auto length = cameo.size(); length > 1; --length) {
    auto const it = stances.find(std::string(cameo.substr(0, length)));
    if (it != stances.end()) return it->second;
  }
  return nullptr;
}

}  // namespace dragoman
