// See printing_cups.h. The only file that knows libcups. Source: RFC 8010, RFC 8011; PWG 5101.1 for names of papers.
#include "kiosk/printing_cups.h"

#include <cups/cups.h>

#include <algorithm>
#include <array>
#include <memory>
#include <string_view>
#include <vector>

namespace uketsuke {

namespace {

constexpr int kConnectMs = 3000;
constexpr double kAnswerSeconds = 10;

struct CloseHttp {
  void operator()(http_t* http) const { httpClose(http); }
};
using Http = std::unique_ptr<http_t, CloseHttp>;
struct DeleteIpp {
  void operator()(ipp_t* message) const { ippDelete(message); }
};
using Ipp = std::unique_ptr<ipp_t, DeleteIpp>;

int give_up(http_t*, void*) { return 0; }

tl::unexpected<Error> failed(const std::string& uri) { return fail(Code::device_failed, cupsLastErrorString(), uri); }

std::vector<std::string> strings_of(ipp_t* answer, const char* name) {
  std::vector<std::string> all;
  ipp_attribute_t* attribute = answer == nullptr ? nullptr : ippFindAttribute(answer, name, IPP_TAG_ZERO);
  for (int i = 0; attribute != nullptr && i < ippGetCount(attribute); ++i) {
    const char* text = ippGetString(attribute, i, nullptr);
    if (text != nullptr) all.emplace_back(text);
  }
  return all;
}

struct ReasonHealth {
  std::string_view reason;  ///< its beginning: -error, -warning, -report may follow
  PrinterHealth health;
};
constexpr std::array kReasons = {ReasonHealth{"media-empty", PrinterHealth::paper_out},
                                 ReasonHealth{"media-needed", PrinterHealth::paper_out},
                                 ReasonHealth{"media-jam", PrinterHealth::jammed},
                                 ReasonHealth{"cover-open", PrinterHealth::open},
                                 ReasonHealth{"door-open", PrinterHealth::open},
                                 ReasonHealth{"interlock-open", PrinterHealth::open},
                                 ReasonHealth{"marker-supply-empty", PrinterHealth::ink_out},
                                 ReasonHealth{"toner-empty", PrinterHealth::ink_out},
                                 ReasonHealth{"offline", PrinterHealth::offline},
                                 ReasonHealth{"paused", PrinterHealth::stopped},
                                 ReasonHealth{"shutdown", PrinterHealth::offline},
                                 ReasonHealth{"connecting-to-device", PrinterHealth::offline}};

PrinterLook look_of(ipp_t* answer) {
  PrinterLook look;
  for (const std::string& said : strings_of(answer, "printer-state-reasons")) {
    const auto* const known = std::find_if(kReasons.begin(), kReasons.end(),
                                           [&said](const ReasonHealth& one) { return said.starts_with(one.reason); });
    if (known != kReasons.end()) return {known->health, said};
  }
  ipp_attribute_t* state = ippFindAttribute(answer, "printer-state", IPP_TAG_ENUM);
  if (state != nullptr && ippGetInteger(state, 0) == IPP_PSTATE_STOPPED) return {PrinterHealth::stopped, "stopped"};
  return look;
}

JobState state_of(ipp_t* answer) {
  ipp_attribute_t* state = answer == nullptr ? nullptr : ippFindAttribute(answer, "job-state", IPP_TAG_ENUM);
  const int value = state == nullptr ? IPP_JSTATE_PENDING : ippGetInteger(state, 0);
  if (value == IPP_JSTATE_COMPLETED) return JobState::printed;
  return value == IPP_JSTATE_ABORTED || value == IPP_JSTATE_CANCELED ? JobState::failed : JobState::waiting;
}

Ipp make_request(ipp_op_t operation, const std::string& uri) {
  Ipp request(ippNewRequest(operation));
  ippAddString(request.get(), IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", nullptr, uri.c_str());
  ippAddString(request.get(), IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name", nullptr, "uketsuke");
  return request;
}

/// The printer's own name for a paper of that size, as far as it says that it has it.
std::string find_paper(ipp_t* printer, PaperSize paper) {
  const std::string size = std::to_string(paper.width_mm) + "x" + std::to_string(paper.height_mm) + "mm";
  for (const std::string& name : strings_of(printer, "media-supported")) {
    if (name.ends_with("_" + size)) return name;
  }
  return {};
}

}  // namespace

Result<IppPrinter> IppPrinter::find(const std::string& target) {
  IppPrinter printer;
  if (target.find("://") == std::string::npos) {
    const bool named = !target.empty() && target.find_first_of("/ \t?#") == std::string::npos;
    if (!named) return fail(Code::bad_call, "\"" + target + "\" is no queue's name and no ipp:// address", "--printer");
    printer.host_ = cupsServer();
    printer.port_ = ippPort();
    printer.resource_ = "/printers/" + target;
    printer.uri_ = "ipp://localhost" + printer.resource_;
    return printer;
  }
  std::array<char, 32> scheme{};
  std::array<char, 256> user{};
  std::array<char, 256> host{};
  std::array<char, 1024> resource{};
  const http_uri_status_t status =
      httpSeparateURI(HTTP_URI_CODING_ALL, target.c_str(), scheme.data(), static_cast<int>(scheme.size()), user.data(),
                      static_cast<int>(user.size()), host.data(), static_cast<int>(host.size()), &printer.port_,
                      resource.data(), static_cast<int>(resource.size()));
  const std::string_view kind = scheme.data();
  if (status < HTTP_URI_STATUS_OK || (kind != "ipp" && kind != "ipps") || host[0] == '\0') {
    return fail(Code::bad_call, "\"" + target + "\" is no ipp:// address", "--printer");
  }
  printer.uri_ = target;
  printer.host_ = host.data();
  printer.resource_ = resource.data();
  printer.encrypted_ = kind == "ipps";
  return printer;
}

namespace {

/// Errors: Code::device_failed where nobody answers
Result<Http> connect_to(const std::string& host, int port, bool encrypted) {
  Http http(httpConnect2(host.c_str(), port, nullptr, AF_UNSPEC,
                         encrypted ? HTTP_ENCRYPTION_ALWAYS : HTTP_ENCRYPTION_IF_REQUESTED, 1, kConnectMs, nullptr));
  if (!http) return fail(Code::device_failed, cupsLastErrorString(), host);
  httpSetTimeout(http.get(), kAnswerSeconds, &give_up, nullptr);
  return http;
}

/// Printer attributes. Errors: Code::device_failed
Result<Ipp> ask_printer(http_t* http, const std::string& uri, const std::string& resource) {
  Ipp request = make_request(IPP_OP_GET_PRINTER_ATTRIBUTES, uri);
  constexpr std::array<const char*, 3> kWanted = {"printer-state", "printer-state-reasons", "media-supported"};
  ippAddStrings(request.get(), IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes", kWanted.size(), nullptr,
                kWanted.data());
  Ipp answer(cupsDoRequest(http, request.release(), resource.c_str()));
  if (!answer || cupsLastError() > IPP_STATUS_OK_CONFLICTING) return failed(uri);
  return answer;
}

}  // namespace

Result<int> IppPrinter::send_pdf(const std::string& file, const std::string& title, PaperSize paper) const {
  auto http = connect_to(host_, port_, encrypted_);
  if (!http) return tl::unexpected<Error>(http.error());
  const auto printer = ask_printer(http->get(), uri_, resource_);
  if (!printer) return tl::unexpected<Error>(printer.error());
  Ipp request = make_request(IPP_OP_PRINT_JOB, uri_);
  ippAddString(request.get(), IPP_TAG_OPERATION, IPP_TAG_NAME, "job-name", nullptr, title.c_str());
  ippAddString(request.get(), IPP_TAG_OPERATION, IPP_TAG_MIMETYPE, "document-format", nullptr, "application/pdf");
  const std::string media = find_paper(printer->get(), paper);
  if (!media.empty()) ippAddString(request.get(), IPP_TAG_JOB, IPP_TAG_KEYWORD, "media", nullptr, media.c_str());
  const Ipp answer(cupsDoFileRequest(http->get(), request.release(), resource_.c_str(), file.c_str()));
  if (!answer || cupsLastError() > IPP_STATUS_OK_CONFLICTING) return failed(uri_);
  ipp_attribute_t* job = ippFindAttribute(answer.get(), "job-id", IPP_TAG_INTEGER);
  if (job == nullptr) return fail(Code::device_failed, "the printer gave the job no number", uri_);
  return ippGetInteger(job, 0);
}

Result<JobLook> IppPrinter::look_at(int job) const {
  auto http = connect_to(host_, port_, encrypted_);
  if (!http) return tl::unexpected<Error>(http.error());
  Ipp request = make_request(IPP_OP_GET_JOB_ATTRIBUTES, uri_);
  ippAddInteger(request.get(), IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", job);
  const Ipp answer(cupsDoRequest(http->get(), request.release(), resource_.c_str()));
  // A printer that forgot a job has nothing left to do for it.
  const bool forgotten = cupsLastError() == IPP_STATUS_ERROR_NOT_FOUND || cupsLastError() == IPP_STATUS_ERROR_GONE;
  if (!forgotten && (!answer || cupsLastError() > IPP_STATUS_OK_CONFLICTING)) return failed(uri_);
  const auto printer = ask_printer(http->get(), uri_, resource_);
  if (!printer) return tl::unexpected<Error>(printer.error());
  return JobLook{forgotten ? JobState::printed : state_of(answer.get()), look_of(printer->get())};
}

}  // namespace uketsuke
