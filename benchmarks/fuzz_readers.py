"""Read damaged and hostile files for some minutes; anything but a refusal or a result is a fault.

Run as `python -m benchmarks.fuzz_readers [seconds] [seed] [folder for what was found]`, or
`make fuzz SEED=7`. Drafts of every kind, boundary files and tables go through their readers in the
bounded process, as on the server, until each reader had `EACH` files or the time is over. What a
reader raises that is no sentence, and what crashes it, is kept; so is what was given up at a
limit, which is no fault.
"""

from __future__ import annotations

import io
import json
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests" / "support")]

import hostile_files as hostile  # the tests' folder comes first

from benchmarks.mutations import damaged
from store.bounded.limits import TOO_MUCH, TOO_SLOW, Limits
from store.bounded.pool import Worker
from store.bounded.worker import DONE, REFUSED
from store.folders import DATA

if TYPE_CHECKING:
    from collections.abc import Iterator

EACH = 10_000
"""Files for each reader."""

AT_A_TIME = 2
LIMITS = Limits(seconds=10.0)
MAX_SEED_BYTES = 60_000
DRAFT, LAYER, TABLE = (
    "analysis.release.documents:text_of",
    "geo.files.reading.readers:read_layer",
    "store.tables:read_text_table",
)
P = b"<w:p><w:r><w:t>%s</w:t></w:r></w:p>"
HP = (
    b'<hs:sec xmlns:hs="http://www.hancom.co.kr/hwpml/2011/section" '
    b'xmlns:hp="http://www.hancom.co.kr/hwpml/2011/paragraph">%s</hs:sec>'
)


def drafts() -> list[str]:
    """Return the drafts among the tests' fixtures."""
    return [
        path.read_text(encoding="utf-8")
        for folder in ("drafts", "releases")
        for path in sorted((ROOT / "tests" / "fixtures" / folder).glob("*.*"))
    ]


def seeds() -> dict[str, list[bytes]]:
    """Return good files by ending, to be damaged."""
    texts = drafts()
    plain = [text.encode() for text in texts]
    pages = [f"<html><body><p>{t.replace(chr(10), '<br>')}</p></body></html>" for t in texts]
    found: dict[str, list[bytes]] = {
        ".txt": plain,
        ".md": [*plain, texts[0].encode("cp949", "replace")],
        ".html": [page.encode() for page in pages],
        ".docx": [_docx(text) for text in texts],
        ".hwpx": [_hwpx(text) for text in texts],
        ".pdf": [hostile.one_stream(pages, 20) for pages in (1, 3)],
    }
    for path in sorted((ROOT / "tests" / "fixtures" / "boundaries").rglob("*")):
        if path.suffix in {".geojson", ".json", ".topojson", ".zip", ".gpkg", ".parquet"}:
            content = path.read_bytes()
            if len(content) < MAX_SEED_BYTES:
                found.setdefault(f"layer{path.suffix}", []).append(content)
    for name, content in _layers().items():
        found.setdefault(name, []).append(content)
    editions = DATA / "editions"
    found["table.csv"] = [
        (editions / name).read_bytes()[:MAX_SEED_BYTES]
        for name in ("explanations.csv", "editions.csv")
    ]
    return found


def _escaped(text: str) -> list[bytes]:
    return [line.replace("&", "&amp;").replace("<", "&lt;").encode() for line in text.splitlines()]


def _docx(text: str) -> bytes:
    body = b"".join(P % line for line in _escaped(text))
    return hostile.packed({"word/document.xml": hostile.WORD + body + b"</w:body></w:document>"})


def _hwpx(text: str) -> bytes:
    lines = b"".join(
        b"<hp:p><hp:run><hp:t>%s</hp:t></hp:run></hp:p>" % line for line in _escaped(text)
    )
    return hostile.packed({"META-INF/manifest.xml": b"<m/>", "Contents/section0.xml": HP % lines})


