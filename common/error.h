#pragma once
// How the project reports failure: Result<T> everywhere, exceptions only for bugs and at start-up.

#include <stdexcept>
#include <string>
#include <utility>

#include <boost/system/result.hpp>

namespace dragoman {

enum class ErrorCode {
  kInvalidArgument,  // the caller's input is wrong; the message names the place (line, field, parameter)
  kNotFound,
  kAmbiguous,  // a name that fits several actors
  kConflict,
  kUnavailable,  // try again later: full queue, shutting down, database locked
  kNoSpace,      // the disk is full; reads still work
  kCorruption,   // stored data fails its checks
  kInternal,
};

/// What went wrong, in one sentence fit for a user. kCorruption and kInternal are logged, never sent to a client.
struct Error {
  ErrorCode code;
  std::string message;
};

template <class T>
using Result = boost::system::result<T, Error>;

inline Error invalid_argument(std::string message) { return {ErrorCode::kInvalidArgument, std::move(message)}; }
inline Error not_found(std::string message) { return {ErrorCode::kNotFound, std::move(message)}; }

/// Result::value() on an error throws this.
[[noreturn]] inline void throw_exception_from_error(Error const& error, boost::source_location const&) {
  throw std::runtime_error(error.message);
}

}  // namespace dragoman
