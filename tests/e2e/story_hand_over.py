"""The morning after, in the real window: an organiser is asked whether the names that were handed over are erased here; put off,
it is asked again at the next start; two touches erase them, in the copy on the stick and in the lists that the window wrote."""
import time

from kiosk_process import Kiosk, World, expect, run, wait_until

DESK_BUTTON, ERASE, LATER, CLOSE = (1008, 672), (415, 510), (865, 510), (1190, 42)
MORNING_AFTER = "2025-10-25T09:00:00+09:00"


def unlock(kiosk):
    kiosk.click(*DESK_BUTTON)
    time.sleep(0.8)
    kiosk.xdotool("type", "--delay", 180, "482615")
    time.sleep(0.1)
    kiosk.xdotool("key", "Return")
    time.sleep(2.0)


def story():
    with World("hand-over") as world:
        world.make_store()
        tickets = world.add_ebina()
        world.call("staff", "add", "田中", "--role", "organiser")
        world.call("staff", "pin", "田中", stdin="482615\n")
        world.call("scan", "EBINA", tickets[1]["ticket"], tickets[2]["ticket"])
        names = {row["name"] for row in world.roster().values()}
        stick = world.folder / "stick"
        stick.mkdir()
        exports = world.data / "exports"
        exports.mkdir()
        world.call("export", "EBINA", "attendance", "--format", "csv", "--out", exports / "EBINA-attendance-R71024-2100.csv")
        (exports / "EBINA-2-attendance.csv").write_text("another event's", encoding="utf-8")
        world.now = MORNING_AFTER
        world.open_display()
        kiosk = Kiosk(world, extra=["--backup", stick])
        unlock(kiosk)
        kiosk.picture("asked")
        kiosk.click(*LATER)
        time.sleep(0.8)
        kiosk.picture("later")
        expect(kiosk.close() == 0, "the window ends")
        expect({row["name"] for row in world.roster().values()} == names, "put off: nothing is erased")

        kiosk = Kiosk(world)
        time.sleep(1.0)
        kiosk.picture("reminded")
        unlock(kiosk)
        kiosk.click(*ERASE)
        time.sleep(0.5)
        kiosk.picture("sure")
        expect({row["name"] for row in world.roster().values()} == names, "one touch erases nothing")
        kiosk.click(*ERASE)
        wait_until(lambda: not any(row["name"] for row in world.roster().values()), 30, "the names are gone")
        time.sleep(1.5)
        kiosk.picture("erased")
        expect(kiosk.close() == 0, "the window ends")
        expect([file.name for file in exports.iterdir()] == ["EBINA-2-attendance.csv"], f"{list(exports.iterdir())}")
        counts = world.call("event", "show", "EBINA").one
        expect(counts["admitted"] == 2, f"counts stay: {counts}")
        words = [name.encode() for name in names if len(name) > 2]
        for file in [*world.data.glob("uketsuke.db*"), *stick.iterdir()]:
            content = file.read_bytes()
            left = [word.decode() for word in words if word in content]
            expect(not left, f"{file.name} still holds {left[:3]}")


if __name__ == "__main__":
    run(story)
