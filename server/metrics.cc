#include "server/metrics.h"

#include <limits>
#include <sstream>

#include <prometheus/text_serializer.h>

#include "server/process_figures.h"

namespace dragoman {
namespace {

using prometheus::ClientMetric;
using prometheus::MetricFamily;
using prometheus::MetricType;
using Labels = std::vector<ClientMetric::Label>;

/// Collects families, in the order added.
class Page {
 public:
  template <class Number>
  void gauge(char const* name, char const* help, Number value, Labels labels = {}) {
    auto& metric = add(name, help, MetricType::Gauge, std::move(labels));
    metric.gauge.value = static_cast<double>(value);
  }

  template <class Number>
  void counter(char const* name, char const* help, Number value, Labels labels = {}) {
    auto& metric = add(name, help, MetricType::Counter, std::move(labels));
    metric.counter.value = static_cast<double>(value);
  }

  void histogram(char const* name, char const* help, Durations::Snapshot const& durations, Labels labels) {
    auto& histogram = add(name, help, MetricType::Histogram, std::move(labels)).histogram;
    histogram.sample_sum = durations.seconds;
    for (std::size_t i = 0; i < durations.buckets.size(); ++i) {
      histogram.sample_count += durations.buckets[i];
      auto const bound =
          i < Durations::kBounds.size() ? Durations::kBounds[i] : std::numeric_limits<double>::infinity();
      histogram.bucket.push_back({histogram.sample_count, bound});
    }
  }

  std::string text() const {
    std::ostringstream out;
    prometheus::TextSerializer().Serialize(out, families_);
    return out.str();
  }

 private:
  /// Metrics of one name come one after another.
  ClientMetric& add(char const* name, char const* help, MetricType type, Labels labels) {
    if (families_.empty() || families_.back().name != name) families_.push_back({name, help, type, {}});
    auto& metrics = families_.back().metric;
    metrics.emplace_back().label = std::move(labels);
    return metrics.back();
  }

  std::vector<MetricFamily> families_;
};

void add_requests(Page& page, Traffic const& traffic) {
  constexpr std::array<char const*, Traffic::kStatusClasses> kClasses = {"none", "1xx", "2xx", "3xx", "4xx", "5xx"};
  auto const& routes = traffic.routes();
  for (std::size_t route = 0; route <= routes.size(); ++route) {
    auto const name = route < routes.size() ? routes[route] : RouteName{"any", "none"};
    for (std::size_t i = 0; i < kClasses.size(); ++i) {
      auto const durations = traffic.durations(route, i).snapshot();
      if (durations.buckets == decltype(durations.buckets){}) continue;
      page.histogram(
          "dragoman_http_request_duration_seconds",
          "From a request's header to the last byte of its answer, by route and class of status "
          "(none: the client went away).",
          durations,
          {{"method", std::string(name.method)}, {"route", std::string(name.pattern)}, {"status", kClasses[i]}});
    }
  }
  page.gauge("dragoman_http_requests_in_flight", "Requests being received or answered.", traffic.in_flight.load());
  page.gauge("dragoman_http_connections", "Open connections.", traffic.connections_open.load());
  page.counter("dragoman_http_connections_total", "Connections taken.", traffic.connections_taken.load());
  page.counter("dragoman_http_connections_refused_total", "Connections beyond --max-connections.",
               traffic.connections_refused.load());
  page.counter("dragoman_http_received_bytes_total", "Bytes of request bodies.", traffic.bytes_received.load());
  page.counter("dragoman_http_sent_bytes_total", "Bytes of answers.", traffic.bytes_sent.load());
}

void add_knowledge(Page& page, KnowledgeBase& knowledge) {
  auto const counts = knowledge.counts();
  page.gauge("dragoman_articles", "Articles stored.", counts.articles);
  page.gauge("dragoman_events", "Events stored.", counts.events);
  page.gauge("dragoman_actors", "Actors known.", counts.actors);

  auto const queue = knowledge.queue();
  constexpr auto kQueue = "dragoman_queue_length";
  constexpr auto kQueueHelp = "Articles and imports on their way in, by where they are.";
  page.gauge(kQueue, kQueueHelp, queue.uncoded, {{"stage", "waiting_for_coder"}});
  page.gauge(kQueue, kQueueHelp, queue.coding, {{"stage", "coding"}});
  page.gauge(kQueue, kQueueHelp, queue.coded, {{"stage", "waiting_for_writer"}});
  page.gauge(kQueue, kQueueHelp, queue.writing, {{"stage", "writing"}});
  page.gauge("dragoman_queue_bytes", "Memory that they occupy.", queue.bytes);

  auto const& tally = knowledge.tally();
  for (std::size_t i = 0; i < kArticleOutcomes.size(); ++i) {
    page.counter("dragoman_ingested_articles_total", "Articles sent, by what became of them.",
                 tally.articles.of(static_cast<ArticleOutcome>(i)), {{"outcome", std::string(kArticleOutcomes[i])}});
  }
  for (std::size_t i = 0; i < kRecordOutcomes.size(); ++i) {
    page.counter("dragoman_ingested_events_total", "Coded events sent, by what became of them.",
                 tally.records.of(static_cast<RecordOutcome>(i)), {{"outcome", std::string(kRecordOutcomes[i])}});
  }
}

void add_store(Page& page, StoreFigures const& store) {
  page.gauge("dragoman_store_memtable_bytes", "In memory and in the log, not yet in a table.", store.memtable_bytes);
  page.gauge("dragoman_store_cache_bytes", "Blocks of tables kept in memory.", store.cache_bytes);
  page.gauge("dragoman_store_table_files", "Table files.", store.table_files);
  page.gauge("dragoman_store_table_bytes", "Size of the table files.", store.table_bytes);
  page.gauge("dragoman_store_pending_compaction_bytes", "Estimate of what compactions have yet to rewrite.",
             store.pending_compaction_bytes);
  page.gauge("dragoman_store_running_compactions", "Compactions under way.", store.running_compactions);
  page.gauge("dragoman_store_running_flushes", "Flushes under way.", store.running_flushes);
  page.counter("dragoman_store_background_errors_total", "Failed flushes and compactions.", store.background_errors);
  page.gauge("dragoman_store_writes_stopped", "1 while writes wait for flushes or compactions.",
             store.writes_stopped ? 1 : 0);
}

/// Under the names that Prometheus' own clients use.
void add_process(Page& page) {
  auto const process = process_figures();
  page.gauge("process_resident_memory_bytes", "Resident memory.", process.resident_bytes);
  page.gauge("process_virtual_memory_bytes", "Virtual memory.", process.virtual_bytes);
  page.counter("process_cpu_seconds_total", "Processor time, user and system.", process.cpu_seconds);
  page.gauge("process_start_time_seconds", "Start, in seconds since 1970.", process.start_seconds);
  page.gauge("process_threads", "Threads.", process.threads);
  page.gauge("process_open_fds", "Open file descriptors.", process.open_files);
  page.gauge("process_max_fds", "Most file descriptors that may be open.", process.most_files);
}

}  // namespace

std::string metrics_text(Traffic const& traffic, KnowledgeBase& knowledge) {
  Page page;
  add_requests(page, traffic);
  add_knowledge(page, knowledge);
  if (auto const store = knowledge.store_figures()) add_store(page, *store);
  add_process(page);
  page.gauge("dragoman_build_info", "1; the labels say what runs.", 1,
             {{"version", DRAGOMAN_VERSION}, {"coder", knowledge.coder().version()}});
  return page.text();
}

}  // namespace dragoman
