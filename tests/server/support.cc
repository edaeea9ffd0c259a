#include "support.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <thread>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <boost/beast/http.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

namespace dragoman::test {
namespace {

namespace http = boost::beast::http;
using Clock = std::chrono::steady_clock;

int remaining(Clock::time_point deadline) {
  auto const left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
  return static_cast<int>(std::max<std::int64_t>(left, 0));
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (auto& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

void redirect(std::string const& name, int flags, int target) {
  auto const file = ::open(name.c_str(), flags, 0600);
  if (file < 0 || ::dup2(file, target) < 0) _exit(126);
}

}  // namespace

bool eventually(std::function<bool()> const& done, std::chrono::milliseconds most) {
  auto const deadline = Clock::now() + most;
  while (!done()) {
    if (Clock::now() > deadline) return false;
    std::this_thread::sleep_for(5ms);
  }
  return true;
}

ScratchDirectory::ScratchDirectory() {
  auto pattern = (std::filesystem::temp_directory_path() / "dragoman-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("mkdtemp failed");
  path_ = pattern;
}

ScratchDirectory::~ScratchDirectory() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string read_file(std::string const& name) {
  std::ifstream file(name, std::ios::binary);
  std::ostringstream out;
  out << file.rdbuf();
  return out.str();
}

void write_file(std::string const& name, std::string_view content) {
  std::ofstream file(name, std::ios::binary);
  file << content;
  if (!file.flush()) throw std::runtime_error("cannot write " + name);
}

std::string Answer::header(std::string const& name) const {
  auto const found = headers.find(name);
  return found == headers.end() ? std::string() : found->second;
}

boost::json::value Answer::json() const { return boost::json::parse(body); }

Client::Client(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
    auto const reason = std::string(std::strerror(errno));
    if (socket_ >= 0) ::close(socket_);
    throw std::runtime_error("connect: " + reason);
  }
}

Client::~Client() {
  if (socket_ >= 0) ::close(socket_);
}

Client::Client(Client&& other) noexcept
    : socket_(std::exchange(other.socket_, -1)), unread_(std::move(other.unread_)) {}

bool Client::try_send(std::string_view bytes) {
  auto const deadline = Clock::now() + 120s;
  while (!bytes.empty()) {
    pollfd wait{socket_, POLLOUT, 0};
    if (::poll(&wait, 1, remaining(deadline)) <= 0) throw std::runtime_error("the server takes no bytes");
    auto const count =
        ::send(socket_, bytes.data(), std::min<std::size_t>(bytes.size(), 65536), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (count < 0 && errno == EAGAIN) continue;
    if (count < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

void Client::send(std::string_view bytes) {
  if (!try_send(bytes)) throw std::runtime_error(std::string("send: ") + std::strerror(errno));
}

std::optional<Answer> Client::try_receive(bool to_head, std::chrono::milliseconds most) {
  auto const deadline = Clock::now() + most;
  http::response_parser<http::string_body> parser;
  parser.body_limit(boost::none);
  parser.eager(true);
  if (to_head) parser.skip(true);
  bool nothing_yet = unread_.empty();
  while (!parser.is_done()) {
    boost::system::error_code error;
    if (!unread_.empty()) {
      auto const used = parser.put(boost::asio::buffer(unread_), error);
      unread_.erase(0, used);
      if (error && error != http::error::need_more) throw std::runtime_error("bad answer: " + error.message());
      if (!error) continue;
    }
    pollfd wait{socket_, POLLIN, 0};
    if (::poll(&wait, 1, remaining(deadline)) <= 0) throw std::runtime_error("no answer in time");
    std::array<char, 65536> piece{};
    auto const count = ::recv(socket_, piece.data(), piece.size(), 0);
    if (count <= 0) {
      if (nothing_yet) return std::nullopt;
      parser.put_eof(error);
      if (error) throw std::runtime_error("the answer broke off");
      break;
    }
    nothing_yet = false;
    unread_.append(piece.data(), static_cast<std::size_t>(count));
  }
  Answer answer{.status = parser.get().result_int(), .headers = {}, .body = std::move(parser.get().body())};
  for (auto const& field : parser.get()) {
    auto const name = field.name_string();
    answer.headers[lower({name.data(), name.size()})] = std::string(field.value());
  }
  return answer;
}

Answer Client::receive(bool to_head, std::chrono::milliseconds most) {
  auto answer = try_receive(to_head, most);
  if (!answer) throw std::runtime_error("the server closed the connection");
  return std::move(*answer);
}

std::string Client::receive_until(std::string_view text, std::chrono::milliseconds most) {
  auto const deadline = Clock::now() + most;
  for (std::size_t at; (at = unread_.find(text)) == std::string::npos;) {
    pollfd wait{socket_, POLLIN, 0};
    if (::poll(&wait, 1, remaining(deadline)) <= 0) throw std::runtime_error("not in time: " + unread_);
    std::array<char, 65536> piece{};
    auto const count = ::recv(socket_, piece.data(), piece.size(), 0);
    if (count <= 0) throw std::runtime_error("the answer broke off: " + unread_);
    unread_.append(piece.data(), static_cast<std::size_t>(count));
  }
  auto const end = unread_.find(text) + text.size();
  auto found = unread_.substr(0, end);
  unread_.erase(0, end);
  return found;
}

bool Client::closed_within(std::chrono::milliseconds most) {
  auto const deadline = Clock::now() + most;
  std::array<char, 65536> piece{};
  while (true) {
    pollfd wait{socket_, POLLIN, 0};
    if (::poll(&wait, 1, remaining(deadline)) <= 0) return false;
    if (::recv(socket_, piece.data(), piece.size(), 0) <= 0) return true;
  }
}

void Client::end_sending() { ::shutdown(socket_, SHUT_WR); }

Answer Client::get(std::string_view target) {
  send(request("GET", target));
  return receive();
}

Answer Client::post(std::string_view target, std::string_view content_type, std::string_view body) {
  send(request("POST", target, "Content-Type: " + std::string(content_type), body));
  return receive(false, 300s);
}

std::string request(std::string_view method, std::string_view target, std::string_view fields, std::string_view body) {
  std::string out;
  out.append(method).append(" ").append(target).append(" HTTP/1.1\r\nHost: test\r\n");
  if (!fields.empty()) out.append(fields).append("\r\n");
  if (!body.empty() || method == "POST") out += "Content-Length: " + std::to_string(body.size()) + "\r\n";
  return out.append("\r\n").append(body);
}

Process::Process(std::vector<std::string> const& arguments, std::string const& output_file, std::string const& input)
    : output_(output_file) {
  write_file(output_ + ".in", input);
  std::vector<char*> raw;
  for (auto const& argument : arguments) raw.push_back(const_cast<char*>(argument.c_str()));
  raw.push_back(nullptr);
  id_ = ::fork();
  if (id_ < 0) throw std::runtime_error("fork failed");
  if (id_ > 0) return;
  redirect(output_ + ".in", O_RDONLY, STDIN_FILENO);
  redirect(output_, O_WRONLY | O_CREAT | O_TRUNC, STDOUT_FILENO);
  redirect(output_ + ".err", O_WRONLY | O_CREAT | O_TRUNC, STDERR_FILENO);
  ::execv(raw[0], raw.data());
  _exit(127);
}

Process::~Process() {
  if (!running()) return;
  ::kill(id_, SIGKILL);
  ::waitpid(id_, nullptr, 0);
}

void Process::signal(int number) const { ::kill(id_, number); }

void Process::pause() const {
  signal(SIGSTOP);
  int status = 0;
  if (::waitpid(id_, &status, WUNTRACED) != id_ || !WIFSTOPPED(status)) throw std::runtime_error("it did not stop");
}

bool Process::running() {
  if (status_) return false;
  int status = 0;
  if (::waitpid(id_, &status, WNOHANG) == 0) return true;
  status_ = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
  return false;
}

int Process::wait(std::chrono::milliseconds most) {
  if (!eventually([this] { return !running(); }, most)) throw std::runtime_error("the process does not end");
  return *status_;
}

Finished run_dragoman(std::vector<std::string> const& arguments, std::string const& input) {
  ScratchDirectory const scratch;
  std::vector<std::string> all = {DRAGOMAN_BINARY};
  all.insert(all.end(), arguments.begin(), arguments.end());
  Process process(all, scratch / "out", input);
  auto const code = process.wait(300s);
  return {code, process.output(), process.errors()};
}

Server::Server(std::string const& data, std::vector<std::string> const& flags) {
  std::vector<std::string> arguments = {DRAGOMAN_BINARY, "serve", "--listen", "127.0.0.1:0"};
  if (!data.empty()) arguments.insert(arguments.end(), {"--data", data});
  arguments.insert(arguments.end(), flags.begin(), flags.end());
  process_ = std::make_unique<Process>(arguments, scratch_ / "out");
  auto const listening = [this] {
    auto const text = process_->output();
    constexpr std::string_view kUrl = "listening on http://127.0.0.1:";
    if (!text.starts_with(kUrl) || !text.ends_with('\n')) return false;
    port_ = static_cast<std::uint16_t>(std::stoi(text.substr(kUrl.size())));
    return true;
  };
  bool const ready = eventually([&] { return listening() || !process_->running(); }, 120s);
  if (!ready || port_ == 0) throw std::runtime_error("the server did not start: " + process_->errors());
}

int Server::stop() {
  process_->signal(SIGTERM);
  return process_->wait();
}

void Server::kill() {
  process_->signal(SIGKILL);
  process_->wait();
}

std::size_t Server::peak_mebibytes() const {
  std::ifstream status("/proc/" + std::to_string(process_->id()) + "/status");
  std::string line;
  while (std::getline(status, line)) {
    if (line.starts_with("VmHWM:")) return std::stoul(line.substr(6)) / 1024;
  }
  return 0;
}

std::string article_line(std::size_t n) {
  constexpr std::array<std::string_view, 8> kStates = {"France", "Kenya", "Japan", "Brazil",
                                                       "Norway", "Egypt", "India", "Canada"};
  constexpr std::array<std::string_view, 10> kNames = {"Marten", "Oduya",  "Kessler",  "Varga", "Linden",
                                                       "Okafor", "Tanaka", "Belmonte", "Sorel", "Haddad"};
  constexpr std::array<std::string_view, 10> kGiven = {"Paul",  "Amina", "Jonas", "Ilona",  "Erik",
                                                       "Grace", "Kenji", "Lucia", "Claire", "Samir"};
  auto const pick = [](auto const& from, std::size_t at) { return std::string(from[at % from.size()]); };
  auto const host_state = pick(kStates, n);
  auto const guest_state = pick(kStates, n / 8 + n + 1);
  auto const guest = pick(kGiven, n / 3) + " " + pick(kNames, n / 7);
  auto const host = pick(kGiven, n / 5 + 4) + " " + pick(kNames, n / 11 + 3);
  auto const month = n / 28 % 12 + 1;
  auto const day = n % 28 + 1;
  auto const two = [](std::size_t number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  std::string const text = "Foreign Minister " + guest + " of " + guest_state + " met Foreign Minister " + host +
                           " of " + host_state + " on Monday for talks about fisheries and rail links. " + guest_state +
                           " proposed a joint working group, number " + std::to_string(n) + " of its kind. " +
                           host_state + " accused " + guest_state + " of delaying an earlier agreement.";
  boost::json::object const article = {{"id", "made-up-" + std::to_string(n)},
                                       {"title", "Talks number " + std::to_string(n)},
                                       {"published", "2024-" + two(month) + "-" + two(day)},
                                       {"publisher", "example.org"},
                                       {"text", text}};
  return boost::json::serialize(article) + "\n";
}

}  // namespace dragoman::test
