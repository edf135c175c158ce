// The lines of a mail as the fields of the application form: which label stands where with which value, and which lines
// are neither. Knows the form's words, judges no value. For mail_form.cpp. Any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/intake/mail_text.h"

namespace uketsuke {

/// What a label of the form asks for.
enum class MailLabel {
  facility,
  contact_person,
  facility_email,
  facility_phone,
  contact,  ///< 連絡先: phone or e-mail
  name,
  furigana,
  email,
  phone,
  profession,
  person,  ///< 申込者2, ③: a person begins
  question_professions,
  question,
  note,
  heading,  ///< 連絡先, 質問事項 alone: no value
  aside,    ///< FAX, 住所, 会場 …: known, not read
  unknown
};

/// @param numbered  set where it counts people: ②氏名, 参加者3
MailLabel read_label(std::string_view words, bool* numbered = nullptr);

struct MailField {
  MailLabel label = MailLabel::unknown;
  std::string title;  ///< as it stands
  std::string value;
  std::int64_t line = 0;
  bool numbered = false;
};

/// A line that is no field, and why nobody may pass over it; empty: harmless.
struct LooseLine {
  std::int64_t line = 0;
  std::string text;
  std::string why;
};

struct MailFields {
  std::vector<MailField> fields;
  std::vector<LooseLine> loose;
  bool unsure_tail_email = false;  ///< an address stands between form and end, of the form or of the signature
  std::int64_t tail_line = 0;
  bool notice = false;  ///< the form's notice stands in the mail
};

/// @param lines  the writer's own (not quoted)
MailFields read_mail_fields(const std::vector<MailLine>& lines);

/// Words that undo or change an application: キャンセル, 欠席 …; empty if none.
std::string_view find_change_word(std::string_view text);

}  // namespace uketsuke
