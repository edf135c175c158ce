// The text of an application by e-mail -> one application with its people and questions, or why it cannot be read for
// sure. Guesses nothing: what is doubtful is a fault, and staff read the mail. Any thread.
// Source: the form 申込書 of the sample event AIKAWA
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/profession.h"
#include "common/roster.h"

namespace uketsuke {

struct MailFormRules {
  const ProfessionTable* professions = nullptr;  ///< null: every profession is `other`, none is listed as unknown
  bool is_forwarded = false;                     ///< the subject says so: a forwarded block is read
};

/// Why a form cannot be taken as it stands.
struct MailFault {
  std::int64_t line = 0;  ///< of the text; 0: it is about the mail as a whole
  std::string field;      ///< the label as given, or empty
  std::string why;        ///< what is missing or doubtful
};

struct MailForm {
  Application application;     ///< as far as it could be read; channel email; `line` of the first name
  std::string contact_person;  ///< 事業所連絡担当者; also in the first person's note
  std::string facility;
  std::string facility_email;
  std::string facility_phone;
  std::vector<MailFault> faults;  ///< empty: all was read
  std::vector<std::string> unknown_professions;
  std::vector<std::string> quoted_names;  ///< in the quoted part and nowhere else: not taken
  bool has_form = false;                  ///< the writer's own text holds the form
  bool only_quoted = false;               ///< … only what is quoted does
};

/// People that one mail can bring; more is a fault.
inline constexpr std::size_t kMostMailPeople = 60;

/// @param text  clean (mail_text.h)
MailForm read_mail_form(std::string_view text, const MailFormRules& rules);

}  // namespace uketsuke
