"""Find the places and provinces a text names, and the lists it puts them into.

A name counts with its suffix (양양군, Yangyang-gun), or without one right after its province
(강원 양양, Gangwon Yangyang). A province carries over to the names grouped after it
(부산 금정구·서구, Busan (Geumjeong-gu, Seo-gu)); otherwise a bare name that several places bear
stays ambiguous.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from geo.names.keys import normalise

if TYPE_CHECKING:
    from geo.places.register import Register

KO_AFTER = (
    r"(?![가-힣])|(?=(?:은|는|이|가|을|를|과|와|의|에|도|등|및|로|으로|까지|부터|에서|에게|처럼|만|에만|에서만|인|이다|다|이며|이고|입니다|이었다"
    r"|이었습니다|이라|라|이고요|고요|이에요|예요|이네요|네요|이랍니다|랍니다|이죠|죠|이지만|인데|인데요|이었고|였고|이자|까지요|보다|조차|마저|엔|에선|께서|하고|뿐|측|쪽|청|청이|내|였다|씩|이나|나)(?:는|도|의|서)?(?![가-힣]))"
)

SEPARATOR = re.compile(
    r"\s*+(?:[,，、·ㆍ・/;&]|\band\b|및|그리고|[와과](?=\s)|[||])?\s*+(?:\band\b|및)?\s*+"
)


@dataclass(frozen=True)
class Mention:
    """One name in the text.

    Parameters
    ----------
    start, end
        Offsets.
    units
        The places it may mean: one when clear, several when ambiguous, none when no place bears
        the name.
    province
        The province named with it or carried over to it; the province itself when `units` is
        empty and `is_province` holds.
    is_province
        Whether the name is a province's.
    own_province
        Whether its province stands right beside the name.
    name
        The whole name where the text gives a part: 강서구 of "강서·마포구".
    """

    start: int
    end: int
    units: tuple[str, ...]
    province: str = ""
    is_province: bool = False
    own_province: bool = False
    name: str = ""

    @property
    def unknown(self) -> bool:
        """Whether it looks like a place but no place bears the name."""
        return not self.units and not self.is_province


@dataclass(frozen=True)
class NameList:
    """Names that stand in one row, separated by nothing but marks and "and".

    Parameters
    ----------
    mentions
        The names, in order.
    """

    mentions: tuple[Mention, ...]

    @property
    def start(self) -> int:
        """Offset of the first name."""
        return self.mentions[0].start

    @property
    def end(self) -> int:
        """Offset after the last name."""
        return self.mentions[-1].end


def _either(words: set[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))


@dataclass(frozen=True)
class Names:
    """The names of all places and provinces, as of a date.

    Parameters
    ----------
    register
        The places through time.
    date
        ISO date; its names come first, former ones after.
    """

    register: Register
    date: str

    @cached_property
    def provinces(self) -> dict[str, set[str]]:
        """Every form of a province's name, normalised, to its codes."""
        found: dict[str, set[str]] = {}
        for row in self.register.provinces.to_dict("records"):
            # A province that does not live on the date gives its names only where no other does.
            for form in _province_forms(row):
                found.setdefault(normalise(form), set()).add(row["province_code"])
        return found

    @cached_property
    def by_name(self) -> dict[str, dict[str, set[str]]]:
        """A place's name, normalised, to province code to the places that bore it there."""
        found: dict[str, dict[str, set[str]]] = {}
        rows = self.register.places.to_dict("records")
        current = [row for row in rows if self._lives(row)]
        for row in current:
            self._enter(found, row)
        now = set(found)
        for row in rows:
            if not self._lives(row):
                former: dict[str, dict[str, set[str]]] = {}
                self._enter(former, row)
                for name, places in former.items():
                    # A former name serves only where no living place bears it.
                    for code, units in places.items():
                        if name not in now or code not in found[name]:
                            found.setdefault(name, {}).setdefault(code, set()).update(units)
        return found

    def _lives(self, row: dict[str, str]) -> bool:
        return row["valid_from"] <= self.date and (
            not row["valid_to"] or self.date <= row["valid_to"]
        )

    @staticmethod
    def _enter(found: dict[str, dict[str, set[str]]], row: dict[str, str]) -> None:
        stem = re.sub(r"-(si|gun|gu)$", "", row["name_en"])
        names = {row["name_ko"], row["name_en"], stem}
        bare = re.sub(r"[시군구]$", "", row["name_ko"])
        if len(bare) > 1:
            names.add(bare)
        if row["kind"] == "special_city":
            names |= {"세종시", "세종", "세종특별자치시"}
        for name in names:
            places = found.setdefault(normalise(name), {})
            places.setdefault(row["province_code"], set()).add(row["unit_id"])

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """A name with or without its province, in either language; see the module."""
        rows = self.register.places.to_dict("records")
        korean = {row["name_ko"] for row in rows} | {"세종시"}
        bare = {name[:-1] for name in korean if len(name) > 2}  # noqa: PLR2004  # 중구 has no bare form
        stems = {re.sub(r"-(si|gun|gu)$", "", row["name_en"]) for row in rows}
        forms = {
            form for row in self.register.provinces.to_dict("records")
            for form in _province_forms(row)
        }  # fmt: skip
        ko_forms = _either({form for form in forms if "가" <= form[0] <= "힣"})
        en_forms = _either({form for form in forms if form[0] < "가"})
        suffix = r"(?:[- ](?:si|gun|gu|City|County|District)\b)"
        return re.compile(
            rf"(?<![가-힣])(?:(?P<kp>{ko_forms})(?:[ \t]*\n?[ \t]*|\s*[)\]:]\s*))?"
            rf"(?P<kn>{_either(korean)})(?:{KO_AFTER})"
            rf"|(?<![가-힣])(?P<kp2>{ko_forms})[ \t]+(?P<kn2>{_either(bare)})(?:{KO_AFTER})"
            rf"|(?<![가-힣])(?P<kp3>{ko_forms})(?:{KO_AFTER})"
            rf"|\b(?:(?P<ep>{en_forms})(?:'s)?\s+)?(?P<en>(?:{_either(stems)}){suffix})"
            rf"|\b(?P<ep2>{en_forms})\s+(?P<en2>{_either(stems)})\b(?![- ](?:do|si|gun|gu)\b)"
            rf"|\b(?P<ep3>{en_forms})\b(?!-)"
        )

    @cached_property
    def behind(self) -> re.Pattern[str]:
        """A province set after its place: "고성군(경남)", "Goseong-gun, Gyeongnam"."""
        forms = _either(
            {f for row in self.register.provinces.to_dict("records") for f in _province_forms(row)}
        )
        return re.compile(
            rf"\s?[(（\[]\s*(?P<a>{forms})\s*[)）\]]"
            rf"|,?\s+in\s+(?P<c>{forms})\b(?!-)"
            rf"|,\s*(?P<b>{forms})(?=\s*(?:[,;.)]|$|\n)|\s+and\b)"
        )

    @cached_property
    def _living(self) -> set[str]:
        """The places of the date."""
        return set(self.register.on(self.date).index)

    @cached_property
    def _living_provinces(self) -> set[str]:
        """The provinces of the date."""
        return set(self.register.provinces_on(self.date).index)

    def province_codes(self, text: str) -> set[str]:
        """Return the codes of a province's name; of those living on the date where any does."""
        codes = self.provinces.get(normalise(text), set())
        living = codes & self._living_provinces
        return living or codes

    def units(self, text: str, province: str = "") -> tuple[str, ...]:
        """Return the places a name may mean, within a province when one is given."""
        places = self.by_name.get(normalise(text), {})
        if province:
            return tuple(sorted(places.get(province, ())))
        every = {unit for units in places.values() for unit in units}
        return tuple(sorted(every & self._living or every))

    @cached_property
    def _homes(self) -> dict[str, str]:
        return dict(self.register.on(self.date)["province_code"])

    def homes(self, unit: str) -> str:
        """Return the code of a place's province on the date; empty when it is no more."""
        return str(self._homes.get(unit, ""))

    def find(self, text: str) -> list[Mention]:
        """Return every name in a text, in order, before any province is carried over."""
        found: list[Mention] = []
        at = 0
        while match := self.pattern.search(text, at):
            mention = self._mention(text, match)
            found.append(mention)
            at = max(mention.end, match.start() + 1)
        return found

    def _opens(self, text: str, at: int) -> bool:
        """Return whether a bare name follows, so that "(경기)" heads it: 삼척시 (경기) 부천시."""
        following = self.pattern.match(text, at + len(text[at:]) - len(text[at:].lstrip(" ")))
        return following is not None and bool(following["kn"] or following["en"])

    def _mention(self, text: str, match: re.Match[str]) -> Mention:
        fields = match.groupdict()
        province = fields["kp"] or fields["kp2"] or fields["ep"] or fields["ep2"]
        name = fields["kn"] or fields["kn2"] or fields["en"] or fields["en2"]
        alone = fields["kp3"] or fields["ep3"]
        if alone:
            codes = sorted(self.province_codes(alone))
            return Mention(match.start(), match.end(), (), codes[0], is_province=True)
        # "세종시", "Sejong City" and "Busan City" are provinces in the first place.
        if not province and self.province_codes(name):
            code = min(self.province_codes(name))
            return Mention(match.start(), match.end(), (), code, is_province=True)
        if province:
            codes = sorted(self.province_codes(province))
            units = tuple(u for code in codes for u in self.units(name, code))
            code = next((c for c in codes if self.units(name, c)), codes[0])
            return Mention(match.start(), match.end(), units, code, own_province=True)
        units = self.units(name)
        after = self.behind.match(text, match.end())
        if after:
            behind = after["a"] or after["b"] or after["c"]
            for code in sorted(self.province_codes(behind)):
                inside = self.units(name, code)
                if inside:
                    return Mention(match.start(), after.end(), inside, code, own_province=True)
            if after["a"] is not None and not self._opens(text, after.end()):
                code = min(self.province_codes(behind))
                return Mention(match.start(), after.end(), (), code, own_province=True)
        return Mention(match.start(), match.end(), units)


def _province_forms(row: dict[str, str]) -> set[str]:
    """Return the ways a province is written."""
    first = row["name_en"].split(" ", maxsplit=1)[0]
    forms = {row["name_ko"], row["short_ko"], row["short_en"], row["name_en"], first}
    if row["name_ko"].endswith(("특별시", "광역시", "특별자치시")):
        forms |= {row["short_ko"] + "시", row["short_en"] + " City", row["short_en"] + "-si"}
    if row["name_ko"].endswith("도"):
        forms |= {row["short_ko"] + "도", row["short_en"] + "-do", row["short_en"] + " Province"}
        forms.add(first + " Province")
    stem = re.fullmatch(r"([A-Z]\w+?)(buk|nam)-do", row["name_en"])
    if stem:
        side = {"buk": "North", "nam": "South"}[stem[2]]
        forms |= {f"{side} {stem[1]}", f"{side} {stem[1]} Province"}
    return forms
