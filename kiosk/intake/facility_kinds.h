// assets/facility_kinds.toml -> FacilityKinds: which kind (種別) and setting (場) a facility has. Any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/result.h"
#include "common/setting.h"

namespace uketsuke {

/// 種別 by its name, and where its people meet the ones they care for.
struct FacilityKind {
  std::string name;
  Setting setting = Setting::support;
};

/// The kinds with the words that tell them. A value; immutable after construction.
class FacilityKinds {
 public:
  struct Word {
    std::string folded;      ///< as facilities are
    std::size_t length = 0;  ///< in characters
    std::size_t kind = 0;    ///< place in kinds()
  };
  FacilityKinds() = default;
  FacilityKinds(std::vector<FacilityKind> kinds, std::vector<Word> words);

  [[nodiscard]] const std::vector<FacilityKind>& kinds() const { return kinds_; }
  /// By the words that occur in the given kind, else in the facility's name; the longest decides. none: nothing tells.
  /// A given kind that is a kind's own name is that kind.
  [[nodiscard]] std::optional<FacilityKind> find(std::string_view given_kind, std::string_view facility) const;
  /// By the given kind alone: its own name, else its words.
  [[nodiscard]] std::optional<FacilityKind> find_given(std::string_view given_kind) const;
  /// The kind of exactly this name (folded).
  [[nodiscard]] std::optional<FacilityKind> find_named(std::string_view name) const;
  /// The name of the kind that the words mean, else the most alike; for an error.
  [[nodiscard]] std::string nearest(std::string_view given_kind) const;

 private:
  [[nodiscard]] std::optional<FacilityKind> find_in(std::string_view text) const;

  std::vector<FacilityKind> kinds_;
  std::vector<Word> words_;  ///< the longest first, then as in the file
};

/// [[kind]] tables with name, setting and words. Errors: Code::bad_input with line: an unknown key or setting, a word
/// twice
Result<FacilityKinds> parse_facility_kinds_toml(std::string_view text, const std::string& file);

/// Errors: as parse_facility_kinds_toml; Code::not_found, io_failed
Result<FacilityKinds> read_facility_kinds_file(const std::string& path);

}  // namespace uketsuke
