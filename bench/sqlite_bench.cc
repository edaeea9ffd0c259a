// SQLite with the same table: how long until it can answer, and how fast it answers.
// Usage: sqlite_bench load DATABASE TABLE.tsv | sqlite_bench ask DATABASE TABLE.tsv QUESTIONS SECONDS

#include <sqlite3.h>

#include <cstring>
#include <iostream>
#include <memory>
#include <stdexcept>

#include "bench/questions.h"
#include "bench/report.h"

namespace dragoman {
namespace {

struct Close {
  void operator()(sqlite3* db) const { sqlite3_close(db); }
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};

class Database {
 public:
  explicit Database(std::string const& path) {
    sqlite3* db = nullptr;
    auto const result = sqlite3_open(path.c_str(), &db);
    db_.reset(db);
    check(result);
  }

  void run(std::string const& sql) const { check(sqlite3_exec(db_.get(), sql.c_str(), nullptr, nullptr, nullptr)); }
  void check(int result) const {
    if (result != SQLITE_OK && result != SQLITE_ROW && result != SQLITE_DONE) {
      throw std::runtime_error(std::string("SQLite: ") + sqlite3_errmsg(db_.get()));
    }
  }
  sqlite3* get() const { return db_.get(); }

 private:
  std::unique_ptr<sqlite3, Close> db_;
};

class Statement {
 public:
  Statement(Database const& db, std::string const& sql) : db_(db) {
    sqlite3_stmt* statement = nullptr;
    db.check(sqlite3_prepare_v3(db.get(), sql.c_str(), -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr));
    statement_.reset(statement);
  }

  void bind(int at, std::int64_t value) { sqlite3_bind_int64(statement_.get(), at, value); }
  void bind(int at, std::string const& text) {
    sqlite3_bind_text(statement_.get(), at, text.data(), static_cast<int>(text.size()), nullptr);
  }
  /// Runs to the end, with the texts of all columns touched; the number of rows.
  template <class... Values>
  std::size_t run(Values const&... values) {
    int at = 0;
    (bind(++at, values), ...);
    std::size_t rows = 0;
    int result = SQLITE_ROW;
    while ((result = sqlite3_step(statement_.get())) == SQLITE_ROW) {
      ++rows;
      for (int i = 0; i < sqlite3_column_count(statement_.get()); ++i) {
        if (sqlite3_column_type(statement_.get(), i) == SQLITE_TEXT) {
          sqlite3_column_text(statement_.get(), i);
          touched_ += static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), i));
        } else {
          last_ = sqlite3_column_int64(statement_.get(), i);
          touched_ += static_cast<std::size_t>(last_);
        }
      }
    }
    db_.check(result);
    sqlite3_reset(statement_.get());
    return rows;
  }
  /// Last number of the last row.
  std::int64_t last() const { return last_; }

 private:
  Database const& db_;
  std::unique_ptr<sqlite3_stmt, Close> statement_;
  std::size_t touched_ = 0;
  std::int64_t last_ = 0;
};

void load(std::string const& path, std::string const& table_path) {
  Stopwatch watch;
  auto const table = read_event_table(table_path);
  report("sqlite.load.read", watch.lap());
  Database const db(path);
  // The defaults, said aloud: rollback journal, and every commit waits for the disk.
  db.run("PRAGMA journal_mode=DELETE; PRAGMA synchronous=FULL; BEGIN");
  db.run("CREATE TABLE actors(id INTEGER PRIMARY KEY, name TEXT NOT NULL)");
  db.run("CREATE TABLE codes(id INTEGER PRIMARY KEY, code TEXT NOT NULL, name TEXT NOT NULL)");
  db.run("CREATE TABLE events(id INTEGER PRIMARY KEY, day INT, source INT, code INT, target INT)");
  {
    Statement actor(db, "INSERT INTO actors VALUES(?, ?)");
    for (std::size_t i = 0; i < table.actors.size(); ++i) actor.run(static_cast<std::int64_t>(i), table.actors[i]);
    Statement code(db, "INSERT INTO codes VALUES(?, ?, ?)");
    std::int64_t number = 0;
    for (auto const& row : cameo_codes()) code.run(number++, std::string(row.code), std::string(row.name));
    Statement event(db, "INSERT INTO events(day, source, code, target) VALUES(?, ?, ?, ?)");
    for (auto const& row : table.rows) {
      event.run(std::int64_t{row.day}, std::int64_t{row.source}, std::int64_t{row.code}, std::int64_t{row.target});
    }
  }
  report("sqlite.load.rows", watch.lap());
  db.run("CREATE INDEX events_source ON events(source, day DESC)");
  db.run("CREATE INDEX events_target ON events(target, day DESC)");
  report("sqlite.load.indexes", watch.lap());
  auto const codes = meeting_codes_for_sql();
  db.run("CREATE TABLE meetings(a INT, b INT, day INT, PRIMARY KEY(a, b, day)) WITHOUT ROWID");
  db.run("INSERT INTO meetings SELECT source, target, day FROM events WHERE code IN " + codes +
         " AND source <> target UNION SELECT target, source, day FROM events WHERE code IN " + codes +
         " AND source <> target");
  report("sqlite.load.meetings", watch.lap());
  db.run("ANALYZE; COMMIT");
  report("sqlite.load.commit", watch.lap());
  report("sqlite.load.seconds", watch.seconds());
  report("sqlite.load.events", static_cast<double>(table.rows.size()));
}

