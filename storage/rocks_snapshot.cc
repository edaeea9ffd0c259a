#include "storage/keys.h"
#include "storage/records.h"
#include "storage/rocks_database.h"

namespace dragoman {
namespace {

std::string name(ActorId id) { return "actor " + std::to_string(id.value); }
std::string name(EventId id) { return "event " + std::to_string(id.value); }

Error about(std::string const& what, Error const& error) { return {error.code, what + ": " + error.message}; }

Error bad_key(Family family) {
  return {ErrorCode::kCorruption,
          "a key of " + std::string(kFamilyNames[static_cast<std::size_t>(family)]) + " is damaged"};
}

class RocksSnapshot final : public StoreSnapshot {
 public:
  explicit RocksSnapshot(std::shared_ptr<RocksDatabase const> database) : moment_(std::move(database)) {}

  Result<std::optional<ArticleRecord>> article(std::string_view id) const override {
    auto digest = article_digest(id);
    if (!digest) return digest.error();
    rocksdb::PinnableSlice bytes;
    auto const found = get(Family::kArticles, id, bytes);
    if (!found) return found.error();
    if (found.value() != digest.value().has_value())
      return Error{ErrorCode::kCorruption, "article " + std::string(id) + ": its record or its digest is missing"};
    if (!found.value()) return std::optional<ArticleRecord>{};
    auto article = decode_article(id, bytes.ToStringView());
    if (!article) return about("article " + std::string(id), article.error());
    return std::optional(
        ArticleRecord{std::move(article.value()), digest.value()->content_hash, std::move(digest.value()->events)});
  }

  Result<std::optional<ArticleDigest>> article_digest(std::string_view id) const override {
    rocksdb::PinnableSlice bytes;
    auto const found = get(Family::kArticleDigests, id, bytes);
    if (!found) return found.error();
    if (!found.value()) return std::optional<ArticleDigest>{};
    auto digest = decode_article_digest(bytes.ToStringView());
    if (!digest) return about("article " + std::string(id), digest.error());
    return std::optional(std::move(digest.value()));
  }

  Result<std::optional<Event>> event(EventId id) const override {
    rocksdb::PinnableSlice bytes;
    auto const found = get(Family::kEvents, encode_key(id), bytes);
    if (!found) return found.error();
    if (!found.value()) return std::optional<Event>{};
    auto event = decode_event(id, bytes.ToStringView());
    if (!event) return about(name(id), event.error());
    return std::optional(std::move(event.value()));
  }

  Result<std::vector<std::optional<Event>>> events(std::span<EventId const> ids) const override {
    std::vector<std::string> keys;
    keys.reserve(ids.size());
    for (auto const id : ids) keys.push_back(encode_key(id));
    std::vector<rocksdb::Slice> const slices(keys.begin(), keys.end());
    std::vector<rocksdb::PinnableSlice> values(ids.size());
    std::vector<rocksdb::Status> statuses(ids.size());
    moment_.database().db().MultiGet(moment_.for_lookups(), moment_.database().family(Family::kEvents), ids.size(),
                                     slices.data(), values.data(), statuses.data());

    std::vector<std::optional<Event>> events(ids.size());
    for (std::size_t i = 0; i < ids.size(); ++i) {
      if (statuses[i].IsNotFound()) continue;
      if (!statuses[i].ok()) return to_error(statuses[i], "reading " + name(ids[i]));
      auto const decoded = decode_event_into(ids[i], values[i].ToStringView(), events[i].emplace());
      if (!decoded) return about(name(ids[i]), decoded.error());
    }
    return events;
  }

  Result<std::optional<Actor>> actor(ActorId id) const override {
    rocksdb::PinnableSlice bytes;
    auto const found = get(Family::kActors, encode_key(id), bytes);
    if (!found) return found.error();
    if (!found.value()) return std::optional<Actor>{};
    auto actor = decode_actor(bytes.ToStringView());
    if (!actor) return about(name(id), actor.error());
    return std::optional(std::move(actor.value()));
  }

  Result<void> for_each_actor(std::function<bool(ActorId, Actor const&)> const& visit) const override {
    auto const at = moment_.scan(Family::kActors);
    for (at->SeekToFirst(); at->Valid(); at->Next()) {
      auto const id = decode_actor_key(at->key().ToStringView());
      if (!id) return bad_key(Family::kActors);
      auto const actor = decode_actor(at->value().ToStringView());
      if (!actor) return about(name(*id), actor.error());
      if (!visit(*id, actor.value())) break;
    }
    return checked(*at, "reading the actors");
  }

  Result<void> for_each_event(EventId from, std::function<bool(Event const&)> const& visit) const override {
    auto const at = moment_.scan(Family::kEvents);
    Event event;
    for (at->Seek(encode_key(from)); at->Valid(); at->Next()) {
      auto const id = decode_event_key(at->key().ToStringView());
      if (!id) return bad_key(Family::kEvents);
      if (auto const decoded = decode_event_into(*id, at->value().ToStringView(), event); !decoded)
        return about(name(*id), decoded.error());
      if (!visit(event)) break;
    }
    return checked(*at, "reading the events");
  }

  Result<void> for_each_article(std::string_view from,
                                std::function<bool(ArticleRecord const&)> const& visit) const override {
    auto const at = moment_.scan(Family::kArticles);
    auto const digests = moment_.scan(Family::kArticleDigests);
    digests->Seek(from);
    for (at->Seek(from); at->Valid(); at->Next(), digests->Next()) {
      auto const id = at->key().ToStringView();
      if (!digests->Valid() || digests->key() != at->key()) {
        if (auto const sound = checked(*digests, "reading the article digests"); !sound) return sound;
        return Error{ErrorCode::kCorruption, "article " + std::string(id) + ": it or its neighbour has no digest"};
      }
      auto article = decode_article(id, at->value().ToStringView());
      if (!article) return about("article " + std::string(id), article.error());
      auto digest = decode_article_digest(digests->value().ToStringView());
      if (!digest) return about("article " + std::string(id), digest.error());
      if (!visit({std::move(article.value()), digest.value().content_hash, std::move(digest.value().events)})) break;
    }
    return checked(*at, "reading the articles");
  }

 private:
  Result<bool> get(Family family, std::string_view key, rocksdb::PinnableSlice& bytes) const {
    auto const status =
        moment_.database().db().Get(moment_.for_lookups(), moment_.database().family(family), key, &bytes);
    if (status.ok()) return true;
    if (status.IsNotFound()) return false;
    return to_error(status, "reading " + std::string(kFamilyNames[static_cast<std::size_t>(family)]));
  }

  static Result<void> checked(rocksdb::Iterator const& at, std::string_view doing) {
    if (!at.status().ok()) return to_error(at.status(), doing);
    return {};
  }

  RocksMoment moment_;
};

}  // namespace

std::shared_ptr<StoreSnapshot const> make_rocks_snapshot(std::shared_ptr<RocksDatabase const> database) {
  return std::make_shared<RocksSnapshot const>(std::move(database));
}

}  // namespace dragoman
