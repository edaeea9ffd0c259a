#pragma once
// A sentence with its tokens, tags, lemmas, dependency tree and entity tags: what the language pipeline makes of text.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dragoman {

/// Penn Treebank part-of-speech tags, as in the XPOS column of UD English. The values are stored in model files.
enum class Tag : std::uint8_t {
  kNone = 0,
  kCC,
  kCD,
  kDT,
  kEX,
  kFW,
  kIN,
  kJJ,
  kJJR,
  kJJS,
  kLS,
  kMD,
  kNN,
  kNNS,
  kNNP,
  kNNPS,
  kPDT,
  kPOS,
  kPRP,
  kPRPS,
  kRB,
  kRBR,
  kRBS,
  kRP,
  kSYM,
  kTO,
  kUH,
  kVB,
  kVBD,
  kVBG,
  kVBN,
  kVBP,
  kVBZ,
  kWDT,
  kWP,
  kWPS,
  kWRB,
  kADD,
  kAFX,
  kGW,
  kHYPH,
  kNFP,
  kXX,
  kComma,
  kPeriod,
  kColon,
  kOpenQuote,
  kCloseQuote,
  kOpenBracket,
  kCloseBracket,
  kDollar,
  kHash,
};
inline constexpr std::size_t kTagCount = 52;
std::string_view to_string(Tag tag);  // "NNP", "PRP$", "-LRB-", "``", …
std::optional<Tag> parse_tag(std::string_view name);

/// Universal Dependencies v2 relations with the subtypes that UD English uses. The values are stored in model files.
enum class Rel : std::uint8_t {
  kNone = 0,
  kRoot,
  kAcl,
  kAclRelcl,
  kAdvcl,
  kAdvclRelcl,
  kAdvmod,
  kAmod,
  kAppos,
  kAux,
  kAuxPass,
  kCase,
  kCc,
  kCcPreconj,
  kCcomp,
  kCompound,
  kCompoundPrt,
  kConj,
  kCop,
  kCsubj,
  kCsubjPass,
  kCsubjOuter,
  kDep,
  kDet,
  kDetPredet,
  kDiscourse,
  kDislocated,
  kExpl,
  kFixed,
  kFlat,
  kGoeswith,
  kIobj,
  kList,
  kMark,
  kNmod,
  kNmodDesc,
  kNmodPoss,
  kNmodUnmarked,
  kNsubj,
  kNsubjPass,
  kNsubjOuter,
  kNummod,
  kObj,
  kObl,
  kOblAgent,
  kOblUnmarked,
  kOrphan,
  kParataxis,
  kPunct,
  kReparandum,
  kVocative,
  kXcomp,
};
inline constexpr std::size_t kRelCount = 52;
std::string_view to_string(Rel rel);  // "nsubj:pass"
std::optional<Rel> parse_rel(std::string_view name);

/// IOB entity tags.
enum class Entity : std::uint8_t {
  kOutside = 0,
  kBeginPerson,
  kInsidePerson,
  kBeginOrganisation,
  kInsideOrganisation,
  kBeginLocation,
  kInsideLocation,
  kBeginMisc,
  kInsideMisc
};
inline constexpr std::size_t kEntityCount = 9;
std::string_view to_string(Entity entity);  // "B-PER", "O"

struct Token {
  static constexpr std::int32_t kNoHead = -1;

  std::string form;         // as parsed: straight quotes, no soft hyphens
  std::string lemma;        // lower case, except of proper nouns
  std::uint32_t begin = 0;  // bytes of the article's text, end exclusive
  std::uint32_t end = 0;
  Tag tag = Tag::kNone;
  Rel rel = Rel::kNone;
  Entity entity = Entity::kOutside;
  std::int32_t head = kNoHead;  // index in the sentence; kNoHead for the root
};

/// The tree is one tree over all tokens: exactly one root, no cycles.
struct Sentence {
  std::uint32_t begin = 0;  // bytes of the article's text, end exclusive; what is shown as evidence
  std::uint32_t end = 0;
  std::uint32_t paragraph = 0;  // counts from 0
  std::string dateline;         // "MOSCOW", "SEOUL": taken off before parsing; its tokens are not in `tokens`
  std::vector<Token> tokens;
};

}  // namespace dragoman
