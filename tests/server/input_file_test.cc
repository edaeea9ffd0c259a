// Plain and compressed files read alike.

#include <gmock/gmock.h>

#include "server/input_file.h"
#include "support.h"
#include "tests/compression.h"

namespace dragoman {
namespace {

using test::gzip;
using test::zstd;
using ::testing::HasSubstr;

std::string some_text() {
  std::string text;
  for (std::size_t i = 0; i < 4000; ++i) text += test::article_line(i);
  return text;
}

Result<std::string> read_all(std::string const& bytes) {
  test::ScratchDirectory const scratch;
  auto const name = scratch / "input";
  test::write_file(name, bytes);
  auto const file = open_input(name);
  if (!file) return file.error();
  std::string all;
  while (true) {
    auto piece = (*file)->read();
    if (!piece || piece->empty()) return piece ? Result<std::string>(all) : piece;
    all += *piece;
  }
}

TEST(InputFile, ReadsPlain) {
  for (auto const& text : {std::string(), std::string("a"), some_text()}) {
    auto const all = read_all(text);
    ASSERT_TRUE(all);
    EXPECT_TRUE(*all == text);
  }
}

TEST(InputFile, ReadsSeveralCompressedPartsInARow) {
  auto const text = some_text();
  for (auto const& pack : {&gzip, &zstd}) {
    auto const all = read_all(pack(text) + pack("") + pack("tail"));
    ASSERT_TRUE(all) << all.error().message;
    EXPECT_TRUE(*all == text + "tail");
    auto const none = read_all(pack(""));
    ASSERT_TRUE(none);
    EXPECT_EQ(*none, "");
  }
}

TEST(InputFile, SaysWhenACompressedFileIsCutShortOrDamaged) {
  auto const text = some_text();
  for (auto const& pack : {&gzip, &zstd}) {
    auto const packed = pack(text);
    auto const cut = read_all(packed.substr(0, packed.size() / 2));
    ASSERT_FALSE(cut);
    EXPECT_THAT(cut.error().message, HasSubstr("ends too early"));
    auto damaged = packed;
    damaged[5] = static_cast<char>(damaged[5] ^ 0x55);
    for (std::size_t i = packed.size() / 2; i < packed.size() / 2 + 64; ++i) damaged[i] = '\x55';
    EXPECT_FALSE(read_all(damaged));
  }
}

TEST(InputFile, NamesAFileThatIsNotThere) {
  auto const file = open_input("no-such-file.ndjson");
  ASSERT_FALSE(file);
  EXPECT_THAT(file.error().message, HasSubstr("no-such-file.ndjson"));
}

}  // namespace
}  // namespace dragoman
