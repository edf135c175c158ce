"""From the start of the program to the first frame that takes a scan, and the memory then, beside a bare window of GLFW and
Dear ImGui with the same fonts. Interleaved; ratios within each round.  use: start.py [ROUNDS]
"""
import sys
import time

from bench_kit import Bars, cpu_seconds, kiosk_process, median_ratio, memory_mb, now_us, run, share, start_bare


def start_ours(world):
    """-> the window, and when its first ready frame was on the glass."""
    begin = now_us()
    kiosk = kiosk_process.Kiosk(world, event="AIKAWA")
    ready = kiosk_process.wait_until(lambda: [line["painted"] for line in kiosk.trace() if line.get("ready")], 20, "a frame that takes a scan")
    return kiosk, ready[0] - begin


def bench():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    ours, bare, ours_cpu, bare_cpu, ours_memory, bare_memory = [], [], [], [], [], []
    with kiosk_process.World("start", now="2026-01-30T18:00:00+09:00") as world:
        world.make_store()
        world.add_aikawa()  # 80 people
        world.open_display()
        for warm in range(rounds + 1):
            process, painted = start_bare(world, "window")
            time.sleep(1)
            bare_took, bare_holds = cpu_seconds(process.pid), memory_mb(process.pid)
            kiosk_process.end(process)
            kiosk, ready = start_ours(world)
            time.sleep(1)
            if warm == 0:
                kiosk.close()
                continue
            ours.append(ready / 1000)
            bare.append(painted / 1000)
            ours_cpu.append(cpu_seconds(kiosk.process.pid))
            bare_cpu.append(bare_took)
            ours_memory.append(memory_mb(kiosk.process.pid))
            bare_memory.append(bare_holds)
            kiosk.close()
    print(f"first frame: {share(ours, 0.5):.0f} ms, bare {share(bare, 0.5):.0f} ms; memory {share(ours_memory, 0.5):.0f} MB, bare "
          f"{share(bare_memory, 0.5):.0f} MB; CPU of the first second {share(ours_cpu, 0.5):.2f} s, bare {share(bare_cpu, 0.5):.2f} s")
    bars = Bars()
    bars.at_most("start to first frame that takes a scan / bare window, median of rounds", median_ratio(ours, bare), 1.3)
    bars.at_most("memory with an event of 80 / bare window", median_ratio(ours_memory, bare_memory), 1.3)
    return bars.exit_code()


if __name__ == "__main__":
    run(bench)
