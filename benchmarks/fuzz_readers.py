"""Read damaged and hostile files for some minutes; anything but a refusal or a text is a fault.

Run as `python -m benchmarks.fuzz_readers [seconds] [seed] [folder for what was found]`. Drafts of
every kind go through reading and checking, boundary files and tables through reading. A case
fails if it raises anything but `InputError`, or takes longer than `TOO_LONG` seconds.
"""

from __future__ import annotations

import copy
import io
import json
import random
import resource
import signal
import sys
import tempfile
import time
import traceback
import warnings
import zipfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

sys.path[:0] = [str(Path(__file__).resolve().parent.parent / "tests" / "support")]

import test_documents as made  # the tests' folder comes first
from lxml import etree  # the same
from release_samples import Bench, samples  # the same

from analysis.release.documents import text_of  # the same
from geo.files.readers import read_layer  # the same
from store.errors import InputError  # the same
from store.folders import DATA
from store.tables import read_text_table

if TYPE_CHECKING:
    from collections.abc import Callable

TOO_LONG = 10.0
"""Seconds of one processor for one file."""
WORTH_KEEPING = 2.0
MEMORY = 6_000_000_000
MANY = 5_000
MAX_SEED_BYTES = 60_000
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


class Slow(Exception):  # noqa: N818  # it is an alarm
    """One file took too long."""


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


def seeds() -> dict[str, list[bytes]]:
    """Return good files by ending, to be damaged."""
    drafts = [sample.text for sample in samples()]
    found: dict[str, list[bytes]] = {
        ".txt": [draft.encode() for draft in drafts],
        ".md": [draft.encode() for draft in drafts] + [drafts[0].encode("cp949", "replace")],
        ".html": [made.HTML.encode()]
        + [
            f"<html><body><p>{d.replace(chr(10), '<br>')}</p></body></html>".encode()
            for d in drafts
        ],
        ".docx": [made.docx()],
        ".hwpx": [made.hwpx(sections=2)],
        ".pdf": [made.pdf(), made.pdf(pages=3), *(made.pdf(draft) for draft in drafts[:4])],
    }
    for draft in drafts[:6]:
        lines = [line.replace("&", "&amp;").replace("<", "&lt;") for line in draft.split("\n")]
        before, made.LINES = made.LINES, lines
        found[".docx"].append(made.docx())
        found[".hwpx"].append(made.hwpx())
        made.LINES = before
    fixtures = Path(made.__file__).parent / "fixtures" / "boundaries"
    for path in sorted(fixtures.rglob("*")):
        if path.is_file() and path.suffix in {".geojson", ".json", ".topojson", ".zip", ".gpkg"}:
            content = path.read_bytes()
            if len(content) < MAX_SEED_BYTES:
                found.setdefault(f"layer{path.suffix}", []).append(content)
    square = {"type": "Polygon", "coordinates": [[[127, 37], [128, 37], [128, 38], [127, 37]]]}
    feature = {
        "type": "Feature",
        "properties": {"code": "11010", "name": "종로구"},
        "geometry": square,
    }
    text = json.dumps({"type": "FeatureCollection", "features": [feature] * 3}, ensure_ascii=False)
    found.setdefault("layer.geojson", []).append(text.encode())
    topology = {
        "type": "Topology",
        "arcs": [[[0, 0], [1, 0], [0, 1], [-1, -1]]],
        "transform": {"scale": [0.1, 0.1], "translate": [127, 37]},
        "objects": {
            "a": {
                "type": "GeometryCollection",
                "geometries": [
                    {"type": "Polygon", "arcs": [[0]], "properties": {"name": "종로구"}}
                ],
            }
        },
    }
    found.setdefault("layer.topojson", []).append(json.dumps(topology).encode())
    found.setdefault("layer.zip", []).append(_shapefile(text))
    found["table.csv"] = [
        path.read_bytes()[:MAX_SEED_BYTES]
        for path in (DATA / "editions" / "explanations.csv", DATA / "editions" / "editions.csv")
        if path.exists()
    ] or [b"a,b\n1,2\n"]
    return found


