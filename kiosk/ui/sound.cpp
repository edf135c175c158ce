#include "kiosk/ui/sound.h"

#include <gst/gst.h>

#include <algorithm>
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
  std::atomic<int> volume_percent{100};
  std::int64_t retry_at_us = 0;
  std::thread thread;

  void run();
  /// @return the next name, where one came before the end
  std::optional<std::string> play(const std::string& name);
};

SoundPlayer::SoundPlayer(SoundSettings settings) : parts_(std::make_unique<Parts>()) {
  parts_->settings = std::move(settings);
  set_volume(parts_->settings.volume_percent);
  parts_->thread = std::thread([parts = parts_.get()] { parts->run(); });
}

SoundPlayer::~SoundPlayer() {
  parts_->names.close();
  parts_->thread.join();
}

void SoundPlayer::set_volume(int percent) { parts_->volume_percent = std::clamp(percent, 0, 100); }

void SoundPlayer::play(const std::string& name) {
  if (parts_->volume_percent > 0) parts_->names.put(name);
}

int SoundPlayer::played() const { return parts_->played; }

bool SoundPlayer::failed() const { return parts_->failed; }

void SoundPlayer::Parts::run() {
  const bool begun = gst_init_check(nullptr, nullptr, nullptr) != FALSE;
  if (!begun) failed = true;
  while (std::optional<std::string> name = names.wait()) {
    while (name && begun && (!failed || g_get_monotonic_time() >= retry_at_us)) {
      name = play(*name);
      if (failed) retry_at_us = g_get_monotonic_time() + kRetryUs;
    }
  }
}

std::optional<std::string> SoundPlayer::Parts::play(const std::string& name) {
  const std::string text =
      "filesrc name=file ! wavparse ! audioconvert ! volume name=volume ! audioresample ! " + settings.sink;
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
  // Half the setting sounds about half as loud.
  const double share = volume_percent / 100.0;
  GstElement* volume = gst_bin_get_by_name(GST_BIN(pipeline), "volume");
  g_object_set(volume, "volume", share * share, nullptr);
  gst_object_unref(volume);
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
      failed = !ended;
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
