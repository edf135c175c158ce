"""The office's paperwork in the real window: a roster from a USB stick with a bad row, that row completed by keyboard, tables planned, a
person dragged, pinned and moved back, papers written to the stick. At both sizes of a desk's monitor."""
import time
import zipfile

from kiosk_process import LONG, SOURCE, Kiosk, World, expect, run, wait_until

# Places in the 1280x720 grid.
DESK_BUTTON, OFFICE = (1008, 672), (732, 42)
IMPORT, DRAFTS, GROUPS, PAPERS = (1061, 182), (218, 314), (218, 446), (640, 446)
FIRST_FILE, TAKE, FIRST_DRAFT = (700, 196), (840, 570), (640, 196)
MAKE_GROUPS, UNDO, PIN = (688, 160), (1168, 160), (710, 160)
FIRST_CHIP, SECOND_TABLE = (80, 300), (620, 250)
SIGNS, ROSTER, MAKE_PAPER, PASSWORD = (180, 550), (180, 330), (700, 570), (470, 570)
BEFORE = "2025-10-08T10:00:00+09:00"
PROFESSIONS = ["医師", "看護師", "薬剤師", "ケアマネジャー", "介護福祉士", "理学療法士", "社会福祉士"]
KINDS = ["病院", "診療所", "薬局", "訪問看護ステーション", "居宅介護支援事業所", "デイサービス", "地域包括支援センター"]


def write_roster(path):
    """22 rows; two cannot be read: no name, a time that lies ahead."""
    lines = ["タイムスタンプ,お名前,ふりがな,所属,職種,メールアドレス"]
    for i in range(20):
        kind = KINDS[i % len(KINDS)]
        lines.append(f"2025/10/0{i % 7 + 1} 09:{i:02}:00,えびな {i + 1}郎,えびな {i}ろう,{'海老名厚木座間綾瀬'[i % 9]}{kind},{PROFESSIONS[i % len(PROFESSIONS)]},p{i}@example.jp")
    lines.insert(6, "2025/10/03 12:00:00,,,綾瀬薬局,薬剤師,ayase@example.jp")
    lines.insert(9, "2035/10/03 12:00:00,未来 太郎,みらい たろう,座間クリニック,看護師,mirai@example.jp")
    path.write_text("\r\n".join(lines) + "\r\n", encoding="utf-8")


def groups(world):
    return {row["registration"]: row["group"] for row in world.roster().values()}


class Desk:
    """The staff's side of one window."""

    def __init__(self, kiosk, size):
        self.kiosk, self.size = kiosk, size
        self.scale = int(size.split("x")[1]) / 720

    def touch(self, place, pause=0.8):
        self.kiosk.click(place[0] * self.scale, place[1] * self.scale)
        time.sleep(pause)

    def type(self, words):
        """Letters one by one: a busy machine would make a burst of them, which is a scanner's."""
        for key in words:
            self.kiosk.xdotool("key", key)
            time.sleep(0.4)

    def picture(self, name):
        self.kiosk.picture(f"{name}-{self.size}")

    def drag(self, start, end):
        self.kiosk.xdotool("mousemove", start[0] * self.scale, start[1] * self.scale)
        self.kiosk.xdotool("mousedown", 1)
        for step in range(1, 6):
            x, y = (start[i] + (end[i] - start[i]) * step / 5 for i in (0, 1))
            self.kiosk.xdotool("mousemove", x * self.scale, y * self.scale)
            time.sleep(0.06)
        self.picture("drag")
        self.kiosk.xdotool("mouseup", 1)
        time.sleep(0.8)

    def unlock(self):
        self.touch(DESK_BUTTON)
        for _ in range(2):
            self.type((*"2468", "Return"))
        time.sleep(2.0)


