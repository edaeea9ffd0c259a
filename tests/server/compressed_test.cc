// The running binary and compressed bodies: as clients send them, and as attackers do.

#include <gmock/gmock.h>

#include <fmt/format.h>
#include <boost/json.hpp>

#include "support.h"
#include "tests/compression.h"

namespace dragoman::test {
namespace {

using ::testing::HasSubstr;

constexpr std::string_view kHead =
    "POST /v1/articles HTTP/1.1\r\nHost: t\r\nContent-Type: application/x-ndjson\r\n"
    "Transfer-Encoding: chunked\r\nContent-Encoding: ";

std::string chunk(std::string_view bytes) { return fmt::format("{:x}\r\n", bytes.size()).append(bytes) + "\r\n"; }

TEST(Compressed, ChunksThatCutItAnywhere) {
  Server server;
  auto client = server.connect();
  std::string lines;
  for (std::size_t i = 0; i < 20; ++i) lines += article_line(i);
  for (auto const& [coding, packed] :
       {std::pair{"gzip", gzip(lines)}, std::pair{"zstd", zstd(lines)}, std::pair{"deflate", zlib_wrapped(lines)}}) {
    std::string body = std::string(kHead) + coding + "\r\n\r\n";
    for (std::size_t i = 0; i < packed.size(); i += 3) body += chunk(std::string_view(packed).substr(i, 3));
    client.send(body + "0\r\n\r\n");
    auto const answer = client.receive();
    EXPECT_EQ(answer.status, 200U) << answer.body;
    EXPECT_EQ(answer.json().at("received").to_number<int>(), 20);
  }
  EXPECT_EQ(server.stop(), 0);
}

/// Ten billion zeros, as gzip: members in a row.
std::string ten_gigabytes_of_zeros() {
  auto const member = gzip(std::string(100'000'000, '\0'));
  std::string bomb;
  for (int i = 0; i < 100; ++i) bomb += member;
  return bomb;
}

TEST(Compressed, Bombs) {
  Server server({}, {"--decompressed-limit", "64MB"});
  auto const bomb = ten_gigabytes_of_zeros();
  ASSERT_LT(bomb.size(), 60'000'000U);
  auto other = server.connect();
  for (std::string const type : {"application/x-ndjson", "application/json", "text/csv"}) {
    auto client = server.connect();
    auto const target = type == "text/csv" ? "/v1/events" : "/v1/articles";
    auto const fields = "Content-Type: " + type + "\r\nContent-Encoding: gzip";
    client.try_send(request("POST", target, fields, bomb));
    auto const answer = client.try_receive();
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 413U) << answer->body;
    EXPECT_EQ(answer->header("content-type"), "application/problem+json");
    EXPECT_EQ(other.get("/livez").status, 200U);
  }
  EXPECT_LT(server.peak_mebibytes(), 500U);
  EXPECT_EQ(server.stop(), 0);
}

TEST(Compressed, ABodyCutOffAtEachByte) {
  Server server;
  auto client = server.connect();
  auto const packed = gzip(article_line(1));
  for (std::size_t length = 1; length < packed.size(); ++length) {
    client.send(request("POST", "/v1/articles", "Content-Type: application/json\r\nContent-Encoding: gzip",
                        packed.substr(0, length)));
    auto const answer = client.receive();
    ASSERT_EQ(answer.status, 400U) << length << answer.body;
    ASSERT_THAT(answer.body, HasSubstr(fmt::format("after byte {}.", length)));
  }
  EXPECT_EQ(client.get("/readyz").json().at("articles").to_number<int>(), 0);
  EXPECT_EQ(server.stop(), 0);
}

}  // namespace
}  // namespace dragoman::test
