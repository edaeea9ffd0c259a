// PostgreSQL with the same table: how long until it can answer, and how fast it answers.
// Usage: postgres_bench load CONNECTION TABLE.tsv | postgres_bench ask CONNECTION TABLE.tsv QUESTIONS SECONDS
// CONNECTION is libpq's: "host=/socket/directory dbname=postgres user=postgres".

#include <libpq-fe.h>

#include <array>
#include <charconv>
#include <cstring>
#include <iostream>
#include <memory>
#include <stdexcept>

#include "bench/questions.h"
#include "bench/report.h"

namespace dragoman {
namespace {

struct Close {
  void operator()(PGconn* connection) const { PQfinish(connection); }
  void operator()(PGresult* result) const { PQclear(result); }
};
using Rows = std::unique_ptr<PGresult, Close>;

class Connection {
 public:
  explicit Connection(std::string const& where) : connection_(PQconnectdb(where.c_str())) {
    if (PQstatus(connection_.get()) != CONNECTION_OK) fail();
  }

  Rows run(std::string const& sql) const { return checked(PQexec(connection_.get(), sql.c_str())); }
  void prepare(char const* name, std::string const& sql) const {
    checked(PQprepare(connection_.get(), name, sql.c_str(), 0, nullptr));
  }
  template <std::size_t kCount>
  Rows ask(char const* name, std::array<std::int64_t, kCount> const& values) const {
    std::array<std::array<char, 24>, kCount> texts{};
    std::array<char const*, kCount> pointers{};
    for (std::size_t i = 0; i < kCount; ++i) {
      std::to_chars(texts.at(i).data(), texts.at(i).data() + texts.at(i).size() - 1, values.at(i));
      pointers.at(i) = texts.at(i).data();
    }
    return checked(
        PQexecPrepared(connection_.get(), name, static_cast<int>(kCount), pointers.data(), nullptr, nullptr, 0));
  }
  /// COPY … FROM STDIN, with `lines` in COPY's text format.
  template <class Lines>
  void copy(std::string const& sql, Lines&& lines) const {
    run(sql);
    std::string buffer;
    auto const flush = [&] {
      if (PQputCopyData(connection_.get(), buffer.data(), static_cast<int>(buffer.size())) != 1) fail();
      buffer.clear();
    };
    lines([&](auto const& append) {
      append(buffer);
      if (buffer.size() > (std::size_t{64} << 10U)) flush();
    });
    flush();
    if (PQputCopyEnd(connection_.get(), nullptr) != 1) fail();
    while (auto* const result = PQgetResult(connection_.get())) checked(result);
  }

 private:
  [[noreturn]] void fail() const {
    throw std::runtime_error(std::string("PostgreSQL: ") + PQerrorMessage(connection_.get()));
  }
  Rows checked(PGresult* result) const {
    Rows rows(result);
    auto const status = PQresultStatus(result);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_COPY_IN) fail();
    return rows;
  }

