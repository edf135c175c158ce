"""Attendees find their own name where the event allows it: by the 50-sound pad, with half the name; a scanner's scan is
taken meanwhile; who says yes is checked in. Without the event's word there is no such page."""
import time

from kiosk_process import Kiosk, World, expect, run, wait_until

FIND = (950, 524)
BACK = (140, 672)
FIRST_FOUND = (1000, 150)
YES = (440, 517)
ROWS = {"a": ("あいうえお", 0), "k": ("かきくけこ", 1), "s": ("さしすせそ", 2), "t": ("たちつてと", 3), "n": ("なにぬねの", 4), "h": ("はひふへほ", 5),
        "m": ("まみむめも", 6), "y": ("や　ゆ　よ", 7), "r": ("らりるれろ", 8), "w": ("わ　を　ん", 9)}


def touch_kana(kiosk, kana):
    for signs, column in ROWS.values():
        if kana in signs:
            kiosk.click(736 - 72 * column - 36, 172 + 75 * signs.index(kana) + 37)
            time.sleep(0.15)


def story():
    with World("find-name") as world:
        world.make_store()
        tickets = world.add_ebina()
        people = world.roster()
        wanted = next(row for row in people.values() if row["furigana"] and all(any(sign in row[0] for row in ROWS.values()) for sign in row["furigana"][:3])
                      and row["status"] == "confirmed")
        other = next(one["ticket"] for one in tickets if one["registration"] != wanted["registration"])
        world.open_display()
        kiosk = Kiosk(world)
        kiosk.click(*FIND)
        time.sleep(0.5)
        kiosk.picture("not-allowed")
        kiosk.close()

        world.call("event", "set", "EBINA", "display.attendee_search=true", "display.search_checks_in=true", "display.show_facility=true")
        kiosk = Kiosk(world)
        time.sleep(0.5)
        kiosk.picture("idle")
        kiosk.click(*FIND)
        time.sleep(0.5)
        kiosk.picture("pad")
        kiosk.type_scan(other)
        expect(kiosk.wait_for_scans(1) == ["admitted"], "a scan is taken while the page is open")
        time.sleep(3.5)
        kiosk.picture("after-scan")
        kiosk.click(*FIND)
        for kana in wanted["furigana"][:3]:
            touch_kana(kiosk, kana)
        time.sleep(0.7)
        kiosk.picture("found")
        kiosk.click(*FIRST_FOUND)
        time.sleep(0.5)
        kiosk.picture("is-it-you")
        kiosk.click(*YES)
        wait_until(lambda: sum(1 for row in world.roster().values() if row["checked_in_at"]) == 2, 15, "who said yes is in")
        kiosk.picture("admitted")
        expect(kiosk.close() == 0, "it ends as ever")
        expect(world.call("check").one["ok"] is True, "the store is whole")


if __name__ == "__main__":
    run(story)
