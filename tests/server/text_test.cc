// Text on terminals: widths, wrapping, tables, CSV.

#include <gmock/gmock.h>

#include <array>
#include <sstream>

#include "server/text/csv.h"
#include "server/text/display_width.h"
#include "server/text/shell_word.h"
#include "server/text/table.h"
#include "server/text/wrap.h"

namespace dragoman {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

TEST(DisplayWidth, CountsColumnsNotBytes) {
  EXPECT_EQ(display_width(""), 0U);
  EXPECT_EQ(display_width("Choe Son Hui"), 12U);
  EXPECT_EQ(display_width("Erdoğan"), 7U);
  EXPECT_EQ(display_width("Erdog\u0306an"), 7U);  // g and a mark that joins it
  EXPECT_EQ(display_width("최선희"), 6U);
  EXPECT_EQ(display_width("\u110e\u116c"), 2U);  // one syllable, letter by letter
  EXPECT_EQ(display_width("王毅 (Wang Yi)"), 14U);
  EXPECT_EQ(display_width("Лавров"), 6U);
  EXPECT_EQ(display_width("لافروف"), 6U);
  EXPECT_EQ(display_width("🇳🇴"), 2U);
  EXPECT_EQ(display_width("👩‍🚀"), 2U);
  EXPECT_EQ(display_width("“—”…"), 4U);
}

TEST(DisplayWidth, PrefixesSplitNoCharacter) {
  EXPECT_EQ(prefix_within("abcdef", 3), 3U);
  EXPECT_EQ(prefix_within("abc", 9), 3U);
  EXPECT_EQ(prefix_within("최선희", 3), 3U);
  EXPECT_EQ(prefix_within("최선희", 1), 3U);  // one at least
  EXPECT_EQ(prefix_within("g\u0306a", 1), 3U);
  EXPECT_EQ(prefix_within("", 5), 0U);
}

TEST(ForTerminal, NothingSteersTheTerminal) {
  EXPECT_EQ(for_terminal("plain"), "plain");
  EXPECT_EQ(for_terminal("a\nb\tc\r"), "a b c ");
  EXPECT_EQ(for_terminal("red \x1b[31m\x07"), "red \uFFFD[31m\uFFFD");
  EXPECT_EQ(for_terminal("\u009b31m"), "\uFFFD31m");
  EXPECT_EQ(for_terminal("a\u202Eb\u2066c\uFEFF"), "abc");
  EXPECT_EQ(for_terminal("bad \xff\xc3"), "bad \uFFFD\uFFFD");
  EXPECT_EQ(for_terminal("5\u00a0km, 최"), "5\u00a0km, 최");
  EXPECT_EQ(for_terminal("a\u2028b"), "a b");
}

TEST(Wrap, CutsBetweenWords) {
  EXPECT_THAT(wrap_text("The minister met nobody.", 10), ElementsAre("The", "minister", "met", "nobody."));
  EXPECT_THAT(wrap_text("The minister met nobody.", 12), ElementsAre("The minister", "met nobody."));
  EXPECT_THAT(wrap_text("short", 80), ElementsAre("short"));
  EXPECT_THAT(wrap_text("", 80), IsEmpty());
  EXPECT_THAT(wrap_text("   ", 80), IsEmpty());
}

TEST(Wrap, CutsInsideAWordOnlyWhenItIsTooWide) {
  EXPECT_THAT(wrap_text("see abcdefghijk now", 4), ElementsAre("see", "abcd", "efgh", "ijk", "now"));
  EXPECT_THAT(wrap_text("최선희외무상", 5), ElementsAre("최선", "희외", "무상"));
}

TEST(Wrap, NoLineIsWiderAndNothingIsLost) {
  std::string const text =
      "Recep Tayyip Erdoğan — 최선희 외무상은 — met (“briefly”) https://example.org/a/long/address/of/it";
  for (std::size_t width = 2; width < 60; ++width) {
    std::string letters;
    for (auto const& line : wrap_text(text, width)) {
      EXPECT_LE(display_width(line), width) << line;
      for (auto const c : line)
        if (c != ' ') letters += c;
    }
    auto expected = text;
    std::erase(expected, ' ');
    EXPECT_EQ(letters, expected) << width;
  }
}

TEST(Table, TheWidestColumnGivesFirst) {
  EXPECT_THAT(share_width({5, 10, 20}, 100, 2, 8), ElementsAre(5, 10, 20));
  EXPECT_THAT(share_width({5, 10, 200}, 60, 2, 8), ElementsAre(5, 10, 41));
  EXPECT_THAT(share_width({5, 50, 200}, 60, 2, 8), ElementsAre(5, 25, 25));
  EXPECT_THAT(share_width({50, 50}, 10, 2, 8), ElementsAre(8, 8));  // never unreadable
  EXPECT_THAT(share_width({}, 10, 2, 8), IsEmpty());
}

std::string table(std::vector<Row> const& rows, std::size_t width, bool colours = false) {
  std::ostringstream out;
  TextTable(std::vector<Column>{{"Who"}, {"Times", true}, {"Evidence"}}, width, colours, out).add(rows);
  return out.str();
}

TEST(Table, AlignsByColumns) {
  EXPECT_EQ(table({{{{"최선희"}}, {{"2"}}, {{"a"}}}, {{{"Lavrov"}}, {{"17"}}, {{"b"}}}}, 80),
            "Who     Times  Evidence\n"
            "최선희      2  a\n"
            "Lavrov     17  b\n");
}

TEST(Table, WrapsCellsAndPartsRows) {
  EXPECT_EQ(table({{{{"Lavrov"}}, {{"2"}}, {{"one two three four"}, {"TASS"}}}}, 26),
            "Who     Times  Evidence\n"
            "\n"
            "Lavrov      2  one two\n"
            "               three four\n"
            "               TASS\n");
}

TEST(Table, LaterPagesKeepTheWidths) {
  std::ostringstream out;
  TextTable pages({{"A"}, {"B"}}, 80, false, out);
  pages.add({{{{"12345678"}}, {{"x"}}}});
  pages.add({{{{"123456789"}}, {{"y"}}}});
  EXPECT_EQ(out.str(), "A         B\n12345678  x\n12345678  y\n9\n");
}

TEST(Table, ColoursOnlyWhenAsked) {
  std::vector<Row> const rows = {{{{"a", Style::kStrong}}, {{"1"}}, {{"b", Style::kFaint}}}};
  EXPECT_THAT(table(rows, 80), Not(HasSubstr("\x1b")));
  EXPECT_THAT(table(rows, 80, true), HasSubstr("\x1b[1ma\x1b[0m"));
  EXPECT_THAT(table(rows, 80, true), HasSubstr("\x1b[2mb\x1b[0m"));
}

TEST(Csv, QuotesWhatNeedsIt) {
  std::ostringstream out;
  write_csv_record(std::array<std::string, 6>{"a", "b,c", "say \"x\"", "two\nlines", "", " d "}, out);
  EXPECT_EQ(out.str(), "a,\"b,c\",\"say \"\"x\"\"\",\"two\nlines\",, d \r\n");
}

TEST(ShellWord, QuotesWhatNeedsIt) {
  EXPECT_EQ(shell_word("kim-jong-un"), "kim-jong-un");
  EXPECT_EQ(shell_word("Kim Jong Un"), "'Kim Jong Un'");
  EXPECT_EQ(shell_word("O'Brien"), "'O'\\''Brien'");
  EXPECT_EQ(shell_word(""), "''");
}

}  // namespace
}  // namespace dragoman
