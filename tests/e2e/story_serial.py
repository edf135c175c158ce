"""A serial scanner on a pseudo terminal: scans, is unplugged, comes back, scans again."""
import os
import pty
import time
import tty

from kiosk_process import Kiosk, World, expect, run


class Scanner:
    """A pseudo terminal behind a path that stays the same, as udev names it."""

    def __init__(self, path):
        self.path, self.master, self.slave = path, None, None
        self.plug_in()

    def plug_in(self):
        self.master, self.slave = pty.openpty()
        tty.setraw(self.slave)
        self.path.unlink(missing_ok=True)
        self.path.symlink_to(os.ttyname(self.slave))

    def unplug(self):
        os.close(self.slave)
        os.close(self.master)
        self.path.unlink()

    def read_code(self, text, end="\r"):
        """A pty knows no baud rate: one millisecond a character, as 9600 baud would."""
        for character in text + end:
            os.write(self.master, character.encode())
            time.sleep(0.001)


def story():
    with World("serial") as world:
        world.make_store()
        tickets = world.add_ebina()
        world.open_display()
        scanner = Scanner(world.folder / "scanner")
        kiosk = Kiosk(world, scanner=f"serial:{scanner.path}")
        time.sleep(1.0)
        for count, end in enumerate(("\r", "\n", "\t", "\r\n", ""), start=1):
            scanner.read_code(tickets[count]["ticket"], end)
            outcomes = kiosk.wait_for_scans(count)
            expect(outcomes == ["admitted"] * count, f"ended by {end!r}: {outcomes}")
        scanner.unplug()
        time.sleep(1.5)
        kiosk.picture("unplugged")
        kiosk.expect_running()
        scanner.plug_in()
        time.sleep(3.0)
        scanner.read_code(tickets[6]["ticket"])
        expect(kiosk.wait_for_scans(6)[-1] == "admitted", "after it came back")
        expect(kiosk.close() == 0, "the window ends with 0 when it is asked to")
        expect(sum(1 for row in world.roster().values() if row["checked_in_at"]) == 6, "six are in")


if __name__ == "__main__":
    run(story)
