// document: the pages for people without a screen, from assets/documents, as PDF. Needs no store.
#include <fstream>
#include <iterator>
#include <memory>
#include <string>

#include "kiosk/cli/commands.h"
#include "kiosk/cli/exit_code.h"
#include "kiosk/cli/session.h"
#include "kiosk/output/one_page.h"

namespace uketsuke::cli {
namespace {

struct DocumentCall {
  std::string name;
  std::string out;
};

Result<int> write_document(Session& session, const DocumentCall& call) {
  if (call.name != "door-card" && call.name != "it-staff") {
    return fail(Code::bad_call, "'" + call.name + "' is none of door-card, it-staff", "document");
  }
  const std::string source = session.asset_path("documents/" + call.name + ".txt");
  std::ifstream file(source, std::ios::binary);
  if (!file) return fail(Code::not_found, source + " cannot be read", "document");
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const auto blocks = read_page_blocks(text);
  if (!blocks) return tl::unexpected(in_layer(source, blocks.error()));
  if (Status written = write_one_page(*blocks, session.now(), call.out); !written) {
    return tl::unexpected(in_layer("document", written.error()));
  }
  session.print(JsonObject().text("file", call.out), call.out);
  return kDone;
}

}  // namespace

Command make_document() {
  const auto call = std::make_shared<DocumentCall>();
  return {"document",
          "write a page for the people around the kiosk: the card for the door, what IT staff ask",
          "uketsuke document door-card --out 受付カード.pdf",
          {needs("NAME", call->name, "door-card 係の方の受付カード, it-staff 情報システム担当者向け説明書"),
           needs("--out", call->out, "the PDF file")},
          [call](Session& session) { return write_document(session, *call); }};
}

}  // namespace uketsuke::cli
