"""A disk that fills up while the window runs: nobody is green, the fault screen stays as long as it is full, and the same
ticket is admitted once there is room. Skipped where this user may not mount."""
import subprocess
import time

from kiosk_process import Kiosk, Skipped, World, expect, run, wait_until
from story_fault import is_fault


def fill(path):
    """Takes what is left on that disk."""
    try:
        with open(path, "wb", buffering=0) as stream:
            while stream.write(b"x" * 4096) == 4096:
                pass
    except OSError:
        pass


def story():
    with World("full-disk") as world:
        world.data.mkdir()
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(world.data)], capture_output=True, check=False)
        if mounted.returncode != 0:
            raise Skipped("no small disk can be mounted here")
        try:
            fill_and_scan(world)
        finally:
            subprocess.run(["umount", "-l", str(world.data)], check=False)


def fill_and_scan(world):
    world.make_store()
    tickets = world.add_ebina()
    world.open_display()
    kiosk = Kiosk(world)
    kiosk.type_scan(tickets[0]["ticket"])
    expect(kiosk.wait_for_scans(1)[-1] == "admitted", "the first is in")
    filling = world.data / "filling"
    fill(filling)
    # What the -wal holds already can be written over; what is on the disk counts, so a few may still come in for sure.
    outcomes = ["admitted"]
    while len(outcomes) < 12 and outcomes[-3:] != ["not_recorded"] * 3:
        kiosk.type_scan(tickets[len(outcomes)]["ticket"])
        outcomes = kiosk.wait_for_scans(len(outcomes) + 1)
        time.sleep(0.3)
    expect(outcomes[-3:] == ["not_recorded"] * 3, f"a full disk records nobody: {outcomes}")
    time.sleep(12)
    expect(is_fault(kiosk.picture("full")), "the fault screen stays as long as the disk is full")
    filling.unlink()
    wait_until(lambda: not is_fault(kiosk.picture("room")), 40, "the fault screen leaves once there is room")
    kiosk.type_scan(tickets[len(outcomes) - 1]["ticket"])
    expect(kiosk.wait_for_scans(len(outcomes) + 1)[-1] == "admitted", "the same ticket, once there is room")
    expect(kiosk.close() == 0, "the window ends with 0 when it is asked to")
    acknowledged = outcomes.count("admitted") + 1
    inside = sum(1 for row in world.roster().values() if row["checked_in_at"])
    expect(inside == acknowledged, f"{acknowledged} were green, {inside} are in")
    expect(world.call("check").one["ok"], "the store is whole")


if __name__ == "__main__":
    run(story)
