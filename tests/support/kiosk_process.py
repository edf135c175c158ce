"""The real program for end-to-end tests: its command line, its window on a display in memory, keys, pictures, frames.

Every story makes one World: a folder of its own with a practice store. Nothing outside that folder is touched; only
processes started here are ended. Standard Python only; xdotool, ImageMagick and Xvfb are called.
"""
import csv
import functools
import json
import os
import pathlib
import select
import shutil
import subprocess
import sys
import tempfile
import time

from expectation import Failure, end, expect, wait_until

SOURCE = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = pathlib.Path(os.environ.get("UKETSUKE_PROGRAM", SOURCE / "build/dev/uketsuke"))
ARTEFACTS = pathlib.Path(os.environ.get("UKETSUKE_ARTEFACTS", SOURCE / "build/artefacts"))
LONG = os.environ.get("UKETSUKE_LONG") == "1"
EBINA_EVENING = "2025-10-24T18:05:00+09:00"
FRAME_RATE = 30
PICTURE_MARKS = (b"\x89PNG", b"\xff\xd8\xff", b"RIFF", b"P5", b"P6")


class Skipped(Exception):
    """This machine cannot run the story; says why."""


class Answer:
    """What a call of the program came to."""

    def __init__(self, done):
        self.exit, self.stdout, self.stderr = done.returncode, done.stdout, done.stderr

    @property
    def lines(self):
        return [json.loads(line) for line in self.stdout.splitlines() if line.strip()]

    @property
    def one(self):
        expect(len(self.lines) == 1, f"one JSON line expected: {self.stdout!r} {self.stderr!r}")
        return self.lines[0]


