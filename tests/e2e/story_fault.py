"""A store that cannot be written: never green; once it can be, the same ticket is admitted at once."""
import sqlite3
import time

from kiosk_process import Kiosk, World, expect, run


def story():
    with World("fault") as world:
        world.make_store()
        tickets = world.add_ebina()
        world.open_display()
        kiosk = Kiosk(world)
        other = sqlite3.connect(world.data / "uketsuke.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        for count in (1, 2):
            kiosk.type_scan(tickets[count]["ticket"])
            outcomes = kiosk.wait_for_scans(count, seconds=60)
            expect(outcomes[-1] == "not_recorded", f"while another process holds the store: {outcomes}")
            time.sleep(0.3)
            kiosk.picture(f"not-recorded-{count}")
        other.execute("ROLLBACK")
        other.close()
        expect(not any(row["checked_in_at"] for row in world.roster().values()), "nobody is in")
        kiosk.type_scan(tickets[1]["ticket"])
        expect(kiosk.wait_for_scans(3)[-1] == "admitted", "the same ticket, once the store can be written")
        time.sleep(0.3)
        kiosk.picture("recorded")
        expect(kiosk.close() == 0, "the window ends with 0 when it is asked to")
        expect(sum(1 for row in world.roster().values() if row["checked_in_at"]) == 1, "one is in")


if __name__ == "__main__":
    run(story)
