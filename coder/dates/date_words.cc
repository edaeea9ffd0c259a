#include "coder/dates/date_words.h"

#include "coder/dates/readers.h"
#include "coder/dates/words.h"

namespace dragoman {

namespace {

using dates::Place;
using dates::Reading;
using dates::Words;

std::optional<Reading> read_date(Place const& place) {
  for (auto const read : {dates::read_name, dates::read_part_of_period, dates::read_relative_date, dates::read_weekday,
                          dates::read_day_of_month, dates::read_month_or_year})
    if (auto const found = read(place)) return found;
  return std::nullopt;
}

/// The preposition belongs to the mention: "earlier on Thursday", "in September", "over the weekend".
std::size_t with_preposition(Words const& words, std::size_t first, std::size_t free_from) {
  auto const take = [&](std::size_t from, std::initializer_list<std::string_view> any) {
    return from > free_from && words.is(from - 1, any) ? from - 1 : from;
  };
  auto const article = take(first, {"the", "this"});
  auto const preposition = take(article, {"on", "in", "at", "during", "over", "since", "by", "until", "till", "from",
                                          "between", "for", "within", "around"});
  if (preposition < article) first = preposition;
  return take(first, {"earlier", "later", "late", "early", "back", "ever"});
}

std::string text_of(Sentence const& sentence, std::size_t first, std::size_t last) {
  std::string text;
  for (auto i = first; i < last; ++i) {
    auto const& token = sentence.tokens[i];
    if (i > first && token.begin > sentence.tokens[i - 1].end) text += ' ';
    text += token.form;
  }
  return text;
}

}  // namespace

std::vector<DateMention> find_dates(Sentence const& sentence, std::optional<Day> published) {
  Words const words(sentence);
  std::vector<DateMention> out;
  std::size_t free_from = 0;  // tokens before belong to earlier mentions
  for (std::size_t at = 0; at < words.size();) {
    auto const found = read_date({words, at, published});
    if (!found) {
      ++at;
      continue;
    }
    auto last = found->last;
    if (found->dated) {
      while (dates::is_part_of_day(words[last])) ++last;
      // "at last year's summit": the preposition is the summit's.
      auto const first = words[last] == "'s" ? at : with_preposition(words, at, free_from);
      DateMention mention{.first = static_cast<std::uint32_t>(first),
                          .last = static_cast<std::uint32_t>(last),
                          .range = found->behind,
                          .future = found->ahead,
                          .from_last = found->from_last,
                          .since = false,
                          .text = text_of(sentence, first, last)};
      for (auto i = first; i < at; ++i) mention.since = mention.since || words[i] == "since";
      if (mention.range == mention.future) mention.future.reset();
      out.push_back(std::move(mention));
    }
    at = free_from = last;
  }
  return out;
}

}  // namespace dragoman
