"""Full screen on a display with two monitors: attendees have the second, staff the first; nothing of the staff's side is ever
on the attendees' monitor; monitors come, go and change while it runs."""
import shutil
import subprocess
import time

from kiosk_process import Failure, Kiosk, Skipped, World, expect, run, wait_until

XORG_CONF = """
Section "ServerFlags"
  Option "AutoAddDevices" "false"
  Option "AutoEnableDevices" "false"
  Option "AutoAddGPU" "false"
  Option "DontVTSwitch" "true"
  Option "BlankTime" "0"
EndSection
Section "Device"
  Identifier "card"
  Driver "dummy"
  VideoRam 65536
EndSection
Section "Monitor"
  Identifier "monitor"
  HorizSync 5-1000
  VertRefresh 5-200
EndSection
Section "Screen"
  Identifier "screen"
  Device "card"
  Monitor "monitor"
  DefaultDepth 24
  SubSection "Display"
    Depth 24
    Modes "1280x720"
    Virtual 3200 1080
  EndSubSection
EndSection
"""
FIRST, SECOND = "DUMMY0", "DUMMY1"
SMALL, LARGE = (1280, 720), (1920, 1080)

# Colours of kiosk/ui/theme.h and places of the 1280x720 grid where a page shows its own.
PAPER, WELCOME, REFUSE, PRIMARY = "F4F6F8", "0B7048", "7A1A08", "0B4F8A"
PAGE, STAFF_BAR = (20, 300), (900, 81)
STAFF_OPEN, STAFF_BUTTON = (640, 420), (1008, 672)


class Monitors:
    """An X server with outputs that are plugged in and out."""

    def __init__(self, world):
        self.world = world
        if not shutil.which("Xorg") or not shutil.which("xrandr"):
            raise Skipped("Xorg or xrandr is not here (xserver-xorg-video-dummy, x11-xserver-utils)")
        config, log = world.folder / "xorg.conf", world.folder / "xorg.log"
        config.write_text(XORG_CONF, encoding="utf-8")
        try:
            world.start_x_server(["Xorg", "-config", config, "-logfile", log, "-noreset", "-nolisten", "tcp", "-novtswitch", "-sharevts"])
            self.xrandr("--addmode", SECOND, "1920x1080")
        except (Failure, OSError) as failure:
            words = log.read_text(encoding="utf-8", errors="replace")[-600:] if log.exists() else ""
            raise Skipped(f"no display with two monitors can be made here: {failure}\n{words}") from failure

    def xrandr(self, *words):
        """Changes outputs; the look at all of them afterwards makes the server notice what is connected, as a real plug does."""
        for call in (words, ("--query",)):
            done = subprocess.run(["xrandr", *call], env=self.world.display_environment(), capture_output=True, text=True, timeout=30, check=False)
            expect(done.returncode == 0, f"xrandr {call}: {done.stderr}")

    def plug_second_in(self):
        self.xrandr("--output", SECOND, "--mode", "1920x1080", "--pos", "1280x0", "--output", FIRST, "--mode", "1280x720", "--pos", "0x0", "--primary")


class Wall:
    """What both monitors show."""

    def __init__(self, world, kiosk):
        self.world, self.kiosk = world, kiosk

    def windows(self):
        """Size and place of every window of the program that is to be seen, as (width, height, x, y)."""
        found = set()
        for window in self.kiosk.xdotool("search", "--onlyvisible", "--pid", self.kiosk.process.pid, check=False).split():
            lines = self.kiosk.xdotool("getwindowgeometry", "--shell", window, check=False).split()
            if values := dict(line.split("=") for line in lines):
                found.add(tuple(int(values[name]) for name in ("WIDTH", "HEIGHT", "X", "Y")))
        return found

    def expect_windows(self, *places):
        wait_until(lambda: self.windows() == set(places), 10, lambda: f"windows on {places}; they are on {self.windows()}")
        self.kiosk.expect_running()

    def colours(self, monitor, *places):
        """At places of the grid of a monitor, said as (width, height, x, y)."""
        width, _, left, top = monitor
        points = [(left + round(x * width / 1280), top + round(y * width / 1280)) for x, y in places]
        shot = self.world.folder / "shot.png"
        subprocess.run(["import", "-window", "root", str(shot)], env=self.world.display_environment(), check=True, timeout=30)
        words = "\n".join(f"%[hex:p{{{x},{y}}}]" for x, y in points)
        done = subprocess.run(["convert", str(shot), "-alpha", "off", "-depth", "8", "-format", words, "info:"], capture_output=True, text=True, check=True)
        return [line[:6].upper() for line in done.stdout.split()]

    def expect_colour(self, monitor, place, colour, words):
        wait_until(lambda: self.colours(monitor, place) == [colour], 10, lambda: f"{words}: {colour} at {place}, it is {self.colours(monitor, place)}")

    def expect_no_staff(self, monitor, words):
        expect(self.colours(monitor, STAFF_BAR) != [PRIMARY], f"{words}: the staff's side is on the attendees' monitor")


