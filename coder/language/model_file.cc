#include "coder/language/model_file.h"

#include <algorithm>
#include <bit>

#include <boost/crc.hpp>

namespace dragoman {
namespace {

static_assert(std::endian::native == std::endian::little, "model files are read in place");

constexpr std::string_view kMagic = "DRGMLANG";
// magic, version, checksum, size of everything after the header
constexpr std::size_t kHeaderBytes = 8 + 4 + 4 + 8;
// id, reserved, size
constexpr std::size_t kEntryBytes = 4 + 4 + 8;

std::uint32_t checksum(std::string_view bytes) {
  boost::crc_32_type crc;
  crc.process_bytes(bytes.data(), bytes.size());
  return crc.checksum();
}

Error damaged(std::string_view what) {
  return {ErrorCode::kCorruption, "the language model is damaged: " + std::string(what)};
}

}  // namespace

Result<ModelFile> ModelFile::open(std::string_view bytes) {
  if (bytes.size() < kHeaderBytes || !bytes.starts_with(kMagic)) {
    return Error{ErrorCode::kInvalidArgument, "this is not a Dragoman language model"};
  }
  auto const version = load_number<std::uint32_t>(bytes.data() + 8);
  if (version != kModelVersion) {
    return Error{ErrorCode::kInvalidArgument, "the language model has format " + std::to_string(version) +
                                                  ", this program reads format " + std::to_string(kModelVersion)};
  }
  auto const size = load_number<std::uint64_t>(bytes.data() + 16);
  auto rest = bytes.substr(kHeaderBytes);
  if (size != rest.size()) {
    return damaged("it has " + std::to_string(rest.size()) + " bytes after its header instead of " +
                   std::to_string(size));
  }
  if (checksum(rest) != load_number<std::uint32_t>(bytes.data() + 12)) return damaged("its checksum does not fit");
  ModelFile file;
  while (!rest.empty()) {
    if (rest.size() < kEntryBytes) return damaged("a section header is cut off");
    auto const id = load_number<std::uint32_t>(rest.data());
    auto const length = load_number<std::uint64_t>(rest.data() + 8);
    rest.remove_prefix(kEntryBytes);
    if (length > rest.size()) return damaged("a section is cut off");
    file.entries_.push_back({static_cast<Section>(id), rest.substr(0, length)});
    rest.remove_prefix(length);
  }
  return file;
}

Result<std::string_view> ModelFile::section(Section id) const {
  auto const found =
      std::find_if(entries_.begin(), entries_.end(), [id](Entry const& entry) { return entry.id == id; });
  if (found == entries_.end())
    return damaged("section " + std::to_string(static_cast<std::uint32_t>(id)) + " is missing");
  return found->bytes;
}

void ModelWriter::add(Section id, std::string bytes) { sections_.emplace_back(id, std::move(bytes)); }

std::string ModelWriter::finish() const {
  std::string body;
  for (auto const& [id, bytes] : sections_) {
    append_number(body, static_cast<std::uint32_t>(id));
    append_number(body, std::uint32_t{0});
    append_number(body, std::uint64_t{bytes.size()});
    body += bytes;
  }
  std::string file(kMagic);
  append_number(file, kModelVersion);
  append_number(file, checksum(body));
  append_number(file, std::uint64_t{body.size()});
  return file + body;
}

std::optional<KeyTable> KeyTable::view(std::string_view bytes) {
  auto const slots = bytes.size() / kSlotBytes;
  if (bytes.size() % kSlotBytes != 0 || !std::has_single_bit(slots) || slots > (std::size_t{1} << 31))
    return std::nullopt;
  KeyTable table;
  table.slots_ = bytes.data();
  table.mask_ = static_cast<std::uint32_t>(slots - 1);
  bool has_end = false;
  for (std::size_t slot = 0; slot < slots; ++slot) {
    auto const* const at = table.slots_ + slot * kSlotBytes;
    if (load_number<std::uint32_t>(at) == 0) {
      has_end = true;
    } else {
      auto const number = load_number<std::uint32_t>(at + 4);
      if (number == UINT32_MAX) return std::nullopt;
      table.limit_ = std::max(table.limit_, number + 1);
    }
  }
  // A table without a free slot would never end a search.
  if (!has_end) return std::nullopt;
  return table;
}

std::string KeyTable::build(std::vector<std::pair<std::uint32_t, std::uint32_t>> const& entries) {
  auto const slots = std::bit_ceil(entries.size() * 3 / 2 + 2);
  std::vector<std::pair<std::uint32_t, std::uint32_t>> table(slots);
  for (auto const& entry : entries) {
    auto slot = entry.first & (slots - 1);
    while (table[slot].first != 0) slot = (slot + 1) & (slots - 1);
    table[slot] = entry;
  }
  std::string bytes;
  bytes.reserve(slots * kSlotBytes);
  for (auto const& [key, number] : table) {
    append_number(bytes, key);
    append_number(bytes, number);
  }
  return bytes;
}

}  // namespace dragoman
