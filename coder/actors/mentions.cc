#include "coder/actors/mentions.h"

#include <algorithm>

#include "coder/actors/spans.h"

namespace dragoman {

namespace {

constexpr TokenIndex kLongestGap =
    4;  // words between a state and the title it belongs to: "Poland's ex-communist President"

/// Puts the spans of one sentence together into mentions.
class MentionComposer {
 public:
  MentionComposer(Tree const& tree, ActorDictionary const& dictionary)
      : tree_(tree), dictionary_(dictionary), spans_(find_spans(tree, dictionary)), used_(spans_.size(), false) {}

  std::vector<Mention> compose() {
    for (std::size_t i = 0; i < spans_.size(); ++i)
      if (spans_[i].kind == NameSpan::Kind::kTitle) titled(i);
    for (std::size_t i = 0; i < spans_.size(); ++i)
      if (!used_[i] && spans_[i].kind != NameSpan::Kind::kTitle) plain(i);
    std::sort(out_.begin(), out_.end(), [](Mention const& a, Mention const& b) { return a.first < b.first; });
    return std::move(out_);
  }

 private:
  Actor const& actor(std::uint32_t entry) const { return dictionary_.entry(entry).actor; }

  bool is_state(NameSpan const& span) const { return target_of(span, ActorKind::kState).has_value(); }

  std::optional<NameTarget> target_of(NameSpan const& span, ActorKind kind) const {
    for (auto const& target : span.targets)
      if (actor(target.entry).kind == kind && target.use != NameUse::kPlace) return target;
    return std::nullopt;
  }

  std::optional<NameTarget> person_target(NameSpan const& span) const { return target_of(span, ActorKind::kPerson); }

  std::optional<std::uint32_t> body_entry(NameSpan const& span) const {
    for (auto const& target : span.targets)
      if (auto const kind = actor(target.entry).kind; kind != ActorKind::kState && kind != ActorKind::kPerson)
        return target.entry;
    return std::nullopt;
  }

  bool is_personal_name(std::size_t i) const {
    auto const& span = spans_[i];
    return span.kind == NameSpan::Kind::kProper || (span.kind == NameSpan::Kind::kKnown && person_target(span));
  }

  std::string_view form(TokenIndex at) const { return tree_[at].form; }

  /// States and bodies before the title, in the same noun phrase: "Afghan government military chief". Returns the first
  /// token.
  TokenIndex owners_before(std::size_t title, Mention& mention) {
    auto first = spans_[title].first;
    auto gap_end = first;
    for (std::size_t i = title; i-- > 0;) {
      auto const& span = spans_[i];
      if (used_[i] || span.kind == NameSpan::Kind::kProper) break;
      if (gap_end - span.last > kLongestGap || !is_modifier_gap(span.last, gap_end, mention.plural)) break;
      if (span.kind == NameSpan::Kind::kTitle) {
        gap_end = span.first;  // "foreign ministry spokesman": inner titles are skipped
        continue;
      }
      if (auto const state = target_of(span, ActorKind::kState))
        mention.countries.push_back(state->entry);
      else if (auto const body = body_entry(span)) {
        if (!mention.body) mention.body = body;
      } else {
        break;
      }
      used_[i] = true;
      first = gap_end = span.first;
    }
    std::reverse(mention.countries.begin(), mention.countries.end());
    return first;
  }

  bool is_modifier_gap(TokenIndex from, TokenIndex to, bool plural) const {
    for (auto at = from; at < to; ++at) {
      auto const tag = tree_[at].tag;
      auto const fine = tag == Tag::kJJ || tag == Tag::kNN || tag == Tag::kNNP || tag == Tag::kPOS ||
                        tag == Tag::kHYPH || tag == Tag::kJJS || is_participle_modifier(at) || tag == Tag::kRB ||
                        tag == Tag::kCD || (plural && tag == Tag::kCC);
      if (!fine && form(at) != "-" && form(at) != "/") return false;
    }
    return true;
  }

  /// "the newly elected president", but not "the House impeached President X".
  bool is_participle_modifier(TokenIndex at) const {
    auto const& token = tree_[at];
    return (token.tag == Tag::kVBN || token.tag == Tag::kVBG) &&
           (token.rel == Rel::kAmod || token.rel == Rel::kCompound);
  }