def import_roster(world, desk):
    desk.touch(OFFICE)
    desk.picture("menu")
    desk.touch(IMPORT, 1.2)
    desk.picture("import-files")
    desk.touch(FIRST_FILE, 2.0)
    desk.picture("import-preview")
    expect(not world.roster(), "nothing is taken before the button")
    desk.touch(TAKE, 1.5)
    wait_until(lambda: len(world.roster()) == 20, 15, "the good rows are taken")
    desk.picture("import-taken")
    desk.touch(TAKE, 1.5)  # 保留の2件を見る


def complete_draft(world, desk):
    desk.picture("drafts")
    expect(len(world.call("draft", "list", "EBINA").lines) == 2, "two rows are held")
    desk.touch(FIRST_DRAFT, 1.5)
    desk.picture("draft")
    desk.type("ayase")
    desk.kiosk.xdotool("key", "ctrl+Return")
    wait_until(lambda: len(world.roster()) == 21, 15, "the completed row is an application")
    taken = [row for row in world.roster().values() if row["name"] == "ayase"]
    expect(taken[0]["facility"] == "綾瀬薬局" and taken[0]["profession"] == "薬剤師", f"what was read stays: {taken}")
    expect(len(world.call("draft", "list", "EBINA").lines) == 1, "one is left")


def arrange_groups(world, desk):
    desk.touch(OFFICE)
    desk.touch(GROUPS, 1.5)
    desk.touch(MAKE_GROUPS, 1.0)
    wait_until(lambda: all(groups(world).values()), 20, "everybody has a table")
    time.sleep(1.0)
    desk.picture("groups")
    planned = groups(world)
    desk.drag(FIRST_CHIP, SECOND_TABLE)
    wait_until(lambda: groups(world) != planned, 10, "somebody was dragged to another table")
    time.sleep(0.8)
    desk.picture("groups-moved")
    desk.touch(UNDO)
    wait_until(lambda: groups(world) == planned, 10, "and is back")
    time.sleep(0.8)
    desk.touch(FIRST_CHIP)
    desk.picture("groups-chosen")
    desk.touch(PIN, 1.2)
    desk.picture("groups-pinned")


def write_papers(world, desk, stick):
    desk.touch(OFFICE)
    desk.touch(PAPERS, 1.5)
    desk.picture("papers")
    desk.touch(SIGNS)
    desk.touch(MAKE_PAPER)
    wait_until(lambda: list(stick.glob("卓上札_*.pdf")), 20, "the table signs are on the stick")
    desk.touch(ROSTER)
    desk.touch(PASSWORD)
    desk.type("himitsu")
    desk.touch(MAKE_PAPER)
    zips = wait_until(lambda: list(stick.glob("参加申込者名簿_*.zip")), 20, "the roster is on the stick, in a zip")
    with zipfile.ZipFile(zips[0]) as archive:
        expect(archive.infolist()[0].flag_bits & 1, "it opens with a password only")
    time.sleep(1.0)
    desk.picture("papers-done")
    log = [line["action"] for line in world.call("log", "EBINA").lines]
    expect("taken-out-table-signs" in log and "taken-out-roster" in log, f"both are logged: {log}")


def check(size):
    with World("paperwork", now=BEFORE) as world:
        world.make_store()
        world.call("event", "add", SOURCE / "assets/events/ebina.toml")
        stick = world.folder / "sticks" / "KINGSTON"
        stick.mkdir(parents=True)
        write_roster(stick / "参加申込.csv")
        world.open_display(size)
        (world.folder / "home").mkdir()
        kiosk = Kiosk(world, size=size, extra=("--sticks", stick.parent), wrapper=("env", f"HOME={world.folder / 'home'}"))
        desk = Desk(kiosk, size)
        desk.unlock()
        import_roster(world, desk)
        complete_draft(world, desk)
        arrange_groups(world, desk)
        write_papers(world, desk, stick)
        expect(kiosk.close() == 0, "the window ends with 0 when it is asked to")
        expect(world.call("check").one["ok"] is True, "the store is whole")


def story():
    for size in ("1280x720", "1920x1080") if LONG else ("1280x720",):
        check(size)


if __name__ == "__main__":
    run(story)
