"""Damage done to files: bytes, words, elements and parts changed, cut, doubled or put in."""

from __future__ import annotations

import copy
import io
import warnings
import zipfile
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    import random

MANY = 5_000
SPLICES = (
    *(b"\x00", b"\xff", b"\xfe\xff", b"\xed\xa0\x80", b"<", b">", b"&", b"]]>", b"<![CDATA["),
    *(b" \n\t" * 200, b"** __ ` \n" * 60, b"**" * 300, b" " * 99, b"\\* " * 99),
    *(
        b"<!DOCTYPE x [<!ENTITY a 'b'>]>",
        b"&a;",
        b"<?x",
        b"<!--",
        b"<!",
        b"<![if x]>",
        b"&#x110000;",
    ),
    *(b"-1", b"0", b"99999999999999999999", b"1e999", b"NaN", b"1" * 400, b" " * 3000, b"\n" * 300),
    *(
        "총 195개".encode(),
        "226개 중 86.3%".encode(),
        b"86.3%",
        b"(" * 300,
        b"|" * 200,
        b"\t1" * 200,
    ),
    *(b"endobj", b"stream", b"endstream", b"0 R", b"<<", b">>", b"/Kids [2 0 R]", b"/Length 0"),
    *(b"/Filter /FlateDecode", b"/Filter /LZWDecode", b"/Prev 0", b"startxref\n0", b"[[[[[["),
    *(b"<w:p>", b"</w:p>", b"<hp:tbl>", b"<w:tbl><w:tr><w:tc>", b"<td>", b"<table>", b"</script>"),
    *(b'"', b",", b'"type":', b"{", b"}", b"null", b"[]", b"\r", "시·군·구,".encode(), b";;;;"),
)


PHRASES = (
    *(
        "총 195개 ",
        "226개 중 ",
        "86.3%",
        " (",
        ") ",
        ", ",
        " · ",
        "|",
        "\n",
        "\n\n",
        "\t",
        "** ",
        "* ",
    ),
    *(
        "신규 평생학습도시 ",
        "learning cities ",
        "광주 ",
        "고성군",
        "중구, ",
        "Jung-gu, ",
        "2023년 ",
        "3월 6일",
    ),
    *(
        "약 3억 원",
        "KRW 40 million ",
        "from 188 to 195 ",
        "각각 ",
        "등 ",
        "→",
        "1,",
        "일곱 ",
        "seven ",
    ),
    *("<td>", "</tr>", "<table>", "<p>", "<!--", "-->", "&nbsp;", "&#48;", "<w:p>", "</hp:run>"),
)


def mutate(content: bytes, rng: random.Random, others: list[bytes]) -> bytes:
    """Return bytes with a few of them changed, cut, doubled or taken from elsewhere."""
    data = bytearray(content)
    for _ in range(rng.choice((1, 1, 2, 4, 16, 64))):
        at = rng.randrange(len(data) + 1)
        length = rng.choice((1, 2, 8, 64, 512))
        way = rng.randrange(8)
        if way == 0 and at < len(data):
            data[at] = rng.randrange(256)
        elif way == 1 and at < len(data):
            data[at] ^= 1 << rng.randrange(8)
        elif way == 2:
            del data[at : at + length]
        elif way == 3:
            data[at:at] = rng.choice(SPLICES) * rng.choice((1, 1, 1, 3, 40))
        elif way == 4:
            start = rng.randrange(len(data) + 1)
            data[at:at] = data[start : start + length] * rng.choice((1, 2, 30))
        elif way == 5:
            other = rng.choice(others)
            start = rng.randrange(len(other) + 1)
            data[at:at] = other[start : start + length]
        elif way == 6:
            data[at : at + length] = rng.choice(SPLICES)
        elif rng.random() < 0.2:
            del data[at:]
    return bytes(data[:2_000_000])


def reworded(content: bytes, rng: random.Random) -> bytes:
    """Return a text in which words, lines and figures are moved, doubled, dropped or put in."""
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return content
    for _ in range(rng.choice((1, 3, 10, 40))):
        at = rng.randrange(len(text) + 1)
        end = at + rng.choice((0, 0, 1, 5, 40))
        start = rng.randrange(len(text) + 1)
        way = rng.randrange(4)
        if way == 0:
            put = ""
        elif way == 1:
            put = text[start : start + rng.choice((1, 10, 100))]
        else:
            put = rng.choice(PHRASES)
        text = text[:at] + put * rng.choice((1, 1, 1, 1, 3, 50, 400)) + text[end:]
    return text[:60_000].encode("utf-8", "ignore")


def changed(content: bytes, rng: random.Random, others: list[bytes]) -> bytes:
    """Return a damaged file; texts are reworded as often as their bytes are damaged."""
    if rng.random() < 0.6:  # a little more than half
        found = reworded(content, rng)
        if found != content:
            return found
    return mutate(content, rng, others)


def rebuilt(content: bytes, rng: random.Random) -> bytes:
    """Return XML whose elements are moved, doubled, nested, dropped or given other text."""
    try:
        root = etree.fromstring(content)  # made above
    except (etree.XMLSyntaxError, ValueError):
        return content
    for _ in range(rng.choice((1, 3, 10, 30))):
        every = list(root.iter(etree.Element))
        one, other = rng.choice(every), rng.choice(every)
        way = rng.randrange(4)
        if way == 0 and one.getparent() is not None:
            one.getparent().remove(one)
        elif way == 1 and len(every) < MANY:
            other.insert(rng.randrange(len(other) + 1), copy.deepcopy(one))
        elif way == 2:  # the third way
            one.tag = other.tag
        else:
            one.text = rng.choice(PHRASES) * rng.choice((1, 1, 1, 60))
    return etree.tostring(root)


def repacked(content: bytes, rng: random.Random, others: list[bytes]) -> bytes:
    """Return a zip archive with one part changed, or with the archive itself damaged."""
    if rng.random() < 0.15:
        return mutate(content, rng, others)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    victim = rng.choice(list(parts))
    texts = [part for part in parts.values() if part]
    way = rebuilt(parts[victim], rng) if rng.random() < 0.6 else parts[victim]
    parts[victim] = way if way != parts[victim] else changed(parts[victim], rng, texts)
    if rng.random() < 0.1:
        parts[rng.choice(("word/footnotes.xml", "Contents/section9.xml", "../x"))] = parts[victim]
    out = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        way = rng.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED, zipfile.ZIP_LZMA))
        with zipfile.ZipFile(out, "w", way) as archive:
            for name, part in parts.items():
                archive.writestr(name, part)
    packed = out.getvalue()
    return mutate(packed, rng, others) if rng.random() < 0.05 else packed


def damaged(content: bytes, rng: random.Random, others: list[bytes]) -> bytes:
    """Return a file damaged in a way that fits what it is."""
    if content[:2] == b"PK":
        return repacked(content, rng, others)
    return changed(content, rng, others)
