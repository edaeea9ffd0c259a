#include "api/endpoints/post_articles.h"

#include <future>

#include "api/article_table.h"
#include "api/body_types.h"
#include "api/bulk.h"
#include "api/json.h"
#include "api/whole_article.h"

namespace dragoman {
namespace {

/// What all readers need. Everything referred to outlives the reader.
struct Context {
  KnowledgeBase& knowledge;
  ApiOptions const& options;
  std::string request_id;
  bool all_outcomes = false;
};

/// Many articles, cut out of the body by a splitter.
class BulkReader final : public BodyReader {
 public:
  BulkReader(Context context, std::unique_ptr<ItemSplitter> splitter, std::string_view item_name)
      : context_(std::move(context)),
        splitter_(std::move(splitter)),
        bulk_(context_.knowledge, context_.options, item_name, context_.all_outcomes),
        sink_([this](Item const& item) { open_ = open_ && bulk_.add(item); }) {}

  bool feed(std::string_view piece) override { return splitter_->feed(piece, sink_) && open_; }

  Response finish() override {
    if (open_) splitter_->finish(sink_);
    if (auto const reason = splitter_->broken(); !reason.empty()) bulk_.broken(bulk_.last_number() + 1, reason);
    return bulk_.finish(context_.request_id);
  }

  std::optional<Response> broken(BodyFault const& fault) override {
    bulk_.broken(bulk_.last_number() + 1, fault);
    return bulk_.finish(context_.request_id);
  }

 private:
  Context context_;
  std::unique_ptr<ItemSplitter> splitter_;
  Bulk bulk_;
  ItemSink sink_;
  bool open_ = true;  // the knowledge base takes articles
};

/// A table of articles; its first record is the header.
class TableBody final : public BodyReader {
 public:
  TableBody(Context context, char delimiter)
      : context_(std::move(context)),
        splitter_(make_record_splitter(context_.options.item_bytes, delimiter)),
        bulk_(context_.knowledge, context_.options, "line", context_.all_outcomes),
        sink_([this, delimiter](Item const& record) { open_ = open_ && read(record, delimiter); }) {}

  bool feed(std::string_view piece) override { return splitter_->feed(piece, sink_) && open_; }

  Response finish() override {
    if (open_) splitter_->finish(sink_);
    return bulk_.finish(context_.request_id);
  }

  std::optional<Response> broken(BodyFault const& fault) override {
    bulk_.broken(bulk_.last_number() + 1, fault);
    return bulk_.finish(context_.request_id);
  }

 private:
  bool read(Item const& record, char delimiter) {
    if (record.record != 0) return bulk_.add(record);
    auto table = record.too_long ? Read<ArticleTable>(InputError("", "The header is too long."))
                                 : ArticleTable::from_header(record.text, delimiter);
    if (!table) {
      bulk_.reject(record, table.error());
      return false;
    }
    bulk_.read_with([read_by = std::move(*table)](std::string_view text, ArticleInputLimits const& limits) {
      return read_by.read(text, limits);
    });
    return true;
  }

  Context context_;
  std::unique_ptr<ItemSplitter> splitter_;
  Bulk bulk_;
  ItemSink sink_;
  bool open_ = true;  // the header is fine, the knowledge base takes articles
};

/// One article, held whole.
class SingleReader final : public BodyReader {
 public:
  explicit SingleReader(Context context) : context_(std::move(context)), body_(context_.options, context_.request_id) {}

  bool feed(std::string_view piece) override { return body_.feed(piece); }

  Response finish() override {
    auto article = body_.read();
    if (!article) {
      if (article.error().status == 400) context_.knowledge.tally().articles.add(ArticleOutcome::kRejected);
      return article.error();
    }
    std::promise<IngestOutcome> promise;
    context_.knowledge.submit(std::move(*article),
                              [&promise](IngestOutcome outcome) { promise.set_value(std::move(outcome)); });
    return answer(promise.get_future().get());
  }

 private:
  Response answer(IngestOutcome const& outcome) const {
    if (outcome.status == IngestStatus::kFailed) {
      return problem_of(*outcome.error, context_.request_id, context_.options.log);
    }
    Response response{.status = outcome.status == IngestStatus::kStored ? 201U : 200U};
    JsonWriter json(response.body);
    json.begin_object().member("id", outcome.article).member("status", name_of(outcome.status)).key("events");
    auto const written = write_events(json, outcome.events, context_.knowledge.view());
    if (!written) return problem_of(written.error(), context_.request_id, context_.options.log);
    json.end_object();
    return response;
  }

  Context context_;
  WholeArticle body_;
};

/// application/json: the first character tells whether it is one article or an array of them.
class JsonReader final : public BodyReader {
 public:
  explicit JsonReader(Context context) : context_(std::move(context)) {}

  bool feed(std::string_view piece) override {
    if (reader_) return reader_->feed(piece);
    head_ += piece;
    std::string_view rest = head_;
    if (rest.starts_with(kByteOrderMark)) rest.remove_prefix(kByteOrderMark.size());
    auto const begin = rest.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos || kByteOrderMark.starts_with(rest)) {
      if (head_.size() <= kMostBlank) return true;
      refused_ = "The body begins with too much blank space.";
      return false;
    }
    rest.remove_prefix(begin);
    if (rest.front() == '[') {
      reader_ = std::make_unique<BulkReader>(context_, make_array_splitter(context_.options.item_bytes), "item");
    } else {
      reader_ = std::make_unique<SingleReader>(context_);
    }
    bool const more = reader_->feed(rest);
    head_ = {};
    return more;
  }

  std::optional<Response> broken(BodyFault const& fault) override {
    return reader_ ? reader_->broken(fault) : std::nullopt;
  }

  Response finish() override {
    if (reader_) return reader_->finish();
    if (refused_.empty()) refused_ = "The body is empty: send an article as a JSON object, or an array of them.";
    return problem(400, refused_, context_.request_id);
  }

 private:
  static constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  static constexpr std::size_t kMostBlank = 64 * 1024;

  Context context_;
  std::unique_ptr<BodyReader> reader_;
  std::string head_;  // until it is known what follows
  std::string refused_;
};

}  // namespace

Api::Begun begin_articles(KnowledgeBase& knowledge, ApiOptions const& options, Request const& request,
                          std::string_view) {
  auto query = bulk_query(request);
  if (!query) return {{}, std::move(query.error())};
  Context context{knowledge, options, request.id, query->all_outcomes};
  if (request.content_type == "application/json") return {std::make_unique<JsonReader>(std::move(context)), {}};
  if (is_json_lines(request.content_type)) {
    return {std::make_unique<BulkReader>(std::move(context), make_line_splitter(options.item_bytes), "line"), {}};
  }
  if (request.content_type == "text/csv") return {std::make_unique<TableBody>(std::move(context), ','), {}};
  if (request.content_type == "text/tab-separated-values")
    return {std::make_unique<TableBody>(std::move(context), '\t'), {}};
  return {{},
          refuse_type(request,
                      "application/json (one article, or an array of them), application/x-ndjson (one article a line), "
                      "text/csv or text/tab-separated-values (with a header)",
                      "application/json, application/x-ndjson, text/csv, text/tab-separated-values")};
}

}  // namespace dragoman
