#include "kiosk/intake/mail_message.h"

#include <gmime/gmime.h>

#include <algorithm>
#include <iterator>
#include <memory>

#include "kiosk/intake/mail_charset.h"
#include "kiosk/intake/mail_cut.h"
#include "kiosk/intake/mail_html.h"
#include "kiosk/intake/mail_text.h"

namespace uketsuke {
namespace {

constexpr int kDeepest = 24;
constexpr std::size_t kMostBoundaries = 400;  ///< GMime walks into each by calling itself
constexpr std::size_t kMostParts = 400;

struct Unref {
  void operator()(void* object) const { g_object_unref(object); }
};
template <class T>
using Owned = std::unique_ptr<T, Unref>;

bool start_gmime() {
  g_mime_init();
  return true;
}

std::string text_of(const char* words) { return words == nullptr ? std::string() : std::string(words); }

std::string raw_header(GMimeObject* object, const char* name) {
  GMimeHeader* header = g_mime_header_list_get_header(g_mime_object_get_header_list(object), name);
  return header == nullptr ? std::string() : text_of(g_mime_header_get_raw_value(header));
}

/// The date behind the last semicolon of the first Received header: the last server on the way wrote it.
std::optional<UtcMillis> read_arrival(GMimeObject* message) {
  const std::string received = decode_mail_header(raw_header(message, "Received"));
  const std::size_t semicolon = received.rfind(';');
  return semicolon == std::string::npos ? std::nullopt : read_mail_date(received.substr(semicolon + 1));
}

std::string decoded_content(GMimePart* part) {
  GMimeDataWrapper* content = g_mime_part_get_content(part);
  if (content == nullptr) return {};
  const Owned<GMimeStream> stream(g_mime_stream_mem_new());
  g_mime_data_wrapper_write_to_stream(content, stream.get());
  const GByteArray* bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream.get()));
  if (bytes == nullptr || bytes->data == nullptr) return {};
  return {reinterpret_cast<const char*>(bytes->data), std::min<std::size_t>(bytes->len, kMaxMailText * 2)};
}

/// As it stands in the mail, still encoded.
std::string encoded_content(GMimeDataWrapper* content) {
  GMimeStream* stream = g_mime_data_wrapper_get_stream(content);
  if (stream == nullptr || g_mime_stream_reset(stream) != 0) return {};
  std::string encoded(kMaxMailText * 4, '\0');
  std::size_t size = 0;
  while (size < encoded.size()) {
    const auto count = g_mime_stream_read(stream, encoded.data() + size, encoded.size() - size);
    if (count <= 0) break;
    size += static_cast<std::size_t>(count);
  }
  if (size == encoded.size()) return {};  // longer than what is read of it
  encoded.resize(size);
  return encoded;
}

/// @param ends_file  nothing stands behind the part
bool is_cut_part(GMimePart* part, bool ends_file) {
  GMimeDataWrapper* content = g_mime_part_get_content(part);
  if (content == nullptr) return false;
  const GMimeContentEncoding encoding = g_mime_data_wrapper_get_encoding(content);
  if (encoding == GMIME_CONTENT_ENCODING_BASE64) return is_cut_base64(encoded_content(content), ends_file);
  // In a multipart the line end in front of the boundary may well be a soft one.
  return encoding == GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE && ends_file &&
         is_cut_quoted_printable(encoded_content(content));
}

/// @param bytes  the whole mail
bool is_cut_mail(GMimeObject* top, std::string_view bytes) {
  if (lacks_body(bytes)) return true;
  if (!GMIME_IS_MULTIPART(top)) return false;
  return lacks_end_of(bytes, text_of(g_mime_multipart_get_boundary(GMIME_MULTIPART(top))));
}

std::string parameter(GMimeContentType* type, const char* name) {
  return type == nullptr ? std::string() : text_of(g_mime_content_type_get_parameter(type, name));
}

bool is_yes(const std::string& value) { return value == "yes" || value == "YES" || value == "Yes"; }

