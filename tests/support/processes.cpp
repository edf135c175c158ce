// See processes.h.
#include "tests/support/processes.h"

#include <sched.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>

#include "common/result.h"

namespace uketsuke::testing {

SharedBytes::SharedBytes(std::size_t size)
    : data_(::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0)), size_(size) {
  CHECK(data_ != MAP_FAILED);
}

SharedBytes::~SharedBytes() { ::munmap(data_, size_); }

pid_t start_process(const std::function<int()>& work) {
  const pid_t process = ::fork();
  CHECK(process >= 0);
  if (process == 0) ::_exit(work());
  return process;
}

int wait_for_process(pid_t process) {
  int status = 0;
  CHECK(::waitpid(process, &status, 0) == process);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

void meet(std::atomic<int>& arrived, int count) {
  ++arrived;
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  while (arrived < count) {
    CHECK(std::chrono::steady_clock::now() < deadline);  // another one died: do not wait for it for ever
    ::sched_yield();
  }
}

}  // namespace uketsuke::testing
