#include "coder/train/vectors.h"

#include <algorithm>
#include <fstream>
#include <iterator>

#include <boost/json/basic_parser_impl.hpp>

#include "coder/language/kernels.h"

namespace dragoman::train {
namespace {

namespace json = boost::json;

// Collects without building the document, which would take gigabytes.
struct Handler {
  static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);

  std::vector<std::string> words;
  std::unordered_map<std::string, std::vector<float>> vectors;
  std::size_t dimensions = 0;
  std::string key;
  std::string part;
  std::string section;
  std::size_t depth = 0;
  std::vector<float>* open = nullptr;

  bool on_number(double value) {
    if (open != nullptr) open->push_back(static_cast<float>(value));
    if (depth == 1 && key == "dimensions") dimensions = static_cast<std::size_t>(value);
    return true;
  }

  bool on_document_begin(json::error_code&) { return true; }
  bool on_document_end(json::error_code&) { return true; }
  bool on_object_begin(json::error_code&) {
    if (++depth == 2) section = key;
    return true;
  }
  bool on_object_end(std::size_t, json::error_code&) {
    --depth;
    return true;
  }
  bool on_array_begin(json::error_code&) {
    if (depth == 2 && section == "vectors") open = &vectors[key];
    return true;
  }
  bool on_array_end(std::size_t, json::error_code&) {
    open = nullptr;
    return true;
  }
  bool on_key_part(json::string_view text, std::size_t, json::error_code&) {
    part.append(text);
    return true;
  }
  bool on_key(json::string_view text, std::size_t, json::error_code&) {
    part.append(text);
    key.swap(part);
    part.clear();
    return true;
  }
  bool on_string_part(json::string_view text, std::size_t, json::error_code&) {
    part.append(text);
    return true;
  }
  bool on_string(json::string_view text, std::size_t, json::error_code&) {
    part.append(text);
    if (depth == 1 && key == "words") words.push_back(part);
    part.clear();
    return true;
  }
  bool on_number_part(json::string_view, json::error_code&) { return true; }
  bool on_int64(std::int64_t value, json::string_view, json::error_code&) {
    return on_number(static_cast<double>(value));
  }
  bool on_uint64(std::uint64_t value, json::string_view, json::error_code&) {
    return on_number(static_cast<double>(value));
  }
  bool on_double(double value, json::string_view, json::error_code&) { return on_number(value); }
  bool on_bool(bool, json::error_code&) { return true; }
  bool on_null(json::error_code&) { return true; }
  bool on_comment_part(json::string_view, json::error_code&) { return true; }
  bool on_comment(json::string_view, json::error_code&) { return true; }
};

}  // namespace

Result<Vectors> read_vectors(std::string const& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return invalid_argument(path + ": cannot be opened");
  json::basic_parser<Handler> parser(json::parse_options{});
  std::vector<char> buffer(std::size_t{1} << 20);
  json::error_code error;
  while (file) {
    file.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
    parser.write_some(static_cast<bool>(file), buffer.data(), static_cast<std::size_t>(file.gcount()), error);
    if (error) return invalid_argument(path + ": " + error.message());
  }
  auto& handler = parser.handler();
  if (handler.dimensions == 0 || handler.words.empty()) return invalid_argument(path + ": holds no word vectors");
  Vectors vectors;
  vectors.width = padded(handler.dimensions);
  for (auto const& word : handler.words) {
    auto const found = handler.vectors.find(word);
    if (found == handler.vectors.end()) continue;
    if (found->second.size() < handler.dimensions)
      return invalid_argument(path + ": the vector of " + word + " is too short");
    if (!vectors.index.emplace(word, static_cast<std::uint32_t>(vectors.words.size())).second) continue;
    vectors.words.push_back(word);
    auto const begin = vectors.values.size();
    vectors.values.resize(begin + vectors.width, 0.0F);
    std::copy_n(found->second.begin(), handler.dimensions, vectors.values.begin() + static_cast<std::ptrdiff_t>(begin));
  }
  return vectors;
}

}  // namespace dragoman::train
