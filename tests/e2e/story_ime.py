"""Japanese through a real input method: a walk-in's name typed by hand, and scans that come while mozc is on.

The name is asserted through the roster, as the store has it. Typing goes at a person's pace, scans at a scanner's.
"""
import subprocess

from ime_session import InputMethod, run_in_session
from kiosk_process import Kiosk, World, expect, wait_until

PIN = "2468"
PERSON_MS = 90
PIN_MS = 120  # faster digits are taken for a scanner's

# Places of the 1280x720 grid.
STAFF_BUTTON = (1008, 672)
WALK_IN_TAB = (288, 42)
NAME = (316, 186)
FURIGANA = (316, 289)
FACILITY = (316, 392)
NURSE = (1184, 190)
SEND = (316, 566)
NEXT = (1048, 199)


class Desk:
    """A member of staff at the window, with mozc."""

    def __init__(self, world):
        self.world, self.method = world, InputMethod(world)
        self.kiosk = Kiosk(world)
        self.kiosk.xdotool("windowfocus", "--sync", self.kiosk.window)

    def type(self, text, pace_ms=PERSON_MS):
        self.kiosk.xdotool("type", "--delay", pace_ms, text)
        self.settle()

    def press(self, *keys):
        for key in keys:
            self.kiosk.xdotool("key", key)
            self.settle()

    def settle(self):
        """Until the input method has answered and the window has drawn it: no new frame for a while."""
        def is_still():
            frames = len(self.kiosk.trace())
            self.kiosk.xdotool("sleep", 0.25)
            return len(self.kiosk.trace()) == frames
        wait_until(is_still, 20, "the window comes to rest")

    def click(self, place):
        self.kiosk.click(*place)
        self.settle()

    def unlock(self):
        """The first PIN, said twice; before mozc is on."""
        self.method.use("keyboard-us")
        wait_until(self.waits_for_scans, 20, "the result is still shown")
        self.click(STAFF_BUTTON)
        for _ in range(2):
            self.type(PIN, PIN_MS)
            self.press("Return")
        self.kiosk.picture("unlocked")

    def waits_for_scans(self):
        """A result fills the screen with its colour; the scan screen is light between its buttons and its frame."""
        words = ["import", "-window", "root", "-crop", "1x1+600+600", "-depth", "8", "gray:-"]
        done = subprocess.run(words, env=self.world.display_environment(), capture_output=True, timeout=30, check=True)
        return done.stdout[0] > 200

    def open_form(self):
        self.click(WALK_IN_TAB)
        self.method.use("mozc")

    def expect_nobody(self, known, words):
        new = people(self.world) - known
        expect(not new, f"{words}: {new}")

    def send(self, known):
        """Profession and the button; -> the new row."""
        self.click(NURSE)
        self.click(SEND)
        wait_until(lambda: people(self.world) - known, 20, "the walk-in is in the roster")
        new = people(self.world) - known
        expect(len(new) == 1, f"one new person: {new}")
        return next(row for row in self.world.roster().values() if row["name"] in new)


def people(world):
    return {row["name"] for row in world.roster().values()}


def a_scan_while_mozc_is_on(desk, tickets):
    """Nobody types, hiragana mode: each pace is admitted, and what mozc made of it goes nowhere."""
    desk.method.use("mozc")
    for count, (ticket, pace_ms) in enumerate(zip(tickets, (4, 8, 12)), start=1):
        desk.kiosk.type_scan(ticket["ticket"], delay_ms=pace_ms)
        outcomes = desk.kiosk.wait_for_scans(count)
        desk.settle()
        expect(outcomes == ["admitted"] * count, f"at {pace_ms} ms a key: {outcomes}")
    desk.kiosk.picture("scan-with-mozc")


def a_name_is_typed(desk):
    """yamada, space, Enter: 山田. The confirming Enter sends nothing, a second word joins, the form sends it."""
    known = people(desk.world)
    desk.open_form()
    desk.type("yamada")
    desk.kiosk.picture("composing")
    desk.press("space", "space")
    desk.kiosk.picture("candidates")
    desk.press("Escape", "space", "Return")
    desk.kiosk.picture("confirmed")
    desk.expect_nobody(known, "the Enter that confirms sends nothing")
    desk.type("tarou")
    desk.press("space", "Return")
    desk.kiosk.picture("name")
    row = desk.send(known)
    desk.kiosk.picture("walk-in-done")
    expect(row["name"].startswith("山田") and "tarou" not in row["name"] and len(row["name"]) > 2, f"the name: {row['name']!r}")
    expect(row["profession"] == "看護職" and row["checked_in_at"], f"{row}")
    expect(row["furigana"] is None or row["furigana"] == "", f"nothing went to another field: {row}")


