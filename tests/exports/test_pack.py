"""The press pack: complete, listed, repeatable, and never half written."""

from __future__ import annotations

import csv
import hashlib
import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from exports.brief import gallery as gallery_module
from exports.brief.gallery import Gallery
from exports.build.print_facts import gather
from exports.formats.format import DATA, DOCUMENTS
from exports.pack import press_pack as pack_module
from exports.pack.press_pack import (
    DRAFTS,
    PICTURE,
    PROVINCES,
    Kitchen,
    build_pack,
    jobs,
    write_pack,
)
from figures.print import draw_picture
from figures.print.page.size import SIZES
from figures.print.templates import TEMPLATES
from figures.style.theme import load_theme
from store import files as files_module
from store.archive import zip_bytes
from store.errors import InputError
from store.files import write_file, write_folder

ROOT = Path(__file__).resolve().parents[2]
FEW = [(PICTURE, "en", "table"), (PICTURE, "ko", "headline")]


@pytest.fixture(scope="module")
def facts(atlas):
    return gather(atlas, "2023", "official")


@pytest.fixture
def few(monkeypatch):
    """Make the pack small: its parts are tested with the documents."""
    monkeypatch.setattr(pack_module, "jobs", lambda _parts: FEW)
    monkeypatch.setattr(pack_module, "SIZES", {"card": SIZES["card"]})


def test_the_pack_is_everything_in_both_languages():
    """Every template, every document and all data are made in Korean and in English."""
    todo = jobs()
    assert len(todo) == len(set(todo))
    for lang in ("ko", "en"):
        assert {(DOCUMENTS, lang, ""), (PROVINCES, lang, ""), (DATA, lang, "")} < set(todo)
        assert {name for kind, at, name in todo if kind == PICTURE and at == lang} == set(TEMPLATES)


def test_a_picture_comes_in_every_size_with_its_description(facts):
    """A template's part holds each size as PNG, an SVG, a PDF and the description."""
    made = Kitchen(Gallery(facts, load_theme())).make((PICTURE, "en", "headline"))
    names = {name.rsplit("/", 1)[1] for name in made}
    assert names == {f"headline-{size}.png" for size in SIZES} | {
        "headline.svg",
        "headline.pdf",
        "headline.txt",
    }
    assert b"195 Lifelong Learning Cities" in made["en/pictures/headline.txt"]


def test_the_manifest_lists_every_file(facts, few):
    """Name, size and SHA-256 of each file are in the manifest, and a readme says how to cite."""
    told = []
    made = build_pack(facts, load_theme(), lambda done, of: told.append((done, of)))
    rows = list(csv.DictReader(io.StringIO(made["manifest.csv"].decode())))
    assert {row["file"] for row in rows} == set(made) - {"manifest.csv"}
    for row in rows:
        data = made[row["file"]]
        assert int(row["bytes"]) == len(data)
        assert row["sha256"] == hashlib.sha256(data).hexdigest()
    assert told == [(1, 2), (2, 2)]
    readme = made["README-ko.txt"].decode()
    for text in ("195", "86.3%", "인용", "공공누리", facts.data_hash, "한컴오피스"):
        assert text in readme


def test_a_second_pack_is_byte_identical(tmp_path, facts, few):
    """Folder and archive hold the same bytes, and so does a second run."""
    theme = load_theme()
    count = write_pack(tmp_path / "one", facts, theme)
    write_pack(tmp_path / "two.zip", facts, theme)
    found = {
        str(path.relative_to(tmp_path / "one")): path.read_bytes()
        for path in (tmp_path / "one").rglob("*")
        if path.is_file()
    }
    assert len(found) == count
    with zipfile.ZipFile(tmp_path / "two.zip") as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == found
    assert (tmp_path / "two.zip").read_bytes() == zip_bytes(dict(sorted(found.items())))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one", "two.zip"]


