#include "coder/events/assembler.h"

#include <algorithm>

#include "coder/events/event_dates.h"
#include "coder/events/event_rules.h"
#include "coder/events/occasions.h"

namespace dragoman {

namespace {

/// What is done by saying it: what it speaks of is its content.
bool is_speech(EventType type) {
  switch (type) {
    case EventType::kProposal:
    case EventType::kAccusation:
    case EventType::kStatementSupport:
    case EventType::kCriticism:
    case EventType::kAgreement:
    case EventType::kInvitation:
    case EventType::kDemand:
    case EventType::kThreat:
    case EventType::kRejection:
    case EventType::kInvestigation:
    case EventType::kProtest: return true;
    default: return false;
  }
}
constexpr std::size_t kMostAlike = 100;  // events with the same participants that one more is compared with

void append(std::vector<LocalActor>& out, std::vector<Filler> const& fillers) {
  for (auto const& filler : fillers)
    for (auto const actor : filler)
      if (std::find(out.begin(), out.end(), actor) == out.end()) out.push_back(actor);
}

bool is_subset(std::vector<LocalActor> const& part, std::vector<LocalActor> const& whole) {
  return std::all_of(part.begin(), part.end(), [&](LocalActor a) { return contains(whole, a); });
}

/// Equal for events of one type, and of one PLOVER category where types are wide, with the same participants.
std::string key_of(DraftEvent const& event) {
  auto key = std::to_string(static_cast<int>(event.type));
  if (!is_core(event.type)) key += '/' + std::to_string(static_cast<int>(find_cameo(event.cameo)->plover));
  auto const add = [&](std::vector<LocalActor> list) {
    std::sort(list.begin(), list.end());
    key += '|';
    for (auto const actor : list) key += ',' + std::to_string(actor);
  };
  if (is_symmetric(event.type)) {
    add(everybody(event));
  } else {
    add(event.source);
    add(event.target);
  }
  return key;
}

/// Deeds that "the attack", "this move" may refer to later.
bool is_act(EventType type) {
  return type == EventType::kMilitaryAction || type == EventType::kAssault || type == EventType::kCoercion ||
         type == EventType::kSanction;
}

bool compatible_dates(DraftEvent const& a, DraftEvent const& b) {
  if (!a.date || !b.date) return true;
  // Two days of one journey.
  auto const slack = std::chrono::days(a.type == EventType::kVisit ? 2 : 0);
  return DateWindow{a.date->start - slack, a.date->end + slack}.overlaps(*b.date);
}

bool is_day(DateMention const& mention) { return mention.range && mention.range->precision == DatePrecision::kDay; }

std::int64_t length(DateRange const& range) { return (range.end - range.start).count(); }

/// The shorter range is the more exact; but a visit of known length says more than one of its days.
bool says_more(EventType type, DateRange const& fresh, DateRange const& known) {
  auto const is_stay = [](DateRange const& range) {
    return range.precision == DatePrecision::kRange && length(range) < 31;
  };
  if (type == EventType::kVisit && is_stay(fresh) && known.precision == DatePrecision::kDay) return true;
  if (type == EventType::kVisit && is_stay(known) && fresh.precision == DatePrecision::kDay) return false;
  return length(fresh) < length(known);
}

/// The content of an offer of talks is a proposal, not a meeting.
bool is_offered(DraftEvent const& meeting, std::vector<DraftEvent> const& drafts) {
  if (meeting.type != EventType::kMeeting || meeting.status != EventStatus::kHypothetical) return false;
  return std::any_of(drafts.begin(), drafts.end(), [&](DraftEvent const& other) {
    return other.type == EventType::kProposal && is_subset(other.source, everybody(meeting));
  });
}

/// Types of ours are wide: an arrest is not the dispersal of a crowd, though both are coercion. PLOVER tells them
/// apart.
bool same_matter(DraftEvent const& a, DraftEvent const& b) {
  return is_core(a.type) || a.cameo == b.cameo || find_cameo(a.cameo)->plover == find_cameo(b.cameo)->plover;
}

/// Within one sentence, the fuller reading of a predicate makes the poorer ones noise.
bool says_no_more_than(DraftEvent const& poor, DraftEvent const& full) {
  if (poor.type != full.type || !same_matter(poor, full)) return false;
  if (is_symmetric(poor.type))
    return everybody(poor).size() < everybody(full).size() && is_subset(everybody(poor), everybody(full));
  return is_subset(poor.source, full.source) && is_subset(poor.target, full.target) &&
         poor.source.size() + poor.target.size() < full.source.size() + full.target.size();
}

}  // namespace

/// CAMEO and PLOVER tell a deed from the word given for it: aid that is promised, sanctions that are threatened, help
/// that is refused. Which codes have such a twin is data.
void EventAssembler::take_stance(DraftEvent& draft, bool refused) const {
  auto const* code = draft.status == EventStatus::kPlanned             ? frames_.intention(draft.cameo)
                     : draft.status == EventStatus::kDenied && refused ? frames_.refusal(draft.cameo)
                                                                       : nullptr;
  if (code == nullptr) return;
  draft.cameo = code->code;
  // Promised aid is still looked for under aid; a threatened embargo is no embargo, a refusal to withdraw no
  // withdrawal.
  if (code->type == EventType::kThreat || code->type == EventType::kRejection) draft.type = code->type;
  if (refused) draft.status = EventStatus::kHappened;
}

/// "Russian tourists" neither meet nor propose as an actor would.
void EventAssembler::drop_crowds(EventType type, std::vector<LocalActor>& actors) const {
  if (!is_core(type)) return;
  std::erase_if(actors, [&](LocalActor a) { return actors_.actors()[a].actor.kind == ActorKind::kOther; });
}

/// One match is one event, or several where the same people met one partner after another.
std::vector<DraftEvent> EventAssembler::drafts_of(FrameMatch const& match) {
  DraftEvent draft{
      .type = match.frame->type, .status = match.status, .cameo = match.frame->cameo, .predicate = match.predicate};
  // "They will discuss the proposal": words that a noun names have been said.
  auto const words = draft.type == EventType::kProposal || draft.type == EventType::kAccusation;
  if (words && match.frame->predicate == PredicateKind::kNoun && draft.status != EventStatus::kDenied)
    draft.status = EventStatus::kHappened;
  take_stance(draft, match.refused);
  append(draft.source, match.source);
  drop_crowds(draft.type, draft.source);
  auto const apart = match.frame->type == EventType::kMeeting && match.target.size() > 1 && !draft.source.empty();
  if (!apart) {
    append(draft.target, match.target);
    drop_crowds(draft.type, draft.target);
    std::erase_if(draft.target, [&](LocalActor a) { return contains(draft.source, a); });
    return {draft};
  }
  std::vector<DraftEvent> out;
  for (auto const& filler : match.target) {
    auto one = draft;
    append(one.target, {filler});
    drop_crowds(draft.type, one.target);
    std::erase_if(one.target, [&](LocalActor a) { return contains(one.source, a); });
    if (!one.target.empty()) out.push_back(std::move(one));
  }
  return out;
}

/// "threatened to ban", "demanded that Oslo withdraw", "accused him of killing": what is only spoken of is no event
/// beside the speaking. Meetings and visits are kept, with their status: they are asked for above all.
bool EventAssembler::is_content(DraftEvent const& draft, Tree const& tree, std::vector<DraftEvent> const& drafts) {
  if (is_core(draft.type)) return false;
  auto at = draft.predicate;
  while (tree.has_head(at)) {
    auto const rel = tree[at].rel;
    auto const clause = rel == Rel::kXcomp || rel == Rel::kCcomp || rel == Rel::kAdvcl || rel == Rel::kAcl ||
                        rel == Rel::kConj || rel == Rel::kAclRelcl;
    auto const phrase =
        rel == Rel::kObj || rel == Rel::kObl || rel == Rel::kNmod || rel == Rel::kCompound || rel == Rel::kNsubjPass;
    if (!clause && !phrase) return false;
    // A clause that follows with a tense of its own tells something else.
    auto const tag = tree[at].tag;
    if (rel == Rel::kConj && (tag == Tag::kVBD || tag == Tag::kVBZ || tag == Tag::kVBP)) return false;
    at = tree.head(at);
    for (auto const& other : drafts) {
      if (other.predicate != at || other.type == draft.type || !is_speech(other.type)) continue;
      // "The watchdog said the army had tortured prisoners" accuses, and tells of torture.
      if (other.type == EventType::kAccusation && rel == Rel::kCcomp) continue;
      return true;
    }
  }
  return false;
}

std::vector<std::string> EventAssembler::add_sentence(Tree const& tree, std::size_t sentence,
                                                      std::vector<FrameMatch> const& matches) {
  std::vector<std::string> dropped;
  std::vector<DraftEvent> drafts;
  auto const dates = find_dates(tree.sentence(), published_);
  for (auto const& match : matches) {
    for (auto& draft : drafts_of(match)) {
      auto const half = match.frame->full && (draft.source.empty() || draft.target.empty());
      auto const unmoved = match.frame->agent && draft.source.empty();
      auto const fault = half      ? "only one side named"
                         : unmoved ? "nobody acts"
                                   : fault_of(draft, *match.frame, actors_);
      if (!fault.empty()) {
        dropped.push_back("line " + std::to_string(match.frame->line) + ": " + fault);
        continue;
      }
      if (draft.status == EventStatus::kDenied && draft.type != EventType::kMeeting &&
          draft.type != EventType::kVisit) {
        dropped.push_back("line " + std::to_string(match.frame->line) + ": negated");
        continue;
      }
      date(draft, tree, match.predicate, dates);
      draft.sentences = {sentence};
      drafts.push_back(std::move(draft));
    }
  }
  for (auto const& mention : dates)
    if (is_day(mention)) last_day_ = mention;
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    auto const poorer = [&](DraftEvent const& other) {
      return &other != &drafts[i] && says_no_more_than(drafts[i], other);
    };
    if (is_offered(drafts[i], drafts)) {
      dropped.push_back("a meeting that is only proposed");
      continue;
    }
    if (is_content(drafts[i], tree, drafts)) {
      dropped.push_back(std::string(to_string(drafts[i].type)) + " that is only spoken of");
      continue;
    }
    if (std::any_of(drafts.begin(), drafts.end(), poorer)) {
      dropped.push_back("another match says more");
      continue;
    }
    merge(drafts[i]);
  }
  return dropped;
}

