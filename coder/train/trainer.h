#pragma once
// From examples to the bytes of a model.

#include <functional>
#include <span>
#include <string>

#include "coder/train/corpus.h"
#include "coder/train/export.h"
#include "coder/train/net.h"
#include "coder/train/vectors.h"

namespace dragoman::train {

struct TrainOptions {
  NetworkShape shape;
  Dropout dropout;
  std::size_t epochs = 24;
  std::size_t batch_tokens = 600;
  float rate = 0.003F;
  float decay = 0.0001F;
  std::size_t entity_repeats = 2;  // how often an epoch sees the sentences that have entities only
  std::uint64_t seed = 1;
  ExportOptions model;
};

/// Called after every epoch with the losses per token.
using Progress =
    std::function<void(std::size_t epoch, Losses const& losses, std::function<std::string()> const& model)>;

/// The same examples, vectors and options give the same model on the same processor.
std::string train_model(std::span<Example const> examples, Vectors const& vectors, TrainOptions const& options,
                        Progress const& progress);

}  // namespace dragoman::train
