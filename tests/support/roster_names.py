"""Made-up people for tests: names, furigana, facilities, professions, addresses. Seeded; standard Python only.

Mail addresses lie under example.jp, telephone numbers use the exchange 000: nobody has them.
"""
import datetime
import unicodedata

SURNAMES = """山田 やまだ|佐藤 さとう|鈴木 すずき|田中 たなか|伊藤 いとう|渡邉 わたなべ|中村 なかむら|小林 こばやし|加藤 かとう|吉田 よしだ
山本 やまもと|松本 まつもと|井上 いのうえ|木村 きむら|林 はやし|清水 しみず|山﨑 やまざき|森 もり|池田 いけだ|橋本 はしもと
阿部 あべ|石川 いしかわ|前田 まえだ|藤田 ふじた|小川 おがわ|後藤 ごとう|岡田 おかだ|長谷川 はせがわ|村上 むらかみ|近藤 こんどう
石井 いしい|坂本 さかもと|遠藤 えんどう|青木 あおき|藤井 ふじい|西村 にしむら|福田 ふくだ|太田 おおた|三浦 みうら|髙橋 たかはし"""
GIVEN = """太郎 たろう|花子 はなこ|健一 けんいち|美咲 みさき|大輔 だいすけ|陽子 ようこ|誠 まこと|直美 なおみ|翔太 しょうた|恵子 けいこ
拓也 たくや|由美子 ゆみこ|隆 たかし|真由美 まゆみ|和也 かずや|久美子 くみこ|亮 りょう|智子 ともこ|浩二 こうじ|さくら さくら
学 まなぶ|理恵 りえ|修 おさむ|千尋 ちひろ|哲也 てつや|裕子 ゆうこ|剛 つよし|麻衣 まい|雄介 ゆうすけ|幸子 さちこ"""
FACILITIES = [
    "医療法人社団みほん会 みほん北部病院", "みほん訪問看護ステーション", "こもれび薬局 南口店", "居宅介護支援事業所 ひなげし",
    "特別養護老人ホーム 風の丘", "デイサービスゆりかもめ", "ほたる歯科クリニック", "地域包括支援センター すずかけ", "㈱あおぞら福祉用具",
    "グループホームいろり", "介護老人保健施設 せせらぎの郷", "ヘルパーステーションたんぽぽ",
]
PROFESSIONS = ["医師", "歯科医師", "薬剤師", "看護師", "訪問看護師", "理学療法士", "管理栄養士", "歯科衛生士", "介護支援専門員", "社会福祉士",
               "介護福祉士", "福祉用具専門相談員", "保健師", "医療事務"]
ZONE = datetime.timezone(datetime.timedelta(hours=9))


def to_pairs(block):
    return [tuple(entry.split(" ")) for line in block.splitlines() for entry in line.split("|")]


def to_katakana(text):
    return "".join(chr(ord(c) + 0x60) if "ぁ" <= c <= "ん" else c for c in text)


def to_half_width(text):
    """ﾔﾏﾀﾞ: half-width katakana, a voiced mark a character of its own."""
    table = {unicodedata.normalize("NFKC", chr(c)): chr(c) for c in range(0xFF66, 0xFF9E)}
    parts = unicodedata.normalize("NFD", to_katakana(text))
    marks = {"\u3099": "\uff9e", "\u309a": "\uff9f"}
    return "".join(marks.get(c, table.get(c, c)) for c in parts)


class People:
    """Hands out people, no name twice until all are used."""

    def __init__(self, rng):
        self.rng = rng
        surnames, given = to_pairs(SURNAMES), to_pairs(GIVEN)
        self.names = [(a, b) for a in surnames for b in given]
        rng.shuffle(self.names)
        self.made = 0

    def make(self, received=None):
        (surname, surname_kana), (given, given_kana) = self.names[self.made % len(self.names)]
        self.made += 1
        kana = f"{surname_kana} {given_kana}"
        kana = self.rng.choice([kana, kana, to_katakana(kana), to_half_width(kana)])
        return {
            "name": f"{surname}{self.rng.choice([' ', '　'])}{given}",
            "furigana": kana,
            "facility": self.rng.choice(FACILITIES),
            "profession": self.rng.choice(PROFESSIONS),
            "email": f"person{self.made:05d}@example.jp",
            "phone": f"046-000-{self.made % 10000:04d}",
            "received": received,
        }


def receipt_times(rng, count, start, end):
    """`count` different minutes between two times, in order."""
    minutes = int((end - start).total_seconds() // 60)
    return [start + datetime.timedelta(minutes=m) for m in sorted(rng.sample(range(minutes), count))]
