#include <cstdio>
#include <fstream>
#include <iostream>
#include <memory>
#include <optional>

#include <unistd.h>

#include "api/api.h"
#include "server/api_keys.h"
#include "server/commands/commands.h"
#include "server/http_server.h"
#include "server/knowledge.h"
#include "server/log.h"
#include "server/metrics.h"
#include "server/serve_options.h"
#include "server/stop_signals.h"

namespace dragoman {
namespace {

Result<void> announce(std::string const& url, std::string const& ready_file) {
  // The file first: who has read the line finds it. Renamed into place, so that who waits for it never reads half of
  // it.
  if (!ready_file.empty()) {
    auto const partial = ready_file + ".new";
    std::ofstream file(partial);
    file << url << '\n';
    file.close();
    if (!file || std::rename(partial.c_str(), ready_file.c_str()) != 0) {
      return Error{ErrorCode::kUnavailable, "Cannot write the ready file " + ready_file + "."};
    }
  }
  std::cout << "listening on " << url << std::endl;
  return {};
}

std::string count_words(KnowledgeBaseCounts const& counts) {
  return "articles=" + std::to_string(counts.articles) + " events=" + std::to_string(counts.events) +
         " actors=" + std::to_string(counts.actors);
}

/// Without keys everybody who reaches the server may change and erase what it knows.
Result<void> may_serve(HttpServer const& server, ServeOptions const& options) {
  if (!options.key_file.empty() || options.allow_anonymous || server.is_local()) return {};
  return invalid_argument("Other machines can reach " + options.http.address +
                          ": give --api-keys FILE ('dragoman keys new' makes a key), or --allow-anonymous to let "
                          "everybody read and write, or listen on 127.0.0.1.");
}

void read_again(std::optional<ApiKeys>& keys) {
  if (!keys) return log_info("There is no file to read again");
  if (auto const loaded = keys->load(); !loaded) {
    log_error("The keys stay as they were", "reason=" + log_quoted(loaded.error().message));
  } else {
    log_info("Keys read again", "keys=" + std::to_string(keys->size()));
  }
}

Result<void> serve(ServeOptions const& options) {
  // A server in a terminal without keys ends with its terminal.
  StopSignals const signals(!options.key_file.empty() || isatty(STDIN_FILENO) == 0);
  if (auto const logging = start_log(options.log_level); !logging) return logging.error();
  std::optional<ApiKeys> keys;
  if (!options.key_file.empty()) {
    if (auto const loaded = keys.emplace(options.key_file).load(); !loaded) return loaded.error();
  }
  HttpServer server(options.http, keys ? &*keys : nullptr);
  if (auto const bound = server.bind(); !bound) return bound.error();
  if (auto const allowed = may_serve(server, options); !allowed) return allowed.error();
  auto opened = open_knowledge(options.data, options.coder, options.knowledge);
  if (!opened) return opened.error();
  auto& knowledge = **opened;

  if (options.data.empty()) {
    log_warning("No --data: everything is kept in memory and gone when the server ends");
  }
  log_info("Opened", "data=" + log_quoted(options.data) + " " + count_words(knowledge.counts()));
  auto const api = make_api(
      knowledge, {.item_bytes = options.item_bytes,
                  .decompressed_bytes = options.decompressed_bytes,
                  .ui_directory = options.ui_directory,
                  .log =
                      [](std::string_view id, Error const& error) {
                        log_error("A request failed", "id=" + std::string(id) + " reason=" + log_quoted(error.message));
                      },
                  .ready = [&server] { return !server.draining(); },
                  .metrics = [&server, &knowledge] { return metrics_text(server.traffic(), knowledge); }});
  if (auto const started = server.start(*api); !started) return started.error();
  auto announced = announce(server.url(), options.ready_file);
  if (announced) {
    auto const number = signals.wait([&keys] { read_again(keys); });
    signals.exit_on_next();
    log_info("Stopping", "signal=" + std::to_string(number));
    if (!server.drain(options.shutdown_notice, options.shutdown_timeout)) {
      log_warning("Requests in flight took too long and are cut off");
    }
  }
  knowledge.stop();  // first: a request that waits for room in its queue would keep the server
  server.stop();
  log_info("Stopped", count_words(knowledge.counts()));
  return announced;
}

}  // namespace

void add_serve_command(CLI::App& app, int& exit_code) {
  auto const options = std::make_shared<ServeOptions>();
  auto* const command = app.add_subcommand("serve", "Serve the HTTP API");
  add_serve_flags(*command, *options);
  command->callback([command, options, &exit_code] {
    auto configured = apply_config_file(*command, *options);
    if (configured && options->print_config) {
      std::cout << effective_config(*command, *options);
      return;
    }
    auto const served = configured ? serve(*options) : configured;
    finish_log();
    if (!served) exit_code = fail(served.error());
  });
}

}  // namespace dragoman
