#pragma once
// The actors that the records of one body name.

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <boost/unordered/unordered_flat_map.hpp>

#include "api/coded_events/event_import.h"
#include "api/string_hash.h"
#include "coder/coder.h"
#include "graph/actor.h"

namespace dragoman {

/// What a record says of an actor beside the name.
struct ActorHints {
  std::string_view country;  // name of its state; may be empty
  std::string_view sectors;  // as ICEWS has them: "Government,Executive"; may be empty
  std::string_view kind;     // "person", …; may be empty
};

/// Name → index into the actors of the current import. One thread.
class ImportActors {
 public:
  /// Known actors keep what the coder's dictionary says of them. `coder` must outlive this.
  explicit ImportActors(Coder const& coder) : coder_(coder) {}

  /// Names that fold to the same slug are one actor: "Kim Jong-Un" and "Kim Jong Un". The first hints count.
  std::uint32_t index(std::string_view name, ActorHints const& hints);

  /// Those named since the last call, by index; begins a new import.
  std::vector<std::shared_ptr<NamedActor>> take();

 private:
  struct Entry {
    std::uint32_t actor = 0;   // in known_
    std::uint32_t import = 0;  // in which it was named last
    std::uint32_t index = 0;   // there
  };

  Coder const& coder_;
  boost::unordered_flat_map<NameKey, Entry, StringHash, StringEqual> by_name_;
  std::vector<std::shared_ptr<NamedActor>> known_;
  boost::unordered_flat_map<std::string_view, std::uint32_t, StringHash> by_slug_;  // of the current import
  std::uint32_t import_ = 1;
  std::vector<std::shared_ptr<NamedActor>> actors_;
  // The two names of the record before: tables are often sorted by them.
  struct Last {
    std::string name;
    std::uint32_t index = 0;
  };
  std::array<Last, 2> last_;
  std::size_t older_ = 0;  // of last_

  std::uint32_t look_up(std::string_view name, ActorHints const& hints);
};

}  // namespace dragoman
