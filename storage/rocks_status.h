#pragma once

#include <string_view>

#include <rocksdb/status.h>

#include "common/error.h"

namespace dragoman {

bool is_no_space(rocksdb::Status const& status);

/// For a status that is not ok. `doing` continues "while": "writing to the database".
Error to_error(rocksdb::Status const& status, std::string_view doing);

}  // namespace dragoman
