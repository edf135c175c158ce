#include "kiosk/intake/roster_mail.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>

#include "common/names.h"
#include "common/row_digest.h"
#include "common/utf8.h"
#include "kiosk/intake/mail_charset.h"
#include "kiosk/intake/mail_text.h"

namespace uketsuke {
namespace {

constexpr std::size_t kMaxKeptText = 8000;
constexpr std::string_view kCutOff =
    "メールが途中で切れています。終わりまで書かれていない申込者や質問があるかもしれません。もう一度保存するか、"
    "送り主に確かめてください";
constexpr std::int64_t kClockSlackMs = 10 * kMillisPerMinute;

bool contains(std::string_view text, std::string_view word) { return text.find(word) != std::string_view::npos; }
bool begins(std::string_view text, std::string_view word) { return text.substr(0, word.size()) == word; }

std::string shown_text(const std::string& text) { return shortened(text, kMaxKeptText); }

/// A mail as staff read it beside its draft.
std::string shown_mail(const MailMessage& mail) {
  std::string text = "差出人: " + mail.from + "\n件名: " + mail.subject + "\n日時: " + mail.date_text + "\n";
  for (const std::string& name : mail.attachments) text += "添付: " + name + "\n";
  return shown_text(text + "\n" + mail.text);
}

std::u32string characters_of(std::string_view text) {
  std::u32string characters;
  for (std::size_t at = 0; at < text.size() && characters.size() < 200;) characters += next_code_point(text, at);
  return characters;
}

/// Length of the longest common subsequence.
std::size_t common_length(const std::u32string& a, const std::u32string& b) {
  std::vector<std::size_t> row(b.size() + 1, 0);
  for (const char32_t c : a) {
    std::size_t diagonal = 0;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t above = row[j + 1];
      row[j + 1] = c == b[j] ? diagonal + 1 : std::max(above, row[j]);
      diagonal = above;
    }
  }
  return row.back();
}

/// A date that cannot be read, where nothing else says when the mail came; empty if there is none.
std::string unread_date(const MailMessage& mail) {
  if (mail.sent || mail.arrived || mail.date_text.empty()) return {};
  return "メールの日時として読めません: 「" + shortened(mail.date_text, 90) + "」";
}

/// A time that cannot be believed; empty if none.
std::string time_fault(const MailMessage& mail, const std::optional<UtcMillis>& received, UtcMillis now) {
  const std::int64_t slack = mail.arrived ? kClockSlackMs : 0;
  const bool future = (received && *received > now) || (mail.sent && *mail.sent > now + slack);
  return future ? "受信日時が現在より後です: 「" + shortened(mail.date_text, 90) + "」" : std::string();
}

/// The text that holds the form: the plain one, or the HTML where only that does.
MailForm read_form(MailMessage& mail, const MailFormRules& rules) {
  MailForm form = read_mail_form(mail.text, rules);
  if (form.has_form || mail.html_text.empty() || mail.html_text == mail.text) return form;
  MailForm other = read_mail_form(mail.html_text, rules);
  if (!other.has_form) return form;
  mail.text = mail.html_text;
  return other;
}

/// One mailbox on its way.
class MailReader {
 public:
  MailReader(std::string file, const RosterRules& rules)
      : file_(std::move(file)), rules_(rules), wanted_(fold_subject(rules.mail_subject).text) {}

  RosterContent read(std::string_view bytes) {
    const std::vector<MboxMail> mails = split_mbox(bytes);
    mbox_ = is_mbox(bytes);
    several_ = mails.size() > 1;
    for (const MboxMail& mail : mails) {
      ++number_;
      start_ = mail.line;
      take_bytes(mail.bytes);
    }
    return std::move(content_);
  }

 private:
  [[nodiscard]] std::string which() const { return several_ ? std::to_string(number_) + "通目: " : std::string(); }

