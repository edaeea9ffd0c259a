#include "api/knowledge_base.h"

#include <algorithm>
#include <chrono>
#include <exception>
#include <mutex>
#include <thread>

#include <malloc.h>

#include "api/article_queue.h"
#include "api/hashing.h"
#include "api/turns.h"
#include "api/writer.h"

namespace dragoman {
namespace {

std::size_t size_of(Article const& article) {
  return sizeof(IngestJob) + article.id.size() + article.url.size() + article.publisher.size() + article.title.size() +
         article.text.size();
}

ArticleOutcome outcome_of(IngestStatus status) {
  switch (status) {
    case IngestStatus::kStored: return ArticleOutcome::kStored;
    case IngestStatus::kReplaced: return ArticleOutcome::kReplaced;
    case IngestStatus::kDuplicate: return ArticleOutcome::kDuplicate;
    case IngestStatus::kErased: return ArticleOutcome::kErased;
    case IngestStatus::kFailed: break;
  }
  return ArticleOutcome::kFailed;
}

void count(IngestTally& tally, ImportOutcome const& outcome, std::size_t records) {
  if (outcome.error) return tally.records.add(RecordOutcome::kFailed, records);
  tally.records.add(RecordOutcome::kStored, outcome.stored);
  tally.records.add(RecordOutcome::kMerged, outcome.merged);
  tally.records.add(RecordOutcome::kDuplicate, outcome.duplicate);
}

constexpr std::string_view kStopping = "The server is shutting down and takes nothing more.";

class ThreadedKnowledgeBase final : public KnowledgeBase {
 public:
  ThreadedKnowledgeBase(std::unique_ptr<EventStore> store, std::unique_ptr<Coder const> coder,
                        KnowledgeBaseOptions const& options)
      : options_(options),
        store_(std::move(store)),
        coder_(std::move(coder)),
        coder_version_(coder_->version()),
        coding_threads_(
            std::max(1U, options.coding_threads != 0 ? options.coding_threads : std::thread::hardware_concurrency())),
        trials_(coding_threads_),
        queue_(options.queue_articles, options.queue_bytes),
        writer_(*store_, *coder_, names_, changes_) {}
  ~ThreadedKnowledgeBase() override { ThreadedKnowledgeBase::stop(); }
  ThreadedKnowledgeBase(ThreadedKnowledgeBase const&) = delete;
  ThreadedKnowledgeBase& operator=(ThreadedKnowledgeBase const&) = delete;

  Result<void> start() {
    auto loaded = writer_.load();
    if (!loaded) return loaded;
    for (unsigned i = 0; i < coding_threads_; ++i) threads_.emplace_back([this] { code_articles(); });
    threads_.emplace_back([this] { write_articles(); });
    return loaded;
  }

  View view() const override { return writer_.view(); }
  ActorIndex const& names() const override { return names_; }
  Coder const& coder() const override { return *coder_; }

  CodedArticle code(Article const& article) override {
    auto const turn = trials_.take();
    return coder_->code(article);
  }

  KnowledgeBaseCounts counts() const override {
    auto const stored = store_->counts();
    return {stored.articles, stored.events, stored.actors, queue_.size()};
  }

  ChangeLog& changes() const override { return changes_; }
  QueueLengths queue() const override { return queue_.lengths(); }
  std::optional<StoreFigures> store_figures() const override { return store_->figures(); }
  IngestTally& tally() override { return tally_; }

  Result<std::shared_ptr<Checkpoint const>> checkpoint() const override { return store_->checkpoint(); }

  void submit(Article article, IngestDone done) override { queue(std::move(article), std::move(done), false); }

  void submit(EventImport import, ImportDone done) override {
    auto job = std::make_unique<IngestJob>();
    job->bytes = sizeof(IngestJob) + import.bytes;
    auto counted = [this, records = import.records.size(), done = std::move(done)](ImportOutcome const& outcome) {
      count(tally_, outcome, records);
      done(outcome);
    };
    job->import = std::make_unique<ImportJob>(ImportJob{std::move(import), std::move(counted)});
    if (queue_.push(job)) return;
    job->import->done({.error = Error{ErrorCode::kUnavailable, std::string(kStopping)}});
  }

