#include "kiosk/ui/window.h"

#include <GLFW/glfw3.h>
#include <imgui.h>
#include <imgui_impl_glfw.h>
#include <imgui_impl_opengl3.h>
#include <imgui_internal.h>

#include <algorithm>
#include <ctime>
#include <utility>
#include <vector>

#include "kiosk/ui/key_queue.h"
#include "kiosk/ui/typed_reading.h"
#include "kiosk/ui/window_keys.h"

namespace uketsuke {

namespace {

/// After input ImGui needs a frame to see it and one to show what came of it.
constexpr int kFramesAfterInput = 3;
/// That a monitor moved is seen by then; that one came or went, at once.
constexpr std::int64_t kMonitorsEveryUs = 1'000'000;

std::int64_t monotonic_now_us() {
  timespec time{};
  clock_gettime(CLOCK_MONOTONIC, &time);
  return static_cast<std::int64_t>(time.tv_sec) * 1'000'000 + time.tv_nsec / 1000;
}

std::string glfw_reason() {
  const char* text = nullptr;
  glfwGetError(&text);
  return text == nullptr ? "no reason given" : text;
}

/// A monitor's place on the desktop, in screen coordinates.
struct Place {
  int x = 0;
  int y = 0;
  int width = 0;
  int height = 0;
  bool operator==(const Place&) const = default;
};

bool overlap(const Place& a, const Place& b) {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/// Of all monitors, the primary one first. One that shows the same as an earlier one (a projector that mirrors) is
/// left out: no window there would be the staff's own.
std::vector<Place> monitor_places() {
  int count = 0;
  GLFWmonitor** monitors = glfwGetMonitors(&count);
  std::vector<Place> places;
  for (int i = 0; i < count; ++i) {
    const GLFWvidmode* mode = glfwGetVideoMode(monitors[i]);
    if (mode == nullptr) continue;
    Place place{0, 0, mode->width, mode->height};
    glfwGetMonitorPos(monitors[i], &place.x, &place.y);
    const bool mirror =
        std::any_of(places.begin(), places.end(), [&place](const Place& other) { return overlap(place, other); });
    if (!mirror) places.push_back(place);
  }
  return places;
}

/// One window with its own ImGui context; the fonts' bytes are shared.
struct Pane {
  GLFWwindow* window = nullptr;
  ImGuiContext* context = nullptr;
  Ui ui;
  int frames_due = kFramesAfterInput;
  std::int64_t last_input_us = 0;
  int areas_known = 0;  ///< ImGui's windows in the frame before, lists among them
  ImeGuard guard;
  ReadingFollower follower;
  std::vector<TypedReading> readings;  ///< of this frame; Dear ImGui's user data points to it
  KeyQueue keys;                       ///< typed while the keyboard is on its way to another field
};

void set_style() {
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  io.ConfigFlags |= ImGuiConfigFlags_NoMouseCursorChange;
  io.ConfigInputTextCursorBlink = false;  // a blinking cursor would draw all day
  io.ConfigErrorRecoveryEnableAssert = false;
  ImGui::GetStyle().ScrollbarRounding = 6;
  ImGui::GetStyle().DisabledAlpha = 1.0F;
}

}  // namespace

struct Window::Parts {
  FontFiles fonts;
  std::array<Pane, 2> panes;  ///< attendee, staff
  std::function<void(const KeyInput&)> hook;
  PreviewTexture preview;
  std::string title;
  bool full_screen = false;
  std::vector<Place> places;  ///< of the monitors, as the windows stand on them
  int monitors = 0;
  std::int64_t next_look_us = 0;

