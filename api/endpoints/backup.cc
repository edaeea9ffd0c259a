#include "api/endpoints/endpoints.h"
#include "api/tar_writer.h"

namespace dragoman {

Response get_backup(Call const& call) {
  auto const query = read_query(call, {});
  if (!query) return query.error();
  auto const checkpoint = call.knowledge.checkpoint();
  if (!checkpoint) return failed(call, checkpoint.error());
  auto const tar = std::make_shared<TarWriter>((*checkpoint)->directory());
  // The files stay until the answer is sent or given up.
  return {.content_type = "application/x-tar",
          .headers = {{"Content-Disposition", "attachment; filename=\"dragoman-backup.tar\""}},
          .stream = [files = *checkpoint, tar] { return tar->next(); }};
}

}  // namespace dragoman
