#include "coder/explain.h"

#include "coder/actors/spans.h"

namespace dragoman {

namespace {

std::string padded(std::string text, std::size_t width) {
  text.resize(std::max(width, text.size() + 1), ' ');
  return text;
}

std::string names(ArticleActors const& actors, std::vector<Filler> const& fillers) {
  std::string out;
  for (auto const& filler : fillers) {
    if (!out.empty()) out += " | ";
    for (std::size_t i = 0; i < filler.size(); ++i) out += (i > 0 ? ", " : "") + actors.actors()[filler[i]].actor.name;
  }
  return out.empty() ? "nobody" : out;
}

}  // namespace

void Explanation::add_sentence(std::string_view article, Tree const& tree, ArticleActors const& actors,
                               std::size_t sentence, std::vector<FrameMatch> const& matches,
                               std::vector<std::string> const& dropped) {
  auto const& parsed = tree.sentence();
  text_ += "\nsentence " + std::to_string(sentence) + ": " +
           std::string(article.substr(parsed.begin, parsed.end - parsed.begin)) + '\n';
  for (TokenIndex i = 0; i < tree.size(); ++i) {
    auto const& token = tree[i];
    text_ += "  " + padded(std::to_string(i), 4) + padded(token.form, 18) + padded(token.lemma, 18) +
             padded(std::string(to_string(token.tag)), 6) +
             padded(tree.has_head(i) ? std::to_string(tree.head(i)) : "-", 4) +
             padded(std::string(to_string(token.rel)), 14) + std::string(to_string(token.entity)) + '\n';
  }
  for (auto const& mention : actors.mentions(sentence)) {
    text_ += "  mention " + span_text(tree, mention.first, mention.last) + " →";
    for (auto const actor : actors.meant_by(sentence, mention))
      text_ +=
          ' ' + actors.actors()[actor].actor.slug + (actors.actors()[actor].excluded ? " (never a participant)" : "");
    if (!mention.office.empty()) text_ += " [" + mention.office + ']';
    text_ += '\n';
  }
  for (auto const& match : matches)
    text_ += "  frame line " + std::to_string(match.frame->line) + " at '" + tree[match.predicate].form + "' " +
             std::string(to_string(match.frame->type)) + ' ' + std::string(to_string(match.status)) + ": source " +
             names(actors, match.source) + "; target " + names(actors, match.target) + "\n      " + match.frame->text +
             '\n';
  for (auto const& reason : dropped) text_ += "  dropped: " + reason + '\n';
}

}  // namespace dragoman