def enter_confirms_and_sends_nothing(desk):
    """With the profession chosen first, a form is complete: still the confirming Enter only confirms; the next one sends."""
    known = people(desk.world)
    desk.click(NEXT)
    desk.click(NURSE)
    desk.click(NAME)
    desk.method.use("mozc")
    desk.type("tanaka")
    desk.press("space", "Return")
    desk.expect_nobody(known, "the Enter that confirms sends nothing, though the form is complete")
    desk.type("aoi")
    desk.press("Return")
    desk.expect_nobody(known, "nor does the one that confirms kana")
    desk.press("Return")
    wait_until(lambda: people(desk.world) - known, 20, "the next Enter sends the form")
    new = (people(desk.world) - known).pop()
    expect(new == "田中あおい", f"the name: {new!r}")


def backspace_edits_the_composition(desk):
    """かんた taken back kana by kana leaves what stood in the field; one Backspace more takes of that."""
    known = people(desk.world)
    desk.click(NEXT)
    desk.click(NAME)
    desk.method.use("mozc")
    desk.type("yamada")
    desk.press("Return")
    for word, kana in (("kanta", 3), ("shatto", 4)):
        desk.type(word)
        desk.press(*["BackSpace"] * kana)
    desk.type("jun")
    desk.press("space", "BackSpace", "BackSpace", "BackSpace", "BackSpace")  # out of the candidates, then three kana
    desk.kiosk.picture("taken-back")
    desk.type("m")
    desk.press("BackSpace", "BackSpace")
    desk.type("no")
    desk.press("Return")
    desk.kiosk.picture("backspaced")
    row = desk.send(known)
    expect(row["name"] == "やまの", f"the name: {row['name']!r}")


def a_scan_over_a_focused_field(desk, tickets):
    """The name field has the focus, with text in it, then with an open composition: nothing of a scan stays anywhere."""
    known = people(desk.world)
    desk.click(NEXT)
    desk.click(NAME)
    desk.method.use("mozc")
    desk.type("nakamura")
    desk.press("space", "Return")
    seen = len(desk.kiosk.scans())
    for ticket in tickets[:2]:
        desk.kiosk.type_scan(ticket["ticket"])
        seen += 1
        expect(desk.kiosk.wait_for_scans(seen)[-1] == "admitted", "over the field")
        desk.settle()
    desk.kiosk.picture("scan-over-field")
    desk.type("ai")  # still composing when the next one comes
    desk.kiosk.type_scan(tickets[2]["ticket"])
    expect(desk.kiosk.wait_for_scans(seen + 1)[-1] == "admitted", "in the midst of a composition")
    desk.settle()
    desk.kiosk.picture("scan-in-composition")
    desk.expect_nobody(known, "a scan's Enter sends nothing")
    row = desk.send(known)
    expect(row["name"] in ("中村", "中村あい"), f"nothing of a scan in the name: {row['name']!r}")
    expect(not row["facility"] and not row["furigana"], f"nor in another field: {row}")


def story():
    with World("ime") as world:
        world.make_store()
        tickets = world.add_ebina()
        for ticket in tickets[20:]:  # seats for walk-ins
            world.call("cancel", "EBINA", ticket["registration"], "--reason", "電話連絡")
        world.open_display()
        desk = Desk(world)
        a_scan_while_mozc_is_on(desk, tickets[0:3])
        desk.unlock()
        a_name_is_typed(desk)
        enter_confirms_and_sends_nothing(desk)
        backspace_edits_the_composition(desk)
        a_scan_over_a_focused_field(desk, tickets[3:6])
        desk.kiosk.expect_running()
        expect(desk.kiosk.close() == 0, "the window ends with 0 when it is asked to")
        expect(world.call("check").one["ok"] is True, "the store is whole")


if __name__ == "__main__":
    run_in_session(story)