  /// In a mailbox the line is where the mail starts, and the line of its text stands in the words.
  void refuse(MailFault fault, std::string text) {
    const std::string place = mbox_ && fault.line > 0 ? "本文" + std::to_string(fault.line) + "行目: " : std::string();
    const std::int64_t line = mbox_ ? start_ : std::max<std::int64_t>(fault.line, 1);
    content_.bad.push_back({file_, line, std::move(fault.field), which() + place + fault.why, std::move(text)});
  }
  void refuse(std::vector<MailFault> faults, const std::string& text) {
    for (std::size_t i = 0; i < faults.size(); ++i) refuse(std::move(faults[i]), i == 0 ? text : std::string());
    content_.bad_files += static_cast<std::int64_t>(faults.size()) - 1;
  }

  void take_bytes(const std::string& bytes) {
    auto mail = read_mail_message(bytes);
    if (!mail) {
      refuse(MailFault{0, "", mail.error().what},
             shown_text(clean_mail_text(decode_mail_bytes(bytes.substr(0, kMaxKeptText), ""))));
      return;
    }
    take(*mail);
  }

  void take(MailMessage& mail) {
    const FoldedSubject subject = fold_subject(mail.subject);
    MailForm form = read_form(mail, {rules_.professions, subject.is_forwarded});
    const bool right = wanted_.empty() ? form.has_form || form.only_quoted : subject.text == wanted_;
    if (right) {
      take_application(mail, std::move(form));
    } else {
      pass_over(mail, form, subject.text);
    }
  }

  /// A mail with another subject: listed where it may be an application, else only told of.
  void pass_over(const MailMessage& mail, const MailForm& form, const std::string& subject) {
    const std::string given = "「" + shortened(mail.subject, 200) + "」";
    const bool form_attached = std::any_of(mail.attachments.begin(), mail.attachments.end(),
                                           [](const std::string& name) { return contains(name, "申込"); });
    if (!wanted_.empty() && is_near_subject(subject, wanted_)) {
      refuse(MailFault{0, "件名",
                       "件名が近いのですが違います。申込であれば本文を確かめてください: " + given +
                           "（正しい件名: " + rules_.mail_subject + "）"},
             shown_mail(mail));
    } else if (form.has_form) {
      refuse(MailFault{0, "件名",
                       "本文に申込書がありますが、件名が違います: " + given + "（正しい件名: " + rules_.mail_subject +
                           "）"},
             shown_mail(mail));
    } else if (mail.cut_off) {
      refuse(MailFault{0, "", std::string(kCutOff)}, shown_mail(mail));
    } else if (form_attached) {
      refuse(MailFault{0, "添付", "添付を確認してください（件名: " + shortened(mail.subject, 200) + "）"},
             shown_mail(mail));
    } else {
      content_.notes.push_back({file_, 1, "件名", which() + "申込ではないメールとして取り込みません: " + given, {}});
    }
  }

  void take_application(const MailMessage& mail, MailForm form) {
    if (!form.has_form) {
      refuse(mail.cut_off ? MailFault{0, "", std::string(kCutOff)} : why_no_form(mail, form), shown_mail(mail));
      return;
    }
    if (mail.cut_off) form.faults.insert(form.faults.begin(), {0, "", std::string(kCutOff)});
    form.application.received = choose_received(mail, rules_.post_rule);
    if (std::string why = receipt_fault(mail, form.application.received); !why.empty()) {
      form.faults.insert(form.faults.begin(), {0, "Date", std::move(why)});
    }
    if (mail.text.size() + 4 >= kMaxMailText)
      form.faults.insert(form.faults.begin(), {0, "", "本文が長すぎて終わりまで読めません"});
    if (!form.faults.empty()) {
      refuse(std::move(form.faults), shown_mail(mail));
      return;
    }
    form.application.external_id = mail.message_id;
    form.application.file = file_;
    note_attachments(mail, form.application);
    note_quoted(form);
    for (std::string& words : form.unknown_professions) {
      std::vector<std::string>& unknown = content_.unknown_professions;
      if (std::find(unknown.begin(), unknown.end(), words) == unknown.end()) unknown.push_back(std::move(words));
    }
    content_.applications.push_back(std::move(form.application));
  }

