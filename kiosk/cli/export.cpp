// export: every list that is handed over.
#include "kiosk/output/export.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/cli/commands.h"
#include "kiosk/cli/exit_code.h"
#include "kiosk/cli/list_file.h"
#include "kiosk/cli/rows.h"

namespace uketsuke::cli {
namespace {

void print_report(Session& session, const ExportReport& report, const ListOrder& call, const std::string& file) {
  JsonObject object;
  object.text("file", file).number("rows", report.rows).texts("replaced", report.replaced);
  session.print(object, fmt::format("{}  {}行", file, report.rows));
  if (!report.replaced.empty()) {
    session.say(fmt::format("CP932にない文字を〓にしました: {}", fmt::join(report.replaced, " ")));
  }
  if (report.without_code > 0) {
    session.say(
        fmt::format("{}枚の名札にコードがありません（受付票が未発行です）。ticket issue {} --out DIR で発行できます",
                    report.without_code, call.code));
  }
}

Result<int> export_one(Session& session, const ListOrder& call) {
  const auto written = write_list(session, call);
  if (!written) return tl::unexpected(written.error());
  print_report(session, written->report, call, written->file);
  return kDone;
}

}  // namespace

Command make_export() {
  const auto call = std::make_shared<ListOrder>();
  return {
      "export",
      "write a list: attendance 出席者名簿, roster 参加申込者名簿, sign-in 受付簿, name-tags 名札, table-signs 卓上札, "
      "questions 質問事項一覧, certificates 受講証明書, result-report 実施結果報告書, council, scans; each is logged "
      "as a "
      "take-out (持出し)",
      "uketsuke export EBINA attendance --format xlsx --out ~/出席者名簿.xlsx --sort kana",
      {needs("CODE", call->code, "the event's code"), needs("WHAT", call->what, export_what_words()),
       may("--format", call->format, "csv, csv-cp932, xlsx or pdf (default: by the file's name)"),
       needs("--out", call->output.out, "the file, or a folder: 出席者名簿_多職種研修会_R80213.xlsx"),
       may("--columns", call->columns,
           "columns by id or title, in this order: 氏名,所属 (default: as chosen with columns, else the list's own)"),
       may("--sort", call->sort, "kana, number, facility, profession or group"),
       may("--password-file", call->output.password_file,
           "its first line is the password of an AES-256 zip, FILE.zip, that holds the list"),
       may("--first-number", call->first_number, "certificates: number of the first (default: left blank)"),
       may("--issued-on", call->issued_on, "certificates: date of issue (default: today)"),
       may("--representative", call->representative, "certificates: 会長　愛川 一郎"),
       may("--care-manager-number", call->care_manager_numbers,
           "certificates: 介護支援専門員登録番号 from the note (登録番号 12345678), else room for it"),
       may("--questionnaires", call->questionnaires, "result-report: how many came back"),
       may("--remarks", call->remarks, "result-report: 所見")},
      [call](Session& session) { return export_one(session, *call); }};
}

}  // namespace uketsuke::cli