/// Gathers texts and attachments of one message.
class PartWalk {
 public:
  void walk(GMimeObject* object, int depth) {
    if (object == nullptr || depth > kDeepest || ++parts_ > kMostParts) return;
    if (GMIME_IS_MULTIPART(object)) {
      auto* multipart = GMIME_MULTIPART(object);
      const int count = g_mime_multipart_get_count(multipart);
      for (int i = 0; i < count; ++i) walk(g_mime_multipart_get_part(multipart, i), depth + 1);
    } else if (GMIME_IS_MESSAGE_PART(object)) {
      add_attachment("転送されたメール（.eml）");
    } else if (GMIME_IS_PART(object)) {
      take_part(GMIME_PART(object), depth == 0);
    }
  }

  void finish(MailMessage& mail) {
    mail.html_text = clean_mail_text(html_);
    mail.text = clean_mail_text(plain_);
    if (is_blank_text(mail.text)) mail.text = mail.html_text;
    mail.attachments = std::move(attachments_);
    mail.cut_off = cut_off_;
  }

 private:
  void add_attachment(const std::string& name) {
    if (attachments_.size() < 50) attachments_.push_back(name.empty() ? "（名前なし）" : name);
  }

  void take_part(GMimePart* part, bool ends_file) {
    GMimeContentType* type = g_mime_object_get_content_type(GMIME_OBJECT(part));
    const std::string name = decode_mail_header(text_of(g_mime_part_get_filename(part)));
    const bool text = type == nullptr || g_mime_content_type_is_type(type, "text", "*") != 0;
    const char* disposition = g_mime_object_get_disposition(GMIME_OBJECT(part));
    const bool attached = disposition != nullptr && g_ascii_strcasecmp(disposition, "attachment") == 0;
    if (attached || !text || !name.empty()) {
      add_attachment(name);
      return;
    }
    const std::string bytes = decoded_content(part);
    const std::string words = decode_mail_bytes(bytes, parameter(type, "charset"));
    cut_off_ = cut_off_ || is_cut_part(part, ends_file) || (bytes.size() < kMaxMailText && is_cut_text(bytes, words));
    if (type != nullptr && g_mime_content_type_is_type(type, "text", "html") != 0) {
      append(html_, html_to_text(words));
    } else if (type == nullptr || g_mime_content_type_is_type(type, "text", "plain") != 0) {
      const bool flowed = g_ascii_strcasecmp(parameter(type, "format").c_str(), "flowed") == 0;
      append(plain_, flowed ? unflow(words, is_yes(parameter(type, "delsp"))) : words);
    } else {
      add_attachment(name);
    }
  }

  static void append(std::string& all, const std::string& more) {
    if (!all.empty() && all.back() != '\n') all += '\n';
    all += more;
  }

  std::string plain_;
  std::string html_;
  std::vector<std::string> attachments_;
  std::size_t parts_ = 0;
  bool cut_off_ = false;
};

std::size_t count_of(std::string_view text, std::string_view word) {
  const auto same = [](char a, char b) { return g_ascii_tolower(a) == b; };
  std::size_t count = 0;
  for (auto at = text.begin(); count <= kMostBoundaries; ++count) {
    at = std::search(at, text.end(), word.begin(), word.end(), same);
    if (at == text.end()) break;
    at += static_cast<std::ptrdiff_t>(word.size());
  }
  return count;
}

std::string_view without_mark(std::string_view bytes) {
  return bytes.substr(0, 3) == "\xEF\xBB\xBF" ? bytes.substr(3) : bytes;
}

/// "From a@b Fri Jan 23 10:00:00 2026": text cannot be told from it for certain, but a time of day is rare in prose.
bool is_from_line(std::string_view line) {
  if (line.substr(0, 5) != "From ") return false;
  for (std::size_t i = 5; i + 4 < line.size(); ++i) {
    const auto digit = [&](std::size_t at) { return line[at] >= '0' && line[at] <= '9'; };
    if (line[i] == ':' && digit(i - 1) && digit(i + 1) && digit(i + 2)) return true;
  }
  return false;
}

std::string_view line_at(std::string_view bytes, std::size_t at) {
  return bytes.substr(at, std::min(bytes.find('\n', at), bytes.size()) - at);
}

/// ">From " -> "From "; ">>From " -> ">From ".
void append_unquoted(std::string& mail, std::string_view line) {
  const std::size_t marks = line.find_first_not_of('>');
  const bool quoted = marks != std::string_view::npos && marks > 0 && line.substr(marks, 5) == "From ";
  mail += quoted ? line.substr(1) : line;
}

}  // namespace