class World:
    """A folder with a practice store. use: with World("name") as world: …   now: None for a real store and its clock"""

    def __init__(self, name, now=EBINA_EVENING):
        self.name, self.now = name, now
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix=f"uketsuke-{name}-"))
        self.data = self.folder / "store"
        self.processes = []

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        for process in reversed(self.processes):
            end(process)
        if kind is None:
            shutil.rmtree(self.folder, ignore_errors=True)
        else:
            print(f"{self.name}: the folder is kept: {self.folder}", file=sys.stderr)

    def start(self, words, **options):
        process = subprocess.Popen([str(word) for word in words], **options)
        self.processes.append(process)
        return process

    # The command line -------------------------------------------------------------------------------------------------

    def call(self, *words, exit=0, now=None, stdin=None, seconds=120):
        """Runs a command with --json; the exit code must be as said (None: any)."""
        at = self.now if now is None else now
        time_words = ["--now", at] if at else []
        done = subprocess.run([str(PROGRAM), "--data", str(self.data), *time_words, "--json", "--by", "e2e", *[str(word) for word in words]],
                              capture_output=True, text=True, input=stdin, timeout=seconds, check=False)
        expect(exit is None or done.returncode == exit, f"{' '.join(map(str, words))}: exit {done.returncode}\n{done.stdout}\n{done.stderr}")
        return Answer(done)

    def make_store(self):
        self.call("init", "--practice", now="")

    def add_ebina(self):
        """The Ebina event with its 30 people; -> tickets, as `ticket issue` tells them."""
        self.call("event", "add", SOURCE / "assets/events/ebina.toml")
        self.call("roster", "import", "EBINA", SOURCE / "assets/samples/ebina.csv")
        return self.call("ticket", "issue", "EBINA", "--out", self.folder / "tickets-ebina").lines

    def add_aikawa(self):
        self.call("event", "add", SOURCE / "assets/events/aikawa.toml")
        self.call("roster", "import", "AIKAWA", SOURCE / "assets/samples/aikawa.csv", now="2026-01-23T12:00:00+09:00")
        return self.call("ticket", "issue", "AIKAWA", "--out", self.folder / "tickets-aikawa").lines

    def roster(self, event="EBINA"):
        return {row["registration"]: row for row in self.call("roster", "list", event).lines}

    # The display ------------------------------------------------------------------------------------------------------

    def open_display(self, size="1280x720"):
        """Xvfb on a free number; -> ":N"."""
        return self.start_x_server(["Xvfb", "-screen", "0", f"{size}x24", "-nolisten", "tcp", "-noreset"])

    def no_key_repeat(self):
        """A tool that is kept waiting between press and release would hold the key."""
        subprocess.run(["xset", "r", "off"], env=self.display_environment(), check=True, timeout=30)

    def start_x_server(self, words):
        """Any X server, on a free number; -> ":N"."""
        read, write = os.pipe()
        self.start([*words, "-displayfd", write], pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(write)
        number = b""
        while not number.endswith(b"\n"):  # it writes the number and the line's end apart
            ready, _, _ = select.select([read], [], [], 30)
            part = os.read(read, 16) if ready else b""
            expect(part, f"{words[0]} did not start")
            number += part
        os.close(read)
        self.display = ":" + number.decode().strip()
        return self.display

    def display_environment(self):
        environment = dict(os.environ, DISPLAY=self.display, LIBGL_ALWAYS_SOFTWARE="1", LC_ALL="C.UTF-8")
        environment.pop("WAYLAND_DISPLAY", None)
        return environment


class Kiosk:
    """The window of one world. Reads the trace; sends real keys; takes pictures."""

    def __init__(self, world, event="EBINA", camera="off", scanner="keyboard", size="1280x720", extra=(), wrapper=(), draws=True):
        self.world = world
        self.trace_path = world.folder / "trace.jsonl"
        self.trace_path.unlink(missing_ok=True)
        self.log = open(world.folder / "window.log", "a", encoding="utf-8")
        windowed = ["--windowed", size] if size else []  # None: full screen
        chosen = [*(["--now", world.now] if world.now else []), *(["--event", event] if event else [])]
        self.process = world.start([*wrapper, PROGRAM, "--data", world.data, *chosen, *windowed, "--camera", camera,
                                    "--scanner", scanner, "--trace", self.trace_path, *extra],
                                   env=world.display_environment(), stdout=self.log, stderr=self.log)
        if draws:  # the window of a broken store traces nothing
            wait_until(lambda: self.trace() or self.process.poll() is not None, 30, "the window's first frame")
        self.expect_running()
        self.window = wait_until(self.find_window, 10, "the window on the display")

    def expect_running(self):
        self.log.flush()
        words = (self.world.folder / "window.log").read_text(encoding="utf-8")[-2000:]
        expect(self.process.poll() is None, f"the window ended by itself with {self.process.returncode}: {words}")

    def find_window(self):
        done = self.xdotool("search", "--pid", self.process.pid, check=False)
        return done.split()[-1] if done.split() else None

    def xdotool(self, *words, check=True):
        done = subprocess.run(["xdotool", *[str(word) for word in words]], env=self.world.display_environment(), capture_output=True, text=True,
                              timeout=60, check=False)
        expect(not check or done.returncode == 0, f"xdotool {words}: {done.stderr}")
        return done.stdout

    def trace(self):
        """The trace's lines so far, in order."""
        if not self.trace_path.exists():
            return []
        lines = self.trace_path.read_text(encoding="utf-8").split("\n")
        return [json.loads(line) for line in lines[:-1]]

    def scans(self):
        """The trace's scan lines: those with an outcome."""
        return [line for line in self.trace() if "outcome" in line]

    def wait_for_scans(self, count, seconds=30):
        """Waits until so many scans are told; -> their outcomes."""
        def enough():
            self.expect_running()
            return len(self.scans()) >= count
        wait_until(enough, seconds, lambda: f"{count} scans, seen: {[line['outcome'] for line in self.scans()]}")
        return [line["outcome"] for line in self.scans()]

    def type_scan(self, text, delay_ms=4):
        """A keyboard-wedge burst and its Enter, 12 ms later (a shorter pace may be one key to the window's library)."""
        self.xdotool("type", "--delay", delay_ms, text)
        time.sleep(0.012)
        self.xdotool("key", "Return")

    def type_keys(self, text):
        """As a person types, and Enter."""
        self.xdotool("type", "--delay", 60, text)
        self.xdotool("key", "Return")

    def click(self, x, y):
        """Touches a place of the 1280x720 grid."""
        self.xdotool("mousemove", x, y)
        time.sleep(0.05)
        self.xdotool("click", 1)
        time.sleep(0.05)

    def brightness(self, x, y):
        """Of one pixel of the display, 0 to 255."""
        words = ["import", "-window", "root", "-crop", f"1x1+{x}+{y}", "-depth", "8", "gray:-"]
        return subprocess.run(words, env=self.world.display_environment(), capture_output=True, timeout=30, check=True).stdout[0]

    def picture(self, name):
        """Keeps a picture of the display as ARTEFACTS/screens/NAME.png; -> its path."""
        path = ARTEFACTS / "screens" / f"{self.world.name}-{name}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(["import", "-window", "root", str(path)], env=self.world.display_environment(), check=True, timeout=30)
        return path

    def close(self):
        """Ends the window as a service manager does; -> its exit code."""
        code = end(self.process)
        self.log.close()
        self.expect_nothing_kept()
        return code

    def expect_nothing_kept(self):
        """Neither log nor trace tells of anybody, and no picture of the camera lies beside the store."""
        for path in (self.world.folder / "window.log", self.trace_path):
            words = path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""
            told = [word for word in made_up_people() if word in words]
            expect(not told, f"{path.name} names {told}")
        for path in self.world.data.rglob("*"):
            if path.is_file():
                with open(path, "rb") as file:
                    expect(not file.read(4).startswith(PICTURE_MARKS), f"{path} is a picture")


@functools.cache
def made_up_people():
    """Names and addresses of the shipped rosters' people."""
    words = set()
    for path in (SOURCE / "assets/samples").glob("*.csv"):
        for row in csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()):
            words.update(value for title, value in row.items() if value and ("名前" in title or "参加者氏名" in title or "メールアドレス" in title))
    expect(len(words) > 100, f"names to look for: {len(words)}")
    return {*words, *(word.replace(" ", "") for word in words)}


