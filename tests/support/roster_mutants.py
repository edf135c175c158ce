"""Good files with one thing wrong: what a person, Excel, a mail server or a full disk does to them.

Each says which names still stand in it as another program reads it, so that a test can ask where they went, and how many
people it holds where that is certain. Standard Python only.
"""
import datetime
import email
import email.policy
import random

import roster_files as files
from roster_names import ZONE, People, receipt_times

FIRST = datetime.datetime(2025, 9, 1, 9, 0, tzinfo=ZONE)
LAST = datetime.datetime(2025, 10, 9, 18, 0, tzinfo=ZONE)
LINES_OF_NOISE = ["", "　", "以上、よろしくお願いいたします。", "> ", "-- ", "________________________________", "記入例", "\"", "氏名：", "※",
                  "2025年10月1日(水) 10:00 みほん <a@example.jp>:", "-----Original Message-----", "①", "氏名", "変更：", "，，，"]
CHARACTERS = ["\0", "\"", ",", "：", ":", "（", "）", "\t", "\ufeff", "\u200b", "\u202e", "　", "〃", "同上", "\r", "\x1b", "@", "=", "𠮷", "\uFFFD"]


def any_line(lines, rng):
    return rng.randrange(len(lines))


# On rows of a table: a mutation changes `rows` and says how many people are in it then.

def row_less_a_cell(rows, rng):
    del rows[rng.randrange(1, len(rows))][rng.randrange(len(rows[0]))]
    return len(rows) - 1


def row_more_a_cell(rows, rng):
    rows[rng.randrange(1, len(rows))].insert(rng.randrange(len(rows[0])), "余分")
    return len(rows) - 1


def row_odd_cell(rows, rng):
    cell = rng.choice(["", " ", "あ" * 2001, "2099/1/1 9:00:00 午前 GMT+9", "32/13/2025", "令和99年9月9日", "=HYPERLINK(\"http://x\")", "記入なし",
                       "1\n2\n3", "a@", "\u200b", "-", "#REF!"])
    rows[rng.randrange(1, len(rows))][rng.randrange(len(rows[0]))] = cell
    return len(rows) - 1


def row_twice(rows, rng):
    rows.insert(rng.randrange(1, len(rows) + 1), list(rng.choice(rows[1:])))
    return len(rows) - 1


def row_moved(rows, rng):
    row = rows.pop(rng.randrange(1, len(rows)))
    rows.insert(rng.randrange(1, len(rows) + 1), row)
    return len(rows) - 1


def row_blank(rows, rng):
    rows.insert(rng.randrange(1, len(rows) + 1), [rng.choice(["", "　"])] * len(rows[0]))
    return len(rows) - 2


def cells_exchanged(rows, rng):
    row = rows[rng.randrange(1, len(rows))]
    a, b = rng.sample(range(len(row) - 1), 2)  # the last column, 個人情報の利用目的, is not kept
    row[a], row[b] = row[b], row[a]
    return len(rows) - 1


def column_gone(rows, rng):
    column = rng.randrange(len(rows[0]))
    for row in rows:
        del row[column]
    return None if column == 2 else len(rows) - 1


def title_odd(rows, rng):
    rows[0][rng.randrange(len(rows[0]))] = rng.choice(["", "氏名", "ふりがな", "？", "お名前（漢字）", "備考"])
    return None


ON_ROWS = [row_less_a_cell, row_more_a_cell, row_odd_cell, row_odd_cell, row_odd_cell, row_twice, row_moved, row_blank, cells_exchanged,
           column_gone, title_odd]


# On a text: any of it, mails and tables.

def line_gone(text, rng):
    lines = text.split("\n")
    del lines[any_line(lines, rng)]
    return "\n".join(lines)


def line_of_noise(text, rng):
    lines = text.split("\n")
    lines.insert(any_line(lines, rng), rng.choice(LINES_OF_NOISE))
    return "\n".join(lines)


def line_quoted(text, rng):
    lines = text.split("\n")
    start = any_line(lines, rng)
    for index in range(start, min(len(lines), start + rng.choice([1, 1, 3, 99]))):
        lines[index] = rng.choice(["> ", ">", "| ", "＞", "　　"]) + lines[index]
    return "\n".join(lines)


def lines_joined(text, rng):
    lines = text.split("\n")
    index = any_line(lines, rng)
    lines[index:index + 2] = [rng.choice(["", " ", "　"]).join(lines[index:index + 2])]
    return "\n".join(lines)


def line_broken(text, rng):
    at = rng.randrange(len(text))
    return text[:at] + "\n" + text[at:]


def character_in(text, rng):
    at = rng.randrange(len(text))
    return text[:at] + rng.choice(CHARACTERS) + text[at:]


def character_gone(text, rng):
    at = rng.randrange(len(text))
    return text[:at] + text[at + 1:]


def part_twice(text, rng):
    start = rng.randrange(len(text))
    part = text[start:start + rng.randrange(1, 200)]
    at = rng.randrange(len(text))
    return text[:at] + part + text[at:]


