#include "api/tar_writer.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <utility>
#include <vector>

#include <archive.h>
#include <archive_entry.h>

namespace dragoman {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kPiece = std::size_t{64} << 10U;

}  // namespace

struct TarWriter::Work {
  archive* tar = archive_write_new();
  std::vector<fs::path> files;
  std::size_t at = 0;
  std::ifstream file;  // files[at], when `left` says so
  std::uint64_t left = 0;
  bool closed = false;
  std::string out;

  ~Work() { archive_write_free(tar); }

  void must(bool done, fs::path const& file_name) const {
    if (!done) throw std::runtime_error("the file " + file_name.string() + " can not be read");
  }
  void must(la_ssize_t status) const {
    if (status < ARCHIVE_OK) throw std::runtime_error(archive_error_string(tar));
  }

  void begin_file() {
    auto const& path = files[at];
    std::error_code error;
    left = fs::file_size(path, error);
    must(!error, path);
    file = std::ifstream(path, std::ios::binary);
    must(file.is_open(), path);
    std::unique_ptr<archive_entry, decltype(&archive_entry_free)> const entry(archive_entry_new(), archive_entry_free);
    archive_entry_set_pathname(entry.get(), path.filename().c_str());
    archive_entry_set_size(entry.get(), static_cast<la_int64_t>(left));
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    archive_entry_set_perm(entry.get(), 0644);
    must(archive_write_header(tar, entry.get()));
  }

  void copy_some() {
    std::array<char, kPiece> piece{};
    auto const size = static_cast<std::size_t>(std::min<std::uint64_t>(left, piece.size()));
    must(static_cast<bool>(file.read(piece.data(), static_cast<std::streamsize>(size))), files[at]);
    must(archive_write_data(tar, piece.data(), size));
    left -= size;
  }
};

TarWriter::TarWriter(std::string directory) : work_(std::make_unique<Work>()) {
  auto& work = *work_;
  for (auto const& entry : fs::directory_iterator(directory)) {
    if (entry.is_regular_file()) work.files.push_back(entry.path());
  }
  std::sort(work.files.begin(), work.files.end());
  work.must(archive_write_set_format_pax_restricted(work.tar));
  work.must(archive_write_set_bytes_per_block(work.tar, 0));
  auto const take = [](archive*, void* to, void const* bytes, std::size_t size) {
    static_cast<std::string*>(to)->append(static_cast<char const*>(bytes), size);
    return static_cast<la_ssize_t>(size);
  };
  work.must(archive_write_open(work.tar, &work.out, nullptr, take, nullptr));
}

TarWriter::~TarWriter() = default;

std::string TarWriter::next() {
  auto& work = *work_;
  bool inside = work.left > 0;
  while (work.out.size() < kPiece && !work.closed) {
    if (inside) {
      work.copy_some();
      inside = work.left > 0;
      if (!inside) ++work.at;
    } else if (work.at < work.files.size()) {
      work.begin_file();
      inside = work.left > 0;
      if (!inside) ++work.at;
    } else {
      work.must(archive_write_close(work.tar));
      work.closed = true;
    }
  }
  return std::exchange(work.out, {});
}

}  // namespace dragoman
