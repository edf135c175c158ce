// event pack, event unpack: office PC ↔ venue PC without a network.
#include <memory>
#include <string>
#include <vector>

#include "db/pack.h"
#include "kiosk/cli/commands.h"
#include "kiosk/cli/exit_code.h"
#include "kiosk/cli/passphrase.h"
#include "kiosk/cli/rows.h"
#include "kiosk/cli/unpack_print.h"
#include "kiosk/output/atomic_file.h"

namespace uketsuke::cli {
namespace {

struct PackCall {
  std::string code;
  std::string out;
  std::optional<std::string> passphrase_file;
};

Result<int> pack(Session& session, const PackCall& call) {
  const auto event = find_event(session, call.code);  // before a passphrase is asked for
  if (!event) return tl::unexpected(event.error());
  if (const Status place = check_file_place(call.out); !place) return tl::unexpected(place.error());
  const auto passphrase = read_passphrase(call.passphrase_file, true);
  if (!passphrase) return tl::unexpected(passphrase.error());
  if (const Status strong = check_passphrase(*passphrase); !strong) {
    return tl::unexpected(in_layer(call.passphrase_file ? "--passphrase-file" : "passphrase", strong.error()));
  }
  const auto report = pack_event({session.folder(), EventCode(call.code), call.out, *passphrase}, session.change());
  if (!report) return tl::unexpected(report.error());
  JsonObject object;
  object.text("file", call.out)
      .text("event", call.code)
      .number("registrations", report->registrations)
      .number("check_ins", report->check_ins)
      .number("tickets", report->tickets);
  if (report->purged) session.say("この研修会の個人情報は消去済みです。氏名は入っていません。");
  session.print(object, call.out + " に" + call.code + "をまとめました（参加登録" +
                            std::to_string(report->registrations) + "件、入退室" + std::to_string(report->check_ins) +
                            "件）。合言葉は別の方法で伝えてください。");
  return kDone;
}

struct UnpackCall {
  std::string file;
  std::optional<std::string> passphrase_file;
};

Result<int> unpack(Session& session, const UnpackCall& call) {
  const auto passphrase = read_passphrase(call.passphrase_file, false);
  if (!passphrase) return tl::unexpected(passphrase.error());
  const auto report = unpack_event(session.folder(), call.file, *passphrase, session.change());
  if (!report) return tl::unexpected(report.error());
  std::vector<JsonObject> conflicts;
  for (const UnpackConflict& conflict : report->conflicts) {
    conflicts.push_back(conflict_json(conflict));
    session.say(conflict_words(conflict));
  }
  JsonObject object;
  object.text("file", call.file)
      .text("event", report->event.value)
      .boolean("added_event", report->added_event)
      .number("facts", report->facts)
      .number("registrations", report->registrations)
      .number("updated", report->updated)
      .number("check_ins", report->check_ins)
      .texts("waitlisted", texts_of(report->waitlisted))
      .texts("pending", texts_of(report->pending))
      .texts("promoted", texts_of(report->promoted))
      .objects("conflicts", conflicts);
  session.print(object, report->event.value + "を取り込みました（新しい参加登録" +
                            std::to_string(report->registrations) + "件、変わった参加登録" +
                            std::to_string(report->updated) + "件、入退室" + std::to_string(report->check_ins) +
                            "件）");
  return kDone;
}

}  // namespace

Command make_event_pack() {
  const auto call = std::make_shared<PackCall>();
  return {"event pack",
          "everything of an event into one file under a passphrase, for the other PC; the event's own ticket key is "
          "inside, the organiser's is not. Of a purged event it holds no names",
          "uketsuke event pack EBINA --out /media/usb/ebina.pack --passphrase-file ~/合言葉.txt",
          {needs("CODE", call->code, "the event's code"), needs("--out", call->out, "the file"),
           may("--passphrase-file", call->passphrase_file,
               "its first line is the passphrase, 8 characters or more; else it is asked for at the terminal")},
          [call](Session& session) { return pack(session, *call); }};
}

Command make_event_unpack() {
  const auto call = std::make_shared<UnpackCall>();
  return {"event unpack",
          "take in what event pack wrote: facts of both PCs are kept, the later change of a value wins, a cancellation "
          "beats an edit, check-ins stay, the capacity is never passed (who finds no seat is waitlisted). One person "
          "registered on both, or two substitutes for one, become pairs of duplicate list. Twice changes nothing. Exit "
          "3 for a damaged file or another passphrase, 2 for a practice store's in a real one: nothing is "
          "taken",
          "uketsuke event unpack /media/usb/ebina.pack",
          {needs("FILE", call->file, "a file that event pack wrote"),
           may("--passphrase-file", call->passphrase_file,
               "its first line is the passphrase; else it is asked for at the terminal")},
          [call](Session& session) { return unpack(session, *call); }};
}

}  // namespace uketsuke::cli