def _shapefile(text: str) -> bytes:
    import geopandas as gpd  # noqa: PLC0415  # only here

    frame = gpd.read_file(io.StringIO(text))
    with tempfile.TemporaryDirectory() as folder:
        frame.to_file(Path(folder) / "a.shp", encoding="cp949")
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in sorted(Path(folder).iterdir()):
                archive.write(path, path.name)
        return out.getvalue()


def reader(kind: str, bench: Bench, folder: Path) -> Callable[[bytes, random.Random], None]:
    """Return what is done with a file of a kind."""

    def draft(content: bytes, rng: random.Random) -> None:
        text = text_of(content, f"draft{kind}")
        bench.check(text, rng.choice(("2023", "2026", "2007")))

    def file(content: bytes, _rng: random.Random) -> None:
        where, _, ending = kind.partition(".")
        path = folder / f"file.{ending}"
        path.write_bytes(content)
        if where == "layer":
            read_layer(path)
        else:
            read_text_table(path)

    return draft if kind.startswith(".") else file


def main(seconds: float, seed: int, kept: Path) -> int:
    """Fuzz for some seconds of processor time; print what was run and what failed."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))

    def alarm(_signal: int, _frame: object) -> None:
        raise Slow

    signal.signal(signal.SIGPROF, alarm)
    warnings.simplefilter("ignore")
    rng = random.Random(seed)  # noqa: S311  # damaging files, not guarding secrets
    bench, found = Bench(), seeds()
    for edition in ("2023", "2026", "2007"):
        bench.check("총 195개", edition)
    everything = [content for some in found.values() for content in some]
    run: Counter[str] = Counter()
    refused: Counter[str] = Counter()
    failed: Counter[str] = Counter()
    slowest: dict[str, float] = {}
    start = time.process_time()
    with tempfile.TemporaryDirectory() as folder:
        while time.process_time() - start < seconds:
            kind = rng.choice(list(found))
            good = rng.choice(found[kind])
            packed = good[:2] == b"PK"
            bad = repacked(good, rng, everything) if packed else changed(good, rng, everything)
            run[kind] += 1
            before = time.process_time()
            signal.setitimer(signal.ITIMER_PROF, TOO_LONG)
            try:
                reader(kind, bench, Path(folder))(bad, rng)
            except InputError:
                refused[kind] += 1
            except (Exception, Slow) as error:  # noqa: BLE001  # what this looks for
                where = traceback.extract_tb(error.__traceback__)[-1]
                name = f"{kind} {type(error).__name__} {Path(where.filename).name}:{where.lineno}"
                failed[name] += 1
                if failed[name] == 1:
                    kept.mkdir(parents=True, exist_ok=True)
                    (kept / f"{seed}-{run.total()}{Path('x' + kind).suffix}").write_bytes(bad)
                    traceback.print_exc()
            finally:
                signal.setitimer(signal.ITIMER_PROF, 0)
            took = time.process_time() - before
            if took > max(slowest.get(kind, 0), WORTH_KEEPING):
                kept.mkdir(parents=True, exist_ok=True)
                (kept / f"slow-{seed}{Path('x' + kind).suffix}").write_bytes(bad)
            slowest[kind] = max(slowest.get(kind, 0), took)
    for kind in sorted(run):
        print(
            f"{kind:16} {run[kind]:7} files, {refused[kind]:7} refused, "
            f"slowest {slowest[kind]:.2f} s"
        )
    print(f"seed {seed}: {run.total()} files in {time.process_time() - start:.0f} s, "
          f"{failed.total()} failed")  # fmt: skip
    for name, count in failed.most_common():
        print(f"  {count:5} × {name}")
    return 1 if failed else 0


if __name__ == "__main__":
    given = dict(enumerate(sys.argv[1:]))
    sys.exit(main(float(given.get(0, 60)), int(given.get(1, 1)), Path(given.get(2, "build/fuzz"))))
