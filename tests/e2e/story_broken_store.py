"""A store that the disk broke: the window says so, names the newest good copy, opens from it at a button; the broken one
is kept beside. A store that is gone is opened from its copy in the same way."""
import time

from kiosk_process import Kiosk, World, expect, run, wait_until

OPEN = (358, 630)
AGAIN = (838, 630)
QUIT = (1120, 630)


def break_store(world):
    """Garbage over every page but the first; what other programs and the journal hold is gone, too."""
    store = world.data / "uketsuke.db"
    for suffix in ("-wal", "-shm"):
        (world.data / f"uketsuke.db{suffix}").unlink(missing_ok=True)
    with open(store, "r+b") as file:
        file.seek(4096)
        file.write(b"\x55" * (store.stat().st_size - 4096))


def open_broken(world, name):
    """The window of a broken store, once it looked for a copy."""
    kiosk = Kiosk(world, draws=False)
    time.sleep(2.5)
    kiosk.picture(name)
    expect(not kiosk.trace(), "no scan screen is drawn")
    kiosk.expect_running()
    return kiosk


def open_from_copy(kiosk):
    kiosk.click(*OPEN)
    time.sleep(0.5)
    kiosk.picture("sure")
    expect(not kiosk.trace(), "one tap does nothing yet")
    kiosk.click(*OPEN)
    wait_until(kiosk.trace, 30, "the scan screen of the copy")


def story():
    with World("broken-store") as world:
        world.make_store()
        tickets = world.add_ebina()
        world.open_display()
        stick = world.folder / "stick"
        stick.mkdir()
        kiosk = Kiosk(world, extra=["--backup", stick, "--backup-every", "1"])
        for count in (1, 2, 3):
            kiosk.type_scan(tickets[count]["ticket"])
            kiosk.wait_for_scans(count)
        expect(kiosk.close() == 0, "the window ends, its last copy is made")
        break_store(world)
        expect(world.call("check", exit=4).exit == 4, "check says that it is broken")
        kiosk = open_broken(world, "broken")
        open_from_copy(kiosk)
        kiosk.type_scan(tickets[1]["ticket"])
        expect(kiosk.wait_for_scans(1) == ["already_in"], "who was in is in")
        kiosk.type_scan(tickets[4]["ticket"])
        expect(kiosk.wait_for_scans(2)[-1] == "admitted", "and it goes on")
        kiosk.picture("opened")
        expect(kiosk.close() == 0, "it ends as ever")
        kept = list(world.data.glob("before-restore-*.db"))
        expect(len(kept) == 1 and b"\x55" * 100 in kept[0].read_bytes(), f"the broken one is kept: {kept}")
        expect(world.call("check").one["ok"] is True, "the store is whole")
        expect(sum(1 for row in world.roster().values() if row["checked_in_at"]) == 4, "four are in")

        for file in world.data.glob("uketsuke.db*"):
            file.unlink()
        hidden = stick.rename(world.folder / "hidden")
        kiosk = open_broken(world, "gone")
        kiosk.click(*OPEN)
        kiosk.click(*OPEN)
        time.sleep(0.5)
        expect(not kiosk.trace(), "without a copy there is nothing to open")
        hidden.rename(stick)
        kiosk.click(*AGAIN)
        time.sleep(1.5)
        kiosk.picture("found-again")
        open_from_copy(kiosk)
        kiosk.type_scan(tickets[4]["ticket"])
        expect(kiosk.wait_for_scans(1) == ["already_in"], "the last copy had everybody")
        expect(kiosk.close() == 0, "it ends as ever")

        break_store(world)
        kiosk = open_broken(world, "again")
        kiosk.click(*QUIT)
        wait_until(lambda: kiosk.process.poll() is not None, 10, "staff may leave it as it is")
        expect(kiosk.process.returncode == 4, f"exit {kiosk.process.returncode}")


if __name__ == "__main__":
    run(story)
