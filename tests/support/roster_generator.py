#!/usr/bin/env python3
"""Makes the files of an office's weeks before an event: people who do not exist, over all channels and encodings.

use: roster_generator.py office SEED PEOPLE FOLDER     files of the channels, in a shuffled order, each twice
     roster_generator.py mutants SEED COUNT FOLDER     good files with one thing wrong in each
Both write FOLDER/manifest.json beside the files: who they hold. The same seed gives the same bytes.
"""
import datetime
import json
import pathlib
import random
import sys

import roster_files as files
import roster_mutants as mutants
from roster_names import ZONE, People, receipt_times

SUBJECT = "みほん研修会参加申込"
FIRST = datetime.datetime(2025, 9, 1, 9, 0, tzinfo=ZONE)
LAST = datetime.datetime(2025, 10, 9, 18, 0, tzinfo=ZONE)
SECOND_CHANNELS = 5  # people who apply again by another one


def cut(rng, people, least, most):
    """Into runs of random lengths."""
    parts = []
    while people:
        size = rng.randint(least, most)
        parts.append(people[:size])
        people = people[size:]
    return parts


class Office:
    """Deals people out to the channels; a form with several people has one time of receipt."""

    def __init__(self, seed, count, folder):
        self.rng = random.Random(seed)
        self.folder = folder
        maker = People(self.rng)
        self.people = [maker.make(moment) for moment in receipt_times(self.rng, count, FIRST, LAST)]
        self.steps = []

    def write(self, name, data, people):
        (self.folder / name).write_bytes(data)
        self.steps.append({"file": name, "people": people})

    def make_tables(self, people):
        """As Google Forms delivers them, as Excel saves them again."""
        for index, part in enumerate(cut(self.rng, people, 3, 8)):
            rows = [self.people[i] for i in part]
            way = ["csv", "xlsx", "zip", "resaved", "tabs"][index % 5]
            if way == "xlsx":
                self.write(f"answers-{index}.xlsx", files.write_xlsx(rows), part)
            elif way == "zip":
                data = files.write_zip([("研修会 申込.csv", files.write_csv(files.form_rows(rows)))])
                self.write(f"answers-{index}.zip", data, part)
            elif way == "resaved":
                data = files.write_csv(files.form_rows(rows, files.excel_time), "cp932", quote_all=False)
                self.write(f"answers-{index}.csv", data, part)
            elif way == "tabs":
                self.write(f"answers-{index}.csv", files.write_csv(files.form_rows(rows), "utf-16", "\t"), part)
            else:
                self.write(f"answers-{index}.csv", files.write_csv(files.form_rows(rows)), part)

    def make_mails(self, people):
        mails = []
        for index, part in enumerate(cut(self.rng, people, 1, 4)):
            rows = [self.people[i] for i in part]
            for row in rows:  # one form, one facility, one receipt
                row.update(facility=rows[0]["facility"], received=rows[0]["received"].replace(second=0), phone=rows[0]["phone"])
            encoding = files.MAIL_ENCODINGS[index % len(files.MAIL_ENCODINGS)]
            body = files.mail_body(rows, self.rng)
            mails.append((part, files.write_mail(SUBJECT, body, rows[0]["received"], f"mail-{index}", encoding)))
        box, single = mails[:len(mails) // 3], mails[len(mails) // 3:]
        for index, (part, mail) in enumerate(single):
            self.write(f"mail-{index}.eml", mail, part)
        if box:
            self.write("inbox.mbox", files.write_mbox([mail for _, mail in box]), [i for part, _ in box for i in part])

    def apply_again(self, people):
        """The same person by another channel, with another address and no facility: staff have to look."""
        again = []
        for index in self.rng.sample(people, SECOND_CHANNELS):
            first = self.people[index]
            second = dict(first, email=f"private{index}@example.jp", facility="", same_as=index,
                          received=first["received"] + datetime.timedelta(minutes=1), channel="telephone")
            again.append(len(self.people))
            self.people.append(second)
        return again

    def deal(self):
        order = list(range(len(self.people)))
        self.rng.shuffle(order)
        shares = {"google-form": [], "email": [], "post": [], "fax": []}
        for index, person in enumerate(order):
            channel = list(shares)[index % len(shares)]
            shares[channel].append(person)
            self.people[person]["channel"] = channel
        for share in shares.values():
            share.sort()
        return shares

    def make(self):
        shares = self.deal()
        self.make_tables(shares["google-form"])
        self.make_mails(shares["email"])
        typed = shares["post"] + shares["fax"] + self.apply_again(shares["google-form"] + shares["email"])
        sent = self.steps + [dict(step) for step in self.steps] + [{"typed": person, "people": [person]} for person in typed]
        self.rng.shuffle(sent)
        return {"subject": SUBJECT, "people": [dict(p, received=p["received"].isoformat()) for p in self.people], "steps": sent}


def main():
    mode, seed, count, folder = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), pathlib.Path(sys.argv[4])
    folder.mkdir(parents=True, exist_ok=True)
    if mode == "office":
        manifest = Office(seed, count, folder).make()
    else:
        manifest = {"subject": SUBJECT, "files": mutants.make(seed, count, folder, SUBJECT)}
    (folder / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
