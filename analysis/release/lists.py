"""Check the lists of a release: their length, each name, who is missing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from analysis.release import grammar, vocabulary
from analysis.release.compare import AGREES, AMBIGUOUS, DIFFERS, UNDERIVABLE
from analysis.release.naming import NameList
from analysis.release.vocabulary import CONSORTIUM, FUNDED, LIST_ROLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysis.release.facts import Facts
    from analysis.release.found import Listed, Reading
    from analysis.release.naming import Mention

PATTERN = 2
"""Names a list must have to be recognised by them."""
MOST = 0.5
"""A list whose words name no role is one that holds at least this share of its names."""


def list_claims(reading: Reading, facts: Facts) -> Iterator[dict[str, Any]]:
    """Yield the claims of every list, and of every name in it."""
    for listed in reading.lists:
        entry = _at_home(listed, facts)
        mentions = entry.names.mentions
        if all(m.is_province for m in mentions) and entry.role != CONSORTIUM:
            continue
        role = entry.role or _by_overlap(entry, facts)
        members = _members(role, facts)
        if entry.province and members is not None:
            homes = facts.homes
            members = {one: row for one, row in members.items() if homes.get(one) == entry.province}
        if len(mentions) == 1 and entry.stated is None:
            role, members = _alone(reading, entry, role, members, facts)
        elif len(mentions) > 1 or entry.stated is not None:
            yield _list_claim(reading, entry, role, members, facts)
        for mention in mentions:
            yield _place_claim(reading, mention, role, members, facts)


def _at_home(entry: Listed, facts: Facts) -> Listed:
    """Return a list whose bare names lie in the province that it lists: "경남 1곳(고성군)"."""
    if not entry.province:
        return entry
    mentions = []
    for mention in entry.names.mentions:
        inside = tuple(unit for unit in mention.units if facts.homes.get(unit) == entry.province)
        mentions.append(replace(mention, units=inside) if inside else mention)
    return replace(entry, names=NameList(tuple(mentions)))


def _members(role: str, facts: Facts) -> dict[str, Any] | None:
    if role == FUNDED and vocabulary.SPECIAL in facts.members:
        return facts.members[vocabulary.NEW] | facts.members[vocabulary.SPECIAL]
    return facts.members.get(role)


def _by_overlap(entry: Listed, facts: Facts) -> str:
    """Return the role whose members a list holds most of, when that is half the list or more."""
    keys = [key for m in entry.names.mentions for key in _keys(m)]
    if len(entry.names.mentions) < PATTERN or not keys:  # one name shows no pattern
        return ""
    shares = {
        role: len(set(keys) & set(facts.members[role])) / len(entry.names.mentions)
        for role in LIST_ROLES
        if role in facts.members
    }
    best = max(shares, key=lambda role: shares[role], default="")
    return best if best and shares[best] >= MOST else ""


def _alone(
    reading: Reading, entry: Listed, role: str, members: dict[str, Any] | None, facts: Facts
) -> tuple[str, dict[str, Any] | None]:
    """Return the role of a name that stands alone: only one its own words give it."""
    mention = entry.names.mentions[0]
    start, end = reading.page.clause(mention.start)
    clause = reading.page.plain[start:end]
    if not role or members is None or grammar.score(clause, role) < 1.0:
        return "", None
    others = [
        other for other in LIST_ROLES if other != role and grammar.score(clause, other) >= 1.0
    ]
    in_other = any(set(_keys(mention)) & set(facts.members.get(other, {})) for other in others)
    return ("", None) if in_other else (role, members)


def _keys(mention: Mention) -> tuple[str, ...]:
    """Return what a name may stand for among recipients: places, or a province."""
    if mention.is_province:
        # Sejong is a place and a province; its members' table says which is meant.
        return (mention.province, "29010") if mention.province == "29" else (mention.province,)
    return mention.units


def _list_claim(
    reading: Reading,
    entry: Listed,
    role: str,
    members: dict[str, Any] | None,
    facts: Facts,
) -> dict[str, Any]:
    """Return the claim of a list as a whole."""
    names = entry.names
    length = len(names.mentions)
    stated_length = int(entry.stated.value) if entry.stated else None
    stated = {"length": stated_length, "names": length}
    part: dict[str, Any] = {
        "start": names.start, "end": names.end, "kind": "list", "stated": stated,
        "computed": None, "formula": "", "verdict": UNDERIVABLE, "rows": [],
    }  # fmt: skip
    found = [set(_keys(m)) for m in names.mentions]
    open_names = any(len(m.units) > 1 for m in names.mentions)
    short = stated_length is not None and not entry.partial and stated_length != length
    if members is None:
        if short:
            part |= {"verdict": DIFFERS, "computed": {"names": length}, "formula": "names listed"}
        elif open_names:
            part["verdict"] = AMBIGUOUS
        return part
    hit = {key for keys in found for key in keys if key in members}
    extra = [
        reading.page.text[m.start : m.end]
        for m, keys in zip(names.mentions, found, strict=True)
        if not keys & set(members)
    ]
    # A few of many, without a figure that says how many, are examples.
    few = stated_length is None and length * 2 < len(members)
    missing = [] if entry.partial or few else sorted(set(members) - hit)
    twice = length - len(extra) > len(hit) and not open_names
    part["computed"] = {
        "length": len(members),
        "missing": [facts.labels.get(key, key) for key in missing],
        "not_in_data": extra,
    }
    part["formula"] = f"{role} in {facts.edition}"
    part["rows"] = list(members.values())
    wrong = bool(extra or missing or twice or short)
    part["verdict"] = DIFFERS if wrong else AMBIGUOUS if open_names else AGREES
    return part


def _place_claim(
    reading: Reading,
    mention: Mention,
    role: str,
    members: dict[str, Any] | None,
    facts: Facts,
) -> dict[str, Any]:
    """Return the claim of one name in its role."""
    text = reading.page.text[mention.start : mention.end]
    part: dict[str, Any] = {
        "start": mention.start, "end": mention.end, "kind": "place",
        "stated": {"name": text, "role": role or None}, "computed": None,
        "formula": "", "verdict": UNDERIVABLE, "rows": [],
    }  # fmt: skip
    if mention.unknown:
        return part | {"verdict": DIFFERS, "computed": "no place of this name"}
    keys = _keys(mention)
    labels = [facts.labels.get(key, key) for key in keys]
    if len(mention.units) > 1:
        return part | {"verdict": AMBIGUOUS, "computed": labels, "formula": "may mean"}
    if members is None:
        return part | {"computed": labels[0] if labels else None}
    inside = [key for key in keys if key in members]
    return part | {
        "verdict": AGREES if inside else DIFFERS,
        "computed": {"place": labels[0], "in_role": bool(inside)},
        "formula": f"{role} in {facts.edition}",
        "rows": [members[key] for key in inside],
    }
