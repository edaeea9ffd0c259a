#pragma once
// Names as people write them → forms that compare equal.

#include <string>
#include <string_view>
#include <vector>

namespace dragoman {

/// Lower case, no accents, no punctuation, single spaces: "Recep  Tayyip ERDOĞAN" → "recep tayyip erdogan",
/// "Choe Son-hui" → "choe son hui". Scripts without an ASCII form keep their letters. Invalid UTF-8 is dropped.
std::string fold_name(std::string_view name);

/// The ASCII letters and digits in it, in lower case: labels of data sets differ in the rest ("non-military", "Event
/// Date").
std::string letters_and_digits(std::string_view label);

/// The words of a folded name.
std::vector<std::string> name_words(std::string_view name);

/// A public id from a name: "Recep Tayyip Erdoğan" → "recep-tayyip-erdogan", other scripts transliterated to Latin.
/// At most 80 characters; "actor" when nothing remains.
std::string slugify(std::string_view name);

}  // namespace dragoman
