"""Names that share what stands at their end: 강동·강서·마포구, 부산 강서·북·사상구, 동·달서구.

Also bare names: in a chain of such (고양·양평·연천), and after the text has named them in full.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysis.release.read.names.places import KO_AFTER, Mention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysis.release.read.names.places import Names

_CHAIN = re.compile(r"(?<![가-힣])[가-힣]{1,4}(?:\s?·\s?[가-힣]{1,9})+")
_PIECE = re.compile(r"[가-힣]+")
_BARE = re.compile(rf"(?<![가-힣·])(?P<n>[가-힣]{{2,4}}?)(?:{KO_AFTER})")
_BARE_EN = re.compile(r"\b[A-Z][a-z]{4,}\b(?![- ](?:si|gun|gu|do)\b)(?!')")
_COMMAS = re.compile(r"(?<![가-힣])[가-힣]{2,3}(?:, ?[가-힣]{2,3}){2,}(?![가-힣])")
_WITHIN_EN = re.compile(
    r"\b(?P<n>[A-Z][a-z]{3,})(?:\s+in|,|\s+of)\s+(?P<p>(?:North |South )?[A-Z][a-z]+)\b(?!-)"
)
LONGEST_NAME = 5


def merged(found: list[Mention], extra: list[Mention]) -> list[Mention]:
    """Return mentions in order, without those that stand on another."""
    first = [m for m in extra if m.own_province]
    taken: list[tuple[int, int]] = [(m.start, m.end) for m in first]
    kept = list(first)
    for mention in found:
        if (mention.own_province or mention.is_province) and not any(
            a < mention.end and mention.start < b for a, b in taken
        ):
            kept.append(mention)
            taken.append((mention.start, mention.end))
    for mention in [*extra, *(m for m in found if not (m.own_province or m.is_province))]:
        if not any(a < mention.end and mention.start < b for a, b in taken):
            kept.append(mention)
            taken.append((mention.start, mention.end))
    return sorted(kept, key=lambda m: m.start)


def chains(text: str, names: Names) -> list[Mention]:
    """Return the names of a text that stand in chains, or bare after they were named in full."""
    found: list[Mention] = []
    for match in _CHAIN.finditer(text):
        found += _of_chain(match, names)
    for match in _COMMAS.finditer(text):
        pieces = [(match.start() + p.start(), p[0]) for p in _PIECE.finditer(match[0])]
        if all(names.units(piece) and not names.province_codes(piece) for _, piece in pieces):
            found += [
                Mention(at, at + len(piece), names.units(piece), name=piece) for at, piece in pieces
            ]
    return [*found, *_within(text, names), *_bare(text, names)]


def _within(text: str, names: Names) -> Iterator[Mention]:
    """Yield the English names without a suffix before their province: Jeongseon in Gangwon."""
    for match in _WITHIN_EN.finditer(text):
        for code in sorted(names.province_codes(match["p"])):
            units = names.units(match["n"], code)
            if units:
                yield Mention(
                    match.start(), match.end(), units, code, own_province=True, name=match["n"]
                )
                break


def _of_chain(match: re.Match[str], names: Names) -> Iterator[Mention]:
    pieces = [(match.start() + p.start(), p[0]) for p in _PIECE.finditer(match[0])]
    last_at, last = pieces[-1]
    full = next(
        (
            last[:n]
            for n in range(min(len(last), LONGEST_NAME), 1, -1)
            if names.units(last[:n]) and last[n - 1] in "시군구"
        ),
        "",
    )
    suffix = full[-1] if full else ""
    bare = [
        (at, piece)
        for at, piece in pieces[:-1]
        if not (names.units(piece) and piece[-1] in "시군구")
    ]
    if full:
        shared = [(at, piece, piece + suffix) for at, piece in bare if names.units(piece + suffix)]
        if len(shared) < len(bare) and any(len(piece) == 1 for _, piece in bare):
            return
        for at, piece, name in shared:
            yield Mention(at, at + len(piece), names.units(name), name=name)
        if shared:
            yield Mention(last_at, last_at + len(full), names.units(full), name=full)
        return
    tail = next((last[:n] for n in range(min(len(last), 4), 1, -1) if names.units(last[:n])), "")
    known = [(at, piece) for at, piece in bare if len(piece) > 1 and names.units(piece)]
    if tail and known and len(known) == len(bare):
        for at, piece in [*known, (last_at, tail)]:
            yield Mention(at, at + len(piece), names.units(piece), name=piece)


def _bare(text: str, names: Names) -> Iterator[Mention]:
    """Yield the names without a suffix that the text gives in full elsewhere, or dates itself."""
    full = {
        m[0]
        for m in re.finditer(
            r"[가-힣]{2,4}(?=[시군구](?![가-힣]|[·]?[가-힣]*도시))|[가-힣]{2,4}(?=[시군구](?:은|는|이|가|을|를|과|와|의|에|도|로|청)(?![가-힣]))",
            text,
        )
    }
    for match in _BARE.finditer(text):
        name = match["n"]
        if names.province_codes(name) or not names.units(name):
            continue
        end = match.end("n")
        if re.match(r"도(?:\s+[가-힣]{1,4})?[^\S\n]*(?:\n|$)", text[end:]):
            continue  # 울릉도, an island on a line of its own
        dated = re.match(
            r"(?:은|는|이|가|도)?\s*(?:도\s*)?\(?(?:19|20)\d\d(?!\d)", text[end : end + 12]
        ) or re.search(
            r"(?:(?:19|20)\d\d년(?:에)?|이듬해(?:에)?)\s$",
            text[max(0, match.start() - 8) : match.start()],
        )
        if name in full or dated or any(f.endswith(name) for f in full):
            yield Mention(match.start(), end, names.units(name), name=name)
    for match in _BARE_EN.finditer(text):
        if names.units(match[0]) and not names.province_codes(match[0]):
            yield Mention(match.start(), match.end(), names.units(match[0]), name=match[0])
