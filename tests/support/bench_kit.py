"""What the benchmarks with a real window share: bars, percentiles, what a process took, the bare parts beside it."""
import json
import os
import pathlib
import statistics
import subprocess
import sys
import time

import kiosk_process

BUILD = pathlib.Path(os.environ.get("UKETSUKE_BENCH_BUILD", kiosk_process.SOURCE / "build/release"))
kiosk_process.PROGRAM = BUILD / "uketsuke"
BARE = BUILD / "bare_kiosk"
TICKS = os.sysconf("SC_CLK_TCK")


class Bars:
    """Prints each figure beside its bar; -> exit code."""

    def __init__(self):
        self.missed = 0

    def at_most(self, what, value, bound, unit=""):
        met = value <= bound
        self.missed += not met
        print(f"{what:<72} {value:8.2f}{unit}   bar <= {bound}{unit}: {'met' if met else 'NOT MET'}", flush=True)

    def exit_code(self):
        return 1 if self.missed else 0


def share(values, part):
    """A percentile: 0.5, 0.99."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def median_ratio(over, under):
    """Of ratios that were measured right after each other."""
    return statistics.median(one / other for one, other in zip(over, under))


def now_us():
    return time.clock_gettime_ns(time.CLOCK_MONOTONIC) // 1000


def cpu_seconds(pid):
    """Of all threads of a process, without its children."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def memory_mb(pid, field="VmRSS"):
    for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(field + ":"):
            return int(line.split()[1]) / 1024
    return 0.0


def start_bare(world, *words):
    """bare_kiosk with a window; -> the process and when its first frame was on the glass, in microseconds."""
    begin = now_us()
    process = world.start([BARE, *words], env=world.display_environment(), stdout=subprocess.PIPE, text=True)
    painted = json.loads(process.stdout.readline())["painted"]
    return process, painted - begin


def run(bench):
    """Runs one benchmark: its exit code is 1 where a bar is not met, 2 where it did not come to its end."""
    try:
        sys.exit(bench())
    except (kiosk_process.Failure, kiosk_process.Skipped) as why:
        print(f"not run to the end: {why}", file=sys.stderr)
        sys.exit(2)