  /// A mail that does not say when it came is not taken as one that came now: the deadline hangs on it.
  [[nodiscard]] std::string receipt_fault(const MailMessage& mail, const std::optional<UtcMillis>& received) const {
    if (received || rules_.received_given) return time_fault(mail, received, rules_.now);
    const std::string unread = unread_date(mail);
    return "受付日時が分かりません。--received-at で指定してください" + (unread.empty() ? "" : "（" + unread + "）");
  }

  static MailFault why_no_form(const MailMessage& mail, const MailForm& form) {
    if (form.only_quoted)
      return {0, "", "申込書が引用の中にだけあります。どこまでがご本人の記入か、本文を確かめてください"};
    if (!mail.attachments.empty()) return {0, "添付", "添付を確認してください（" + mail.attachments.front() + "）"};
    if (is_blank_text(mail.text)) return {0, "", "本文がありません"};
    return {0, "氏名（ふりがな）", "本文に申込書の欄（「事業所名：」「氏名（ふりがな）：」「職種：」）がありません"};
  }

  /// Somebody of an older mail, or of a form that something cut in two.
  void note_quoted(const MailForm& form) {
    if (form.quoted_names.empty()) return;
    std::string names;
    for (const std::string& name : form.quoted_names) names += "「" + name + "」";
    content_.notes.push_back(
        {file_,
         mbox_ ? start_ : std::max<std::int64_t>(form.application.line, 1),
         "氏名（ふりがな）",
         which() + "引用の中の氏名は取り込みません: " + names + "。申込であれば本文を確かめてください",
         {}});
  }

  /// What is attached beside a form that was read is not lost: staff see its name.
  static void note_attachments(const MailMessage& mail, Application& application) {
    if (mail.attachments.empty() || application.attendees.empty()) return;
    std::string names;
    for (const std::string& name : mail.attachments) names += (names.empty() ? "" : "、") + name;
    std::string& note = application.attendees.front().note;
    note += (note.empty() ? "" : " ／ ") + ("添付あり：" + names);
  }

  std::string file_;
  const RosterRules& rules_;
  std::string wanted_;
  RosterContent content_;
  std::int64_t number_ = 0;
  std::int64_t start_ = 1;
  bool several_ = false;
  bool mbox_ = false;
};

/// What a browser shows above a mail: 件名: …, 差出人: …, 日時: …
struct PasteHead {
  std::string subject;
  std::string date;
  bool dated = false;
  std::string body;  ///< the text with those lines empty, so that line numbers stay
};

std::optional<UtcMillis> read_shown_time(const std::string& text, const Zone& zone) {
  if (const auto time = parse_any_time(text, zone); time && !time->date_only) return time->time;
  return read_mail_date(text);
}

PasteHead read_paste_head(const std::string& text, const Zone& zone) {
  static constexpr std::string_view kSubject[] = {"件名", "subject", "タイトル", "題名"};
  static constexpr std::string_view kDate[] = {"日時", "送信日時", "受信日時", "受信日",  "送信日",
                                               "日付", "date",     "sent",     "received"};
  static constexpr std::string_view kOther[] = {"差出人", "送信者",   "from",   "宛先",         "to",  "cc",
                                                "bcc",    "reply-to", "返信先", "添付ファイル", "添付"};
  PasteHead head;
  bool in_head = true;
  int lines = 0;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string line = trim(std::string_view(text).substr(at, end - at));
    const std::string narrow = nfkc(line);
    const std::size_t colon = narrow.find(':');
    std::string label = fold_email(colon == std::string::npos ? std::string() : narrow.substr(0, colon));
    const std::string value = colon == std::string::npos ? std::string() : trim(narrow.substr(colon + 1));
    const auto is = [&](const auto& words) {
      return std::find(std::begin(words), std::end(words), label) != std::end(words);
    };
    bool of_head = in_head && (is(kSubject) || is(kDate) || is(kOther));
    if (of_head && is(kSubject)) head.subject = value;
    if (of_head && is(kDate)) head.date = value;
    if (in_head && !of_head && head.date.empty() && !line.empty() && read_shown_time(line, zone)) {
      head.date = line;
      of_head = true;
    }
    if (!line.empty() && ++lines > 12) in_head = false;
    if (!of_head && colon != std::string::npos && !line.empty()) in_head = false;
    if (!of_head) head.body += std::string_view(text).substr(at, end - at);
    head.body += '\n';
    at = end + 1;
  }
  head.dated = !head.date.empty();
  return head;
}

