#pragma once
// What every connection of one server shares.

#include <atomic>

#include <boost/asio/io_context.hpp>
#include <boost/asio/thread_pool.hpp>

#include "api/http_types.h"
#include "server/access.h"
#include "server/gate.h"
#include "server/options.h"
#include "server/sessions.h"
#include "server/traffic.h"

namespace dragoman {

struct ServerState {
  ServerState(Api& the_api, HttpOptions the_options, ApiKeys const* keys)
      : api(the_api),
        options(std::move(the_options)),
        io(static_cast<int>(options.io_threads)),
        workers(options.worker_threads),
        readers(options.body_threads),
        requests(options.most_waiting),
        bodies(options.most_bodies),
        sessions(options.most_connections),
        traffic(api.routes()),
        access(options, keys) {}

  Api& api;
  HttpOptions const options;
  boost::asio::io_context io;
  boost::asio::thread_pool workers;  // Api::handle and Response::stream
  boost::asio::thread_pool readers;  // BodyReader
  Gate requests;
  Gate bodies;
  Gate refusals{64};  // connections told that there are too many
  Sessions sessions;
  Traffic traffic;
  Access access;
  std::atomic<bool> stopping = false;  // no further request is read
};

}  // namespace dragoman
