// See facilities.h. Judging of kinds is the caller's: this keeps what it is given.
#include "db/facilities.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <system_error>
#include <utility>

#include "common/names.h"
#include "common/nearest_word.h"
#include "common/row_digest.h"
#include "db/audit.h"
#include "db/connection.h"
#include "db/facility_queries.h"
#include "db/parts.h"

namespace uketsuke {

struct Facilities::Parts : StoreParts {};

namespace {

Result<StoreParts> open_parts(const std::string& folder, OpenMode mode) {
  const std::string file = store_file(folder);
  std::error_code error;
  if (!std::filesystem::exists(file, error)) {
    return fail(Code::not_found, "there is no store in " + folder + ": make one with `uketsuke init`");
  }
  auto connection = Connection::open(file, mode);
  if (!connection) return tl::unexpected(in_layer(file, connection.error()));
  auto info = load_store_info(*connection);
  if (!info) return tl::unexpected(in_layer(file, info.error()));
  if (mode != OpenMode::read_only) {
    if (auto watched = watch_facts(*connection, info->kiosk); !watched) return tl::unexpected(watched.error());
  }
  return StoreParts{folder, std::move(*connection), *info, {}, {}, 0, 0};
}

std::vector<std::pair<std::string, std::string Facility::*>> text_fields() {
  return {{"kind", &Facility::kind},       {"setting", &Facility::setting}, {"municipality", &Facility::municipality},
          {"contact", &Facility::contact}, {"email", &Facility::email},     {"phone", &Facility::phone}};
}

void add_word(std::string& words, const std::string& word) { words += (words.empty() ? "" : ",") + word; }

Status write_change(StoreParts& parts, const FacilityId& id, std::string_view kind, const std::string& fields,
                    const Change& change) {
  const auto fact = begin_fact(parts, change.now, change.by);
  if (!fact) return tl::unexpected(fact.error());
  return insert_facility_change(parts.connection, id, kind, fields, *fact);
}

/// A new one, and the registrations that name it.
Status add_facility(StoreParts& parts, Facility& facility, const Change& change) {
  facility.id = FacilityId(parts.ids.make(change.now));
  if (auto done = insert_facility(parts.connection, facility); !done) return done;
  const auto linked = link_registrations(parts.connection, fold_facility(facility.name), facility.id);
  if (!linked) return tl::unexpected(linked.error());
  return write_change(parts, facility.id, "added", {}, change);
}

/// By id, else by name. none: the list does not know it
Result<std::optional<Facility>> find_listed(Connection& connection, const std::string& text) {
  auto by_id = find_facility_by_id(connection, trim(text));
  if (!by_id || *by_id) return by_id;
  return find_facility_by_name(connection, fold_facility(text));
}

Error no_such_facility(Connection& connection, const std::string& text) {
  const auto known = list_facility_rows(connection);
  if (!known) return known.error();
  const auto unknown = list_unknown_rows(connection);
  if (!unknown) return unknown.error();
  std::vector<std::string> names;
  for (const Facility& facility : *known) names.push_back(facility.name);
  for (const UnknownFacility& facility : *unknown) names.push_back(facility.name);
  const std::string nearest = nearest_word(text, names);
  return {Code::not_found,
          "neither the list nor a roster knows the facility \"" + text + "\"" +
              (nearest.empty() ? "" : "; the nearest is \"" + nearest + "\""),
          {}};
}

/// Of the list; one that only rosters name is put there first.
Result<Facility> get_or_place(StoreParts& parts, const std::string& text, const Change& change) {
  auto listed = find_listed(parts.connection, text);
  if (!listed) return tl::unexpected(listed.error());
  if (*listed) return std::move(**listed);
  const auto spelling = find_roster_spelling(parts.connection, fold_facility(text));
  if (!spelling) return tl::unexpected(spelling.error());
  if (!*spelling) return tl::unexpected(no_such_facility(parts.connection, text));
  Facility fresh;
  fresh.name = trim(**spelling);
  if (auto done = add_facility(parts, fresh, change); !done) return tl::unexpected(done.error());
  return fresh;
}

/// The old name stays as another one, so that rosters which use it still mean this facility.
Status rename(StoreParts& parts, Facility& facility, const std::string& name, const Change& change) {
  const std::string before = fold_facility(facility.name);
  const std::string after = fold_facility(name);
  if (after.empty()) return fail(Code::bad_call, "a facility needs a name", "name");
  const auto meant = find_facility_by_name(parts.connection, after);
  if (!meant) return tl::unexpected(meant.error());
  if (*meant && (*meant)->id != facility.id) {
    return fail(Code::bad_call, "\"" + name + "\" means " + (*meant)->name + " already; facility merge makes two one",
                "name");
  }
  const std::string old_name = std::exchange(facility.name, name);
  if (before == after) return update_facility(parts.connection, facility);
  const auto linked = delete_alias(parts.connection, after)
                          .and_then([&] { return update_facility(parts.connection, facility); })
                          .and_then([&] { return insert_alias(parts.connection, before, old_name, facility.id); })
                          .and_then([&] { return link_registrations(parts.connection, after, facility.id); });
  if (!linked) return tl::unexpected(linked.error());
  return write_change(parts, facility.id, "renamed", {}, change);
}

Status apply_edits(StoreParts& parts, Facility& facility, const std::vector<FacilityEdit>& edits,
                   const Change& change) {
  std::string changed;
  for (const FacilityEdit& edit : edits) {
    const std::string value = trim(edit.value);
    if (edit.field == "name") {
      if (value == facility.name) continue;
      if (auto done = rename(parts, facility, value, change); !done) return done;
      add_word(changed, edit.field);
      continue;
    }
    const auto fields = text_fields();
    const auto found =
        std::find_if(fields.begin(), fields.end(), [&](const auto& field) { return field.first == edit.field; });
    if (found == fields.end()) {
      return fail(Code::bad_call,
                  "no field " + edit.field + "; there are name kind setting municipality contact email phone");
    }
    if (facility.*(found->second) == value) continue;
    facility.*(found->second) = value;
    add_word(changed, edit.field);
  }
  if (changed.empty()) return {};
  return update_facility(parts.connection, facility).and_then([&] {
    return write_change(parts, facility.id, "edited", changed, change);
  });
}

Facility facility_of(const FacilityRow& row) {
  Facility facility;
  facility.name = row.name;
  facility.kind = row.kind;
  facility.setting = row.setting;
  facility.municipality = row.municipality;
  facility.contact = row.contact;
  facility.email = row.email;
  facility.phone = row.phone;
  return facility;
}

/// What a row says that the facility does not have yet. @return true if there was anything
Result<bool> take_values(StoreParts& parts, Facility facility, const Facility& row, const Change& change) {
  std::string changed;
  const bool own_name = fold_facility(facility.name) == fold_facility(row.name);
  if (own_name && facility.name != row.name) {
    facility.name = row.name;
    add_word(changed, "name");
  }
  for (const auto& [word, field] : text_fields()) {
    if ((row.*field).empty() || facility.*field == row.*field) continue;
    facility.*field = row.*field;
    add_word(changed, word);
  }
  if (changed.empty()) return false;
  auto written = update_facility(parts.connection, facility).and_then([&] {
    return write_change(parts, facility.id, "edited", changed, change);
  });
  if (!written) return tl::unexpected(written.error());
  return true;
}

Status take_row(StoreParts& parts, const FacilityRow& row, const Change& change, FacilityCounts& counts) {
  Facility given = facility_of(row);
  const std::string folded = fold_facility(row.name);
  const Blob digest =
      digest_fields({given.name, given.kind, given.municipality, given.contact, given.email, given.phone});
  const auto last = find_row_digest(parts.connection, folded);
  if (!last) return tl::unexpected(last.error());
  auto known = find_facility_by_name(parts.connection, folded);
  if (!known) return tl::unexpected(known.error());
  if (*known && *last == digest) {
    ++counts.unchanged;
    return {};
  }
  if (auto kept = keep_row_digest(parts.connection, folded, digest); !kept) return kept;
  if (!*known) {
    ++counts.added;
    return add_facility(parts, given, change);
  }
  const auto changed = take_values(parts, std::move(**known), given, change);
  if (!changed) return tl::unexpected(changed.error());
  ++(*changed ? counts.updated : counts.unchanged);
  return {};
}

/// The other one's names and registrations become keep's; its values where keep has none.
Status join(StoreParts& parts, Facility& keep, const Facility& other, const Change& change) {
  for (const auto& [word, field] : text_fields()) {
    if ((keep.*field).empty()) keep.*field = other.*field;
  }
  const auto moved = move_registrations(parts.connection, other.id, keep.id);
  if (!moved) return tl::unexpected(moved.error());
  return move_aliases(parts.connection, other.id, keep.id)
      .and_then([&] { return delete_facility(parts.connection, other.id); })
      .and_then([&] { return insert_alias(parts.connection, fold_facility(other.name), other.name, keep.id); })
      .and_then([&] { return update_facility(parts.connection, keep); })
      .and_then([&] { return write_change(parts, keep.id, "merged", other.id.value, change); });
}

/// As it is listed, with other names and people.
Result<Facility> reload(StoreParts& parts, const FacilityId& id) {
  auto all = list_facility_rows(parts.connection);
  if (!all) return tl::unexpected(all.error());
  const auto found = std::find_if(all->begin(), all->end(), [&id](const Facility& one) { return one.id == id; });
  if (found == all->end()) return fail(Code::store_failed, "the facility is gone; run `uketsuke check`");
  return std::move(*found);
}

Result<Facility> merge_two(StoreParts& parts, const std::string& keep_text, const std::string& other_text,
                           const Change& change) {
  auto keep = get_or_place(parts, keep_text, change);
  if (!keep) return keep;
  const auto other = get_or_place(parts, other_text, change);
  if (!other) return other;
  if (keep->id == other->id) {
    const bool one_name = fold_facility(keep_text) == fold_facility(other_text) || trim(keep_text) == trim(other_text);
    if (one_name) return fail(Code::bad_call, "\"" + keep_text + "\" and \"" + other_text + "\" are one facility");
    return reload(parts, keep->id);
  }
  if (auto done = join(parts, *keep, *other, change); !done) return tl::unexpected(done.error());
  return reload(parts, keep->id);
}

bool holds(const std::string& name, const std::string& folded_part) {
  return folded_part.empty() || fold_facility(name).find(folded_part) != std::string::npos;
}

}  // namespace

Result<Facilities> Facilities::open(const std::string& folder) {
  // Store::open judges the file, brings it to this schema and refuses a broken one.
  if (auto store = Store::open(folder); !store) return tl::unexpected(store.error());
  auto parts = open_parts(folder, OpenMode::read_write);
  if (!parts) return tl::unexpected(parts.error());
  return Facilities(std::make_unique<Parts>(Parts{std::move(*parts)}));
}

Result<Facilities> Facilities::open_reading(const std::string& folder) {
  auto parts = open_parts(folder, OpenMode::read_only);
  if (!parts) return tl::unexpected(parts.error());
  return Facilities(std::make_unique<Parts>(Parts{std::move(*parts)}));
}

Facilities::Facilities(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Facilities::Facilities(Facilities&&) noexcept = default;
Facilities& Facilities::operator=(Facilities&&) noexcept = default;
Facilities::~Facilities() = default;

Result<FacilityCounts> Facilities::import(const std::vector<FacilityRow>& rows, const Change& change) {
  return in_transaction(parts_->connection, [&]() -> Result<FacilityCounts> {
    FacilityCounts counts;
    for (const FacilityRow& row : rows) {
      if (auto done = take_row(*parts_, row, change, counts); !done) return tl::unexpected(done.error());
    }
    return counts;
  });
}

Result<Facility> Facilities::set(const std::string& text, const std::vector<FacilityEdit>& edits,
                                 const Change& change) {
  return in_transaction(parts_->connection, [&]() -> Result<Facility> {
    auto facility = get_or_place(*parts_, text, change);
    if (!facility) return facility;
    if (auto done = apply_edits(*parts_, *facility, edits, change); !done) return tl::unexpected(done.error());
    return reload(*parts_, facility->id);
  });
}

Result<Facility> Facilities::merge(const std::string& keep, const std::string& other, const Change& change) {
  return in_transaction(parts_->connection, [&] { return merge_two(*parts_, keep, other, change); });
}

Result<std::vector<Facility>> Facilities::list(const std::string& search) {
  auto all = list_facility_rows(parts_->connection);
  if (!all) return all;
  const std::string part = fold_facility(search);
  const auto differs = [&part](const Facility& facility) {
    return !holds(facility.name, part) && std::none_of(facility.other_names.begin(), facility.other_names.end(),
                                                       [&part](const std::string& name) { return holds(name, part); });
  };
  all->erase(std::remove_if(all->begin(), all->end(), differs), all->end());
  return all;
}

Result<std::vector<UnknownFacility>> Facilities::list_unknown(const std::string& search) {
  auto all = list_unknown_rows(parts_->connection);
  if (!all) return all;
  const std::string part = fold_facility(search);
  all->erase(
      std::remove_if(all->begin(), all->end(), [&part](const UnknownFacility& one) { return !holds(one.name, part); }),
      all->end());
  return all;
}

}  // namespace uketsuke