class Camera:
    """A folder of frames that GStreamer plays as a camera: 30 a second, in order of name."""

    def __init__(self, world, size="1280x720"):
        self.folder = world.folder / "frames"
        self.folder.mkdir(exist_ok=True)
        self.size, self.number, self.pictures = size, 0, 0
        self.nothing = world.folder / "nothing.png"
        subprocess.run(["convert", "-size", size, "xc:gray45", "-colorspace", "gray", str(self.nothing)], check=True)

    @property
    def pattern(self):
        return f"file:{self.folder}/frame-%05d.png"

    def add(self, picture, frames):
        for _ in range(frames):
            os.link(picture, self.folder / f"frame-{self.number:05d}.png")
            self.number += 1

    def show_nothing(self, seconds):
        self.add(self.nothing, round(seconds * FRAME_RATE))

    def show(self, tickets, seconds=1.0, code_size=420, turn=4):
        """Tickets side by side, a little turned and out of focus, as a hand holds them."""
        self.pictures += 1
        path = self.nothing.parent / f"shown-{self.pictures}.png"
        words = ["convert", str(self.nothing)]
        for index, ticket in enumerate(tickets):
            offset = round((index - (len(tickets) - 1) / 2) * code_size * 1.05)
            words += ["(", str(ticket), "-resize", f"{code_size}x{code_size}", "-background", "gray45", "-rotate", str(turn), ")",
                      "-gravity", "center", "-geometry", f"{offset:+d}+0", "-composite"]
        subprocess.run([*words, "-blur", "0x0.6", "-colorspace", "gray", str(path)], check=True)
        self.add(path, round(seconds * FRAME_RATE))


def run(story):
    """Runs one story as a ctest: exit 0, 1 with what was seen instead, or 77 with why it cannot run here."""
    try:
        story()
    except Skipped as skipped:
        print(f"SKIPPED: {skipped}", file=sys.stderr)
        sys.exit(77)
    except Failure as failure:
        print(f"FAILED: {failure}", file=sys.stderr)
        sys.exit(1)
    print("passed")
