// What ThreadSanitizer must not say: GLib and GStreamer are not built with it and lock by futexes that it does not see.
// Races between our own code are found all the same. Linked into test programs that run GStreamer.

extern "C" const char* __tsan_default_options();
extern "C" const char* __tsan_default_options() { return "ignore_noninstrumented_modules=1"; }

extern "C" const char* __tsan_default_suppressions();
extern "C" const char* __tsan_default_suppressions() {
  // A buffer's bytes, handed from the feed to the camera through GStreamer's queue.
  return "race:to_buffer\n"
         "race:to_frame\n";
}
