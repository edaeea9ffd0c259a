#include <algorithm>
#include <array>

#include "coder/language/sentence.h"

namespace dragoman {
namespace {

constexpr std::array<std::string_view, kTagCount> kTagNames = {
    "",    "CC",   "CD",   "DT",  "EX",  "FW",  "IN",   "JJ",  "JJR", "JJS",   "LS",    "MD",  "NN",
    "NNS", "NNP",  "NNPS", "PDT", "POS", "PRP", "PRP$", "RB",  "RBR", "RBS",   "RP",    "SYM", "TO",
    "UH",  "VB",   "VBD",  "VBG", "VBN", "VBP", "VBZ",  "WDT", "WP",  "WP$",   "WRB",   "ADD", "AFX",
    "GW",  "HYPH", "NFP",  "XX",  ",",   ".",   ":",    "``",  "''",  "-LRB-", "-RRB-", "$",   "#"};

constexpr std::array<std::string_view, kRelCount> kRelNames = {
    "",           "root",          "acl",        "acl:relcl",    "advcl",        "advcl:relcl",
    "advmod",     "amod",          "appos",      "aux",          "aux:pass",     "case",
    "cc",         "cc:preconj",    "ccomp",      "compound",     "compound:prt", "conj",
    "cop",        "csubj",         "csubj:pass", "csubj:outer",  "dep",          "det",
    "det:predet", "discourse",     "dislocated", "expl",         "fixed",        "flat",
    "goeswith",   "iobj",          "list",       "mark",         "nmod",         "nmod:desc",
    "nmod:poss",  "nmod:unmarked", "nsubj",      "nsubj:pass",   "nsubj:outer",  "nummod",
    "obj",        "obl",           "obl:agent",  "obl:unmarked", "orphan",       "parataxis",
    "punct",      "reparandum",    "vocative",   "xcomp"};

constexpr std::array<std::string_view, kEntityCount> kEntityNames = {"O",     "B-PER", "I-PER",  "B-ORG", "I-ORG",
                                                                     "B-LOC", "I-LOC", "B-MISC", "I-MISC"};

template <class Value, std::size_t kCount>
std::optional<Value> find_name(std::array<std::string_view, kCount> const& names, std::string_view name) {
  auto const found = std::find(names.begin() + 1, names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<Value>(found - names.begin());
}

}  // namespace

std::string_view to_string(Tag tag) { return kTagNames[static_cast<std::size_t>(tag)]; }
std::string_view to_string(Rel rel) { return kRelNames[static_cast<std::size_t>(rel)]; }
std::string_view to_string(Entity entity) { return kEntityNames[static_cast<std::size_t>(entity)]; }
std::optional<Tag> parse_tag(std::string_view name) { return find_name<Tag>(kTagNames, name); }
std::optional<Rel> parse_rel(std::string_view name) { return find_name<Rel>(kRelNames, name); }

}  // namespace dragoman
