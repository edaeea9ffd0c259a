#include "server/load/loader.h"

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <optional>
#include <utility>

#include "server/input_file.h"
#include "server/load/load_files.h"
#include "server/load/load_piece.h"
#include "server/load/load_progress.h"
#include "server/load/load_state.h"

namespace dragoman {
namespace {

class Loader {
 public:
  Loader(std::string const& argument, LoadFiles files, LoaderOptions const& options, ArticleSink& sink,
         RejectsFile* rejects)
      : files_(std::move(files.files)),
        options_(options),
        sink_(sink),
        rejects_(rejects),
        progress_(input_name(argument), total_bytes(), options.quiet) {
    if (argument == "-") return;
    state_file_ = load_state_file(argument, options);
    if (options.resume) {
      take_up(argument);
    } else {
      remove_state();
      state_file_.clear();
    }
  }

  Loaded run() {
    for (; file_ < files_.size() && going_; ++file_) read_file();
    if (going_) flush();
    progress_.clear();
    if (going_ && whole_) remove_state();
    return {state_.articles, state_.events, going_ && whole_};
  }

 private:
  std::uint64_t total_bytes() const {
    std::uint64_t total = 0;
    for (auto const& file : files_) total += file.bytes;
    return total;
  }

  void remove_state() const {
    std::error_code ignored;
    if (!state_file_.empty()) std::filesystem::remove(state_file_, ignored);
  }

  void tell(std::string const& text) {
    progress_.clear();
    std::cerr << text << '\n';
  }

  /// Goes on where an interrupted load ended, if the files are still those.
  void take_up(std::string const& argument) {
    auto const state = read_load_state(state_file_);
    if (!state) return;
    auto const at = state->files_before;
    bool const same = at < files_.size() && files_[at].path == state->file.path &&
                      files_[at].bytes == state->file.bytes && files_[at].modified == state->file.modified;
    if (!same) return tell(argument + ": changed since its load was interrupted; it is loaded from the start");
    tell(argument + ": going on after " + std::to_string(state->articles.received + state->events.received) +
         " of an interrupted load");
    state_ = *state;
    file_ = at;
    for (std::size_t i = 0; i < at; ++i) bytes_before_ += files_[i].bytes;
  }

  void read_file() {
    auto const& file = files_[file_];
    auto const done = file_ == state_.files_before ? state_.number : 0;
    auto input = open_input(file.path);
    if (!input) return lose_file(input.error());
    auto const read = read_load_items(file, **input, options_.forms, [&](LoadKind const& kind, LoadItem const& item) {
      progress_.at(bytes_before_ + (*input)->bytes_read(), sent_ + piece_items_);
      if (item.number > done || item.number == 0) take(kind, item);
      return going_;
    });
    bytes_before_ += file.bytes;
    if (!read) lose_file(read.error());
  }

  /// The other files are loaded all the same.
  void lose_file(Error const& error) {
    tell("dragoman: " + error.message);
    whole_ = false;
  }

  void take(LoadKind const& kind, LoadItem const& item) {
    if (!item.fault.empty()) {
      // In its turn, so that what the state says is done is all that comes before.
      flush();
      if (!going_) return;
      auto& counts = kind.events ? state_.events : state_.articles;
      ++counts.received;
      ++counts.rejected;
      reject(kind, {file_, item.number, item.is_line}, item.text, item.fault);
      return;
    }
    if (!piece_.takes(kind, options_.piece_bytes)) flush();
    if (!going_) return;
    piece_.add(kind, file_, item, options_.forms.fields);
    ++piece_items_;
  }

