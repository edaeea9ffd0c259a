#include "api/pending_group.h"

#include <algorithm>
#include <utility>

namespace dragoman {
namespace {

EventIdentity identity_of(Event const& event) {
  return identity_of(event.type, event.status, event.date, event.participants);
}

}  // namespace

struct PendingGroup::Work {
  Article const& article;
  std::set<EventId> touched;  // need writing
  std::vector<EventId> bare;  // rested on the article's old version alone
  std::vector<EventId> told;  // by the article now
};

Result<std::optional<ArticleDigest>> PendingGroup::digest(std::string const& article) const {
  if (auto const pending = articles_.find(article); pending != articles_.end()) {
    return pending->second;
  }
  return store_.article_digest(article);
}

Result<Event*> PendingGroup::load(EventId id) {
  auto const pending = events_.find(id);
  if (pending != events_.end()) {
    if (!pending->second) return Error{ErrorCode::kInternal, "An erased event was asked for."};
    return &*pending->second;
  }
  auto stored = stored_event(store_, id);
  if (!stored) return stored.error();
  return &*events_.emplace(id, std::move(*stored)).first->second;
}

Result<void> PendingGroup::take_out(Work& work, std::vector<EventId> const& events) {
  for (auto const id : events) {
    auto const event = load(id);
    if (!event) return event.error();
    // An imported event's evidence may name an article of the same id; it does not rest on ours.
    auto const from_article = [&](Evidence const& e) { return e.article == work.article.id && rests_on_article(e); };
    auto& evidence = (*event)->evidence;
    evidence.erase(std::remove_if(evidence.begin(), evidence.end(), from_article), evidence.end());
    work.touched.insert(id);
    if ((*event)->evidence.empty()) work.bare.push_back(id);
  }
  return {};
}

std::optional<EventId> PendingGroup::find_known(Work& work, EventIdentity const& identity) const {
  // An event that the article told before keeps its id, dated or not.
  auto const bare = std::find_if(work.bare.begin(), work.bare.end(), [&](EventId id) {
    auto const& event = events_.at(id);
    return event->evidence.empty() && identity_of(*event) == identity;
  });
  return bare != work.bare.end() ? std::optional(*bare) : merger_.find(identity);
}

Result<void> PendingGroup::put_in(Work& work, CodedEvent const& coded, std::vector<ActorId> const& actors) {
  Participants participants;
  for (auto const& participant : coded.participants) {
    participants.push_back({actors.at(participant.actor), participant.role});
  }
  auto told = std::exchange(participants, renamed(participants, [&](ActorId id) { return graph_.survivor(id); }));
  if (told == participants) told.clear();
  auto const identity = identity_of(coded.type, coded.status, coded.date, participants);
  auto id = find_known(work, identity);
  if (!id) {
    id = next_event_;
    ++next_event_.value;
    events_.emplace(*id, Event{.id = *id});
    if (identity.days) merger_.added(identity, *id);
  }
  auto const loaded = load(*id);
  if (!loaded) return loaded.error();
  auto& event = **loaded;
  if (event.evidence.empty()) {
    event.type = coded.type;
    event.status = coded.status;
    event.cameo = coded.cameo;
    event.date = coded.date;
    event.date_text = coded.date_text;
    event.participants = std::move(participants);
  }
  for (auto const& evidence : coded.evidence) {
    event.evidence.push_back({.article = work.article.id,
                              .publisher = work.article.publisher,
                              .published = work.article.published,
                              .sentence = evidence.sentence,
                              .begin = evidence.begin,
                              .end = evidence.end,
                              .told = told});
  }
  work.touched.insert(*id);
  work.told.push_back(*id);
  return {};
}

void PendingGroup::write_touched(Work const& work, Batch& batch) {
  for (auto const id : work.touched) {
    auto& event = events_.at(id);
    if (event->evidence.empty()) {
      merger_.erased(identity_of(*event), id);
      event.reset();
      batch.erase_events.push_back(id);
    } else {
      batch.put_events.push_back(*event);
    }
  }
}

void PendingGroup::close(Work& work, IngestJob const& job) {
  auto& batch = batches_.emplace_back();
  batch.put_actors = actors_.take_changes();
  write_touched(work, batch);
  std::sort(work.told.begin(), work.told.end());
  work.told.erase(std::unique(work.told.begin(), work.told.end()), work.told.end());
  articles_.insert_or_assign(work.article.id, ArticleDigest{job.content_hash, work.told});
  batch.put_articles.push_back({work.article, job.content_hash, work.told});
}

Result<PendingGroup::Added> PendingGroup::add(IngestJob& job) {
  auto const& id = job.article.id;
  auto const known = digest(id);
  if (!known) return known.error();
  if (*known && (*known)->content_hash == job.content_hash) {
    return Added{{IngestStatus::kDuplicate, id, (*known)->events, {}}, articles_.contains(id)};
  }

  if (!job.coded) job.coded = coder_.code(job.article);
  Work work{.article = job.article, .touched = {}, .bare = {}, .told = {}};
  if (*known) {
    auto const taken = take_out(work, (*known)->events);
    if (!taken) return taken.error();
  }
  std::vector<ActorId> actors;
  for (auto const& actor : job.coded->actors) actors.push_back(actors_.resolve(actor));
  for (auto const& coded : job.coded->events) {
    auto const put = put_in(work, coded, actors);
    if (!put) return put.error();
  }
  close(work, job);
  return Added{{*known ? IngestStatus::kReplaced : IngestStatus::kStored, id, work.told, {}}, true};
}

Result<PendingGroup::Added> PendingGroup::erase(IngestJob const& job) {
  auto const& id = job.article.id;
  auto const known = digest(id);
  if (!known) return known.error();
  if (!*known) {
    Error const missing{ErrorCode::kNotFound, "There is no article with this id."};
    return Added{{IngestStatus::kFailed, id, {}, missing}, articles_.contains(id)};
  }
  Work work{.article = job.article, .touched = {}, .bare = {}, .told = {}};
  if (auto const taken = take_out(work, (*known)->events); !taken) return taken.error();
  auto& batch = batches_.emplace_back();
  write_touched(work, batch);
  batch.erase_articles.push_back(id);
  articles_.insert_or_assign(id, std::nullopt);
  return Added{{IngestStatus::kErased, id, {}, {}}, true};
}

GraphDelta PendingGroup::delta() const {
  GraphDelta delta;
  delta.put_actors.assign(actors_.all().begin(), actors_.all().end());
  for (auto const& [id, event] : events_) {
    if (event) {
      delta.put_events.push_back(*event);
    } else if (graph_.event(id)) {
      delta.erase_events.push_back(id);
    }
  }
  return delta;
}

std::vector<EventId> PendingGroup::touched_events() const {
  std::vector<EventId> ids;
  for (auto const& [id, event] : events_) ids.push_back(id);
  return ids;
}

}  // namespace dragoman
