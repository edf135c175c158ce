// Runs one piece of work in a process of its own and says what it took: its own CPU time and the most memory it had.
// POSIX; tests only.
#pragma once

#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <functional>
#include <string>

namespace uketsuke::bench {

inline double cpu_ms() {
  timespec now{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

/// What the work found: times it measured itself, in ms.
struct Found {
  double values[4] = {0, 0, 0, 0};
};

struct Took {
  bool done = false;
  double cpu_ms = 0;
  double peak_mb = 0;  ///< resident, at most
  Found found;
};

/// @param work  false: it failed
inline Took run_apart(const std::function<bool(Found&)>& work) {
  int ends[2];
  if (::pipe(ends) != 0) return {};
  const pid_t child = ::fork();
  if (child == 0) {
    const double start = cpu_ms();
    Took took;
    took.done = work(took.found);
    took.cpu_ms = cpu_ms() - start;
    const bool told = ::write(ends[1], &took, sizeof took) == static_cast<ssize_t>(sizeof took);
    ::_exit(told ? 0 : 1);
  }
  ::close(ends[1]);
  Took took;
  const bool told = ::read(ends[0], &took, sizeof took) == static_cast<ssize_t>(sizeof took);
  ::close(ends[0]);
  rusage usage{};
  int status = 0;
  ::wait4(child, &status, 0, &usage);
  took.peak_mb = static_cast<double>(usage.ru_maxrss) / 1024;
  took.done = took.done && told && WIFEXITED(status) && WEXITSTATUS(status) == 0;
  return took;
}

}  // namespace uketsuke::bench
