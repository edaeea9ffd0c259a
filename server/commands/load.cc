#include <iostream>
#include <memory>
#include <vector>

#include <fmt/format.h>
#include <unistd.h>

#include "server/article_format.h"
#include "server/article_sink.h"
#include "server/commands/commands.h"
#include "server/commands/place.h"
#include "server/input_file.h"
#include "server/load_report.h"

namespace dragoman {
namespace {

struct LoadOptions {
  std::vector<std::string> files;
  bool events = false;
  Place place;
  CoderOptions coder;
  KnowledgeBaseOptions knowledge;
};

/// Bytes read so far, on a terminal only.
class Progress {
 public:
  explicit Progress(std::string name) : name_(std::move(name)), shown_(isatty(STDERR_FILENO) != 0) {}
  ~Progress() {
    if (shown_) std::cerr << "\r\x1b[K";
  }
  Progress(Progress const&) = delete;
  Progress& operator=(Progress const&) = delete;

  void add(std::size_t bytes) {
    bytes_ += bytes;
    constexpr double kMega = 1e6;
    if (shown_) std::cerr << fmt::format("\r{}: {:.1f} MB", name_, static_cast<double>(bytes_) / kMega) << std::flush;
  }

 private:
  std::string name_;
  bool shown_;
  std::size_t bytes_ = 0;
};

struct LoadedFile {
  LoadReport report;
  bool events = false;  // not articles
};

/// A CSV file, as far as its name tells.
bool is_csv(std::string_view name) {
  for (std::string_view const packed : {".gz", ".zst"})
    if (name.ends_with(packed)) name.remove_suffix(packed.size());
  return name.ends_with(".csv");
}

Result<LoadedFile> load_file(std::string const& name, bool events, ArticleSink& sink) {
  auto file = open_input(name);
  if (!file) return file.error();
  auto head = (*file)->read();
  if (!head) return head.error();
  Progress progress(input_name(name));
  auto format = detect_format(*head);
  events = events || format == ArticleFormat::kTabs;
  if (events && format == ArticleFormat::kLines && is_csv(name)) format = ArticleFormat::kCommas;
  auto const source = [&]() -> Result<std::string> {
    auto piece = head->empty() ? (*file)->read() : Result<std::string>(std::exchange(*head, {}));
    if (piece) progress.add(piece->size());
    return piece;
  };
  auto const reply = sink.post(events ? "events" : "articles", content_type_of(format), source);
  if (!reply) return reply.error();
  return LoadedFile{read_load_report(input_name(name), *reply), events};
}

std::string summary(LoadReport const& report, bool events) {
  if (events) {
    return fmt::format("{} events: {} stored, {} told by more reports, {} already known, {} rejected, {} failed",
                       report.received, report.stored, report.merged, report.duplicate, report.rejected, report.failed);
  }
  return fmt::format("{} articles: {} stored, {} replaced, {} already known, {} rejected, {} failed", report.received,
                     report.stored, report.replaced, report.duplicate, report.rejected, report.failed);
}

int load(LoadOptions const& options) {
  auto server = server_of(options.place);
  if (!server) return fail(server.error());
  auto sink = options.place.data.empty() ? make_remote_sink(std::move(*server))
                                         : make_local_sink(options.place.data, options.coder, options.knowledge);
  if (!sink) return fail(sink.error());
  LoadReport articles;
  LoadReport events;
  bool all_read = true;
  for (auto const& name : options.files) {
    auto const loaded = load_file(name, options.events, **sink);
    if (!loaded) {
      fail(loaded.error());
      all_read = false;
      continue;
    }
    auto const& report = loaded->report;
    std::cerr << report.rejects;
    std::cout << input_name(name) << ": " << summary(report, loaded->events) << std::endl;
    auto& sum = loaded->events ? events : articles;
    sum += report;
    sum.rejects.clear();
  }
  if (options.files.size() > 1) {
    if (articles.received != 0) std::cout << "total: " << summary(articles, false) << std::endl;
    if (events.received != 0) std::cout << "total: " << summary(events, true) << std::endl;
  }
  auto total = articles;
  total += events;
  if (!all_read || total.refused || total.failed != 0) return kExitFailed;
  return total.rejected == 0 ? kExitDone : kExitSomeRejected;
}

}  // namespace

void add_load_command(CLI::App& app, int& exit_code) {
  auto const options = std::make_shared<LoadOptions>();
  auto* const command =
      app.add_subcommand("load", "Send files of articles or coded events to a server or into a database");
  command
      ->add_option("FILE", options->files,
                   "NDJSON, a JSON array or one JSON article; or a table of coded events, tab separated (ICEWS, GDELT, "
                   "POLECAT, or date, source, CAMEO code or name, target); plain, gzip or zstd; - is standard input")
      ->required();
  command->add_flag("--events", options->events, "NDJSON and CSV files hold coded events, not articles");
  add_place_flags(*command, options->place);
  add_coder_flags(*command, options->coder);
  command->callback([options, &exit_code] { exit_code = load(*options); });
}

}  // namespace dragoman
