// SIGTERM, SIGINT and SIGHUP as something the loop looks at, so that the store drains and the trace is whole.
// Call block() before any thread starts. Thread: main.
#pragma once

namespace uketsuke {

class StopSignals {
 public:
  /// Threads that start later inherit it.
  static void block();
  StopSignals();
  ~StopSignals();
  StopSignals(const StopSignals&) = delete;
  StopSignals& operator=(const StopSignals&) = delete;
  [[nodiscard]] bool came() const;

 private:
  int descriptor_ = -1;
};

}  // namespace uketsuke