def part_gone(text, rng):
    start = rng.randrange(len(text))
    return text[:start] + text[start + rng.randrange(1, 120):]


def cut_short(text, rng):
    return text[:rng.randrange(len(text))]


ON_TEXT = [line_gone, line_of_noise, line_quoted, lines_joined, line_broken, character_in, character_gone, part_twice, part_gone, cut_short]


# On bytes: what a disk or a server does.

def byte_other(data, rng):
    at = rng.randrange(len(data))
    return data[:at] + bytes([rng.randrange(256)]) + data[at + 1:]


def bytes_gone(data, rng):
    at = rng.randrange(len(data))
    return data[:at] + data[at + rng.randrange(1, 40):]


def bytes_in(data, rng):
    at = rng.randrange(len(data))
    return data[:at] + bytes(rng.randrange(256) for _ in range(rng.randrange(1, 8))) + data[at:]


def bytes_cut_short(data, rng):
    return data[:rng.randrange(len(data))]


def line_ends_other(data, rng):
    return data.replace(b"\r\n", b"\n").replace(b"\n", rng.choice([b"\r", b"\r\n", b"\n"]))


ON_BYTES = [byte_other, bytes_gone, bytes_in, bytes_cut_short, line_ends_other]


def folded(text):
    return text.replace(" ", "").replace("　", "")


def names_in(text, people):
    return [p["name"] for p in people if folded(p["name"]) in folded(text)]


def read_mail_text(data):
    """The text of a mail as Python reads it; empty where it does not."""
    try:
        body = email.message_from_bytes(data, policy=email.policy.default).get_body(("plain", "html"))
        return body.get_content() if body else ""
    except Exception:  # whatever a broken mail does to the other reader
        return ""


def people_for(maker, rng, count):
    return [maker.make(moment) for moment in receipt_times(rng, count, FIRST, LAST)]


def make_table(rng, maker):
    people = people_for(maker, rng, 6)
    rows = files.form_rows(people, rng.choice([files.google_time, files.excel_time]))
    encoding = rng.choice(files.CSV_ENCODINGS)
    how = rng.choice(["rows", "rows", "text", "bytes"])
    count, kind = None, ""
    if how == "rows":
        mutation = rng.choice(ON_ROWS)
        count, kind = mutation(rows, rng), mutation.__name__
    try:
        data = files.write_csv(rows, encoding, quote_all=rng.random() < 0.5)
    except UnicodeEncodeError:
        encoding = "utf-8-sig"
        data = files.write_csv(rows, encoding)
    if how == "text":
        mutation = rng.choice(ON_TEXT)
        data, kind = mutation(data.decode(encoding), rng).encode(encoding, errors="replace"), mutation.__name__
    if how == "bytes":
        mutation = rng.choice(ON_BYTES)
        data, kind = mutation(data, rng), mutation.__name__
    lines = data.decode(encoding, errors="replace").splitlines()
    return ".csv", data, f"{kind} {encoding}", names_in("\n".join(lines[1:]), people), count


def make_mail(rng, maker, subject, number):
    people = people_for(maker, rng, rng.randint(1, 4))
    encoding = rng.choice(files.MAIL_ENCODINGS)
    body = files.mail_body(people, rng)
    moment = people[0]["received"]
    if rng.random() < 0.7:
        mutation = rng.choice(ON_TEXT)
        body = mutation(body, rng)
        data = files.write_mail(subject, body, moment, f"mutant-{number}", encoding)
        seen = body
    else:
        mutation = rng.choice(ON_BYTES)
        data = mutation(files.write_mail(subject, body, moment, f"mutant-{number}", encoding), rng)
        seen = read_mail_text(data)
    return ".eml", data, f"{mutation.__name__} {encoding}", names_in(seen, people), None


def make_box(rng, maker, subject, number):
    mails, bodies, people = [], [], []
    for part in range(3):
        group = people_for(maker, rng, 2)
        bodies.append(files.mail_body(group, rng))
        mails.append(files.write_mail(subject, bodies[-1], group[0]["received"], f"box-{number}-{part}", "utf-8 8bit"))
        people += group
    mutation = rng.choice(ON_BYTES)
    data = mutation(files.write_mbox(mails), rng)
    return ".mbox", data, f"{mutation.__name__} mbox", names_in(data.decode("utf-8", errors="replace"), people), None


def make(seed, count, folder, subject):
    rng = random.Random(seed)
    maker = People(rng)
    made = []
    for number in range(count):
        way = number % 8
        if way == 7:
            end, data, kind, names, people = make_box(rng, maker, subject, number)
        elif way % 2:
            end, data, kind, names, people = make_mail(rng, maker, subject, number)
        else:
            end, data, kind, names, people = make_table(rng, maker)
        name = f"mutant-{number:05d}{end}"
        (folder / name).write_bytes(data)
        made.append({"file": name, "kind": kind, "names": names, "people": people})
    return made
