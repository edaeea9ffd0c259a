#include "api/endpoints/post_events.h"

#include <memory>
#include <utility>

#include "api/body_types.h"
#include "api/coded_events/event_bulk.h"

namespace dragoman {
namespace {

class EventReader final : public BodyReader {
 public:
  EventReader(KnowledgeBase& knowledge, ApiOptions const& options, std::string request_id, EventFormat format,
              bool all_outcomes)
      : request_id_(std::move(request_id)),
        splitter_(make_line_splitter(options.item_bytes)),
        bulk_(knowledge, options, format, all_outcomes),
        sink_([this](Item const& line) { open_ = open_ && bulk_.add(line); }) {}

  bool feed(std::string_view piece) override {
    splitter_->feed(piece, sink_);
    return open_;
  }

  Response finish() override {
    if (open_) splitter_->finish(sink_);
    return bulk_.finish(request_id_);
  }

  std::optional<Response> broken(BodyFault const& fault) override {
    bulk_.broken(fault);
    return bulk_.finish(request_id_);
  }

 private:
  std::string request_id_;
  std::unique_ptr<ItemSplitter> splitter_;
  EventBulk bulk_;
  ItemSink sink_;
  bool open_ = true;
};

std::optional<EventFormat> format_of(std::string_view content_type) {
  if (content_type == "text/tab-separated-values") return EventFormat::kTabs;
  if (content_type == "text/csv") return EventFormat::kCommas;
  if (is_json_lines(content_type)) return EventFormat::kJson;
  return std::nullopt;
}

}  // namespace

Api::Begun begin_events(KnowledgeBase& knowledge, ApiOptions const& options, Request const& request, std::string_view) {
  auto query = bulk_query(request);
  if (!query) return {{}, std::move(query.error())};
  auto const format = format_of(request.content_type);
  if (!format) {
    return {{},
            refuse_type(request,
                        "text/tab-separated-values (ICEWS, GDELT, POLECAT or a plain table), text/csv, or "
                        "application/x-ndjson (one event a line)",
                        "text/tab-separated-values, text/csv, application/x-ndjson")};
  }
  return {std::make_unique<EventReader>(knowledge, options, request.id, *format, query->all_outcomes), {}};
}

}  // namespace dragoman
