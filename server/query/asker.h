#pragma once
// Whom `dragoman query` asks: a server, or a database of its own. Both answer with what the API answers.

#include <memory>
#include <string>

#include "common/error.h"
#include "server/query/question.h"
#include "server/server_url.h"

namespace dragoman {

struct Answer {
  unsigned status = 0;
  std::string body;
};

class Asker {
 public:
  virtual ~Asker() = default;
  /// An error: there is no answer.
  virtual Result<Answer> ask(Question const& question) = 0;
};

std::unique_ptr<Asker> make_remote_asker(ServerUrl server);
/// A database that is there and that no server has open; nothing is added to it.
Result<std::unique_ptr<Asker>> make_local_asker(std::string const& directory);

}  // namespace dragoman
