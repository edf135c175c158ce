// roster template: the empty workbook for the office.
#include <memory>
#include <optional>
#include <string>

#include "common/roster.h"
#include "kiosk/cli/blank_papers.h"
#include "kiosk/cli/commands.h"
#include "kiosk/cli/exit_code.h"
#include "kiosk/cli/out_name.h"
#include "kiosk/cli/rows.h"
#include "kiosk/intake/facility_kinds.h"
#include "kiosk/output/xlsx_template.h"

namespace uketsuke::cli {
namespace {

struct TemplateCall {
  std::optional<std::string> code;
  std::string out;
};

Result<int> write_template(Session& session, const TemplateCall& call) {
  const auto out = write_blank_roster(session, call.code, call.out);
  if (!out) return tl::unexpected(out.error());
  JsonObject object;
  object.text("file", *out);
  session.print(object, *out);
  return kDone;
}

}  // namespace

Result<std::string> write_blank_roster(const Session& session, const std::optional<std::string>& code,
                                       const std::string& out) {
  auto file = out_file(out, ".xlsx", "名簿ひな形.xlsx");
  if (!file) return file;
  RosterTemplate content;
  if (code) {
    const auto event = find_event(session, *code);
    if (!event) return tl::unexpected(event.error());
    content.event_title = event->summary.event.title;
  }
  for (std::size_t i = 0; i < kProfessionCategoryCount; ++i)
    content.professions.emplace_back(uketsuke::japanese(static_cast<ProfessionCategory>(i)));
  const auto kinds = read_facility_kinds_file(session.asset_path("facility_kinds.toml"));
  if (!kinds) return tl::unexpected(kinds.error());
  for (const FacilityKind& kind : kinds->kinds()) content.facility_kinds.push_back(kind.name);
  content.channels = {"FAX", "郵送", "メール", "電話", "窓口"};
  if (const Status written = write_roster_template(content, *file); !written) return tl::unexpected(written.error());
  return file;
}

Command make_roster_template() {
  const auto call = std::make_shared<TemplateCall>();
  Argument out = may("--out", call->out, "the .xlsx to write, or a folder for it");
  out.required = true;
  return {"roster template",
          "an empty roster to fill in with Excel (名簿ひな形), with drop-downs; roster import reads it back",
          "uketsuke roster template EBINA --out 名簿ひな形.xlsx",
          {may("CODE", call->code, "the event whose title stands over the table"), std::move(out)},
          [call](Session& session) { return write_template(session, *call); }};
}

}  // namespace uketsuke::cli