void add_bad(PastedMail& pasted, const std::string& name, const std::string& shown) {
  for (const MailFault& fault : pasted.form.faults) {
    const std::string text = pasted.bad.empty() ? shown_text(shown) : std::string();
    pasted.bad.push_back({name, std::max<std::int64_t>(fault.line, 1), fault.field, fault.why, text});
  }
}

}  // namespace

std::string mail_subject_of(const Event& event) {
  const auto own = std::find_if(event.form.begin(), event.form.end(),
                                [](const FormQuestion& question) { return question.id == "mail_subject"; });
  if (own != event.form.end()) return trim(own->label);
  for (const std::string_view mark : {"件名:", "件名：", "タイトル:", "タイトル："}) {
    const std::size_t at = event.contact.find(mark);
    if (at == std::string::npos) continue;
    const std::string rest = event.contact.substr(at + mark.size());
    std::size_t end = rest.find('\n');
    for (const std::string_view close : {"）", ")", "」", "、"}) end = std::min(end, rest.find(close));
    std::string subject = trim(rest.substr(0, end));
    if (begins(subject, "「")) subject.erase(0, std::string_view("「").size());
    if (!subject.empty()) return subject;
  }
  return {};
}

FoldedSubject fold_subject(std::string_view subject) {
  static constexpr std::string_view kDropped[] = {"【", "】", "「", "」", "『", "』", "(",  ")",  "[", "]", "<",
                                                  ">",  "《", "》", "〈", "〉", "・", "。", "、", ".", ",", "!",
                                                  "-",  "_",  "\"", "'",  "*",  "★",  "■",  "◆",  "●"};
  static constexpr std::string_view kReplies[] = {"re:", "返信:", "re：", "返:"};
  static constexpr std::string_view kForwards[] = {"fwd:", "fw:", "転送:", "forward:"};
  FoldedSubject folded;
  folded.text = fold_name(subject);
  for (bool again = true; again;) {
    again = false;
    for (const std::string_view prefix : kReplies) {
      if (!begins(folded.text, prefix)) continue;
      folded.text.erase(0, prefix.size());
      again = true;
    }
    for (const std::string_view prefix : kForwards) {
      if (!begins(folded.text, prefix)) continue;
      folded.text.erase(0, prefix.size());
      folded.is_forwarded = again = true;
    }
  }
  for (const std::string_view mark : kDropped) {
    for (std::size_t at = folded.text.find(mark); at != std::string::npos; at = folded.text.find(mark, at)) {
      folded.text.erase(at, mark.size());
    }
  }
  return folded;
}

bool is_near_subject(const std::string& subject, const std::string& wanted) {
  const std::u32string given = characters_of(subject);
  const std::u32string right = characters_of(wanted);
  return !right.empty() && common_length(given, right) * 2 >= right.size();
}

std::optional<UtcMillis> choose_received(const MailMessage& mail, PostRule rule) {
  switch (rule) {
    case PostRule::arrival:
      return mail.arrived ? mail.arrived : mail.sent;
    case PostRule::postmark:
      if (!mail.sent) return mail.arrived;
      return mail.arrived && *mail.sent > *mail.arrived + kClockSlackMs ? mail.arrived : mail.sent;
  }
  return mail.arrived;
}

