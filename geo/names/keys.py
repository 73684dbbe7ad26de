"""Turn text into keys: one spelling for every way to type, and coarser ones for romanisations.

Three readings of a Latin word are kept, from exact to coarse. The first is the word itself. The
second forgets how a consonant was spelt (Pusan, Busan; Cholla, Jeolla) and which of the two
systems wrote a vowel (Yosu, Yeosu). The third also forgets o and u (Kyunggi, Sungnam). Hangul
and Chinese characters read the same in all three.
"""

from __future__ import annotations

import re
import unicodedata

READINGS = 3
"""How many readings a text has, the exact one first."""

INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0100-\U000e01ef]"
)
"""Characters without a shape, which spreadsheets and web pages leave in names."""

ACCENTED = re.compile(r"[\u00c0-\u024f\u1e00-\u1eff]")
APOSTROPHES = re.compile("['`\u00b4\u02b9-\u02bf\u2018\u2019\u201b\u2032]")
NO_LETTERS = re.compile(r"[^0-9a-z\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3\u3400-\u9fff]+")
LATIN = re.compile(r"[a-z]+")

KINDS = (
    (re.compile(r"\b(?:special )?(?:self governing|autonomous) province\b"), "do"),
    (re.compile(r"\b(?:special )?(?:self governing|autonomous) city\b"), "si"),
    (re.compile(r"\b(?:special )?(?:metropolitan |integrated )*(?:special )?city\b"), "si"),
    (
        re.compile(r"\b(?:gwangyeok|kwangyok|gwangyeog|teukbyeol|tukpyol|teugbyeol) ?(?:si|shi)\b"),
        "si",
    ),
    (re.compile(r"\bteuk?g?byeoljachi ?(do|si)\b"), r"\1"),
    (re.compile(r"\b(?:province|prov|state|provincia)\b"), "do"),
    (re.compile(r"\b(?:county|kun)\b"), "gun"),
    (re.compile(r"\b(?:district|ward|ku)\b"), "gu"),
    (re.compile(r"\bshi\b"), "si"),
)
"""English words for the kinds of places, and old spellings of the Korean ones."""

COUNTRY = re.compile(
    r"\b(?:the )?(?:republic|rep|republica) (?:of|de) (?:south )?(?:korea|corea)\b"
    r"|\b(?:south |s )?korea(?: republic of| south)?\b|\bcorea(?: del sur)?\b|\brok\b"
)
COUNTRY_KO = re.compile(r"^(?:대한민국|한국|남한|大韓民國|韓國|大韓民国|韓国|韩国)(?=.)")

COUNTRY_HINT = re.compile("korea|corea|rok")
KIND_HINT = re.compile("pro|stat|city|county|kun|dist|ward|ku|shi|gwang|kwang|t[eu]")
"""Without any of these a text has no such words: most have none, and need not be searched."""

SPELLINGS = (
    *(("eui", "ui"), ("woo", "u"), ("yoo", "yu"), ("you", "yu"), ("yeo", "yo"), ("weo", "wo")),
    *(("eo", "o"), ("eu", "u"), ("oo", "u"), ("ee", "i"), ("tch", "c"), ("ch", "c"), ("j", "c")),
    *(("sh", "s"), ("ngr", "ngn"), ("ngl", "ngn"), ("l", "r"), ("nr", "rr")),
    *(("g", "k"), ("d", "t"), ("b", "p")),
)
"""Spellings that the systems of romanisation have for one sound, most letters first."""

VARIANTS = str.maketrans(
    "区广広済济台云晋清青尚徳鎮镇竜龙宝灵霊龟亀荣栄营営统鉄铁礼实実归帰长陕陝寿东马丽罗庆阳阴宁顺兴务项军义"
    "鸡鶏雞锦余论乌骊涟华横钟鐘芦铜嶽岛嶋莲莱瓮弥邹议养杨报泽沢岩巌闻郁别国县県双浅党乡郷汉漢横黄麟从会绿録餅"
    "饼滩灘蔘参尔",
    "區廣廣濟濟臺雲晉淸靑尙德鎭鎭龍龍寶靈靈龜龜榮榮營營統鐵鐵禮實實歸歸長陜陜壽東馬麗羅慶陽陰寧順興務項軍義"
    "鷄鷄鷄錦餘論烏驪漣華橫鍾鍾蘆銅岳島島蓮萊甕彌鄒議養楊報澤澤巖巖聞鬱別國縣縣雙淺黨鄕鄕漢漢橫黃麟從會綠綠餠"
    "餠灘灘參參爾",
)
"""Simplified, Japanese and other forms of the characters in Korean names."""


def visible(text: str) -> str:
    """Return a text in compatibility form, composed, lower case, without what has no shape."""
    return INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).casefold()


def normalise(text: str) -> str:
    """Return a name as a key: compatibility form, lower case, no spaces, hyphens or commas.

    Examples
    --------
    >>> normalise("Goseong-gun, Gyeongnam")
    'goseonggungyeongnam'
    """
    words = visible(text).replace("-", " ").split()
    kinds = {"city": "si", "county": "gun", "district": "gu"}
    words = [kinds.get(word.strip(",."), word) for word in words]
    # What is left may compose anew once the signs between are gone.
    return unicodedata.normalize("NFC", re.sub(r"[\s,.'’()·/]", "", "".join(words)))


def words_of(text: str) -> list[str]:
    """Return the words of a name: letters and digits only, kinds of places in one spelling."""
    plain = visible(text)
    if plain.isascii():
        latin = True
    else:
        plain = ACCENTED.sub(lambda found: unicodedata.normalize("NFD", found[0])[0], plain)
        latin = LATIN.search(plain) is not None
        plain = plain.translate(VARIANTS)
    plain = NO_LETTERS.sub(" ", APOSTROPHES.sub("", plain)).strip()
    if latin:
        if COUNTRY_HINT.search(plain):
            plain = COUNTRY.sub(" ", plain)
        if KIND_HINT.search(plain):
            for pattern, kind in KINDS:
                plain = pattern.sub(kind, plain)
    words = (plain if plain.isascii() else unicodedata.normalize("NFC", plain)).split()
    if words and not latin:
        words = [COUNTRY_KO.sub("", "".join(words))]
    return words


def fold(word: str, reading: int) -> str:
    """Return a word in a reading: 0 exact, 1 as both systems romanise, 2 with o and u alike."""
    if reading == 0 or not word.isascii():
        return word
    for spelt, sound in SPELLINGS:
        word = word.replace(spelt, sound)
    return word if reading == 1 else word.replace("o", "u")


def key_of(words: list[str], reading: int = 0) -> str:
    """Return words as one key in a reading."""
    return "".join(words) if reading == 0 else "".join(fold(word, reading) for word in words)
