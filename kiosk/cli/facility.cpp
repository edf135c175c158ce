// facility import, list, set, merge: the town's own list of facilities.
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "common/names.h"
#include "common/nearest_word.h"
#include "db/facilities.h"
#include "kiosk/cli/commands.h"
#include "kiosk/cli/exit_code.h"
#include "kiosk/cli/rows.h"
#include "kiosk/intake/facility_kinds.h"
#include "kiosk/intake/facility_list.h"
#include "kiosk/intake/file_bytes.h"

namespace uketsuke::cli {
namespace {

Result<FacilityKinds> load_kinds(const Session& session) {
  return read_facility_kinds_file(session.asset_path("facility_kinds.toml"));
}

JsonObject facility_json(const Facility& facility, const FacilityKinds& kinds) {
  const auto kind = kinds.find(facility.kind, facility.name);
  JsonObject object;
  object.text_or_null("facility", facility.id.value)
      .text("name", facility.name)
      .text_or_null("kind", facility.kind)
      .text_or_null("setting", kind ? word(kind->setting) : std::string_view())
      .text_or_null("municipality", facility.municipality)
      .text_or_null("contact", facility.contact)
      .text_or_null("email", facility.email)
      .text_or_null("phone", facility.phone)
      .number("people", facility.people)
      .texts("other_names", facility.other_names);
  if (facility.kind.empty()) object.text_or_null("suggested_kind", kind ? kind->name : std::string());
  return object;
}

std::string facility_words(const Facility& facility) {
  const auto or_none = [](const std::string& text) { return text.empty() ? std::string("―") : text; };
  std::string reach;
  for (const std::string* text : {&facility.contact, &facility.email, &facility.phone}) {
    if (!text->empty()) reach += (reach.empty() ? "" : " ") + *text;
  }
  return fmt::format(
      "{}  {}  {}  {}  {}名{}", facility.name, or_none(facility.kind), or_none(facility.municipality), or_none(reach),
      facility.people,
      facility.other_names.empty() ? std::string() : fmt::format("  （{}）", fmt::join(facility.other_names, "、")));
}

void print_import(Session& session, std::int64_t rows, const FacilityCounts& counts, const std::vector<BadLine>& bad) {
  std::vector<JsonObject> rejected;
  for (const BadLine& line : bad) {
    JsonObject object;
    object.text("file", line.file).number("line", line.line).text_or_null("field", line.field).text("why", line.why);
    rejected.push_back(object);
  }
  JsonObject object;
  object.number("rows", rows)
      .number("added", counts.added)
      .number("updated", counts.updated)
      .number("unchanged", counts.unchanged)
      .objects("rejected", rejected);
  session.print(object, fmt::format("{}行: 追加{} 更新{} 変更なし{} 読めない行{}", rows, counts.added, counts.updated,
                                    counts.unchanged, bad.size()));
  for (const BadLine& line : bad) {
    session.say(
        fmt::format("{}:{}: {}{}{}", line.file, line.line, line.field, line.field.empty() ? "" : ": ", line.why));
  }
}

Result<int> import_list(Session& session, const std::string& file) {
  const auto kinds = load_kinds(session);
  if (!kinds) return tl::unexpected(kinds.error());
  const auto bytes = read_file_bytes(file);
  if (!bytes) return tl::unexpected(bytes.error());
  const FacilityListContent content = read_facility_list(*bytes, file, *kinds);
  if (!content.bad.empty()) {
    print_import(session, content.read, {}, content.bad);
    return kBadInput;
  }
  std::vector<FacilityRow> rows;
  for (const FacilityListRow& row : content.rows) {
    const auto kind = kinds->find_named(row.kind);
    rows.push_back({row.name, row.kind, kind ? std::string(word(kind->setting)) : std::string(), row.municipality,
                    row.contact, row.email, row.phone, row.line});
  }
  auto facilities = Facilities::open(session.folder());
  if (!facilities) return tl::unexpected(facilities.error());
  const auto counts = facilities->import(rows, session.change());
  if (!counts) return tl::unexpected(counts.error());
  print_import(session, content.read, *counts, {});
  return kDone;
}

struct ListCall {
  bool unknown = false;
  std::optional<std::string> search;
};

Result<int> list_facilities(Session& session, const ListCall& call) {
  const auto kinds = load_kinds(session);
  if (!kinds) return tl::unexpected(kinds.error());
  if (auto reader = session.open_reader(); !reader) return tl::unexpected(reader.error());  // judges the store
  auto facilities = Facilities::open_reading(session.folder());
  if (!facilities) return tl::unexpected(facilities.error());
  const std::string search = call.search.value_or("");
  std::vector<Facility> found;
  if (call.unknown) {
    const auto unknown = facilities->list_unknown(search);
    if (!unknown) return tl::unexpected(unknown.error());
    for (const UnknownFacility& one : *unknown) {
      Facility facility;
      facility.name = one.name;
      facility.people = one.people;
      found.push_back(std::move(facility));
    }
  } else {
    auto listed = facilities->list(search);
    if (!listed) return tl::unexpected(listed.error());
    found = std::move(*listed);
  }
  for (const Facility& facility : found) session.print(facility_json(facility, *kinds), facility_words(facility));
  return kDone;
}

struct SetCall {
  std::string facility;
  std::vector<std::string> values;
};

/// key=value, with a kind as the list of kinds writes it.
Result<FacilityEdit> read_edit(const std::string& text, const FacilityKinds& kinds) {
  static const std::vector<std::string> kKeys = {"kind", "municipality", "contact", "email", "phone", "name"};
  const std::size_t equals = text.find('=');
  const std::string key = text.substr(0, equals);
  if (equals == std::string::npos || std::find(kKeys.begin(), kKeys.end(), key) == kKeys.end()) {
    return fail(Code::bad_call, "\"" + text + "\" is not key=value with one of the keys " +
                                    fmt::format("{}", fmt::join(kKeys, " ")) + "; the nearest is " +
                                    nearest_word(key, kKeys));
  }
  FacilityEdit edit{key, trim(text.substr(equals + 1))};
  if (!is_valid_utf8(edit.value) || edit.value.find('\0') != std::string::npos || edit.value.size() > 2000) {
    return fail(Code::bad_call, "the value is no text of at most 2000 bytes", key);
  }
  if (key != "kind" || edit.value.empty()) return edit;
  const auto kind = kinds.find_named(edit.value);
  if (!kind) {
    std::vector<std::string> names;
    for (const FacilityKind& one : kinds.kinds()) names.push_back(one.name);
    return fail(Code::bad_call,
                "there is no kind \"" + edit.value + "\"; the nearest is " + kinds.nearest(edit.value) +
                    fmt::format(" (of {})", fmt::join(names, " ")),
                "kind");
  }
  edit.value = kind->name;
  return edit;
}

Result<int> set_facility(Session& session, const SetCall& call) {
  const auto kinds = load_kinds(session);
  if (!kinds) return tl::unexpected(kinds.error());
  std::vector<FacilityEdit> edits;
  for (const std::string& text : call.values) {
    auto edit = read_edit(text, *kinds);
    if (!edit) return tl::unexpected(edit.error());
    if (edit->field == "kind") {
      const auto kind = kinds->find_named(edit->value);
      edits.push_back({"setting", kind ? std::string(word(kind->setting)) : std::string()});
    }
    edits.push_back(std::move(*edit));
  }
  auto facilities = Facilities::open(session.folder());
  if (!facilities) return tl::unexpected(facilities.error());
  const auto facility = facilities->set(call.facility, edits, session.change());
  if (!facility) return tl::unexpected(facility.error());
  session.print(facility_json(*facility, *kinds), facility_words(*facility));
  return kDone;
}

struct MergeCall {
  std::string keep;
  std::string other;
};

Result<int> merge_facilities(Session& session, const MergeCall& call) {
  const auto kinds = load_kinds(session);
  if (!kinds) return tl::unexpected(kinds.error());
  auto facilities = Facilities::open(session.folder());
  if (!facilities) return tl::unexpected(facilities.error());
  const auto facility = facilities->merge(call.keep, call.other, session.change());
  if (!facility) return tl::unexpected(facility.error());
  session.print(facility_json(*facility, *kinds), facility_words(*facility));
  return kDone;
}

}  // namespace

Command make_facility_import() {
  const auto file = std::make_shared<std::string>();
  return {"facility import",
          "take the town's own list of facilities; a bad line refuses all of it",
          "uketsuke facility import 事業所一覧.csv",
          {needs("FILE", *file, "CSV with 事業所名 and, where known, 種別 市町村 担当者 メール 電話")},
          [file](Session& session) { return import_list(session, *file); }};
}

Command make_facility_list() {
  const auto call = std::make_shared<ListCall>();
  return {"facility list",
          "the facilities of the list, one a line",
          "uketsuke facility list --unknown",
          {may("--unknown", call->unknown, "those that rosters name and the list does not know, the most people first"),
           may("--search", call->search, "part of a name")},
          [call](Session& session) { return list_facilities(session, *call); }};
}

Command make_facility_set() {
  const auto call = std::make_shared<SetCall>();
  return {"facility set",
          "change a facility, or place one that only rosters name",
          "uketsuke facility set 愛川北部病院 kind=病院 municipality=愛川町",
          {needs("FACILITY", call->facility, "a name or the id"),
           needs_many("VALUE", call->values, "key=value: kind municipality contact email phone name")},
          [call](Session& session) { return set_facility(session, *call); }};
}

Command make_facility_merge() {
  const auto call = std::make_shared<MergeCall>();
  return {"facility merge",
          "two names are one facility from now on",
          "uketsuke facility merge 愛川北部病院 福寿会北部病院",
          {needs("KEEP", call->keep, "name or id of the one that stays"),
           needs("OTHER", call->other, "name or id of the one that becomes another name of it")},
          [call](Session& session) { return merge_facilities(session, *call); }};
}

}  // namespace uketsuke::cli
