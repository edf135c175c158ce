"""A store that cannot be written: never green, the fault screen stays until it was written again, without a scan; once it
can be, the same ticket is admitted at once. A store that is gone is told."""
import sqlite3
import subprocess
import time

from kiosk_process import Kiosk, World, expect, run, wait_until

FAULT_GROUND = "#2E3238"


def is_fault(picture):
    """Whether the words of the fault screen are what is seen: its ground has one colour in the corner."""
    done = subprocess.run(["convert", str(picture), "-crop", "1x1+60+60", "-depth", "8", "txt:-"], capture_output=True, text=True, check=True)
    return FAULT_GROUND in done.stdout


def story():
    with World("fault") as world:
        world.make_store()
        tickets = world.add_ebina()
        world.open_display()
        kiosk = Kiosk(world)
        other = sqlite3.connect(world.data / "uketsuke.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        for count in (1, 2, 3):
            kiosk.type_scan(tickets[count]["ticket"])
            outcomes = kiosk.wait_for_scans(count, seconds=60)
            expect(outcomes[-1] == "not_recorded", f"while another process holds the store: {outcomes}")
            time.sleep(0.3)
            kiosk.picture(f"not-recorded-{count}")
        time.sleep(6)  # longer than the fault is asked about: that it can be read does not end it
        stopped = kiosk.picture("stopped")
        expect(is_fault(stopped), "the fault screen stays while another process holds the write lock")
        other.execute("ROLLBACK")
        other.close()
        wait_until(lambda: not is_fault(kiosk.picture("probed")), 40, "the fault screen leaves by itself once the store was written")
        expect(not any(row["checked_in_at"] for row in world.roster().values()), "nobody is in")
        kiosk.type_scan(tickets[1]["ticket"])
        expect(kiosk.wait_for_scans(4)[-1] == "admitted", "the same ticket, once the store can be written")
        time.sleep(0.3)
        kiosk.picture("recorded")
        (world.data / "uketsuke.db").rename(world.folder / "moved.db")
        kiosk.type_scan(tickets[3]["ticket"])
        expect(kiosk.wait_for_scans(5)[-1] == "not_recorded", "a store that is no longer in its place")
        (world.folder / "moved.db").rename(world.data / "uketsuke.db")
        kiosk.type_scan(tickets[3]["ticket"])
        expect(kiosk.wait_for_scans(6)[-1] == "admitted", "put back, it goes on")
        expect(kiosk.close() == 0, "the window ends with 0 when it is asked to")
        expect(sum(1 for row in world.roster().values() if row["checked_in_at"]) == 2, "two are in")


if __name__ == "__main__":
    run(story)
