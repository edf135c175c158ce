// 受講証明書: an A4 page for each participant who was there, with room for number and seal. Draws through PageCanvas.
// One thread each.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/roster.h"
#include "common/time.h"
#include "kiosk/output/tickets.h"

namespace uketsuke {

struct CertificateOptions {
  std::optional<std::int64_t> first_number;  ///< none: the number is left blank, to be written in
  std::string representative;                ///< "会長　愛川 一郎"; empty: a line to write on
  bool care_manager_numbers = false;         ///< 介護支援専門員登録番号, from the note or left blank
  std::optional<UtcMillis> issued_at;        ///< none: made_at
};

/// Participants who came, and stayed for the event's minimum where it has one that can be measured.
bool is_certified(const RegistrationRow& row, const Event& event);

/// 令和7年10月24日（金）午後6時30分～午後8時30分（2時間）; without an end 令和8年2月13日（金）午後6時30分
std::string certificate_when(const Event& event, const Zone& zone);

/// In the order given. Without anybody one page that says so. Errors: Code::io_failed
Status write_certificates_pdf(const PaperOccasion& occasion, const std::vector<RegistrationRow>& rows,
                              const CertificateOptions& options, const std::string& path);

}  // namespace uketsuke
