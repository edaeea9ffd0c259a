#include "api/hashing.h"

#include <boost/uuid/name_generator_sha1.hpp>
#include <boost/uuid/uuid.hpp>

namespace dragoman {
namespace {

using boost::uuids::uuid;

// Each part is hashed in the name space of the hash before it, so that moving a character from one part to the next
// changes the result.
uuid chained(std::initializer_list<std::string_view> parts) {
  uuid hash = {{0x6d, 0x0f, 0x41, 0x1c, 0x93, 0x5e, 0x4b, 0x27, 0xa8, 0x52, 0x1f, 0xc6, 0x70, 0xd9, 0x3b, 0xe4}};
  for (auto const part : parts) hash = boost::uuids::name_generator_sha1(hash)(part.data(), part.size());
  return hash;
}

}  // namespace

std::string derived_article_id(std::string_view url, std::string_view text) {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string id;
  for (auto const byte : chained({url, text})) {
    id += kHex[byte >> 4U];
    id += kHex[byte & 15U];
  }
  return id;
}

std::uint64_t content_hash(Article const& article, std::string_view coder_version) {
  auto const published = article.published ? to_string(*article.published) : std::string();
  return hash_parts(
      {article.title, article.text, published, article.url, article.publisher, article.language, coder_version});
}

std::uint64_t hash_parts(std::initializer_list<std::string_view> parts) {
  auto const hash = chained(parts);
  std::uint64_t folded = 0;
  // Bytes 6 and 8 of a UUID hold its version and variant.
  for (auto const i : {0U, 1U, 2U, 3U, 4U, 5U, 14U, 15U}) folded = (folded << 8U) | hash.data[i];
  return folded;
}

}  // namespace dragoman
