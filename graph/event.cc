#include "graph/event.h"

namespace dragoman {

std::string_view to_string(Role role) { return role == Role::kSource ? "source" : "target"; }

bool rests_on_article(Evidence const& evidence) {
  return (evidence.begin != 0 || evidence.end != 0) && !evidence.imported;
}

bool is_bare(Event const& event) {
  if (event.evidence.size() != 1 || !event.date_text.empty()) return false;
  auto const& told = event.evidence.front();
  return told.article.empty() && told.publisher.empty() && !told.published && told.sentence.empty() &&
         told.begin == 0 && told.end == 0 && told.told.empty();
}

}  // namespace dragoman
