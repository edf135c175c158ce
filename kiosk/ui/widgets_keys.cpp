// Keys for screens without a focused field: a PIN, a number, moving through a form.
#include <imgui_internal.h>

#include "kiosk/ui/draw.h"
#include "kiosk/ui/typed_reading.h"

namespace uketsuke {

TypedKeys typed_keys() {
  TypedKeys keys;
  const ImGuiIO& io = ImGui::GetIO();
  const bool tab = ImGui::IsKeyPressed(ImGuiKey_Tab);
  keys.tab = tab && !io.KeyShift;
  keys.back_tab = tab && io.KeyShift;
  keys.escape = ImGui::IsKeyPressed(ImGuiKey_Escape, false);
  if (io.WantTextInput) return keys;
  for (const ImWchar character : io.InputQueueCharacters) {
    if (character >= '0' && character <= '9') keys.digits += static_cast<char>(character);
    if (character >= 0xFF10 && character <= 0xFF19) keys.digits += static_cast<char>(character - 0xFF10 + '0');
  }
  keys.enter = ImGui::IsKeyPressed(ImGuiKey_Enter, false) || ImGui::IsKeyPressed(ImGuiKey_KeypadEnter, false);
  keys.backspace = ImGui::IsKeyPressed(ImGuiKey_Backspace);
  keys.left = ImGui::IsKeyPressed(ImGuiKey_LeftArrow);
  keys.right = ImGui::IsKeyPressed(ImGuiKey_RightArrow);
  keys.up = ImGui::IsKeyPressed(ImGuiKey_UpArrow);
  keys.down = ImGui::IsKeyPressed(ImGuiKey_DownArrow);
  return keys;
}

FormKeys typed_form_keys() {
  const bool enter = ImGui::IsKeyPressed(ImGuiKey_Enter, false) || ImGui::IsKeyPressed(ImGuiKey_KeypadEnter, false);
  return {ImGui::IsKeyPressed(ImGuiKey_UpArrow), ImGui::IsKeyPressed(ImGuiKey_DownArrow),
          enter && ImGui::GetIO().KeyCtrl};
}

std::vector<TypedReading> typed_readings() {
  const auto* readings = static_cast<const std::vector<TypedReading>*>(ImGui::GetIO().UserData);
  return readings == nullptr ? std::vector<TypedReading>() : *readings;
}

bool last_field_has_keyboard() { return ImGui::IsItemActive(); }

void leave_field() {
  ImGui::ClearActiveID();
  ImGui::GetCurrentContext()->InputTextDeactivatedState.ID = 0;  // else the field writes its text back once more
}

}  // namespace uketsuke
