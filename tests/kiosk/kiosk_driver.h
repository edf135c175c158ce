// A kiosk without store, window or clock: events and actions in, requests and effects out, time by hand.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "kiosk/kiosk.h"

namespace uketsuke::test {

inline constexpr std::int64_t kSecondUs = 1'000'000;

struct KioskDriver {
  explicit KioskDriver(bool two_windows = false) : kiosk(settings(two_windows), now) {
    kiosk.take_requests();
    EventLoaded loaded;
    loaded.summary.event.code = EventCode("EBINA");
    loaded.summary.event.doors_open_at = {1'761'296'400'000};
    send(loaded);
    send(StaffLoaded{true, {"受付"}});
    kiosk.take_requests();
  }
  static KioskSettings settings(bool two_windows) {
    KioskSettings settings;
    settings.event = EventCode("EBINA");
    settings.two_windows = two_windows;
    return settings;
  }
  void send(KioskEvent event) { kiosk.handle(event, now); }
  void act(Action action) { kiosk.handle(action, now); }
  void pass(std::int64_t us) {
    now.monotonic_us += us;
    now.utc = now.utc + us / 1000;
    send(Tick{});
  }
  /// Sees one code; its request.
  RecordScan see(const std::string& text, bool repeat = false) {
    SeenCode code;
    code.id = ScanId("scan-" + std::to_string(++scans));
    code.text = text;
    send(CodesSeen{{code}, repeat});
    return last<RecordScan>();
  }
  void answer(const RecordScan& request, ScanOutcome outcome, const std::string& name = "山田 太郎") {
    ScanDone done;
    done.result.outcome = outcome;
    done.result.scan = request.request.id;
    done.result.name = name;
    done.result.registration = RegistrationId("r-" + name);
    done.request = request.request;
    done.batch = request.batch;
    send(done);
  }
  void fail_store(const StoreRequest& request) {
    send(StoreFailed{request, Error{Code::store_failed, "disk", ""}, {}});
  }
  void unlock(bool organiser = true) {
    act(action::OpenStaff{});
    act(action::EnterPin{"1234"});
    send(PinChecked{true, "花子", organiser, 5, {}});
    kiosk.take_requests();
  }
  /// The newest request of this kind; a default one if there is none.
  template <class Request>
  Request last() {
    Request found{};
    count_last = 0;
    for (StoreRequest& request : kiosk.take_requests()) {
      if (auto* wanted = std::get_if<Request>(&request)) {
        found = std::move(*wanted);
        ++count_last;
      }
    }
    return found;
  }
  std::vector<Sound> sounds() {
    std::vector<Sound> played;
    forgets = 0;
    for (const Effect& effect : kiosk.take_effects()) {
      if (const auto* play = std::get_if<effect::Play>(&effect)) played.push_back(play->sound);
      if (std::holds_alternative<effect::ForgetRepeats>(effect)) ++forgets;
    }
    return played;
  }
  [[nodiscard]] const Model& model() const { return kiosk.model(); }

  Moment now{{1'761'296'700'000}, 10 * kSecondUs};
  Kiosk kiosk;
  int scans = 0;
  int count_last = 0;  ///< requests of the kind that last() looked for
  int forgets = 0;     ///< in the effects that sounds() took
};

inline const char* const kTicketA = "KTSK00000000000000000000000AA";
inline const char* const kTicketB = "KTSK00000000000000000000000BB";
inline const char* const kTicketC = "KTSK00000000000000000000000CC";

}  // namespace uketsuke::test
