#include "server/query/paging.h"

#include <boost/json/parse.hpp>

#include "server/query/members.h"

namespace dragoman {
namespace {

/// The same question for the page that begins at `cursor`, with no more than `left` entries.
Question page_after(Question question, std::string const& cursor, std::size_t left) {
  constexpr std::size_t kLongestPage = 1000;
  if (left < kLongestPage) {
    std::erase_if(question.params, [](auto const& param) { return param.first == "limit"; });
    question.params.emplace_back("limit", std::to_string(left));
  }
  question.params.emplace_back("cursor", cursor);
  return question;
}

}  // namespace

Result<Asking> ask_pages(Asker& asker, Question const& question, std::size_t most, TakeAnswer const& take) {
  constexpr unsigned kDone = 200;
  auto page = question;
  std::size_t taken = 0;
  while (true) {
    auto answer = asker.ask(page);
    if (!answer) return answer.error();
    if (answer->status != kDone) return Asking{.refusal = std::move(*answer)};
    boost::system::error_code error;
    auto const parsed = boost::json::parse(answer->body, error);
    if (error || !parsed.is_object())
      return Error{ErrorCode::kInternal, "The answer is not JSON: is it a Dragoman server?"};
    auto const count = take(parsed.get_object());
    if (!count) return count.error();
    taken += *count;
    auto const next = text_of(parsed.get_object(), "next");
    if (next.empty() || taken >= most) return Asking{.more = !next.empty()};
    page = page_after(question, next, most - taken);
  }
}

}  // namespace dragoman
