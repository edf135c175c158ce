// The paper's form as it is typed: its fields in the order of the keys, what is wrong with them, what they come to.
// Values and rules of the screen 申込の入力; draws nothing. Thread: ui.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "common/event.h"
#include "common/roster.h"
#include "common/time.h"
#include "kiosk/messages.h"

namespace uketsuke {

constexpr std::size_t kMostApplicants = 10;

/// 申込方法 of a form that staff type, in the order of the number keys.
constexpr std::array<Channel, 5> kTypedChannels = {Channel::fax, Channel::post, Channel::email, Channel::telephone,
                                                   Channel::desk};

/// Where the keyboard is. Of an applicant's row, or of the form.
enum class FormField {
  channel,
  date,
  facility,
  contact,
  phone,
  email,  ///< of the form
  name,
  furigana,
  profession,
  own_email,  ///< of an applicant
  question_professions,
  question
};
struct FormPlace {
  FormField field = FormField::facility;
  std::size_t row = 0;  ///< of an applicant
  friend bool operator==(const FormPlace&, const FormPlace&) = default;
};

struct TypedApplicant {
  std::string name;
  std::string furigana;
  std::string profession;  ///< the number of a choice
  std::string email;       ///< or 同上: the facility's
};

/// As typed. Telephone and desk are the shorter form: one facility, one phone, no date.
struct TypedForm {
  std::size_t channel = 0;  ///< of kTypedChannels
  std::string date;
  std::string facility;
  std::string contact;
  std::string phone;
  std::string email;
  std::array<TypedApplicant, kMostApplicants> applicants;
  std::string question_professions;
  std::string question;
};

/// True for telephone and desk.
bool is_short(const TypedForm& form);
/// The text of a place; null for the channel.
std::string* text_at(TypedForm& form, const FormPlace& place);
/// Every place of this form in the order of Tab.
std::vector<FormPlace> places_of(const TypedForm& form);
/// Rows that show: those typed in, one more, at least three.
std::size_t shown_rows(const TypedForm& form);
/// True where post is judged by its postmark: the date is the 消印日 then.
bool asks_postmark(const TypedForm& form, const Event& event);

/// What is wrong, at its place, by text id.
struct FormFault {
  FormPlace place;
  std::string text_id;
};

/// 10/9 (the last such day), R7.10.9, 2025-10-09, 令和7年10月9日. none: no date, or after now
std::optional<UtcMillis> read_form_date(const std::string& text, const Zone& zone, UtcMillis now);

struct FormFacts {
  const Event* event = nullptr;
  Zone zone;
  UtcMillis now;
};
/// @param faults  filled where it cannot be taken; the application is then not to be used
Application application_of(const TypedForm& form, const FormFacts& facts, std::vector<FormFault>& faults);

/// At most `most` facilities whose names hold what was typed, those that begin so first.
std::vector<const KnownFacility*> find_known(const std::vector<KnownFacility>& known, const std::string& typed,
                                             std::size_t most);

/// Empty again; channel and date stay.
TypedForm next_form(const TypedForm& form);

}  // namespace uketsuke
