// The program: a command, or the window. Thread: main.
#include <csignal>
#include <cstdio>
#include <string>
#include <vector>

#include "kiosk/assets.h"
#include "kiosk/cli/exit_code.h"
#include "kiosk/cli/run.h"
#include "kiosk/clock.h"

int main(int argc, char** argv) {
  using namespace uketsuke;
  std::signal(SIGPIPE, SIG_IGN);  // a reader that went away is an error of writing, not our end
  const cli::Call call = cli::read_call(std::vector<std::string>(argv + 1, argv + argc));
  if (call.exit) return *call.exit;
  if (call.command) {
    MachineClock clock;
    return cli::run_command(call, {[&clock] { return clock.read().system; }, find_assets().value_or(std::string())});
  }
  std::fputs("uketsuke: the window is not part of this build; see uketsuke --help\n", stderr);
  return cli::kFailed;
}
