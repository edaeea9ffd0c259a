#include "server/query/answer_writer.h"

#include <utility>

#include "server/query/members.h"
#include "server/text/csv.h"

namespace dragoman {
namespace {

namespace json = boost::json;

class JsonLines final : public AnswerWriter {
 public:
  JsonLines(AnswerShape shape, std::ostream& out) : shape_(std::move(shape)), out_(out) {}

  std::size_t add(json::object const& answer) override {
    if (!shape_.is_list) {
      out_ << json_text(answer) << '\n';
      return 1;
    }
    auto const entries = shape_.entries(answer);
    for (auto const& entry : entries) out_ << json_text(entry) << '\n';
    return entries.size();
  }

 private:
  AnswerShape shape_;
  std::ostream& out_;
};

class CsvRecords final : public AnswerWriter {
 public:
  CsvRecords(AnswerShape shape, std::ostream& out) : shape_(std::move(shape)), out_(out) {
    write_csv_record(shape_.fields, out_);
  }

  std::size_t add(json::object const& answer) override {
    auto const entries = shape_.entries(answer);
    for (auto const& entry : entries) write_csv_record(shape_.record(entry), out_);
    return entries.size();
  }

 private:
  AnswerShape shape_;
  std::ostream& out_;
};

class ReadersTable final : public AnswerWriter {
 public:
  ReadersTable(AnswerShape shape, Terminal const& terminal, std::ostream& out)
      : shape_(std::move(shape)),
        terminal_(terminal),
        out_(out),
        table_(shape_.columns, terminal.columns, terminal.colours, out) {}

  std::size_t add(json::object const& answer) override {
    if (shape_.heading != nullptr) write_paragraphs(shape_.heading(answer), terminal_.columns, terminal_.colours, out_);
    std::vector<Row> rows;
    for (auto const& entry : shape_.entries(answer)) rows.push_back(shape_.row(entry));
    if (rows.empty()) return 0;
    if (shape_.heading != nullptr) out_ << '\n';
    table_.add(rows);
    shown_ = true;
    return rows.size();
  }

  void finish() override {
    if (!shown_ && shape_.heading == nullptr) out_ << "Nothing found.\n";
  }

 private:
  AnswerShape shape_;
  Terminal terminal_;
  std::ostream& out_;
  TextTable table_;
  bool shown_ = false;
};

}  // namespace

std::unique_ptr<AnswerWriter> make_answer_writer(AnswerFormat format, AnswerShape shape, Terminal const& terminal,
                                                 std::ostream& out) {
  switch (format) {
    case AnswerFormat::kJson: return std::make_unique<JsonLines>(std::move(shape), out);
    case AnswerFormat::kCsv: return std::make_unique<CsvRecords>(std::move(shape), out);
    case AnswerFormat::kTable: break;
  }
  return std::make_unique<ReadersTable>(std::move(shape), terminal, out);
}

}  // namespace dragoman
