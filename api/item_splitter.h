#pragma once
// Cuts a body that arrives in pieces into its articles, holding no more than one of them.

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace dragoman {

struct Item {
  std::size_t number = 0;  // of the line in the body, or of the element in the array; from 1
  std::size_t record = 0;  // of a table, 0 being its header; `number` is the line on which it begins
  std::string_view text;   // valid during the call only
  bool too_long = false;   // longer than the cap: `text` is empty
};
using ItemSink = std::function<void(Item const&)>;

/// One thread at a time. How the body is cut into pieces makes no difference to the items.
class ItemSplitter {
 public:
  virtual ~ItemSplitter() = default;
  /// False when the body's form is broken beyond this point: broken() says how, and nothing more will come.
  virtual bool feed(std::string_view piece, ItemSink const& sink) = 0;
  /// The body is complete. Same result.
  virtual bool finish(ItemSink const& sink) = 0;
  /// One sentence; empty while all is well.
  virtual std::string broken() const = 0;
};

/// Lines that end in LF or CR LF, the last one perhaps in neither. Blank lines are counted and skipped; a byte order
/// mark before the first is dropped. Never broken. A line longer than `most_bytes` is passed over to its end.
std::unique_ptr<ItemSplitter> make_line_splitter(std::size_t most_bytes);

/// Elements of a JSON array. Knows strings and brackets only: whether an element is JSON is for its reader to find out.
/// An element longer than `most_bytes` is passed over to its end.
std::unique_ptr<ItemSplitter> make_array_splitter(std::size_t most_bytes);

/// Records of a table (RFC 4180): lines, but for line breaks in a cell that begins with a double quote and goes on to
/// the next, doubled ones aside. The last record may lack its end. Otherwise as make_line_splitter().
std::unique_ptr<ItemSplitter> make_record_splitter(std::size_t most_bytes, char delimiter);

}  // namespace dragoman
