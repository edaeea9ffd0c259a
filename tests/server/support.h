#pragma once
// A server under test and a client that sees every byte.

#include <chrono>
#include <csignal>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <sys/types.h>
#include <boost/json/value.hpp>

namespace dragoman::test {

using namespace std::chrono_literals;

/// Polls until `done` says so; false when the time is up.
bool eventually(std::function<bool()> const& done, std::chrono::milliseconds most = 20s);

/// A new directory, removed with all that is in it.
class ScratchDirectory {
 public:
  ScratchDirectory();
  ~ScratchDirectory();
  ScratchDirectory(ScratchDirectory const&) = delete;
  ScratchDirectory& operator=(ScratchDirectory const&) = delete;
  std::filesystem::path const& path() const { return path_; }
  std::string operator/(std::string_view name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

std::string read_file(std::string const& name);
void write_file(std::string const& name, std::string_view content);

struct Answer {
  unsigned status = 0;
  std::map<std::string, std::string> headers;  // names in lower case
  std::string body;

  std::string header(std::string const& name) const;
  boost::json::value json() const;
};

/// One TCP connection to the loopback interface. Throws std::runtime_error when something takes longer than its time.
class Client {
 public:
  explicit Client(std::uint16_t port);
  ~Client();
  Client(Client&& other) noexcept;
  Client& operator=(Client&&) = delete;

  void send(std::string_view bytes);
  /// False when the connection is gone.
  bool try_send(std::string_view bytes);
  /// The next answer; nothing when the server closed the connection before its first byte.
  std::optional<Answer> try_receive(bool to_head = false, std::chrono::milliseconds most = 60s);
  Answer receive(bool to_head = false, std::chrono::milliseconds most = 60s);
  /// Bytes as they come, up to and with `text`.
  std::string receive_until(std::string_view text, std::chrono::milliseconds most = 60s);
  /// Until the server closes the connection.
  bool closed_within(std::chrono::milliseconds most);
  /// Tells the server that nothing more will be sent.
  void end_sending();

  Answer get(std::string_view target);
  Answer post(std::string_view target, std::string_view content_type, std::string_view body);

 private:
  int socket_;
  std::string unread_;
};

/// "GET /x HTTP/1.1\r\nHost: t\r\n…\r\n\r\n"; `fields` without the last line break.
std::string request(std::string_view method, std::string_view target, std::string_view fields = {},
                    std::string_view body = {});

/// A process with its output in files.
class Process {
 public:
  Process(std::vector<std::string> const& arguments, std::string const& output_file, std::string const& input = {});
  ~Process();  // kills it
  Process(Process const&) = delete;
  Process& operator=(Process const&) = delete;

  void signal(int number) const;
  /// Every thread of it stands still once this returns.
  void pause() const;
  bool running();
  /// The exit code, or minus the signal's number. Throws when it takes longer.
  int wait(std::chrono::milliseconds most = 60s);
  pid_t id() const { return id_; }
  std::string output() const { return read_file(output_); }
  std::string errors() const { return read_file(output_ + ".err"); }

 private:
  std::string output_;
  pid_t id_ = -1;
  std::optional<int> status_;
};

struct Finished {
  int code = 0;
  std::string out;
  std::string err;
};
/// Runs `dragoman` to its end.
Finished run_dragoman(std::vector<std::string> const& arguments, std::string const& input = {});

/// `dragoman serve` on a free port. Without a directory it keeps everything in memory.
class Server {
 public:
  explicit Server(std::string const& data = {}, std::vector<std::string> const& flags = {});

  std::uint16_t port() const { return port_; }
  Client connect() const { return Client(port_); }
  Process& process() { return *process_; }
  std::string log() const { return process_->errors(); }
  /// SIGTERM; the exit code.
  int stop();
  void kill();
  /// Largest resident size so far, in MiB.
  std::size_t peak_mebibytes() const;

 private:
  ScratchDirectory scratch_;
  std::unique_ptr<Process> process_;
  std::uint16_t port_ = 0;
};

/// An invented report number `n` as one line of JSON: deterministic, about real states and bodies, with two persons.
std::string article_line(std::size_t n);

}  // namespace dragoman::test
