#include <iostream>
#include <memory>
#include <vector>

#include <fmt/format.h>
#include <unistd.h>

#include "server/article_format.h"
#include "server/article_sink.h"
#include "server/commands/commands.h"
#include "server/input_file.h"
#include "server/load_report.h"

namespace dragoman {
namespace {

struct LoadOptions {
  std::vector<std::string> files;
  std::string server;
  std::string data;
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

Result<LoadReport> load_file(std::string const& name, ArticleSink& sink) {
  auto file = open_input(name);
  if (!file) return file.error();
  auto head = (*file)->read();
  if (!head) return head.error();
  Progress progress(input_name(name));
  auto const format = detect_format(*head);
  auto const source = [&]() -> Result<std::string> {
    auto piece = head->empty() ? (*file)->read() : Result<std::string>(std::exchange(*head, {}));
    if (piece) progress.add(piece->size());
    return piece;
  };
  auto const reply = sink.post(content_type_of(format), source);
  if (!reply) return reply.error();
  return read_load_report(input_name(name), *reply);
}

std::string summary(LoadReport const& report) {
  return fmt::format("{} articles: {} stored, {} replaced, {} already known, {} rejected, {} failed", report.received,
                     report.stored, report.replaced, report.duplicate, report.rejected, report.failed);
}

int load(LoadOptions const& options) {
  auto sink = options.data.empty() ? make_remote_sink(options.server)
                                   : make_local_sink(options.data, options.coder, options.knowledge);
  if (!sink) return fail(sink.error());
  LoadReport total;
  bool all_read = true;
  for (auto const& name : options.files) {
    auto const report = load_file(name, **sink);
    if (!report) {
      fail(report.error());
      all_read = false;
      continue;
    }
    std::cerr << report->rejects;
    std::cout << input_name(name) << ": " << summary(*report) << std::endl;
    total += *report;
    total.rejects.clear();
  }
  if (options.files.size() > 1) std::cout << "total: " << summary(total) << std::endl;
  if (!all_read || total.refused || total.failed != 0) return kExitFailed;
  return total.rejected == 0 ? kExitDone : kExitSomeRejected;
}

}  // namespace

void add_load_command(CLI::App& app, int& exit_code) {
  auto const options = std::make_shared<LoadOptions>();
  options->server = "http://127.0.0.1:8080";
  auto* const command = app.add_subcommand("load", "Send files of articles to a server or into a database");
  command
      ->add_option("FILE", options->files,
                   "NDJSON, a JSON array or one JSON article; plain, gzip or zstd; - is standard input")
      ->required();
  command->add_option("--server", options->server, "The server's URL")
      ->type_name("URL")
      ->envname("DRAGOMAN_SERVER")
      ->capture_default_str();
  command->add_option("--data", options->data, "Instead of a server, this database, which no server has open")
      ->type_name("DIR");
  add_coder_flags(*command, options->coder);
  command->callback([options, &exit_code] { exit_code = load(*options); });
}

}  // namespace dragoman
