"""The office types twenty forms of paper by the keyboard alone, as fast as fingers go: the facility completed from the
town's own list, 同上 by one key, the date kept, a scan while a field has the focus; then one by telephone. No key is lost
while the keyboard goes from field to field."""
import time

from kiosk_process import LONG, SOURCE, Kiosk, World, expect, run, wait_until

FORMS = 20 if LONG else 6
STAFF_BUTTON, OFFICE_TAB, FORM_ENTRY = (1008, 672), (732, 42), (220, 180)
PIN_TOUCHES = [(640, 263), (520, 362), (760, 362), (640, 461), (990, 510)]  # 2468 and the button below
TYPING_MS = 70  # faster than anybody types for long; without a break of 50 ms it would be a scanner
FACILITIES = "事業所名,種別,担当者,メール,電話\nHikari Homonkango,訪問看護,Sato,hikari@example.jp,046-2\n"


class Typist:
    def __init__(self, world, kiosk):
        self.world, self.kiosk = world, kiosk

    def touch(self, place):
        self.kiosk.click(*place)
        self.settle()

    def settle(self):
        """Until nothing is drawn any more."""
        def is_still():
            frames = len(self.kiosk.trace())
            time.sleep(0.3)
            return len(self.kiosk.trace()) == frames
        wait_until(is_still, 120, "the window comes to rest")  # a busy machine draws slowly

    def key(self, *names):
        self.kiosk.xdotool("key", "--delay", TYPING_MS, *names)

    def words(self, text):
        if text:
            self.kiosk.xdotool("type", "--delay", TYPING_MS, text)

    def fields(self, *texts):
        """Each ended by Enter, without waiting for the window."""
        for text in texts:
            self.words(text)
            self.key("Return")

    def open_form(self):
        self.touch(STAFF_BUTTON)
        for _ in range(2):
            for place in PIN_TOUCHES:
                self.touch(place)
        wait_until(lambda: self.kiosk.brightness(850, 40) < 120, 20, "the staff's bar is dark")
        self.touch(OFFICE_TAB)
        self.kiosk.picture("office")
        self.touch(FORM_ENTRY)

    def count(self):
        return len(self.world.roster("AIKAWA"))

    def wait_for(self, count, words):
        wait_until(lambda: self.count() == count, 300, lambda: f"{words}: {self.count()} registrations, not {count}")


def type_one(typist, number):
    if number == 2:  # of the list, by the arrow: contact, phone and e-mail come with it
        typist.words("Hikari")
        typist.settle()
        typist.kiosk.picture("suggested")
        typist.key("Down", "Return", "Return", "Return", "Return")
    else:
        typist.fields(f"Office {number}", f"Contact {number}", "046-1", "office@example.jp")
    typist.fields(f"Person {number}", "", str(1 + number % 7))
    typist.words("=")
    typist.fields(f"Colleague {number}", "")
    typist.words("4")


def type_in_a_row(typist, ticket):
    for number in range(1, FORMS + 1):
        type_one(typist, number)
        if number == 3:
            before = len(typist.kiosk.scans())
            typist.settle()
            typist.kiosk.type_scan(ticket)
            typist.kiosk.wait_for_scans(before + 1)
            typist.kiosk.picture("scanned-meanwhile")
        if number == 1:
            typist.settle()
            typist.kiosk.picture("filled")
        typist.key("ctrl+Return")
    typist.wait_for(2 * FORMS + 1, "forms of two people and one before")
    typist.settle()
    typist.kiosk.picture("taken")


def check_rows(world):
    rows = {row["name"]: row for row in world.roster("AIKAWA").values()}
    for number in range(1, FORMS + 1):
        person, colleague = rows[f"Person {number}"], rows[f"Colleague {number}"]
        expect(person["channel"] == "fax" and colleague["channel"] == "fax", f"by FAX: {person}")
        expect(person["received_at"].startswith("2026-01-20T00:00"), f"the date of the form: {person['received_at']}")
        expect(person["email"] == ("hikari@example.jp" if number == 2 else "office@example.jp"), f"同上: {person['email']}")
        expect(person["facility"] == ("Hikari Homonkango" if number == 2 else f"Office {number}"), f"the facility: {person}")
        expect(not colleague["email"], f"no e-mail was typed: {colleague['email']}")


def by_telephone(typist):
    """The shorter form, chosen by its number."""
    typist.key("shift+Tab", "shift+Tab", "4")
    typist.settle()
    typist.kiosk.picture("telephone")
    typist.key("Tab")
    typist.fields("By Phone", "", "Office 4", "2", "046-9")
    typist.wait_for(2 * FORMS + 2, "by telephone")
    rows = {row["name"]: row for row in typist.world.roster("AIKAWA").values()}
    expect(rows["By Phone"]["channel"] == "telephone", f"by telephone: {rows['By Phone']}")


def letters_go_to_the_contacts(world):
    letters = world.call("letters", "AIKAWA", "--kind", "accepted", "--out", world.folder / "letters").lines
    texts = [path.read_text(encoding="utf-8-sig") for path in sorted((world.folder / "letters").glob("*.txt"))]
    expect(len(letters) == FORMS + 1, f"one a facility, whose people by telephone go with it, and one alone: {len(letters)}")
    expect(sum("Contact 5 様" in text and "Person 5" in text and "Colleague 5" in text for text in texts) == 1, "one for both")


def story():
    with World("forms", now="2026-01-20T10:00:00+09:00") as world:
        world.make_store()
        world.call("event", "add", SOURCE / "assets/events/aikawa.toml")
        world.call("register", "AIKAWA", "--name", "札 持子", "--profession", "看護師")
        ticket = world.call("ticket", "issue", "AIKAWA", "--out", world.folder / "tickets").lines[0]["ticket"]
        (world.folder / "list.csv").write_text(FACILITIES, encoding="utf-8")
        world.call("facility", "import", world.folder / "list.csv")
        world.open_display()
        world.no_key_repeat()
        typist = Typist(world, Kiosk(world, event="AIKAWA"))
        typist.open_form()
        typist.kiosk.picture("empty")
        type_in_a_row(typist, ticket)
        check_rows(world)
        by_telephone(typist)
        letters_go_to_the_contacts(world)
        expect(typist.kiosk.close() == 0, "the window ends with 0 when it is asked to")
        expect(world.call("check").one["ok"] is True, "the store is whole")


if __name__ == "__main__":
    run(story)
