// The program: a command, or the window. Thread: main.
#include <csignal>
#include <string>
#include <vector>

#include "kiosk/assets.h"
#include "kiosk/cli/exit_code.h"
#include "kiosk/cli/run.h"
#include "kiosk/clock.h"
#include "kiosk/window_program.h"

namespace uketsuke {
namespace {

int open_window(const cli::Call& call, const cli::Surroundings& surroundings) {
  cli::Session session(call.options, surroundings);
  if (const Status ready = session.prepare(false); !ready) {
    session.say(cli::describe(ready.error()));
    return cli::exit_code(ready.error().code);
  }
  const cli::WindowFlags& flags = call.window;
  WindowOptions options;
  options.data_folder = session.folder();
  options.event = flags.event;
  options.windowed = flags.windowed;
  options.camera = flags.camera.value_or(options.camera);
  options.scanner = flags.scanner.value_or(options.scanner);
  options.language = flags.lang.value_or(options.language);
  options.trace = flags.trace;
  options.backup = flags.backup;
  options.backup_every = flags.backup_every;
  options.lock_after = flags.lock_after;
  options.printer = flags.printer;
  options.sync_every = flags.sync_every;
  options.sticks = flags.sticks;
  options.now = session.practice_now();
  return run_window(options);
}

}  // namespace
}  // namespace uketsuke

int main(int argc, char** argv) {
  using namespace uketsuke;
  std::signal(SIGPIPE, SIG_IGN);  // a reader that went away is an error of writing, not our end
  std::signal(SIGXFSZ, SIG_IGN);  // a file that may not grow is one too
  const cli::Call call = cli::read_call(std::vector<std::string>(argv + 1, argv + argc));
  if (call.exit) return *call.exit;
  MachineClock clock;
  const cli::Surroundings surroundings{[&clock] { return clock.read().system; }, find_assets().value_or(std::string())};
  return call.command ? cli::run_command(call, surroundings) : open_window(call, surroundings);
}
