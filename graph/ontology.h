#pragma once
// What kinds of events there are: our types, CAMEO codes with Goldstein scores, PLOVER categories.
// CAMEO: Schrodt, "CAMEO Conflict and Mediation Event Observations Codebook" 1.1b3 (2012). PLOVER: draft 0.8 (2021).

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace dragoman {

/// DO NOT CHANGE THE VALUES: they are stored on disk. New types go at the end.
enum class EventType : std::uint8_t {
  kMeeting = 0,
  kVisit = 1,
  kProposal = 2,
  kAccusation = 3,
  kStatementSupport = 4,
  kCriticism = 5,
  kAgreement = 6,
  kNegotiation = 7,
  kInvitation = 8,
  kDemand = 9,
  kThreat = 10,
  kSanction = 11,
  kAid = 12,
  kMilitaryAction = 13,
  kProtest = 14,
  kPhoneCall = 15,
  kOtherDiplomatic = 16,
  // No gold set labels the rest; CAMEO's other codes need them.
  kStatement = 17,
  kRejection = 18,
  kCoercion = 19,
  kCooperation = 20,  // material or diplomatic cooperation that is not aid or an agreement
  kConcession = 21,   // yield, release, ease
  kInvestigation = 22,
  kAssault = 23,  // unconventional violence against persons
};
inline constexpr std::size_t kEventTypeCount = 24;
/// The four that everything else serves.
inline constexpr std::array kCoreEventTypes = {EventType::kMeeting, EventType::kVisit, EventType::kProposal,
                                               EventType::kAccusation};

/// "meeting", "statement_support", …
std::string_view to_string(EventType type);
std::optional<EventType> parse_event_type(std::string_view name);

/// DO NOT CHANGE THE VALUES: they are stored on disk.
enum class EventStatus : std::uint8_t { kHappened = 0, kPlanned = 1, kDenied = 2, kHypothetical = 3 };
std::string_view to_string(EventStatus status);
std::optional<EventStatus> parse_event_status(std::string_view name);

/// PLOVER's categories. DO NOT CHANGE THE VALUES: the first byte of nothing yet, but exports sort by them.
enum class Plover : std::uint8_t {
  kNone = 0,  // CAMEO 01 (public statement) has no PLOVER category
  kAgree,
  kConsult,
  kSupport,
  kConcede,
  kCooperate,
  kAid,
  kRetreat,
  kRequest,
  kAccuse,
  kReject,
  kThreaten,
  kProtest,
  kSanction,
  kMobilize,
  kCoerce,
  kAssault,
};
/// "CONSULT"; "" for kNone.
std::string_view to_string(Plover category);

/// One row of the CAMEO table.
struct CameoCode {
  std::string_view code;  // "0211"
  std::string_view name;  // "Appeal for economic cooperation"
  float goldstein;        // -10 … 10, Goldstein (1992) scale as published for CAMEO
  EventType type;
  Plover plover;
};

/// All codes, ascending as text.
std::span<CameoCode const> cameo_codes();
/// Null when there is no such code.
CameoCode const* find_cameo(std::string_view code);
/// By name without regard to case and punctuation ("Express intent to meet or negotiate"); null when unknown.
CameoCode const* find_cameo_by_name(std::string_view name);
/// What two do with each other, so that who is source and who target has no meaning: consultations, telephone calls,
/// negotiations, signed agreements.
bool is_mutual(CameoCode const& cameo);
/// The code for an event of which only our type is known: meeting → 040, visit → 042, accusation → 112, …
CameoCode const& default_cameo(EventType type);

}  // namespace dragoman
