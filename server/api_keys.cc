#include "server/api_keys.h"

#include <algorithm>
#include <fstream>
#include <sstream>

#include <fmt/format.h>
#include <openssl/crypto.h>
#include <openssl/rand.h>
#include <openssl/sha.h>

namespace dragoman {
namespace {

constexpr std::string_view kBlank = " \t\r";

std::string hex(unsigned char const* bytes, std::size_t size) {
  std::string text;
  for (std::size_t i = 0; i < size; ++i) text += fmt::format("{:02x}", bytes[i]);
  return text;
}

std::optional<KeyHash> parse_hash(std::string_view text) {
  KeyHash hash{};
  if (text.size() != 2 * hash.size()) return std::nullopt;
  auto const digit = [](char c) -> int {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
  };
  for (std::size_t i = 0; i < hash.size(); ++i) {
    auto const high = digit(text[2 * i]);
    auto const low = digit(text[2 * i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    hash[i] = static_cast<unsigned char>(high * 16 + low);
  }
  return hash;
}

std::vector<std::string_view> words_of(std::string_view line) {
  std::vector<std::string_view> words;
  while (true) {
    auto const begin = line.find_first_not_of(kBlank);
    if (begin == line.npos) return words;
    line.remove_prefix(begin);
    auto const end = std::min(line.find_first_of(kBlank), line.size());
    words.push_back(line.substr(0, end));
    line.remove_prefix(end);
  }
}

/// What is wrong with the line, without repeating it: somebody may have put a key there.
Result<ApiKey> parse_key_line(std::vector<std::string_view> const& words) {
  if (words.size() != 3) return invalid_argument("a line is NAME SCOPE HASH.");
  if (!is_key_name(words[0])) {
    return invalid_argument("a name is one to 64 letters, digits, '.', '-' and '_'.");
  }
  auto const scope = parse_scope(words[1]);
  if (!scope) return invalid_argument("a scope is 'read' or 'write'.");
  auto const hash = parse_hash(words[2]);
  if (!hash) return invalid_argument("a hash is a SHA-256 in 64 hex digits, as 'dragoman keys new' prints it.");
  return ApiKey{std::string(words[0]), *scope, *hash};
}

}  // namespace

std::optional<Scope> parse_scope(std::string_view text) {
  if (text == "read") return Scope::kRead;
  if (text == "write") return Scope::kWrite;
  return std::nullopt;
}

std::string_view to_string(Scope scope) { return scope == Scope::kRead ? "read" : "write"; }

KeyHash hash_key(std::string_view key) {
  KeyHash hash{};
  SHA256(reinterpret_cast<unsigned char const*>(key.data()), key.size(), hash.data());
  return hash;
}

Result<std::string> new_key() {
  std::array<unsigned char, 32> bytes{};
  if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1) {
    return Error{ErrorCode::kInternal, "The system gave no random bytes for a key."};
  }
  return "dragoman-" + hex(bytes.data(), bytes.size());
}

std::string key_hash_text(std::string_view key) {
  auto const hash = hash_key(key);
  return hex(hash.data(), hash.size());
}

std::string key_line(std::string_view name, Scope scope, std::string_view key) {
  return fmt::format("{} {} {}", name, to_string(scope), key_hash_text(key));
}

bool is_key_name(std::string_view name) {
  constexpr std::size_t kLongest = 64;
  return !name.empty() && name.size() <= kLongest && std::ranges::all_of(name, [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '-' ||
           c == '_';
  });
}

Result<std::vector<ApiKey>> parse_key_file(std::string_view text) {
  std::vector<ApiKey> keys;
  for (std::size_t number = 1; !text.empty(); ++number) {
    auto const end = std::min(text.find('\n'), text.size());
    auto const words = words_of(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (words.empty() || words[0].starts_with('#')) continue;
    auto key = parse_key_line(words);
    if (!key) return invalid_argument(fmt::format("line {}: {}", number, key.error().message));
    auto const same = [&key](ApiKey const& other) { return other.name == key->name || other.hash == key->hash; };
    if (std::ranges::any_of(keys, same)) {
      return invalid_argument(fmt::format("line {}: this name or key stands on a line before.", number));
    }
    keys.push_back(std::move(*key));
  }
  return keys;
}

Result<void> ApiKeys::load() {
  std::ifstream file(file_);
  std::ostringstream text;
  if (!file || !(text << file.rdbuf())) {
    return invalid_argument("Cannot read keys from " + file_ + ": give a file with at least one key.");
  }
  auto keys = parse_key_file(text.str());
  if (!keys) return invalid_argument(file_ + ", " + keys.error().message);
  if (keys->empty()) return invalid_argument(file_ + " has no key: 'dragoman keys new' makes one.");
  std::lock_guard const lock(mutex_);
  keys_ = std::make_shared<Keys const>(std::move(*keys));
  return {};
}

std::shared_ptr<ApiKey const> ApiKeys::find(std::string_view key) const {
  auto const hash = hash_key(key);
  auto const all = keys();
  ApiKey const* found = nullptr;
  for (auto const& known : *all)
    if (CRYPTO_memcmp(known.hash.data(), hash.data(), hash.size()) == 0) found = &known;
  return found == nullptr ? nullptr : std::shared_ptr<ApiKey const>(all, found);
}

std::size_t ApiKeys::size() const { return keys()->size(); }

}  // namespace dragoman
