"""Staff at the desk, by touch and keys in the real window: first PIN, search, undo, a facility's people at once, walk-in past a
full house, a scan while a field has the focus and while a dialog is open, export, lock."""
import time

from kiosk_process import Kiosk, World, expect, run, wait_until

# Places in the 1280x720 grid.
DESK_BUTTON, LOCK, NUMBER_MODE, ADMIT_FIRST, FIRST_RESULT = (1008, 672), (1190, 42), (1006, 160), (1194, 250), (850, 250)
TAB = {"search": (66, 42), "facility": (177, 42), "walk-in": (288, 42), "roster": (399, 42), "counts": (510, 42), "export": (621, 42)}
NAME_FIELD, NURSE, REGISTER, BY_ORGANISER = (300, 180), (1170, 190), (330, 555), (633, 397)
SECOND_FACILITY, ALL_OF_IT, ADMIT_TICKED = (140, 320), (1190, 160), (900, 570)
UNDO, UNDO_MISTAKE, WRITE_FILE = (1060, 248), (360, 380), (170, 487)


class Desk:
    """Staff's hands: each step ends when the store tells what it was to do."""

    def __init__(self, world, kiosk):
        self.world, self.kiosk = world, kiosk

    def touch(self, place, pause=0.6):
        self.kiosk.click(*place)
        time.sleep(pause)

    def type(self, words):
        """As fingers type: far slower than a scanner."""
        self.kiosk.xdotool("type", "--delay", 180, words)
        time.sleep(0.5)

    def inside(self):
        return {row["name"] for row in self.world.roster().values() if row["checked_in_at"]}

    def expect_inside(self, names, words):
        wait_until(lambda: self.inside() == set(names), 15, lambda: f"{words}: inside are {self.inside()}, not {set(names)}")

    def unlock_with_first_pin(self):
        self.touch(DESK_BUTTON)
        self.kiosk.picture("first-pin")
        for _ in range(2):
            self.type("2468")
            self.kiosk.xdotool("key", "Return")
            time.sleep(0.8)
        time.sleep(2.0)
        self.kiosk.picture("search")

    def find_number(self, number):
        self.touch(TAB["search"])
        self.touch(NUMBER_MODE)
        self.type(str(number))
        time.sleep(1.0)


def check_search_and_undo(world, kiosk, desk, names):
    desk.find_number(7)
    kiosk.picture("found")
    desk.touch(ADMIT_FIRST)
    desk.expect_inside([names[7]], "admitted by hand")
    kiosk.picture("admitted")
    desk.touch(FIRST_RESULT, 1.2)
    kiosk.picture("person")
    desk.touch(UNDO, 1.2)
    kiosk.picture("undo")
    desk.touch(UNDO_MISTAKE, 1.2)
    desk.expect_inside([], "undone")


def check_facility(world, kiosk, desk):
    desk.touch(TAB["facility"], 1.2)
    desk.touch(SECOND_FACILITY, 1.2)
    desk.touch(ALL_OF_IT)
    kiosk.picture("facility-ticked")
    desk.touch(ADMIT_TICKED)
    wait_until(lambda: len(desk.inside()) == 2, 15, lambda: f"the facility's two people: {desk.inside()}")
    kiosk.picture("facility-admitted")
    return desk.inside()


def check_walk_in(kiosk, desk, tickets, names, inside):
    """30 of 30 seats are held: refused, then admitted by a reason. Scans go on meanwhile and are never typed into the form."""
    desk.touch(TAB["walk-in"], 1.0)
    desk.touch(NAME_FIELD)
    desk.type("Tobiiri")
    kiosk.type_scan(tickets[0]["ticket"])
    kiosk.wait_for_scans(1)
    time.sleep(0.5)
    kiosk.picture("scan-while-typing")
    desk.expect_inside(inside | {names[1]}, "a scan while a field has the focus")
    desk.type(" Hana")
    desk.touch(NURSE)
    kiosk.picture("walk-in-filled")
    desk.touch(REGISTER, 1.5)
    kiosk.picture("walk-in-refused")
    kiosk.type_scan(tickets[1]["ticket"])
    expect(kiosk.wait_for_scans(2) == ["admitted", "admitted"], "a scan while a dialog is open")
    desk.touch(BY_ORGANISER)
    desk.expect_inside(inside | {names[1], names[2], "Tobiiri Hana"}, "the walk-in, by the organiser's word")
    kiosk.picture("walk-in-done")


def check_lists(world, kiosk, desk):
    for tab in ("roster", "counts", "export"):
        desk.touch(TAB[tab], 1.2)
        kiosk.picture(tab)
    before = set(world.data.rglob("*.xlsx"))
    desk.touch(WRITE_FILE, 2.0)
    kiosk.picture("exported")
    wait_until(lambda: set(world.data.rglob("*.xlsx")) - before, 15, "the attendance list as a file")


def story():
    with World("desk") as world:
        world.make_store()
        tickets = world.add_ebina()
        names = {row["number"]: row["name"] for row in world.roster().values()}
        world.open_display()
        kiosk = Kiosk(world)
        desk = Desk(world, kiosk)
        desk.unlock_with_first_pin()
        check_search_and_undo(world, kiosk, desk, names)
        inside = check_facility(world, kiosk, desk)
        check_walk_in(kiosk, desk, tickets, names, inside)
        check_lists(world, kiosk, desk)
        desk.touch(LOCK, 1.0)
        kiosk.picture("locked")
        expect(kiosk.close() == 0, "the window ends with 0 when it is asked to")
        expect(world.call("check").one["ok"] is True, "the store is whole")


if __name__ == "__main__":
    run(story)
