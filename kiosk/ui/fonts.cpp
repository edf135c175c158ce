#include "kiosk/ui/fonts.h"

#include <fcntl.h>
#include <imgui.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <utility>

namespace uketsuke {

namespace {

/// At the same pixel size Noto's characters are this much smaller: its ascent + descent is 1.448 of the em, BIZ's 1.
constexpr float kNotoRatio = 1.448F;
constexpr float kReferencePixels = 32.0F;

struct FontPlace {
  const char* package;
  std::vector<std::string> paths;
};

std::vector<FontPlace> font_places() {
  const std::string share = "/usr/share/fonts/";
  const auto biz = [&share](const std::string& file) {
    return FontPlace{"fonts-morisawa-bizud-gothic",
                     {share + "truetype/bizud-gothic/" + file, share + "truetype/morisawa-bizud-gothic/" + file,
                      share + "truetype/fonts-morisawa-bizud-gothic/" + file, share + "bizud-gothic/" + file}};
  };
  const auto noto = [&share](const std::string& file) {
    return FontPlace{"fonts-noto-cjk",
                     {share + "opentype/noto/" + file, share + "noto-cjk/" + file, share + "noto/" + file}};
  };
  return {biz("BIZUDGothic-Regular.ttf"), noto("NotoSansCJK-Regular.ttc"), biz("BIZUDGothic-Bold.ttf"),
          noto("NotoSansCJK-Bold.ttc")};
}

ImFont* add_font(ImFontAtlas& atlas, const MappedFile& file, float pixels, ImFont* merge_into) {
  ImFontConfig config;
  config.FontDataOwnedByAtlas = false;
  config.MergeMode = merge_into != nullptr;
  config.DstFont = merge_into;
  config.FontNo = 0;  // of NotoSansCJK: JP
  // ImGui takes a pointer to non-const bytes, but only reads them while the atlas does not own them.
  return atlas.AddFontFromMemoryTTF(const_cast<void*>(file.data()), static_cast<int>(file.size()), pixels, &config);
}

}  // namespace

Result<MappedFile> MappedFile::open(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return fail(Code::not_found, "no file " + path);
  struct stat status {};
  MappedFile file;
  if (::fstat(descriptor, &status) == 0 && status.st_size > 0) {
    file.size_ = static_cast<std::size_t>(status.st_size);
    void* data = ::mmap(nullptr, file.size_, PROT_READ, MAP_PRIVATE, descriptor, 0);
    if (data != MAP_FAILED) file.data_ = data;
  }
  ::close(descriptor);
  if (file.data_ == nullptr) return fail(Code::io_failed, "cannot map " + path);
  return file;
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  return *this;
}

MappedFile::~MappedFile() {
  if (data_ != nullptr) ::munmap(data_, size_);
}

Result<FontFiles> FontFiles::find() {
  FontFiles fonts;
  for (const FontPlace& place : font_places()) {
    bool found = false;
    for (const std::string& path : place.paths) {
      Result<MappedFile> file = MappedFile::open(path);
      if (!file) continue;
      fonts.files_.push_back(std::move(*file));
      found = true;
      break;
    }
    if (!found) {
      return fail(Code::not_found,
                  "no font " + place.paths.front() + ": install it with apt install " + std::string(place.package),
                  "fonts");
    }
  }
  return fonts;
}

Fonts FontFiles::add_to(ImFontAtlas& atlas) const {
  Fonts fonts;
  fonts.regular = add_font(atlas, files_[0], kReferencePixels, nullptr);
  add_font(atlas, files_[1], kReferencePixels * kNotoRatio, fonts.regular);
  fonts.bold = add_font(atlas, files_[2], kReferencePixels, nullptr);
  add_font(atlas, files_[3], kReferencePixels * kNotoRatio, fonts.bold);
  return fonts;
}

}  // namespace uketsuke
