#pragma once
// What /metrics says. The one place that knows prometheus-cpp.

#include <string>

#include "api/knowledge_base.h"
#include "server/traffic.h"

namespace dragoman {

/// Everything worth watching, in Prometheus' text form. Any thread.
std::string metrics_text(Traffic const& traffic, KnowledgeBase& knowledge);

}  // namespace dragoman
