"""Every way to write a province: Korean, English, older romanisations and Chinese characters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.names.keys import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from geo.places.register import Register

HANJA = {
    "서울": ("서울", "首爾"),
    "부산": ("釜山",),
    "대구": ("大邱",),
    "인천": ("仁川",),
    "광주": ("光州",),
    "대전": ("大田",),
    "울산": ("蔚山",),
    "세종": ("世宗",),
    "경기": ("京畿",),
    "강원": ("江原",),
    "충북": ("忠北", "忠淸北"),
    "충남": ("忠南", "忠淸南"),
    "전북": ("全北", "全羅北"),
    "전남": ("全南", "全羅南"),
    "경북": ("慶北", "慶尙北"),
    "경남": ("慶南", "慶尙南"),
    "제주": ("濟州",),
    "전남광주": ("全南光州",),
}
"""Names in Chinese characters by the short Korean one."""

ENGLISH = {
    "충북": ("North Chungcheong", "Chungcheongbuk", "Chungbuk"),
    "충남": ("South Chungcheong", "Chungcheongnam", "Chungnam"),
    "전북": ("North Jeolla", "Jeollabuk", "Jeonbuk", "Jeollabug", "Jeonrabug"),
    "전남": ("South Jeolla", "Jeollanam", "Jeonnam", "Jeonranam"),
    "경북": ("North Gyeongsang", "Gyeongsangbuk", "Gyeongbuk"),
    "경남": ("South Gyeongsang", "Gyeongsangnam", "Gyeongnam"),
    "강원": ("Gangwon", "Kang won", "Gangweon"),
    "전남광주": ("Jeonnam Gwangju",),
}
"""English names beside the short one; the rest of the country goes by its short name alone."""

CITIES = ("특별시", "광역시", "특별자치시", "통합특별시", "시")
LANDS = ("도", "특별자치도", "자치도")
CITIES_HANJA = ("特別市", "廣域市", "直轄市", "特別自治市", "市")
LANDS_HANJA = ("道", "特別自治道")


def province_names(provinces: pd.DataFrame) -> Iterator[tuple[str, list[str]]]:
    """Yield each province's code with the words of every name it goes by.

    Parameters
    ----------
    provinces
        One row a state of a province; all states count, former names are still written.
    """
    for row in provinces.drop_duplicates(["province_code", "name_ko"]).itertuples():
        city = str(row.name_ko).endswith("시")
        for name in (row.name_ko, *_korean(row.name_ko, row.short_ko)):
            yield str(row.province_code), words_of(name)
        for name in HANJA.get(row.short_ko, ()):
            ends = CITIES_HANJA if city else LANDS_HANJA
            for end in ("", *ends):
                yield str(row.province_code), words_of(name + end)
        for name in (row.short_en, *ENGLISH.get(row.short_ko, ())):
            for end in ("", "-si") if city else ("", "-do"):
                yield str(row.province_code), words_of(name + end)


def _korean(name: str, short: str) -> Iterator[str]:
    """Yield the short names of a province and what follows them: 강원자치도, 충남도, 대구시."""
    stem = name
    for end in sorted((*CITIES, *LANDS), key=len, reverse=True):
        stem = stem.removesuffix(end) if stem == name else stem
    for base in {short, stem}:
        yield base
        for end in CITIES if name.endswith("시") else LANDS:
            yield base + end


def label_on(register: Register, code: str, date: str) -> str:
    """Return a province's names on a day; one that is not, or no longer, says when it was.

    Parameters
    ----------
    register
        The places and provinces through time.
    code
        The province's code.
    date
        ISO day.
    """
    rows = register.provinces
    mine = rows[rows["province_code"] == code].sort_values("valid_from")
    past = mine[mine["valid_from"] <= date]
    row = (past if len(past) else mine).iloc[-1]
    if row["valid_from"] > date:
        return f"{row['name_ko']} ({row['name_en']}; from {row['valid_from']} on)"
    if not row["valid_to"] or row["valid_to"] >= date:
        return f"{row['name_ko']} ({row['name_en']})"
    before, now = register.on(row["valid_to"]), register.on(date)
    held = before.index[before["province_code"] == code]
    heirs = ", ".join(now.loc[now.index.intersection(held), "province_ko"].unique())
    return f"{row['name_ko']} ({row['name_en']}; until {row['valid_to']}, now {heirs})"