def _layers() -> dict[str, bytes]:
    """Return a small layer in every format."""
    import geopandas as gpd  # noqa: PLC0415  # takes a second to import

    square = {"type": "Polygon", "coordinates": [[[127, 37], [128, 37], [128, 38], [127, 37]]]}
    told = {"code": "11010", "name": "종로구"}
    feature = {"type": "Feature", "properties": told, "geometry": square}
    text = json.dumps({"type": "FeatureCollection", "features": [feature] * 3}, ensure_ascii=False)
    shape = {"type": "Polygon", "arcs": [[0]], "properties": told}
    topology = {
        "type": "Topology",
        "arcs": [[[0, 0], [1, 0], [0, 1], [-1, -1]]],
        "transform": {"scale": [0.1, 0.1], "translate": [127, 37]},
        "objects": {"a": {"type": "GeometryCollection", "geometries": [shape]}},
    }
    frame = gpd.read_file(io.StringIO(text))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        frame.to_file(folder / "a.shp", encoding="cp949")
        zipped = hostile.packed({one.name: one.read_bytes() for one in sorted(folder.iterdir())})
        frame.to_parquet(folder / "b.parquet")
        parquet = (folder / "b.parquet").read_bytes()
    return {
        "layer.geojson": text.encode(),
        "layer.topojson": json.dumps(topology).encode(),
        "layer.zip": zipped,
        "layer.parquet": parquet,
    }


@dataclass
class Fuzz:
    """What was read so far.

    Parameters
    ----------
    seed
        Decides every damage: the n-th file of a kind is the same at every run.
    kept
        Folder for files that were at fault, and for those given up at a limit.
    """

    seed: int
    kept: Path
    read: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    given_up: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def files(self, each: int) -> Iterator[tuple[str, int, bytes]]:
        """Yield kind, number and content: one of each kind in turn."""
        good = seeds()
        everything = [content for some in good.values() for content in some]
        for number in range(each):
            for kind, some in good.items():
                rng = random.Random(f"{self.seed} {kind} {number}")  # noqa: S311  # damaging files, not guarding secrets
                yield kind, number, damaged(rng.choice(some), rng, everything)

    def one(self, worker: Worker, kind: str, number: int, content: bytes, folder: Path) -> None:
        """Read one file and take down what came of it."""
        where, _, ending = kind.partition(".")
        if where:
            path = folder / f"{threading.get_ident()}.{ending}"
            path.write_bytes(content)
            call = (LAYER if where == "layer" else TABLE, (path,), {})
        else:
            call = (DRAFT, (content, f"draft{kind}"), {})
        outcome, result = worker.ask(call, LIMITS)
        self.read[kind] += 1
        if outcome in {DONE, REFUSED}:
            self.refused[kind] += outcome == REFUSED
            return
        why, detail = result
        name = f"{self.seed}-{number}{Path('x' + kind).suffix}"
        self.kept.mkdir(parents=True, exist_ok=True)
        (self.kept / f"{where or 'draft'}-{why}-{name}").write_bytes(content)
        if why in {TOO_SLOW, TOO_MUCH}:
            self.given_up[kind] += 1
        else:
            self.faults.append(f"{kind} {name}: {detail}")

    def run(self, seconds: float, each: int) -> None:
        """Read until every reader had its files or the time is over."""
        end = time.monotonic() + seconds
        files, turn = self.files(each), threading.Lock()

        def work(folder: Path) -> None:
            worker = Worker()
            while time.monotonic() < end:
                with turn:
                    file = next(files, None)
                if file is None:
                    break
                if not worker.alive:
                    worker = Worker()
                self.one(worker, *file, folder)
            worker.kill()

        with tempfile.TemporaryDirectory() as name:
            hands = [threading.Thread(target=work, args=(Path(name),)) for _ in range(AT_A_TIME)]
            for hand in hands:
                hand.start()
            for hand in hands:
                hand.join()

    def report(self) -> str:
        """Return what was read, a line a reader, and every fault."""
        lines = [
            f"{kind:16}{self.read[kind]:7} files, {self.refused[kind]:7} refused, "
            f"{self.given_up[kind]:4} given up at a limit"
            for kind in sorted(self.read)
        ]
        total = f"seed {self.seed}: {self.read.total()} files, {len(self.faults)} at fault"
        return "\n".join([*lines, total, *(f"  {fault}" for fault in self.faults)])


def main(seconds: float, seed: int, kept: Path) -> int:
    """Fuzz and print the report; return 1 when something was at fault."""
    fuzz = Fuzz(seed, kept)
    fuzz.run(seconds, EACH)
    print(fuzz.report())
    return 1 if fuzz.faults else 0


if __name__ == "__main__":
    given = dict(enumerate(sys.argv[1:]))
    sys.exit(main(float(given.get(0, 60)), int(given.get(1, 1)), Path(given.get(2, "build/fuzz"))))
