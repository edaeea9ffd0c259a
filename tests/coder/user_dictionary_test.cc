// Dictionaries of users: which format a file has, what its names become, and who wins.

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <set>
#include <sstream>

#include <unistd.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "coder/actors/dictionary.h"
#include "coder/coder.h"

namespace dragoman {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

struct Loaded {
  Result<ActorDictionary> dictionary;
  std::vector<std::string> skipped;
};

Loaded load(std::vector<DictionaryFile> const& of_user) {
  auto files = built_in_dictionary();
  files.insert(files.end(), of_user.begin(), of_user.end());
  std::vector<std::string> skipped;
  auto dictionary = ActorDictionary::load(files, [&](std::string const& line) { skipped.push_back(line); });
  return {std::move(dictionary), std::move(skipped)};
}

Loaded load(std::string_view text) { return load({{"my.actors.txt", text, true}}); }

/// The first meaning of a name; fails when it has none.
DictionaryEntry entry_of(Loaded const& loaded, std::string_view name) {
  auto const targets = loaded.dictionary.value().lookup(name_key(name));
  if (targets.empty()) throw std::runtime_error("unknown: " + std::string(name));
  return loaded.dictionary->entry(targets.front().entry);
}

TEST(UserDictionary, KindsAndCountries) {
  auto const loaded = load(
      "HARALD_OSTERBLOM_\n\t[NORGOV 20100101-20151231]\n"
      "FREE_RIVER_BRIGADES_ [MLIREB]\n"
      "PARTY_OF_THE_DAWN_ [KENOPP]\n"
      "QUORVEX_MINING_ [MNCCAN]\n"
      "WELLS_WITHOUT_BORDERS_ [NGOFRADEV]\n"
      "GALLIC_RIVER_DIRECTORATE_ [FRAGOV]\n"
      "OSLO_MORNING_CLARION_ [NORMED]\n"
      "CLARION_PRESS_FUND_ [NGOUSAMED]\n"
      "LUDVIK_TRESNAK_ [CZEELI]\n"
      "INGE_DRAVN\n\t[NORGOVMED >20200101]\n");
  EXPECT_THAT(loaded.skipped, IsEmpty());
  auto const person = entry_of(loaded, "Harald Osterblom");
  EXPECT_EQ(person.actor.slug, "harald-osterblom");
  EXPECT_EQ(person.actor.name, "Harald Osterblom");
  EXPECT_EQ(person.actor.kind, ActorKind::kPerson);
  EXPECT_EQ(person.actor.country, "norway");
  ASSERT_EQ(person.actor.offices.size(), 1U);
  EXPECT_EQ(person.actor.offices[0],
            (Office{.title = "government", .of = "", .from = parse_day("2010-01-01"), .to = parse_day("2015-12-31")}));
  auto const expect = [&](std::string_view name, ActorKind kind, std::string_view country, bool media) {
    SCOPED_TRACE(name);
    auto const entry = entry_of(loaded, name);
    EXPECT_EQ(to_string(entry.actor.kind), to_string(kind));
    EXPECT_EQ(entry.actor.country, country);
    EXPECT_EQ(entry.media, media);
  };
  expect("Free River Brigades", ActorKind::kArmedGroup, "mali", false);
  expect("Party of the Dawn", ActorKind::kParty, "kenya", false);
  expect("Quorvex Mining", ActorKind::kCompany, "canada", false);
  expect("Wells Without Borders", ActorKind::kOrganisation, "france", false);
  expect("Gallic River Directorate", ActorKind::kBody, "france", false);
  expect("Oslo Morning Clarion", ActorKind::kCompany, "norway", true);
  expect("Clarion Press Fund", ActorKind::kOrganisation, "united-states", true);
  expect("Ludvik Tresnak", ActorKind::kPerson, "czech-republic", false);
  expect("Inge Dravn", ActorKind::kPerson, "norway", false);  // a minister of information
}

TEST(UserDictionary, NamesOfAStateKeepTheirUse) {
  auto const loaded = load("FRANCE_ [FRA]\n+FRENCH_\n+PARIS_\n+GALLIC_HEXAGON_\n");
  auto const use = [&](std::string_view name) { return loaded.dictionary->lookup(name_key(name)).front().use; };
  EXPECT_EQ(use("French"), NameUse::kAdjective);
  EXPECT_EQ(use("Paris"), NameUse::kCapital);
  EXPECT_EQ(use("Gallic Hexagon"), NameUse::kSeat);
  EXPECT_EQ(entry_of(loaded, "Gallic Hexagon").actor.slug, "france");
}

TEST(UserDictionary, EachOtherNameIsListedOnce) {
  auto const dictionary = load(std::vector<DictionaryFile>{}).dictionary;
  ASSERT_TRUE(dictionary);
  std::size_t entries = 0;
  for (auto const* slug : {"united-states", "united-kingdom", "china", "united-nations", "european-union"}) {
    auto const entry = dictionary->find(slug);
    if (!entry) continue;
    ++entries;
    auto const& aliases = dictionary->entry(*entry).actor.aliases;
    EXPECT_EQ(std::set<std::string>(aliases.begin(), aliases.end()).size(), aliases.size()) << slug;
  }
  EXPECT_GE(entries, 3U);
}

TEST(UserDictionary, TitlesAreNotPartOfNames) {
  auto const loaded = load(
      "TRADE_MINISTER_HARALD_OSTERBLOM_\n+DEPUTY_FOREIGN_MINISTER_H._OSTERBLOM_\n+MINISTER_OSTERBLOM_\n"
      "\t[NORGOV >20100101]\nNORWEGIAN_PRIME_MINISTER_ [NORGOV]\n");
  EXPECT_EQ(entry_of(loaded, "Harald Osterblom").actor.kind, ActorKind::kPerson);
  EXPECT_THAT(entry_of(loaded, "Harald Osterblom").actor.aliases, ElementsAre("H. Osterblom"));
  EXPECT_THAT(loaded.dictionary->lookup(name_key("Osterblom")), IsEmpty());
  EXPECT_THAT(loaded.dictionary->lookup(name_key("Norwegian Prime Minister")), IsEmpty());
}

TEST(UserDictionary, TheUsersNameWinsAndOursStaysUnderItsOthers) {
  // Ours knows the Red Cross as an organisation and Sergei Lavrov as a person of Russia.
  auto const loaded = load(
      "RED_CROSS_ [KENREB]\n"
      "SERGEI_LAVROV_\n+S._V._LAVROV\n\t[RUSGOV >20040309]\n"
      "BORIS_TADIC\n\t[KENGOV >20200101]\n");
  EXPECT_EQ(entry_of(loaded, "Red Cross").actor.country, "kenya");
  EXPECT_EQ(loaded.dictionary->lookup(name_key("Red Cross")).size(), 1U);
  auto const lavrov = entry_of(loaded, "S. V. Lavrov");
  EXPECT_EQ(lavrov.actor.slug, "sergei-lavrov");  // the same person, with one more name
  EXPECT_TRUE(std::any_of(lavrov.actor.offices.begin(), lavrov.actor.offices.end(),
                          [](Office const& office) { return office.title == "foreign minister"; }));
  auto const namesake = entry_of(loaded, "Boris Tadic");
  EXPECT_EQ(namesake.actor.country, "kenya");
  EXPECT_EQ(namesake.actor.slug, "boris-tadic-kenya");
  auto const tables =
      load({{"bodies.tsv", "slug\tname\tkind\tcountry\nred-cross-of-kenya\tRed Cross\tbody\tkenya\n", true}});
  EXPECT_EQ(entry_of(tables, "Red Cross").actor.slug, "red-cross-of-kenya");
}

TEST(UserDictionary, AgentNouns) {
  auto const loaded =
      load("!FOLK! = MAN, WOMAN\nDRAGOON [~MIL]\nBUSHWHACKER [~REB]\nSCANDALMONGER [~MED]\nOARS!FOLK! [~CVL]\n");
  EXPECT_TRUE(loaded.dictionary->is_agent_noun("dragoon"));
  EXPECT_EQ(loaded.dictionary->group_noun("bushwhacker"), ActorKind::kArmedGroup);
  ASSERT_NE(loaded.dictionary->title("scandalmonger"), nullptr);
  EXPECT_EQ(loaded.dictionary->title("scandalmonger")->kind, TitleClass::kReporter);
  EXPECT_EQ(loaded.dictionary->title("oarsman"), nullptr);
}

TEST(UserDictionary, FaultyLinesAreToldAndSkipped) {
  auto const loaded =
      load("HARALD_OSTERBLOM_\n\t[NORGOV >20101350]\n\t[NORGOV >20110101]\nB_C_ [FRAX]\nD_E_ [FRAREB]\n");
  ASSERT_TRUE(loaded.dictionary.has_value());
  EXPECT_THAT(loaded.skipped, ElementsAre("my.actors.txt, line 2: not a date (YYMMDD or YYYYMMDD): '20101350'; skipped",
                                          "my.actors.txt, line 4: 'FRAX' is no row of three-letter codes; skipped"));
  EXPECT_EQ(entry_of(loaded, "Harald Osterblom").actor.offices.size(), 1U);
}

TEST(UserDictionary, AFileOfNeitherFormatIsRefused) {
  auto const loaded = load("who,where\nHarald Osterblom,norway\n");
  ASSERT_FALSE(loaded.dictionary.has_value());
  EXPECT_THAT(loaded.dictionary.error().message, HasSubstr("my.actors.txt, line 1: 'who,where' has no code"));
  auto const table = load({{"persons.txt", "name\tcountry\toffice\nHarald Osterblom\tatlantis\tpremier\n", true}});
  ASSERT_FALSE(table.dictionary.has_value());
  EXPECT_EQ(table.dictionary.error().message, "persons.txt, line 2: unknown country 'atlantis'");
}

class ScratchFile {
 public:
  explicit ScratchFile(std::string_view text)
      : path_(std::filesystem::path(testing::TempDir()) / ("user_dictionary_" + std::to_string(::getpid()) + ".txt")) {
    std::ofstream(path_) << text;
  }
  ~ScratchFile() { std::filesystem::remove(path_); }
  ScratchFile(ScratchFile const&) = delete;
  ScratchFile& operator=(ScratchFile const&) = delete;
  std::string name() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

TEST(UserDictionary, ANameOfTheFileBecomesItsActor) {
  ScratchFile const file(
      "FREE_RIVER_BRIGADES_ [MLIREB]\n"
      "OSTERBLOM_\n+HARALD_OSTERBLOM_\n\t[NORGOV 20100101-20151231]\n"
      "HARALD_OSTERBLOM_\n\t[NORGOV 20100101-20151231]\n");
  auto const coder = Coder::load({.actor_files = {file.name()}});
  ASSERT_TRUE(coder.has_value()) << coder.error().message;
  Article const article{.text =
                            "Harald Osterblom met Kenyan President Joseph Otieno in Nairobi on Tuesday. "
                            "France accused the Free River Brigades of attacking a convoy on Monday.",
                        .published = parse_day("2012-05-17")};
  auto const coded = (*coder)->code(article);
  auto const find = [&](std::string_view slug) {
    return std::find_if(coded.actors.begin(), coded.actors.end(), [&](Actor const& a) { return a.slug == slug; });
  };
  auto const person = find("harald-osterblom");
  ASSERT_NE(person, coded.actors.end()) << (*coder)->explain(article);
  EXPECT_EQ(person->country, "norway");
  EXPECT_EQ(person->kind, ActorKind::kPerson);
  ASSERT_FALSE(person->offices.empty());
  EXPECT_EQ(person->offices[0].from, parse_day("2010-01-01"));
  auto const group = find("free-river-brigades");
  ASSERT_NE(group, coded.actors.end()) << (*coder)->explain(article);
  EXPECT_EQ(group->country, "mali");
  EXPECT_EQ(group->kind, ActorKind::kArmedGroup);
}

/// The dictionaries that the field shares live beside the repository, not in it.
TEST(UserDictionary, ThePublishedDictionariesLoad) {
  auto const* const given = std::getenv("DRAGOMAN_CORPORA");
  std::filesystem::path const corpora = given != nullptr ? given : DRAGOMAN_SOURCE_DIR "/../shared/corpora";
  std::vector<std::string> texts;
  std::vector<DictionaryFile> files;
  for (std::string const name : {"Countries.actors", "International.actors", "MilNonState.actors", "agents"}) {
    std::ifstream in(corpora / "dictionaries" / "phoenix" / ("Phoenix." + name + ".txt"), std::ios::binary);
    if (!in) GTEST_SKIP() << "no published actor dictionaries here";
    std::stringstream text;
    text << in.rdbuf();
    texts.push_back(std::move(text).str());
  }
  for (auto const& text : texts) files.push_back({"phoenix", text, true});
  auto const took = [](std::vector<DictionaryFile> const& some) {
    auto const begin = std::chrono::steady_clock::now();
    EXPECT_TRUE(load(some).dictionary.has_value());
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begin).count();
  };
  auto const without = took({});
  auto const with = took(files);
  std::cout << "built-in dictionary " << without << " ms, with the published ones " << with << " ms\n";
  EXPECT_LT(with - without, 10'000);  // generous: sanitizers, a busy machine
  auto const loaded = load(files);
  EXPECT_LT(loaded.skipped.size(), 100U);
  EXPECT_GT(loaded.dictionary->size(), load(std::vector<DictionaryFile>{}).dictionary->size() + 15'000);
}

}  // namespace
}  // namespace dragoman
