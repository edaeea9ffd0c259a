#pragma once
// How an answer of the API is shown: as rows for readers and as records for programs.

#include <string>
#include <vector>

#include <boost/json/object.hpp>

#include "server/text/table.h"

namespace dragoman {

/// What one operation answers. An entry is one row of the table and one record of the CSV.
struct AnswerShape {
  std::vector<Column> columns;
  Row (*row)(boost::json::object const& entry);
  std::vector<std::string> fields;
  std::vector<std::string> (*record)(boost::json::object const& entry);
  std::vector<boost::json::object> (*entries)(boost::json::object const& answer);
  Cell (*heading)(boost::json::object const& answer) = nullptr;  // above the table; null: nothing
  bool is_list = true;                                           // JSON: an entry a line; else the answer as a whole
};

AnswerShape event_list_shape();
AnswerShape event_shape();
AnswerShape article_shape();
AnswerShape met_shape();
AnswerShape meetings_shape();
AnswerShape path_shape();
AnswerShape actor_list_shape();

}  // namespace dragoman
