#pragma once
// Names and fingerprints of content: the same on every machine and in every version.

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include "graph/article.h"

namespace dragoman {

/// The id of an article that came without one: 32 hex digits from url and text.
std::string derived_article_id(std::string_view url, std::string_view text);

/// Of everything that coding depends on: title, text, published, url, publisher, language and the coder.
std::uint64_t content_hash(Article const& article, std::string_view coder_version);

/// Of the parts and of where one ends and the next begins.
std::uint64_t hash_parts(std::initializer_list<std::string_view> parts);

}  // namespace dragoman
