#include <algorithm>
#include <iostream>
#include <memory>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "coder/actors/dictionary.h"
#include "coder/coder.h"
#include "coder/evaluation/categories.h"
#include "coder/evaluation/scorer.h"
#include "server/commands/commands.h"
#include "server/gold_file.h"
#include "server/serve_options.h"

namespace dragoman {
namespace {

struct EvaluateOptions {
  std::string gold;
  bool errors = false;
  bool all_types = false;
  bool date_within = false;
  CoderOptions coder;
};

/// Of sentences that say nothing of theirs.
constexpr Day kSomeDay = std::chrono::sys_days{std::chrono::year{2000} / 1 / 1};

std::vector<EventType> types_to_show(GoldFile const& gold, bool all) {
  std::vector<EventType> out(kCoreEventTypes.begin(), kCoreEventTypes.end());
  std::vector<EventType> others;
  for (auto const& document : gold.documents)
    for (auto const& event : document.events)
      if (std::find(out.begin(), out.end(), event.type) == out.end() &&
          std::find(others.begin(), others.end(), event.type) == others.end())
        others.push_back(event.type);
  std::sort(others.begin(), others.end(), [](EventType a, EventType b) { return to_string(a) < to_string(b); });
  if (all) out.insert(out.end(), others.begin(), others.end());
  return out;
}

void print_fault(std::string const& article, ScoreFault const& fault) {
  std::cout << fmt::format("{} {} {}: {} ({}) {}\n", fault.missed ? "missed" : "wrong ", article, to_string(fault.type),
                           fmt::join(fault.actors, "; "), fault.date ? to_string(*fault.date) : "no date",
                           fault.sentence);
}

void print_row(std::string_view name, Counts const& counts) {
  std::cout << fmt::format("  {:18} {:6.3f} {:6.3f} {:6.3f} {:4} {:4} {:4}\n", name, counts.precision(),
                           counts.recall(), counts.f1(), counts.right, counts.wrong, counts.missed);
}

void score_events(Coder const& coder, GoldFile const& gold, ActorDictionary const& dictionary,
                  EvaluateOptions const& options) {
  NameRules const names(dictionary);
  Scorer scorer(names, options.date_within);
  auto const types = types_to_show(gold, options.all_types);
  for (auto const& document : gold.documents) {
    auto const faults = scorer.add(document.events, found_events(coder.code(document.article)));
    for (auto const& fault : faults)
      if (options.errors && std::find(types.begin(), types.end(), fault.type) != types.end())
        print_fault(document.article.id, fault);
  }
  constexpr std::pair<Strictness, std::string_view> kTables[] = {{Strictness::kSentences, "lenient"},
                                                                 {Strictness::kParticipants, "participants"},
                                                                 {Strictness::kDates, "part+date"}};
  for (auto const& [strictness, name] : kTables) {
    std::cout << fmt::format("\n{:20} {:>6} {:>6} {:>6}   tp   fp   fn\n", name, "P", "R", "F1");
    for (auto const type : types) print_row(to_string(type), scorer.counts(strictness, type));
    Counts sum;
    for (auto const type : kCoreEventTypes) sum += scorer.counts(strictness, type);
    print_row("MICRO (core)", sum);
  }
}

void score_categories(Coder const& coder, GoldFile const& gold, EvaluateOptions const& options) {
  CategoryScorer scorer;
  for (auto const& document : gold.documents) {
    auto article = document.article;
    if (!article.published) article.published = kSomeDay;
    auto const found = found_categories(coder.code(article));
    scorer.add(document.categories, found);
    if (options.errors && found != document.categories) {
      std::cout << fmt::format("{}: {}, found {}: {}\n", article.id, fmt::join(document.categories, " "),
                               found.empty() ? "nothing" : fmt::format("{}", fmt::join(found, " ")), article.text);
    }
  }
  std::cout << fmt::format("\n{:20} {:>6} {:>6} {:>6}   tp   fp   fn\n", "category", "P", "R", "F1");
  for (auto const& [category, counts] : scorer.labelled()) print_row(category, counts);
  print_row("MICRO", scorer.micro());
  std::cout << fmt::format("  macro F1 {:.3f}, sentences with an event {:.3f}, found in other categories {}\n",
                           scorer.macro_f1(), scorer.covered(), scorer.outside());
}

int evaluate(EvaluateOptions const& options) {
  std::ios::sync_with_stdio(false);
  std::size_t bad = 0;
  auto const gold = read_gold(options.gold, [&](std::string const& place, std::string const& why) {
    ++bad;
    std::cerr << place << ": " << why << '\n';
  });
  if (!gold) return fail(gold.error());
  // A score over a part of the labels would look like one over all of them.
  if (bad != 0) return fail(invalid_argument(fmt::format("{}: {} lines are no labelled articles.", options.gold, bad)));
  if (gold->documents.empty()) return fail(invalid_argument(options.gold + ": No labelled articles."));
  auto const coder = Coder::load(options.coder);
  if (!coder) return fail(coder.error());
  std::cout << fmt::format("{} {}\n", gold->documents.size(), gold->by_category ? "sentences" : "articles");
  if (gold->by_category) {
    score_categories(**coder, *gold, options);
  } else {
    // The built-in names alone, so that what counts as the same name does not depend on what is evaluated.
    auto const dictionary = ActorDictionary::load(built_in_dictionary());
    if (!dictionary) return fail(dictionary.error());
    score_events(**coder, *gold, *dictionary, options);
  }
  if (!std::cout.flush()) return fail({ErrorCode::kNoSpace, "Cannot write to standard output."});
  return kExitDone;
}

}  // namespace

void add_evaluate_command(CLI::App& app, int& exit_code) {
  auto const options = std::make_shared<EvaluateOptions>();
  auto* const command = app.add_subcommand("evaluate", "Score the event coder on labelled articles");
  command
      ->add_option("GOLD", options->gold,
                   "Articles with their events, one JSON object a line (docs/coder.md); plain, gzip or zstd")
      ->required();
  command->add_flag("--errors", options->errors, "Also list what was missed and what was wrongly found");
  command->add_flag("--all-types", options->all_types, "Also the types that are not core types");
  command->add_flag("--date-within", options->date_within, "A day inside a labelled span is its date");
  add_coder_flags(*command, options->coder);
  command->callback([options, &exit_code] { exit_code = evaluate(*options); });
}

}  // namespace dragoman
