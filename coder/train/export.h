#pragma once
// The trained network and the lemmas of the treebank as a model file: pruned and quantised.

#include <span>
#include <string>

#include "coder/train/net.h"

namespace dragoman::train {

struct ExportOptions {
  std::size_t words = 40000;  // the most common published vectors; those of words in the training data come on top
  std::string about;          // what it was trained from, for people
};

std::string export_model(Net const& net, Lexicon const& lexicon, std::span<Example const> examples,
                         ExportOptions const& options);

}  // namespace dragoman::train
