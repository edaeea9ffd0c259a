#pragma once
// Opening what the commands work on.

#include <memory>
#include <string>

#include "api/knowledge_base.h"

namespace dragoman {

/// `directory` empty: in memory.
Result<std::unique_ptr<KnowledgeBase>> open_knowledge(std::string const& directory, CoderOptions const& coder,
                                                      KnowledgeBaseOptions const& options);

}  // namespace dragoman
