// SQL of facilities; see facility_queries.h.
#include "db/facility_queries.h"

#include "common/names.h"

namespace uketsuke {

namespace {

// A registration that still speaks for somebody; joined to its statement when it is compiled.
#define UKETSUKE_COUNTS "status IN ('pending', 'confirmed', 'waitlisted') AND substituted_by IS NULL"

Facility read_facility(const Row& row) {
  Facility facility;
  facility.id = row.id<FacilityId>(0);
  facility.name = row.text(1);
  facility.kind = row.text(2);
  facility.municipality = row.text(3);
  facility.contact = row.text(4);
  facility.email = row.text(5);
  facility.phone = row.text(6);
  facility.setting = row.text(7);
  return facility;
}

Status add_other_names(Connection& connection, Facility& facility) {
  auto names = connection.list("SELECT name FROM facility_aliases WHERE facility = ?1 ORDER BY folded", {facility.id},
                               [](const Row& row) { return row.text(0); });
  if (!names) return tl::unexpected(names.error());
  facility.other_names = std::move(*names);
  return {};
}

}  // namespace

Result<std::optional<Facility>> find_facility_by_id(Connection& connection, const std::string& id) {
  return connection.find(
      "SELECT id, name, kind, municipality, contact, email, phone, setting FROM facilities WHERE id = ?1", {id},
      read_facility);
}

Result<std::optional<Facility>> find_facility_by_name(Connection& connection, const std::string& folded) {
  return connection.find(
      "SELECT f.id, f.name, f.kind, f.municipality, f.contact, f.email, f.phone, f.setting FROM facility_of_name n"
      " JOIN facilities f ON f.id = n.facility WHERE n.folded = ?1",
      {folded}, read_facility);
}

Result<std::vector<Facility>> list_facility_rows(Connection& connection) {
  auto facilities = connection.list(
      "SELECT id, name, kind, municipality, contact, email, phone, setting, (SELECT count(*) FROM registrations r"
      " WHERE r.facility = facilities.id AND " UKETSUKE_COUNTS ") FROM facilities ORDER BY folded",
      {}, [](const Row& row) {
        Facility facility = read_facility(row);
        facility.people = row.integer(8);
        return facility;
      });
  if (!facilities) return facilities;
  for (Facility& facility : *facilities) {
    if (auto done = add_other_names(connection, facility); !done) return tl::unexpected(done.error());
  }
  return facilities;
}

Result<std::vector<UnknownFacility>> list_unknown_rows(Connection& connection) {
  return connection.list(
      "SELECT min(p.facility), p.folded_facility, count(*) FROM people p JOIN registrations r ON r.id = p.registration"
      " WHERE r.facility IS NULL AND p.folded_facility <> '' AND " UKETSUKE_COUNTS
      " GROUP BY p.folded_facility ORDER BY count(*) DESC, p.folded_facility",
      {}, [](const Row& row) {
        return UnknownFacility{row.text(0), row.text(1), row.integer(2)};
      });
}

Result<std::optional<std::string>> find_roster_spelling(Connection& connection, const std::string& folded) {
  return connection.find(
      "SELECT facility FROM people WHERE folded_facility = ?1 AND folded_facility <> ''"
      " ORDER BY facility LIMIT 1",
      {folded}, [](const Row& row) { return row.text(0); });
}

Status insert_facility(Connection& connection, const Facility& facility) {
  return connection.run(
      "INSERT INTO facilities (id, name, folded, kind, municipality, contact, email, phone, setting)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
      {facility.id, facility.name, fold_facility(facility.name), facility.kind, facility.municipality, facility.contact,
       facility.email, facility.phone, facility.setting});
}

Status update_facility(Connection& connection, const Facility& facility) {
  return connection.run(
      "UPDATE facilities SET name = ?2, folded = ?3, kind = ?4, municipality = ?5, contact = ?6, email = ?7, phone = "
      "?8,"
      " setting = ?9"
      " WHERE id = ?1",
      {facility.id, facility.name, fold_facility(facility.name), facility.kind, facility.municipality, facility.contact,
       facility.email, facility.phone, facility.setting});
}

Status delete_facility(Connection& connection, const FacilityId& id) {
  return connection.run("DELETE FROM facilities WHERE id = ?1", {id});
}

Status insert_alias(Connection& connection, const std::string& folded, const std::string& name, const FacilityId& id) {
  return connection.run("INSERT INTO facility_aliases (folded, facility, name) VALUES (?1, ?2, ?3)",
                        {folded, id, name});
}

Status delete_alias(Connection& connection, const std::string& folded) {
  return connection.run("DELETE FROM facility_aliases WHERE folded = ?1", {folded});
}

Status move_aliases(Connection& connection, const FacilityId& from, const FacilityId& to) {
  return connection.run("UPDATE facility_aliases SET facility = ?2 WHERE facility = ?1", {from, to});
}

Result<std::int64_t> move_registrations(Connection& connection, const FacilityId& from, const FacilityId& to) {
  return connection.run_counting("UPDATE registrations SET facility = ?2 WHERE facility = ?1", {from, to});
}

Result<std::int64_t> link_registrations(Connection& connection, const std::string& folded, const FacilityId& to) {
  return connection.run_counting(
      "UPDATE registrations SET facility = ?2 WHERE facility IS NOT ?2 AND id IN"
      " (SELECT registration FROM people WHERE folded_facility = ?1 AND folded_facility <> '')",
      {folded, to});
}

Result<std::optional<Blob>> find_row_digest(Connection& connection, const std::string& folded) {
  return connection.find("SELECT digest FROM facility_rows WHERE folded = ?1", {folded},
                         [](const Row& row) { return row.blob(0); });
}

Status keep_row_digest(Connection& connection, const std::string& folded, const Blob& digest) {
  return connection.run(
      "INSERT INTO facility_rows (folded, digest) VALUES (?1, ?2) ON CONFLICT (folded) DO UPDATE SET digest = ?2",
      {folded, digest});
}

Status insert_facility_change(Connection& connection, const FacilityId& id, std::string_view kind,
                              const std::string& fields, const Fact& fact) {
  return connection.run(
      "INSERT INTO facility_changes (id, facility, kind, fields, origin, happened_utc_ms, hlc, done_by)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
      {fact.id, id, kind, fields, fact.origin, fact.happened, fact.hlc.value, fact.by});
}

}  // namespace uketsuke
