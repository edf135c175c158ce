"""Writes applicants as the channels deliver them: Google's CSV and zip, re-saved CSV, XLSX, mails and mailboxes.

Its encoders are Python's own, none of the product's. Standard Python only. A person is a dict of roster_names.py.
"""
import base64
import csv
import datetime
import email.utils
import io
import quopri
import zipfile
from xml.sax.saxutils import escape

TITLES = ["タイムスタンプ", "メールアドレス", "お名前（漢字）", "ふりがな", "所属（事業所名）", "職種", "電話番号", "個人情報の利用目的"]
MAIL_ENCODINGS = ["utf-8 base64", "utf-8 quoted-printable", "utf-8 8bit", "utf-8 flowed", "iso-2022-jp 7bit", "shift_jis base64",
                  "shift_jis 8bit", "utf-8 html"]
CSV_ENCODINGS = ["utf-8-sig", "utf-8", "cp932", "utf-16"]
ZIP_TIME = (2025, 10, 24, 12, 0, 0)


def google_time(moment):
    """As a Google Form's download says it: 2025/10/10 9:03:21 午後 GMT+9."""
    half = "午前" if moment.hour < 12 else "午後"
    return f"{moment.year}/{moment.month:02d}/{moment.day:02d} {moment.hour % 12 or 12}:{moment:%M:%S} {half} GMT+9"


def excel_time(moment):
    """As Excel saves it again: 2025/10/10 21:03."""
    return f"{moment.year}/{moment.month}/{moment.day} {moment.hour}:{moment:%M}"


def form_rows(people, time_words=google_time):
    return [list(TITLES)] + [[time_words(p["received"]), p["email"], p["name"], p["furigana"], p["facility"], p["profession"], p["phone"],
                        "同意する"] for p in people]


def write_csv(rows, encoding="utf-8-sig", delimiter=",", line_end="\r\n", quote_all=True):
    text = io.StringIO()
    quoting = csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL
    csv.writer(text, delimiter=delimiter, lineterminator=line_end, quoting=quoting).writerows(rows)
    return text.getvalue().encode(encoding)


