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

namespace uketsuke {

namespace {

/// After input ImGui needs a frame to see it and one to show what came of it.
constexpr int kFramesAfterInput = 3;

std::int64_t monotonic_now_us() {
  timespec time{};
  clock_gettime(CLOCK_MONOTONIC, &time);
  return static_cast<std::int64_t>(time.tv_sec) * 1'000'000 + time.tv_nsec / 1000;
}

KeySort sort_of(int key, int mods) {
  if (key >= GLFW_KEY_LEFT_SHIFT && key <= GLFW_KEY_RIGHT_SUPER) return KeySort::modifier;
  if (key == GLFW_KEY_ENTER || key == GLFW_KEY_KP_ENTER) return KeySort::enter;
  if (key == GLFW_KEY_TAB) return KeySort::tab;
  if (key == GLFW_KEY_BACKSPACE) return KeySort::backspace;
  if (key == GLFW_KEY_ESCAPE) return KeySort::escape;
  if ((mods & (GLFW_MOD_CONTROL | GLFW_MOD_ALT | GLFW_MOD_SUPER)) != 0) return KeySort::other;
  const bool types =
      (key >= GLFW_KEY_SPACE && key <= GLFW_KEY_WORLD_2) || (key >= GLFW_KEY_KP_0 && key <= GLFW_KEY_KP_EQUAL);
  return types ? KeySort::text : KeySort::other;
}

char ascii_of(int key) {
  if (key >= GLFW_KEY_A && key <= GLFW_KEY_Z) return static_cast<char>('a' + key - GLFW_KEY_A);
  if (key >= GLFW_KEY_KP_0 && key <= GLFW_KEY_KP_9) return static_cast<char>('0' + key - GLFW_KEY_KP_0);
  if (key >= GLFW_KEY_SPACE && key <= GLFW_KEY_GRAVE_ACCENT) return static_cast<char>(key);
  return 0;
}

std::string glfw_reason() {
  const char* text = nullptr;
  glfwGetError(&text);
  return text == nullptr ? "no reason given" : text;
}

/// One window with its own ImGui context; the fonts' bytes are shared.
struct Pane {
  GLFWwindow* window = nullptr;
  ImGuiContext* context = nullptr;
  Ui ui;
  int frames_due = kFramesAfterInput;
  ImeGuard guard;
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

  Pane& pane(Surface surface) { return panes[static_cast<std::size_t>(surface)]; }
  Pane& pane_of(const GLFWwindow* window) { return panes[1].window == window ? panes[1] : panes[0]; }
  void take(const KeyInput& input);
  void give(const KeyInput& input);
  bool add_pane(Surface surface, GLFWwindow* window);
  void install_callbacks(GLFWwindow* window);

