// Mails (.eml, mbox) and pasted mails -> applications, bad lines and notes, by the rules of the event's form. Writes
// nothing, reads no clock. Any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/event.h"
#include "kiosk/intake/mail_form.h"
#include "kiosk/intake/mail_message.h"
#include "kiosk/intake/roster_reader.h"

namespace uketsuke {

/// The subject that applications to the event must have: `mail_subject` of its [form], else what its contact says
/// behind 「件名:」. Empty: the event says none, then the form in a mail's text decides.
std::string mail_subject_of(const Event& event);

/// What a subject says once Re:, Fwd:, brackets, spaces, width and case are folded.
struct FoldedSubject {
  std::string text;
  bool is_forwarded = false;
};
FoldedSubject fold_subject(std::string_view subject);
/// True for a subject that is probably meant to be `wanted` but is not. Both folded.
bool is_near_subject(const std::string& subject, const std::string& wanted);

/// When a mail counts as received. Under 必着 it is its arrival: the topmost Received header, which our own server
/// wrote by its own clock; the Date header is the sender's clock, and only counts where there is no Received. Under
/// 消印有効 it is the sending, as a postmark is: the Date header, unless it claims to be later than the arrival.
std::optional<UtcMillis> choose_received(const MailMessage& mail, PostRule rule);

/// True for the name or the bytes of a mail or a mailbox.
bool is_mail_file(const std::string& path, std::string_view bytes);

/// The applications of an .eml or mbox. `bad` has an entry for each fault; its line is, of an mbox, the physical line
/// where the mail starts, else the line of the mail's text. The `text` of a mail's first entry is the mail, that of its
/// further ones is empty. Mails that are about something else are told in `notes`. Never fails.
RosterContent read_roster_mail(std::string_view bytes, const std::string& file, const RosterRules& rules);

/// A mail that staff paste: its text, with the header lines that a browser shows, or the whole source of it.
struct PastedMail {
  MailForm form;             ///< application.received: what the header lines say, if anything
  std::string subject;       ///< of the header lines, empty if none
  std::vector<BadLine> bad;  ///< empty: it can be taken
};
/// @param bytes  UTF-8 or any encoding of mails
/// @param name   the file in bad lines and applications
PastedMail read_pasted_mail(std::string_view bytes, const std::string& name, const RosterRules& rules);

/// As the content of a file. @param received  staff's own word on when it came; none: what the mail says
RosterContent content_of(PastedMail pasted, const std::optional<UtcMillis>& received);

/// Name by which a pasted mail is known when it is pasted again.
std::string paste_source(std::string_view bytes);

}  // namespace uketsuke