void EventAssembler::date(DraftEvent& draft, Tree const& tree, TokenIndex predicate,
                          std::vector<DateMention> const& dates) const {
  auto const* mention = date_of(tree, predicate, dates);
  if (mention == nullptr) return;
  // Words are said before they are reported, whatever they are about.
  auto const words = draft.type == EventType::kAccusation || draft.type == EventType::kProposal;
  auto const ahead = !words && (draft.status == EventStatus::kPlanned || draft.status == EventStatus::kHypothetical);
  if (mention->from_last)
    draft.date = counted_from_last(*mention, dates, ahead);
  else
    draft.date = resolve_date(*mention, ahead);
  draft.date_text = mention->text;
  if (draft.type == EventType::kVisit && draft.date) draft.date = with_duration(tree, predicate, *draft.date);
}

/// "the next day": from the day told before in the sentence, else from the day last spoken of.
std::optional<DateRange> EventAssembler::counted_from_last(DateMention const& mention,
                                                           std::vector<DateMention> const& dates, bool ahead) const {
  auto base = last_day_;
  for (auto const& other : dates)
    if (other.first < mention.first && is_day(other)) base = other;
  if (!base) return std::nullopt;
  auto const day = resolve_date(*base, ahead)->start + std::chrono::days(*mention.from_last);
  return DateRange{day, day, DatePrecision::kDay};
}

