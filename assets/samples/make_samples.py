#!/usr/bin/env python3
"""Makes the practice rosters ebina.csv and aikawa.csv beside this file: people and facilities that do not exist.

The same seed gives the same bytes (--check compares instead of writing). Mail addresses lie under example.jp, which is
reserved; telephone numbers use the exchange 000, which nobody has. Standard Python only.
"""
import csv
import datetime
import io
import pathlib
import random
import sys

SEED = 20251024
HERE = pathlib.Path(__file__).resolve().parent

SURNAMES = """山田 やまだ|佐藤 さとう|鈴木 すずき|田中 たなか|伊藤 いとう|渡邉 わたなべ|中村 なかむら|小林 こばやし|加藤 かとう|吉田 よしだ
山本 やまもと|松本 まつもと|井上 いのうえ|木村 きむら|林 はやし|清水 しみず|山崎 やまざき|森 もり|池田 いけだ|橋本 はしもと
阿部 あべ|石川 いしかわ|前田 まえだ|藤田 ふじた|小川 おがわ|後藤 ごとう|岡田 おかだ|長谷川 はせがわ|村上 むらかみ|近藤 こんどう
石井 いしい|坂本 さかもと|遠藤 えんどう|青木 あおき|藤井 ふじい|西村 にしむら|福田 ふくだ|太田 おおた|三浦 みうら|岡本 おかもと
松田 まつだ|中川 なかがわ|中野 なかの|原田 はらだ|小野 おの|竹内 たけうち|金子 かねこ|和田 わだ|中山 なかやま|石田 いしだ
上田 うえだ|森田 もりた|柴田 しばた|酒井 さかい|工藤 くどう|横山 よこやま|宮崎 みやざき|宮本 みやもと|内田 うちだ|高木 たかぎ
安藤 あんどう|谷口 たにぐち|大野 おおの|丸山 まるやま|今井 いまい|河野 こうの|藤原 ふじわら|小島 こじま|久保 くぼ|武田 たけだ
千葉 ちば|菅原 すがわら|平野 ひらの|増田 ますだ|野口 のぐち|杉山 すぎやま|桜井 さくらい|菊地 きくち|久保田 くぼた|佐野 さの"""
GIVEN = """太郎 たろう|花子 はなこ|健一 けんいち|美咲 みさき|大輔 だいすけ|陽子 ようこ|誠 まこと|直美 なおみ|翔太 しょうた|恵子 けいこ
拓也 たくや|由美子 ゆみこ|隆 たかし|真由美 まゆみ|和也 かずや|久美子 くみこ|亮 りょう|智子 ともこ|浩二 こうじ|さくら さくら
学 まなぶ|理恵 りえ|修 おさむ|千尋 ちひろ|哲也 てつや|裕子 ゆうこ|剛 つよし|麻衣 まい|雄介 ゆうすけ|幸子 さちこ"""

# Names as staff dread them: variant kanji, half-width kana, no furigana, long ones.
EBINA_SPECIAL = [
    ("髙橋　一郎", "たかはし いちろう"), ("山﨑 由紀", "やまざき ゆき"), ("濵田 京子", "ハマダ キョウコ"),
    ("渡邊 武", "ﾜﾀﾅﾍﾞ ﾀｹｼ"), ("齋藤 みどり", "さいとう みどり"), ("𠮷野 健", "よしの けん"), ("李 明", ""),
    ("ジョンソン 真理", "じょんそん まり"), ("勅使河原 龍之介", "てしがわら りゅうのすけ"), ("大澤 邦彦", "おおさわ くにひこ"),
]
AIKAWA_SPECIAL = [
    ("𠮷川 志津江", "よしかわ しづえ"), ("髙田 実", "ﾀｶﾀﾞ ﾐﾉﾙ"), ("川﨑 とも子", "かわさき ともこ"), ("濱口 昇", "はまぐち のぼる"),
    ("田邉 彩", "タナベ アヤ"), ("齊藤 光男", "さいとう みつお"), ("グエン ティ ホア", ""), ("武者小路 実和子", "むしゃのこうじ みわこ"),
]

