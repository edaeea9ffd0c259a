#include "server/serve_options.h"

#include <charconv>
#include <fstream>
#include <iostream>

#include "server/access.h"
#include "server/log.h"

namespace dragoman {
namespace {

/// --body-limit → DRAGOMAN_BODY_LIMIT.
std::string variable_of(std::string const& flag) {
  std::string name = "DRAGOMAN_";
  for (auto const c : flag.substr(2)) {
    name += c == '-' ? '_' : static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
  }
  return name;
}

template <class T>
CLI::Option* setting(CLI::App& command, std::string const& flag, T& value, std::string const& help) {
  return command.add_option(flag, value, help)->envname(variable_of(flag))->capture_default_str();
}

template <class T>
void size_setting(CLI::App& command, std::string const& flag, T& value, std::string const& help) {
  setting(command, flag, value, help)->transform(CLI::AsSizeValue(false))->check(CLI::PositiveNumber);
}

void time_setting(CLI::App& command, std::string const& flag, std::chrono::milliseconds& value,
                  std::string const& help) {
  auto const seconds = std::to_string(value.count() / 1000);
  command
      .add_option_function<double>(
          flag, [&value](double given) { value = std::chrono::milliseconds(static_cast<std::int64_t>(given * 1000)); },
          help)
      ->type_name("SECONDS")
      ->check(CLI::Range(0.0, 1e6))
      ->default_str(seconds)
      ->envname(variable_of(flag));
}

void add_access_flags(CLI::App& command, ServeOptions& options) {
  auto& http = options.http;
  setting(command, "--api-keys", options.key_file,
          "Who may ask: a file of keys, as 'dragoman keys new' prints them; read again on SIGHUP")
      ->type_name("FILE");
  command
      .add_flag("--allow-anonymous", options.allow_anonymous,
                "Serve other machines without keys: everybody may read and write")
      ->envname("DRAGOMAN_ALLOW_ANONYMOUS");
  command
      .add_option("--cors-origin", http.cors_origins,
                  "Pages from there may use the API from a browser, such as https://example.org (repeatable)")
      ->type_name("ORIGIN")
      ->expected(1)
      ->take_all()
      ->allow_extra_args(false)
      ->delimiter(',')
      ->envname("DRAGOMAN_CORS_ORIGIN")
      ->check([](std::string const& text) {
        return is_origin(text) ? std::string() : "'" + text + "' is not an origin: give https://HOST[:PORT].";
      });
  setting(command, "--rate-limit", http.requests_per_second,
          "Requests a second of one client (a key, else an address), beyond this 429; 0: no limit")
      ->check(CLI::Range(0.0, 1e6));
  setting(command, "--rate-burst", http.burst,
          "Requests that a client may send at once; 0: twice as many as in a second")
      ->check(CLI::Range(0.0, 1e6));
}

}  // namespace

Result<void> parse_listen(std::string_view text, HttpOptions& options) {
  auto const bad = [&] {
    return invalid_argument("'" + std::string(text) + "' is not an address to listen on: give HOST:PORT.");
  };
  auto const colon = text.rfind(':');
  auto const digits = colon == text.npos ? text : text.substr(colon + 1);
  std::uint16_t port = 0;
  auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
  if (error != std::errc() || end != digits.data() + digits.size()) return bad();
  auto host = colon == text.npos ? std::string_view() : text.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) {
    host = host.substr(1, host.size() - 2);
  } else if (host.find(':') != host.npos) {
    return bad();
  }
  if (!host.empty()) options.address = host;
  options.port = port;
  return {};
}

void add_coder_flags(CLI::App& command, CoderOptions& options) {
  command.add_option("--model", options.model_file, "Language model instead of the built-in one")->type_name("FILE");
  command.add_option("--frames", options.frames_file, "Event frames instead of the built-in ones")->type_name("FILE");
  command
      .add_option("--actors", options.actor_files,
                  "Actors beside the built-in ones: a table or a PETRARCH dictionary (repeatable)")
      ->type_name("FILE")
      ->expected(1)
      ->take_all()
      ->allow_extra_args(false);  // what follows the file is an article, not another dictionary
  options.skipped_line = [](std::string const& line) { std::cerr << "dragoman: " << line << '\n'; };
}

