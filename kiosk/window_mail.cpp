#include "kiosk/window_mail.h"

#include <memory>
#include <utility>

#include "kiosk/intake/profession_assets.h"
#include "kiosk/intake/roster_mail.h"

namespace uketsuke {

std::function<PastedMailReading(const ReadPastedMail&)> make_mail_reader(const std::string& assets) {
  auto professions = std::make_shared<ProfessionTable>(
      read_professions_file(assets + "/professions.toml").value_or(ProfessionTable()));
  return [professions](const ReadPastedMail& request) {
    RosterRules rules;
    rules.zone = Zone::find(request.event.timezone).value_or(Zone());
    rules.now = request.now;
    rules.professions = professions.get();
    rules.post_rule = request.event.post_rule;
    PastedMail pasted = read_pasted_mail(request.text, "貼り付け", rules);
    PastedMailReading reading;
    reading.application = std::move(pasted.form.application);
    reading.subject = std::move(pasted.subject);
    reading.contact_person = std::move(pasted.form.contact_person);
    reading.problems = std::move(pasted.bad);
    reading.unknown_professions = std::move(pasted.form.unknown_professions);
    reading.source = paste_source(request.text);
    return reading;
  };
}

}  // namespace uketsuke
