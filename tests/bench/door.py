"""1 000 scans through the real window, by camera frames and by a keyboard scanner: when each was in, decoded, decided,
committed and painted, beside the floor: a bare decode of the same frames, one bare durable insert, one presented frame.
Five rounds, window and floor in turn; ratios within each round.  use: door.py [SCANS_A_ROUND]
"""
import csv
import json
import random
import statistics
import subprocess
import sys
import time

from bench_kit import BARE, Bars, cpu_seconds, kiosk_process, run, share

ROUNDS = 5
ONE_FRAME_MS = 1000 / 60
FAMILIES = ["佐藤", "鈴木", "髙橋", "田中", "伊藤", "渡邊", "山本", "中村", "小林", "加藤", "吉田", "山田", "佐々木", "山口", "松本", "井上", "木村", "林", "斎藤", "清水"]
GIVEN = ["陽美由真千奈久彩恵翔", "子里香乃代紀穂菜江恵"]
EVENT = """code = "DOOR"
title = "多職種連携研修会"
venue = "文化会館"
starts_at = 2025-10-24T18:30:00+09:00
"""


def make_event(world, people):
    """-> [(name, ticket)] of so many people."""
    world.make_store()
    (world.folder / "door.toml").write_text(EVENT, encoding="utf-8")
    world.call("event", "add", world.folder / "door.toml")
    rng = random.Random(5)
    with open(world.folder / "roster.csv", "w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["氏名", "所属"])
        names = [f"{family} {first}{second}" for family in FAMILIES for first in GIVEN[0] for second in GIVEN[1]]
        rows.writerows([name, f"事業所{number}"] for number, name in enumerate(rng.sample(names, people)))
    world.call("roster", "import", "DOOR", world.folder / "roster.csv", now="2025-10-01T09:00:00+09:00")
    tickets = {line["registration"]: line["ticket"] for line in world.call("ticket", "issue", "DOOR", "--out", world.folder / "t").lines}
    return [(row["name"].replace(" ", ""), tickets[row["registration"]]) for row in world.roster("DOOR").values()]


def draw_frames(world, number, people):
    """-> the folder of a film, and the pictures in it that show a ticket: each 4 frames, then as long nothing."""
    folder = world.folder / f"film-{number}"
    folder.mkdir()
    lines = "".join(f"p{index} {ticket}\n" for index, (_, ticket) in enumerate(people)) + "nothing -\n"
    subprocess.run([BARE, "draw", folder], input=lines, text=True, check=True)
    pictures = [folder / f"p{index}.pgm" for index in range(len(people))]
    count = 0
    for picture in [folder / "nothing.pgm"] * 8 + [one for picture in pictures for one in [picture] * 2 + [folder / "nothing.pgm"] * 2]:
        for _ in range(2):
            (folder / f"frame-{count:05d}.pgm").hardlink_to(picture)
            count += 1
    return folder, pictures


def measure_floor(world, number, people, pictures):
    """-> lists of decode, insert and present, in milliseconds."""
    lines = "".join(f"{picture} {name}\n" for picture, (name, _) in zip(pictures, people))
    done = subprocess.run([BARE, "floor", world.folder / f"bare-{number}.db"], input=lines, text=True, capture_output=True, check=True,
                          env=world.display_environment())
    return [json.loads(line) for line in done.stdout.splitlines()]


def measure_window(world, by_camera, by_keys, film):
    """-> the trace's lines of those that came by camera, and by keys, and the CPU milliseconds of one by keys."""
    kiosk = kiosk_process.Kiosk(world, event="DOOR", camera=f"file:{film}/frame-%05d.pgm")
    kiosk.wait_for_scans(len(by_camera), seconds=120)
    begin = cpu_seconds(kiosk.process.pid)
    for count, (_, ticket) in enumerate(by_keys, start=len(by_camera) + 1):
        kiosk.type_scan(ticket, delay_ms=2)
        kiosk.wait_for_scans(count)
    time.sleep(0.5)
    cpu = 1000 * (cpu_seconds(kiosk.process.pid) - begin) / len(by_keys)
    scans = kiosk.scans()
    kiosk.close()
    strange = [scan["outcome"] for scan in scans if scan["outcome"] != "admitted"]
    kiosk_process.expect(not strange, f"everybody is admitted: {strange}")
    return [scan for scan in scans if scan["source"] == "camera"], [scan for scan in scans if scan["source"] != "camera"], cpu


def between(scans, begin, end):
    return [(scan[end] - scan[begin]) / 1000 for scan in scans]


def print_stages(name, scans, stages):
    for begin, end in stages:
        times = between(scans, begin, end)
        print(f"{name:<9} {begin:>9} -> {end:<9}  p50 {share(times, 0.5):7.2f} ms  p99 {share(times, 0.99):7.2f} ms")


def print_floor(floor):
    for part in ("decode", "insert", "present"):
        times = [line[part] / 1000 for line in floor]
        print(f"floor     {part:<22}  p50 {share(times, 0.5):7.2f} ms  p99 {share(times, 0.99):7.2f} ms")
    unread = sum(not line["read"] for line in floor)
    print(f"floor     read {len(floor) - unread} of {len(floor)}", flush=True)


def bench():
    each = int(sys.argv[1]) // 2 if len(sys.argv) > 1 else 100
    cameras, keys, floors, ratios = [], [], [], {"camera": [], "keyboard": []}
    last, cpu_ratios = [], []
    with kiosk_process.World("door", now="2025-10-24T18:05:00+09:00") as world:
        people = make_event(world, 2 * each * ROUNDS)
        world.open_display()
        for number in range(ROUNDS):
            part = people[2 * each * number:2 * each * (number + 1)]
            film, pictures = draw_frames(world, number, part[:each])
            floor = measure_floor(world, number, part[:each], pictures)
            camera, key, cpu = measure_window(world, part[:each], part[each:], film)
            with_decode = share([line["decode"] + line["insert"] + line["present"] for line in floor], 0.99) / 1000
            without = share([line["insert"] + line["present"] for line in floor], 0.99) / 1000
            ratios["camera"].append(share(between(camera, "frame_in", "painted"), 0.99) / with_decode)
            ratios["keyboard"].append(share(between(key, "decoded", "painted"), 0.99) / without)
            cpu_ratios.append(cpu / statistics.median(line["cpu"] / 1000 for line in floor))
            last.append(share(between(camera + key, "committed", "painted"), 0.99))
            cameras, keys, floors = cameras + camera, keys + key, floors + floor
    stages = [("frame_in", "decoded"), ("decoded", "decided"), ("decided", "committed"), ("committed", "painted")]
    print_stages("camera", cameras, stages + [("frame_in", "painted")])
    print_stages("keyboard", keys, stages[1:] + [("decoded", "painted")])
    print_floor(floors)
    print(f"keyboard: CPU of a scan, all threads, its keys and tone too / of insert and frame, median {statistics.median(cpu_ratios):.2f}")
    bars = Bars()
    for name, values in ratios.items():
        print(f"{name}: ratios of the rounds {' '.join(f'{value:.2f}' for value in values)}")
        bars.at_most(f"{name}: p99 of the whole / floor, median of {ROUNDS} rounds", statistics.median(values), 1.5)
    bars.at_most("committed -> painted, p99, median of the rounds", statistics.median(last), round(ONE_FRAME_MS, 1), " ms")
    return bars.exit_code()


if __name__ == "__main__":
    run(bench)
