"""Copies on a second medium while the window runs: every check-in is in the newest one, at the end everything is."""
import stat

from kiosk_process import Kiosk, World, expect, run, wait_until


def admitted_in(world, copy):
    """How many are in by that copy, opened as a store of its own."""
    with World("opened", world.now) as other:
        other.data.mkdir()
        (other.data / "uketsuke.db").write_bytes(copy.read_bytes())
        expect(other.call("check").one["ok"], f"{copy} is whole")
        return sum(1 for row in other.roster().values() if row["checked_in_at"])


def newest(stick):
    return max(stick.glob("uketsuke-*.db"), key=lambda copy: copy.stat().st_mtime_ns)


def story():
    with World("backup") as world:
        world.make_store()
        tickets = world.add_ebina()
        stick = world.folder / "stick"
        stick.mkdir()
        world.open_display()
        kiosk = Kiosk(world, extra=["--backup", stick, "--backup-every", "1"])
        kiosk.type_scan(tickets[0]["ticket"])
        expect(kiosk.wait_for_scans(1)[-1] == "admitted", "the first is in")
        wait_until(lambda: admitted_in(world, newest(stick)) == 1, 30, "a copy that holds the first")
        expect(all(stat.S_IMODE(copy.stat().st_mode) == 0o600 for copy in stick.glob("*.db")), "copies are for their owner alone")
        away = world.folder / "in-a-pocket"
        stick.rename(away)
        kiosk.type_scan(tickets[1]["ticket"])
        expect(kiosk.wait_for_scans(2)[-1] == "admitted", "without the stick people still come in")
        wait_until(lambda: "plug its medium in" in (world.folder / "window.log").read_text(encoding="utf-8"), 30, "that no copy could be made is said")
        away.rename(stick)
        kiosk.type_scan(tickets[2]["ticket"])
        expect(kiosk.wait_for_scans(3)[-1] == "admitted", "the third is in")
        expect(kiosk.close() == 0, "the window ends with 0 when it is asked to")
        expect(admitted_in(world, newest(stick)) == 3, "the last copy holds everything")
        expect(len(list(stick.iterdir())) <= 6, "a few are kept, nothing else lies there")
        seen = [line for line in world.call("doctor", exit=None).lines if line["check"] == "backup"]
        expect(seen and seen[0]["ok"], f"doctor finds the last copy: {seen}")
        # The store is lost: the copy brings it back, and what lay in its place is kept.
        (world.data / "uketsuke.db").write_bytes(b"torn" * 4096)
        world.call("check", exit=4)
        kept = world.call("restore", newest(stick)).one["kept"]
        expect(kept and world.call("check").one["ok"], "restored, and what was there is kept")
        expect(sum(1 for row in world.roster().values() if row["checked_in_at"]) == 3, "all three are in")


if __name__ == "__main__":
    run(story)