def write_zip(files):
    """files: [(name, bytes)]"""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as box:
        for name, data in files:
            box.writestr(zipfile.ZipInfo(name, ZIP_TIME), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def column_name(index):
    return chr(ord("A") + index)


def serial_of(moment):
    """Days since 1899-12-30, as Excel counts."""
    return (moment.replace(tzinfo=None) - datetime.datetime(1899, 12, 30)).total_seconds() / 86400


def write_xlsx(people):
    """A workbook as Excel writes it: shared strings, times as numbers with a format."""
    strings, places = [], {}

    def shared(text):
        if text not in places:
            places[text] = len(strings)
            strings.append(text)
        return places[text]

    lines = []
    for index, row in enumerate([TITLES] + form_rows(people)[1:]):
        cells = []
        for column, text in enumerate(row):
            place = f"{column_name(column)}{index + 1}"
            if column == 0 and index > 0:
                cells.append(f'<c r="{place}" s="1"><v>{serial_of(people[index - 1]["received"]):.10f}</v></c>')
            else:
                cells.append(f'<c r="{place}" t="s"><v>{shared(text)}</v></c>')
        lines.append(f'<row r="{index + 1}">{"".join(cells)}</row>')
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    items = "".join(f"<si><t xml:space=\"preserve\">{escape(text)}</t></si>" for text in strings)
    return write_zip([
        ("[Content_Types].xml", f'{head}<Types xmlns="{package}/content-types">'
         '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
         '<Default Extension="xml" ContentType="application/xml"/></Types>'),
        ("_rels/.rels", f'{head}<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
         f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>'),
        ("xl/workbook.xml", f'{head}<workbook {main} xmlns:r="{office}"><sheets><sheet name="フォームの回答 1" sheetId="1" '
         'r:id="rId1"/></sheets></workbook>'),
        ("xl/_rels/workbook.xml.rels", f'{head}<Relationships xmlns="{package}/relationships">'
         f'<Relationship Id="rId1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/>'
         f'<Relationship Id="rId2" Type="{office}/sharedStrings" Target="sharedStrings.xml"/>'
         f'<Relationship Id="rId3" Type="{office}/styles" Target="styles.xml"/></Relationships>'),
        ("xl/styles.xml", f'{head}<styleSheet {main}><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs></styleSheet>'),
        ("xl/sharedStrings.xml", f"{head}<sst {main}>{items}</sst>"),
        ("xl/worksheets/sheet1.xml", f'{head}<worksheet {main}><sheetData>{"".join(lines)}</sheetData></worksheet>'),
    ])


def mail_body(people, rng):
    """The form as people write it into a mail: 「同上」, missing lines, spaces, several colons."""
    first = people[0]
    colon = rng.choice(["：", ":", "： "])
    lines = [f"事業所名{colon}{first['facility']}", f"事業所連絡担当者{colon}{first['name']}",
             f"事業所メールアドレス{colon}{first['email']}", f"事業所電話番号{colon}{first['phone']}", ""]
    for index, person in enumerate(people):
        own = "同上" if index == 0 else person["email"]
        lines += [f"氏名（ふりがな）{colon}{person['name']}（{person['furigana']}）", f"メールアドレス{colon}{own}",
                  f"職種{colon}{person['profession']}", ""]
    lines += [f"聞いてみたい職種{colon}医師・看護職", f"聞いてみたい内容{colon}退院前のカンファレンスについて"]
    return "\n".join(rng.choice([[], ["お世話になっております。申し込みます。", ""]]) + lines) + "\n"


def codec_of(charset):
    """What programs that say Shift_JIS really write."""
    return "cp932" if charset == "shift_jis" else charset


def encoded_word(text, charset):
    packed = base64.b64encode(text.encode(codec_of(charset))).decode()
    return f"=?{charset}?B?{packed}?="


def can_encode(text, encoding):
    try:
        text.encode(codec_of(encoding.split(" ")[0]))
        return True
    except UnicodeEncodeError:
        return False


def write_mail(subject, body, moment, message_id, encoding):
    """@param encoding  one of MAIL_ENCODINGS; UTF-8 where it lacks a character. @return bytes, lines end with LF"""
    charset, way = (encoding if can_encode(body + subject, encoding) else MAIL_ENCODINGS[0]).split(" ")
    raw = body
    kind = "text/plain"
    parameters = ""
    if way == "html":
        kind = "text/html"
        raw = "<html><body>" + "".join(f"<div>{escape(line) or '<br>'}</div>\n" for line in body.split("\n")) + "</body></html>\n"
    if way == "flowed":
        parameters = "; format=flowed"
    data = raw.encode(codec_of(charset))
    transfer = {"base64": "base64", "html": "base64", "quoted-printable": "quoted-printable", "7bit": "7bit"}.get(way, "8bit")
    if transfer == "base64":
        data = base64.encodebytes(data)
    elif transfer == "quoted-printable":
        data = quopri.encodestring(data)
    stamp = email.utils.format_datetime(moment)
    head = (f"Received: from mx.example.jp by mail.example.jp; {stamp}\nFrom: {encoded_word('みほん', charset)} <office@example.jp>\n"
            f"To: desk@example.jp\nSubject: {encoded_word(subject, charset)}\nDate: {stamp}\nMessage-ID: <{message_id}@example.jp>\n"
            f"MIME-Version: 1.0\nContent-Type: {kind}; charset={charset}{parameters}\nContent-Transfer-Encoding: {transfer}\n\n")
    return head.encode("ascii") + data


def write_mbox(mails):
    parts = []
    for mail in mails:
        quoted = b"\n".join(b">" + line if line.startswith(b"From ") else line for line in mail.split(b"\n"))
        parts.append(b"From office@example.jp Wed Oct 01 10:00:00 2025\n" + quoted.rstrip(b"\n") + b"\n\n")
    return b"".join(parts)
