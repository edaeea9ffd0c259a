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

  /// The actor with this id, as an export names it: what is said of it here stands above the dictionary.
  std::uint32_t index_by_slug(std::string_view slug, std::string_view name, ActorHints const& hints);

  /// Those named since the last call, by index; begins a new import.
  std::vector<std::shared_ptr<NamedActor>> take();

 private:
  struct Slot {
    std::shared_ptr<NamedActor> actor;
    std::uint32_t import = 0;  // in which it was named last
    std::uint32_t index = 0;   // there
  };
  using SlotNumber = std::uint32_t;

  Coder const& coder_;
  std::vector<Slot> slots_;  // one for each slug of the body
  boost::unordered_flat_map<NameKey, SlotNumber, StringHash, StringEqual> by_name_;
  boost::unordered_flat_map<NameKey, SlotNumber, StringHash, StringEqual> by_slug_;
  std::uint32_t import_ = 1;
  std::vector<std::shared_ptr<NamedActor>> actors_;
  // The two names of the record before: tables are often sorted by them.
  struct Last {
    std::string name;
    SlotNumber slot = 0;
  };
  std::array<Last, 2> last_;
  std::size_t older_ = 0;  // of last_

  SlotNumber look_up(std::string_view name, ActorHints const& hints);
  SlotNumber learn(std::string_view name, ActorHints const& hints);
  std::uint32_t index_in_import(Slot& slot);
};

}  // namespace dragoman
