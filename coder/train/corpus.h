#pragma once
// Training data: CoNLL-U treebanks and IOB entity files, read into sentences with gold annotation.

#include <string>
#include <vector>

#include "coder/language/sentence.h"
#include "common/error.h"

namespace dragoman::train {

struct Example {
  Sentence gold;
  std::string text;           // as in the document; empty when the file does not say
  bool has_tree = false;      // tags, lemmas, heads and relations are gold
  bool has_entities = false;  // entity tags are gold
};

/// Relations with a subtype that Rel lacks become the base relation. Errors name file and line.
Result<std::vector<Example>> read_conllu(std::string const& path);

/// Columns form, tag (or id, form, tag as in Universal NER); IOB1 and IOB2; types of several schemes become PER, ORG,
/// LOC, MISC, and those that fit none become O. Of schemes that mark whole mentions (re3d), the names are kept.
Result<std::vector<Example>> read_entities(std::string const& path);

/// The same name is an organisation or a place by majority everywhere, as schemes differ about countries.
void agree_on_places(std::vector<Example>& examples);

}  // namespace dragoman::train
