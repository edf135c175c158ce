#include "kiosk/store_thread.h"

#include <spdlog/spdlog.h>

#include <ctime>
#include <optional>
#include <type_traits>
#include <utility>

#include "db/attendee_search.h"
#include "db/doors.h"
#include "db/hub/door_status.h"
#include "db/purge.h"
#include "db/screen_settings.h"
#include "db/take_outs.h"
#include "kiosk/output/export.h"
#include "kiosk/store_lists.h"
#include "kiosk/store_office.h"
#include "kiosk/store_pin.h"

namespace uketsuke {

namespace {

std::int64_t monotonic_now_us() {
  timespec time{};
  clock_gettime(CLOCK_MONOTONIC, &time);
  return static_cast<std::int64_t>(time.tv_sec) * 1'000'000 + time.tv_nsec / 1000;
}

/// What one request comes to on the writing connection.
struct Writing {
  Store& store;
  const StoreThreadPorts& ports;
  const LongWork& import;

  Result<KioskEvent> operator()(const RecordScan& scan) const {
    ScanTiming timing = scan.timing;
    timing.decided_us = monotonic_now_us();
    Result<ScanResult> result = store.record_scan(scan.request, scan.now);
    if (!result) return tl::unexpected<Error>(result.error());
    if (result->outcome == ScanOutcome::not_recorded) return fail(Code::store_failed, "the scan was not recorded");
    timing.committed_us = monotonic_now_us();
    return ScanDone{std::move(*result), scan.request, timing, scan.batch};
  }
  Result<KioskEvent> operator()(const AdmitPeople& admit) const {
    AdmitDone done;
    for (const AdmitRequest& request : admit.requests) {
      Result<ScanResult> result = store.admit_by_hand(request, admit.now);
      if (!result) return KioskEvent{StoreFailed{admit, result.error(), std::move(done)}};
      done.requests.push_back(request);
      done.results.push_back(std::move(*result));
    }
    return done;
  }
  Result<KioskEvent> operator()(const CheckInFound& found) const {
    Result<ScanResult> result = store.admit_by_hand(found.request, found.now);
    if (!result) return tl::unexpected<Error>(result.error());
    return FoundCheckedIn{found.request, std::move(*result)};
  }
  Result<KioskEvent> operator()(const RegisterWalkIn& walk_in) const {
    Result<WalkInResult> result = store.register_walk_in(walk_in.request, walk_in.now);
    if (!result) return tl::unexpected<Error>(result.error());
    return WalkInDone{walk_in.request, std::move(*result)};
  }
  Result<KioskEvent> operator()(const RegisterSubstitute& substitute) const {
    const Change change{substitute.now, substitute.request.by, {}};
    Result<SubstituteResult> result = store.substitute(substitute.request, change);
    if (!result) return tl::unexpected<Error>(result.error());
    AdmitRequest admit;
    admit.id = substitute.scan;
    admit.event = substitute.request.event;
    admit.registration = result->registration;
    admit.by = substitute.request.by;
    // The substitute stands even if this fails: staff see that the admission is missing.
    ScanResult admission = store.admit_by_hand(admit, substitute.now).value_or(ScanResult{});
    return SubstituteDone{substitute.request, result->registration, result->number, result->ticket,
                          std::move(admission)};
  }
  Result<KioskEvent> operator()(const TakeApplication& take) const {
    RegisterRequest request;
    request.event = take.event;
    request.application = take.application;
    const auto registered = store.register_application(request, Change{take.now, take.by, {}});
    if (!registered) return tl::unexpected<Error>(registered.error());
    ApplicationTaken taken;
    for (std::size_t i = 0; i < registered->size(); ++i) {
      const RegisteredAttendee& one = (*registered)[i];
      taken.people.push_back({take.application.attendees[i].name, one.number, one.status, one.late,
                              one.suspected_duplicate_of.has_value()});
    }
    return taken;
  }
  Result<KioskEvent> operator()(const UndoCheckIn& undo) const {
    Result<std::optional<CheckInId>> result =
        store.undo(undo.event, undo.registration, Change{undo.now, undo.by, undo.reason});
    if (!result) return tl::unexpected<Error>(result.error());
    return UndoDone{undo.registration, result->has_value()};
  }
  Result<KioskEvent> operator()(const DecideRegistrations& decide) const {
    auto result =
        store.decide(decide.event, decide.decision, decide.registrations, Change{decide.now, decide.by, decide.reason});
    if (!result) return tl::unexpected<Error>(result.error());
    return DecisionDone{decide.decision, std::move(*result)};
  }
  Result<KioskEvent> operator()(const TakePastedMail& take) const {
    ImportOptions options;
    options.hold_bad = true;
    options.channel = Channel::email;
    std::vector<Application> applications;
    if (take.reading.problems.empty()) {
      applications.push_back(take.reading.application);
      if (take.received) applications.front().received = take.received;
    }
    auto report = store.import_applications(take.event, take.reading.source, applications, take.reading.problems,
                                            options, Change{take.now, take.by, {}});
    if (!report) return tl::unexpected<Error>(report.error());
    return PastedMailTaken{std::move(*report)};
  }
  Result<KioskEvent> operator()(const OfficeWrite& write) const {
    ImportPorts with{ports.place_kinds};
    if (const auto* take = std::get_if<TakeImport>(&write)) {
      with.keep_on = import.begin(take->serial, [this, serial = take->serial](int percent) {
        ports.post(OfficeEvent{ImportProgress{serial, percent}});
      });
    }
    Result<OfficeEvent> done = write_office(store, write, with);
    // What the office asked is answered to its own screen.
    if (!done) return KioskEvent{OfficeEvent{OfficeFailed{write, done.error()}}};
    return KioskEvent{std::move(*done)};
  }
  Result<KioskEvent> operator()(const ProbeStore& probe) const {
    if (Status written = store.prove_writable(probe.now); !written) return tl::unexpected<Error>(written.error());
    return StoreProbed{};
  }
  Result<KioskEvent> operator()(const EraseNames& erase) const {
    if (!ports.erase_names) return fail(Code::bad_call, "nothing is erased here");
    return ports.erase_names(erase);
  }
  Result<KioskEvent> operator()(const SaveScreenSettings& save) const {
    if (Status saved = save_screen_settings(store.folder(), save.settings); !saved) {
      return tl::unexpected<Error>(saved.error());
    }
    return ScreenSettingsSaved{};
  }
  Result<KioskEvent> operator()(const CheckPin& check) const {
    Result<PinCheck> result = store.check_pin(check.pin, check.now);
    if (!result) return tl::unexpected<Error>(result.error());
    return PinChecked{result->accepted, result->staff, result->role == StaffRole::organiser, result->tries_left,
                      result->locked_until};
  }
  Result<KioskEvent> operator()(const SavePin& save) const {
    const Status saved = save_first_pin(store, save.staff, save.pin, Change{save.now, save.by, "first PIN"});
    if (!saved) return tl::unexpected<Error>(saved.error());
    return PinSaved{save.staff};
  }
  template <class Read>
  Result<KioskEvent> operator()(const Read&) const {
    return fail(Code::bad_call, "a reading request on the writing thread");
  }
};

struct IsWrite {
  bool operator()(const RecordScan&) const { return true; }
  bool operator()(const AdmitPeople&) const { return true; }
  bool operator()(const CheckInFound&) const { return true; }
  bool operator()(const RegisterWalkIn&) const { return true; }
  bool operator()(const RegisterSubstitute&) const { return true; }
  bool operator()(const UndoCheckIn&) const { return true; }
  bool operator()(const TakeApplication&) const { return true; }
  bool operator()(const DecideRegistrations&) const { return true; }
  bool operator()(const TakePastedMail&) const { return true; }
  bool operator()(const OfficeWrite&) const { return true; }
  bool operator()(const ProbeStore&) const { return true; }
  bool operator()(const CheckPin&) const { return true; }
  bool operator()(const SavePin&) const { return true; }
  bool operator()(const SaveScreenSettings&) const { return true; }
  bool operator()(const EraseNames&) const { return true; }
  template <class Read>
  bool operator()(const Read&) const {
    return false;
  }
};

/// What is seldom asked and has a connection of its own; none for all else.
struct ReadingAlone {
  const std::string& folder;
  using Answer = std::optional<Result<KioskEvent>>;

