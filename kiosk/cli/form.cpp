// form: a blank 申込書 with the event's facts.
#include <memory>
#include <string>

#include "kiosk/cli/blank_papers.h"
#include "kiosk/cli/commands.h"
#include "kiosk/cli/exit_code.h"
#include "kiosk/cli/out_name.h"
#include "kiosk/cli/rows.h"
#include "kiosk/output/application_form.h"

namespace uketsuke::cli {
namespace {

struct FormCall {
  std::string code;
  std::string out;
};

Result<int> write_form(Session& session, const FormCall& call) {
  const auto out = write_blank_form(session, call.code, call.out);
  if (!out) return tl::unexpected(out.error());
  JsonObject object;
  object.text("file", *out);
  session.print(object, *out + " に申込書を書きました");
  return kDone;
}

}  // namespace

Result<std::string> write_blank_form(const Session& session, const std::string& code, const std::string& out) {
  const auto event = find_event(session, code);
  if (!event) return tl::unexpected(event.error());
  auto file = out_file(out, ".pdf", "申込書_" + event->summary.event.code.value + ".pdf");
  if (!file) return file;
  const PaperOccasion occasion{event->summary.event, event->zone, session.now()};
  if (auto written = write_application_form_pdf(occasion, *file); !written) return tl::unexpected(written.error());
  return file;
}

Command make_form() {
  const auto call = std::make_shared<FormCall>();
  return {"form",
          "a blank application form (申込書) with the event's facts, as PDF",
          "uketsuke form AIKAWA --out 申込書.pdf",
          {needs("CODE", call->code, "the event's code"),
           needs("--out", call->out, "the PDF to write, or a folder for it")},
          [call](Session& session) { return write_form(session, *call); }};
}

}  // namespace uketsuke::cli