def unlock(kiosk, first_time):
    kiosk.click(*(STAFF_OPEN if first_time else STAFF_BUTTON))
    time.sleep(1.0)
    for _ in range(2 if first_time else 1):
        kiosk.xdotool("type", "--delay", 180, "2468")
        kiosk.xdotool("key", "Return")
        time.sleep(0.8)


def scan(kiosk, text, outcome):
    seen = len(kiosk.scans())
    kiosk.type_scan(text)
    outcomes = kiosk.wait_for_scans(seen + 1)
    expect(outcomes[-1] == outcome, f"{outcome} expected: {outcomes}")


STAFFS, ATTENDEES = (*SMALL, 0, 0), (*LARGE, 1280, 0)


def check_two(kiosk, wall, tickets):
    wall.expect_windows(STAFFS, ATTENDEES)
    wall.expect_colour(ATTENDEES, PAGE, PAPER, "attendees wait")
    kiosk.picture("locked")
    unlock(kiosk, first_time=True)
    wall.expect_colour(STAFFS, STAFF_BAR, PRIMARY, "unlocked on the staff's monitor")
    wall.expect_no_staff(ATTENDEES, "unlocked")
    kiosk.picture("unlocked")
    for outcome, ticket, colour in (("admitted", tickets[0], WELCOME), ("cancelled", tickets[1], REFUSE)):
        scan(kiosk, ticket["ticket"], outcome)
        time.sleep(0.3)
        kiosk.picture(outcome)
        wall.expect_colour(ATTENDEES, PAGE, colour, f"{outcome} before the attendee")
        expect(wall.colours(STAFFS, PAGE, STAFF_BAR) == [PAPER, PRIMARY], f"{outcome}: the staff's page stays")


def check_unplugged(kiosk, wall, monitors, tickets):
    """The attendees' monitor goes while staff mode is open: it locks, and is behind the button of the one left."""
    monitors.xrandr("--output", SECOND, "--off")
    wall.expect_windows(STAFFS)
    wall.expect_colour(STAFFS, STAFF_BAR, "FFFFFF", "locked")
    kiosk.picture("one-left")
    scan(kiosk, tickets[2]["ticket"], "admitted")
    wall.expect_colour(STAFFS, PAGE, WELCOME, "attendees see the one left")
    wall.expect_colour(STAFFS, PAGE, PAPER, "the result passes")
    unlock(kiosk, first_time=False)
    wall.expect_colour(STAFFS, STAFF_BAR, PRIMARY, "unlocked on the one left")
    scan(kiosk, tickets[3]["ticket"], "admitted")
    time.sleep(0.5)
    kiosk.picture("one-left-unlocked")


def check_plugged_in(kiosk, wall, monitors, tickets):
    monitors.plug_second_in()
    wall.expect_windows(STAFFS, ATTENDEES)
    wall.expect_no_staff(ATTENDEES, "plugged in")
    wall.expect_colour(STAFFS, STAFF_BAR, "FFFFFF", "a second monitor locks")
    scan(kiosk, tickets[4]["ticket"], "admitted")
    wall.expect_colour(ATTENDEES, PAGE, WELCOME, "on the second monitor again")
    kiosk.picture("plugged-in")


def check_staffs_unplugged(kiosk, wall, monitors, tickets):
    """The staff's own monitor goes; then the one left gets another size."""
    monitors.xrandr("--output", FIRST, "--off")
    left = (*LARGE, 0, 0)  # where the server moves it
    wall.expect_windows(left)
    scan(kiosk, tickets[5]["ticket"], "admitted")
    wall.expect_colour(left, PAGE, WELCOME, "the keyboard is the one left's")
    monitors.xrandr("--output", SECOND, "--mode", "1280x720", "--pos", "0x0")
    wall.expect_windows(STAFFS)
    scan(kiosk, tickets[6]["ticket"], "admitted")
    wall.expect_colour(STAFFS, PAGE, WELCOME, "in its new size")
    kiosk.picture("another-size")


def story():
    with World("two-monitors") as world:
        world.make_store()
        tickets = world.add_ebina()
        world.call("cancel", "EBINA", tickets[1]["registration"], "--reason", "電話連絡")
        monitors = Monitors(world)
        monitors.plug_second_in()
        kiosk = Kiosk(world, size=None)
        wall = Wall(world, kiosk)
        check_two(kiosk, wall, tickets)
        check_unplugged(kiosk, wall, monitors, tickets)
        check_plugged_in(kiosk, wall, monitors, tickets)
        check_staffs_unplugged(kiosk, wall, monitors, tickets)
        expect(kiosk.close() == 0, "the window ends with 0 when it is asked to")


if __name__ == "__main__":
    run(story)
