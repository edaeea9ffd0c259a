#include "storage/keys.h"
#include "storage/records.h"
#include "storage/rocks_database.h"
#include "storage/verifier.h"

namespace dragoman {
namespace {

/// Every row of one family; what can not be read becomes a fault.
template <class Visit>
void each_row(RocksMoment const& moment, Family family, Verifier& verifier, Visit const& visit) {
  auto const at = moment.scan(family);
  for (at->SeekToFirst(); at->Valid(); at->Next()) visit(at->key().ToStringView(), at->value().ToStringView());
  if (!at->status().ok())
    verifier.fault("reading " + std::string(kFamilyNames[static_cast<std::size_t>(family)]) +
                   " stopped: " + at->status().ToString());
}

void bad_key(Verifier& verifier, Family family) {
  verifier.fault("a key of " + std::string(kFamilyNames[static_cast<std::size_t>(family)]) + " is damaged");
}

void verify_actors(RocksMoment const& moment, Verifier& verifier) {
  each_row(moment, Family::kActors, verifier, [&](std::string_view key, std::string_view value) {
    auto const id = decode_actor_key(key);
    if (!id) return bad_key(verifier, Family::kActors);
    auto const actor = decode_actor(value);
    if (!actor) return verifier.fault("actor " + std::to_string(id->value) + ": " + actor.error().message);
    verifier.actor(*id, *actor);
  });
}

void verify_articles(RocksMoment const& moment, Verifier& verifier) {
  each_row(moment, Family::kArticleDigests, verifier, [&](std::string_view key, std::string_view value) {
    auto const digest = decode_article_digest(value);
    if (!digest) return verifier.fault("article " + std::string(key) + ": " + digest.error().message);
    verifier.article(key, *digest);
  });

  auto const digests = moment.scan(Family::kArticleDigests);
  digests->SeekToFirst();
  auto const digest_without_article = [&] {
    verifier.fault("article " + digests->key().ToString() + " has a digest and no record");
    digests->Next();
  };
  each_row(moment, Family::kArticles, verifier, [&](std::string_view key, std::string_view value) {
    if (auto const article = decode_article(key, value); !article)
      verifier.fault("article " + std::string(key) + ": " + article.error().message);
    while (digests->Valid() && digests->key().ToStringView() < key) digest_without_article();
    if (digests->Valid() && digests->key().ToStringView() == key) {
      digests->Next();
    } else {
      verifier.fault("article " + std::string(key) + " has no digest");
    }
  });
  while (digests->Valid()) digest_without_article();
}

void verify_events(RocksMoment const& moment, Verifier& verifier) {
  Event event;
  each_row(moment, Family::kEvents, verifier, [&](std::string_view key, std::string_view value) {
    auto const id = decode_event_key(key);
    if (!id) return bad_key(verifier, Family::kEvents);
    if (auto const decoded = decode_event_into(*id, value, event); !decoded)
      return verifier.fault("event " + std::to_string(id->value) + ": " + decoded.error().message);
    verifier.event(event);
  });
}

}  // namespace

std::vector<std::string> verify_rocks(std::shared_ptr<RocksDatabase const> database) {
  RocksMoment const moment(std::move(database));
  Verifier verifier;
  verify_actors(moment, verifier);
  verify_articles(moment, verifier);
  verify_events(moment, verifier);

  StoreState state;
  bool format_known = false;
  bool state_known = false;
  each_row(moment, Family::kMeta, verifier, [&](std::string_view key, std::string_view value) {
    if (key == kFormatKey) {
      auto const version = decode_format(value);
      format_known = version && *version == kFormatVersion;
    } else if (key == kStateKey) {
      auto const decoded = decode_state(value);
      if (!decoded) return verifier.fault(decoded.error().message);
      state = *decoded;
      state_known = true;
    } else {
      verifier.fault("the store has an unknown entry about itself");
    }
  });
  // What no row is read from: indexes, filters and properties of the files.
  if (auto const status = moment.database().db().VerifyChecksum(moment.for_scans()); !status.ok())
    verifier.fault("the files are damaged: " + status.ToString());
  if (!format_known) verifier.fault("the format record is missing or damaged");
  if (!state_known) verifier.fault("the state record is missing or damaged");
  return verifier.finish(state);
}

}  // namespace dragoman