  /// "of Russia", "of the Czech Republic", "of Japan and China" after a title. Returns the token after them.
  TokenIndex owners_after(TokenIndex at, Mention& mention) {
    if (at + 1 >= tree_.size()) return at;
    auto const of = form(at);
    if (of != "of" && of != "to" && of != "for" && of != "in" && of != "at") return at;
    auto next = at + 1;
    bool any = false;
    auto end = at;
    while (next < tree_.size()) {
      if (form(next) == "the" || form(next) == "of") ++next;
      auto const i = span_starting(next);
      if (!i || used_[*i]) break;
      auto const state = target_of(spans_[*i], ActorKind::kState);
      auto const body = body_entry(spans_[*i]);
      if (!state && !body) break;
      // An ambassador "to the United Nations" is not of the United Nations' country; "in" only says where.
      if (body) {
        if (!mention.body) mention.body = body;
      } else if (of == "of" || mention.countries.empty()) {
        if (of == "of") mention.countries.push_back(state->entry);
      }
      used_[*i] = of == "of" || body.has_value();
      end = next = spans_[*i].last;
      any = true;
      if (next < tree_.size() && (form(next) == "and" || form(next) == ",") && of == "of" && mention.plural)
        ++next;
      else
        break;
    }
    if (!any) return at;
    // "ambassador to Germany Ada Berg": the state is part of the title.
    auto const name = span_starting(end);
    auto const owner = *span_ending(end);
    if (name && !used_[*name] && is_personal_name(*name)) used_[owner] = true;
    return used_[owner] ? end : at;
  }

  std::optional<std::size_t> span_starting(TokenIndex at) const {
    auto const it = std::lower_bound(spans_.begin(), spans_.end(), at,
                                     [](NameSpan const& span, TokenIndex token) { return span.first < token; });
    if (it == spans_.end() || it->first != at) return std::nullopt;
    return static_cast<std::size_t>(it - spans_.begin());
  }

  std::optional<std::size_t> span_ending(TokenIndex at) const {
    for (std::size_t i = 0; i < spans_.size(); ++i)
      if (spans_[i].last == at) return i;
    return std::nullopt;
  }

  void set_name(Mention& mention, std::size_t i) {
    auto const& span = spans_[i];
    mention.kind = Mention::Kind::kPerson;
    mention.name = span_text(tree_, span.first, span.last);
    if (auto const person = person_target(span)) mention.entry = person->entry;
    used_[i] = true;
  }

  void titled(std::size_t i) {
    if (used_[i]) return;
    auto const& span = spans_[i];
    Mention mention{.kind = Mention::Kind::kTitle, .first = span.first, .last = span.last};
    mention.office = normalise_office(span.title->name) + span.more;
    mention.title_class = span.title->kind;
    mention.former = span.former;
    mention.modified = span.modified;
    mention.plural = span.plural;
    used_[i] = true;
    // "Cuban doctors": without a name it is no form of address, and leaves the state to others.
    if (auto const next = span_starting(span.last);
        mention.title_class == TitleClass::kHonorific && mention.plural && !(next && is_personal_name(*next)))
      return;
    mention.first = owners_before(i, mention);
    // "… president and prime minister X": titles may pile up; the last one before the name keeps it.
    auto at = span.last;
    if (auto const next = span_starting(at); next && spans_[*next].kind == NameSpan::Kind::kTitle && !used_[*next]) {
      // "Prime Minister Mr. X", "Secretary of State General X"
      auto const& inner = spans_[*next];
      if (inner.title->kind == TitleClass::kHonorific || inner.title->kind == TitleClass::kMilitary) {
        used_[*next] = true;
        at = inner.last;
      }
    }
    if (!attach_name(at, mention)) {
      auto const after = owners_after(at, mention);
      if (after > at) {
        mention.last = after;
        at = after;
        attach_name(at, mention);
      }
      if (mention.kind == Mention::Kind::kTitle) attach_apposition(at, mention);
    }
    if (mention.kind == Mention::Kind::kPerson && mention.countries.empty() && !mention.body) attach_state(mention);
    mention.definite = mention.first > 0 && (form(mention.first - 1) == "the" || form(mention.first - 1) == "The");
    if (mention.kind == Mention::Kind::kTitle && mention.title_class == TitleClass::kHonorific) return;
    out_.push_back(std::move(mention));
  }

  bool attach_name(TokenIndex at, Mention& mention) {
    auto const next = span_starting(at);
    if (!next || used_[*next] || !is_personal_name(*next)) return false;
    // "the president Tuesday": a date is no name.
    set_name(mention, *next);
    mention.last = spans_[*next].last;
    return true;
  }

  /// "Trade Minister Ada Berg of Norway"
  void attach_state(Mention& mention) {
    auto at = mention.last;
    if (at + 1 >= tree_.size() || form(at) != "of") return;
    if (form(++at) == "the") ++at;
    auto const i = span_starting(at);
    auto const state = i && !used_[*i] ? target_of(spans_[*i], ActorKind::kState) : std::nullopt;
    if (!state || state->use == NameUse::kAdjective) return;
    mention.countries.push_back(state->entry);
    mention.last = spans_[*i].last;
    used_[*i] = true;
  }

