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

  void add(json::object const& answer) override {
    if (!shape_.is_list) {
      out_ << json_text(answer) << '\n';
      return;
    }
    for (auto const& entry : shape_.entries(answer)) out_ << json_text(entry) << '\n';
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

  void add(json::object const& answer) override {
    for (auto const& entry : shape_.entries(answer)) write_csv_record(shape_.record(entry), out_);
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

  void add(json::object const& answer) override {
    if (shape_.heading != nullptr) {
      write_paragraphs(shape_.heading(answer), terminal_.columns, terminal_.colours, out_);
    }
    std::vector<Row> rows;
    for (auto const& entry : shape_.entries(answer)) rows.push_back(shape_.row(entry));
    if (rows.empty()) {
      if (shape_.heading == nullptr && !shown_) out_ << "Nothing found.\n";
      return;
    }
    if (shape_.heading != nullptr) out_ << '\n';
    shown_ = true;
    table_.add(rows);
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
