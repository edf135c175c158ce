"""The roster comes by itself: pulled again and again from a server while the window runs, its age on the screen; the
server goes and the door goes on; a stick that is plugged in is offered, opened by a touch, and nothing of it is taken by
itself. Then a mail is pasted into its screen and taken."""
import subprocess
import sys
import time

from kiosk_process import SOURCE, Kiosk, World, end, expect, run, wait_until

STAFF_BUTTON, OFFICE_TAB, MAIL_ENTRY = (1008, 672), (732, 42), (640, 180)
STICK_OPEN, PASTE, TAKE = (976, 664), (160, 572), (1116, 572)
PIN_TOUCHES = [(640, 263), (520, 362), (760, 362), (640, 461), (990, 510)]  # 2468 and the button below
MAIL = """事業所名：みどり訪問看護ステーション
事業所連絡担当者：森 一子
事業所メールアドレス：midori@example.jp
氏名（ふりがな）：髙橋 花子（たかはし はなこ）
メールアドレス：同上
職種：看護師
"""


class Office:
    def __init__(self, world, kiosk):
        self.world, self.kiosk = world, kiosk

    def settle(self):
        def is_still():
            frames = len(self.kiosk.trace())
            time.sleep(0.3)
            return len(self.kiosk.trace()) == frames
        wait_until(is_still, 120, "the window comes to rest")  # a busy machine draws slowly

    def touch(self, place):
        self.kiosk.click(*place)
        self.settle()

    def unlock(self):
        self.touch(STAFF_BUTTON)
        for _ in range(2):
            for place in PIN_TOUCHES:
                self.touch(place)
        wait_until(lambda: self.kiosk.brightness(850, 40) < 120, 20, "the staff's bar is dark")

    def names(self):
        return {row["name"] for row in self.world.roster().values()}


def start_server(world):
    """tests/support/roster_server.py; -> it and its address of a roster that grows."""
    server = world.start([sys.executable, SOURCE / "tests/support/roster_server.py"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    port = int(server.stdout.readline())
    return server, f"http://127.0.0.1:{port}/grow.csv"


def pulls_by_itself(office, server):
    wait_until(lambda: len(office.names()) >= 3, 30, lambda: f"it grows by itself: {office.names()}")
    office.unlock()
    office.kiosk.picture("age")
    server.stdin.close()
    server.wait(10)
    before = office.names()
    wait_until(lambda: office.world.call("event", "show", "EBINA").one["roster_synced_at"], 5, "its age is known")
    time.sleep(2.5)  # a few pulls that fail
    office.settle()
    office.kiosk.picture("server-gone")
    office.kiosk.expect_running()
    expect(office.names() == before, "what is there stays")


def a_stick_is_offered(office, sticks):
    stick = sticks / "USB"
    stick.mkdir(parents=True)
    (stick / "名簿.csv").write_text("氏名,所属\n佐藤 次郎,甲\n", encoding="utf-8")
    time.sleep(3)  # looked for every two seconds
    office.settle()
    office.kiosk.picture("stick-offered")
    expect("佐藤 次郎" not in office.names(), "nothing is taken by itself")
    office.touch(STICK_OPEN)
    office.kiosk.picture("stick-opened")


def a_mail_is_pasted(office):
    clipboard = office.world.start(["xclip", "-selection", "clipboard", "-quiet"], env=office.world.display_environment(), stdin=subprocess.PIPE,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    clipboard.stdin.write(MAIL.encode())
    clipboard.stdin.close()
    time.sleep(0.5)
    office.touch(OFFICE_TAB)
    office.touch(MAIL_ENTRY)
    office.touch(PASTE)
    office.kiosk.picture("mail-read")
    expect("髙橋 花子" not in office.names(), "it is shown first")
    office.touch(TAKE)
    wait_until(lambda: "髙橋 花子" in office.names(), 20, lambda: f"the mail's person: {office.names()}")
    row = next(row for row in office.world.roster().values() if row["name"] == "髙橋 花子")
    expect(row["email"] == "midori@example.jp" and row["channel"] == "email" and row["profession"] == "看護師", f"{row}")
    office.kiosk.picture("mail-taken")
    end(clipboard)


def story():
    with World("sync") as world:
        world.make_store()
        world.call("event", "add", SOURCE / "assets/events/ebina.toml")
        world.open_display()
        server, address = start_server(world)
        world.call("roster", "sync", "EBINA", "--from", address)
        sticks = world.folder / "media"
        sticks.mkdir()
        office = Office(world, Kiosk(world, extra=["--sync-every", 1, "--sticks", sticks]))
        pulls_by_itself(office, server)
        a_stick_is_offered(office, sticks)
        a_mail_is_pasted(office)
        expect(office.kiosk.close() == 0, "the window ends with 0 when it is asked to")
        expect(world.call("check").one["ok"] is True, "the store is whole")


if __name__ == "__main__":
    run(story)
