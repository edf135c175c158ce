"""Every write to the disk takes 200 ms: the window stays at its rate, scans wait in order, each result shows once it is on
disk and not before, none is lost."""
import subprocess
import time

from kiosk_process import Kiosk, Skipped, World, expect, run

DELAY_US = 200_000
SCANS = 12


def slow_disk(world):
    """What the program is started by; the process is the program's own (-D)."""
    trial = subprocess.run(["strace", "-D", "-f", "-qq", "-o", "/dev/null", "true"], capture_output=True, check=False)
    if trial.returncode != 0:
        raise Skipped("strace may not trace here")
    return ["strace", "-D", "-f", "--seccomp-bpf", "-qq", "-o", world.folder / "syncs.txt", "-e", "trace=fdatasync,fsync",
            "-e", f"inject=fdatasync,fsync:delay_exit={DELAY_US}"]


def keep_moving(kiosk, seconds):
    """A hand that moves over the screen: every move asks for a frame."""
    words = []
    for step in range(int(seconds / 0.02)):
        words += ["mousemove", 200 + step % 400, 300, "sleep", 0.02]
    return kiosk.world.start(["xdotool", *words], env=kiosk.world.display_environment())


def type_at_once(kiosk, tickets):
    """All scans behind one another, as fast as a scanner is."""
    words = []
    for ticket in tickets:
        words += ["type", "--delay", 1, "--args", 1, ticket["ticket"], "sleep", 0.012, "key", "Return", "sleep", 0.012]
    kiosk.xdotool(*words)


def check_scans(scans):
    expect([scan["outcome"] for scan in scans] == ["admitted"] * SCANS, f"everybody is admitted: {scans}")
    for one, following in zip(scans, scans[1:]):
        expect(one["frame_in"] < following["frame_in"], "answered in the order of coming")
        expect(following["committed"] - one["committed"] >= DELAY_US * 0.9, f"each waits for its own write: {one} {following}")
    expect(all(scan["painted"] > scan["committed"] for scan in scans), "shown once it is on disk")
    late = [one for one, following in zip(scans, scans[1:]) if one["painted"] >= following["committed"]]
    expect(len(late) <= 2, f"each is shown before the next is on disk, but where the machine was busy: {late}")


def check_frames(frames, scans):
    """While writes were under way no frame waited for one of them."""
    begin, end = scans[0]["decided"], scans[-1]["painted"]
    times = [frame["painted"] for frame in frames if begin <= frame["painted"] <= end]
    gaps = sorted(after - before for before, after in zip(times, times[1:]))
    waited = [gap for gap in gaps if gap >= DELAY_US * 0.9]
    print(f"{len(times)} frames in {(end - begin) / 1e6:.1f} s; gaps: median {gaps[len(gaps) // 2] / 1000:.0f} ms, longest {gaps[-1] / 1000:.0f} ms")
    expect(len(waited) <= 1, f"{len(waited)} frames waited as long as a write takes, of {SCANS} writes")
    expect(gaps[len(gaps) // 2] <= 50_000, f"the middle one of the gaps is {gaps[len(gaps) // 2] / 1000} ms")


def story():
    with World("slow-disk") as world:
        world.make_store()
        tickets = world.add_ebina()[:SCANS]
        world.open_display()
        kiosk = Kiosk(world, wrapper=slow_disk(world))
        hand = keep_moving(kiosk, 20)
        type_at_once(kiosk, tickets)
        queued = SCANS - len(kiosk.scans())
        expect(queued >= SCANS / 3, f"the scans came faster than the disk: {queued} waited")
        kiosk.picture("queue")
        kiosk.wait_for_scans(SCANS, seconds=60)
        time.sleep(0.3)
        hand.terminate()
        scans = kiosk.scans()
        print(f"{queued} scans waited when the last one had come")
        check_scans(scans)
        check_frames([line for line in kiosk.trace() if "frame" in line], scans)
        expect(kiosk.close() == 0, "the window ends with 0 when it is asked to")
        inside = [row for row in world.roster().values() if row["checked_in_at"]]
        expect({row["registration"] for row in inside} == {ticket["registration"] for ticket in tickets}, f"{len(inside)} are in")


if __name__ == "__main__":
    run(story)
