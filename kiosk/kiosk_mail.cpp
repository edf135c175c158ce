// Pasted mails through Kiosk: each text is read anew, and only what was read of the text that stands there is taken.
#include <utility>

#include "kiosk/kiosk.h"

namespace uketsuke {

void Kiosk::read_pasted(const std::string& text) {
  MailView& view = model_.staff.mail;
  ++view.serial;
  view.reading.reset();
  view.waiting = !text.empty();
  if (view.waiting) ask(ReadPastedMail{view.serial, model_.summary.event, text, now_.utc});
}

void Kiosk::on_pasted_read(const PastedMailRead& read) {
  MailView& view = model_.staff.mail;
  if (read.serial != view.serial || model_.staff.gate != StaffGate::open) return;
  view.waiting = false;
  view.reading = read.reading;
}

void Kiosk::take_pasted(const action::TakePasted& take) {
  StaffView& staff = model_.staff;
  if (!staff.mail.reading || staff.busy) return;
  staff.busy = true;
  ask(TakePastedMail{settings_.event, *staff.mail.reading, take.received, staff.name, now_.utc});
}

void Kiosk::on_pasted_taken(const PastedMailTaken& taken) {
  StaffView& staff = model_.staff;
  staff.busy = false;
  ++staff.mail.taken;
  ++staff.mail.serial;
  staff.mail.waiting = false;
  staff.mail.reading.reset();
  const ImportReport& report = taken.report;
  const bool held = !report.rejected.empty();
  const bool known = report.added == 0 && report.updated == 0;
  const char* text = held ? "notice_mail_held" : known ? "notice_mail_known" : "notice_mail_taken";
  notify({held || known ? NoticeKind::attention : NoticeKind::good,
          text,
          {{"count", std::to_string(report.added + report.updated)},
           {"waitlisted", std::to_string(report.waitlisted)},
           {"late", std::to_string(report.late)},
           {"duplicates", std::to_string(report.duplicates.size())}},
          {},
          0});
  refresh_counts();
}

}  // namespace uketsuke
