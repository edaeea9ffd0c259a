#pragma once
// Files of labelled articles: one JSON object a line, an article with its "events".

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "coder/evaluation/gold.h"
#include "common/error.h"
#include "graph/article.h"

namespace dragoman {

struct GoldDocument {
  Article article;
  std::vector<GoldEvent> events;
  std::set<std::string> categories;  // of PLOVER, folded; when its events have a "code" and no "type"
};

struct GoldFile {
  std::vector<GoldDocument> documents;
  bool by_category = false;  // single sentences with categories, not articles with events
};

/// `bad` is told the place ("gold.jsonl:12") and what is wrong there; those lines are left out. Errors: the file cannot
/// be read.
Result<GoldFile> read_gold(std::string const& name,
                           std::function<void(std::string const& place, std::string const& why)> const& bad);

}  // namespace dragoman
