#include "coder/evaluation/scorer.h"

#include <algorithm>
#include <functional>

#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "coder/evaluation/matching.h"

namespace dragoman {

namespace {

constexpr double kSharedWords = 0.8;  // of the shorter sentence's: the same sentence, cut or cleaned otherwise
constexpr std::size_t kFewestWords = 3;

using Words = std::vector<std::string>;

Words words_of(std::string const& sentence) {
  auto const text = icu::UnicodeString::fromUTF8(sentence).foldCase();
  Words out;
  std::string word;
  for (std::int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
    auto const c = text.char32At(at);
    if (c == U'_' || (U_GET_GC_MASK(c) & (U_GC_L_MASK | U_GC_N_MASK)) != 0) {
      icu::UnicodeString(c).toUTF8String(word);
    } else if (!word.empty()) {
      out.push_back(std::move(word));
      word.clear();
    }
  }
  if (!word.empty()) out.push_back(std::move(word));
  return out;
}

struct Sentence {
  Words words;
  Words distinct;  // sorted
};

std::vector<Sentence> sentences_of(std::vector<std::string> const& written) {
  std::vector<Sentence> out;
  for (auto const& text : written) {
    Sentence sentence{.words = words_of(text), .distinct = {}};
    if (sentence.words.empty()) continue;
    sentence.distinct = sentence.words;
    std::sort(sentence.distinct.begin(), sentence.distinct.end());
    sentence.distinct.erase(std::unique(sentence.distinct.begin(), sentence.distinct.end()), sentence.distinct.end());
    out.push_back(std::move(sentence));
  }
  return out;
}

bool overlap(std::vector<Sentence> const& some, std::vector<Sentence> const& others) {
  for (auto const& a : some) {
    for (auto const& b : others) {
      if (a.words == b.words) return true;
      auto const shorter = std::min(a.distinct.size(), b.distinct.size());
      Words shared;
      std::set_intersection(a.distinct.begin(), a.distinct.end(), b.distinct.begin(), b.distinct.end(),
                            std::back_inserter(shared));
      if (shorter >= kFewestWords && static_cast<double>(shared.size()) >= kSharedWords * static_cast<double>(shorter))
        return true;
    }
  }
  return false;
}

/// An event ready to be compared. Each actor is all the names it may have; found ones have one each.
struct Comparable {
  std::vector<std::vector<ComparableName>> actors;
  std::vector<ComparableName> optional_actors;
  std::optional<DaySpan> date;
  std::vector<Sentence> sentences;
  std::size_t index = 0;  // in the list it comes from
};

/// Two names of one actor are one actor.
bool is_new(std::vector<std::vector<ComparableName>> const& actors, ComparableName const& name) {
  return std::none_of(actors.begin(), actors.end(), [&](auto const& names) { return names.front() == name; });
}

Comparable comparable(GoldEvent const& event, std::size_t index, NameRules const& rules) {
  Comparable out{.date = event.date, .sentences = sentences_of(event.sentences), .index = index};
  for (auto const& actor : event.actors) {
    auto name = rules.fold(actor.name);
    if (actor.name.empty() || !is_new(out.actors, name)) continue;
    auto& names = out.actors.emplace_back();
    names.push_back(std::move(name));
    for (auto const& alias : actor.aliases) names.push_back(rules.fold(alias));
  }
  for (auto const& name : event.optional_actors) out.optional_actors.push_back(rules.fold(name));
  return out;
}

Comparable comparable(FoundEvent const& event, std::size_t index, NameRules const& rules) {
  Comparable out{.date = event.date, .sentences = sentences_of(event.sentences), .index = index};
  for (auto const& actor : event.actors)
    if (auto name = rules.fold(actor); !actor.empty() && is_new(out.actors, name)) out.actors.push_back({name});
  return out;
}

bool is_one_of(ComparableName const& name, std::vector<ComparableName> const& names) {
  return std::any_of(names.begin(), names.end(), [&](auto const& other) { return NameRules::same(name, other); });
}

/// Every labelled actor is found, and what else is found repeats one of them or is optional.
bool same_actors(Comparable const& found, Comparable const& gold) {
  if (gold.actors.empty() && found.actors.empty()) return gold.optional_actors.empty();
  auto const pairs = maximum_matching(gold.actors.size(), found.actors.size(), [&](std::size_t g, std::size_t f) {
    return is_one_of(found.actors[f].front(), gold.actors[g]);
  });
  auto const paired = std::count_if(pairs.begin(), pairs.end(), [](auto const& pair) { return pair.has_value(); });
  if (static_cast<std::size_t>(paired) < gold.actors.size()) return false;
  for (std::size_t f = 0; f < found.actors.size(); ++f) {
    if (pairs[f]) continue;
    auto const& name = found.actors[f].front();
    if (!is_one_of(name, gold.optional_actors) &&
        std::none_of(gold.actors.begin(), gold.actors.end(), [&](auto const& names) { return is_one_of(name, names); }))
      return false;
  }
  return true;
}

bool same_date(Comparable const& found, Comparable const& gold, bool within) {
  if (!gold.date) return true;
  if (!found.date) return false;
  return *found.date == *gold.date ||
         (within && gold.date->first <= found.date->first && found.date->last <= gold.date->last);
}

struct Pairing {
  std::vector<std::size_t> wrong;   // of those given
  std::vector<std::size_t> missed;  // of those wanted
};

Pairing pair_up(std::vector<Comparable> const& given, std::vector<Comparable> const& wanted,
                std::vector<Comparable> const& optional,
                std::function<bool(Comparable const&, Comparable const&)> const& fits) {
  Pairing out;
  auto const pairs = maximum_matching(given.size(), wanted.size(),
                                      [&](std::size_t g, std::size_t w) { return fits(given[g], wanted[w]); });
  std::vector<bool> paired(given.size(), false);
  for (std::size_t w = 0; w < wanted.size(); ++w) {
    if (pairs[w])
      paired[*pairs[w]] = true;
    else
      out.missed.push_back(w);
  }
  std::vector<std::size_t> rest;
  for (std::size_t g = 0; g < given.size(); ++g)
    if (!paired[g]) rest.push_back(g);
  auto const forgiven = maximum_matching(
      rest.size(), optional.size(), [&](std::size_t r, std::size_t o) { return fits(given[rest[r]], optional[o]); });
  for (auto const& r : forgiven)
    if (r) paired[rest[*r]] = true;
  for (auto const g : rest)
    if (!paired[g]) out.wrong.push_back(g);
  return out;
}

std::string first_of(std::vector<std::string> const& sentences) {
  return sentences.empty() ? std::string() : sentences.front();
}

ScoreFault fault_of(FoundEvent const& event) {
  return {false, event.type, event.actors, event.date, first_of(event.sentences)};
}

ScoreFault fault_of(GoldEvent const& event) {
  ScoreFault out{true, event.type, {}, event.date, first_of(event.sentences)};
  for (auto const& actor : event.actors) out.actors.push_back(actor.name);
  return out;
}

}  // namespace

double Counts::precision() const {
  return right + wrong == 0 ? 0 : static_cast<double>(right) / static_cast<double>(right + wrong);
}

double Counts::recall() const {
  return right + missed == 0 ? 0 : static_cast<double>(right) / static_cast<double>(right + missed);
}

double Counts::f1() const {
  auto const sum = precision() + recall();
  return sum == 0 ? 0 : 2 * precision() * recall() / sum;
}

Counts& Counts::operator+=(Counts const& other) {
  right += other.right;
  wrong += other.wrong;
  missed += other.missed;
  return *this;
}

std::vector<ScoreFault> Scorer::add(std::span<GoldEvent const> gold, std::span<FoundEvent const> found) {
  std::vector<ScoreFault> faults;
  for (std::size_t t = 0; t < kEventTypeCount; ++t) {
    auto const type = static_cast<EventType>(t);
    std::vector<Comparable> wanted;
    std::vector<Comparable> optional;
    std::vector<Comparable> given;
    for (std::size_t i = 0; i < gold.size(); ++i)
      if (gold[i].type == type) (gold[i].optional ? optional : wanted).push_back(comparable(gold[i], i, names_));
    for (std::size_t i = 0; i < found.size(); ++i)
      if (found[i].type == type) given.push_back(comparable(found[i], i, names_));

    for (std::size_t s = 0; s < kStrictnessCount; ++s) {
      auto const strictness = static_cast<Strictness>(s);
      auto const pairing = pair_up(given, wanted, optional, [&](Comparable const& mine, Comparable const& theirs) {
        if (strictness == Strictness::kSentences) return overlap(mine.sentences, theirs.sentences);
        return same_actors(mine, theirs) &&
               (strictness == Strictness::kParticipants || same_date(mine, theirs, date_within_));
      });
      counts_[s][t] += {wanted.size() - pairing.missed.size(), pairing.wrong.size(), pairing.missed.size()};
      if (strictness != Strictness::kParticipants) continue;
      for (auto const i : pairing.wrong) faults.push_back(fault_of(found[given[i].index]));
      for (auto const i : pairing.missed) faults.push_back(fault_of(gold[wanted[i].index]));
    }
  }
  return faults;
}

}  // namespace dragoman
