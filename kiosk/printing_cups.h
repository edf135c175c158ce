// A printer by IPP, straight or through a queue of CUPS. Blocks: for the printing thread only. Knows paper, no names.
#pragma once

#include <string>

#include "common/result.h"
#include "kiosk/messages_print.h"

namespace uketsuke {

/// What a printer said of itself.
struct PrinterLook {
  PrinterHealth health = PrinterHealth::ready;
  std::string detail;
};

enum class JobState { waiting, printed, failed };
struct JobLook {
  JobState state = JobState::waiting;
  PrinterLook printer;
};

/// A paper in whole millimetres.
struct PaperSize {
  int width_mm = 0;
  int height_mm = 0;
};

class IppPrinter {
 public:
  /// @param target  ipp://host[:port]/path (ipps too), or the name of a CUPS queue of this machine
  /// Errors: Code::bad_call for neither
  static Result<IppPrinter> find(const std::string& target);

  /// Sends one PDF. @return the job's number. Errors: Code::device_failed: offline, or why it was refused
  [[nodiscard]] Result<int> send_pdf(const std::string& file, const std::string& title, PaperSize paper) const;
  /// Errors: Code::device_failed where the printer does not answer
  [[nodiscard]] Result<JobLook> look_at(int job) const;

 private:
  std::string uri_;  ///< as the printer names itself
  std::string host_;
  int port_ = 631;
  std::string resource_;  ///< path on that host
  bool encrypted_ = false;
};

}  // namespace uketsuke