std::vector<DraftEvent> EventAssembler::take() {
  join_vague_meetings(events_, actors_);
  share_occasions(events_, actors_);
  return std::move(events_);
}

/// "The minister repeated his proposal": without a target it is one already known.
bool EventAssembler::tells_again(DraftEvent const& draft) {
  for (auto i = events_.size(); i > 0 && events_.size() - i < kMostAlike; --i) {
    auto& event = events_[i - 1];
    if (event.type != draft.type || event.source != draft.source || !compatible_dates(event, draft)) continue;
    if (event.sentences.back() != draft.sentences.front()) event.sentences.push_back(draft.sentences.front());
    return true;
  }
  return false;
}

/// One event per occurrence: the same people doing the same at a time that may be the same.
void EventAssembler::merge(DraftEvent draft) {
  if (is_symmetric(draft.type) && everybody(draft).size() > 1) actors_.note_pair(everybody(draft));
  if (draft.type == EventType::kVisit && actors_.actors()[draft.source.front()].actor.kind == ActorKind::kState)
    actors_.note_pair(everybody(draft));
  if (is_act(draft.type) && draft.status == EventStatus::kHappened) actors_.note_act(draft.source);
  if (draft.type == EventType::kProposal && draft.target.empty() && tells_again(draft)) return;
  auto& alike = by_participants_[key_of(draft)];
  for (std::size_t i = 0; i < std::min(alike.size(), kMostAlike); ++i) {
    auto& event = events_[alike[i]];
    if (!compatible_dates(event, draft)) continue;
    if ((event.status == EventStatus::kDenied) != (draft.status == EventStatus::kDenied)) continue;
    // A wish is not what happened elsewhere, unless both are told of one time; what is planned is wished too.
    auto const wished = (event.status == EventStatus::kHypothetical) != (draft.status == EventStatus::kHypothetical) &&
                        event.status != EventStatus::kPlanned && draft.status != EventStatus::kPlanned;
    if (wished && !(event.date && draft.date)) continue;
    if (draft.date && (!event.date || says_more(event.type, *draft.date, *event.date))) {
      event.date = draft.date;
      event.date_text = draft.date_text;
    }
    if (draft.status == EventStatus::kHappened) {
      if (event.status != EventStatus::kHappened) event.cameo = draft.cameo;  // the deed, no longer the intention
      event.status = EventStatus::kHappened;
    }
    if (draft.status == EventStatus::kPlanned && event.status == EventStatus::kHypothetical)
      event.status = EventStatus::kPlanned;
    if (event.sentences.back() != draft.sentences.front()) event.sentences.push_back(draft.sentences.front());
    return;
  }
  alike.push_back(events_.size());
  events_.push_back(std::move(draft));
}

}  // namespace dragoman
