#include "api/coded_events/event_json.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "api/coded_events/plover_codes.h"
#include "api/coded_events/table_reader.h"
#include "api/json_fields.h"
#include "api/text_check.h"
#include "graph/names.h"

namespace dragoman {
namespace {

namespace json = boost::json;

constexpr std::array<std::string_view, 1> kId = {"id"};
constexpr std::array<std::string_view, 1> kType = {"type"};
constexpr std::array<std::string_view, 1> kStatus = {"status"};
constexpr std::array<std::string_view, 3> kCameo = {"cameo", "code", "cameo_code"};
constexpr std::array<std::string_view, 1> kPlover = {"plover"};
constexpr std::array<std::string_view, 3> kDate = {"date", "event_date", "day"};
constexpr std::array<std::string_view, 1> kStart = {"start"};
constexpr std::array<std::string_view, 1> kEnd = {"end"};
constexpr std::array<std::string_view, 1> kPrecision = {"precision"};
constexpr std::array<std::string_view, 1> kText = {"text"};
constexpr std::array<std::string_view, 1> kParticipants = {"participants"};
constexpr std::array<std::string_view, 1> kSource = {"source"};
constexpr std::array<std::string_view, 1> kTarget = {"target"};
constexpr std::array<std::string_view, 2> kName = {"name", "actor"};
constexpr std::array<std::string_view, 1> kActor = {"actor"};
constexpr std::array<std::string_view, 1> kRole = {"role"};
constexpr std::array<std::string_view, 1> kCountry = {"country"};
constexpr std::array<std::string_view, 1> kKind = {"kind"};
constexpr std::array<std::string_view, 1> kEvidence = {"evidence"};
constexpr std::array<std::string_view, 3> kArticle = {"article", "story", "url"};
constexpr std::array<std::string_view, 1> kPublisher = {"publisher"};
constexpr std::array<std::string_view, 1> kPublished = {"published"};
constexpr std::array<std::string_view, 1> kSentence = {"sentence"};
constexpr std::array<std::string_view, 1> kBegin = {"begin"};

constexpr std::size_t kLongestName = 512;
constexpr std::size_t kLongestReport = 8192;
constexpr std::size_t kLongestSentence = std::size_t{8} << 20U;  // a text without a full stop is one sentence
constexpr std::size_t kMostParticipants = 1000;
constexpr std::size_t kMostEvidence = 10'000;

InputError not_one_of(Field const& field, std::string_view text, std::string_view what) {
  return fault(field.name, "\"" + std::string(clip_utf8(text, 100)) + "\" is not " + std::string(what) + ".");
}

/// A string or a whole number, as text.
Read<std::string> read_label(Field const& field, std::size_t most) {
  if (field.value != nullptr) {
    if (auto const number = whole_number(*field.value)) return std::to_string(*number);
  }
  return read_string(field, most);
}

Read<CameoCode const*> read_cameo(json::object const& object) {
  auto const field = find_field(object, kCameo);
  auto const code = read_string(field, kLongestName);
  if (!code) return code.error();
  if (!code->empty()) {
    if (auto const* found = find_cameo(*code)) return found;
    if (auto const* found = find_cameo_by_name(*code)) return found;
    return not_one_of(field, *code, "a CAMEO code");
  }
  auto const type_field = find_field(object, kType);
  auto const type = read_string(type_field, kLongestName);
  if (!type) return type.error();
  if (!type->empty()) {
    if (auto const ours = parse_event_type(*type)) return &default_cameo(*ours);
    if (auto const* found = cameo_of_plover(*type, {})) return found;
    return not_one_of(type_field, *type, "an event type");
  }
  auto const plover_field = find_field(object, kPlover);
  auto const plover = read_string(plover_field, kLongestName);
  if (!plover) return plover.error();
  if (plover->empty()) return fault("cameo", "Neither \"cameo\" nor \"type\" says what happened.");
  if (auto const* found = cameo_of_plover(*plover, {})) return found;
  return not_one_of(plover_field, *plover, "a PLOVER category");
}

/// Our type may be finer than the code's ("invitation" with 036).
Read<void> read_kind(json::object const& object, CodedRecord& record) {
  auto const cameo = read_cameo(object);
  if (!cameo) return cameo.error();
  record.cameo = *cameo;
  record.type = record.cameo->type;
  auto const field = find_field(object, kType);
  if (auto const type = read_string(field, kLongestName); type && !type->empty()) {
    auto const ours = parse_event_type(*type);
    if (!ours && cameo_of_plover(*type, {}) == nullptr) return not_one_of(field, *type, "an event type");
    if (ours) record.type = *ours;
  }
  auto const status_field = find_field(object, kStatus);
  auto const status = read_string(status_field, kLongestName);
  if (!status) return status.error();
  if (status->empty()) return {};
  auto const parsed = parse_event_status(*status);
  if (!parsed) return not_one_of(status_field, *status, "a status");
  record.status = *parsed;
  return {};
}

/// "2018-06-01", or {"start": …, "end": …, "precision": …, "text": …}.
Read<void> read_date(json::object const& object, CodedRecord& record) {
  auto const field = find_field(object, kDate);
  if (field.value == nullptr) return {};
  if (!field.value->is_object()) {
    auto const day = read_day(field);
    if (!day) return day.error();
    if (*day) record.date = DateRange{**day, **day};
    return {};
  }
  auto const& date = field.value->get_object();
  auto const start = read_day(find_field(date, kStart));
  if (!start) return fault("date.start", start.error().detail);
  auto const end = read_day(find_field(date, kEnd));
  if (!end) return fault("date.end", end.error().detail);
  auto text = read_string(find_field(date, kText), kLongestName);
  if (!text) return fault("date.text", text.error().detail);
  record.date_text = std::move(*text);
  if (!*start) return {};
  record.date = DateRange{**start, end->value_or(**start)};
  if (record.date->end < record.date->start) return fault("date.end", "The date ends before it begins.");
  record.date->precision = record.date->end == record.date->start ? DatePrecision::kDay : DatePrecision::kRange;
  auto const precision_field = find_field(date, kPrecision);
  auto const precision = read_string(precision_field, kLongestName);
  if (!precision) return fault("date.precision", precision.error().detail);
  if (precision->empty()) return {};
  auto const parsed = parse_date_precision(*precision);
  if (!parsed) return fault("date.precision", not_one_of(precision_field, *precision, "a precision").detail);
  record.date->precision = *parsed;
  return {};
}

Read<void> read_participant(json::value const& value, std::string const& place, CodedRecord& record,
                            ImportActors& actors) {
  auto const* object = value.if_object();
  if (object == nullptr) return fault(place, "A participant must be an object with a \"name\".");
  auto const name = read_string(find_field(*object, kName), kLongestName);
  if (!name) return fault(place, name.error().detail);
  if (is_blank(*name)) return fault(place, "The participant has no \"name\".");
  auto const country = read_string(find_field(*object, kCountry), kLongestName);
  if (!country) return fault(place, country.error().detail);
  auto const kind = read_string(find_field(*object, kKind), kLongestName);
  if (!kind) return fault(place, kind.error().detail);
  if (!kind->empty() && !parse_actor_kind(*kind)) return fault(place, "The participant's \"kind\" is not known.");
  auto const role = read_string(find_field(*object, kRole), kLongestName);
  if (!role) return fault(place, role.error().detail);
  if (!role->empty() && *role != to_string(Role::kSource) && *role != to_string(Role::kTarget))
    return fault(place, "The participant's \"role\" is neither \"source\" nor \"target\".");
  ActorHints const hints{.country = *country, .sectors = {}, .kind = *kind};
  // Beside a name, "actor" is an id if it looks like one.
  auto const id = read_string(find_field(*object, kActor), kLongestName);
  if (!id) return fault(place, id.error().detail);
  bool const has_id = !id->empty() && object->contains("name") && slugify(*id) == *id;
  CodedParticipant const participant{
      .actor = has_id ? actors.index_by_slug(*id, *name, hints) : actors.index(*name, hints),
      .role = *role == to_string(Role::kTarget) ? Role::kTarget : Role::kSource};
  if (std::find(record.participants.begin(), record.participants.end(), participant) == record.participants.end())
    record.participants.push_back(participant);
  return {};
}

Read<void> read_participants(json::object const& object, CodedRecord& record, ImportActors& actors) {
  if (auto const field = find_field(object, kParticipants); field.value != nullptr) {
    auto const* list = field.value->if_array();
    if (list == nullptr) return wrong_type(field, "an array");
    if (list->size() > kMostParticipants) return fault(field.name, "There are more than 1,000 participants.");
    for (std::size_t i = 0; i < list->size(); ++i) {
      auto const place = "participants[" + std::to_string(i) + "]";
      if (auto const read = read_participant((*list)[i], place, record, actors); !read) return read;
    }
  }
  for (auto const& [names, role] : {std::pair(FieldNames(kSource), Role::kSource), {kTarget, Role::kTarget}}) {
    auto const field = find_field(object, names);
    auto const name = read_string(field, kLongestName);
    if (!name) return name.error();
    if (!is_blank(*name)) record.participants.push_back({actors.index(*name, {}), role});
  }
  if (record.participants.empty())
    return fault("participants", "The event has no participants: give \"participants\", or \"source\" and \"target\".");
  return {};
}

Read<Evidence> read_evidence(json::object const& object) {
  Evidence evidence;
  auto article = read_label(find_field(object, kArticle), kLongestReport);
  if (!article) return article.error();
  evidence.article = std::move(*article);
  auto publisher = read_string(find_field(object, kPublisher), kLongestName);
  if (!publisher) return publisher.error();
  evidence.publisher = std::move(*publisher);
  auto const published = read_day(find_field(object, kPublished));
  if (!published) return published.error();
  evidence.published = *published;
  auto sentence = read_string(find_field(object, kSentence), kLongestSentence);
  if (!sentence) return sentence.error();
  evidence.sentence = std::move(*sentence);
  return evidence;
}

/// Where the sentence stands in the text of its article; nothing is checked against that text.
Read<void> read_offsets(json::object const& object, Evidence& evidence) {
  auto const read = [&](FieldNames names) -> Read<std::uint32_t> {
    auto const field = find_field(object, names);
    if (field.value == nullptr) return std::uint32_t{0};
    auto const number = whole_number(*field.value);
    if (!number || *number < 0 || *number >= UINT32_MAX)
      return fault(field.name, "\"" + std::string(field.name) + "\" must be a whole number of characters.");
    return static_cast<std::uint32_t>(*number);
  };
  auto const begin = read(kBegin);
  if (!begin) return begin.error();
  auto const end = read(kEnd);
  if (!end) return end.error();
  if (*end < *begin) return fault("end", "\"end\" is before \"begin\".");
  evidence.begin = *begin;
  evidence.end = *end;
  evidence.imported = *end != 0;
  return {};
}

/// A list of it, or its fields in the event itself; the record's own id when nothing else says where it is from.
Read<void> read_all_evidence(json::object const& object, CodedRecord& record) {
  if (auto const field = find_field(object, kEvidence); field.value != nullptr) {
    auto const* list = field.value->if_array();
    if (list == nullptr) return wrong_type(field, "an array");
    if (list->size() > kMostEvidence) return fault(field.name, "There are more than 10,000 pieces of evidence.");
    for (std::size_t i = 0; i < list->size(); ++i) {
      auto const place = "evidence[" + std::to_string(i) + "]";
      auto const* one = (*list)[i].if_object();
      if (one == nullptr) return fault(place, "Evidence must be an object.");
      auto evidence = read_evidence(*one);
      if (!evidence) return fault(place + "." + evidence.error().field, evidence.error().detail);
      if (auto const read = read_offsets(*one, *evidence); !read)
        return fault(place + "." + read.error().field, read.error().detail);
      record.evidence.push_back(std::move(*evidence));
    }
  }
  if (!record.evidence.empty()) return {};
  auto evidence = read_evidence(object);
  if (!evidence) return evidence.error();
  auto id = read_label(find_field(object, kId), kLongestName);
  if (!id) return id.error();
  if (evidence->article.empty()) evidence->article = std::move(*id);
  record.evidence.push_back(std::move(*evidence));
  return {};
}

}  // namespace

Read<CodedRecord> read_coded_event(std::string_view text, ImportActors& actors) {
  auto const object = parse_object(text, "An event");
  if (!object) return object.error();
  CodedRecord record;
  if (auto const read = read_kind(*object, record); !read) return read.error();
  if (auto const read = read_date(*object, record); !read) return read.error();
  if (auto const read = read_all_evidence(*object, record); !read) return read.error();
  if (auto const read = read_participants(*object, record, actors); !read) return read.error();
  tell_from_the_visitor(record);
  return record;
}

}  // namespace dragoman
