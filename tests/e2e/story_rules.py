"""Seats, deadline, waitlist, walk-ins, substitutes, undo and exits as an office and a desk meet them: commands only."""
from kiosk_process import World, expect, run

BEFORE = "2026-01-10T12:00:00+09:00"
OPEN = "2026-02-13T18:05:00+09:00"
HEAD = "タイムスタンプ,お名前,ふりがな,所属,職種,メールアドレス"

EVENT = """
code = "T1"
title = "多職種研修会"
venue = "会議室"
starts_at = 2026-02-13T18:30:00+09:00
doors_open_at = 2026-02-13T18:00:00+09:00
deadline = 2026-01-23
capacity = 3
tolerance = 1
walk_in = "staff"
exit_scan = true
"""


def make(world, text=EVENT, name="event.toml"):
    path = world.folder / name
    path.write_text(text, encoding="utf-8")
    world.call("event", "add", path, now=BEFORE)


def import_rows(world, rows, now=BEFORE, exit=0, name="roster.csv", extra=()):
    path = world.folder / name
    path.write_text("\r\n".join([HEAD, *rows]) + "\r\n", encoding="utf-8-sig")
    return world.call("roster", "import", "T1", path, *extra, now=now, exit=exit)


def by_name(world):
    return {row["name"]: row for row in world.call("roster", "list", "T1").lines}


def show(world):
    return world.call("event", "show", "T1").one


def check(world):
    expect(world.call("check", now="").one["ok"], "the store's own check found something")


def seats_by_receipt(world):
    """In order of receipt, not of line; the rest waits in that order; who was late is pending."""
    report = import_rows(world, [
        "2026/01/09 10:00:00,丁田 四郎,ていだ しろう,D病院,医師,d@example.jp",
        "2026/01/05 10:00:00,乙田 二郎,おつだ じろう,B病院,看護師,b@example.jp",
        "2026/01/04 9:00:00 午後 GMT+9,甲田 一郎,こうだ いちろう,A病院,薬剤師,a@example.jp",
        "2026/01/07 10:00:00,丙田 三郎,へいだ さぶろう,C病院,理学療法士,c@example.jp",
        "2026/01/08 10:00:00,戊田 五郎,ぼだ ごろう,E病院,占い師,e@example.jp",
    ]).one
    expect((report["rows"], report["added"], report["waitlisted"], report["unknown_professions"]) == (5, 5, 2, ["占い師"]), report)
    people = by_name(world)
    status = {name: row["status"] for name, row in people.items()}
    expect(status == {"甲田 一郎": "confirmed", "乙田 二郎": "confirmed", "丙田 三郎": "confirmed", "戊田 五郎": "waitlisted", "丁田 四郎": "waitlisted"}, status)
    expect(people["甲田 一郎"]["received_at"] == "2026-01-04T21:00:00+09:00", people["甲田 一郎"])
    again = import_rows(world, [
        "2026/01/09 10:00:00,丁田 四郎,ていだ しろう,D病院,医師,d@example.jp",
    ]).one
    expect((again["unchanged"], again["added"], again["updated"]) == (1, 0, 0), again)


def late_is_pending(world):
    at = "2026-01-24T00:00:00+09:00"
    report = import_rows(world, [
        "2026/01/24 0:00:00,遅田 一,おそだ はじめ,X病院,医師,x@example.jp",
        "2026/01/23 23:59:59,間田 合,まだ ごう,Y病院,医師,y@example.jp",
    ], now=at, name="late.csv").one
    expect(report["late"] == 1, report)
    people = by_name(world)
    expect(people["遅田 一"]["status"] == "pending" and people["遅田 一"]["late"], people["遅田 一"])
    expect(people["間田 合"]["status"] == "waitlisted" and not people["間田 合"]["late"], people["間田 合"])
    accepted = world.call("accept", "T1", people["遅田 一"]["registration"], "--reason", "主催者判断", now=at).one
    expect(accepted["status"] == "waitlisted", accepted)
    future = import_rows(world, ["2026/01/25 0:00:00,未来 人,,Z病院,医師,z@example.jp"], now=at, exit=3, name="future.csv").one
    expect(future["rejected"][0]["line"] == 2 and future["added"] == 0, future)


