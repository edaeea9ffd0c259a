#pragma once
// Who may ask: keys and what they allow. Keys are random and long, and a file holds their SHA-256 only.

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/error.h"

namespace dragoman {

/// kWrite includes kRead.
enum class Scope : std::uint8_t { kRead, kWrite };
std::optional<Scope> parse_scope(std::string_view text);
std::string_view to_string(Scope scope);

using KeyHash = std::array<unsigned char, 32>;
KeyHash hash_key(std::string_view key);

/// The hash in 64 hex digits.
std::string key_hash_text(std::string_view key);

/// 256 random bits; to be shown once.
Result<std::string> new_key();
/// What stands for `key` in a key file: "NAME SCOPE HASH".
std::string key_line(std::string_view name, Scope scope, std::string_view key);
/// One to 64 letters, digits, '.', '-' and '_'.
bool is_key_name(std::string_view name);

struct ApiKey {
  std::string name;
  Scope scope = Scope::kRead;
  KeyHash hash{};
};
/// One key a line; empty lines and lines that begin with '#' say nothing. An error names the line.
Result<std::vector<ApiKey>> parse_key_file(std::string_view text);

/// The keys of one file. Any thread.
class ApiKeys {
 public:
  explicit ApiKeys(std::string file) : file_(std::move(file)) {}

  /// Reads the file, again too. An error names it and leaves the keys of before.
  Result<void> load();

  /// Takes the same time whichever key it is, or none.
  std::shared_ptr<ApiKey const> find(std::string_view key) const;
  std::size_t size() const;

 private:
  using Keys = std::vector<ApiKey>;
  std::shared_ptr<Keys const> keys() const {
    std::lock_guard const lock(mutex_);
    return keys_;
  }

  std::string const file_;
  mutable std::mutex mutex_;
  std::shared_ptr<Keys const> keys_ = std::make_shared<Keys const>();  // guarded by mutex_
};

}  // namespace dragoman
