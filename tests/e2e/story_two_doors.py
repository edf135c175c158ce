"""Two doors with a window each share an event through PostgreSQL: whoever was let in at one is known at the other at
once. Then the network hangs and both let the same person in; nobody waits for it. Once it is back the earlier entry
counts, and both doors' staff read of the other with times and doors."""
import datetime
import subprocess
import sys
import time
import urllib.parse

from kiosk_process import SOURCE, Kiosk, World, expect, run, wait_until
from postgres_server import PostgresServer

STAFF_BUTTON, DOORS_TAB, CLOSE_NOTICE = (1008, 672), (617, 42), (1196, 664)
PIN_TOUCHES = [(640, 263), (520, 362), (760, 362), (640, 461), (990, 510)]  # 2468 and the button below
EVENT = """code = "DOORS"
title = "三市町合同 多職種研修会"
venue = "文化会館"
starts_at = {starts}
doors_open_at = {opens}
capacity = 30
"""
NAMES = ("山田 太郎", "髙橋 花子", "佐藤 次郎", "鈴木 一子")


class Network:
    """tests/support/cut_proxy.py"""

    def __init__(self, world, port):
        self.process = world.start([sys.executable, SOURCE / "tests/support/cut_proxy.py", port], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.port = int(self.process.stdout.readline())

    def say(self, command):
        self.process.stdin.write(command + "\n")
        self.process.stdin.flush()
        expect(self.process.stdout.readline(), "the network does as it is told")


class Door:
    def __init__(self, world, size):
        self.world, self.size = world, size

    def open_window(self):
        self.world.open_display(self.size)
        self.kiosk = Kiosk(self.world, event="DOORS", size=self.size)

    def pixels(self, x, y):
        scale = int(self.size.split("x", maxsplit=1)[0]) / 1280
        return round(x * scale), round(y * scale)

    def touch(self, x, y):
        """… and waits for the frame that it makes."""
        frames = len(self.kiosk.trace())
        self.kiosk.click(*self.pixels(x, y))
        wait_until(lambda: len(self.kiosk.trace()) > frames, 20, "the window draws")

    def is_dark(self, x, y):
        return self.kiosk.brightness(*self.pixels(x, y)) < 120

    def open_doors_screen(self):
        for place in [STAFF_BUTTON, *PIN_TOUCHES]:
            self.touch(*place)
        wait_until(lambda: self.is_dark(940, 40), 20, "the staff's bar is dark")
        self.touch(*DOORS_TAB)
        wait_until(lambda: not self.is_dark(617, 14), 20, "the tab is chosen")

    def scan(self, ticket, outcome):
        count = len(self.kiosk.scans()) + 1
        self.kiosk.type_scan(ticket)
        outcomes = self.kiosk.wait_for_scans(count)
        expect(outcomes[-1] == outcome, f"{self.world.name}: {outcomes[-1]}, not {outcome}")

    def admitted(self):
        return self.world.call("event", "show", "DOORS").one["admitted"]

    def let_in_twice(self):
        return self.world.call("hub", "status", exit=None).one["events"][0]["double_entries"]


def make_event(world):
    """An evening that is now; -> tickets' texts"""
    now = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0)
    file = world.folder / "doors.toml"
    file.write_text(EVENT.format(starts=(now + datetime.timedelta(minutes=20)).isoformat(), opens=(now - datetime.timedelta(minutes=20)).isoformat()),
                    encoding="utf-8")
    world.call("event", "add", file)
    for name in NAMES:
        world.call("register", "DOORS", "--name", name, "--profession", "看護師")
    return [line["ticket"] for line in world.call("ticket", "issue", "DOORS", "--out", world.folder / "tickets").lines]


def share(east, west, server, network):
    """West comes by way of the network."""
    url = east.world.call("hub", "init", server.admin_url, "--organiser", "EBINA").one["join_url"]
    joining = urllib.parse.parse_qs(urllib.parse.urlsplit(url).query)
    login = f"{joining['user'][0]}:{joining['password'][0]}"
    for door, name, port in ((east, "東口", server.port), (west, "西口", network.port)):
        door.world.call("hub", "join", "-", "--name", name, stdin=f"postgresql://{login}@127.0.0.1:{port}/postgres\n")
        door.world.call("hub", "share", "DOORS")


def the_other_door_knows_at_once(east, west, ticket):
    east.scan(ticket, "admitted")
    wait_until(lambda: west.admitted() == 1, 5, "the entry at the other door")
    west.scan(ticket, "already_in")


def both_let_one_in_while_cut_off(east, west, network, ticket):
    network.say("hang")
    west.scan(ticket, "admitted")
    east.scan(ticket, "admitted")
    network.say("cut")
    time.sleep(1)
    west.kiosk.picture("cut-off")
    network.say("pass")
    for door in (east, west):
        wait_until(lambda shown=door: len(shown.let_in_twice()) == 1, 15, "both know of both entries")
        twice = door.let_in_twice()[0]
        expect(twice["first_at"] < twice["second_at"], f"{twice}")
        expect(door.admitted() == 2, "one person, though let in twice")


def story():
    with PostgresServer() as server, World("two-doors-east", now=None) as one, World("two-doors-west", now=None) as other:
        east, west = Door(one, "1280x720"), Door(other, "1920x1080")
        network = Network(other, server.port)
        for door in (east, west):
            door.world.call("init")
            door.world.call("staff", "add", "花子", "--role", "organiser")
            door.world.call("staff", "pin", "花子", stdin="2468\n")
        tickets = make_event(one)
        share(east, west, server, network)
        for door in (east, west):
            door.open_window()
            door.open_doors_screen()
        the_other_door_knows_at_once(east, west, tickets[0])
        both_let_one_in_while_cut_off(east, west, network, tickets[1])
        time.sleep(1)
        for door in (east, west):
            door.kiosk.picture("let-in-twice")
            door.touch(*CLOSE_NOTICE)
        time.sleep(2)  # the attendee's result goes
        for door in (east, west):
            door.kiosk.picture("doors")
        for door in (east, west):
            expect(door.kiosk.close() == 0, "the window ends with 0 when it is asked to")
            expect(door.world.call("check").one["ok"] is True, "the store is whole")


if __name__ == "__main__":
    run(story)
