#pragma once
// Answers on standard output, page by page.

#include <memory>
#include <ostream>

#include <boost/json/object.hpp>

#include "server/query/answer_shape.h"
#include "server/text/terminal.h"

namespace dragoman {

enum class AnswerFormat : std::uint8_t { kTable, kJson, kCsv };

class AnswerWriter {
 public:
  virtual ~AnswerWriter() = default;
  /// One answer of the API, or the next page of it. How many entries it has.
  virtual std::size_t add(boost::json::object const& answer) = 0;
  /// After the last page.
  virtual void finish() {}
};

/// `out` must outlive it.
std::unique_ptr<AnswerWriter> make_answer_writer(AnswerFormat format, AnswerShape shape, Terminal const& terminal,
                                                 std::ostream& out);

}  // namespace dragoman