void add_serve_flags(CLI::App& command, ServeOptions& options) {
  auto& http = options.http;
  command.add_option("--config", options.config, "Settings: name = value, named like the flags below")
      ->type_name("FILE")
      ->envname("DRAGOMAN_CONFIG");
  command.add_flag("--print-config", options.print_config,
                   "Print every setting with where it comes from, in the form of a configuration file, and end");
  setting(command, "--data", options.data, "Database directory; without it everything is kept in memory only")
      ->type_name("DIR");
  command
      .add_option_function<std::string>(
          "--listen",
          [&http](std::string const& text) {
            auto const parsed = parse_listen(text, http);
            if (!parsed) throw CLI::ValidationError("--listen", parsed.error().message);
          },
          "Address to serve on; port 0 is any that is free")
      ->type_name("HOST:PORT")
      ->default_str("127.0.0.1:8080")
      ->envname("DRAGOMAN_LISTEN");
  command
      .add_option_function<unsigned>(
          "--threads",
          [&options](unsigned threads) {
            options.http.worker_threads = threads;
            options.knowledge.coding_threads = threads;
          },
          "Threads that code articles, and as many that answer; 0: as many as cores")
      ->check(CLI::Range(0U, 1024U))
      ->default_str("0")
      ->envname("DRAGOMAN_THREADS");
  setting(command, "--ready-file", options.ready_file, "Written with the server's URL once it takes requests");
  setting(command, "--ui-dir", options.ui_directory,
          "The explorer's page from there instead of the built-in one, read anew for each request (for development)")
      ->type_name("DIR")
      ->check(CLI::ExistingDirectory);
  setting(command, "--log-level", options.log_level, "debug, info, warning, error or off");
  setting(command, "--io-threads", http.io_threads, "Threads for the network and quick answers; 0: as many as cores")
      ->check(CLI::Range(0U, 256U));
  setting(command, "--max-connections", http.most_connections, "Connections beyond this are answered 503")
      ->check(CLI::PositiveNumber);
  setting(command, "--max-bodies", http.most_bodies, "Bodies received at the same time; beyond this 503")
      ->check(CLI::PositiveNumber);
  setting(command, "--max-waiting", http.most_waiting, "Requests waiting or being answered; beyond this 503")
      ->check(CLI::PositiveNumber);
  size_setting(command, "--body-limit", http.body_bytes, "Longest body, such as 500MB");
  size_setting(command, "--decompressed-limit", options.decompressed_bytes, "Longest compressed body, decompressed");
  size_setting(command, "--article-limit", options.item_bytes, "Longest article in a body, as JSON");
  size_setting(command, "--header-limit", http.header_bytes, "Longest request header");
  size_setting(command, "--target-limit", http.target_bytes, "Longest request target");
  size_setting(command, "--slowest-rate", http.slowest_rate, "Bytes a second below which a transfer is cut off");
  time_setting(command, "--idle-timeout", http.idle_timeout, "For a connection without a request");
  time_setting(command, "--header-timeout", http.header_timeout, "For a request's whole header");
  time_setting(command, "--body-timeout", http.body_timeout, "For a body that does not come");
  time_setting(command, "--write-timeout", http.write_timeout, "For an answer that is not taken");
  setting(command, "--queue", options.knowledge.queue_articles, "Articles waiting to be coded and stored")
      ->check(CLI::PositiveNumber);
  time_setting(command, "--shutdown-notice", options.shutdown_notice, "Not ready, but still serving, before the end");
  time_setting(command, "--shutdown-timeout", options.shutdown_timeout, "For requests in flight at the end");
  add_access_flags(command, options);
  add_coder_flags(command, options.coder);
  options.coder.skipped_line = [](std::string const& line) {
    log_warning("A line of a dictionary was skipped", "line=" + log_quoted(line));
  };
}

Result<void> apply_config_file(CLI::App& command, ServeOptions& options) {
  if (options.config.empty()) return {};
  std::ifstream file(options.config);
  if (!file) return invalid_argument("Cannot read the configuration file " + options.config + ".");
  try {
    for (auto const& item : CLI::ConfigTOML().from_config(file)) {
      if (item.name == "++" || item.name == "--") continue;  // where sections begin and end
      bool const of_the_command = item.name == "config" || item.name == "help" || item.name == "print-config";
      auto* const option = of_the_command ? nullptr : command.get_option_no_throw("--" + item.name);
      if (option == nullptr || !item.parents.empty()) {
        return invalid_argument(options.config + " has an unknown setting '" + item.fullname() + "'.");
      }
      if (option->count() != 0) continue;
      for (auto const& input : item.inputs) option->add_result(input);
      option->run_callback();
      options.from_file.insert(item.name);
    }
  } catch (CLI::Error const& error) {
    return invalid_argument(options.config + ": " + error.what());
  }
  return {};
}

}  // namespace dragoman
