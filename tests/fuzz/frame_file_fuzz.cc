// Any bytes as a file of frames: read, or refused with the place and a reason.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "coder/frames/frame_file.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  auto const read =
      dragoman::FrameFile::parse("frames.txt", std::string_view(reinterpret_cast<char const*>(data), size));
  if (!read && !read.error().message.starts_with("frames.txt, line ")) std::abort();
  return 0;
}
