#include "storage/checkpoint.h"

#include <filesystem>

namespace dragoman {

Checkpoint::~Checkpoint() {
  std::error_code ignored;  // what stays is removed when the database is opened next
  std::filesystem::remove_all(directory_, ignored);
}

}  // namespace dragoman
