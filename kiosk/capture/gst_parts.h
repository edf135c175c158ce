// RAII for GStreamer's objects, and its start. For the GStreamer adapters of this folder only (gst_*, camera.cpp).
#pragma once

#include <gst/gst.h>

#include <initializer_list>
#include <memory>
#include <string>

#include "common/result.h"

namespace uketsuke::gst {

struct UnrefObject {
  void operator()(gpointer object) const { gst_object_unref(object); }
};
struct UnrefMini {
  void operator()(GstSample* sample) const { gst_sample_unref(sample); }
  void operator()(GstCaps* caps) const { gst_caps_unref(caps); }
  void operator()(GstMessage* message) const { gst_message_unref(message); }
  void operator()(GstStructure* structure) const { gst_structure_free(structure); }
  void operator()(char* text) const { g_free(text); }
};
template <class T>
using Object = std::unique_ptr<T, UnrefObject>;
using Sample = std::unique_ptr<GstSample, UnrefMini>;
using Caps = std::unique_ptr<GstCaps, UnrefMini>;
using Message = std::unique_ptr<GstMessage, UnrefMini>;
using Structure = std::unique_ptr<GstStructure, UnrefMini>;
using Text = std::unique_ptr<char, UnrefMini>;

/// Starts GStreamer (once a process) and sees that each element is there.
/// Errors: Code::device_failed with the element and the Debian package that brings it.
Status begin(std::initializer_list<const char*> elements);

/// Text of an ERROR message, with the element that it came from.
std::string describe_error(GstMessage* message);

}  // namespace uketsuke::gst
