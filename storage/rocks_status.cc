#include "storage/rocks_status.h"

namespace dragoman {

bool is_no_space(rocksdb::Status const& status) {
  return status.IsNoSpace() || status.subcode() == rocksdb::Status::SubCode::kSpaceLimit;
}

Error to_error(rocksdb::Status const& status, std::string_view doing) {
  if (is_no_space(status)) return {ErrorCode::kNoSpace, "no space is left on the disk that holds the database"};
  auto const code = [&] {
    // A file that the database names and the disk has not is damage like any other.
    if (status.IsCorruption() || status.IsPathNotFound()) return ErrorCode::kCorruption;
    if (status.IsBusy() || status.IsTryAgain() || status.IsTimedOut() || status.IsShutdownInProgress())
      return ErrorCode::kUnavailable;
    return ErrorCode::kInternal;
  }();
  return {code, "while " + std::string(doing) + ": " + status.ToString()};
}

}  // namespace dragoman
