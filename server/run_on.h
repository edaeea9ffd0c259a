#pragma once
// Work that may block, done elsewhere while the coroutine waits.

#include <type_traits>
#include <utility>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace dragoman {

/// Resumes on the executor of the caller; what `work` throws is thrown there. `work` must not refer to temporaries.
template <class Work>
boost::asio::awaitable<std::invoke_result_t<Work&>> run_on(boost::asio::thread_pool& pool, Work work) {
  using Outcome = std::invoke_result_t<Work&>;
  auto body = [](Work todo) -> boost::asio::awaitable<Outcome> { co_return todo(); };
  co_return co_await boost::asio::co_spawn(pool.get_executor(), body(std::move(work)), boost::asio::use_awaitable);
}

}  // namespace dragoman
