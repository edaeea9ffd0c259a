// Request bodies with a Content-Encoding: whole, damaged, cut off, and far longer than they look.

#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/api/fixture.h"
#include "tests/compression.h"

namespace dragoman::testing {
namespace {

using ::testing::HasSubstr;

constexpr auto* kLines = "application/x-ndjson";
constexpr auto* kMeeting = "meeting|happened|2023-10-19|Sergei Lavrov>Kim Jong Un";

struct Packing {
  std::string coding;
  std::string (*pack)(std::string_view);
};
std::vector<Packing> const kPackings = {{"gzip", test::gzip},
                                        {"x-gzip", test::gzip},
                                        {"zstd", test::zstd},
                                        {"deflate", test::zlib_wrapped},
                                        {"deflate", test::raw_deflate}};

Response post(World const& world, std::string_view packed, std::string_view coding,
              std::string_view target = "/v1/articles", std::string_view type = kLines,
              std::size_t piece = std::size_t{1} << 16U) {
  auto request = make_request("POST", target);
  request.content_type = std::string(type);
  request.content_encoding = std::string(coding);
  auto begun = world.api->begin(request);
  if (begun.refused) return *begun.refused;
  for (bool more = true; more && !packed.empty();) {
    more = begun.reader->feed(packed.substr(0, piece));
    packed.remove_prefix(std::min(piece, packed.size()));
  }
  return begun.reader->finish();
}

std::string articles(int count) {
  std::string body;
  for (int i = 0; i < count; ++i) body += article_json("a" + std::to_string(i), kMeeting) + "\n";
  return body;
}

std::uint64_t stored_articles(World const& world) {
  return world.ok("/readyz").at("articles").to_number<std::uint64_t>();
}

TEST(CompressedBody, EveryCodingInPiecesOfAnySize) {
  auto const body = articles(200);
  for (auto const& [coding, pack] : kPackings) {
    World const world;
    for (std::size_t const piece : {std::size_t{1}, std::size_t{7}, std::size_t{1} << 20U}) {
      auto const response = post(world, pack(body), coding, "/v1/articles", kLines, piece);
      EXPECT_EQ(response.status, 200U) << coding << response.body;
      EXPECT_EQ(parse(response).at("received"), 200);
    }
    EXPECT_EQ(stored_articles(world), 200U);
  }
}

TEST(CompressedBody, EveryOperationThatTakesABody) {
  World const world;
  auto const one = test::gzip(article_json("one", kMeeting));
  EXPECT_EQ(post(world, one, "gzip", "/v1/articles", "application/json").status, 201U);
  auto const array = test::zstd("[" + article_json("two", kMeeting) + "]");
  EXPECT_EQ(post(world, array, "zstd", "/v1/articles", "application/json").status, 200U);
  auto const table = test::gzip("2020-02-03\tFrance\t040\tKenya\n");
  EXPECT_EQ(post(world, table, "gzip", "/v1/events", "text/tab-separated-values").status, 200U);
  auto const merge = test::gzip(R"({"into": "Kenya"})");
  EXPECT_EQ(post(world, merge, "gzip", "/v1/actors/france/merge", "application/json").status, 200U);
}

TEST(CompressedBody, MembersAndFramesMayFollowOneAnother) {
  World const world;
  auto const body = articles(4);
  auto const middle = body.size() / 2;
  for (auto const& pack : {&test::gzip, &test::zstd}) {
    auto const packed = (*pack)(body.substr(0, middle)) + (*pack)("") + (*pack)(body.substr(middle));
    auto const coding = pack == &test::gzip ? "gzip" : "zstd";
    EXPECT_EQ(parse(post(world, packed, coding, "/v1/articles", kLines, 5)).at("received"), 4);
  }
  auto const twice = test::zlib_wrapped(body) + test::zlib_wrapped(body);
  auto const refused = post(world, twice, "deflate");
  EXPECT_EQ(refused.status, 400U);
  EXPECT_THAT(refused.body, HasSubstr("more data follows its end"));
}

TEST(CompressedBody, CutOffAnywhere) {
  auto const body = articles(3);
  for (auto const& [coding, pack] : kPackings) {
    World const world;
    auto const packed = pack(body);
    for (std::size_t length = 1; length < packed.size(); ++length) {
      auto const response = post(world, packed.substr(0, length), coding);
      ASSERT_EQ(response.status, 400U) << coding << " " << length;
      EXPECT_EQ(response.content_type, "application/problem+json");
      auto const place = "breaks off after byte " + std::to_string(length) + ".";
      ASSERT_THAT(response.body, HasSubstr(place)) << coding;
      auto const answer = parse(response);
      ASSERT_EQ(answer.at("rejected"), 0) << "half a line is not read";
    }
    EXPECT_EQ(post(world, "", coding).status, 400U);
    EXPECT_EQ(post(world, packed, coding).status, 200U);
  }
}

TEST(CompressedBody, WhatCameBeforeTheFaultIsStoredAndCounted) {
  for (auto const& [coding, pack] : kPackings) {
    World const world;
    // Enough that much of it is out before the fault.
    std::string body;
    for (int i = 0; i < 3000; ++i) body += article_json("a" + std::to_string(i * 7919), std::string(100, 'x')) + "\n";
    auto const packed = pack(body);
    auto const cut = post(world, packed.substr(0, packed.size() - 5), coding);
    EXPECT_EQ(cut.status, 400U);
    auto const answer = parse(cut);
    EXPECT_GT(answer.at("stored").to_number<int>(), 1000) << coding;
    EXPECT_EQ(answer.at("stored").to_number<std::uint64_t>(), stored_articles(world));
    EXPECT_EQ(answer.at("errors").as_array().size(), 1U);
    // The same for coded events.
    std::string table;
    for (int i = 0; i < 5000; ++i) table += "2020-02-03\tFrance\t040\tNobody " + std::to_string(i * 7919) + "\n";
    auto const rows = pack(table);
    auto const events = post(world, rows.substr(0, rows.size() - 5), coding, "/v1/events", "text/tab-separated-values");
    EXPECT_EQ(events.status, 400U);
    EXPECT_GT(parse(events).at("stored").to_number<int>(), 1000) << events.body;
  }
}

TEST(CompressedBody, DamageIsPlaced) {
  World const world;
  auto const body = articles(2000);
  for (auto const& [coding, pack] : kPackings) {
    if (pack == test::raw_deflate) continue;  // has no sum that would tell
    auto packed = pack(body);
    for (std::size_t i = packed.size() / 2; i < packed.size() / 2 + 64; ++i) packed[i] = '\x55';
    auto const response = post(world, packed, coding);
    EXPECT_EQ(response.status, 400U) << coding;
    EXPECT_THAT(response.body, HasSubstr("is damaged at byte ")) << coding;
  }
}

TEST(CompressedBody, TheLimitHoldsWhateverItsSize) {
  ApiOptions options;
  options.decompressed_bytes = 100'000;
  auto const line = article_json("a", kMeeting) + "\n";
  for (auto const& [coding, pack] : kPackings) {
    World const world(open_memory_store(), {}, options);
    auto const zeros = pack(line + std::string(20'000'000, '\0'));
    auto const response = post(world, zeros, coding);
    EXPECT_EQ(response.status, 413U) << response.body;
    EXPECT_THAT(response.body, HasSubstr("100000 bytes"));
    EXPECT_EQ(parse(response).at("stored"), 1);
    EXPECT_EQ(stored_articles(world), 1U);
    EXPECT_EQ(post(world, zeros, coding, "/v1/articles", "application/json").status, 413U);
    auto const exactly = pack(line + std::string(100'000 - line.size(), ' '));
    EXPECT_EQ(post(world, exactly, coding).status, 200U);
    EXPECT_EQ(post(world, pack(line + std::string(100'001 - line.size(), ' ')), coding).status, 413U);
  }
}

TEST(CompressedBody, AZstdWindowThatIsTooLargeIsRefused) {
  World const world;
  std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> const context(ZSTD_createCCtx(), ZSTD_freeCCtx);
  std::string const body = articles(1);
  for (int const bits : {23, 24, 27}) {
    ZSTD_CCtx_setParameter(context.get(), ZSTD_c_windowLog, bits);
    ZSTD_CCtx_setParameter(context.get(), ZSTD_c_contentSizeFlag, 0);
    std::string packed(ZSTD_compressBound(body.size()), '\0');
    ZSTD_outBuffer out{packed.data(), packed.size(), 0};
    ZSTD_inBuffer in{body.data(), body.size(), 0};
    // In two steps, lest the window shrink to the body's size.
    ZSTD_compressStream2(context.get(), &out, &in, ZSTD_e_flush);
    ZSTD_compressStream2(context.get(), &out, &in, ZSTD_e_end);
    packed.resize(out.pos);
    auto const response = post(world, packed, "zstd");
    EXPECT_EQ(response.status, bits == 23 ? 200U : 400U) << response.body;
    EXPECT_EQ(response.body.find("8 MiB") != std::string::npos, bits != 23) << response.body;
  }
}

TEST(CompressedBody, FramesOlderThanZstdOneAreRefused) {
  World const world;
  for (std::string const start : {"\x25", "\x1e", "\x27", "\x29"}) {
    for (std::size_t const piece : {std::size_t{1}, std::size_t{3}, std::size_t{100}}) {
      auto const response = post(world, start + "\xb5\x2f\xfd\x04\xff\xff\xb5", "zstd", "/v1/articles", kLines, piece);
      EXPECT_EQ(response.status, 400U);
      EXPECT_THAT(response.body, HasSubstr("at byte 1: no zstd frame"));
    }
  }
}

TEST(CompressedBody, AnEmptyBodyOfAMethodThatNeedsNone) {
  World const world;
  auto request = make_request("DELETE", "/v1/articles/none");
  request.content_encoding = "gzip";
  EXPECT_EQ(world.api->begin(request).reader->finish().status, 404U);
}

}  // namespace
}  // namespace dragoman::testing
