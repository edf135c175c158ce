// See roster.h.
#include "tests/support/roster.h"

#include "common/uuid.h"

namespace uketsuke::testing {

UtcMillis on(const std::string& date, const std::string& clock) {
  const std::string seconds = clock.size() == 5 ? ":00" : "";
  return must(parse_rfc3339(date + "T" + clock + seconds + "+09:00"));
}

UtcMillis at(const std::string& clock) { return on("2025-10-24", clock); }

Event sample_event(const std::string& code, std::optional<std::int64_t> capacity) {
  Event event;
  event.code = EventCode(code);
  event.title = "多職種向け研修会";
  event.venue = "海老名市医療センター";
  event.starts_at = at("18:30");
  event.doors_open_at = at("18:00");
  event.ends_at = at("20:30");
  event.deadline = on("2025-10-10", "23:59:59");
  event.capacity = capacity;
  return event;
}

Change by_staff(UtcMillis now, const std::string& reason) { return {now, "田中", reason}; }

ScanId new_scan_id() { return ScanId(make_uuid(at("18:00"))); }

Attendee person(const std::string& name) {
  Attendee attendee;
  attendee.name = name;
  attendee.profession = {"看護師", ProfessionCategory::nurse};
  return attendee;
}

Roster::Roster()
    : store_(std::make_unique<Store>(must(Store::create(folder_.path(), true, on("2025-09-01", "09:00"))))) {}

Roster& Roster::close() {
  store_.reset();
  return *this;
}

Roster& Roster::reopen() {
  store_.reset();
  store_ = std::make_unique<Store>(must(Store::open(folder_.path())));
  return *this;
}

Roster& Roster::event(const std::string& code, std::optional<std::int64_t> capacity) {
  return event(sample_event(code, capacity));
}

Roster& Roster::event(const Event& event) {
  must(store_->add_event(event, by_staff(on("2025-09-01", "09:00"))));
  code_ = event.code;
  return *this;
}

Roster& Roster::attendee(const std::string& name) { return attendee(person(name)); }

Roster& Roster::attendee(const Attendee& attendee, std::optional<UtcMillis> received) {
  const UtcMillis in_turn = on("2025-10-01", "09:00") + applications_ * kMillisPerMinute;
  ++applications_;
  RegisterRequest request;
  request.event = code_;
  request.application.received = received.value_or(in_turn);
  request.application.attendees = {attendee};
  const auto taken = must(store_->register_application(request, by_staff(*request.application.received)));
  CHECK(taken.size() == 1);
  known_[{code_.value, attendee.name}] = taken.front();
  return *this;
}

Roster& Roster::attendees(int count) {
  for (int i = 1; i <= count; ++i) attendee("参加者" + std::to_string(i));
  return *this;
}

RegistrationId Roster::id(const std::string& name) const {
  const auto found = known_.find({code_.value, name});
  CHECK(found != known_.end());
  return found->second.registration;
}

std::int64_t Roster::number(const std::string& name) const { return known_.at({code_.value, name}).number; }

RegistrationStatus Roster::status_at_first(const std::string& name) const {
  return known_.at({code_.value, name}).status;
}

std::string Roster::ticket(const std::string& name) {
  const auto issued = must(store_->issue_tickets(code_, {id(name)}, by_staff(on("2025-10-12", "09:00"))));
  CHECK(issued.size() == 1);
  return issued.front().text;
}

ScanResult Roster::scan(const std::string& text, UtcMillis now, Direction direction) {
  ScanRequest request;
  request.id = new_scan_id();
  request.event = code_;
  request.direction = direction;
  request.text = text;
  request.by = "田中";
  return must(store_->record_scan(request, now));
}

ScanResult Roster::admit(const std::string& name, UtcMillis now, std::optional<Override> reason) {
  AdmitRequest request;
  request.id = new_scan_id();
  request.event = code_;
  request.registration = id(name);
  request.override_reason = std::move(reason);
  request.by = "田中";
  return must(store_->admit_by_hand(request, now));
}

ScanResult Roster::let_out(const std::string& name, UtcMillis now) {
  AdmitRequest request;
  request.id = new_scan_id();
  request.event = code_;
  request.registration = id(name);
  request.direction = Direction::exit;
  request.by = "田中";
  return must(store_->admit_by_hand(request, now));
}

WalkInResult Roster::walk_in(const std::string& name, UtcMillis now, std::optional<Override> reason) {
  WalkInRequest request;
  request.event = code_;
  request.attendee = person(name);
  request.override_reason = std::move(reason);
  request.by = "田中";
  WalkInResult result = must(store_->register_walk_in(request, now));
  if (result.registration) {
    known_[{code_.value, name}] = {*result.registration, result.number, RegistrationStatus::confirmed, false, {}};
  }
  return result;
}

}  // namespace uketsuke::testing
