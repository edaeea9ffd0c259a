#pragma once
// A file system of a few MiB that a test may fill. Needs to be root, in a container that may mount.

#include <sys/mount.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>

namespace dragoman::test {

class SmallDisk {
 public:
  /// `at` must not exist yet.
  SmallDisk(std::string at, unsigned mebibytes) : at_(std::move(at)) {
    std::filesystem::create_directories(at_);
    auto const size = "size=" + std::to_string(mebibytes) + "m";
    mounted_ = ::mount("none", at_.c_str(), "tmpfs", 0, size.c_str()) == 0;
  }
  SmallDisk(SmallDisk const&) = delete;
  SmallDisk& operator=(SmallDisk const&) = delete;
  ~SmallDisk() {
    if (mounted_) ::umount2(at_.c_str(), MNT_DETACH);
  }

  /// False: it may not be mounted here; skip the test.
  bool mounted() const { return mounted_; }
  std::string operator/(std::string const& name) const { return at_ + '/' + name; }
  std::uint64_t free() const { return std::filesystem::space(at_).available; }

  /// Lets a file grow until so many bytes are free, or none can be written.
  void fill_up_to(std::uint64_t free_bytes) {
    std::ofstream filler(at_ + "/filler", std::ios::binary | std::ios::app);
    std::string const block(4096, 'f');
    while (filler && free() > free_bytes) filler.write(block.data(), 4096).flush();
  }
  void make_room() { std::filesystem::remove(at_ + "/filler"); }

 private:
  std::string const at_;
  bool mounted_ = false;
};

}  // namespace dragoman::test
