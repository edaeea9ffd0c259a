// Any bytes as a table of coded events, its first line as the header, and each line as JSON.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string_view>

#include "api/coded_events/event_json.h"
#include "api/coded_events/import_actors.h"
#include "api/coded_events/legacy_text.h"
#include "api/coded_events/table_reader.h"
#include "api/text_check.h"
#include "coder/coder.h"

namespace {

using namespace dragoman;

void require(bool holds) {
  if (!holds) std::abort();
}

void check(Read<CodedRecord> const& record) {
  if (!record) return require(!record.error().detail.empty() && !invalid_utf8_at(record.error().detail));
  require(record->cameo != nullptr && !record->participants.empty() && !record->evidence.empty());
  for (auto const& evidence : record->evidence)
    require(evidence.begin <= evidence.end && evidence.imported == (evidence.end != 0));
}

Coder const& coder() {
  static auto const loaded = Coder::load({}).value();
  return *loaded;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view rest(reinterpret_cast<char const*>(data), size);
  ImportActors actors(coder());
  std::unique_ptr<TableReader> table;
  while (!rest.empty()) {
    auto const line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    auto const text = from_windows_1252(line);
    require(!invalid_utf8_at(text));
    if (!table) {
      auto layout = TableLayout::detect(text, text.find('\t') == std::string::npos ? ',' : '\t');
      if (!layout) break;
      table = std::make_unique<TableReader>(std::move(*layout), actors);
    }
    check(table->read(text));
    check(read_coded_event(text, actors));
  }
  for (auto const& actor : actors.take()) require(!actor->actor.slug.empty() && !actor->actor.name.empty());
  return 0;
}
