#include "server/remote_backup.h"

#include <cerrno>
#include <memory>
#include <optional>

#include <archive.h>
#include <archive_entry.h>

#include "server/remote_download.h"

namespace dragoman {
namespace {

/// What libarchive reads from.
struct Source {
  RemoteDownload& download;
  std::optional<Error> error;
};

la_ssize_t read_piece(archive* tar, void* from, void const** bytes) {
  auto& source = *static_cast<Source*>(from);
  auto const piece = source.download.next();
  if (!piece) {
    source.error = piece.error();
    archive_set_error(tar, EIO, "the transfer broke off");
    return ARCHIVE_FATAL;
  }
  *bytes = piece->data();
  return static_cast<la_ssize_t>(piece->size());
}

Result<void> take_file(archive* tar, archive_entry* entry, DatabaseCopy& copy) {
  if (archive_entry_filetype(entry) != AE_IFREG)
    return Error{ErrorCode::kCorruption, "The backup holds something that is not a file."};
  if (auto const begun = copy.begin_file(archive_entry_pathname(entry)); !begun) return begun;
  void const* bytes = nullptr;
  std::size_t size = 0;
  la_int64_t offset = 0;
  while (true) {
    auto const status = archive_read_data_block(tar, &bytes, &size, &offset);
    if (status == ARCHIVE_EOF) break;
    if (status != ARCHIVE_OK)
      return Error{ErrorCode::kCorruption,
                   std::string("The backup can not be read: ") + archive_error_string(tar) + "."};
    if (auto const written = copy.write({static_cast<char const*>(bytes), size}); !written) return written;
  }
  return copy.end_file();
}

}  // namespace

Result<void> fetch_backup(ServerUrl const& server, DatabaseCopy& copy) {
  RemoteDownload download(server, "/v1/backup");
  if (auto const begun = download.begin(); !begun) return begun;
  Source source{download, {}};
  std::unique_ptr<archive, decltype(&archive_read_free)> const tar(archive_read_new(), archive_read_free);
  archive_read_support_format_tar(tar.get());
  auto status = archive_read_open(tar.get(), &source, nullptr, read_piece, nullptr);
  archive_entry* entry = nullptr;
  while (status == ARCHIVE_OK && (status = archive_read_next_header(tar.get(), &entry)) == ARCHIVE_OK) {
    auto const taken = take_file(tar.get(), entry, copy);
    if (!taken) return source.error ? *source.error : taken.error();
  }
  if (source.error) return *source.error;
  if (status != ARCHIVE_EOF)
    return Error{ErrorCode::kCorruption,
                 std::string("The backup can not be read: ") + archive_error_string(tar.get()) + "."};
  // The end of the tar is not yet the end of the answer: only that says that all was sent.
  while (true) {
    auto const rest = download.next();
    if (!rest) return rest.error();
    if (rest->empty()) return {};
  }
}

}  // namespace dragoman
