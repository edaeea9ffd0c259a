#pragma once
// GUM's nested mention annotation → flat named entities.

#include <string>
#include <vector>

#include "coder/language/sentence.h"

namespace dragoman::train {

/// `mentions`: the Entity= value of every token ("(3-person-…", "3)", "(4-place-…)"), empty where there is none.
/// Of every mention whose head is a proper noun, the name around the head is marked; larger mentions first.
void mark_named_mentions(std::vector<std::string> const& mentions, Sentence& sentence);

/// Whole mentions → names: articles, other small words at the edges and titles of persons go; pronouns and
/// descriptions are no entities.
void keep_names(Sentence& sentence);

}  // namespace dragoman::train
