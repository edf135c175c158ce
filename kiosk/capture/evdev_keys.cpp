// See evdev_keys.h. Source: linux/input-event-codes.h; HID usage tables 1.12, page 7.
#include "kiosk/capture/evdev_keys.h"

#include <linux/input-event-codes.h>

#include <algorithm>
#include <array>
#include <cctype>

namespace uketsuke {

namespace {

struct KeySigns {
  int code;
  char plain;
  char shifted;
};

constexpr std::array kSigns = {
    KeySigns{KEY_1, '1', '!'}, KeySigns{KEY_2, '2', '@'}, KeySigns{KEY_3, '3', '#'}, KeySigns{KEY_4, '4', '$'},
    KeySigns{KEY_5, '5', '%'}, KeySigns{KEY_6, '6', '^'}, KeySigns{KEY_7, '7', '&'}, KeySigns{KEY_8, '8', '*'},
    KeySigns{KEY_9, '9', '('}, KeySigns{KEY_0, '0', ')'}, KeySigns{KEY_MINUS, '-', '_'}, KeySigns{KEY_EQUAL, '=', '+'},
    KeySigns{KEY_Q, 'q', 'Q'}, KeySigns{KEY_W, 'w', 'W'}, KeySigns{KEY_E, 'e', 'E'}, KeySigns{KEY_R, 'r', 'R'},
    KeySigns{KEY_T, 't', 'T'}, KeySigns{KEY_Y, 'y', 'Y'}, KeySigns{KEY_U, 'u', 'U'}, KeySigns{KEY_I, 'i', 'I'},
    KeySigns{KEY_O, 'o', 'O'}, KeySigns{KEY_P, 'p', 'P'}, KeySigns{KEY_LEFTBRACE, '[', '{'},
    KeySigns{KEY_RIGHTBRACE, ']', '}'}, KeySigns{KEY_A, 'a', 'A'}, KeySigns{KEY_S, 's', 'S'}, KeySigns{KEY_D, 'd', 'D'},
    KeySigns{KEY_F, 'f', 'F'}, KeySigns{KEY_G, 'g', 'G'}, KeySigns{KEY_H, 'h', 'H'}, KeySigns{KEY_J, 'j', 'J'},
    KeySigns{KEY_K, 'k', 'K'}, KeySigns{KEY_L, 'l', 'L'}, KeySigns{KEY_SEMICOLON, ';', ':'},
    KeySigns{KEY_APOSTROPHE, '\'', '"'}, KeySigns{KEY_GRAVE, '`', '~'}, KeySigns{KEY_BACKSLASH, '\\', '|'},
    KeySigns{KEY_Z, 'z', 'Z'}, KeySigns{KEY_X, 'x', 'X'}, KeySigns{KEY_C, 'c', 'C'}, KeySigns{KEY_V, 'v', 'V'},
    KeySigns{KEY_B, 'b', 'B'}, KeySigns{KEY_N, 'n', 'N'}, KeySigns{KEY_M, 'm', 'M'}, KeySigns{KEY_COMMA, ',', '<'},
    KeySigns{KEY_DOT, '.', '>'}, KeySigns{KEY_SLASH, '/', '?'}, KeySigns{KEY_SPACE, ' ', ' '},
    KeySigns{KEY_KP0, '0', '0'}, KeySigns{KEY_KP1, '1', '1'}, KeySigns{KEY_KP2, '2', '2'}, KeySigns{KEY_KP3, '3', '3'},
    KeySigns{KEY_KP4, '4', '4'}, KeySigns{KEY_KP5, '5', '5'}, KeySigns{KEY_KP6, '6', '6'}, KeySigns{KEY_KP7, '7', '7'},
    KeySigns{KEY_KP8, '8', '8'}, KeySigns{KEY_KP9, '9', '9'}, KeySigns{KEY_KPMINUS, '-', '-'},
    KeySigns{KEY_KPDOT, '.', '.'}, KeySigns{KEY_ENTER, '\r', '\r'}, KeySigns{KEY_KPENTER, '\r', '\r'},
    KeySigns{KEY_TAB, '\t', '\t'},
    // The two keys that a Japanese keyboard has beside: what its layout types there.
    KeySigns{KEY_YEN, '\\', '|'}, KeySigns{KEY_RO, '\\', '_'}};

}  // namespace

std::optional<char> EvdevKeys::on_key(int code, int value) {
  const bool pressed = value != 0;
  if (code == KEY_LEFTSHIFT) left_shift_ = pressed;
  if (code == KEY_RIGHTSHIFT) right_shift_ = pressed;
  if (code == KEY_CAPSLOCK && value == 1) caps_lock_ = !caps_lock_;
  if (!pressed) return std::nullopt;
  const auto* const key =
      std::find_if(kSigns.begin(), kSigns.end(), [code](const KeySigns& signs) { return signs.code == code; });
  if (key == kSigns.end()) return std::nullopt;
  const bool letter = std::isalpha(static_cast<unsigned char>(key->plain)) != 0;
  const bool shifted = (left_shift_ || right_shift_) != (letter && caps_lock_);
  return shifted ? key->shifted : key->plain;
}

}  // namespace uketsuke