  void merge(ActorId actor, std::optional<ActorId> into, MergeDone done) override {
    auto job = std::make_unique<IngestJob>();
    job->bytes = sizeof(IngestJob) + sizeof(MergeJob);
    job->merge = std::make_unique<MergeJob>(MergeJob{actor, into, std::move(done)});
    if (queue_.push(job)) return;
    MergeOutcome refused;
    refused.error = Error{ErrorCode::kUnavailable, std::string(kStopping)};
    job->merge->done(refused);
  }

  void erase(std::string article, IngestDone done) override {
    Article named;
    named.id = std::move(article);
    queue(std::move(named), std::move(done), true);
  }

  void stop() override {
    std::call_once(stopped_, [this] {
      queue_.close();
      for (auto& thread : threads_) thread.join();
    });
  }

 private:
  void queue(Article article, IngestDone done, bool erase) {
    auto const bytes = size_of(article);
    auto counted = [this, done = std::move(done)](IngestOutcome outcome) {
      bool const absent = outcome.error && outcome.error->code == ErrorCode::kNotFound;  // to erase: nothing happened
      if (!absent) tally_.articles.add(outcome_of(outcome.status));
      done(std::move(outcome));
    };
    auto job = std::make_unique<IngestJob>(IngestJob{.article = std::move(article),
                                                     .done = std::move(counted),
                                                     .bytes = bytes,
                                                     .erase = erase,
                                                     .content_hash = 0,
                                                     .coded = {},
                                                     .error = {},
                                                     .import = {},
                                                     .merge = {}});
    if (queue_.push(job)) return;
    job->done({IngestStatus::kFailed, job->article.id, {}, Error{ErrorCode::kUnavailable, std::string(kStopping)}});
  }

  void code_articles() {
    while (auto* job = queue_.take_uncoded()) {
      try {
        if (!job->erase) code(*job);
      } catch (std::exception const& exception) {
        job->error = Error{ErrorCode::kInternal, std::string("Coding failed: ") + exception.what()};
      }
      queue_.set_coded(job);
    }
  }

  void code(IngestJob& job) const {
    job.content_hash = content_hash(job.article, coder_version_);
    // A failed look-up is the writer's to report.
    auto const known = view().store->article_digest(job.article.id);
    if (known && *known && (*known)->content_hash == job.content_hash) return;
    job.coded = coder_->code(job.article);
  }

  void write_articles() {
    while (true) {
      auto jobs = queue_.take_coded(options_.group_articles);
      if (jobs.empty()) return;
      if (jobs.front()->import != nullptr)
        writer_.write(*jobs.front()->import);
      else if (jobs.front()->merge != nullptr)
        writer_.write(*jobs.front()->merge);
      else
        writer_.write(jobs);
      std::size_t bytes = 0;
      for (auto const& job : jobs) bytes += job->bytes;
      queue_.release(jobs.size(), bytes);
      jobs.clear();
      rest_after(bytes);
    }
  }

  /// What a bulk load needed is free after it, but the store and the C library keep it until they are told.
  void rest_after(std::size_t bytes_written) {
    constexpr std::size_t kWorthIt = std::size_t{16} << 20U;
    constexpr std::chrono::milliseconds kPause{20};  // longer than those in the middle of a load
    written_since_rest_ += bytes_written;
    if (written_since_rest_ < kWorthIt || queue_.size() > 0) return;
    written_since_rest_ = 0;
    malloc_trim(0);
    if (!queue_.stays_empty_for(kPause)) return;
    store_->rest();
    malloc_trim(0);
  }

  KnowledgeBaseOptions const options_;
  std::unique_ptr<EventStore> const store_;
  std::unique_ptr<Coder const> const coder_;
  std::string const coder_version_;
  unsigned const coding_threads_;
  Turns trials_;  // to code what is not stored
  ActorIndex names_;
  IngestTally tally_;
  ArticleQueue queue_;
  mutable ChangeLog changes_;
  Writer writer_;
  std::size_t written_since_rest_ = 0;  // the writer's thread
  std::vector<std::thread> threads_;
  std::once_flag stopped_;
};

}  // namespace

Result<std::unique_ptr<KnowledgeBase>> KnowledgeBase::open(std::unique_ptr<EventStore> store,
                                                           std::unique_ptr<Coder const> coder,
                                                           KnowledgeBaseOptions const& options) {
  auto knowledge = std::make_unique<ThreadedKnowledgeBase>(std::move(store), std::move(coder), options);
  auto const started = knowledge->start();
  if (!started) return started.error();
  return std::unique_ptr<KnowledgeBase>(std::move(knowledge));
}

}  // namespace dragoman
