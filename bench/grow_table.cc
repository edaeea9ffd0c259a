// Makes a longer table with the habits of a real one: its span of days over and over, further and further back.
// Usage: grow_table TABLE.tsv ROWS > LONGER.tsv   (one row more when the last has its mirror)
//
// Kept of the real table: how busy actors are, how often each event name occurs, rows written once in each direction,
// the number of rows a day. The 200 busiest actors (states, their bodies, those whom everybody deals with) are the same
// in each span; all others are other people in each, told apart by a number in the name: so most actors have as few
// events in the long table as in the real one, busy ones become busier, and these connect the spans. Changed in each
// span besides: on which day a row falls (all rows of a day stay together), and for a quarter of the rows who the
// target is (taken from another row of the same name). The same table gives the same result.

#include <algorithm>
#include <cstdio>
#include <functional>
#include <iostream>
#include <map>
#include <random>
#include <stdexcept>
#include <tuple>

#include "bench/event_table.h"
#include "graph/dates.h"

namespace dragoman {
namespace {

constexpr std::size_t kLasting = 200;  // the busiest actors, who are the same in each span

/// What was written as one row, or as two that say the same from either side.
struct Fact {
  TableRow row;
  std::int32_t mirror_code = -1;  // of the second row, from target to source; -1: there is none
};

std::uint16_t mirrored(std::uint16_t code) {
  auto const codes = cameo_codes();
  auto const other = codes[code].code == "042" ? "043" : codes[code].code == "043" ? "042" : codes[code].code;
  return static_cast<std::uint16_t>(find_cameo(other) - codes.data());
}

std::vector<Fact> find_facts(std::vector<TableRow> const& rows) {
  using Key = std::tuple<std::int32_t, std::uint32_t, std::uint32_t, std::uint16_t>;
  std::map<Key, std::size_t> waiting;  // facts that still lack their mirror
  std::vector<Fact> facts;
  for (auto const& row : rows) {
    auto const other = waiting.find({row.day, row.target, row.source, mirrored(row.code)});
    if (other != waiting.end()) {
      facts[other->second].mirror_code = row.code;
      waiting.erase(other);
      continue;
    }
    waiting[{row.day, row.source, row.target, row.code}] = facts.size();
    facts.push_back({row});
  }
  return facts;
}

/// By actor.
std::vector<bool> find_lasting(EventTable const& table) {
  std::vector<std::pair<std::size_t, std::size_t>> rows_of(table.actors.size());
  for (std::size_t i = 0; i < rows_of.size(); ++i) rows_of[i].second = i;
  for (auto const& row : table.rows) {
    ++rows_of[row.source].first;
    ++rows_of[row.target].first;
  }
  std::ranges::sort(rows_of, std::greater{});
  std::vector<bool> lasting(rows_of.size());
  for (std::size_t i = 0; i < std::min(kLasting, rows_of.size()); ++i) lasting[rows_of[i].second] = true;
  return lasting;
}

/// "Citizen (India)" becomes "Citizen 3 (India)" for all but those who last.
std::vector<std::string> names_in_span(EventTable const& table, std::vector<bool> const& lasting, std::int32_t span) {
  auto names = table.actors;
  for (std::size_t i = 0; i < names.size(); ++i)
    if (!lasting[i]) names[i].insert(std::min(names[i].find(" ("), names[i].size()), " " + std::to_string(span + 1));
  return names;
}

void print(std::vector<std::string> const& actors, std::string const& date, std::uint32_t source, std::uint16_t code,
           std::uint32_t target) {
  auto const name = cameo_codes()[code].name;
  std::printf("%s\t%s\t%.*s\t%s\n", date.c_str(), actors[source].c_str(), static_cast<int>(name.size()), name.data(),
              actors[target].c_str());
}

void grow(std::string const& path, std::size_t wanted) {
  auto const table = read_event_table(path);
  if (table.rows.empty()) throw std::runtime_error(path + " is empty");
  auto const facts = find_facts(table.rows);
  std::vector<std::vector<std::size_t>> of_code(cameo_codes().size());
  auto first = table.rows.front().day;
  auto last = first;
  for (auto const& row : table.rows) {
    first = std::min(first, row.day);
    last = std::max(last, row.day);
  }
  auto const days = last - first + 1;
  std::vector<std::vector<std::size_t>> of_day(static_cast<std::size_t>(days));
  for (std::size_t i = 0; i < facts.size(); ++i) {
    of_day[static_cast<std::size_t>(facts[i].row.day - first)].push_back(i);
    of_code[facts[i].row.code].push_back(i);
  }

  auto const lasting = find_lasting(table);
  auto const spans = static_cast<std::int32_t>((wanted + table.rows.size() - 1) / table.rows.size());
  std::mt19937 random(7);
  std::size_t written = 0;
  for (std::int32_t span = 0; span < spans; ++span) {
    bool const real = span + 1 == spans;  // the last span is the table itself
    auto const actors = real ? table.actors : names_in_span(table, lasting, span);
    auto order = of_day;
    if (!real) std::ranges::shuffle(order, random);
    for (std::int32_t day = 0; day < days && written < wanted; ++day) {
      auto const date = to_string(Day{std::chrono::days{first + day - (spans - 1 - span) * days}});
      for (auto const index : order[static_cast<std::size_t>(day)]) {
        if (written >= wanted) break;
        auto const& [row, mirror_code] = facts[index];
        auto target = row.target;
        if (!real && random() % 4 == 0) {
          auto const& same = of_code[row.code];
          auto const other = facts[same[random() % same.size()]].row.target;
          if (other != row.source) target = other;
        }
        print(actors, date, row.source, row.code, target);
        ++written;
        if (mirror_code < 0) continue;
        print(actors, date, target, static_cast<std::uint16_t>(mirror_code), row.source);
        ++written;
      }
    }
  }
}

}  // namespace
}  // namespace dragoman

int main(int count, char** words) {
  if (count != 3) {
    std::cerr << "Usage: grow_table TABLE.tsv ROWS > LONGER.tsv\n";
    return 2;
  }
  try {
    dragoman::grow(words[1], std::stoul(words[2]));
    return std::fflush(stdout) == 0 ? 0 : 1;
  } catch (std::exception const& error) {
    std::cerr << "grow_table: " << error.what() << '\n';
    return 1;
  }
}
