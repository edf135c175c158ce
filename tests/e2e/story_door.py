"""An evening at the door: tickets before a camera and under a keyboard scanner, then the list that is handed over."""
import csv
import io

from kiosk_process import Camera, Kiosk, World, expect, run


def forge(text):
    """The same ticket with another last character."""
    return text[:-1] + ("0" if text[-1] != "0" else "1")


def film(world, ebina, aikawa):
    """One after the other: admitted, admitted, the first again, another event's; with pauses longer than a repeat."""
    camera = Camera(world)
    camera.show_nothing(2.0)
    for ticket in (ebina[0], ebina[1], ebina[0], aikawa[0]):
        camera.show([ticket["file"]], seconds=1.0)
        camera.show_nothing(3.0)
    return camera


def check_camera(kiosk):
    for count, name in enumerate(("admitted", "second-admitted", "already-in", "wrong-event"), start=1):
        kiosk.wait_for_scans(count)
        kiosk.xdotool("sleep", 0.3)
        kiosk.picture(f"camera-{name}")
    outcomes = kiosk.wait_for_scans(4)
    expect(outcomes == ["admitted", "admitted", "already_in", "wrong_event"], f"camera: {outcomes}")


def check_keyboard(world, kiosk, ebina):
    world.call("cancel", "EBINA", ebina[3]["registration"], "--reason", "電話連絡")
    world.call("ticket", "revoke", "EBINA", ebina[4]["registration"])
    texts = [("admitted", ebina[2]["ticket"]), ("forged", forge(ebina[5]["ticket"])), ("cancelled", ebina[3]["ticket"]),
             ("revoked", ebina[4]["ticket"]), ("not_a_ticket", "HTTPS://EXAMPLE.JP/SURVEY"), ("already_in", ebina[2]["ticket"].lower())]
    seen = len(kiosk.scans())
    for outcome, text in texts:
        kiosk.xdotool("sleep", 3.2 if outcome == "already_in" else 0.1)
        kiosk.type_scan(text)
        seen += 1
        outcomes = kiosk.wait_for_scans(seen)
        expect(outcomes[-1] == outcome, f"typed {outcome}: {outcomes}")
        kiosk.xdotool("sleep", 0.3)
        kiosk.picture(f"keyboard-{outcome}")


def check_undo(world, kiosk, ebina):
    """After an undo the same ticket is admitted at once: an undo clears the repeat."""
    world.call("undo", "EBINA", ebina[1]["registration"], "--reason", "入力誤り")
    expect(world.roster()[ebina[1]["registration"]]["checked_in_at"] is None, "undone, and still in")
    seen = len(kiosk.scans())
    kiosk.type_scan(ebina[1]["ticket"])
    expect(kiosk.wait_for_scans(seen + 1)[-1] == "admitted", "after an undo the ticket is admitted again")


def check_walk_in(world):
    """30 of 30 seats, one given back by the cancellation: one walk-in, then full, then one by the organiser's word."""
    words = ("--profession", "看護師", "--facility", "みなも訪問看護ステーション")
    expect(world.call("walk-in", "EBINA", "--name", "飛入 一", *words).one["outcome"] == "admitted", "the free seat")
    refused = world.call("walk-in", "EBINA", "--name", "飛入 二", *words, exit=1).one
    expect(refused == {"registration": None, "outcome": "full", "ticket": None}, f"no seat left: {refused}")
    expect(world.call("walk-in", "EBINA", "--name", "飛入 三", *words, "--override", "主催者判断").one["outcome"] == "admitted", "by override")


def check_lists(world, ebina):
    path = world.folder / "attendance.csv"
    done = world.call("export", "EBINA", "attendance", "--format", "csv", "--out", path).one
    data = path.read_bytes()
    expect(data.startswith(b"\xef\xbb\xbf"), "UTF-8 with BOM")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    roster = world.roster()
    for ticket, present in ((ebina[0], True), (ebina[1], True), (ebina[2], True), (ebina[6], False)):
        name = roster[ticket["registration"]]["name"]
        row = next((row for row in rows if name in row), None)
        expect(row is not None, f"{done}: {name} is in the list")
        expect(("出席" in row) == present, f"{name}: {row}")
    expect(any("飛入 三" in row and "当日" in row for row in rows), "the walk-in is in the list")
    for what, form in (("attendance", "xlsx"), ("attendance", "pdf"), ("attendance", "csv-cp932"), ("council", "csv"), ("scans", "csv"), ("sign-in", "pdf"), ("name-tags", "pdf")):
        out = world.folder / f"{what}-{form}"
        world.call("export", "EBINA", what, "--format", form, "--out", out)
        expect(out.stat().st_size > 100, f"{what} as {form} is empty")


def story():
    with World("door") as world:
        world.make_store()
        ebina, aikawa = world.add_ebina(), world.add_aikawa()
        expect((len(ebina), len(aikawa)) == (30, 80), f"tickets: {len(ebina)}, {len(aikawa)}")
        camera = film(world, ebina, aikawa)
        world.open_display()
        kiosk = Kiosk(world, camera=camera.pattern)
        kiosk.picture("waiting")
        check_camera(kiosk)
        check_keyboard(world, kiosk, ebina)
        check_undo(world, kiosk, ebina)
        check_walk_in(world)
        kiosk.xdotool("sleep", 4)
        kiosk.picture("waiting-after")
        expect(kiosk.close() == 0, "the window ends with 0 when it is asked to")
        check_lists(world, ebina)
        expect(world.call("check").one["ok"] is True, "the store is whole")


if __name__ == "__main__":
    run(story)