  /// "the foreign minister, Choe Son Hui," and "Choe Son Hui, the North Korean foreign minister".
  void attach_apposition(TokenIndex at, Mention& mention) {
    if (mention.plural) return;
    // "Denmark's ambassador to Thailand, X,"
    std::optional<std::size_t> posting;
    if (at + 2 < tree_.size() && form(at) == "to") posting = span_starting(form(at + 1) == "the" ? at + 2 : at + 1);
    if (posting && (used_[*posting] || !is_state(spans_[*posting]))) posting.reset();
    if (posting) at = spans_[*posting].last;
    if (at + 1 < tree_.size() && form(at) == ",") {
      auto const next = span_starting(at + 1);
      if (next && !used_[*next] && is_personal_name(*next) && looks_personal(*next) && closes(spans_[*next].last)) {
        if (posting) used_[*posting] = true;  // inside the mention
        set_name(mention, *next);
        mention.last = spans_[*next].last;
        return;
      }
    }
    auto first = mention.first;
    while (first > 0 &&
           (form(first - 1) == "the" || form(first - 1) == "a" || form(first - 1) == "an" ||
            form(first - 1) == "then" || tree_[first - 1].tag == Tag::kJJ || tree_[first - 1].tag == Tag::kPRPS))
      --first;
    // "X, who is the foreign minister of Y,"
    if (first > 2 && form(first - 2) == "who" && (form(first - 1) == "is" || form(first - 1) == "was")) {
      mention.former = mention.former || form(first - 1) == "was";
      first -= 2;
    }
    if (first > 1 && form(first - 1) == ",") {
      auto const before = span_ending(first - 1);
      if (before && is_personal_name(*before) && looks_personal(*before) && closes(at)) {
        if (used_[*before]) {
          // The name has a title already ("President X, leader of Y"): this one adds nothing.
          mention.kind = Mention::Kind::kUnknown;
          return;
        }
        set_name(mention, *before);
        mention.first = spans_[*before].first;
      }
    }
  }

  bool looks_personal(std::size_t i) const {
    auto const& span = spans_[i];
    return person_target(span) || tree_[span.first].entity == Entity::kBeginPerson || span.last - span.first >= 2;
  }

  /// An apposition ends at a comma, the end, or a verb; otherwise the comma belongs to a list.
  bool closes(TokenIndex at) const {
    if (at >= tree_.size()) return true;
    auto const& token = tree_[at];
    return token.form == "," || token.form == "." || token.form == ";" || token.form == "\"" || token.form == ")" ||
           token.tag == Tag::kMD || tree_.is_verb(at) || token.tag == Tag::kIN || token.form == "'s";
  }

  void plain(std::size_t i) {
    auto const& span = spans_[i];
    Mention mention{.kind = Mention::Kind::kUnknown, .first = span.first, .last = span.last};
    mention.name = span_text(tree_, span.first, span.last);
    auto const tagged_person =
        tree_[span.first].entity == Entity::kBeginPerson || tree_[span.first].entity == Entity::kInsidePerson;
    if (auto const person = person_target(span); person && (span.targets.size() == 1 || tagged_person)) {
      mention.kind = Mention::Kind::kPerson;
      mention.entry = person->entry;
    } else if (auto const state = target_of(span, ActorKind::kState)) {
      mention.kind = Mention::Kind::kState;
      mention.entry = state->entry;
      mention.use = state->use;
    } else if (auto const body = body_entry(span)) {
      mention.kind = Mention::Kind::kBody;
      mention.entry = body;
    } else if (!span.targets.empty()) {
      mention.kind = Mention::Kind::kPlace;
      mention.entry = span.targets.front().entry;
      mention.use = NameUse::kPlace;
    } else if (tagged_person) {
      mention.kind = Mention::Kind::kPerson;
    }
    // "Russian" alone before a proper name belongs to that name's country.
    if (mention.kind == Mention::Kind::kPerson && i > 0 && spans_[i - 1].last == span.first)
      if (auto const state = target_of(spans_[i - 1], ActorKind::kState); state && state->use == NameUse::kAdjective)
        mention.countries.push_back(state->entry);
    out_.push_back(std::move(mention));
  }

  Tree const& tree_;
  ActorDictionary const& dictionary_;
  std::vector<NameSpan> spans_;
  std::vector<bool> used_;
  std::vector<Mention> out_;
};

}  // namespace

std::vector<Mention> find_mentions(Tree const& tree, ActorDictionary const& dictionary) {
  return MentionComposer(tree, dictionary).compose();
}

}  // namespace dragoman