class Answers final : public Answerer {
 public:
  explicit Answers(Database const& db)
      : timeline_(db,
                  "SELECT e.day, e.code, e.source, s.name, e.target, t.name FROM ("
                  " SELECT * FROM (SELECT * FROM events WHERE source = ?1 ORDER BY day DESC LIMIT 50)"
                  " UNION ALL SELECT * FROM (SELECT * FROM events WHERE target = ?1 ORDER BY day DESC LIMIT 50)"
                  " ORDER BY day DESC LIMIT 50) e "
                  "JOIN actors s ON s.id = e.source JOIN actors t ON t.id = e.target ORDER BY e.day DESC"),
        met_(db,
             "SELECT n.id, n.name, m.count, m.first, m.last FROM ("
             " SELECT b, count(*) count, min(day) first, max(day) last FROM meetings WHERE a = ?1 GROUP BY b) m "
             "JOIN actors n ON n.id = m.b ORDER BY m.count DESC, m.last DESC"),
        met_most_(db,
                  "SELECT n.id, n.name, m.count, m.first, m.last FROM ("
                  " SELECT b, count(*) count, min(day) first, max(day) last FROM meetings WHERE a = ?1 GROUP BY b"
                  " ORDER BY count DESC, last DESC LIMIT 50) m "
                  "JOIN actors n ON n.id = m.b ORDER BY m.count DESC, m.last DESC"),
        met_within_(db,
                    "SELECT n.id, n.name, m.count, m.first, m.last FROM ("
                    " SELECT b, count(*) count, min(day) first, max(day) last FROM meetings"
                    " WHERE a = ?1 AND day BETWEEN ?2 AND ?3 GROUP BY b) m "
                    "JOIN actors n ON n.id = m.b ORDER BY m.count DESC, m.last DESC"),
        pair_(db, "SELECT day FROM meetings WHERE a = ?1 AND b = ?2 ORDER BY day DESC LIMIT 50"),
        // Rows of a recursive query come in the order of a queue: the first that fits is a shortest.
        path_(db,
              "WITH RECURSIVE reached(actor, steps) AS ("
              " SELECT ?1, 0 UNION"
              " SELECT m.b, r.steps + 1 FROM reached r JOIN meetings m ON m.a = r.actor WHERE r.steps < 8) "
              "SELECT steps + 1 FROM reached WHERE actor = ?2 LIMIT 1") {}

  std::size_t timeline(std::uint32_t actor) override { return timeline_.run(std::int64_t{actor}); }
  std::size_t met(std::uint32_t actor) override { return met_.run(std::int64_t{actor}); }
  std::size_t met_most(std::uint32_t actor) override { return met_most_.run(std::int64_t{actor}); }
  std::size_t met_within(std::uint32_t actor, Window const& window) override {
    return met_within_.run(std::int64_t{actor}, std::int64_t{window.from}, std::int64_t{window.to});
  }
  std::size_t meetings_of_pair(std::uint32_t actor, std::uint32_t with) override {
    return pair_.run(std::int64_t{actor}, std::int64_t{with});
  }
  std::size_t path(std::uint32_t from, std::uint32_t to) override {
    return path_.run(std::int64_t{from}, std::int64_t{to}) == 0 ? 0 : static_cast<std::size_t>(path_.last());
  }

 private:
  Statement timeline_;
  Statement met_;
  Statement met_most_;
  Statement met_within_;
  Statement pair_;
  Statement path_;
};

int run(int count, char** words) {
  std::string const what = count > 1 ? words[1] : "";
  if (what == "load" && count == 4) {
    load(words[2], words[3]);
  } else if (what == "ask" && count == 6) {
    auto const table = read_event_table(words[3]);
    Database const db(words[2]);
    // The whole file in memory and no locks between queries: the question is how fast it computes.
    db.run("PRAGMA cache_size=-2000000; PRAGMA mmap_size=8589934592; PRAGMA locking_mode=EXCLUSIVE");
    Answers answers(db);
    ask(answers, draw_questions(table, std::stoul(words[4])), "sqlite", std::stod(words[5]), true);
  } else {
    std::cerr << "Usage: sqlite_bench load DATABASE TABLE.tsv | ask DATABASE TABLE.tsv QUESTIONS SECONDS\n";
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
    std::cerr << "sqlite_bench: " << error.what() << '\n';
    return 1;
  }
}
