"""The way to the staff's side and out of full screen: only by PIN. Keys of a keyboard, a closing desktop, a scanner that types
the PIN get nowhere; the desk does the door's work and not the office's; five wrong PINs lock, also over a restart."""
import ctypes
import subprocess
import time

from kiosk_process import Kiosk, World, expect, run, wait_until

ORGANISERS_PIN, DESKS_PIN = "482615", "7391"
DESK_BUTTON, LOCK, EXPORTS_TAB, OFFICE_TAB, QUIT, QUIT_YES = (1008, 672), (1190, 42), (621, 42), (732, 42), (168, 571), (475, 420)
SHORTCUTS = ("alt+F4", "ctrl+q", "ctrl+w", "ctrl+c", "ctrl+o", "ctrl+s", "ctrl+p", "Escape", "F1", "F4", "F10", "F11", "F12", "super", "alt+Tab",
             "ctrl+alt+Delete", "ctrl+shift+Escape", "ctrl+n", "alt+space", "Menu", "Tab", "Return", "ctrl+Return", "Print")


class ClientMessage(ctypes.Structure):
    _fields_ = [("type", ctypes.c_int), ("serial", ctypes.c_ulong), ("send_event", ctypes.c_int), ("display", ctypes.c_void_p),
                ("window", ctypes.c_ulong), ("message_type", ctypes.c_ulong), ("format", ctypes.c_int), ("data", ctypes.c_long * 5),
                ("rest", ctypes.c_long * 12)]


def ask_to_close(world, window):
    """What a desktop sends for Alt+F4 or its close button."""
    x11 = ctypes.CDLL("libX11.so.6")
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XInternAtom.restype = ctypes.c_ulong
    display = ctypes.c_void_p(x11.XOpenDisplay(world.display.encode()))
    expect(display.value, "the display answers")
    protocols = x11.XInternAtom(display, b"WM_PROTOCOLS", 0)
    delete = x11.XInternAtom(display, b"WM_DELETE_WINDOW", 0)
    message = ClientMessage(33, 0, 1, display.value, int(window), protocols, 32, (ctypes.c_long * 5)(delete, 0, 0, 0, 0))
    x11.XSendEvent(display, ctypes.c_ulong(int(window)), 0, ctypes.c_long(0), ctypes.byref(message))
    x11.XSync(display, 0)
    x11.XCloseDisplay(display)


class Gate:
    def __init__(self, world, kiosk):
        self.world, self.kiosk = world, kiosk

    def touch(self, place, pause=0.8):
        self.kiosk.click(*place)
        time.sleep(pause)

    def type_pin(self, pin, delay_ms=300):
        self.kiosk.xdotool("type", "--delay", delay_ms, pin)
        time.sleep(0.1)
        self.kiosk.xdotool("key", "Return")
        time.sleep(1.5)

    def expect_open(self, is_open, words):
        """The staff's bar has a colour of its own, between its buttons and the line below."""
        def seen():
            picture = self.kiosk.picture("look")
            done = subprocess.run(["convert", str(picture), "-crop", "1x1+900+81", "-depth", "8", "txt:-"], capture_output=True, text=True, check=True)
            return ("#0B4F8A" in done.stdout) == is_open
        wait_until(seen, 15, words)

    def try_to_quit(self):
        """Touches the places that end the program for an organiser."""
        for place in (EXPORTS_TAB, QUIT, QUIT_YES):
            self.touch(place)
        self.kiosk.expect_running()


def make_staff(world):
    for name, role, pin in (("田中", "organiser", ORGANISERS_PIN), ("佐藤", "desk", DESKS_PIN)):
        world.call("staff", "add", name, "--role", role)
        world.call("staff", "pin", name, stdin=pin + "\n")


def check_no_way_out(world, kiosk, ticket):
    for keys in SHORTCUTS:
        kiosk.xdotool("key", keys)
    time.sleep(0.5)
    ask_to_close(world, kiosk.window)
    time.sleep(1.0)
    kiosk.expect_running()
    kiosk.picture("after-shortcuts")
    kiosk.type_scan(ticket)
    expect(kiosk.wait_for_scans(1) == ["admitted"], "after all that it is the scan screen of before")


def check_scanned_pin(kiosk, gate):
    time.sleep(6)  # the result of the last scan is gone
    gate.touch(DESK_BUTTON)
    kiosk.xdotool("key", "--delay", 0, *ORGANISERS_PIN, "Return")
    time.sleep(2.0)
    kiosk.picture("pin-scanned")
    gate.expect_open(False, "a PIN that a scanner typed opens nothing")


def check_desk(kiosk, gate):
    gate.type_pin(DESKS_PIN)
    gate.expect_open(True, "the desk's PIN opens the desk")
    kiosk.picture("desk")
    gate.touch(OFFICE_TAB)
    gate.try_to_quit()
    kiosk.picture("desk-only")
    gate.expect_open(True, "the desk stays open")
    gate.touch(LOCK)
    gate.expect_open(False, "locked by hand")
    kiosk.picture("locked")


def check_it_locks_itself(kiosk, gate):
    gate.touch(DESK_BUTTON)
    gate.type_pin(ORGANISERS_PIN)
    gate.expect_open(True, "the organiser's PIN opens")
    kiosk.picture("organiser")
    time.sleep(31)
    gate.expect_open(False, "locked by itself")
    kiosk.picture("locked-by-itself")
    gate.try_to_quit()


def open_again(world, at):
    world.now = at
    kiosk = Kiosk(world, size=None)
    gate = Gate(world, kiosk)
    time.sleep(1.0)
    gate.touch(DESK_BUTTON)
    gate.type_pin(ORGANISERS_PIN)
    return kiosk, gate


def story():
    with World("staff-lock") as world:
        world.make_store()
        tickets = world.add_ebina()
        make_staff(world)
        world.open_display()
        kiosk = Kiosk(world, size=None, extra=["--lock-after", "30"])
        gate = Gate(world, kiosk)
        time.sleep(1.0)
        check_no_way_out(world, kiosk, tickets[1]["ticket"])
        check_scanned_pin(kiosk, gate)
        check_desk(kiosk, gate)
        check_it_locks_itself(kiosk, gate)
        gate.touch(DESK_BUTTON)
        for _ in range(5):
            gate.type_pin("0001")
        kiosk.picture("locked-out")
        expect(kiosk.close() == 0, "a service manager may end it")
        kiosk, gate = open_again(world, "2025-10-24T18:05:20+09:00")
        kiosk.picture("still-locked-out")
        gate.expect_open(False, "a restart does not lift the lock-out")
        gate.try_to_quit()
        expect(kiosk.close() == 0, "a service manager may end it")
        kiosk, gate = open_again(world, "2025-10-24T18:10:00+09:00")
        gate.expect_open(True, "later it opens again")
        gate.touch(EXPORTS_TAB)
        kiosk.picture("exports")
        gate.touch(QUIT)
        gate.touch(QUIT_YES)
        wait_until(lambda: kiosk.process.poll() is not None, 10, "an organiser may end it")
        expect(kiosk.process.returncode == 0, f"exit {kiosk.process.returncode}")


if __name__ == "__main__":
    run(story)
