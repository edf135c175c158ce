#include "kiosk/intake/event_rules.h"

#include <utility>

#include "kiosk/intake/mapping_files.h"
#include "kiosk/intake/profession_assets.h"
#include "kiosk/intake/roster_mail.h"

namespace uketsuke {

Status EventRules::load(const EventRulesFrom& from, const Event& event, const Zone& zone, UtcMillis now) {
  rules.zone = zone;
  rules.now = now;
  rules.mail_subject = mail_subject_of(event);
  rules.post_rule = event.post_rule;
  auto professions = read_professions_file(from.assets + "/professions.toml");
  if (!professions) return tl::unexpected<Error>(professions.error());
  professions_ = std::move(*professions);
  rules.professions = &professions_;
  if (!from.mapping.empty() && !from.preset.empty()) {
    return fail(Code::bad_call, "--mapping と --preset はどちらか一方を指定してください");
  }
  const MappingFolders folders{from.store_folder + "/mappings", from.assets + "/mappings"};
  if (from.mapping.empty() && from.preset.empty()) {
    formats_ = load_known_formats(folders);
    rules.formats = &formats_;
    return {};
  }
  auto mapping = from.preset.empty() ? load_mapping(folders, from.mapping) : load_preset(folders, from.preset);
  if (!mapping) return tl::unexpected<Error>(mapping.error());
  mapping_ = std::move(*mapping);
  rules.mapping = &mapping_;
  return {};
}

}  // namespace uketsuke
