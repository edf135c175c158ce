"""What the window takes while nothing happens: frames and CPU without a camera; with a 720p30 camera that looks at nothing
beside the bare pipeline, plain decode and preview; memory with that camera, and over 100 000 scans.
use: idle.py [SECONDS [SCANS]]
"""
import os
import pty
import random
import statistics
import subprocess
import sys
import time
import tty

from bench_kit import Bars, cpu_seconds, kiosk_process, memory_mb, run, start_bare

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
ROUNDS = 3


def measure_idle(world, seconds, bars):
    kiosk = kiosk_process.Kiosk(world, event="AIKAWA")
    time.sleep(4)
    frames, begin = len(kiosk.trace()), cpu_seconds(kiosk.process.pid)
    time.sleep(seconds)
    took, drawn = cpu_seconds(kiosk.process.pid) - begin, len(kiosk.trace()) - frames
    kiosk.close()
    minutes = seconds / 60
    bars.at_most(f"without camera: frames in {seconds} s (the clock shows minutes)", drawn, minutes + 1)
    bars.at_most("without camera: percent of a core", 100 * took / seconds, 3, " %")


def make_film(world, seconds):
    """Sensor noise over an empty desk, as MJPEG; ten different frames in turn."""
    for number in range(10):
        subprocess.run(["convert", "-size", "1280x720", "-seed", str(number), "gradient:gray70-gray40", "-attenuate", "0.15", "+noise", "Gaussian",
                        "-colorspace", "gray", "-quality", "88", str(world.folder / f"noise-{number}.jpg")], check=True)
    film = world.folder / "film.avi"
    subprocess.run(["gst-launch-1.0", "-q", "multifilesrc", f"location={world.folder}/noise-%d.jpg", "start-index=0", "stop-index=9", "loop=true",
                    f"num-buffers={round(seconds * 30)}", "caps=image/jpeg,framerate=30/1", "!", "avimux", "!", "filesink", f"location={film}"], check=True, stderr=subprocess.DEVNULL)
    return film


def watch(process, seconds):
    """-> CPU seconds and memory, once it runs evenly."""
    time.sleep(4)
    begin = cpu_seconds(process.pid)
    time.sleep(seconds)
    return cpu_seconds(process.pid) - begin, memory_mb(process.pid)


def measure_camera(world, seconds, bars):
    film = make_film(world, seconds + 8)
    ratios, memories = [], []
    for _ in range(ROUNDS):
        process, _ = start_bare(world, "camera", film)
        bare_cpu, bare_memory = watch(process, seconds)
        kiosk_process.end(process)
        kiosk = kiosk_process.Kiosk(world, event="AIKAWA", camera=f"file:{film}")
        cpu, memory = watch(kiosk.process, seconds)
        kiosk.close()
        print(f"camera at nothing: {100 * cpu / seconds:.1f} % of a core, bare {100 * bare_cpu / seconds:.1f} %; {memory:.0f} MB, bare {bare_memory:.0f} MB", flush=True)
        ratios.append(cpu / bare_cpu)
        memories.append(memory / bare_memory)
    bars.at_most("camera at nothing: CPU / bare pipeline, decode and preview", statistics.median(ratios), 1.3)
    bars.at_most("camera at nothing: memory / the same", statistics.median(memories), 1.3)


class Scans:
    """Counts the trace's scans as they are written."""

    def __init__(self, kiosk):
        self.file, self.count = open(kiosk.trace_path, encoding="utf-8"), 0

    def wait_for(self, count, kiosk):
        deadline = time.monotonic() + 120
        while self.count < count:
            kiosk.expect_running()
            kiosk_process.expect(time.monotonic() < deadline, f"{self.count} of {count} scans")
            self.count += self.file.read().count('"outcome"')
            time.sleep(0.01)


def measure_many_scans(world, scans, bars):
    master, slave = pty.openpty()
    tty.setraw(slave)
    kiosk = kiosk_process.Kiosk(world, event="AIKAWA", scanner=f"serial:{os.ttyname(slave)}")
    seen, rng, sent, early = Scans(kiosk), random.Random(8), 0, None
    while sent < scans:
        lines = ["KTSK" + "".join(rng.choices(CROCKFORD, k=25)) for _ in range(50)]
        os.write(master, "".join(line + "\r" for line in lines).encode())
        sent += len(lines)
        seen.wait_for(sent, kiosk)
        if early is None and sent >= scans / 10:
            early = memory_mb(kiosk.process.pid)
    late = memory_mb(kiosk.process.pid)
    kiosk.close()
    print(f"memory after {scans // 10} scans {early:.1f} MB, after {scans} {late:.1f} MB", flush=True)
    bars.at_most(f"memory after {scans} scans / after a tenth of them", late / early, 1.05)


def bench():
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    scans = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    bars = Bars()
    with kiosk_process.World("idle", now="2026-01-30T18:00:00+09:00") as world:
        world.make_store()
        world.add_aikawa()
        world.open_display()
        measure_idle(world, seconds, bars)
        measure_camera(world, seconds, bars)
        measure_many_scans(world, scans, bars)
    return bars.exit_code()


if __name__ == "__main__":
    run(bench)
