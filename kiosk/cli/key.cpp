// key rotate: a new version of the organiser's ticket key.
#include <memory>
#include <string>
#include <vector>

#include "db/key_rotation.h"
#include "kiosk/cli/commands.h"
#include "kiosk/cli/exit_code.h"
#include "kiosk/cli/session.h"

namespace uketsuke::cli {
namespace {

std::vector<std::string> words_of(const std::vector<EventCode>& events) {
  std::vector<std::string> words;
  for (const EventCode& event : events) words.push_back(event.value);
  return words;
}

std::string foreign_words(const std::vector<EventCode>& events) {
  std::string codes;
  for (const EventCode& event : events) codes += (codes.empty() ? "" : "、") + event.value;
  return codes +
         "の受付票は、研修会を作成した端末の鍵で発行されているため、無効にしていません。"
         "その端末で key rotate --compromised を実行し、event pack で渡してください。";
}

Result<int> rotate(Session& session, bool compromised) {
  const auto done = rotate_key(session.folder(), compromised, session.change());
  if (!done) return tl::unexpected(done.error());
  const std::vector<std::string> events = words_of(done->events);
  JsonObject object;
  if (!done->not_withdrawn.empty()) session.say(foreign_words(done->not_withdrawn));
  if (done->refused) {
    const std::string why = "この端末の鍵で発行した受付票はなく、無効にできるものがありません。何も変更していません。";
    object.text("outcome", "refused").text("why", why).texts("not_withdrawn", words_of(done->not_withdrawn));
    session.print(object, "できません: " + why);
    return kRefused;
  }
  object.number("version", done->version)
      .boolean("compromised", compromised)
      .number("revoked", done->revoked)
      .texts("events", events);
  if (compromised) object.texts("not_withdrawn", words_of(done->not_withdrawn));
  std::string words = "受付票の鍵を新しくしました（第" + std::to_string(done->version) + "版）。";
  words += compromised ? "これまでの受付票" + std::to_string(done->revoked) +
                             "枚を無効にしました。ticket issue で発行し直してください。"
                       : "発行済みの受付票はそのまま使えます。";
  session.print(object, words);
  return kDone;
}

}  // namespace

Command make_key_rotate() {
  const auto compromised = std::make_shared<bool>(false);
  return {"key rotate",
          "make a new ticket key; tickets already issued stay valid until they are reissued",
          "uketsuke key rotate --compromised",
          {may("--compromised", *compromised,
               "the old key is known to others: withdraw every ticket of it at once. Events that "
               "came by event unpack are their maker's: named as not_withdrawn; exit 1 where there are only such")},
          [compromised](Session& session) { return rotate(session, *compromised); }};
}

}  // namespace uketsuke::cli
