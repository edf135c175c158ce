"""The office before the event, in the real window: late applications ticked and accepted, a suspected duplicate merged, another kept,
the applications so far as a plot. At both sizes of a desk's monitor."""
import time

from kiosk_process import SOURCE, Kiosk, World, expect, run, wait_until

# Places in the 1280x720 grid.
DESK_BUTTON, OFFICE, PENDING = (1008, 672), (732, 42), (640, 314)
FIRST_ROW, THIRD_ROW, ACCEPT, BY_ORGANISER = (300, 240), (300, 400), (1000, 570), (360, 320)
PAIRS, MERGE, KEEP, RECEIVED = (650, 160), (540, 570), (1020, 570), (1160, 160)
TWO_WEEKS_LATER = "2025-10-20T10:00:00+09:00"
LATE = [("遅田 一", "海老名市役所 高齢介護課", "行政職員", "fax", "2025-10-11T00:10:00+09:00"),
        ("長谷川 ひろみ", "医療法人社団○○会 海老名メディカルサポートクリニック 訪問リハビリテーション", "理学療法士", "email", "2025-10-15T12:00:00+09:00"),
        ("伊集院 光太郎左衛門", "小規模多機能型居宅介護 ひだまり", "介護職", "post", "2025-10-19")]


def register(world, name, facility, profession, channel, received, *more):
    return world.call("register", "EBINA", "--name", name, "--facility", facility, "--profession", profession, "--channel", channel,
                      "--received-at", received, *more).one["registration"]


def apply(world):
    """-> who is late, and the two later ones of suspected pairs."""
    for day in range(1, 11):
        register(world, f"海老名 {day}", "海老名総合病院", "看護師", ("google-form", "fax", "telephone")[day % 3], f"2025-10-{day:02}")
    register(world, "﨑山 𠮷子", "特別養護老人ホーム えびなの里", "介護福祉士", "post", "2025-10-02")
    late = [register(world, *one) for one in LATE]
    same = register(world, "﨑山　𠮷子", "特別養護老人ホーム えびなの里", "介護福祉士", "google-form", "2025-10-04", "--email", "sakiyama@example.jp")
    other = register(world, "海老名 1", "", "薬剤師", "desk", "2025-10-06")
    return late, same, other


def check(size):
    scale = int(size.split("x")[1]) / 720
    with World("office", now=TWO_WEEKS_LATER) as world:
        world.make_store()
        world.call("event", "add", SOURCE / "assets/events/ebina.toml")
        late, same, other = apply(world)
        world.open_display(size)
        kiosk = Kiosk(world, size=size)

        def touch(place, pause=0.8):
            kiosk.click(place[0] * scale, place[1] * scale)
            time.sleep(pause)

        def expect_status(registration, status):
            wait_until(lambda: world.roster()[registration]["status"] == status, 15, f"{registration} is {status}")

        touch(DESK_BUTTON)
        for _ in range(2):
            kiosk.xdotool("type", "--delay", 180, "2468")
            kiosk.xdotool("key", "Return")
            time.sleep(0.8)
        time.sleep(2.0)
        touch(OFFICE)
        kiosk.picture(f"menu-{size}")
        touch(PENDING, 1.5)
        touch(FIRST_ROW)
        touch(THIRD_ROW)
        kiosk.picture(f"ticked-{size}")
        touch(ACCEPT)
        kiosk.picture(f"reason-{size}")
        touch(BY_ORGANISER)
        for chosen, status in zip(late, ("confirmed", "pending", "confirmed")):
            expect_status(chosen, status)
        touch(PAIRS, 1.2)
        kiosk.picture(f"pair-{size}")
        touch(MERGE)
        expect_status(same, "cancelled")
        merged = [row for row in world.roster().values() if row["name"] == "﨑山 𠮷子"]
        expect(merged[0]["email"] == "sakiyama@example.jp", f"the earlier one takes the address: {merged}")
        time.sleep(1.0)
        touch(KEEP)
        expect_status(other, "confirmed")
        time.sleep(1.0)
        touch(RECEIVED, 1.5)
        kiosk.picture(f"received-{size}")
        expect(kiosk.close() == 0, "the window ends with 0 when it is asked to")
        expect(world.call("check").one["ok"] is True, "the store is whole")


def story():
    for size in ("1280x720", "1920x1080"):
        check(size)


if __name__ == "__main__":
    run(story)
