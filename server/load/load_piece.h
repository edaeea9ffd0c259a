#pragma once
// What one request of a load takes, and which line of the answer is about which line of the file.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/load/load_items.h"
#include "server/load/load_report.h"

namespace dragoman {

class LoadPiece {
 public:
  /// Where an item is from.
  struct Place {
    std::size_t file = 0;  // index
    std::size_t number = 0;
    bool is_line = true;
  };

  bool empty() const { return places_.empty(); }
  /// Whether an item of this kind may join, in a piece of about so many bytes.
  bool takes(LoadKind const& kind, std::size_t most_bytes) const;
  void add(LoadKind const& kind, std::size_t file, LoadItem const& item, FieldMap const& fields);
  void clear();

  LoadKind const& kind() const { return kind_; }
  std::string_view content_type() const { return content_type_of(kind_.format); }
  std::string const& body() const { return body_; }
  Place const& last() const { return places_.back(); }

  /// The item that an error of the answer is about; nothing when it is about none.
  std::optional<std::size_t> item_of(LoadError const& error) const;
  Place const& place(std::size_t item) const { return places_[item]; }
  /// As it is in the file.
  std::string_view text(std::size_t item) const;

 private:
  LoadKind kind_;
  std::string body_;
  std::string raw_;  // when fields are renamed, what was there before
  bool renames_ = false;
  std::vector<Place> places_;
  std::vector<std::size_t> ends_;  // of the items' texts
};

}  // namespace dragoman
