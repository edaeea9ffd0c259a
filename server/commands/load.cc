#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include "graph/dates.h"
#include "server/article_sink.h"
#include "server/commands/commands.h"
#include "server/commands/place.h"
#include "server/input_file.h"
#include "server/load/loader.h"

namespace dragoman {
namespace {

struct LoadOptions {
  std::vector<std::string> files;
  std::vector<std::string> maps;
  std::string rejects;
  bool no_resume = false;
  LoaderOptions loader;
  Place place;
  CoderOptions coder;
  KnowledgeBaseOptions knowledge;
};

std::string summary(LoadCounts const& counts, bool events) {
  if (events) {
    return fmt::format("{} events: {} stored, {} told by more reports, {} already known, {} rejected, {} failed",
                       counts.received, counts.stored, counts.merged, counts.duplicate, counts.rejected, counts.failed);
  }
  return fmt::format("{} articles: {} stored, {} replaced, {} already known, {} rejected, {} failed", counts.received,
                     counts.stored, counts.replaced, counts.duplicate, counts.rejected, counts.failed);
}

void print(std::string const& what, LoadCounts const& articles, LoadCounts const& events) {
  if (articles.received != 0 || events.received == 0)
    std::cout << what << ": " << summary(articles, false) << std::endl;
  if (events.received != 0) std::cout << what << ": " << summary(events, true) << std::endl;
}

Result<void> prepare(LoadOptions& options) {
  auto& loader = options.loader;
  for (auto const& map : options.maps)
    if (auto const added = loader.forms.fields.add(map); !added) return added.error();
  if (auto const& day = loader.forms.published; !day.empty() && !parse_day(day))
    return invalid_argument("--published: '" + day + "' is not a date (YYYY-MM-DD).");
  std::error_code ignored;
  loader.target = options.place.data.empty()
                      ? options.place.server
                      : std::filesystem::absolute(options.place.data, ignored).lexically_normal().string();
  loader.resume = !options.no_resume;
  for (auto const& file : options.files) {
    if (!options.rejects.empty() && std::filesystem::equivalent(file, options.rejects, ignored))
      return invalid_argument("--rejects " + options.rejects + " is one of the files to load: name another.");
  }
  return {};
}

/// Nothing when none are to be kept.
Result<std::optional<RejectsFile>> open_rejects(LoadOptions const& options) {
  std::optional<RejectsFile> rejects;
  if (options.rejects.empty()) return rejects;
  bool goes_on = false;
  for (auto const& file : options.files)
    goes_on |= options.loader.resume && std::filesystem::exists(load_state_file(file, options.loader));
  rejects.emplace(options.rejects, goes_on);
  if (auto const opened = rejects->open(); !opened) return opened.error();
  return rejects;
}

int load(LoadOptions& options) {
  if (auto const prepared = prepare(options); !prepared) return fail(prepared.error());
  auto rejects = open_rejects(options);
  if (!rejects) return fail(rejects.error());
  auto server = server_of(options.place);
  if (!server) return fail(server.error());
  auto sink = options.place.data.empty() ? make_remote_sink(std::move(*server))
                                         : make_local_sink(options.place.data, options.coder, options.knowledge);
  if (!sink) return fail(sink.error());
  LoadCounts articles;
  LoadCounts events;
  bool whole = true;
  for (auto const& name : options.files) {
    auto const loaded = load_argument(name, options.loader, **sink, *rejects ? &**rejects : nullptr);
    whole &= loaded.whole;
    articles += loaded.articles;
    events += loaded.events;
    if (loaded.whole || loaded.articles.received + loaded.events.received != 0)
      print(input_name(name), loaded.articles, loaded.events);
  }
  if (options.files.size() > 1) print("total", articles, events);
  if (*rejects && (*rejects)->added() != 0) {
    std::cerr << (*rejects)->added() << " rejected are in " << (*rejects)->name() << ", what is wrong with them in "
              << (*rejects)->name() << ".reasons\n";
  }
  if (!whole || articles.failed + events.failed != 0) return kExitFailed;
  return articles.rejected + events.rejected == 0 ? kExitDone : kExitSomeRejected;
}

}  // namespace

void add_load_command(CLI::App& app, int& exit_code) {
  auto const options = std::make_shared<LoadOptions>();
  auto& loader = options->loader;
  auto* const command =
      app.add_subcommand("load", "Send files of articles or coded events to a server or into a database");
  command
      ->add_option(
          "FILE", options->files,
          "Articles: NDJSON, JSON, a table with a header (CSV, tab separated), plain text (.txt), RSS, Atom or "
          "NITF. Coded events: a table, tab separated (ICEWS, GDELT, POLECAT, or date, source, CAMEO code or "
          "name, target). Plain, gzip or zstd; a directory is all of these in it; - is standard input")
      ->required();
  command->add_flag("--events", loader.forms.events, "NDJSON and CSV files hold coded events, not articles");
  command->add_option("--map", options->maps, "What the files call a field, such as text=article_body (repeatable)")
      ->type_name("FIELD=THEIRS")
      ->expected(1)
      ->take_all()
      ->allow_extra_args(false);
  command->add_option("--published", loader.forms.published, "Date of texts and feed entries that do not say theirs")
      ->type_name("YYYY-MM-DD");
  command->add_option("--publisher", loader.forms.publisher, "The same for their publisher")->type_name("NAME");
  command->add_option("--rejects", options->rejects, "Rejected lines go there, to be mended and loaded again")
      ->type_name("FILE");
  command->add_flag("--no-resume", options->no_resume, "Begin anew, and keep no note of how far the load has come");
  command->add_option("--state", loader.state_directory, "Where that note is, instead of beside the file")
      ->type_name("DIR");
  command->add_option("--piece", loader.piece_bytes, "About how much goes in one request")
      ->transform(CLI::AsSizeValue(false))
      ->check(CLI::PositiveNumber)
      ->default_str("16MB");
  command->add_flag("-q,--quiet", loader.quiet, "No progress on the terminal");
  add_place_flags(*command, options->place);
  add_coder_flags(*command, options->coder);
  command->callback([options, &exit_code] { exit_code = load(*options); });
}

}  // namespace dragoman
