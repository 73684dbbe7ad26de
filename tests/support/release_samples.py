"""Sample releases with their figures marked, and errors planted into them by seed."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.atlas import Atlas
from analysis.release.judge.drafts import check_draft
from store.errors import InputError

if TYPE_CHECKING:
    import random

    from analysis.release.model import Report

FOLDER = Path(__file__).parents[1] / "fixtures" / "releases"
SLOT = re.compile(r"⟦(\w+):([^⟧]*)⟧")
SEED = 20230306

WORDS_KO = ("한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉", "열", "열한", "열두")
WORDS_EN = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
]
KINDS = (
    "count", "transition", "share", "amount", "sum", "date", "weekday", "hour", "year", "since",
    "rule", "swap", "drop", "double", "province",
)  # fmt: skip


@dataclass(frozen=True)
class Slot:
    """A marked figure or name of a sample."""

    kind: str
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Sample:
    """A release written for the tests."""

    name: str
    edition: str
    lang: str
    text: str
    slots: tuple[Slot, ...]


def samples() -> list[Sample]:
    """Return every sample release, its marks taken out."""
    return [_sample(path) for path in sorted(FOLDER.iterdir()) if path.suffix in {".txt", ".md"}]


def _sample(path: Path) -> Sample:
    raw = path.read_text(encoding="utf-8")
    parts, slots, at, length = [], [], 0, 0
    for match in SLOT.finditer(raw):
        before = raw[at : match.start()]
        parts += [before, match[2]]
        length += len(before)
        slots.append(Slot(match[1], length, length + len(match[2]), match[2]))
        length += len(match[2])
        at = match.end()
    parts.append(raw[at:])
    lang, edition = path.stem.split("_")[:2]
    return Sample(path.name, edition, lang, "".join(parts), tuple(slots))


class Bench:
    """The atlas with the facts of each edition, computed once."""

    def __init__(self) -> None:
        self.atlas = Atlas.load()

    def check(self, text: str, edition: str | None) -> Report:
        """Return the report on a text."""
        return check_draft(self.atlas, text, edition)

    def catches(self, text: str, edition: str) -> bool:
        """Return whether an error in a text is found: a claim that differs, or a refusal."""
        try:
            counts = self.check(text, edition).summary
        except InputError:
            return True
        return counts["differs"] + counts["ambiguous"] > 0

    def plant(self, sample: Sample, kind: str, rng: random.Random) -> str | None:
        """Return a sample with one error of a kind, or None when it has no place for one."""
        wanted = "name" if kind in {"swap", "drop", "double", "province"} else kind
        places = [slot for slot in sample.slots if slot.kind == wanted]
        if kind in {"swap", "drop", "double", "province"}:
            places = self._names_for(sample, places, kind)
        if not places:
            return None
        slot = rng.choice(places)
        if kind == "drop":
            return _without(sample.text, slot)
        new = self._name(sample, slot, kind, rng) if wanted == "name" else _wrong(slot, rng)
        if new is None or new == slot.text:
            return None
        return sample.text[: slot.start] + new + sample.text[slot.end :]

    def _names_for(self, sample: Sample, places: list[Slot], kind: str) -> list[Slot]:
        """Return the names of lists: a lone name cannot be dropped, a province not be moved."""
        found = []
        for slot in places:
            close = [o for o in places if o is not slot and _near(sample.text, slot, o)]
            is_province = not re.search(r"[시군구]\)?$|[시군구]\(|-(si|gun|gu)", slot.text)
            if is_province and kind == "province":
                continue
            if close:
                found.append(slot)
        return found

    def _name(self, sample: Sample, slot: Slot, kind: str, rng: random.Random) -> str | None:
        """Return another place in the same style: another name, the next one, or moved."""
        date = self.atlas.edition_date(sample.edition)
        bare = not re.search(r"[시군구]|-(?:si|gun|gu)", slot.text)
        if kind == "double":
            others = [s for s in sample.slots if s.kind == "name" and _near(sample.text, slot, s)]
            others = [s for s in others if s is not slot]
            return rng.choice(others).text if others else None
        if bare:
            frame = self.atlas.register.provinces_on(date)
            column = "short_ko" if sample.lang == "ko" else "short_en"
            used = {s.text for s in sample.slots}
            choices = sorted(set(frame[column]) - used)
            return rng.choice(choices)
        places = self.atlas.register.on(date)
        row = places.iloc[rng.randrange(len(places))]
        province, name = (
            (row["province_short_ko"], row["name_ko"])
            if sample.lang == "ko"
            else (row["province_en"], row["name_en"])
        )
        if kind == "province":
            # The same name said of another province.
            name = re.sub(r"\s*\(.*\)|,.*$", "", slot.text).split(" ")[-1]
        full = _styled(slot.text, str(province), str(name))
        named = {s.text for s in sample.slots}
        if full in named or row["kind"] == "special_city":
            return None
        return full


def _styled(like: str, province: str, name: str) -> str:
    """Return a place written as another is: before, behind, in brackets, or bare."""
    if "(" in like:
        return f"{name} ({province})"
    if re.search(r",\s", like):
        return f"{name}, {province}"
    if " " in like:
        return f"{province} {name}"
    return name


def _near(text: str, first: Slot, second: Slot) -> bool:
    low, high = sorted((first.start, second.start))
    return "\n\n" not in text[low:high] and high - low < 400


def _without(text: str, slot: Slot) -> str:
    """Return a text without a name and the mark or line that belongs to it."""
    before, after = text[: slot.start], text[slot.end :]
    line = before.rsplit("\n", 1)[-1]
    if re.fullmatch(r"\s*[-*]\s*", line) and after.startswith("\n"):
        return before[: len(before) - len(line)] + after[1:]
    joint = re.match(r"\s*(?:[,;·]|and\b|,\s*and\b)\s*", after)
    if joint:
        return before + after[joint.end() :]
    return re.sub(r"\s*(?:,\s*and|[,;·]|\band)\s*$", "", before) + after


def _wrong(slot: Slot, rng: random.Random) -> str | None:  # noqa: PLR0911  # one way out a case
    """Return a figure that is wrong, written like the right one."""
    text = slot.text
    if slot.kind == "weekday":
        days = "월화수목금토일" if text in "월화수목금토일" else None
        names = list(days) if days else ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
        return rng.choice([name for name in names if name != text])
    if slot.kind == "date":
        numbers = list(re.finditer(r"\d+", text))
        day = [n for n in numbers if len(n[0]) <= 2][
            -1 if text[0].isalpha() or "월" in text or "." in text else 0
        ]
        new = rng.choice([d for d in range(1, 28) if d != int(day[0])])
        return text[: day.start()] + str(new) + text[day.end() :]
    if slot.kind == "hour":
        hour = rng.choice([h for h in range(7, 20) if h != int(text[:2])])
        return f"{hour:02d}{text[2:]}"
    by = rng.choice([-3, -2, -1, 1, 2, 3])
    for words in (WORDS_KO, WORDS_EN):
        lower = text.lower()
        if lower in words:
            index = words.index(lower) + by
            if not 0 <= index < len(words):
                return None
            return words[index].capitalize() if text[0].isupper() else words[index]
    number = re.search(r"\d[\d,]*(?:\.\d+)?", text)
    if number is None:
        return None
    return text[: number.start()] + _shifted(number[0], by, slot.kind) + text[number.end() :]


def _shifted(number: str, by: int, kind: str) -> str:
    """Return a number moved by a few of its last written digits."""
    if "." in number:
        digits = len(number.split(".")[1])
        return f"{float(number) + by / 10**digits:.{digits}f}"
    value = int(number.replace(",", ""))
    step = 1
    if kind in {"amount", "sum"} and value >= 10:  # 90, 2,500
        step = 10 ** (len(str(value)) - 1) if value % 10 == 0 and value < 1000 else 100
        step = step if value >= 1000 or value % 10 == 0 else 1  # the same
    new = value + by * step
    if new <= 0:
        new = value + abs(by) * step
    return f"{new:,}" if "," in number else str(new)


def harmless(sample: Sample, rng: random.Random) -> str:
    """Return a sample said otherwise: other digits, longer names, sentences beside the matter."""
    text = sample.text
    extra_ko = [
        "설명회에는 주민 150명이 함께했다.",
        "접수 기간은 20일이며 서류는 5부를 낸다.",
        "주민 만족도는 92.4%로 조사되었다.",
        "강의실 12개와 도서관 3개를 새로 꾸몄다.",
        "전화 문의는 02-000-0000으로 하면 된다.",
        "프로그램은 8개 분야로 나뉜다.",
    ]
    extra_en = [
        "Some 150 residents joined the briefing.",
        "Applications are open for 20 days.",
        "Satisfaction among residents reached 92.4 percent.",
        "Twelve lecture rooms and three libraries were refitted.",
        "For questions call 02-000-0000.",
        "The courses fall into eight fields.",
    ]
    lines = text.rstrip("\n").split("\n\n")
    extra = rng.choice(extra_ko if sample.lang == "ko" else extra_en)
    at = rng.randrange(1, len(lines) + 1)
    text = "\n\n".join([*lines[:at], extra, *lines[at:]]) + "\n"
    swaps = {
        "ko": [("9천만 원", "9,000만 원"), ("3천만 원", "30백만 원"), ("11억 원", "11억원"),
               ("교육부", "교육부(장관)"), ("평생학습도시는", "평생 학습도시는"),
               ("86.3%", "86.28%")],
        "en": [("seven new", "7 new"), ("86.3%", "86.28%"), ("percent", "per cent"),
               ("90 million won", "90,000,000 won"), ("around", "about"),
               ("four provinces", "4 provinces")],
    }[sample.lang]  # fmt: skip
    for old, new in swaps:
        if rng.random() < 0.5:  # every other time
            text = text.replace(old, new)
    return text


def weekday(iso: str) -> int:
    """Return a date's weekday."""
    return dt.date.fromisoformat(iso).weekday()
