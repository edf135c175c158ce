// Everything here is made up.

#include "tests/kiosk/output/output_samples.h"

#include <sys/wait.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <utility>

#include "common/ticket.h"
#include "kiosk/capture/image_file.h"
#include "kiosk/capture/qr_reader.h"

namespace uketsuke {
namespace {

std::vector<std::string> texts_in(const LumaFrame& frame) {
  const auto codes = read_codes(frame);
  EXPECT_TRUE(codes);
  std::vector<std::string> texts;
  if (codes) {
    for (const ReadCode& code : codes->codes) texts.push_back(code.text);
  }
  return texts;
}

}  // namespace

UtcMillis at(const std::string& text) {
  const auto time = parse_rfc3339(text);
  EXPECT_TRUE(time) << text;
  return time ? *time : UtcMillis();
}

Event sample_event() {
  Event event;
  event.code = EventCode("SAMPLE-1");
  event.title = "令和7年度 第1回多職種向け研修会";
  event.theme = "在宅・施設での急変時対応";
  event.venue = "みほん市医療センター 3階 大会議室";
  event.starts_at = at("2025-10-24T18:30:00+09:00");
  event.doors_open_at = at("2025-10-24T18:00:00+09:00");
  event.ends_at = at("2025-10-24T20:30:00+09:00");
  event.organiser = "みほん在宅医療相談室";
  event.co_organisers = {"医療法人社団みほん会 みほん北部病院"};
  event.secretariat = "みほん町高齢介護課介護保険班";
  event.contact = "みほん在宅医療相談室 電話 046-000-0000";
  event.capacity = 30;
  return event;
}

EventSummary sample_summary() {
  EventSummary summary;
  summary.event = sample_event();
  return summary;
}

std::string sample_ticket(std::uint64_t serial) {
  OrganiserKey key;
  key.bytes.fill(7);
  const EventTag tag{12345};
  return write_ticket(tag, TicketSerial{serial}, derive_event_subkey(key, tag));
}

RegistrationRow person(std::int64_t number, const std::string& name, const std::string& furigana,
                       const std::string& facility, const std::string& profession) {
  RegistrationRow row;
  row.registration = RegistrationId("r" + std::to_string(number));
  row.number = number;
  row.status = RegistrationStatus::confirmed;
  row.attendee.name = name;
  row.attendee.furigana = furigana;
  row.attendee.facility = facility;
  row.attendee.profession = {profession, ProfessionCategory::other};
  row.received_at = at("2025-10-01T09:03:21+09:00");
  row.ticket = sample_ticket(static_cast<std::uint64_t>(number) * 1'000'003U);
  return row;
}

std::vector<RegistrationRow> people(std::int64_t count) {
  constexpr std::array<const char*, 5> kNames = {"山田 太郎", "佐藤 花子", "鈴木 一郎", "高橋 美咲", "伊藤 健"};
  constexpr std::array<const char*, 5> kKana = {"ヤマダ タロウ", "さとう はなこ", "ｽｽﾞｷ ｲﾁﾛｳ", "たかはし みさき",
                                                "いとう けん"};
  constexpr std::array<const char*, 3> kPlaces = {"みほん訪問看護ステーション", "みほん薬局", "みほん北部病院"};
  constexpr std::array<const char*, 3> kWork = {"看護師", "薬剤師", "ケアマネジャー"};
  std::vector<RegistrationRow> rows;
  for (std::int64_t i = 1; i <= count; ++i) {
    const auto n = static_cast<std::size_t>(i);
    rows.push_back(person(i, kNames[n % 5], kKana[n % 5], kPlaces[n % 3], kWork[n % 3]));
    rows.back().group = std::to_string(1 + i % 6);
  }
  return rows;
}

std::vector<RegistrationRow> hard_people() {
  std::vector<RegistrationRow> rows;
  rows.push_back(person(1, "髙﨑 濵子", "たかさき はまこ",
                        "社会福祉法人みほん福祉会特別養護老人ホームみほんの里短期入所生活介護事業所あおぞら",
                        "主任介護支援専門員・社会福祉士・看護師"));
  rows.push_back(person(2, "𠮷野家 邊邉齋", "", "みほん薬局", "薬剤師"));
  rows.push_back(person(3, "葛\U000E0100城 一", "カツラギ ハジメ", "", ""));
  rows.push_back(person(4, "アレクサンドラ・マリア・ゴンザレス・デ・ラ・クルス",
                        "あれくさんどら まりあ ごんざれす で ら くるす", "医療法人社団みほん会 みほん北部病院",
                        "医師"));
  rows.push_back(person(5, "勘解由小路 左衛門三郎", "かでのこうじ さえもんさぶろう", "みほん町", "行政職員"));
  rows.push_back(person(6, "一", "はじめ", "Mihon International Home Care Support Center Ltd.", "PT"));
  rows[0].group = "12";
  rows[3].group = "3";
  rows[3].attendee.note = "車いすで来場。送迎の都合により20分ほど遅れる可能性があるとの連絡あり。";
  rows[4].attendee.role = Role::lecturer;
  return rows;
}

PaperOccasion sample_occasion() { return {sample_event(), Zone(), at("2025-10-20T10:00:00+09:00")}; }

ListSource source_of(std::vector<RegistrationRow> rows) {
  return {sample_summary(), std::move(rows), RosterSort::number, Zone(), at("2025-10-24T21:00:00+09:00")};
}

void OutputTest::SetUp() {
  std::string name = ::testing::TempDir() + "uketsuke_output_XXXXXX";
  ASSERT_NE(mkdtemp(name.data()), nullptr);
  folder_ = name;
}

void OutputTest::TearDown() {
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

std::vector<std::string> OutputTest::files() const {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder_)) names.push_back(entry.path().filename());
  std::sort(names.begin(), names.end());
  return names;
}

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  EXPECT_TRUE(file) << path;
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

