#pragma once
// Request bodies with a Content-Encoding.

#include <cstdint>
#include <memory>
#include <string>

#include "api/decompressor.h"
#include "api/http_types.h"

namespace dragoman {

/// Decompresses what it is fed and feeds `reader`, in pieces of bounded size. A body that is damaged, breaks off, or is
/// longer than `most_bytes` once it is decompressed ends there, through BodyReader::broken().
std::unique_ptr<BodyReader> make_compressed_body(std::unique_ptr<BodyReader> reader, Compression compression,
                                                 std::uint64_t most_bytes, std::string request_id);

}  // namespace dragoman