  void flush() {
    if (piece_.empty()) return;
    bool sent = false;
    auto const reply =
        sink_.post(piece_.kind().events ? "events" : "articles", piece_.content_type(),
                   [&]() -> Result<std::string> { return std::exchange(sent, true) ? std::string() : piece_.body(); });
    if (!reply) return stop(reply.error().message);
    auto const report = read_load_report(*reply);
    if (!report.refused.empty()) return stop(place_of(piece_.place(0)) + ": " + report.refused);
    if (report.counts.failed != 0) return stop_at_failures(report);
    (piece_.kind().events ? state_.events : state_.articles) += report.counts;
    for (auto const& error : report.errors) {
      auto const item = piece_.item_of(error);
      if (item)
        reject(piece_.kind(), piece_.place(*item), piece_.text(*item), error.reason);
      else
        tell(error.reason);
    }
    if (report.omitted != 0) tell(std::to_string(report.omitted) + " more rejects are not listed");
    sent_ += std::exchange(piece_items_, 0);
    if (going_) remember();
    piece_.clear();
  }

  /// The server could not store some: the piece is not done, and comes again when the load goes on.
  void stop_at_failures(LoadReport const& report) {
    if (state_file_.empty()) (piece_.kind().events ? state_.events : state_.articles) += report.counts;
    constexpr std::size_t kMostTold = 10;
    std::size_t told = 0;
    for (auto const& error : report.errors) {
      if (!error.retry || ++told > kMostTold) continue;
      auto const item = piece_.item_of(error);
      tell((item ? place_of(piece_.place(*item)) + ": " : std::string()) + error.reason);
    }
    stop(std::to_string(report.counts.failed) + " could not be stored.");
  }

  void stop(std::string const& why) {
    tell("dragoman: " + why);
    if (!state_file_.empty() && std::filesystem::exists(state_file_))
      tell("What came before is stored: the same command goes on from there.");
    going_ = false;
  }

  void reject(LoadKind const& kind, LoadPiece::Place const& place, std::string_view text, std::string const& reason) {
    auto const where = place_of(place);
    tell(where + ": " + reason);
    if (rejects_ == nullptr || text.empty()) return;
    if (auto const added = rejects_->add(kind, text, where, reason); !added) stop(added.error().message);
  }

  std::string place_of(LoadPiece::Place const& place) const {
    auto const& name = files_[place.file].name;
    if (place.number == 0) return name;
    return name + (place.is_line ? ":" : ": item ") + std::to_string(place.number);
  }

  void remember() {
    if (state_file_.empty()) return;
    state_.files_before = piece_.last().file;
    state_.file = files_[piece_.last().file];
    state_.number = piece_.last().number;
    auto const written = write_load_state(state_file_, state_);
    if (written) return;
    tell("dragoman: " + written.error().message + " The load goes on; interrupted, it would begin anew (--state DIR).");
    state_file_.clear();
  }

  std::vector<LoadFile> files_;
  LoaderOptions const& options_;
  ArticleSink& sink_;
  RejectsFile* rejects_;
  LoadProgress progress_;
  std::string state_file_;  // empty: none is kept
  LoadState state_;
  std::size_t file_ = 0;
  std::uint64_t bytes_before_ = 0;  // of the files before
  LoadPiece piece_;
  std::uint64_t sent_ = 0;
  std::uint64_t piece_items_ = 0;
  bool going_ = true;  // false: the target takes no more
  bool whole_ = true;  // every file was read to its end
};

}  // namespace

std::string load_state_file(std::string const& argument, LoaderOptions const& options) {
  auto const& forms = options.forms;
  auto const key = options.target + '\n' + (forms.events ? "events\n" : "articles\n") + forms.published + '\n' +
                   forms.publisher + '\n' + forms.fields.text();
  return load_state_file(argument, options.state_directory, key);
}

Loaded load_argument(std::string const& argument, LoaderOptions const& options, ArticleSink& sink,
                     RejectsFile* rejects) {
  auto files = find_load_files(argument);
  if (!files) {
    std::cerr << "dragoman: " << files.error().message << '\n';
    return {.whole = false};
  }
  if (files->passed_over != 0)
    std::cerr << argument << ": " << files->passed_over << " files of other kinds were passed over\n";
  return Loader(argument, std::move(*files), options, sink, rejects).run();
}

}  // namespace dragoman
