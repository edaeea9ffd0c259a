#include "graph/names.h"

#include <algorithm>
#include <memory>

#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

namespace dragoman {

namespace {

constexpr std::size_t kLongestSlug = 80;

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80U; });
}

bool is_ascii_letter_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

char ascii_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// ASCII letters and digits in lower case; apostrophes and full stops vanish, everything else becomes one space.
std::string fold_ascii(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (auto const raw : text) {
    auto const c = ascii_lower(raw);
    if (is_ascii_letter_or_digit(c))
      out += c;
    else if (c != '\'' && c != '.' && !out.empty() && out.back() != ' ')
      out += ' ';
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

icu::UnicodeString decomposed(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  auto const* const nfkd = icu::Normalizer2::getNFKDInstance(status);
  auto const source =
      icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  icu::UnicodeString out;
  if (U_SUCCESS(status)) nfkd->normalize(source, out, status);
  if (U_FAILURE(status)) out = source;
  out.foldCase();
  return out;
}

std::string composed_utf8(icu::UnicodeString const& text) {
  UErrorCode status = U_ZERO_ERROR;
  auto const* const nfc = icu::Normalizer2::getNFCInstance(status);
  icu::UnicodeString out;
  if (U_SUCCESS(status)) nfc->normalize(text, out, status);
  std::string utf8;
  (U_SUCCESS(status) ? out : text).toUTF8String(utf8);
  return utf8;
}

bool is_mark(UChar32 c) { return (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0; }

/// Accents, Arabic and Hebrew vowel points; not the vowel signs of Indic scripts, and not kana's voicing marks.
bool is_accent(UChar32 c) {
  if (!is_mark(c) || c == 0x3099 || c == 0x309A) return false;
  UErrorCode status = U_ZERO_ERROR;
  auto const script = uscript_getScript(c, &status);
  return script == USCRIPT_INHERITED || script == USCRIPT_HEBREW || script == USCRIPT_ARABIC;
}

/// Apostrophes, full stops, the letters that transliterations write for a glottal stop, and U+FFFD for invalid bytes.
bool vanishes(UChar32 c) {
  return c == U'\'' || c == U'.' || c == U'’' || c == U'‘' || (c >= 0x02B0 && c <= 0x02FF) || c == 0xFFFD ||
         is_accent(c);
}

/// Letters that have no decomposition but an accepted plain spelling.
char32_t plain(char32_t c) {
  switch (c) {
    case U'ı': return U'i';
    case U'ł': return U'l';
    case U'ø': return U'o';
    case U'đ': return U'd';
    case U'ħ': return U'h';
    case U'ð': return U'd';
    case U'ə': return U'a';
    default: return c;
  }
}

}  // namespace

std::string fold_name(std::string_view name) {
  if (is_ascii(name)) return fold_ascii(name);
  auto const text = decomposed(name);
  icu::UnicodeString kept;
  for (std::int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
    auto const c = text.char32At(at);
    if (vanishes(c)) continue;
    if (c == U'æ')
      kept.append(u"ae", 2);
    else if (c == U'œ')
      kept.append(u"oe", 2);
    else if (c == U'þ')
      kept.append(u"th", 2);
    else if (u_isalnum(c) != 0 || is_mark(c))
      kept.append(static_cast<UChar32>(plain(static_cast<char32_t>(c))));
    else if (!kept.isEmpty() && kept.charAt(kept.length() - 1) != u' ')
      kept.append(u' ');
  }
  kept.trim();
  return composed_utf8(kept);
}

std::string letters_and_digits(std::string_view label) {
  std::string out;
  for (auto const raw : label) {
    auto const c = ascii_lower(raw);
    if (is_ascii_letter_or_digit(c)) out += c;
  }
  return out;
}

std::vector<std::string> name_words(std::string_view name) {
  auto const folded = fold_name(name);
  std::vector<std::string> out;
  for (std::size_t from = 0; from < folded.size();) {
    auto const to = std::min(folded.find(' ', from), folded.size());
    if (to > from) out.push_back(folded.substr(from, to - from));
    from = to + 1;
  }
  return out;
}

std::string slugify(std::string_view name) {
  auto folded = fold_name(name);
  if (!is_ascii(folded)) {
    // Making a transliterator takes a quarter of a millisecond, and one may not serve two threads at a time.
    thread_local UErrorCode status = U_ZERO_ERROR;
    thread_local std::unique_ptr<icu::Transliterator> const to_latin(
        icu::Transliterator::createInstance("Any-Latin; Latin-ASCII; Lower", UTRANS_FORWARD, status));
    if (U_SUCCESS(status)) {
      auto text = icu::UnicodeString::fromUTF8(folded);
      to_latin->transliterate(text);
      std::string latin;
      text.toUTF8String(latin);
      std::erase_if(latin, [](char c) { return static_cast<unsigned char>(c) >= 0x80U; });
      folded = fold_ascii(latin);
    }
  }
  std::replace(folded.begin(), folded.end(), ' ', '-');
  if (folded.size() > kLongestSlug) folded.resize(kLongestSlug);
  while (!folded.empty() && folded.back() == '-') folded.pop_back();
  return folded.empty() ? "actor" : folded;
}

}  // namespace dragoman
