#include "coder/language/model_file.h"

#include <fstream>
#include <sstream>

#include <gmock/gmock.h>

#include "coder/language/language.h"

namespace dragoman {
namespace {

using testing::HasSubstr;

std::string message(std::string const& bytes) {
  auto const loaded = Language::load(bytes);
  return loaded ? "" : loaded.error().message;
}

std::string shipped_model() {
  std::ifstream file(DRAGOMAN_SOURCE_DIR "/coder/data/language.model", std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return std::move(bytes).str();
}

TEST(ModelFile, FindsItsSections) {
  ModelWriter writer;
  writer.add(Section::kAbout, "about");
  writer.add(Section::kShape, "");
  auto const bytes = writer.finish();
  auto const file = ModelFile::open(bytes);
  ASSERT_TRUE(file);
  EXPECT_EQ(file.value().section(Section::kAbout).value(), "about");
  EXPECT_EQ(file.value().section(Section::kShape).value(), "");
  EXPECT_THAT(file.value().section(Section::kWeights).error().message, HasSubstr("missing"));
}

TEST(ModelFile, RefusesWhatIsNoModel) {
  EXPECT_THAT(message(""), HasSubstr("not a Dragoman language model"));
  EXPECT_THAT(message("PK\x03\x04 something else entirely"), HasSubstr("not a Dragoman language model"));
  EXPECT_THAT(message(ModelWriter().finish()), HasSubstr("missing"));
}

TEST(ModelFile, RefusesAnotherFormat) {
  ModelWriter writer;
  writer.add(Section::kAbout, "about");
  auto bytes = writer.finish();
  bytes[8] = static_cast<char>(kModelVersion + 1);
  EXPECT_THAT(message(bytes), HasSubstr("format " + std::to_string(kModelVersion + 1)));
}

TEST(ModelFile, RefusesDamage) {
  auto const good = shipped_model();
  ASSERT_EQ(message(good), "");
  EXPECT_THAT(message(good.substr(0, good.size() - 1)), HasSubstr("damaged"));
  EXPECT_THAT(message(good.substr(0, good.size() / 2)), HasSubstr("damaged"));
  EXPECT_THAT(message(good + '\0'), HasSubstr("damaged"));
  for (std::size_t const place :
       {std::size_t{12}, std::size_t{16}, std::size_t{24}, good.size() / 3, good.size() - 1}) {
    auto bad = good;
    bad[place] = static_cast<char>(bad[place] ^ 0x10);
    EXPECT_THAT(message(bad), HasSubstr("damaged")) << place;
  }
}

// A sound container around unsound content: the checksum alone must not be trusted.
TEST(ModelFile, RefusesWrongContent) {
  auto const good = shipped_model();
  auto const file = ModelFile::open(good).value();
  constexpr std::array kAll = {Section::kShape,       Section::kWeights,    Section::kFeatureIndex,
                               Section::kFeatureRows, Section::kLemmaIndex, Section::kLemmaTexts};
  for (auto const broken : kAll) {
    for (auto const* const how : {"cut", "empty", "grown"}) {
      ModelWriter writer;
      for (auto const section : kAll) {
        auto bytes = std::string(file.section(section).value());
        if (section == broken) {
          if (how == std::string_view("cut")) bytes.resize(bytes.size() / 2 + 1);
          if (how == std::string_view("empty")) bytes.clear();
          if (how == std::string_view("grown") && section != Section::kLemmaTexts) bytes += '\1';
          if (how == std::string_view("grown") && section == Section::kLemmaTexts) bytes.resize(bytes.size() - 255);
        }
        writer.add(section, std::move(bytes));
      }
      EXPECT_THAT(message(writer.finish()), HasSubstr("damaged")) << static_cast<int>(broken) << ' ' << how;
    }
  }
}

TEST(KeyTable, FindsWhatItHolds) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> entries;
  for (std::uint32_t i = 1; i <= 1000; ++i) entries.emplace_back(i * 2654435761U, i);
  auto const bytes = KeyTable::build(entries);
  auto const table = KeyTable::view(bytes);
  ASSERT_TRUE(table);
  EXPECT_EQ(table->limit(), 1001U);
  for (auto const& [key, number] : entries) EXPECT_EQ(table->find(key), number);
  EXPECT_EQ(table->find(12345), std::nullopt);
}

TEST(KeyTable, RefusesWhatWouldNeverEnd) {
  EXPECT_FALSE(KeyTable::view("").has_value());
  EXPECT_FALSE(KeyTable::view(std::string(12, '\0')).has_value());
  EXPECT_FALSE(KeyTable::view(std::string(32, '\1')).has_value());  // no free slot
  EXPECT_TRUE(KeyTable::view(std::string(8, '\0')).has_value());
}

}  // namespace
}  // namespace dragoman
