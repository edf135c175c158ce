"""200 keyboard-wedge bursts of 40 characters in a row: every one decided, none merged or lost."""
import collections
import random

from kiosk_process import LONG, Kiosk, World, expect, run

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
BURSTS = 1000 if LONG else 200


def story():
    rng = random.Random(40)
    with World("bursts") as world:
        world.make_store()
        tickets = world.add_ebina()
        texts = ["KTSK" + "".join(rng.choice(CROCKFORD) for _ in range(36)) for _ in range(BURSTS)]
        # Genuine ones among them: a lost first or last character would make these forged.
        for index, ticket in enumerate(tickets):
            texts[index * (BURSTS // len(tickets)) + 3] = ticket["ticket"]
        expected = collections.Counter(admitted=len(tickets), forged=BURSTS - len(tickets))
        world.open_display()
        kiosk = Kiosk(world)
        for text in texts:
            kiosk.type_scan(text, delay_ms=rng.choice((0, 1, 2, 4)))
        outcomes = collections.Counter(kiosk.wait_for_scans(BURSTS, seconds=60))
        expect(outcomes == expected, f"decided: {outcomes}, expected: {expected}")
        expect(kiosk.close() == 0, "the window ends with 0 when it is asked to")
        admitted = [row for row in world.roster().values() if row["checked_in_at"]]
        expect(len(admitted) == len(tickets), f"{len(admitted)} of {len(tickets)} are in")
        out = world.folder / "scans.csv"
        rows = world.call("export", "EBINA", "scans", "--format", "csv", "--out", out).one["rows"]
        expect(rows == BURSTS, f"{rows} scan rows for {BURSTS} bursts")


if __name__ == "__main__":
    run(story)
