#include "server/knowledge.h"

namespace dragoman {

Result<std::unique_ptr<KnowledgeBase>> open_knowledge(std::string const& directory, CoderOptions const& coder_options,
                                                      KnowledgeBaseOptions const& options) {
  auto coder = Coder::load(coder_options);
  if (!coder) return coder.error();
  std::unique_ptr<EventStore> store;
  if (directory.empty()) {
    store = open_memory_store();
  } else {
    auto opened = open_rocks_store({.directory = directory});
    if (!opened) return opened.error();
    store = std::move(*opened);
  }
  return KnowledgeBase::open(std::move(store), std::move(*coder), options);
}

Result<std::unique_ptr<KnowledgeBase>> open_existing_knowledge(std::string const& directory) {
  auto store = open_rocks_store({.directory = directory, .create_if_missing = false});
  if (!store) return store.error();
  auto coder = Coder::load({});
  if (!coder) return coder.error();
  return KnowledgeBase::open(std::move(*store), std::move(*coder), {});
}

}  // namespace dragoman
