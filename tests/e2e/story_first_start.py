"""A first start, from an empty folder: a look at the PC, a PIN by keyboard, a packed event of a stick that is plugged in then,
by touch, the scan screen, a scan; and practice with made-up people beside it."""
import time

from kiosk_process import SOURCE, Kiosk, World, expect, run, wait_until

PRACTISE = (900, 230)
FIRST_FILE = (600, 190)
PIN = "1357"
PASSPHRASE = "20251024"


def pack_at_the_office(world):
    """The stick's folder, and a ticket of the event on it."""
    store, world.data = world.data, world.folder / "office"
    world.call("init")
    tickets = world.add_ebina()
    (world.folder / "sticks").mkdir()
    stick = world.folder / "OFFICE"
    stick.mkdir()
    (world.folder / "words").write_text(PASSPHRASE + "\n", encoding="utf-8")
    world.call("event", "pack", "EBINA", "--out", stick / "ebina.pack", "--passphrase-file", world.folder / "words")
    world.data = store
    return stick, tickets[0]["ticket"]


def open_first(world, sticks, name):
    kiosk = Kiosk(world, event=None, extra=["--sticks", sticks], draws=False)
    time.sleep(1.5)
    kiosk.picture(name)
    expect(not kiosk.trace(), "no scan screen without an event")
    return kiosk


def story():
    with World("first-start", now=None) as world:
        stick, ticket = pack_at_the_office(world)
        sticks = world.folder / "sticks"
        world.open_display()
        kiosk = open_first(world, sticks, "welcome")
        kiosk.xdotool("key", "3")
        time.sleep(3)
        kiosk.picture("checks")
        kiosk.xdotool("key", "Escape")
        time.sleep(0.5)
        expect(not world.data.exists(), "nothing is made before somebody chooses")
        kiosk.xdotool("key", "1")
        time.sleep(0.5)
        kiosk.picture("pin")
        kiosk.type_keys(PIN)
        kiosk.type_keys(PIN)
        wait_until((world.data / "uketsuke.db").exists, 20, "the store, with its PIN")
        time.sleep(1)
        kiosk.picture("no-stick")
        stick.rename(sticks / "OFFICE")
        time.sleep(3)
        kiosk.picture("files")
        kiosk.click(*FIRST_FILE)
        time.sleep(0.5)
        kiosk.type_keys("wrong words")
        wait_until(lambda: "ebina.pack" in (world.folder / "window.log").read_text(encoding="utf-8"), 60, "that the passphrase is wrong is said")
        time.sleep(1)
        kiosk.picture("wrong-passphrase")
        expect(not kiosk.trace(), "another passphrase opens nothing")
        kiosk.type_keys(PASSPHRASE)
        wait_until(kiosk.trace, 30, "the scan screen")
        kiosk.type_scan(ticket)
        expect(kiosk.wait_for_scans(1) == ["admitted"], "who holds a ticket of that event comes in")
        kiosk.picture("admitted")
        expect(kiosk.close() == 0, "it ends as ever")
        expect(world.call("check").one["ok"] is True, "the store is whole")
        expect(world.call("staff", "list").one["role"] == "organiser", "the first PIN is an organiser's")

        world.data = world.folder / "elsewhere"
        kiosk = open_first(world, sticks, "welcome-again")
        kiosk.click(*PRACTISE)
        wait_until(kiosk.trace, 30, "practice")
        expect(not (world.data / "uketsuke.db").exists(), "the real store is not begun by it")
        world.data = world.data / "practice"
        kiosk.type_scan(next(row["ticket"] for row in world.roster().values()))
        expect(kiosk.wait_for_scans(1) == ["admitted"], "made-up people come in at once")
        kiosk.picture("practice")
        expect(kiosk.close() == 0, "it ends as ever")


if __name__ == "__main__":
    run(story)
