#pragma once
// The body of a request that is one article.

#include <string>
#include <string_view>

#include <boost/system/result.hpp>

#include "api/api.h"
#include "graph/article.h"

namespace dragoman {

/// Held whole, up to ApiOptions::item_bytes. `options` must outlive it.
class WholeArticle {
 public:
  WholeArticle(ApiOptions const& options, std::string request_id)
      : options_(options), request_id_(std::move(request_id)) {}

  /// As BodyReader::feed().
  bool feed(std::string_view piece);
  /// The body is complete, and may begin with one.
  void drop_byte_order_mark();
  /// The body is complete. The answer instead when it is no article: a 413, or a 400 that names the field.
  boost::system::result<Article, Response> read() const;

 private:
  ApiOptions const& options_;
  std::string request_id_;
  std::string body_;
  bool too_long_ = false;
};

}  // namespace dragoman
