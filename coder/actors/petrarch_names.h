#pragma once
// Names of PETRARCH dictionaries, written in capitals, as people write them; and whether they look like a person's.

#include <string>
#include <string_view>

#include "coder/actors/dictionary.h"

namespace dragoman {

/// "ABDUL RAHIM WARDAK" → "Abdul Rahim Wardak", "BANK OF THE SOUTH" → "Bank of the South". Short words and acronyms
/// that the dictionary knows stay: "UN", "EZLN". A name with lower-case letters is left as it is.
std::string name_as_written(std::string_view name, ActorDictionary const& dictionary);

/// Without titles before it: "ACTING MINISTER ABDUL RAHIM" → "ABDUL RAHIM". The name itself when nothing would remain.
std::string_view without_title(std::string_view name, ActorDictionary const& dictionary);

/// A title with its country and no person: "US SECRETARY OF STATE", "PRESIDENT OF THE UNITED STATES",
/// "US AMBASSADOR TO THE UNITED NATIONS".
bool is_office(std::string_view name, ActorDictionary const& dictionary);

/// Some word of it is a word for bodies or groups (ministry, army, party, brigades, …) or joins such ("of", "for").
bool has_body_word(std::string_view name, ActorDictionary const& dictionary);

/// "Fisheries Ministry", "Rapid Reaction Forces": the last word is a noun that stands for its state.
bool ends_in_agent_noun(std::string_view name, ActorDictionary const& dictionary);

}  // namespace dragoman
