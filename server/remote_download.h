#pragma once
// A GET from a running server whose answer may be of any length.

#include <memory>
#include <string>
#include <string_view>

#include "common/error.h"
#include "server/server_url.h"

namespace dragoman {

/// The answer's body, pulled piece by piece. One thread.
class RemoteDownload {
 public:
  /// `target` below the server's path: "/v1/backup".
  RemoteDownload(ServerUrl server, std::string target);
  RemoteDownload(RemoteDownload const&) = delete;
  RemoteDownload& operator=(RemoteDownload const&) = delete;
  ~RemoteDownload();

  /// Once. An error when the server can not be reached or does not answer 200; it has the server's reason.
  Result<void> begin();
  /// Empty at the end of the whole body; an error when it broke off. Valid until the next call.
  Result<std::string_view> next();

 private:
  class Work;
  std::unique_ptr<Work> work_;
};

}  // namespace dragoman
