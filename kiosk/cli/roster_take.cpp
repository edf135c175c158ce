// See roster_take.h. A bad line refuses all, unless the bad are to be held.
#include "kiosk/cli/roster_take.h"

#include <sys/stat.h>

#include <utility>

#include "common/japanese_date.h"
#include "kiosk/cli/exit_code.h"
#include "kiosk/cli/terminal_password.h"
#include "kiosk/intake/file_bytes.h"
#include "kiosk/intake/roster_mail.h"
#include "kiosk/intake/roster_mapping.h"
#include "kiosk/intake/source_url.h"

namespace uketsuke::cli {
namespace {

bool is_file(const std::string& path) {
  struct stat facts {};
  return ::stat(path.c_str(), &facts) == 0 && !S_ISDIR(facts.st_mode);
}

/// A path, or a name in DIR/mappings or assets/mappings.
Result<MappingRules> load_mapping(const Session& session, const std::string& name) {
  const std::string own = session.folder() + "/mappings/" + name + ".toml";
  const std::string shipped = session.asset_path("mappings/" + name + ".toml");
  for (const std::string& path : {name, own, shipped}) {
    if (path.empty() || !is_file(path)) continue;
    const auto bytes = read_file_bytes(path);
    if (!bytes) return tl::unexpected(bytes.error());
    return parse_mapping_toml(*bytes, path);
  }
  return fail(Code::not_found, "no mapping \"" + name + "\"; looked for that file, " + own + " and " + shipped,
              "--mapping");
}

Result<ImportOptions> make_options(const Session& session, const TakeOptions& call, const Zone& zone) {
  ImportOptions options;
  const auto received = read_receipt_argument(session, call.received_at, zone);
  if (!received) return tl::unexpected(received.error());
  options.received_at = *received;
  options.dry_run = call.dry_run;
  options.hold_bad = call.hold_bad;
  return options;
}

/// The rules of an event, and what they point to.
struct Rules {
  ProfessionTable professions;
  MappingRules mapping;
  RosterRules roster;
};

Status fill_rules(const Session& session, const TakeOptions& options, const FoundEvent& event, Rules& rules) {
  rules.roster.zone = event.zone;
  rules.roster.now = session.now();
  rules.roster.mail_subject = mail_subject_of(event.summary.event);
  rules.roster.post_rule = event.summary.event.post_rule;
  rules.roster.received_given = options.received_at.has_value();
  auto professions = session.load_professions();
  if (!professions) return tl::unexpected(professions.error());
  rules.professions = std::move(*professions);
  rules.roster.professions = &rules.professions;
  if (options.mapping) {
    auto loaded = load_mapping(session, *options.mapping);
    if (!loaded) return tl::unexpected(loaded.error());
    rules.mapping = std::move(*loaded);
    rules.roster.mapping = &rules.mapping;
  }
  if (options.password_file) {
    auto password = read_password_file(*options.password_file);
    if (!password) return tl::unexpected(password.error());
    rules.roster.password = std::move(*password);
  }
  return {};
}

/// A password is asked for once, where somebody can type it.
Result<RosterContent> read_content(const Session& session, const TakeOptions& options, const FoundEvent& event,
                                   const TakeFrom& from) {
  Rules rules;
  if (const Status filled = fill_rules(session, options, event, rules); !filled) return tl::unexpected(filled.error());
  auto content = from.read(rules.roster);
  if (!content || !content->needs_password || options.password_file) return content;
  if (auto typed = ask_password("zipのパスワード: ")) {
    rules.roster.password = std::move(*typed);
    return from.read(rules.roster);
  }
  session.say("パスワード付きのzipは --password-file FILE で開きます（FILEの1行目がパスワード）");
  return content;
}

}  // namespace

Result<TakeReport> take_roster(Session& session, const TakeOptions& options, const TakeFrom& from) {
  const auto event = find_event(session, options.code);
  if (!event) return tl::unexpected(event.error());
  const auto import_options = make_options(session, options, event->zone);
  if (!import_options) return tl::unexpected(import_options.error());
  auto content = read_content(session, options, *event, from);
  if (!content) return tl::unexpected(content.error());
  if (from.is_current && from.is_current()) return TakeReport();
  if (content->unusable || (!content->bad.empty() && !options.hold_bad))
    return TakeReport{refused_import(std::move(*content)), kBadInput};
  auto store = session.open_store();
  if (!store) return tl::unexpected(store.error());
  auto report = store->import_applications(EventCode(options.code), from.source, content->applications, content->bad,
                                           *import_options, session.change());
  if (!report) return tl::unexpected(report.error());
  report->unknown_professions = std::move(content->unknown_professions);
  const bool done = report->rejected.empty() || options.hold_bad;
  return TakeReport{{std::move(*report), std::move(content->notes)}, done ? kDone : kBadInput};
}

std::string shown_source(const std::string& source) { return is_url(source) ? shown_url(source) : source; }

std::string roster_age_words(UtcMillis synced, const Zone& zone) {
  return "名簿は" + format_short_date_time(synced, zone) + "現在";
}

}  // namespace uketsuke::cli