def test_what_documents_and_pictures_share_is_drawn_once(facts, monkeypatch):
    """No page is drawn twice for a pack, though documents and pictures show the same."""
    drawn = []

    def counted(template, _facts, lang, size, *rest):
        drawn.append((template, lang, size, rest[1:]))
        return draw_picture(template, _facts, lang, size, *rest)

    monkeypatch.setattr(gallery_module, "draw_picture", counted)
    monkeypatch.setattr(pack_module, "SIZES", {"slide": SIZES["slide"]})
    kitchen = Kitchen(Gallery(facts, load_theme()))
    kitchen.make((DOCUMENTS, "en", ""))
    kitchen.make((PICTURE, "en", "headline"))
    assert len(drawn) == len(set(drawn))
    assert "headline" in {template for template, *_ in drawn}


def test_only_what_is_chosen_is_made(facts):
    """A pack of some parts holds those, and an unknown part or none at all is refused."""
    assert {kind for kind, *_ in jobs([DATA])} == {DATA}
    assert jobs([DRAFTS]) == []
    for wrong in ([], ["poems"]):
        with pytest.raises(InputError, match="picture"):
            jobs(wrong)


def test_the_preview_shows_every_picture_and_names_every_file(facts, few):
    """One page a language: each picture with its description, each file with its address."""
    made = build_pack(facts, load_theme())
    for lang in ("ko", "en"):
        page = made[f"preview-{lang}.html"].decode()
        for name in (one for one in made if one.startswith(f"{lang}/")):
            assert (f'href="{name}"' in page) == (not name.endswith(".txt"))
    assert "://" not in made["preview-ko.html"].decode()


def test_a_folder_with_other_files_is_left_alone(tmp_path, facts, few):
    """The pack refuses a folder that holds something, before drawing, and changes nothing."""
    (tmp_path / "mine.txt").write_text("keep")
    with pytest.raises(InputError, match=r"mine\.txt"):
        write_pack(tmp_path, facts, load_theme())
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
    with pytest.raises(InputError, match="a file"):
        write_folder(tmp_path / "mine.txt", {"a": b""})


def test_an_empty_folder_is_filled(tmp_path):
    """A folder made ready beforehand is used."""
    target = tmp_path / "out"
    target.mkdir()
    write_folder(target, {"a/b.txt": b"1"})
    assert (target / "a" / "b.txt").read_bytes() == b"1"


def test_a_place_that_cannot_be_written_is_said(tmp_path):
    """A path below a file cannot be written: one clear error, nothing left behind."""
    (tmp_path / "file").write_text("x")
    with pytest.raises(InputError, match="nothing was written"):
        write_file(tmp_path / "file" / "x.png", b"1")
    with pytest.raises(InputError, match="nothing was written"):
        write_folder(tmp_path / "file" / "x", {"a": b"1"})
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_disk_that_fills_up_leaves_nothing(tmp_path, monkeypatch):
    """When the disk fills up midway no half file and no half folder stays."""

    def full(*_args, **_options):
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(files_module.os, "fdopen", full)
    with pytest.raises(InputError, match="No space left"):
        write_file(tmp_path / "a.png", b"1")
    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(InputError, match="No space left"):
        write_folder(tmp_path / "out", {"a": b"1"})
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_said_before_drawing(tmp_path, facts, monkeypatch):
    """Where nothing can be written no picture is drawn first, and nothing is left behind."""
    (tmp_path / "file").write_text("x")
    monkeypatch.setattr(pack_module, "build_pack", lambda *_: pytest.fail("drawn in vain"))
    for name in ("pack", "pack.zip"):
        with pytest.raises(InputError, match="nothing was written"):
            write_pack(tmp_path / "file" / name, facts, load_theme())
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_the_command_refuses_an_unknown_edition(tmp_path):
    """`atlas.py pack` ends with code 2 and names the editions; nothing is written."""
    done = subprocess.run(
        [sys.executable, "atlas.py", "pack", "--edition", "1999", "-o", str(tmp_path / "p")],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "2023" in done.stderr
    assert not (tmp_path / "p").exists()
