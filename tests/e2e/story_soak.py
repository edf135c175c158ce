"""Many scans through the real window in one run: memory and handles stay flat, the store is whole. 200 000 with --long.

They come from a serial scanner as fast as the window answers; a code is shown again once that is a scan of its own."""
import os
import pathlib
import pty
import time
import tty

from kiosk_process import Kiosk, LONG, World, expect, run

SCANS = 200_000 if LONG else 1_000
PEOPLE = 600
SAME_SCAN_SECONDS = 3.5  # a code that was seen so lately is the same scan
AHEAD = 40  # scans on their way at most: a line buffers no more


def make_lecture(world):
    path = world.folder / "soak.toml"
    path.write_text('code = "SOAK"\ntitle = "公開講演会"\nvenue = "ホール"\nstarts_at = "2025-10-24T18:30:00+09:00"\n'
                    'doors_open_at = "2025-10-24T18:00:00+09:00"\n', encoding="utf-8")
    world.call("event", "add", path)
    people = world.folder / "people.csv"
    people.write_text("氏名,所属\n" + "".join(f"参加 {index:04d},所属{index % 40}\n" for index in range(PEOPLE)), encoding="utf-8")
    world.call("roster", "import", "SOAK", people)
    return [line["ticket"] for line in world.call("ticket", "issue", "SOAK", "--out", world.folder / "tickets", seconds=900).lines]


class Counts:
    """The outcomes in the trace, read on from where it was read last."""

    def __init__(self, path):
        self.file, self.rest, self.seen = open(path, encoding="utf-8"), "", {}

    def read(self):
        text = self.rest + self.file.read()
        lines = text.split("\n")
        self.rest = lines.pop()
        for line in lines:
            if '"outcome"' in line:
                outcome = line.split('"outcome":"')[1].split('"')[0]
                self.seen[outcome] = self.seen.get(outcome, 0) + 1
        return sum(self.seen.values())


def used(process):
    """Resident megabytes, and open handles: the least of some moments, as a look at the store opens it for one."""
    status = pathlib.Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
    kilobytes = int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1])
    handles = []
    for _ in range(10):
        handles.append(len(os.listdir(f"/proc/{process.pid}/fd")))
        time.sleep(0.02)
    return kilobytes / 1024, min(handles)


def story():
    with World("soak") as world:
        world.make_store()
        tickets = make_lecture(world)
        world.open_display()
        master, slave = pty.openpty()
        tty.setraw(slave)
        kiosk = Kiosk(world, event="SOAK", scanner=f"serial:{os.ttyname(slave)}", size="640x360")  # drawn without a graphics card
        time.sleep(1.0)
        counts = Counts(kiosk.trace_path)
        warm, samples, begun, shown = None, [], time.monotonic(), [0.0] * PEOPLE
        answered, last_answer = 0, begun
        for index in range(SCANS):
            time.sleep(max(0.0, shown[index % PEOPLE] + SAME_SCAN_SECONDS - time.monotonic()))
            os.write(master, (tickets[index % PEOPLE] + "\r").encode())
            while index + 1 - counts.read() > AHEAD:
                if sum(counts.seen.values()) > answered:
                    answered, last_answer = sum(counts.seen.values()), time.monotonic()
                expect(time.monotonic() - last_answer < 60, f"no answer for a minute after {answered} of {index} scans")
                time.sleep(0.005)
            if index % 100 == 0:
                kiosk.expect_running()
            shown[(index - AHEAD) % PEOPLE] = time.monotonic()  # that one was answered by now
            if (index + 1) % (SCANS // 20) == 0:
                samples.append(used(kiosk.process))
                warm = warm or (samples[-1] if index >= SCANS // 10 else None)
        deadline = time.monotonic() + 60
        while counts.read() < SCANS and time.monotonic() < deadline:
            time.sleep(0.05)
        expect(counts.read() == SCANS, f"{counts.read()} of {SCANS} answered: {counts.seen}")
        first = min(PEOPLE, SCANS)
        expect(counts.seen.get("admitted") == first and counts.seen.get("already_in", 0) == SCANS - first, f"{counts.seen}")
        print(f"{SCANS} scans in {time.monotonic() - begun:.0f} s; megabytes and handles: {samples[0]} … {samples[-1]}")
        kept = min(128, (world.data / "uketsuke.db").stat().st_size / 2**20)  # what the store may keep of itself in memory
        grown = samples[-1][0] - warm[0]
        expect(grown < 24 + kept, f"memory grew by {grown:.1f} MB, the store is {kept:.1f}: {samples}")
        expect(samples[-1][1] <= warm[1] + 2, f"handles grew: {samples}")
        expect(kiosk.close() == 0, "the window ends with 0 when it is asked to")
        expect(world.call("check").one["ok"] is True, "the store is whole")
        expect(world.call("event", "show", "SOAK").one["admitted"] == first, "everybody is in")
        os.close(master)
        os.close(slave)


if __name__ == "__main__":
    run(story)