  template <class Value, class Event>
  static Answer answer(Result<Value> read, Event make) {
    if (!read) return Result<KioskEvent>(tl::unexpected<Error>(read.error()));
    return Result<KioskEvent>(make(std::move(*read)));
  }
  Answer operator()(const LoadHandOver& load) const {
    return answer(find_hand_over(folder, load.event, load.now), [](const auto& state) {
      return HandOverLoaded{state.due, state.people};
    });
  }
  Answer operator()(const FindFirstUse& find) const {
    return answer(find_first_use(folder, find.scan), [&find](auto first) { return FirstUseFound{find.scan, first}; });
  }
  Answer operator()(const LoadDoors& load) const {
    return answer(load_door_status(folder, load.event),
                  [](const auto& status) { return HubEvent{DoorsLoaded{status}}; });
  }
  Answer operator()(const FindAttendees& find) const {
    return answer(find_attendees(folder, find.event, find.kana), [&find](auto found) {
      return AttendeesFound{find.serial, found};
    });
  }
  template <class Other>
  Answer operator()(const Other&) const {
    return std::nullopt;
  }
};

/// 持出し: a list that was written. It is there also where the store cannot be written; the log says so then.
void log_list(const std::string& folder, const StoreRequest& request, const KioskEvent& done) {
  const auto* asked = std::get_if<WriteExport>(&request);
  const auto* written = std::get_if<ExportDone>(&done);
  if (asked == nullptr || written == nullptr) return;
  const std::string format = written->file.substr(written->file.rfind('.') + 1);
  const std::string what(word(export_what_of(asked->list)));
  const Status logged =
      log_take_out(folder, {asked->event, what, format, written->rows}, Change{asked->now, "window", {}});
  if (!logged) spdlog::warn("take-out not logged: {}: {}", logged.error().where, logged.error().what);
}

}  // namespace

bool is_write(const StoreRequest& request) { return std::visit(IsWrite{}, request); }

StoreThread::StoreThread(Store store, Reader reader, StoreThreadPorts ports)
    : store_(std::move(store)),
      reader_(std::move(reader)),
      ports_(std::move(ports)),
      import_(ports_.quiet),
      writer_([this] { run_writer(); }),
      worker_([this] { run_reader(); }) {}

StoreThread::~StoreThread() {
  writes_.close();
  reads_.close();
  writer_.join();
  worker_.join();
}

void StoreThread::ask(StoreRequest request) {
  if (std::holds_alternative<WriteExport>(request)) export_cancelled_ = false;
  Inbox<StoreRequest>& inbox = is_write(request) ? writes_ : reads_;
  inbox.put(std::move(request));
}

void StoreThread::run_writer() {
  while (std::optional<StoreRequest> request = writes_.wait()) {
    Result<KioskEvent> done = std::visit(Writing{store_, ports_, import_}, *request);
    ports_.post(done ? std::move(*done) : KioskEvent{StoreFailed{std::move(*request), done.error(), {}}});
  }
}

/// One event a percent at most, so that the window is not woken for every row.
bool StoreThread::tell_progress(int percent) {
  if (percent != told_percent_) ports_.post(ExportProgress{percent});
  told_percent_ = percent;
  return !export_cancelled_;
}

void StoreThread::run_reader() {
  while (std::optional<StoreRequest> request = reads_.wait()) {
    if (const auto* mail = std::get_if<ReadPastedMail>(&*request); mail != nullptr && ports_.read_mail) {
      ports_.post(PastedMailRead{mail->serial, ports_.read_mail(*mail)});
      continue;
    }
    told_percent_ = 0;
    auto alone = std::visit(ReadingAlone{store_.folder()}, *request);
    Result<KioskEvent> done = alone ? std::move(*alone)
                                    : read_request(reader_, *request, {store_.folder(), ports_.export_folder},
                                                   [this](int percent) { return tell_progress(percent); });
    if (done) log_list(store_.folder(), *request, *done);
    ports_.post(done ? std::move(*done) : KioskEvent{StoreFailed{std::move(*request), done.error(), {}}});
  }
}

}  // namespace uketsuke
