"""kill -9 in a storm of scans: every acknowledged check-in is there, none twice, and the store is whole."""
import json
import random
import signal
import subprocess
import time

from kiosk_process import LONG, PROGRAM, World, expect, run

ROUNDS = 1000 if LONG else 20
PEOPLE = 400


def make_lecture(world):
    """An event without capacity or deadline, with so many people; -> tickets."""
    world.call("event", "add", write_event(world))
    path = world.folder / "people.csv"
    path.write_text("氏名,所属\n" + "".join(f"参加 {index:04d},所属{index % 40}\n" for index in range(PEOPLE)), encoding="utf-8")
    world.call("roster", "import", "STORM", path)
    return [line["ticket"] for line in world.call("ticket", "issue", "STORM", "--out", world.folder / "tickets").lines]


def write_event(world):
    path = world.folder / "storm.toml"
    path.write_text('code = "STORM"\ntitle = "公開講演会"\nvenue = "ホール"\nstarts_at = "2025-10-24T18:30:00+09:00"\ndoors_open_at = "2025-10-24T18:00:00+09:00"\n', encoding="utf-8")
    return path


def scan_and_kill(world, texts, answers_first, seconds):
    """Scans in one process that is killed so long after its N-th answer; -> the lines that it had flushed."""
    process = subprocess.Popen([str(PROGRAM), "--data", str(world.data), "--now", world.now, "--json", "scan", "STORM", *texts],
                               stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    lines = [process.stdout.readline() for _ in range(answers_first)]
    time.sleep(seconds)  # where in the next transactions it hits is left to chance
    process.send_signal(signal.SIGKILL)
    lines += process.stdout.read().splitlines(keepends=True)
    process.wait()
    return [json.loads(line) for line in lines if line.endswith("\n")], process.returncode


def story():
    rng = random.Random(9)
    with World("kill-storm") as world:
        world.make_store()
        tickets = make_lecture(world)
        world.call("scan", "STORM", *tickets[:10])
        acknowledged, killed, waiting = {}, 0, tickets[10:]
        for _ in range(ROUNDS):
            texts = waiting + tickets  # more than a killed process gets to
            answers, code = scan_and_kill(world, texts, rng.randint(0, 15), rng.uniform(0, 0.005))
            killed += code == -signal.SIGKILL
            for answer in answers:
                expect(answer["outcome"] in ("admitted", "already_in"), f"{answer}")
                acknowledged[answer["registration"]] = answer["scan_id"]
            waiting = waiting[len(answers):]
        rows = world.roster("STORM")
        lost = [registration for registration in acknowledged if not rows[registration]["checked_in_at"]]
        expect(not lost, f"acknowledged and not in the store: {lost}")
        expect(killed >= ROUNDS // 2, f"only {killed} of {ROUNDS} were killed in time to prove anything")
        check_nothing_twice(world, rows)
        print(f"{killed} of {ROUNDS} killed, {len(acknowledged)} acknowledged, {sum(1 for row in rows.values() if row['checked_in_at'])} in")


def check_nothing_twice(world, rows):
    """Each person in the attendance list once, and the store's own recount agrees."""
    out = world.folder / "attendance.csv"
    world.call("export", "STORM", "attendance", "--format", "csv", "--out", out)
    text = out.read_text(encoding="utf-8-sig")
    for row in rows.values():
        expect(text.count(row["name"]) == 1, f"{row['name']} is {text.count(row['name'])} times in the list")
    expect(world.call("check").one["ok"] is True, "the store is whole")
    event = world.call("event", "show", "STORM").one
    inside = sum(1 for row in rows.values() if row["checked_in_at"])
    expect(event["admitted"] == inside == event["inside"], f"counts: {event['admitted']} {event['inside']} {inside}")


if __name__ == "__main__":
    run(story)
