#include "server/log.h"

#include <chrono>
#include <memory>

#include <spdlog/async.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace dragoman {
namespace {

std::shared_ptr<spdlog::logger>& logger() {
  static std::shared_ptr<spdlog::logger> instance;
  return instance;
}

void write(spdlog::level::level_enum level, std::string_view message, std::string_view words) {
  if (!logger() || !logger()->should_log(level)) return;
  auto const gap = words.empty() ? "" : " ";
  logger()->log(level, "msg={}{}{}", log_quoted(message), gap, words);
}

}  // namespace

Result<void> start_log(std::string_view level) {
  auto const parsed = spdlog::level::from_str(std::string(level));
  if (parsed == spdlog::level::off && level != "off") {
    return invalid_argument("There is no log level '" + std::string(level) + "'.");
  }
  constexpr std::size_t kWaitingLines = 8192;
  spdlog::init_thread_pool(kWaitingLines, 1);
  auto sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
  logger() = std::make_shared<spdlog::async_logger>("dragoman", std::move(sink), spdlog::thread_pool(),
                                                    spdlog::async_overflow_policy::overrun_oldest);
  logger()->set_pattern("time=%Y-%m-%dT%H:%M:%S.%eZ level=%l %v", spdlog::pattern_time_type::utc);
  logger()->set_level(parsed);
  spdlog::flush_every(std::chrono::seconds(1));
  logger()->flush_on(spdlog::level::info);
  return {};
}

void finish_log() {
  logger().reset();
  spdlog::shutdown();
}

void log_info(std::string_view message, std::string_view words) { write(spdlog::level::info, message, words); }
void log_warning(std::string_view message, std::string_view words) { write(spdlog::level::warn, message, words); }
void log_error(std::string_view message, std::string_view words) { write(spdlog::level::err, message, words); }

std::string format_request(RequestLine const& line) {
  auto text = fmt::format("id={} method={} target={} status={} received={} sent={} ms={:.1f}", line.id,
                          log_quoted(line.method, 32), log_quoted(line.target), line.status, line.received, line.sent,
                          line.milliseconds);
  if (!line.client.empty()) text.append(" client=").append(line.client);
  if (!line.key.empty()) text.append(" key=").append(line.key);
  if (!line.note.empty()) text += " note=" + log_quoted(line.note);
  return text;
}

void log_request(RequestLine const& line) {
  if (!logger() || !logger()->should_log(spdlog::level::info)) return;
  logger()->log(spdlog::level::info, "msg=request {}", format_request(line));
}

std::string log_quoted(std::string_view text, std::size_t most) {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string out = "\"";
  for (auto const c : text.substr(0, most)) {
    auto const byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20 || byte > 0x7e) {
      out += "\\x";
      out += kHex[byte >> 4U];
      out += kHex[byte & 0xfU];
    } else {
      out += c;
    }
  }
  if (text.size() > most) out += "...";
  out += '"';
  return out;
}

}  // namespace dragoman
