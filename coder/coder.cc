#include "coder/coder.h"

#include <algorithm>
#include <fstream>
#include <iterator>

#include <boost/crc.hpp>

#include "coder/actors/article_actors.h"
#include "coder/actors/dictionary.h"
#include "coder/data/data.h"
#include "coder/events/assembler.h"
#include "coder/explain.h"
#include "coder/frames/frame_file.h"
#include "coder/frames/matcher.h"
#include "coder/language/language.h"

namespace dragoman {

namespace {

Result<std::string> read_file(std::string const& name) {
  std::ifstream in(name, std::ios::binary);
  if (!in) return invalid_argument("cannot read '" + name + "'");
  return std::string(std::istreambuf_iterator<char>(in), {});
}

/// Raise it with every change of the program that codes an article differently; data files count by themselves.
constexpr std::string_view kProgramVersion = "2";
constexpr std::size_t kModelHeaderBytes = 24;  // of a model file: they hold the checksum of the rest

/// "2-9c1185a5-…": the program, then a checksum each of model, frames and dictionary.
std::string version_of(std::string_view model, std::string_view frames, std::vector<DictionaryFile> const& dictionary) {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string out(kProgramVersion);
  auto const append = [&](boost::crc_32_type const& crc) {
    out += '-';
    for (int shift = 28; shift >= 0; shift -= 4) out += kHex[(crc.checksum() >> shift) & 15U];
  };
  for (auto const bytes : {model.substr(0, kModelHeaderBytes), frames}) {
    boost::crc_32_type crc;
    crc.process_bytes(bytes.data(), bytes.size());
    append(crc);
  }
  boost::crc_32_type crc;
  for (auto const& file : dictionary) crc.process_bytes(file.text.data(), file.text.size());
  append(crc);
  return out;
}

/// Code points before each of an ascending list of byte offsets.
class CodePointCounter {
 public:
  explicit CodePointCounter(std::string_view text) : text_(text) {}

  std::uint32_t at(std::size_t byte) {
    if (byte < byte_) byte_ = 0, count_ = 0;
    for (; byte_ < byte; ++byte_)
      if ((static_cast<unsigned char>(text_[byte_]) & 0xC0U) != 0x80U) ++count_;
    return count_;
  }

 private:
  std::string_view text_;
  std::size_t byte_ = 0;
  std::uint32_t count_ = 0;
};

class FrameCoder : public Coder {
 public:
  FrameCoder(std::string version, std::string model, std::unique_ptr<Language const> language,
             ActorDictionary dictionary, FrameFile frames)
      : version_(std::move(version)),
        model_(std::move(model)),
        language_(std::move(language)),
        dictionary_(std::move(dictionary)),
        frames_(std::move(frames)) {}

  std::string version() const override { return version_; }

  std::optional<Actor> known_actor(std::string_view slug) const override {
    auto const found = dictionary_.find(slug);
    return found ? std::optional(dictionary_.entry(*found).actor) : std::nullopt;
  }

  CodedArticle code(Article const& article) const override { return run(article, nullptr); }

  std::string explain(Article const& article) const override {
    Explanation explanation;
    run(article, &explanation);
    return explanation.text();
  }

 private:
  CodedArticle run(Article const& article, Explanation* explanation) const {
    auto const sentences = language_->analyse(article.text);
    std::vector<Tree> trees;
    trees.reserve(sentences.size());
    for (auto const& sentence : sentences) trees.emplace_back(sentence);
    ArticleActors actors(trees, dictionary_, article.published);
    EventAssembler assembler(actors, frames_, article.published);
    for (std::size_t s = 0; s < trees.size(); ++s) {
      auto const matches = match_frames(trees[s], s, frames_, actors);
      actors.note_subjects(s);
      auto const dropped = assembler.add_sentence(trees[s], s, matches);
      if (explanation != nullptr) explanation->add_sentence(article.text, trees[s], actors, s, matches, dropped);
    }
    return finish(article, sentences, actors, assembler.take());
  }

  static CodedArticle finish(Article const& article, std::vector<Sentence> const& sentences,
                             ArticleActors const& actors, std::vector<DraftEvent> const& drafts) {
    CodedArticle out;
    std::vector<std::optional<std::uint32_t>> numbers(actors.actors().size());
    auto const number = [&](LocalActor local) {
      if (!numbers[local]) {
        numbers[local] = static_cast<std::uint32_t>(out.actors.size());
        auto const& info = actors.actors()[local];
        out.actors.push_back(info.actor);
        out.as_named.push_back(info.as_named.find(' ') == std::string::npos ? info.actor.name : info.as_named);
      }
      return *numbers[local];
    };
    CodePointCounter counter(article.text);
    std::vector<CodedEvidence> evidence;
    for (auto const& sentence : sentences)
      evidence.push_back({article.text.substr(sentence.begin, sentence.end - sentence.begin),
                          counter.at(sentence.begin), counter.at(sentence.end)});
    for (auto const& draft : drafts) {
      CodedEvent event{.type = draft.type,
                       .status = draft.status,
                       .cameo = draft.cameo,
                       .date = draft.date,
                       .date_text = draft.date_text};
      for (auto const actor : draft.source) event.participants.push_back({number(actor), Role::kSource});
      for (auto const actor : draft.target) event.participants.push_back({number(actor), Role::kTarget});
      for (auto const s : draft.sentences) event.evidence.push_back(evidence[s]);
      out.events.push_back(std::move(event));
    }
    return out;
  }

  std::string version_;
  std::string model_;  // the bytes that language_ reads, when they are not built in
  std::unique_ptr<Language const> language_;
  ActorDictionary dictionary_;
  FrameFile frames_;
};

}  // namespace

Result<std::unique_ptr<Coder const>> Coder::load(CoderOptions const& options) {
  std::string model;
  if (!options.model_file.empty()) {
    auto read = read_file(options.model_file);
    if (!read) return read.error();
    model = std::move(*read);
  }
  auto const model_bytes = options.model_file.empty() ? data_file("language.model") : std::string_view(model);
  auto language = Language::load(model_bytes);
  if (!language)
    return Error{language.error().code,
                 (options.model_file.empty() ? "" : options.model_file + ": ") + language.error().message};

  std::string frame_text;
  if (!options.frames_file.empty()) {
    auto read = read_file(options.frames_file);
    if (!read) return read.error();
    frame_text = std::move(*read);
  }
  auto const frame_bytes = options.frames_file.empty() ? data_file("frames.txt") : std::string_view(frame_text);
  auto frames = FrameFile::parse(options.frames_file.empty() ? "frames.txt" : options.frames_file, frame_bytes);
  if (!frames) return frames.error();

  auto files = built_in_dictionary();
  std::vector<std::string> texts;
  texts.reserve(options.actor_files.size());
  for (auto const& name : options.actor_files) {
    auto read = read_file(name);
    if (!read) return read.error();
    texts.push_back(std::move(*read));
    files.push_back({name, texts.back(), true});
  }
  auto dictionary = ActorDictionary::load(files, options.skipped_line);
  if (!dictionary) return dictionary.error();
  return std::make_unique<FrameCoder>(version_of(model_bytes, frame_bytes, files), std::move(model),
                                      std::move(*language), std::move(*dictionary), std::move(*frames));
}

}  // namespace dragoman