def cancelling_promotes_the_first(world):
    people = by_name(world)
    done = world.call("cancel", "T1", people["乙田 二郎"]["registration"], "--reason", "電話連絡あり", now=BEFORE).one
    expect(done["promoted"] == [people["戊田 五郎"]["registration"]], done)
    expect(by_name(world)["戊田 五郎"]["status"] == "confirmed", "the first of the waitlist was not promoted")
    world.call("event", "set", "T1", "capacity=2", exit=1, now=BEFORE)
    raised = world.call("event", "set", "T1", "capacity=4", now=BEFORE).one
    expect(raised["promoted"] == [people["丁田 四郎"]["registration"]], raised)
    expect(show(world)["held"] == 4, show(world))


def tickets(world):
    lines = world.call("ticket", "issue", "T1", "--out", world.folder / "tickets", now=BEFORE).lines
    expect(len(lines) == 4, f"4 confirmed, tickets: {len(lines)}")
    return {line["registration"]: line["ticket"] for line in lines}


def outcome(world, *words, exit=0, now=OPEN):
    return world.call(*words, exit=exit, now=now).one["outcome"]


def the_door(world):
    people, ticket = by_name(world), tickets(world)
    first = ticket[people["甲田 一郎"]["registration"]]
    expect(outcome(world, "scan", "T1", first, exit=1, now="2026-02-13T17:29:59+09:00") == "too_early", "17:29:59 is too early")
    full_width = " ]Q1" + first.lower().replace("0", "o")
    expect(outcome(world, "scan", "T1", full_width) == "admitted", "a typed ticket is folded")
    expect(outcome(world, "scan", "T1", first, exit=1) == "already_in", "second scan")
    expect(outcome(world, "scan", "T1", first, "--exit") == "exited", "exit")
    expect(outcome(world, "scan", "T1", first, "--exit", exit=1) == "not_inside", "second exit")
    expect(outcome(world, "scan", "T1", first, now="2026-02-13T18:40:00+09:00") == "admitted", "re-entry")
    changed = first[:-1] + ("0" if first[-1] != "0" else "1")
    expect(outcome(world, "scan", "T1", changed, exit=1) == "forged", "one character changed")
    expect(outcome(world, "scan", "T1", "https://example.jp/", exit=1) == "not_a_ticket", "another QR")
    waiting = by_name(world)["間田 合"]["registration"]
    held = world.call("ticket", "issue", "T1", waiting, "--out", world.folder / "tickets").one["ticket"]
    expect(outcome(world, "scan", "T1", held, exit=1) == "waitlisted", "no seat for the waitlist")
    expect(outcome(world, "walk-in", "T1", "--name", "飛込 太郎", "--profession", "看護師", exit=1) == "full", "no seat for a walk-in")
    freed = by_name(world)["丁田 四郎"]["registration"]
    done = world.call("cancel", "T1", freed, "--reason", "電話連絡あり", now=OPEN).one
    expect(done["promoted"] == [waiting], f"the one who stands at the door moves up: {done}")
    expect(outcome(world, "walk-in", "T1", "--name", "飛込 太郎", "--profession", "看護師", exit=1) == "full", "the seat is taken")
    expect(outcome(world, "scan", "T1", held) == "admitted", "the promoted one comes in")
    expect(outcome(world, "scan", "T1", ticket[freed], exit=1) == "cancelled", "a cancelled one")
    world.call("ticket", "revoke", "T1", people["丙田 三郎"]["registration"])
    expect(outcome(world, "scan", "T1", ticket[people["丙田 三郎"]["registration"]], exit=1) == "revoked", "a withdrawn ticket")
    reissued = world.call("ticket", "issue", "T1", people["丙田 三郎"]["registration"], "--out", world.folder / "tickets").one["ticket"]
    expect(outcome(world, "scan", "T1", reissued) == "admitted", "the reissued one")


def beyond_capacity(world):
    """One more by override (tolerance 1), never two; each of them a row with its reason."""
    one = world.call("walk-in", "T1", "--name", "飛込 太郎", "--profession", "看護師", "--override", "電話連絡あり", now=OPEN).one
    expect(one["outcome"] == "admitted" and one["ticket"], one)
    two = world.call("walk-in", "T1", "--name", "飛込 次郎", "--profession", "医師", "--override", "主催者判断", now=OPEN, exit=1).one
    expect(two == {"registration": None, "outcome": "full", "ticket": None}, two)
    expect(outcome(world, "scan", "T1", one["ticket"], exit=1) == "already_in", "a walk-in's ticket")
    expect(outcome(world, "walk-in", "T1", "--name", "飛込　太郎", "--profession", "看護師", exit=1) == "duplicate", "the same person again")


