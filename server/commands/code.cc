#include <algorithm>
#include <iostream>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "api/article_input.h"
#include "api/coded_json.h"
#include "api/item_splitter.h"
#include "api/text_check.h"
#include "coder/coder.h"
#include "server/article_format.h"
#include "server/commands/commands.h"
#include "server/input_file.h"
#include "server/ordered_pipeline.h"
#include "server/serve_options.h"

namespace dragoman {
namespace {

struct CodeOptions {
  std::vector<std::string> files;
  std::string published;
  unsigned threads = 0;
  bool explain = false;
  CoderOptions coder;
};

class Coding {
 public:
  Coding(Coder const& coder, CodeOptions const& options)
      : coder_(coder),
        options_(options),
        published_(parse_day(options.published)),
        pipeline_(threads(options), [](std::string const& text) {
          if (!text.empty()) std::cout << text << std::flush;
        }) {}

  Result<void> read(std::string const& name) {
    auto file = open_input(name);
    if (!file) return file.error();
    auto head = (*file)->read();
    if (!head) return head.error();
    auto const base = std::string_view(name).substr(name.rfind('/') + 1);
    bool const is_text = base.ends_with(".txt") || base.ends_with(".txt.gz") || base.ends_with(".txt.zst");
    if (is_text) return read_text(name, **file, std::move(*head));
    auto const format = detect_format(*head);
    if (format == ArticleFormat::kObject) return read_object(name, **file, std::move(*head));
    return read_items(name, **file, std::move(*head), format);
  }

  /// The exit code.
  int finish() {
    pipeline_.finish();
    return rejected_ == 0 ? kExitDone : kExitSomeRejected;
  }

 private:
  static std::size_t threads(CodeOptions const& options) {
    return options.threads != 0 ? options.threads : std::max(1U, std::thread::hardware_concurrency());
  }

  Result<void> read_items(std::string const& name, InputFile& file, std::string piece, ArticleFormat format) {
    bool const lines = format != ArticleFormat::kArray;
    auto const splitter = lines ? make_line_splitter(kMostBytes) : make_array_splitter(kMostBytes);
    auto const sink = [&](Item const& item) {
      auto const place = input_name(name) + (lines ? ":" : ": item ") + std::to_string(item.number);
      if (item.too_long) {
        reject(place, "Longer than the " + std::to_string(kMostBytes) + " bytes allowed.");
      } else {
        add(place, std::string(item.text));
      }
    };
    bool well_formed = true;
    while (well_formed && !piece.empty()) {
      well_formed = splitter->feed(piece, sink);
      auto next = file.read();
      if (!next) return next.error();
      piece = std::move(*next);
    }
    if (well_formed) well_formed = splitter->finish(sink);
    if (!well_formed) reject(input_name(name), splitter->broken());
    return {};
  }

  Result<void> read_object(std::string const& name, InputFile& file, std::string head) {
    auto whole = read_whole(name, file, std::move(head));
    if (!whole) return whole.error();
    add(input_name(name), std::move(*whole));
    return {};
  }

  Result<void> read_text(std::string const& name, InputFile& file, std::string head) {
    auto whole = read_whole(name, file, std::move(head));
    if (!whole) return whole.error();
    if (auto const bad = invalid_utf8_at(*whole)) {
      reject(input_name(name), "Not UTF-8 at byte " + std::to_string(*bad) + ".");
      return {};
    }
    auto const base = name.substr(name.rfind('/') + 1);
    Article article{.id = base.substr(0, base.find(".txt")), .text = std::move(*whole), .published = published_};
    pipeline_.add([this, article = std::move(article)] { return code(article); });
    return {};
  }

  static Result<std::string> read_whole(std::string const& name, InputFile& file, std::string text) {
    while (true) {
      auto piece = file.read();
      if (!piece) return piece;
      if (piece->empty()) return text;
      text += *piece;
      if (text.size() > kMostBytes) {
        return invalid_argument(input_name(name) + ": Longer than the " + std::to_string(kMostBytes) +
                                " bytes allowed for one article.");
      }
    }
  }

  void add(std::string place, std::string json) {
    pipeline_.add([this, place = std::move(place), json = std::move(json)]() -> std::string {
      auto article = read_article(json, {.text_characters = kMostBytes});
      if (!article) {
        auto const& error = article.error();
        reject(place, error.field.empty() ? error.detail : error.field + ": " + error.detail);
        return {};
      }
      if (!article->published) article->published = published_;
      return code(*article);
    });
  }

  std::string code(Article const& article) const {
    if (options_.explain) return coder_.explain(article);
    return coded_json(article, coder_.code(article)) + "\n";
  }

  void reject(std::string const& place, std::string const& why) {
    std::lock_guard const lock(mutex_);
    ++rejected_;
    std::cerr << place << ": " << why << '\n';
  }

  static constexpr std::size_t kMostBytes = std::size_t{16} << 20U;

  Coder const& coder_;
  CodeOptions const& options_;
  std::optional<Day> const published_;
  std::mutex mutex_;
  std::size_t rejected_ = 0;  // guarded by mutex_
  OrderedPipeline pipeline_;  // last: its threads use the rest
};

int code_files(CodeOptions const& options) {
  std::ios::sync_with_stdio(false);
  std::cerr.tie(nullptr);  // a refusal on one thread must not flush what another is writing to std::cout
  if (!options.published.empty() && !parse_day(options.published)) {
    return fail(invalid_argument("--published: '" + options.published + "' is not a date (YYYY-MM-DD)."));
  }
  auto const coder = Coder::load(options.coder);
  if (!coder) return fail(coder.error());
  Coding coding(**coder, options);
  bool all_read = true;
  for (auto const& name : options.files) {
    auto const read = coding.read(name);
    if (read) continue;
    fail(read.error());
    all_read = false;
  }
  auto const finished = coding.finish();
  if (!std::cout.flush()) return fail({ErrorCode::kNoSpace, "Cannot write to standard output."});
  return all_read ? finished : kExitFailed;
}

}  // namespace

void add_code_command(CLI::App& app, int& exit_code) {
  auto const options = std::make_shared<CodeOptions>();
  options->files = {"-"};
  auto* const command = app.add_subcommand("code", "Code articles to events, one line of JSON each, without a server");
  command->add_option("FILE", options->files,
                      "Articles (NDJSON or a JSON array) or plain text (.txt); - is standard input");
  command->add_option("--published", options->published, "Publication date of articles that do not say theirs")
      ->type_name("YYYY-MM-DD");
  command->add_option("--threads", options->threads, "0: as many as cores")->check(CLI::Range(0U, 1024U));
  command->add_flag("--explain", options->explain, "Show what the coder saw instead");
  add_coder_flags(*command, options->coder);
  command->callback([options, &exit_code] { exit_code = code_files(*options); });
}

}  // namespace dragoman
