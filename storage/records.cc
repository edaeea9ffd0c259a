#include "storage/records.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "storage/bytes.h"

namespace dragoman {
namespace {

constexpr std::uint8_t kVersion = 1;
constexpr std::uint8_t kMergedVersion = 2;    // of actors and events that a merge of actors left its mark on
constexpr std::uint8_t kImportedVersion = 3;  // of events with evidence whose offsets came with it
constexpr std::string_view kFormatPrefix = "dragoman store ";

// Days are counted from here, so that 1987-2032 takes two bytes.
constexpr Day kDayBase{std::chrono::year{2010} / 1 / 1};

Error damaged(std::string_view what) {
  return {ErrorCode::kCorruption, "the " + std::string(what) + " record is damaged"};
}

Result<std::uint8_t> read_version(ByteReader& in, std::string_view what, std::uint8_t newest = kVersion) {
  auto const version = in.byte();
  if (in.ok() && version > newest)
    return Error{ErrorCode::kCorruption, "the " + std::string(what) + " record has version " + std::to_string(version) +
                                             ", and this program knows versions up to " + std::to_string(newest)};
  if (!in.ok() || version == 0) return damaged(what);
  return version;
}

std::uint64_t day_number(Day day) { return zigzag((day - kDayBase).count()); }

Day read_day_number(ByteReader& in, std::uint64_t number) {
  constexpr std::uint64_t kMost = std::uint64_t{1} << 24;
  auto const day = kDayBase + std::chrono::days{unzigzag(number <= kMost ? number : 0)};
  if (number > kMost || day < kFirstDay || day > kLastDay) in.fail();
  return day;
}

void put_optional_day(std::string& out, std::optional<Day> day) { put_varint(out, day ? day_number(*day) + 1 : 0); }

std::optional<Day> read_optional_day(ByteReader& in) {
  auto const number = in.varint();
  if (number == 0) return std::nullopt;
  return read_day_number(in, number - 1);
}

// Date codes of an event.
constexpr std::uint8_t kNoDate = 0;
constexpr std::uint8_t kOneDay = 1;      // precision day, end == start: no length follows
constexpr std::uint8_t kWithLength = 2;  // + precision

std::uint8_t date_code(std::optional<DateRange> const& date) {
  if (!date) return kNoDate;
  if (date->precision == DatePrecision::kDay && date->start == date->end) return kOneDay;
  return static_cast<std::uint8_t>(kWithLength + static_cast<std::uint8_t>(date->precision));
}

std::optional<DateRange> read_date(ByteReader& in, std::uint8_t code) {
  if (code == kNoDate) return std::nullopt;
  DateRange date;
  date.start = date.end = read_day_number(in, in.varint());
  if (code == kOneDay) return date;
  auto const precision = static_cast<std::uint8_t>(code - kWithLength);
  if (precision > static_cast<std::uint8_t>(DatePrecision::kRange)) in.fail();
  date.precision = static_cast<DatePrecision>(precision);
  auto const length = in.varint_up_to(std::uint64_t{1} << 24);
  date.end = date.start + std::chrono::days{unzigzag(length)};
  if (date.end < kFirstDay || date.end > kLastDay) in.fail();
  return date;
}

// CAMEO codes are one to four digits: numbered so that leading zeros count. 0: some other text follows.
constexpr std::uint64_t kCodesShorter[] = {0, 1, 11, 111, 1111, 11111};  // 1 + codes with fewer digits

void put_cameo(std::string& out, std::string_view code) {
  std::uint64_t number = 0;
  bool digits = !code.empty() && code.size() <= 4;
  for (char const c : code) {
    digits = digits && c >= '0' && c <= '9';
    if (digits) number = number * 10 + static_cast<std::uint64_t>(c - '0');
  }
  if (digits) return put_varint(out, kCodesShorter[code.size()] + number);
  put_varint(out, 0);
  put_string(out, code);
}

void read_cameo(ByteReader& in, std::string& code) {
  auto number = in.varint_up_to(kCodesShorter[5] - 1);
  if (number == 0) {
    code = in.string();
    return;
  }
  std::size_t size = 1;
  while (number >= kCodesShorter[size + 1]) ++size;
  number -= kCodesShorter[size];
  code.assign(size, '0');
  for (std::size_t i = size; i-- > 0; number /= 10) code[i] = static_cast<char>('0' + number % 10);
}

template <class Enum>
Enum read_enum(ByteReader& in, std::uint64_t value, Enum last) {
  if (value > static_cast<std::uint64_t>(last)) {
    in.fail();
    value = 0;
  }
  return static_cast<Enum>(value);
}

void put_participants(std::string& out, Participants const& participants) {
  put_varint(out, participants.size());
  for (auto const& participant : participants)
    put_varint(out, (std::uint64_t{participant.actor.value} << 2) | static_cast<std::uint8_t>(participant.role));
}

void read_participants(ByteReader& in, Participants& participants) {
  participants.resize(in.count(1));
  for (auto& participant : participants) {
    auto const packed = in.varint_up_to((std::uint64_t{UINT32_MAX} << 2) | 3);
    participant = {ActorId{static_cast<std::uint32_t>(packed >> 2)}, read_enum(in, packed & 3, Role::kTarget)};
  }
}

void put_ids(std::string& out, std::vector<EventId> const& ids) {
  put_varint(out, ids.size());
  std::uint32_t before = 0;
  for (auto const id : ids) {
    put_varint(out, id.value - before);  // wraps: any order survives, ascending ids are short
    before = id.value;
  }
}

}  // namespace

std::string encode_format(std::uint32_t version) { return std::string(kFormatPrefix) + std::to_string(version); }

Result<std::uint32_t> decode_format(std::string_view bytes) {
  std::uint32_t version = 0;
  if (bytes.starts_with(kFormatPrefix)) {
    auto const number = bytes.substr(kFormatPrefix.size());
    auto const [end, error] = std::from_chars(number.data(), number.data() + number.size(), version);
    if (error == std::errc{} && end == number.data() + number.size() && version > 0) return version;
  }
  return damaged("format");
}

std::string encode(Actor const& actor) {
  bool const in_merge = actor.merged_into || !actor.merged.empty();
  std::string out;
  put_byte(out, in_merge ? kMergedVersion : kVersion);
  put_byte(out, static_cast<std::uint8_t>(actor.kind));
  put_string(out, actor.slug);
  put_string(out, actor.name);
  put_string(out, actor.country);
  put_varint(out, actor.aliases.size());
  for (auto const& alias : actor.aliases) put_string(out, alias);
  put_varint(out, actor.offices.size());
  for (auto const& office : actor.offices) {
    put_string(out, office.title);
    put_string(out, office.of);
    put_optional_day(out, office.from);
    put_optional_day(out, office.to);
  }
  if (!in_merge) return out;
  put_varint(out, actor.merged_into ? std::uint64_t{actor.merged_into->value} + 1 : 0);
  put_varint(out, actor.merged.size());
  for (auto const id : actor.merged) put_varint(out, id.value);
  return out;
}

Result<Actor> decode_actor(std::string_view bytes) {
  ByteReader in(bytes);
  auto const version = read_version(in, "actor", kMergedVersion);
  if (!version) return version.error();
  Actor actor;
  actor.kind = read_enum(in, in.byte(), ActorKind::kOther);
  actor.slug = in.string();
  actor.name = in.string();
  actor.country = in.string();
  actor.aliases.resize(in.count(1));
  for (auto& alias : actor.aliases) alias = in.string();
  actor.offices.resize(in.count(4));
  for (auto& office : actor.offices) {
    office.title = in.string();
    office.of = in.string();
    office.from = read_optional_day(in);
    office.to = read_optional_day(in);
  }
  if (*version == kMergedVersion) {
    auto const into = in.varint_up_to(std::uint64_t{UINT32_MAX} + 1);
    if (into > 0) actor.merged_into = ActorId{static_cast<std::uint32_t>(into - 1)};
    actor.merged.resize(in.count(1));
    for (auto& id : actor.merged) id.value = in.varint32();
  }
  if (!in.finished()) return damaged("actor");
  return actor;
}

std::string encode(Event const& event) {
  std::string out;
  encode_into(event, out);
  return out;
}

void encode_into(Event const& event, std::string& out) {
  out.clear();
  bool const in_merge =
      std::any_of(event.evidence.begin(), event.evidence.end(), [](Evidence const& e) { return !e.told.empty(); });
  bool const imported =
      std::any_of(event.evidence.begin(), event.evidence.end(), [](Evidence const& e) { return e.imported; });
  auto const version = imported ? kImportedVersion : in_merge ? kMergedVersion : kVersion;
  auto const date = date_code(event.date);
  put_byte(out, version);
  put_byte(out, static_cast<std::uint8_t>(event.type));
  put_byte(out, static_cast<std::uint8_t>(static_cast<std::uint8_t>(event.status) | (date << 2) |
                                          (event.date_text.empty() ? 0 : 1 << 5)));
  put_cameo(out, event.cameo);
  if (event.date) put_varint(out, day_number(event.date->start));
  if (date >= kWithLength) put_varint(out, zigzag((event.date->end - event.date->start).count()));
  if (!event.date_text.empty()) put_string(out, event.date_text);
  put_participants(out, event.participants);
  put_varint(out, event.evidence.size());
  for (auto const& evidence : event.evidence) {
    put_string(out, evidence.article);
    put_string(out, evidence.publisher);
    put_optional_day(out, evidence.published);
    put_string(out, evidence.sentence);
    put_varint(out, evidence.begin);
    put_varint(out, evidence.end - evidence.begin);  // wraps
    if (version >= kMergedVersion) put_participants(out, evidence.told);
    if (version >= kImportedVersion) put_byte(out, evidence.imported ? 1 : 0);
  }
}

Result<void> decode_event_into(EventId id, std::string_view bytes, Event& event) {
  ByteReader in(bytes);
  auto const version = read_version(in, "event", kImportedVersion);
  if (!version) return version.error();
  event.id = id;
  event.type = read_enum(in, in.byte(), static_cast<EventType>(kEventTypeCount - 1));
  auto const flags = in.byte();
  if ((flags & 0xC0) != 0) in.fail();
  event.status = static_cast<EventStatus>(flags & 3);
  read_cameo(in, event.cameo);
  event.date = read_date(in, (flags >> 2) & 7);
  event.date_text = (flags & (1 << 5)) != 0 ? in.string() : std::string_view{};
  read_participants(in, event.participants);
  event.evidence.resize(in.count(6));
  for (auto& evidence : event.evidence) {
    evidence.article = in.string();
    evidence.publisher = in.string();
    evidence.published = read_optional_day(in);
    evidence.sentence = in.string();
    evidence.begin = in.varint32();
    evidence.end = evidence.begin + in.varint32();
    evidence.told.clear();
    if (*version >= kMergedVersion) read_participants(in, evidence.told);
    auto const imported = *version >= kImportedVersion ? in.byte() : std::uint8_t{0};
    if (imported > 1) in.fail();
    evidence.imported = imported == 1;
  }
  if (!in.finished()) return damaged("event");
  return {};
}

Result<Event> decode_event(EventId id, std::string_view bytes) {
  Event event;
  if (auto const decoded = decode_event_into(id, bytes, event); !decoded) return decoded.error();
  return event;
}

std::string encode(Article const& article) {
  std::string out;
  out.reserve(article.text.size() + article.title.size() + article.url.size() + 64);
  put_byte(out, kVersion);
  put_string(out, article.url);
  put_string(out, article.publisher);
  put_string(out, article.title);
  put_optional_day(out, article.published);
  put_string(out, article.language);
  put_string(out, article.text);
  return out;
}

Result<Article> decode_article(std::string_view id, std::string_view bytes) {
  ByteReader in(bytes);
  if (auto const version = read_version(in, "article"); !version) return version.error();
  Article article;
  article.id = id;
  article.url = in.string();
  article.publisher = in.string();
  article.title = in.string();
  article.published = read_optional_day(in);
  article.language = in.string();
  article.text = in.string();
  if (!in.finished()) return damaged("article");
  return article;
}

std::string encode(ArticleDigest const& digest) {
  std::string out;
  put_byte(out, kVersion);
  put_big_endian64(out, digest.content_hash);
  put_ids(out, digest.events);
  return out;
}

Result<ArticleDigest> decode_article_digest(std::string_view bytes) {
  ByteReader in(bytes);
  if (auto const version = read_version(in, "article digest"); !version) return version.error();
  ArticleDigest digest;
  digest.content_hash = in.big_endian64();
  digest.events.resize(in.count(1));
  std::uint32_t before = 0;
  for (auto& id : digest.events) id.value = before += in.varint32();
  if (!in.finished()) return damaged("article digest");
  return digest;
}

std::string encode(StoreState const& state) {
  std::string out;
  put_byte(out, kVersion);
  put_varint(out, state.counts.articles);
  put_varint(out, state.counts.events);
  put_varint(out, state.counts.actors);
  put_varint(out, state.next_actor.value);
  put_varint(out, state.next_event.value);
  return out;
}

Result<StoreState> decode_state(std::string_view bytes) {
  ByteReader in(bytes);
  if (auto const version = read_version(in, "state"); !version) return version.error();
  StoreState state;
  state.counts.articles = in.varint();
  state.counts.events = in.varint();
  state.counts.actors = in.varint();
  state.next_actor.value = in.varint32();
  state.next_event.value = in.varint32();
  if (!in.finished()) return damaged("state");
  return state;
}

}  // namespace dragoman
