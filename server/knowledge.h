#pragma once
// Opening what the commands work on.

#include <memory>
#include <string>

#include "api/knowledge_base.h"

namespace dragoman {

/// `directory` empty: in memory.
Result<std::unique_ptr<KnowledgeBase>> open_knowledge(std::string const& directory, CoderOptions const& coder,
                                                      KnowledgeBaseOptions const& options);

/// To be read by a command: an error where there is no database. With the coder that is shipped.
Result<std::unique_ptr<KnowledgeBase>> open_existing_knowledge(std::string const& directory);

}  // namespace dragoman
