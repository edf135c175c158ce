// See printing.h. A tag's file lies in the store's folder, for its owner alone, and is removed once it is on paper.
#include "kiosk/printing.h"

#include <spdlog/spdlog.h>
#include <sys/stat.h>
#include <unistd.h>

#include <utility>

#include "db/kept_words.h"
#include "kiosk/clock.h"
#include "kiosk/output/name_tags.h"

namespace uketsuke {

namespace {

constexpr const char* kSetting = "printer";

}  // namespace

Status set_printer(const std::string& store_folder, const std::optional<std::string>& target) {
  if (target) {
    if (const auto printer = IppPrinter::find(*target); !printer) return tl::unexpected<Error>(printer.error());
  }
  return keep_word(store_folder, kSetting, target);
}

Result<std::optional<std::string>> find_printer(const std::string& store_folder) {
  return find_kept_word(store_folder, kSetting);
}

NameTagPrinter::NameTagPrinter(PrintPlan plan, std::function<void(KioskEvent)> post)
    : plan_(std::move(plan)), post_(std::move(post)), thread_([this] { run(); }) {}

NameTagPrinter::~NameTagPrinter() {
  asked_.close();
  thread_.join();
}

void NameTagPrinter::print(const RegistrationId& registration) { asked_.put(registration); }

void NameTagPrinter::run() {
  const auto printer = IppPrinter::find(plan_.target);
  if (!printer) return tell(PrinterHealth::stopped, printer.error().what);
  tell(PrinterHealth::ready, {});
  while (std::optional<RegistrationId> asked = asked_.wait()) {
    waiting_.push_back(std::move(*asked));
    while (!waiting_.empty() && !asked_.is_closed()) {
      take_more();
      print_one(*printer, waiting_.front());
    }
  }
  if (!waiting_.empty()) spdlog::warn("printer: {} name tags were not printed", waiting_.size());
}

void NameTagPrinter::take_more() {
  for (RegistrationId& one : asked_.take_all()) waiting_.push_back(std::move(one));
}

/// The tag stays the first of the queue until it is on paper.
void NameTagPrinter::print_one(const IppPrinter& printer, const RegistrationId& registration) {
  const auto file = write_tag(registration);
  if (!file) {  // who is not there any more gets no tag
    spdlog::warn("printer: {}", file.error().what);
    waiting_.erase(waiting_.begin());
    return;
  }
  const auto job = printer.send_pdf(*file, "name tag", {kNameTagWidthMm, kNameTagHeightMm});
  ::unlink(file->c_str());
  if (!job) {
    tell(PrinterHealth::offline, job.error().what);
    pause(plan_.retry);
    return;
  }
  if (!wait_until_printed(printer, *job)) return;
  waiting_.erase(waiting_.begin());
  tell(PrinterHealth::ready, {});
}

/// @return false where the job was given up and has to be sent again
bool NameTagPrinter::wait_until_printed(const IppPrinter& printer, int job) {
  while (!asked_.is_closed()) {
    take_more();
    const auto look = printer.look_at(job);
    if (!look) {
      tell(PrinterHealth::offline, look.error().what);
      pause(plan_.retry);
      continue;
    }
    if (look->state == JobState::printed) return true;
    if (look->state == JobState::failed) {
      const bool known = look->printer.health != PrinterHealth::ready;
      tell(known ? look->printer.health : PrinterHealth::stopped, look->printer.detail);
      pause(plan_.retry);
      return false;
    }
    tell(look->printer.health, look->printer.detail);
    pause(plan_.look);
  }
  return false;
}

/// @return false where the end was asked meanwhile
bool NameTagPrinter::pause(std::chrono::milliseconds time) {
  if (auto asked = asked_.wait_for(time)) waiting_.push_back(std::move(*asked));
  return !asked_.is_closed();
}

Result<std::string> NameTagPrinter::write_tag(const RegistrationId& registration) {
  auto reader = Reader::open(plan_.store_folder);
  if (!reader) return tl::unexpected<Error>(reader.error());
  auto summary = reader->load_event(plan_.event);
  if (!summary) return tl::unexpected<Error>(summary.error());
  const auto row = reader->load_registration(plan_.event, registration.value);
  if (!row) return tl::unexpected<Error>(row.error());
  PaperOccasion occasion;
  occasion.event = summary->event;
  if (const auto zone = Zone::find(summary->event.timezone)) occasion.zone = *zone;
  occasion.made_at = MachineClock().read().system;
  std::string file = plan_.store_folder + "/name-tag-" + std::to_string(::getpid()) + ".pdf";
  if (Status written = write_name_tag_pdf(occasion, *row, file); !written)
    return tl::unexpected<Error>(written.error());
  ::chmod(file.c_str(), 0600);
  return file;
}

void NameTagPrinter::tell(PrinterHealth health, const std::string& detail) {
  const PrinterChanged now{health, detail, static_cast<std::int64_t>(waiting_.size())};
  const bool same = told_ && told_->health == health && told_->detail == detail && told_->waiting == now.waiting;
  if (same) return;
  told_ = now;
  post_(now);
}

}  // namespace uketsuke