  // What GLFW calls; the user pointer is the Parts.
  static Parts& of(GLFWwindow* window) { return *static_cast<Parts*>(glfwGetWindowUserPointer(window)); }
  static void touch(GLFWwindow* window) { of(window).pane_of(window).frames_due = kFramesAfterInput; }
  static void on_key(GLFWwindow* window, int key, int scancode, int action, int mods);
  static void on_char(GLFWwindow* window, unsigned codepoint);
  static void on_mouse_button(GLFWwindow* window, int button, int action, int mods) {
    touch(window);
    ImGui_ImplGlfw_MouseButtonCallback(window, button, action, mods);
  }
  static void on_cursor(GLFWwindow* window, double x, double y) {
    touch(window);
    ImGui_ImplGlfw_CursorPosCallback(window, x, y);
  }
  static void on_cursor_enter(GLFWwindow* window, int entered) {
    touch(window);
    ImGui_ImplGlfw_CursorEnterCallback(window, entered);
  }
  static void on_scroll(GLFWwindow* window, double x, double y) {
    touch(window);
    ImGui_ImplGlfw_ScrollCallback(window, x, y);
  }
  static void on_focus(GLFWwindow* window, int focused) {
    touch(window);
    ImGui_ImplGlfw_WindowFocusCallback(window, focused);
  }
  static void on_size(GLFWwindow* window, int /*width*/, int /*height*/) { touch(window); }
  static void on_refresh(GLFWwindow* window) { touch(window); }
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

void Window::Parts::take(const KeyInput& input) {
  pane(input.surface).frames_due = kFramesAfterInput;
  if (hook) {
    hook(input);
  } else {
    give(input);
  }
}

void Window::Parts::give(const KeyInput& input) {
  Pane& target = pane(input.surface);
  if (target.window == nullptr) return;
  target.frames_due = kFramesAfterInput;
  if (input.kind == KeyInput::Kind::character) {
    target.guard.on_char(input.codepoint, input.time_us);
    ImGui_ImplGlfw_CharCallback(target.window, input.codepoint);
    return;
  }
  // A key that was swallowed when pressed does no harm when let go.
  if (input.pressed && !target.guard.let_through(input.sort, input.ascii, input.time_us)) return;
  ImGui_ImplGlfw_KeyCallback(target.window, input.raw[0], input.raw[1], input.raw[2], input.raw[3]);
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

/// A window without borders over the whole monitor: the other monitor's does not go away when this one gets the focus.
GLFWwindow* open_full(const std::string& title, GLFWmonitor* monitor, GLFWwindow* share) {
  const GLFWvidmode* mode = glfwGetVideoMode(monitor);
  if (mode == nullptr) return nullptr;
  int x = 0;
  int y = 0;
  glfwGetMonitorPos(monitor, &x, &y);
  glfwWindowHint(GLFW_DECORATED, GLFW_FALSE);
  glfwWindowHint(GLFW_VISIBLE, GLFW_FALSE);
  GLFWwindow* window = glfwCreateWindow(mode->width, mode->height, title.c_str(), nullptr, share);
  if (window == nullptr) return nullptr;
  glfwSetWindowPos(window, x, y);
  glfwShowWindow(window);
  return window;
}

/// Attendees look at the second monitor, staff sit at the first, which has the keyboard.
bool open_windows(const WindowSettings& settings, std::array<GLFWwindow*, 2>& windows) {
  if (settings.windowed) {
    windows[0] =
        glfwCreateWindow(settings.windowed->first, settings.windowed->second, settings.title.c_str(), nullptr, nullptr);
    return windows[0] != nullptr;
  }
  int count = 0;
  GLFWmonitor** monitors = glfwGetMonitors(&count);
  if (count <= 0) return false;
  if (count == 1) {
    const GLFWvidmode* mode = glfwGetVideoMode(monitors[0]);
    if (mode == nullptr) return false;
    windows[0] = glfwCreateWindow(mode->width, mode->height, settings.title.c_str(), monitors[0], nullptr);
    return windows[0] != nullptr;
  }
  windows[0] = open_full(settings.title, monitors[1], nullptr);
  if (windows[0] == nullptr) return false;
  windows[1] = open_full(settings.title, monitors[0], windows[0]);
  if (windows[1] != nullptr) glfwFocusWindow(windows[1]);
  return windows[1] != nullptr;
}

}  // namespace

Window::Window(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

Result<std::unique_ptr<Window>> Window::open(const WindowSettings& settings) {
  Result<FontFiles> fonts = FontFiles::find();
  if (!fonts) return tl::unexpected<Error>(in_layer("window", fonts.error()));
  if (glfwInit() == GLFW_FALSE) {
    return fail(Code::device_failed, "no display to open the window on (is DISPLAY set?): " + glfw_reason(), "window");
  }
  set_hints();
  std::array<GLFWwindow*, 2> windows{};
  if (!open_windows(settings, windows)) {
    const std::string why = glfw_reason();
    glfwTerminate();
    return fail(Code::device_failed, "the window does not open; it needs OpenGL 3.0: " + why, "window");
  }
  auto parts = std::make_unique<Parts>();
  parts->fonts = std::move(*fonts);
  std::unique_ptr<Window> window(new Window(std::move(parts)));
  bool ready = window->parts_->add_pane(Surface::attendee, windows[0]);
  if (windows[1] != nullptr) ready = window->parts_->add_pane(Surface::staff, windows[1]) && ready;
  if (!ready) return fail(Code::device_failed, "OpenGL 3.0 does not start: " + glfw_reason(), "window");
  return window;
}

Window::~Window() {
  for (Pane& pane : parts_->panes) {
    if (pane.context == nullptr) continue;
    glfwMakeContextCurrent(pane.window);
    ImGui::SetCurrentContext(pane.context);
    if (&pane == &parts_->panes[0]) parts_->preview.destroy();
    if (ImGui::GetIO().BackendRendererUserData != nullptr) ImGui_ImplOpenGL3_Shutdown();
    if (ImGui::GetIO().BackendPlatformUserData != nullptr) ImGui_ImplGlfw_Shutdown();
    ImGui::DestroyContext(pane.context);
  }
  for (Pane& pane : parts_->panes) {
    if (pane.window != nullptr) glfwDestroyWindow(pane.window);
  }
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

void Window::wait(double seconds) {
  if (seconds <= 0) {
    glfwPollEvents();
  } else {
    glfwWaitEventsTimeout(seconds);
  }
}

void Window::wake() { glfwPostEmptyEvent(); }

bool Window::needs_frame(Surface surface) const {
  const Pane& pane = parts_->pane(surface);
  if (pane.window == nullptr) return false;
  return pane.frames_due > 0 || !pane.context->InputEventsQueue.empty();
}

void Window::ask_frame() {
  for (Pane& pane : parts_->panes) pane.frames_due = std::max(pane.frames_due, 1);
}

void Window::draw(Surface surface, const Texts& texts, const std::function<void(const Ui&)>& page) {
  Pane& pane = parts_->pane(surface);
  if (pane.window == nullptr) return;
  if (pane.frames_due > 0) --pane.frames_due;
  glfwMakeContextCurrent(pane.window);
  ImGui::SetCurrentContext(pane.context);
  ImGui_ImplOpenGL3_NewFrame();
  ImGui_ImplGlfw_NewFrame();
  ImGui::NewFrame();
  const ImVec2 size = ImGui::GetIO().DisplaySize;
  pane.ui.theme = Theme(size.x, size.y);
  pane.ui.texts = &texts;
  if (surface == Surface::attendee) pane.ui.preview = parts_->preview.picture();
  page(pane.ui);
  ImGui::Render();
  int width = 0;
  int height = 0;
  glfwGetFramebufferSize(pane.window, &width, &height);
  glViewport(0, 0, width, height);
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
  glfwSwapBuffers(pane.window);
}

void Window::show_preview(const GrayPicture& picture) {
  glfwMakeContextCurrent(parts_->panes[0].window);
  parts_->preview.upload(picture);
  parts_->panes[0].frames_due = std::max(parts_->panes[0].frames_due, 1);
}

void Window::clear_preview() {
  parts_->preview.clear();
  parts_->panes[0].frames_due = std::max(parts_->panes[0].frames_due, 1);
}

}  // namespace uketsuke