EBINA_FACILITIES = [
    ("医療法人社団青嶺会 つきかげ診療所", ["医師", "看護師"]), ("星見台病院", ["看護師", "理学療法士", "医療ソーシャルワーカー"]),
    ("みなも訪問看護ステーション", ["看護師", "作業療法士"]), ("ひなげし居宅介護支援事業所", ["介護支援専門員", "主任ケアマネジャー"]),
    ("こもれび薬局　南口店", ["薬剤師"]), ("デイサービスゆりかもめ", ["生活相談員", "介護福祉士"]),
    ("特別養護老人ホーム 風の丘", ["看護師;介護支援専門員", "介護福祉士", "管理栄養士"]), ("ほたる歯科クリニック", ["歯科医師", "歯科衛生士"]),
    ("地域包括支援センター すずかけ", ["社会福祉士;主任介護支援専門員", "保健師"]), ("㈱あおぞら福祉用具", ["福祉用具専門相談員"]),
    ("（医）白樺会 あかね訪問リハビリテーション", ["言語聴覚士"]), ("ヘルパーステーションたんぽぽ", ["サービス提供責任者", "訪問介護員"]),
]
AIKAWA_FACILITIES = [
    ("つくし野中央病院", ["看護師", "管理栄養士", "理学療法士", "医療相談員", "薬剤師", "看護師長"]),
    ("医療法人社団翠明会 もみじ谷内科", ["医師", "看護師", "医療事務"]), ("こはる訪問看護ステーション", ["訪問看護師", "訪問看護師", "作業療法士", "看護師"]),
    ("やまぶき居宅介護支援センター", ["ケアマネージャー", "主任ケアマネ", "ケアマネージャー"]), ("介護老人保健施設 せせらぎの郷", ["介護福祉士", "管理栄養士", "PT", "看護師", "支援相談員"]),
    ("特別養護老人ホーム 花すみれ荘", ["介護職員", "栄養士", "看護師", "生活相談員", "機能訓練指導員"]), ("グループホームいろり", ["介護職", "管理者", "計画作成担当者"]),
    ("小規模多機能ホーム 陽だまりの家", ["介護職", "介護支援専門員", "看護師"]), ("さざんか調剤薬局", ["薬剤師", "登録販売者"]), ("りんどう歯科医院", ["歯科医師", "歯科衛生士"]),
    ("デイサービスセンター くぬぎ林", ["生活相談員", "介護福祉士", "看護師"]), ("ケアステーション わたげ", ["サ責", "ホームヘルパー", "ホームヘルパー"]),
    ("㈱みつば福祉用具レンタル", ["福祉用具専門相談員", "営業"]), ("地域包括支援センター かりん", ["保健師", "社会福祉士", "主任介護支援専門員"]),
    ("訪問入浴サービス ゆのか", ["看護師", "オペレーター"]), ("有料老人ホーム まどか", ["施設長", "介護士", "ケアマネ"]),
]
EBINA_QUESTIONS = ["", "", "", "", "救急車を呼ぶ目安を教えてください", "夜間に看取りの方が急変したとき、\n誰に最初に連絡すべきでしょうか。", "心不全の方の体重の見方", "施設での\"様子見\"はどこまで許されますか"]
AIKAWA_QUESTIONS = [("", ""), ("", ""), ("", ""), ("医師", "訪問診療をお願いする時期の目安"), ("看護職・リハ職", "退院前カンファレンスに呼んでほしい職種はありますか"), ("その他（栄養士）", "とろみの段階を施設の間でそろえるには")]


def to_pairs(block):
    return [tuple(entry.split(" ")) for line in block.splitlines() for entry in line.split("|")]


def make_people(rng, count, special, taken):
    """`count` people: the special ones spread among made ones; no name twice over both rosters."""
    surnames, given = to_pairs(SURNAMES), to_pairs(GIVEN)
    rng.shuffle(surnames)
    people = []
    for surname, surname_kana in surnames[:count - len(special)] + surnames[:max(0, count - len(special) - len(surnames))]:
        while True:
            name, name_kana = rng.choice(given)
            if (surname, name) not in taken:
                break
        taken.add((surname, name))
        people.append((f"{surname} {name}", f"{surname_kana} {name_kana}"))
    for person in special:
        people.insert(rng.randrange(len(people) + 1), person)
    return people


