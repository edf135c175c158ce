// See staff_stage.h.
#include "tests/kiosk/screens/staff_stage.h"

#include <utility>

namespace uketsuke::test {

UtcMillis minutes_past_six(std::int64_t minutes) { return {1761296400000 + minutes * kMillisPerMinute}; }

Model desk(StaffScreen screen) {
  Model model;
  model.loaded = true;
  model.summary.event.title = "令和7年度 第1回多職種向け研修会";
  model.summary.event.venue = "海老名市医療センター 3階 大会議室";
  model.summary.event.doors_open_at = minutes_past_six(0);
  model.summary.event.starts_at = minutes_past_six(30);
  model.summary.counts.confirmed = 30;
  model.summary.counts.seats_free = 3;
  model.now = minutes_past_six(5);
  model.staff.gate = StaffGate::open;
  model.staff.screen = screen;
  model.staff.name = "受付";
  model.staff.organiser = true;
  return model;
}

RegistrationRow row(std::int64_t number, const std::string& name, const std::string& furigana) {
  RegistrationRow one;
  one.registration = RegistrationId("r" + std::to_string(number));
  one.number = number;
  one.status = RegistrationStatus::confirmed;
  one.attendee.name = name;
  one.attendee.furigana = furigana;
  one.attendee.facility = "医療法人社団青嶺会 つきかげ診療所";
  one.attendee.profession = {"看護師", ProfessionCategory::nurse};
  return one;
}

StaffStage::StaffStage(Model shown, float width, float height, const std::string& language)
    : model(std::move(shown)), headless_(width, height, language) {
  frame();
  frame();
}

void StaffStage::draw(const Ui& ui) {
  if (const std::optional<Action> action = draw_staff(model, screens, ui)) asked.push_back(*action);
}

void StaffStage::frame() {
  headless_.frame([this](const Ui& ui) { draw(ui); });
}

void StaffStage::tap(float x, float y) {
  headless_.tap(x, y, [this](const Ui& ui) { draw(ui); });
}

void StaffStage::drag(float from_x, float from_y, float to_x, float to_y) {
  headless_.drag(from_x, from_y, to_x, to_y, [this](const Ui& ui) { draw(ui); });
}

void StaffStage::type(const std::string& utf8) {
  headless_.type(utf8, [this](const Ui& ui) { draw(ui); });
}

void StaffStage::press(ImGuiKey key) {
  headless_.press(key, [this](const Ui& ui) { draw(ui); });
  frame();
  frame();
  frame();
}

}  // namespace uketsuke::test
