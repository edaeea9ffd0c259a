// The real ICEWS tables, against a count of their own that knows nothing of the program. They are not part of the
// repository: DRAGOMAN_CORPORA names where they are.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <sstream>
#include <tuple>

#include <boost/iostreams/copy.hpp>
#include <boost/iostreams/filter/gzip.hpp>
#include <boost/iostreams/filtering_streambuf.hpp>

#include "fixture.h"
#include "graph/queries.h"
#include "tests/scale.h"

namespace dragoman::testing {
namespace {

std::filesystem::path table(std::string const& name) {
  auto const* const given = std::getenv("DRAGOMAN_CORPORA");
  std::filesystem::path const corpora = given != nullptr ? given : DRAGOMAN_SOURCE_DIR "/../shared/corpora";
  return corpora / "icews" / name;
}

std::string read_gzip(std::filesystem::path const& path) {
  std::ifstream file(path, std::ios::binary);
  boost::iostreams::filtering_streambuf<boost::iostreams::input> in;
  in.push(boost::iostreams::gzip_decompressor());
  in.push(file);
  std::ostringstream out;
  boost::iostreams::copy(in, out);
  return out.str();
}

/// Letters and digits of ASCII names, so that two spellings of one name are one here too; others as they are.
std::string plain(std::string const& name) {
  std::string out;
  for (char const c : name) {
    if (static_cast<unsigned char>(c) >= 0x80) return name;
    if (c == '\'' || c == '.') continue;
    if (std::isalnum(static_cast<unsigned char>(c)) != 0)
      out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    else if (!out.empty() && out.back() != ' ')
      out += ' ';
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

using Happening = std::tuple<std::string, std::string, std::string, std::string>;  // day, code, who, whom

/// What a person with a spreadsheet would count: a meeting once however often it is mirrored, a visit once for visitor
/// and host.
struct Truth {
  std::set<Happening> meetings;
  std::set<Happening> visits;
};

Truth count_by_hand(std::string const& text) {
  Truth truth;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) {
    std::istringstream cells(line);
    std::string day, source, what, target;
    std::getline(cells, day, '\t');
    std::getline(cells, source, '\t');
    std::getline(cells, what, '\t');
    std::getline(cells, target, '\t');
    auto const from = plain(source);
    auto const to = plain(target);
    if (what == "Consult" || what == "Meet at a 'third' location")
      truth.meetings.emplace(day, what, std::min(from, to), std::max(from, to));
    if (what == "Make a visit") truth.visits.emplace(day, "", from, to);
    if (what == "Host a visit") truth.visits.emplace(day, "", to, from);
  }
  return truth;
}

Response post(World const& world, std::string_view body) {
  auto request = make_request("POST", "/v1/events");
  request.content_type = "text/tab-separated-values";
  auto begun = world.api->begin(request);
  constexpr std::size_t kPiece = 1 << 16;
  for (std::size_t at = 0; at < body.size(); at += kPiece) begun.reader->feed(body.substr(at, kPiece));
  return begun.reader->finish();
}

std::size_t events_of_type(World const& world, EventType type) {
  EventFilter filter;
  filter.types.reset().set(static_cast<std::size_t>(type));
  Page page;
  page.limit = 10'000'000;
  return find_events(*world.knowledge->view().graph, filter, page).events.size();
}

TEST(RealTables, MeetingsAndVisitsOfIcews2018AreCountedOnce) {
  if (!std::filesystem::exists(table("icews18.tsv.gz"))) GTEST_SKIP() << "no ICEWS table here";
  auto text = read_gzip(table("icews18.tsv.gz"));
  // Whole lines; all of them but under a sanitizer.
  text.resize(text.find('\n', test::scaled(text.size()) - 2) + 1);
  auto const truth = count_by_hand(text);
  World const world;
  auto const answer = parse(post(world, text));
  EXPECT_EQ(answer.at("rejected").to_number<int>(), 0) << answer;
  EXPECT_EQ(events_of_type(world, EventType::kMeeting), truth.meetings.size());
  EXPECT_EQ(events_of_type(world, EventType::kVisit), truth.visits.size());

  // And for each pair: who met whom, how often.
  std::map<std::pair<std::string, std::string>, std::size_t> pairs;
  for (auto const& [day, what, a, b] : truth.meetings) ++pairs[{a, b}];
  auto const view = world.knowledge->view();
  auto const found = meetings(*view.graph, {}, {}, EventFilter::happened_meetings()).encounters;
  EXPECT_EQ(found.size(), pairs.size());
  for (auto const& encounter : found) {
    auto const a = plain(view.graph->actor(encounter.a)->name);
    auto const b = plain(view.graph->actor(encounter.b)->name);
    ASSERT_EQ(encounter.count, (pairs[{std::min(a, b), std::max(a, b)}])) << a << " and " << b;
  }
  std::cout << truth.meetings.size() << " meetings, " << truth.visits.size() << " visits\n";
}

TEST(RealTables, TheRawSampleHasNoBadLine) {
  std::ifstream file(table("icews_events_2018_sample.tab"));
  if (!file) GTEST_SKIP() << "no ICEWS sample here";
  std::ostringstream text;
  text << file.rdbuf();
  World const world;
  auto const answer = parse(post(world, text.str()));
  EXPECT_EQ(answer.at("received").to_number<int>(), 3705);
  EXPECT_EQ(answer.at("rejected").to_number<int>(), 0) << answer;
  auto const events = world.knowledge->counts().events;
  auto const again = parse(post(world, text.str()));
  EXPECT_EQ(again.at("stored").to_number<int>(), 0);
  EXPECT_EQ(again.at("merged").to_number<int>(), 0);
  EXPECT_EQ(world.knowledge->counts().events, events);
}

}  // namespace
}  // namespace dragoman::testing
