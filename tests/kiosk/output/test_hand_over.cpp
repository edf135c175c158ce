// What a handed-over list is called, and the zip around it as another reader sees it.

#include <archive.h>
#include <archive_entry.h>

#include <memory>

#include "kiosk/output/list_names.h"
#include "kiosk/output/zip_writer.h"
#include "tests/kiosk/output/output_samples.h"

namespace uketsuke {
namespace {

using Zips = OutputTest;

/// What stands in the first file of a zip; "" where the password does not open it.
std::string unzip(const std::string& path, const char* password) {
  const std::unique_ptr<archive, decltype(&archive_read_free)> zip(archive_read_new(), archive_read_free);
  archive_read_support_format_zip(zip.get());
  archive_read_add_passphrase(zip.get(), password);
  archive_entry* entry = nullptr;
  EXPECT_EQ(archive_read_open_filename(zip.get(), path.c_str(), 10240), ARCHIVE_OK);
  // A warning: the locale of a test cannot hold the name.
  EXPECT_GE(archive_read_next_header(zip.get(), &entry), ARCHIVE_WARN);
  EXPECT_EQ(archive_entry_is_data_encrypted(entry), 1);
  std::string bytes(1 << 20, '\0');
  const la_ssize_t got = archive_read_data(zip.get(), bytes.data(), bytes.size());
  bytes.resize(got < 0 ? 0 : static_cast<std::size_t>(got));
  return bytes;
}

TEST_F(Zips, OpenWithTheirPasswordOnly) {
  const std::string text = "氏名\r\n髙﨑 𠮷郎\r\n" + std::string(100'000, 'x');
  ASSERT_TRUE(write_encrypted_zip(path("a.zip"),
                                  {"出席者名簿_研修会_R80213.csv", text, at("2026-02-14T09:00:00+09:00")}, "himitsu"));
  EXPECT_EQ(unzip(path("a.zip"), "himitsu"), text);
  EXPECT_EQ(unzip(path("a.zip"), "wrong"), "");
  EXPECT_EQ(read_file(path("a.zip")).find("髙﨑"), std::string::npos);
  const std::string seen =
      run("PYTHONIOENCODING=utf-8 python3 -c \"import zipfile, sys; i = zipfile.ZipFile(sys.argv[1]).infolist()[0];"
          " print(i.filename, i.compress_type, i.flag_bits & 1, i.date_time[0])\" '" +
          path("a.zip") + "'");
  EXPECT_EQ(seen, "出席者名簿_研修会_R80213.csv 99 1 2026\n") << "99 is AES; the name is UTF-8";
}

TEST_F(Zips, AreWholeOrNotThere) {
  EXPECT_FALSE(write_encrypted_zip("/proc/none/a.zip", {"a.csv", "x", UtcMillis()}, "himitsu"));
  EXPECT_TRUE(files().empty());
}

TEST(ListNames, AreTheListTheEventAndItsDay) {
  Event event = sample_event();
  event.title = "令和7年度 多職種研修会";
  event.starts_at = at("2026-02-13T18:30:00+09:00");
  EXPECT_EQ(list_file_name("出席者名簿", event, Zone(), "xlsx"), "出席者名簿_多職種研修会_R80213.xlsx");
  EXPECT_EQ(event_file_word(sample_event()), "第1回多職種向け研修会");
  event.title = "../../etc/passwd　在宅:医療*？";
  EXPECT_EQ(event_file_word(event), "etcpasswd在宅医療？");
  event.title = "令和7年度";
  EXPECT_EQ(event_file_word(event), "令和7年度");
  event.title = "...";
  EXPECT_EQ(event_file_word(event), "研修会");
}

TEST(ListNames, AreNeverLong) {
  std::string word;
  for (int i = 0; i < 100; ++i) word += "𠮷";
  EXPECT_EQ(file_word(word, 24).size(), 24U * 4);
}

}  // namespace
}  // namespace uketsuke
