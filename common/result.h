// Errors of the second and third kind (CONTRIBUTING.md, "Errors"): the world failed, or we have a bug.
// Owns no state. Any thread.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace uketsuke {

/// What kind of failure it is; the command line's exit code follows from it (cli/exit_code.h).
enum class Code {
  bad_call,       ///< the caller's words are off (exit 2)
  not_found,      ///< no such event, registration, file … (exit 2)
  refused,        ///< a rule of the store refused a change that the caller should have decided before (exit 1)
  bad_input,      ///< a file or text is bad (exit 3)
  bad_frame,      ///< a frame's sizes disagree
  io_failed,      ///< disk, pipe (exit 4)
  store_failed,   ///< SQLite failed, the store is broken or of a newer schema (exit 4)
  device_failed,  ///< camera, scanner, sound, printer (exit 4)
};

/// A failure for staff and the log; never shown to an attendee.
struct Error {
  Code code = Code::store_failed;
  std::string what;   ///< one sentence: what is wrong and how to mend it
  std::string where;  ///< layer or place, outermost first: "event add: deadline"
};

template <class T>
using Result = tl::expected<T, Error>;
using Status = Result<void>;

/// Short form for `return fail(Code::bad_input, "…");`
inline tl::unexpected<Error> fail(Code code, std::string what, std::string where = {}) {
  return tl::unexpected<Error>(Error{code, std::move(what), std::move(where)});
}

/// The error with one more layer in front of its place.
inline Error in_layer(std::string layer, Error error) {
  error.where = error.where.empty() ? std::move(layer) : std::move(layer) + ": " + error.where;
  return error;
}

[[noreturn]] inline void check_failed(const char* condition, const char* file, int line) {
  std::fprintf(stderr, "CHECK failed: %s at %s:%d\n", condition, file, line);
  std::abort();
}

}  // namespace uketsuke

/// A bug if false: says where and aborts, in release too. Not for what the world can do to us.
#define CHECK(condition) \
  ((condition) ? static_cast<void>(0) : ::uketsuke::check_failed(#condition, __FILE__, __LINE__))
