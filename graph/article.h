#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "graph/dates.h"

namespace dragoman {

/// One ingested report. Texts are UTF-8.
struct Article {
  std::string id;  // given by the client, or derived from url and text
  std::string url;
  std::string publisher;
  std::string title;
  std::string text;
  std::optional<Day> published;
  std::string language;  // "en"; empty when not said

  friend bool operator==(Article const&, Article const&) = default;
};

}  // namespace dragoman