bool is_mail_file(const std::string& path, std::string_view bytes) {
  std::string name = path.substr(path.rfind('/') + 1);
  std::transform(name.begin(), name.end(), name.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  const std::size_t point = name.rfind('.');
  const std::string extension = point == std::string::npos ? std::string() : name.substr(point);
  if (extension == ".eml" || extension == ".mbox" || extension == ".mbx" || name == "mbox") return true;
  const bool known = extension == ".csv" || extension == ".tsv" || extension == ".xlsx" || extension == ".zip";
  return !known && looks_like_mail(bytes);
}

RosterContent read_roster_mail(std::string_view bytes, const std::string& file, const RosterRules& rules) {
  return MailReader(file, rules).read(bytes);
}

PastedMail read_pasted_mail(std::string_view bytes, const std::string& name, const RosterRules& rules) {
  PastedMail pasted;
  const bool source = looks_like_mail(bytes) && (contains(bytes, "MIME-Version:") || contains(bytes, "Message-ID:") ||
                                                 contains(bytes, "Content-Type:"));
  // What is copied from a window often lacks its last line end: that alone is no sign of a cut.
  if (auto mail = source ? read_mail_message(std::string(bytes) + "\n") : fail(Code::bad_input, ""); mail) {
    pasted.subject = mail->subject;
    pasted.form = read_form(*mail, {rules.professions, true});
    pasted.form.application.received = choose_received(*mail, rules.post_rule);
    pasted.form.application.external_id = mail->message_id;
    std::string why = unread_date(*mail);
    if (why.empty()) why = time_fault(*mail, pasted.form.application.received, rules.now);
    if (!why.empty()) pasted.form.faults.insert(pasted.form.faults.begin(), {0, "Date", std::move(why)});
    if (mail->cut_off) pasted.form.faults.insert(pasted.form.faults.begin(), {0, "", std::string(kCutOff)});
  } else {
    const PasteHead head = read_paste_head(clean_mail_text(decode_mail_bytes(bytes, "")), rules.zone);
    pasted.subject = head.subject;
    pasted.form = read_mail_form(head.body, {rules.professions, true});
    pasted.form.application.received = head.dated ? read_shown_time(head.date, rules.zone) : std::nullopt;
    const std::optional<UtcMillis>& received = pasted.form.application.received;
    if (head.dated && (!received || *received > rules.now)) {
      const std::string why = received ? "受信日時が現在より後です: 「" : "メールの日時として読めません: 「";
      pasted.form.faults.insert(pasted.form.faults.begin(), {0, "日時", why + shortened(head.date, 90) + "」"});
    }
  }
  pasted.form.application.file = name;
  if (!pasted.form.has_form) {
    const bool blank = trim(bytes).empty();
    pasted.form.faults = {{0, "",
                           blank ? "本文がありません"
                           : pasted.form.only_quoted
                               ? "申込書が引用の中にだけあります。ご本人の記入した所だけを貼り付けてください"
                               : "申込書の欄（「事業所名：」「氏名（ふりがな）：」「職種：」）がありません"}};
  }
  add_bad(pasted, name, clean_mail_text(decode_mail_bytes(bytes.substr(0, 4 * kMaxKeptText), "")));
  return pasted;
}

RosterContent content_of(PastedMail pasted, const std::optional<UtcMillis>& received) {
  RosterContent content;
  content.bad = std::move(pasted.bad);
  content.unknown_professions = std::move(pasted.form.unknown_professions);
  if (!content.bad.empty()) {
    content.bad_files = static_cast<std::int64_t>(content.bad.size()) - 1;
    return content;
  }
  if (received) pasted.form.application.received = received;
  content.applications.push_back(std::move(pasted.form.application));
  return content;
}

std::string paste_source(std::string_view bytes) {
  static constexpr std::string_view kHex = "0123456789abcdef";
  std::string source = "paste-";
  const std::vector<unsigned char> digest = digest_fields({bytes});
  for (std::size_t i = 0; i < std::min<std::size_t>(digest.size(), 8); ++i) {
    source += kHex[digest[i] >> 4];
    source += kHex[digest[i] & 15];
  }
  return source;
}

}  // namespace uketsuke