def to_katakana(text):
    return "".join(chr(ord(c) + 0x60) if "ぁ" <= c <= "ん" else c for c in text)


def form_time(moment):
    """As a Google Form's download says it: 2025/10/10 9:03:21 午後 GMT+9."""
    half = "午前" if moment.hour < 12 else "午後"
    return f"{moment.year}/{moment.month:02d}/{moment.day:02d} {moment.hour % 12 or 12}:{moment:%M:%S} {half} GMT+9"


def make_ebina(rng, taken):
    rows = [["タイムスタンプ", "メールアドレス", "お名前（漢字）", "ふりがな", "所属（事業所名）", "職種（あてはまるものすべて）", "電話番号",
             "講師に聞いてみたいこと", "個人情報の利用目的"]]
    moment = datetime.datetime(2025, 9, 8, 9, 12, 40)
    for index, (name, kana) in enumerate(make_people(rng, 30, EBINA_SPECIAL, taken)):
        facility, professions = EBINA_FACILITIES[index % len(EBINA_FACILITIES)]
        moment += datetime.timedelta(minutes=rng.randrange(300, 2000), seconds=rng.randrange(60))
        profession = professions[index // len(EBINA_FACILITIES) % len(professions)]
        rows.append([form_time(moment), f"ebina{index + 1:02d}@example.jp", name, kana, facility, profession,
                     f"046-000-{index + 1001}", rng.choice(EBINA_QUESTIONS), "同意する"])
    assert moment < datetime.datetime(2025, 10, 10), moment
    return rows


def make_aikawa(rng, taken):
    rows = [["受付日", "申込方法", "事業所名", "連絡担当者", "事業所電話番号", "参加者氏名", "氏名のフリガナ", "職種名", "メールアドレス",
             "聞いてみたい職種", "聞いてみたい内容"]]
    people = make_people(rng, 80, AIKAWA_SPECIAL, taken)
    day, forms = datetime.date(2025, 12, 15), 0
    while people:
        facility, professions = AIKAWA_FACILITIES[forms % len(AIKAWA_FACILITIES)]
        group = [people.pop(0) for _ in range(min(len(people), rng.randrange(2, 6)))]
        post = rng.random() < 0.4
        received = f"令和{day.year - 2018}年{day.month}月{day.day}日" if post else f"{day.year}/{day.month}/{day.day}"
        question = rng.choice(AIKAWA_QUESTIONS)
        for index, (name, kana) in enumerate(group):
            rows.append([received, "郵送" if post else "メール", facility, group[0][0], f"046-000-{forms + 2001}", name, to_katakana(kana),
                         professions[index % len(professions)], "" if post else f"aikawa{forms + 1:02d}-{index + 1}@example.jp",
                         question[0] if index == 0 else "", question[1] if index == 0 else ""])
        forms += 1
        day += datetime.timedelta(days=rng.randrange(0, 3))
    assert day <= datetime.date(2026, 1, 23), day
    return rows


def write_csv(rows, line_end):
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator=line_end).writerows(rows)
    return text.getvalue()


def main():
    rng, taken = random.Random(SEED), set()
    files = {
        # A form's download: UTF-8 without BOM, LF between the records and no line end after the last.
        "ebina.csv": write_csv(make_ebina(rng, taken), "\n").rstrip("\n").encode(),
        # Typed up in Excel and saved as "CSV UTF-8": BOM, CRLF.
        "aikawa.csv": b"\xef\xbb\xbf" + write_csv(make_aikawa(rng, taken), "\r\n").encode(),
    }
    for name, data in files.items():
        path = HERE / name
        if "--check" in sys.argv[1:]:
            if not path.is_file() or path.read_bytes() != data:
                sys.exit(f"{path} is not what make_samples.py makes")
        else:
            path.write_bytes(data)


if __name__ == "__main__":
    main()
