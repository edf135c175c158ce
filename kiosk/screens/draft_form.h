// A draft as the fields of a form, and back. Values and rules of the screen 保留の申込; draws nothing. Thread: ui.
#pragma once

#include <vector>

#include "kiosk/model.h"
#include "kiosk/screens/application_form.h"

namespace uketsuke {

/// What was read of it, field by field; professions by their numbers. People after the tenth have no row:
/// completed_draft takes them as they were read.
TypedForm form_of(const Application& application, const Model& model);

/// The places in the order of Tab.
std::vector<FormPlace> draft_places(const TypedForm& form);
/// Up to seven people leave room for the question.
bool has_room_for_question(const TypedForm& form);

/// What was read, with what was typed; what the form does not show (channel, source, role, note) stays as it was read.
/// @param faults  filled where it cannot be taken
Application completed_draft(const Application& read, const TypedForm& typed, const Model& model,
                            std::vector<FormFault>& faults);

}  // namespace uketsuke
