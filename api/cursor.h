#pragma once
// Opaque positions in a list: where a page ended, and of which list it was.

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "graph/queries.h"

namespace dragoman {

/// Words of a position and a check over them and the list they belong to, as hex digits.
std::string encode_cursor(std::string_view list, std::span<std::uint32_t const> position);

/// False when the text is damaged, of another length, or of another list.
bool decode_cursor(std::string_view text, std::string_view list, std::span<std::uint32_t> position);

std::array<std::uint32_t, 2> to_position(EventKey const& key);
EventKey to_event_key(std::span<std::uint32_t const, 2> position);

std::array<std::uint32_t, 5> to_position(EncounterKey const& key);
EncounterKey to_encounter_key(std::span<std::uint32_t const, 5> position);

}  // namespace dragoman