  Pane& pane(Surface surface) { return panes[static_cast<std::size_t>(surface)]; }
  Pane& pane_of(const GLFWwindow* window) { return panes[1].window == window ? panes[1] : panes[0]; }
  void take(const KeyInput& input);
  void give(const KeyInput& input);
  static void deliver(Pane& target, const KeyInput& input);
  static void deliver_typed(Pane& target);
  bool add_pane(Surface surface, GLFWwindow* window);
  Status open(const WindowSettings& settings);
  void end_pane(Pane& pane);
  bool open_staff_pane();
  void follow_monitors();
  void arrange();
  void install_callbacks(GLFWwindow* window);

  // What GLFW calls; the user pointer is the Parts.
  static Parts& of(GLFWwindow* window) { return *static_cast<Parts*>(glfwGetWindowUserPointer(window)); }
  static void touch(GLFWwindow* window) { of(window).pane_of(window).frames_due = kFramesAfterInput; }
  static void note_hand(GLFWwindow* window) {
    touch(window);
    of(window).pane_of(window).last_input_us = monotonic_now_us();
  }
  static void on_key(GLFWwindow* window, int key, int scancode, int action, int mods);
  static void on_char(GLFWwindow* window, unsigned codepoint);
  static void on_mouse_button(GLFWwindow* window, int button, int action, int mods) {
    note_hand(window);
    Pane& touched = of(window).pane_of(window);
    for (const KeyInput& input : touched.keys.take_all()) deliver(touched, input);
    ImGui_ImplGlfw_MouseButtonCallback(window, button, action, mods);
  }
  static void on_cursor(GLFWwindow* window, double x, double y) {
    note_hand(window);
    ImGui_ImplGlfw_CursorPosCallback(window, x, y);
  }
  static void on_cursor_enter(GLFWwindow* window, int entered) {
    touch(window);
    ImGui_ImplGlfw_CursorEnterCallback(window, entered);
  }
  static void on_scroll(GLFWwindow* window, double x, double y) {
    note_hand(window);
    ImGui_ImplGlfw_ScrollCallback(window, x, y);
  }
  static void on_focus(GLFWwindow* window, int focused) {
    touch(window);
    ImGui_ImplGlfw_WindowFocusCallback(window, focused);
  }
  static void on_size(GLFWwindow* window, int /*width*/, int /*height*/) { touch(window); }
  static void on_refresh(GLFWwindow* window) { touch(window); }
  static void on_close(GLFWwindow* window) {
    if (of(window).full_screen) glfwSetWindowShouldClose(window, GLFW_FALSE);
  }
};

void Window::Parts::install_callbacks(GLFWwindow* window) {
  glfwSetWindowUserPointer(window, this);
  glfwSetKeyCallback(window, &on_key);
  glfwSetCharCallback(window, &on_char);
  glfwSetMouseButtonCallback(window, &on_mouse_button);
  glfwSetCursorPosCallback(window, &on_cursor);
  glfwSetCursorEnterCallback(window, &on_cursor_enter);
  glfwSetScrollCallback(window, &on_scroll);
  glfwSetWindowFocusCallback(window, &on_focus);
  glfwSetFramebufferSizeCallback(window, &on_size);
  glfwSetWindowRefreshCallback(window, &on_refresh);
  glfwSetWindowCloseCallback(window, &on_close);
}

void Window::Parts::on_key(GLFWwindow* window, int key, int scancode, int action, int mods) {
  Parts& parts = of(window);
  KeyInput input;
  input.surface = parts.panes[1].window == window ? Surface::staff : Surface::attendee;
  input.time_us = monotonic_now_us();
  input.sort = sort_of(key, mods);
  input.ascii = ascii_of(key);
  input.pressed = action != GLFW_RELEASE;
  if (key >= GLFW_KEY_F1 && key <= GLFW_KEY_F12) input.function = key - GLFW_KEY_F1 + 1;
  input.raw = {key, scancode, action, mods};
  parts.take(input);
}

void Window::Parts::on_char(GLFWwindow* window, unsigned codepoint) {
  Parts& parts = of(window);
  KeyInput input;
  input.kind = KeyInput::Kind::character;
  input.surface = parts.panes[1].window == window ? Surface::staff : Surface::attendee;
  input.time_us = monotonic_now_us();
  input.codepoint = codepoint;
  parts.take(input);
}

/// What comes back by give() asks for frames; a scanner's keys show nothing, and frames would hold up the answer.
void Window::Parts::take(const KeyInput& input) {
  if (hook) {
    hook(input);
  } else {
    give(input);
  }
}

void Window::Parts::give(const KeyInput& input) {
  Pane& target = pane(input.surface);
  if (target.window == nullptr) return;
  if (is_typing(input)) {
    target.frames_due = kFramesAfterInput;
    target.last_input_us = input.time_us;
  }
  target.keys.put(input);
  deliver_typed(target);
}

void Window::Parts::deliver_typed(Pane& target) {
  for (const KeyInput& input : target.keys.take(monotonic_now_us())) deliver(target, input);
}

void Window::Parts::deliver(Pane& target, const KeyInput& input) {
  if (input.kind == KeyInput::Kind::character) {
    target.guard.on_char(input.codepoint, input.time_us);
    target.follower.on_char(input.codepoint);
    ImGui_ImplGlfw_CharCallback(target.window, input.codepoint);
    return;
  }
  if (input.pressed) target.follower.on_key(input.sort, input.ascii);
  // A key that was swallowed when pressed does no harm when let go.
  if (input.pressed && !target.guard.let_through(input.sort, input.ascii, input.time_us)) return;
  if (input.sort == KeySort::modifier) return;  // the other keys bring their modifiers along
  ImGui::SetCurrentContext(target.context);
  if (has_modifiers_of(target.window, input)) {
    ImGui_ImplGlfw_KeyCallback(target.window, input.raw[0], input.raw[1], input.raw[2], input.raw[3]);
  } else {
    give_as_typed(input);
  }
}

bool Window::Parts::add_pane(Surface surface, GLFWwindow* window) {
  Pane& fresh = pane(surface);
  fresh.window = window;
  install_callbacks(window);
  glfwMakeContextCurrent(window);
  glfwSwapInterval(surface == Surface::attendee ? 1 : 0);  // two waits a frame would halve the rate
  fresh.context = ImGui::CreateContext();
  ImGui::SetCurrentContext(fresh.context);
  set_style();
  fresh.ui.fonts = fonts.add_to(*ImGui::GetIO().Fonts);
  fresh.ui.staff_window = surface == Surface::staff;
  return ImGui_ImplGlfw_InitForOpenGL(window, false) && ImGui_ImplOpenGL3_Init("#version 130");
}

namespace {

void set_hints() {
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 0);
  glfwWindowHint(GLFW_AUTO_ICONIFY, GLFW_FALSE);
  glfwWindowHint(GLFW_STENCIL_BITS, 0);
  glfwWindowHint(GLFW_DEPTH_BITS, 0);
}

/// Not shown yet, without borders.
GLFWwindow* make_borderless(const std::string& title, const Place& place, GLFWwindow* share) {
  glfwWindowHint(GLFW_DECORATED, GLFW_FALSE);
  glfwWindowHint(GLFW_VISIBLE, GLFW_FALSE);
  return glfwCreateWindow(place.width, place.height, title.c_str(), nullptr, share);
}

/// Before a window moves to another monitor: what it shows may not be for those who look there.
void blank(GLFWwindow* window) {
  glfwMakeContextCurrent(window);
  glClearColor(0, 0, 0, 1);
  glClear(GL_COLOR_BUFFER_BIT);
  glfwSwapBuffers(window);
}

/// Over one of several monitors, and not as GLFW's full screen: it stays when the other window gets the focus.
void cover(GLFWwindow* window, const Place& place) {
  glfwSetWindowMonitor(window, nullptr, place.x, place.y, place.width, place.height, GLFW_DONT_CARE);
  glfwShowWindow(window);
}

void cover_only_monitor(GLFWwindow* window, const Place& place) {
  GLFWmonitor* monitor = glfwGetPrimaryMonitor();
  if (monitor == nullptr) return cover(window, place);
  glfwSetWindowMonitor(window, monitor, 0, 0, place.width, place.height, GLFW_DONT_CARE);
  glfwShowWindow(window);
}

}  // namespace

void Window::Parts::end_pane(Pane& gone) {
  if (gone.context != nullptr) {
    glfwMakeContextCurrent(gone.window);
    ImGui::SetCurrentContext(gone.context);
    if (&gone == &panes[0]) preview.destroy();
    if (ImGui::GetIO().BackendRendererUserData != nullptr) ImGui_ImplOpenGL3_Shutdown();
    if (ImGui::GetIO().BackendPlatformUserData != nullptr) ImGui_ImplGlfw_Shutdown();
    ImGui::DestroyContext(gone.context);
  }
  if (gone.window != nullptr) glfwDestroyWindow(gone.window);
  gone = {};
}

bool Window::Parts::open_staff_pane() {
  GLFWwindow* window = make_borderless(title, places[0], panes[0].window);
  if (window == nullptr) return false;
  if (add_pane(Surface::staff, window)) return true;
  end_pane(panes[1]);
  return false;
}

Status Window::Parts::open(const WindowSettings& settings) {
  GLFWwindow* window = nullptr;
  if (settings.windowed) {
    window = glfwCreateWindow(settings.windowed->first, settings.windowed->second, title.c_str(), nullptr, nullptr);
  } else {
    places = monitor_places();
    if (places.empty()) return fail(Code::device_failed, "no monitor is on", "window");
    window = make_borderless(title, places[0], nullptr);
  }
  if (window == nullptr) {
    return fail(Code::device_failed, "the window does not open; it needs OpenGL 3.0: " + glfw_reason(), "window");
  }
  if (!add_pane(Surface::attendee, window)) {
    return fail(Code::device_failed, "OpenGL 3.0 does not start: " + glfw_reason(), "window");
  }
  if (full_screen) arrange();
  return {};
}

/// Attendees look at the second monitor, staff sit at the first, which has the keyboard. With one monitor, or where a
/// second window does not open, all is on the first.
void Window::Parts::arrange() {
  const bool two = places.size() > 1 && (panes[1].window != nullptr || open_staff_pane());
  blank(panes[0].window);
  if (two) {
    cover(panes[0].window, places[1]);
    cover(panes[1].window, places[0]);
  } else {
    end_pane(panes[1]);
    cover_only_monitor(panes[0].window, places[0]);
  }
  glfwFocusWindow(panes[two ? 1 : 0].window);
  for (Pane& pane : panes) pane.frames_due = kFramesAfterInput;
}

/// A monitor came, went, moved or has another size. While none is there the windows wait where they are.
void Window::Parts::follow_monitors() {
  if (!full_screen) return;
  int count = 0;
  glfwGetMonitors(&count);
  const std::int64_t now = monotonic_now_us();
  if (count == monitors && now < next_look_us) return;
  monitors = count;
  next_look_us = now + kMonitorsEveryUs;
  std::vector<Place> seen = monitor_places();
  if (seen.empty() || seen == places) return;
  places = std::move(seen);
  arrange();
}

Window::Window(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

Result<std::unique_ptr<Window>> Window::open(const WindowSettings& settings) {
  Result<FontFiles> fonts = FontFiles::find();
  if (!fonts) return tl::unexpected<Error>(in_layer("window", fonts.error()));
  if (glfwInit() == GLFW_FALSE) {
    return fail(Code::device_failed, "no display to open the window on (is DISPLAY set?): " + glfw_reason(), "window");
  }
  set_hints();
  auto parts = std::make_unique<Parts>();
  parts->fonts = std::move(*fonts);
  parts->title = settings.title;
  parts->full_screen = !settings.windowed.has_value();
  std::unique_ptr<Window> window(new Window(std::move(parts)));
  if (Status opened = window->parts_->open(settings); !opened) return tl::unexpected<Error>(opened.error());
  return window;
}

Window::~Window() {
  parts_->end_pane(parts_->panes[1]);
  parts_->end_pane(parts_->panes[0]);
  glfwTerminate();
}

bool Window::has_staff_window() const { return parts_->panes[1].window != nullptr; }

bool Window::should_close() const {
  return std::any_of(parts_->panes.begin(), parts_->panes.end(), [](const Pane& pane) {
    return pane.window != nullptr && glfwWindowShouldClose(pane.window) != GLFW_FALSE;
  });
}

void Window::set_keyboard_hook(std::function<void(const KeyInput&)> hook) { parts_->hook = std::move(hook); }

void Window::give(const KeyInput& input) { parts_->give(input); }

void Window::hold_keys(bool held) {
  for (Pane& pane : parts_->panes) pane.keys.hold(held, monotonic_now_us());
}

void Window::wait(double seconds) {
  if (seconds <= 0) {
    glfwPollEvents();
  } else {
    glfwWaitEventsTimeout(seconds);
  }
  parts_->follow_monitors();
}

void Window::wake() { glfwPostEmptyEvent(); }

bool Window::needs_frame(Surface surface) const {
  const Pane& pane = parts_->pane(surface);
  if (pane.window == nullptr) return false;
  return pane.frames_due > 0 || !pane.context->InputEventsQueue.empty() || pane.keys.is_waiting();
}

std::int64_t Window::last_input_us(Surface surface) const { return parts_->pane(surface).last_input_us; }

void Window::ask_frame() {
  for (Pane& pane : parts_->panes) pane.frames_due = std::max(pane.frames_due, 1);
}

void Window::draw(Surface surface, const Texts& texts, const std::function<void(const Ui&)>& page) {
  Pane& pane = parts_->pane(surface);
  if (pane.window == nullptr) return;
  if (pane.frames_due > 0) --pane.frames_due;
  glfwMakeContextCurrent(pane.window);
  ImGui::SetCurrentContext(pane.context);
  Parts::deliver_typed(pane);
  pane.readings = pane.follower.take();
  ImGui::GetIO().UserData = &pane.readings;
  ImGui_ImplOpenGL3_NewFrame();
  ImGui_ImplGlfw_NewFrame();
  ImGui::NewFrame();
  const ImVec2 size = ImGui::GetIO().DisplaySize;
  pane.ui.theme = Theme(size.x, size.y);
  pane.ui.texts = &texts;
  if (surface == Surface::attendee) pane.ui.preview = parts_->preview.picture();
  page(pane.ui);
  ImGui::Render();
  // A field that is given the keyboard has it two frames later; a list knows its scroll bar one after its first.
  const ImGuiContext& context = *pane.context;
  const bool moves_keyboard = context.NavMoveSubmitted || context.ActiveId != context.ActiveIdPreviousFrame;
  if (moves_keyboard || context.Windows.Size != pane.areas_known) pane.frames_due = std::max(pane.frames_due, 2);
  pane.areas_known = context.Windows.Size;
  pane.keys.on_frame(moves_keyboard, context.InputEventsQueue.empty());
  int width = 0;
  int height = 0;
  glfwGetFramebufferSize(pane.window, &width, &height);
  glViewport(0, 0, width, height);
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
  glfwSwapBuffers(pane.window);
}

void Window::show_preview(const PreviewPixels& picture) {
  glfwMakeContextCurrent(parts_->panes[0].window);
  parts_->preview.upload(picture);
  parts_->panes[0].frames_due = std::max(parts_->panes[0].frames_due, 1);
}

void Window::clear_preview() {
  parts_->preview.clear();
  parts_->panes[0].frames_due = std::max(parts_->panes[0].frames_due, 1);
}

}  // namespace uketsuke
