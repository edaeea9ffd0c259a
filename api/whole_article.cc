#include "api/whole_article.h"

#include "api/http_problem.h"

namespace dragoman {

bool WholeArticle::feed(std::string_view piece) {
  if (body_.size() + piece.size() > options_.item_bytes) {
    too_long_ = true;
    return false;
  }
  body_ += piece;
  return true;
}

void WholeArticle::drop_byte_order_mark() {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (body_.starts_with(kByteOrderMark)) body_.erase(0, kByteOrderMark.size());
}

boost::system::result<Article, Response> WholeArticle::read() const {
  if (too_long_) {
    return problem(413, "The article is longer than the " + std::to_string(options_.item_bytes) + " bytes allowed.",
                   request_id_);
  }
  auto article = read_article(body_, options_.articles);
  if (article) return std::move(*article);
  auto const& error = article.error();
  ProblemMembers members;
  if (!error.field.empty()) members.emplace_back("field", json_string(error.field));
  return problem_with(400, error.detail, request_id_, members);
}

}  // namespace dragoman
