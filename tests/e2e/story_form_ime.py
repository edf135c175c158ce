"""A form of paper typed in Japanese: fcitx5 and mozc bring 山田 into the name's field, the furigana is proposed of what was
typed and taken by Enter, and nothing of it goes where the person had typed it otherwise."""
from ime_session import InputMethod, run_in_session
from kiosk_process import SOURCE, Kiosk, World, expect, wait_until

STAFF_BUTTON, OFFICE_TAB, FORM_ENTRY = (1008, 672), (732, 42), (220, 180)
PIN_TOUCHES = [(640, 263), (520, 362), (760, 362), (640, 461), (990, 510)]  # 2468 and the button below
FIRST_NAME = (600, 155)
PERSON_MS = 90


class Office:
    def __init__(self, world):
        self.world, self.method = world, InputMethod(world)
        self.kiosk = Kiosk(world, event="AIKAWA")
        self.kiosk.xdotool("windowfocus", "--sync", self.kiosk.window)

    def settle(self):
        """Until the input method has answered and the window has drawn it."""
        def is_still():
            frames = len(self.kiosk.trace())
            self.kiosk.xdotool("sleep", 0.35)
            return len(self.kiosk.trace()) == frames
        wait_until(is_still, 120, "the window comes to rest")  # a busy machine draws slowly

    def touch(self, place):
        self.kiosk.click(*place)
        self.settle()

    def type(self, text):
        self.kiosk.xdotool("type", "--delay", PERSON_MS, text)
        self.settle()

    def press(self, *keys):
        for key in keys:
            self.kiosk.xdotool("key", key)
            self.settle()

    def open_form(self):
        self.method.use("keyboard-us")
        self.touch(STAFF_BUTTON)
        for _ in range(2):
            for place in PIN_TOUCHES:
                self.touch(place)
        wait_until(lambda: self.kiosk.brightness(850, 40) < 120, 20, "the staff's bar is dark")
        self.touch(OFFICE_TAB)
        self.touch(FORM_ENTRY)

    def people(self):
        return {row["name"]: row for row in self.world.roster("AIKAWA").values()}


def a_name_by_the_input_method(office):
    office.touch(FIRST_NAME)
    office.method.use("mozc")
    office.type("yamada")
    office.kiosk.picture("composing")
    office.press("space", "Return")
    office.kiosk.picture("name")
    expect(not office.people(), "the Enter that confirms takes no form")
    office.press("Return")
    office.kiosk.picture("proposed")
    office.press("Return")
    office.kiosk.picture("furigana")


def a_second_with_a_furigana_of_his_own(office):
    """Straight on to the next row: profession, e-mail, name, furigana."""
    office.method.use("keyboard-us")
    office.type("4")
    office.press("Return", "Return")
    office.method.use("mozc")
    office.type("tanaka")
    office.press("space", "Return", "Return")
    office.type("denchuu")
    office.press("Return", "Return")
    office.method.use("keyboard-us")
    office.type("1")
    office.kiosk.picture("both")
    office.press("ctrl+Return")


def story():
    with World("form-ime", now="2026-01-20T10:00:00+09:00") as world:
        world.make_store()
        world.call("event", "add", SOURCE / "assets/events/aikawa.toml")
        world.open_display()
        office = Office(world)
        office.open_form()
        a_name_by_the_input_method(office)
        a_second_with_a_furigana_of_his_own(office)
        people = wait_until(office.people, 20, "the form is taken")
        office.kiosk.picture("taken")
        expect(set(people) == {"山田", "田中"}, f"the names: {people}")
        expect(people["山田"]["furigana"] == "やまだ", f"proposed and taken: {people['山田']}")
        expect(people["田中"]["furigana"] == "でんちゅう", f"what was typed stays: {people['田中']}")
        expect(people["山田"]["profession"] == "看護職", f"{people['山田']}")
        expect(office.kiosk.close() == 0, "the window ends with 0 when it is asked to")
        expect(world.call("check").one["ok"] is True, "the store is whole")


if __name__ == "__main__":
    run_in_session(story)