  std::unique_ptr<PGconn, Close> connection_;
};

std::string escaped(std::string_view text) {
  std::string out;
  for (auto const c : text) {
    if (c == '\\') out += '\\';
    out += c;
  }
  return out;
}

void append_row(std::string& out, TableRow const& row) {
  std::array<char, 16> digits{};
  char before = 0;
  for (auto const value : {static_cast<std::int64_t>(row.day), static_cast<std::int64_t>(row.source),
                           static_cast<std::int64_t>(row.code), static_cast<std::int64_t>(row.target)}) {
    if (before != 0) out += before;
    before = '\t';
    auto const end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    out.append(digits.data(), end);
  }
  out += '\n';
}

void load(std::string const& where, std::string const& table_path) {
  Connection const db(where);
  Stopwatch watch;
  auto const table = read_event_table(table_path);
  report("postgres.load.read", watch.lap());
  db.run("BEGIN");
  db.run("CREATE TABLE actors(id int PRIMARY KEY, name text NOT NULL)");
  db.run("CREATE TABLE codes(id smallint PRIMARY KEY, code text NOT NULL, name text NOT NULL)");
  // The day as a number, as our own tables have it: four bytes, as a date.
  db.run("CREATE TABLE events(day int NOT NULL, source int NOT NULL, target int NOT NULL, code smallint NOT NULL)");
  db.copy("COPY actors FROM STDIN", [&table](auto const& line) {
    for (std::size_t i = 0; i < table.actors.size(); ++i) {
      line([&](std::string& out) { out += std::to_string(i) + '\t' + escaped(table.actors[i]) + '\n'; });
    }
  });
  db.copy("COPY codes FROM STDIN", [](auto const& line) {
    std::size_t number = 0;
    for (auto const& code : cameo_codes()) {
      line([&](std::string& out) {
        out += std::to_string(number++) + '\t' + std::string(code.code) + '\t' + std::string(code.name) + '\n';
      });
    }
  });
  db.copy("COPY events(day, source, code, target) FROM STDIN", [&table](auto const& line) {
    for (auto const& row : table.rows) line([&row](std::string& out) { append_row(out, row); });
  });
  report("postgres.load.rows", watch.lap());
  db.run("CREATE INDEX events_source ON events(source, day DESC)");
  db.run("CREATE INDEX events_target ON events(target, day DESC)");
  report("postgres.load.indexes", watch.lap());
  auto const codes = meeting_codes_for_sql();
  db.run("CREATE TABLE meetings AS SELECT source a, target b, day FROM events WHERE code IN " + codes +
         " AND source <> target UNION SELECT target, source, day FROM events WHERE code IN " + codes +
         " AND source <> target ORDER BY 1, 2, 3");
  db.run("CREATE UNIQUE INDEX meetings_pair ON meetings(a, b, day)");
  report("postgres.load.meetings", watch.lap());
  db.run("COMMIT");
  db.run("ANALYZE");
  report("postgres.load.commit", watch.lap());
  report("postgres.load.seconds", watch.seconds());
  report("postgres.load.events", static_cast<double>(table.rows.size()));
  // Outside of the time: lets the indexes answer alone, and nothing be written while questions are asked.
  db.run("VACUUM");
  db.run("CHECKPOINT");
  auto const size = db.run("SELECT pg_database_size(current_database())");
  report("postgres.load.bytes", std::stod(PQgetvalue(size.get(), 0, 0)));
}

class Answers final : public Answerer {
 public:
  explicit Answers(Connection const& db) : db_(db) {
    db.prepare("timeline",
               "SELECT e.day, e.code, e.source, s.name, e.target, t.name FROM ("
               " (SELECT * FROM events WHERE source = $1::int ORDER BY day DESC LIMIT 50)"
               " UNION ALL (SELECT * FROM events WHERE target = $1::int ORDER BY day DESC LIMIT 50)"
               " ORDER BY day DESC LIMIT 50) e "
               "JOIN actors s ON s.id = e.source JOIN actors t ON t.id = e.target ORDER BY e.day DESC");
    db.prepare("met",
               "SELECT n.id, n.name, m.count, m.first, m.last FROM ("
               " SELECT b, count(*) count, min(day) first, max(day) last FROM meetings WHERE a = $1::int GROUP BY b) m "
               "JOIN actors n ON n.id = m.b ORDER BY m.count DESC, m.last DESC");
    db.prepare("met_most",
               "SELECT n.id, n.name, m.count, m.first, m.last FROM ("
               " SELECT b, count(*) count, min(day) first, max(day) last FROM meetings WHERE a = $1::int GROUP BY b"
               " ORDER BY count DESC, last DESC LIMIT 50) m "
               "JOIN actors n ON n.id = m.b ORDER BY m.count DESC, m.last DESC");
    db.prepare("met_within",
               "SELECT n.id, n.name, m.count, m.first, m.last FROM ("
               " SELECT b, count(*) count, min(day) first, max(day) last FROM meetings"
               " WHERE a = $1::int AND day BETWEEN $2::int AND $3::int GROUP BY b) m "
               "JOIN actors n ON n.id = m.b ORDER BY m.count DESC, m.last DESC");
    db.prepare("pair", "SELECT day FROM meetings WHERE a = $1::int AND b = $2::int ORDER BY day DESC LIMIT 50");
    db.prepare("path",
               "WITH RECURSIVE reached(actor, steps) AS ("
               " SELECT $1::int, 0 UNION"
               " SELECT m.b, r.steps + 1 FROM reached r JOIN meetings m ON m.a = r.actor WHERE r.steps < 8) "
               "SELECT steps + 1 FROM reached WHERE actor = $2::int LIMIT 1");
  }

  std::size_t timeline(std::uint32_t actor) override { return rows<1>("timeline", {actor}); }
  std::size_t met(std::uint32_t actor) override { return rows<1>("met", {actor}); }
  std::size_t met_most(std::uint32_t actor) override { return rows<1>("met_most", {actor}); }
  std::size_t met_within(std::uint32_t actor, Window const& window) override {
    return rows<3>("met_within", {actor, window.from, window.to});
  }
  std::size_t meetings_of_pair(std::uint32_t actor, std::uint32_t with) override {
    return rows<2>("pair", {actor, with});
  }
  std::size_t path(std::uint32_t from, std::uint32_t to) override {
    auto const found = db_.ask<2>("path", {from, to});
    return PQntuples(found.get()) == 0 ? 0 : std::stoul(PQgetvalue(found.get(), 0, 0));
  }

 private:
  template <std::size_t kCount>
  std::size_t rows(char const* name, std::array<std::int64_t, kCount> const& values) {
    auto const found = db_.ask(name, values);
    for (int row = 0; row < PQntuples(found.get()); ++row) {
      for (int column = 0; column < PQnfields(found.get()); ++column) {
        touched_ += static_cast<unsigned char>(*PQgetvalue(found.get(), row, column));
      }
    }
    return static_cast<std::size_t>(PQntuples(found.get()));
  }

  Connection const& db_;
  std::size_t touched_ = 0;
};

int run(int count, char** words) {
  std::string const what = count > 1 ? words[1] : "";
  if (what == "load" && count == 4) {
    load(words[2], words[3]);
  } else if (what == "ask" && count == 6) {
    auto const table = read_event_table(words[3]);
    Connection const db(words[2]);
    Answers answers(db);
    ask(answers, draw_questions(table, std::stoul(words[4])), "postgres", std::stod(words[5]), true);
  } else {
    std::cerr << "Usage: postgres_bench load CONNECTION TABLE.tsv | ask CONNECTION TABLE.tsv QUESTIONS SECONDS\n";
    return 2;
  }
  return 0;
}

}  // namespace
}  // namespace dragoman

int main(int count, char** words) {
  try {
    return dragoman::run(count, words);
  } catch (std::exception const& error) {
    std::cerr << "postgres_bench: " << error.what() << '\n';
    return 1;
  }
}