def substitute_and_undo(world):
    people = by_name(world)
    original = people["戊田 五郎"]
    held = show(world)["held"]
    new = world.call("substitute", "T1", original["registration"], "--name", "代田 理", "--profession", "医師", now=OPEN).one
    expect(new["substitute_for"] == original["registration"] and show(world)["held"] == held, new)
    expect(outcome(world, "admit", "T1", new["registration"]) == "admitted", "the substitute comes in")
    world.call("substitute", "T1", original["registration"], "--name", "代田 理二", exit=1, now=OPEN)
    world.call("undo", "T1", new["registration"], "--reason", "入力誤り", now=OPEN)
    expect(by_name(world)["代田 理"]["checked_in_at"] is None, "the undo is in the roster")
    expect(outcome(world, "admit", "T1", new["registration"]) == "admitted", "and admitted again")
    world.call("undo", "T1", original["registration"], "--reason", "入力誤り", exit=1, now=OPEN)


def repeated_scan_ids(world):
    held = next(row for row in by_name(world).values() if row["ticket"] and row["checked_in_at"] and not row["checked_out_at"])
    first = world.call("scan", "T1", held["ticket"], "--scan-id", "0190aaaa-0000-7000-8000-000000000001", exit=1).one
    before = world.call("export", "T1", "scans", "--format", "csv", "--out", world.folder / "scans.csv").one["rows"]
    again = world.call("scan", "T1", held["ticket"], "--scan-id", "0190aaaa-0000-7000-8000-000000000001", exit=1).one
    after = world.call("export", "T1", "scans", "--format", "csv", "--out", world.folder / "scans.csv").one["rows"]
    expect(first["outcome"] == again["outcome"] == "already_in" and before == after, (first, again, before, after))


def the_list_agrees_with_the_counts(world):
    counts = show(world)
    path = world.folder / "attendance.csv"
    world.call("export", "T1", "attendance", "--format", "csv", "--out", path)
    text = path.read_text(encoding="utf-8-sig")
    rows = text.splitlines()
    present = sum(1 for row in rows if ",出席," in row)
    expect(present == counts["admitted"], f"the list says {present}, the store {counts['admitted']}:\n{text}")
    expect("代田 理" in text and "欠席（代理あり）" in text and "飛込 太郎" in text, text)


def release(world):
    """No-shows lose their seats once; who stood at the door moves up; who comes after all needs a seat."""
    make(world, EVENT.replace('"T1"', '"T2"').replace("capacity = 3", "capacity = 1")
         + "release_no_shows_at = 2026-02-13T18:45:00+09:00\n", "t2.toml")
    for name, received in (("先田 着", "2026-01-02T09:00:00+09:00"), ("後田 待", "2026-01-03T09:00:00+09:00")):
        world.call("register", "T2", "--name", name, "--facility", name, "--received-at", received, now=BEFORE)
    rows = {row["name"]: row for row in world.call("roster", "list", "T2").lines}
    text = {name: world.call("ticket", "issue", "T2", row["registration"], "--out", world.folder / "t2").one["ticket"] for name, row in rows.items()}
    expect(outcome(world, "scan", "T2", text["後田 待"], exit=1) == "waitlisted", "before the release")
    expect(outcome(world, "scan", "T2", text["後田 待"], now="2026-02-13T18:46:00+09:00") == "admitted", "after the release")
    expect(outcome(world, "scan", "T2", text["先田 着"], exit=1, now="2026-02-13T18:50:00+09:00") == "full", "comes after all")
    late = world.call("admit", "T2", rows["先田 着"]["registration"], "--override", "主催者判断", now="2026-02-13T18:51:00+09:00").one
    expect(late["outcome"] == "admitted", late)


def story():
    with World("rules", now=OPEN) as world:
        world.make_store()
        make(world)
        for part in (seats_by_receipt, late_is_pending, cancelling_promotes_the_first, the_door, beyond_capacity, substitute_and_undo,
                     repeated_scan_ids, the_list_agrees_with_the_counts, release):
            part(world)
            check(world)


run(story)