std::optional<UtcMillis> read_mail_date(const std::string& text) {
  GDateTime* date = text.empty() ? nullptr : g_mime_utils_header_decode_date(text.c_str());
  if (date == nullptr) return std::nullopt;
  const UtcMillis time{g_date_time_to_unix(date) * 1000};
  g_date_time_unref(date);
  return time;
}

Result<MailMessage> read_mail_message(std::string_view bytes) {
  static const bool started = start_gmime();
  bytes = without_mark(bytes);
  if (!started) return fail(Code::bad_input, "メールを読む部品が動きません", "mail");
  if (bytes.size() > kMaxMailBytes) return fail(Code::bad_input, "メールが大きすぎます（32 MBまで読めます）", "mail");
  if (count_of(bytes, "boundary") > kMostBoundaries || count_of(bytes, "message/rfc822") > kMostBoundaries) {
    return fail(Code::bad_input, "メールの入れ子が深すぎます", "mail");
  }
  const Owned<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(bytes.data(), bytes.size()));
  const Owned<GMimeParser> parser(g_mime_parser_new_with_stream(stream.get()));
  const Owned<GMimeMessage> message(g_mime_parser_construct_message(parser.get(), nullptr));
  if (!message) return fail(Code::bad_input, "メールとして読めません（見出しの行がありません）", "mail");
  auto* object = GMIME_OBJECT(message.get());
  MailMessage mail;
  mail.message_id = decode_mail_header(text_of(g_mime_message_get_message_id(message.get())));
  mail.from = decode_mail_header(raw_header(object, "From"));
  mail.subject = decode_mail_header(raw_header(object, "Subject"));
  mail.date_text = decode_mail_header(raw_header(object, "Date"));
  mail.sent = read_mail_date(mail.date_text);
  mail.arrived = read_arrival(object);
  PartWalk walk;
  walk.walk(g_mime_message_get_mime_part(message.get()), 0);
  walk.finish(mail);
  mail.cut_off = mail.cut_off || is_cut_mail(g_mime_message_get_mime_part(message.get()), bytes);
  return mail;
}

bool is_mbox(std::string_view bytes) { return is_from_line(line_at(without_mark(bytes), 0)); }

std::vector<MboxMail> split_mbox(std::string_view bytes) {
  if (!is_mbox(bytes)) return {MboxMail{std::string(without_mark(bytes)), 1}};
  bytes = without_mark(bytes);
  std::vector<MboxMail> mails;
  std::int64_t number = 0;
  bool blank_before = true;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::string_view line = line_at(bytes, at);
    ++number;
    if (blank_before && is_from_line(line)) {
      mails.push_back({{}, number});
    } else {
      append_unquoted(mails.back().bytes, line);
      if (at + line.size() < bytes.size()) mails.back().bytes += '\n';  // the file's last line may lack it
    }
    blank_before = line.empty() || line == "\r";
    at += line.size() + 1;
  }
  return mails;
}

bool looks_like_mail(std::string_view bytes) {
  static constexpr std::string_view kFirst[] = {
      "Received:",     "Return-Path:",           "Delivered-To:", "X-",    "From:",    "Message-ID:", "Message-Id:",
      "MIME-Version:", "Mime-Version:",          "ARC-Seal:",     "Date:", "Subject:", "To:",         "DKIM-Signature:",
      "Content-Type:", "Authentication-Results:"};
  bytes = without_mark(bytes);
  if (is_from_line(line_at(bytes, 0))) return true;
  const bool begins = std::any_of(std::begin(kFirst), std::end(kFirst),
                                  [&](std::string_view name) { return bytes.substr(0, name.size()) == name; });
  if (!begins) return false;
  const std::string_view head = bytes.substr(0, std::min<std::size_t>(bytes.size(), 64 << 10));
  const auto has = [&](std::string_view name) {
    return bytes.substr(0, name.size()) == name || head.find("\n" + std::string(name)) != std::string_view::npos;
  };
  return has("From:") && (has("Date:") || has("Subject:") || has("Message-ID:") || has("Message-Id:"));
}

}  // namespace uketsuke
