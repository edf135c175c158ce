#include "kiosk/ui/sound.h"

#include <gst/gst.h>

#include <atomic>
#include <thread>
#include <utility>

#include "common/inbox.h"

namespace uketsuke {

namespace {

constexpr GstClockTime kLongest = 3 * GST_SECOND;
constexpr GstClockTime kLook = 50 * GST_MSECOND;

}  // namespace

struct SoundPlayer::Parts {
  SoundSettings settings;
  Inbox<std::string> names;
  std::atomic<int> played{0};
  std::atomic<bool> failed{false};
  std::thread thread;

  void run();
  /// @return the next name, where one came before the end
  std::optional<std::string> play(const std::string& name);
};

SoundPlayer::SoundPlayer(SoundSettings settings) : parts_(std::make_unique<Parts>()) {
  parts_->settings = std::move(settings);
  parts_->thread = std::thread([parts = parts_.get()] { parts->run(); });
}

SoundPlayer::~SoundPlayer() {
  parts_->names.close();
  parts_->thread.join();
}

void SoundPlayer::play(const std::string& name) { parts_->names.put(name); }

int SoundPlayer::played() const { return parts_->played; }

bool SoundPlayer::failed() const { return parts_->failed; }

void SoundPlayer::Parts::run() {
  if (gst_init_check(nullptr, nullptr, nullptr) == FALSE) failed = true;
  while (std::optional<std::string> name = names.wait()) {
    while (name && !failed) name = play(*name);
  }
}

std::optional<std::string> SoundPlayer::Parts::play(const std::string& name) {
  const std::string text = "filesrc name=file ! wavparse ! audioconvert ! audioresample ! " + settings.sink;
  GError* error = nullptr;
  GstElement* pipeline = gst_parse_launch(text.c_str(), &error);
  if (error != nullptr) g_error_free(error);
  if (pipeline == nullptr) {
    failed = true;
    return std::nullopt;
  }
  GstElement* file = gst_bin_get_by_name(GST_BIN(pipeline), "file");
  g_object_set(file, "location", (settings.folder + "/" + name + ".wav").c_str(), nullptr);
  gst_object_unref(file);
  GstBus* bus = gst_element_get_bus(pipeline);
  gst_element_set_state(pipeline, GST_STATE_PLAYING);
  std::optional<std::string> next;
  for (GstClockTime waited = 0; waited < kLongest && !next && !names.is_closed(); waited += kLook) {
    GstMessage* message =
        gst_bus_timed_pop_filtered(bus, kLook, static_cast<GstMessageType>(GST_MESSAGE_EOS | GST_MESSAGE_ERROR));
    if (message != nullptr) {
      const bool ended = GST_MESSAGE_TYPE(message) == GST_MESSAGE_EOS;
      gst_message_unref(message);
      if (ended) ++played;
      if (!ended) failed = true;
      break;
    }
    for (std::string& newer : names.take_all()) next = std::move(newer);
  }
  gst_element_set_state(pipeline, GST_STATE_NULL);
  gst_object_unref(bus);
  gst_object_unref(pipeline);
  return next;
}

}  // namespace uketsuke