std::string run(const std::string& command) {
  FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return {};
  std::string output;
  std::array<char, 65536> buffer{};
  std::size_t got = 0;
  while ((got = fread(buffer.data(), 1, buffer.size(), pipe)) > 0) output.append(buffer.data(), got);
  const int status = pclose(pipe);
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << command;
  return output;
}

std::string pdf_text(const std::string& path) { return run("pdftotext -layout -enc UTF-8 '" + path + "' -"); }

std::string cut_texts(const std::string& pdf) {
  return run("PYTHONIOENCODING=utf-8 python3 " UKETSUKE_SOURCE_DIR "/tests/kiosk/output/cut_texts.py '" + pdf + "'");
}

std::vector<std::string> pdf_pictures(const std::string& path, int dpi) {
  run("pdftoppm -png -gray -r " + std::to_string(dpi) + " '" + path + "' '" + path + ".page'");
  std::vector<std::string> pictures;
  const std::filesystem::path whole(path);
  for (const auto& entry : std::filesystem::directory_iterator(whole.parent_path())) {
    if (entry.path().filename().string().rfind(whole.filename().string() + ".page", 0) == 0) {
      pictures.push_back(entry.path());
    }
  }
  std::sort(pictures.begin(), pictures.end());
  return pictures;
}

std::vector<std::string> read_qr_texts(const std::string& picture) {
  const auto frame = read_image_file(picture);
  EXPECT_TRUE(frame) << picture;
  return frame ? texts_in(*frame) : std::vector<std::string>();
}

std::vector<std::string> read_qr_texts_in(const std::string& picture, const PageBox& box_mm) {
  const auto page = read_image_file(picture);
  EXPECT_TRUE(page) << picture;
  if (!page) return {};
  const double unit = page->width / kA4WidthMm;
  const int x = static_cast<int>(box_mm.x * unit);
  const int y = static_cast<int>(box_mm.y * unit);
  LumaFrame part;
  part.width = std::min(static_cast<int>(box_mm.width * unit), page->width - x);
  part.height = std::min(static_cast<int>(box_mm.height * unit), page->height - y);
  part.row_stride = part.width;
  auto pixels = std::make_shared<std::vector<std::uint8_t>>();
  for (int row = y; row < y + part.height; ++row) {
    const auto start = page->pixels->begin() + static_cast<std::ptrdiff_t>(row) * page->row_stride + x;
    pixels->insert(pixels->end(), start, start + part.width);
  }
  part.pixels = std::move(pixels);
  return texts_in(part);
}

std::string without_blanks(std::string text) {
  for (const std::string blank : {"　", " ", "\n", "\f"}) {
    for (std::size_t found = 0; (found = text.find(blank, found)) != std::string::npos;)
      text.erase(found, blank.size());
  }
  return text;
}

}  // namespace uketsuke
