// Name tags through a queue of a real cupsd, which hands them on to a real IPP printer.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "tests/kiosk/ipp_printer.h"

namespace uketsuke {
namespace {

namespace fs = std::filesystem;
using testing::Printer;
using testing::words_of;

/// A cupsd of its own with one raw queue, "tags", to a printer. Nothing of the machine's is touched.
class Queue {
 public:
  explicit Queue(const std::string& printer) : server_("localhost:" + std::to_string(testing::own_port(1))) {
    fs::permissions(folder_.path(), static_cast<fs::perms>(0755));  // its backend is another user
    for (const char* name : {"etc", "run", "cache", "spool", "tmp"}) fs::create_directory(folder_.file(name));
    write("cupsd.conf", "Listen " + server_ +
                            "\nDefaultAuthType None\nWebInterface No\nBrowsing No\n"
                            "<Location />\n  Order allow,deny\n  Allow localhost\n</Location>\n"
                            "<Policy default>\n  <Limit All>\n    Order deny,allow\n  </Limit>\n</Policy>\n");
    std::string files;
    for (const auto& [what, where] : {std::pair{"ServerRoot", "etc"},
                                      {"StateDir", "run"},
                                      {"CacheDir", "cache"},
                                      {"RequestRoot", "spool"},
                                      {"TempDir", "tmp"},
                                      {"AccessLog", "access_log"},
                                      {"ErrorLog", "error_log"},
                                      {"PageLog", "page_log"}}) {
      files += std::string(what) + " " + folder_.file(where) + "\n";
    }
    write("cups-files.conf", files);
    write("etc/printers.conf", "<Printer tags>\nDeviceURI " + printer +
                                   "\nState Idle\nAccepting Yes\nShared No\nErrorPolicy retry-job\n</Printer>\n");
    const std::string command = "PATH=$PATH:/usr/sbin exec cupsd -f -c '" + folder_.file("cupsd.conf") + "' -s '" +
                                folder_.file("cups-files.conf") + "' >/dev/null 2>&1";
    program_.start({"sh", "-c", command.c_str()});
    setenv("CUPS_SERVER", server_.c_str(), 1);
  }
  Queue(const Queue&) = delete;
  Queue& operator=(const Queue&) = delete;
  ~Queue() { unsetenv("CUPS_SERVER"); }

 private:
  void write(const std::string& name, const std::string& text) const { std::ofstream(folder_.file(name)) << text; }

  testing::TempFolder folder_;
  std::string server_;
  testing::Program program_;
};

class NameTagQueue : public testing::NameTagTest {};

TEST_F(NameTagQueue, TagsComeOutOfThePrinterBehindIt) {
  const Printer printer;
  const Queue queue(printer.address());
  NameTagPrinter tags(plan("tags"), post());
  ASSERT_EQ(becomes(PrinterHealth::ready, 0).health, PrinterHealth::ready);
  tags.print(roster_.id("参加者1"));
  tags.print(roster_.id("参加者2"));
  ASSERT_EQ(becomes(PrinterHealth::ready, 0).health, PrinterHealth::ready);
  const auto papers = printer.papers();
  ASSERT_EQ(papers.size(), 2U);
  EXPECT_NE(words_of(papers[0]).find("参加者1"), std::string::npos) << words_of(papers[0]);
  EXPECT_NE(words_of(papers[1]).find("参加者2"), std::string::npos);
}

TEST_F(NameTagQueue, AQueueThatIsNotThereIsToldAndTheTagsWait) {
  const Printer printer;
  const Queue queue(printer.address());
  NameTagPrinter tags(plan("labels"), post());
  tags.print(roster_.id("参加者1"));
  EXPECT_EQ(becomes(PrinterHealth::offline, 1).health, PrinterHealth::offline);
  EXPECT_TRUE(printer.papers().empty());
}

}  // namespace
}  // namespace uketsuke
