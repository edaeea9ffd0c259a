#pragma once
// A whole database as it was at one moment, in files that no longer change.

#include <string>
#include <utility>

namespace dragoman {

/// A directory that is removed with this object. Any thread.
class Checkpoint {
 public:
  explicit Checkpoint(std::string directory) : directory_(std::move(directory)) {}
  Checkpoint(Checkpoint const&) = delete;
  Checkpoint& operator=(Checkpoint const&) = delete;
  ~Checkpoint();

  std::string const& directory() const { return directory_; }

 private:
  std::string const directory_;
};

}  // namespace dragoman
