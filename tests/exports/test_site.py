"""The site without a server: complete, local, permanent and small."""

from __future__ import annotations

import dataclasses
import hashlib
import itertools
import json
import re

import pytest
from click.testing import CliRunner

from commands import exports as commands
from exports.build import bundle
from exports.build.print_facts import gather
from exports.site.compact_coordinates import SIGNS, STEPS, compact_json
from exports.site.files import SINGLE_LIMIT, build_single, build_site, write_site
from exports.site.pages import Site
from store.errors import InputError


@pytest.fixture(scope="module")
def site(atlas):
    return Site(atlas, gather(atlas, "2023", "official"), bundle.current() or bundle.build())


@pytest.fixture(scope="module")
def files(site):
    return build_site(site)


def resolved(name, link):
    """Return where a page's link leads, as a file of the site."""
    parts = name.split("/")[:-1]
    for step in link.split("/"):
        parts = parts[:-1] if step == ".." else [*parts, step]
    return "/".join(parts)


def test_every_page_is_there_in_both_languages(files):
    """Overview, provinces, trends, data, downloads and 229 places, in Korean and in English."""
    for lang in ("ko", "en"):
        for page in ("index", "provinces", "trends", "data", "downloads"):
            assert f"{lang}/{page}.html" in files
        assert sum(name.startswith(f"{lang}/place/") for name in files) == 229
    assert "86.3%" in files["ko/index.html"].decode()
    assert "192 / 226, 85.0%" in files["en/index.html"].decode()
    assert "경남 고성군" in files["ko/place/38340.html"].decode()


def test_who_runs_no_scripts_sees_the_map_and_every_table(files):
    """The first page has a still map with its description, and gaps and programmes are pages."""
    for lang, word in (("ko", "대한민국 지도"), ("en", "Map of Korea")):
        page = files[f"{lang}/index.html"].decode()
        still = re.search(r"<noscript>(.+?)</noscript>", page)[1]
        assert f'alt="{word}' in still
        for name in ("gaps", "programmes", "provinces", "trends"):
            assert "<table>" in files[f"{lang}/{name}.html"].decode()


def test_every_link_leads_to_a_file(files):
    """No link of any page is dead, and none needs a server, a fixed path or a network."""
    for name, data in files.items():
        if not name.endswith(".html"):
            continue
        for link in re.findall(r'(?:href|src)="([^"]+)"', data.decode()):
            if link.startswith(("#", "data:")):
                continue
            assert "://" not in link
            assert not link.startswith("/")
            assert resolved(name, link) in files, (name, link)


def test_every_page_says_what_it_is(files):
    """Each page has a description and its other language; the overview is a described Dataset."""
    for name, data in files.items():
        if name.startswith(("ko/", "en/")) and name.endswith(".html"):
            text = data.decode()
            assert re.search(r'<meta name="description" content="[^"]{20,}">', text), name
            assert text.count('rel="alternate" hreflang=') == 2
            assert 'property="og:title"' in text
    about = re.search(
        r'<script type="application/ld\+json">(.+?)</script>', files["en/index.html"].decode()
    )
    assert json.loads(about[1])["@type"] == "Dataset"
    assert b"noindex" in files["404.html"]


def test_a_known_address_is_in_the_pages_and_the_sitemap(site):
    """With an address search engines get canonical pages, cards that exist, and a sitemap."""
    there = "https://example.org/atlas/"
    files = build_site(dataclasses.replace(site, address=there))
    page = files["ko/place/38340.html"].decode()
    assert f'<link rel="canonical" href="{there}ko/place/38340.html">' in page
    card = re.search(r'og:image" content="([^"]+)"', page)[1]
    assert card.removeprefix(there) in files
    listed = re.findall(r"<loc>([^<]+)</loc>", files["sitemap.xml"].decode())
    assert {one.removeprefix(there) for one in listed} <= set(files)
    assert f"{there}en/index.html" in listed


def test_the_list_of_hashes_is_right(files):
    """Whoever has the folder can check every file of it."""
    rows = files["SHA256SUMS"].decode().splitlines()
    found = dict(reversed(row.split("  ", 1)) for row in rows)
    assert set(found) == set(files) - {"SHA256SUMS"}
    assert all(hashlib.sha256(files[name]).hexdigest() == one for name, one in found.items())


def test_pages_keep_to_their_language(files):
    """No sentence of the other language is on a page: sources are named by who published them."""
    frame = re.compile(r"<header.*?</header>|<script.*?</script>|<[^>]+>", re.DOTALL)
    english = re.compile(r"(?:[A-Za-z][a-z'-]+[ ,]+){5,}[A-Za-z]")
    for name, data in files.items():
        if name.startswith("ko/") and name.endswith(".html"):
            assert not english.search(frame.sub(" ", data.decode())), name
        if name.startswith("en/") and name.endswith(".html"):
            text = frame.sub(" ", data.decode())
            assert not re.search(r"(?:[가-힣]+ ){3,}[가-힣]", text), name


def test_pages_ask_no_other_machine(files, site):
    """Nothing in pages or styles loads from another host."""
    for name, data in files.items():
        if name.endswith((".html", ".css")):
            assert not re.search(r"""(?:src|href|url)\s*[=(]\s*["']?https?:""", data.decode()), name
    single = build_single(site).decode()
    assert not re.search(r'<(?:script|link|img)[^>]+(?:src|href)="https?:', single)
    assert "default-src 'none'" in single


def test_one_file_is_small_and_whole(site):
    """The single file stays under 2 MB and holds every page of both languages."""
    data = build_single(site)
    assert len(data) <= SINGLE_LIMIT
    text = data.decode()
    for lang in ("ko", "en"):
        assert f'id="{lang}-overview"' in text
        assert text.count(f'id="{lang}-place-') == 229
    ids = re.findall(r'<article data-page id="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    for wanted in set(re.findall(r'href="#((?:ko|en)-[^"]+)"', text)):
        assert wanted in ids, wanted


def test_one_file_goes_into_a_folder_of_its_own(site, tmp_path):
    """Given a folder, the single file is its index.html; a folder with files is refused."""
    folder = tmp_path / "site"
    asked = ["--single-file", "-o", str(folder)]
    assert CliRunner().invoke(commands.site, asked, catch_exceptions=False).exit_code == 0
    assert [path.name for path in folder.iterdir()] == ["index.html"]
    assert (folder / "index.html").read_bytes() == build_single(site)
    with pytest.raises(InputError, match=r"index\.html"):
        CliRunner().invoke(commands.site, asked, catch_exceptions=False)


def test_one_file_has_room(site):
    """A fifth of the single file's two megabytes is left for the editions to come."""
    assert len(build_single(site)) <= SINGLE_LIMIT * 0.8


def test_short_lines_lose_nothing(tmp_path):
    """Coordinates come back as they were; what has more digits than the steps stays as it is."""
    path = tmp_path / "a.json"
    ring = [[126.9867, 37.604], [126.9767, 37.5979], [-0.0001, 38.0], [126.9867, 37.604]]
    odd = [[126.98671, 37.6], [126.9, 37.6]]
    document = {"geometry": {"coordinates": [[ring], [odd]]}, "centre": [126.9, 37.6]}
    path.write_text(json.dumps(document), encoding="utf-8")
    found = json.loads(compact_json(path))
    text = found["geometry"]["coordinates"][0][0]
    assert found["geometry"]["coordinates"][1] == [odd]
    assert found["centre"] == [126.9, 37.6]
    assert long_form(text) == ring


def long_form(text):
    """Return the coordinates of a short line, read by the description of the format."""
    numbers, value, shift = [], 0, 0
    for sign in text:
        digit = SIGNS.index(sign)
        value |= (digit & 31) << shift
        shift += 5
        if not digit & 32:
            numbers.append(-(value + 1) // 2 if value & 1 else value // 2)
            value, shift = 0, 0
    steps = itertools.accumulate(zip(numbers[::2], numbers[1::2], strict=True),
                                 lambda a, b: (a[0] + b[0], a[1] + b[1]))  # fmt: skip
    return [[x / STEPS, y / STEPS] for x, y in steps]


def test_the_same_atlas_makes_the_same_site(site, files):
    """Two builds are byte for byte the same."""
    assert build_site(site) == files


def test_a_dated_page_never_changes_and_knows_of_its_revision(tmp_path, site):
    """After a revision the old page's bytes stay, and the file beside it names the new one."""
    out = tmp_path / "site"
    write_site(out, site)
    old = out / "editions" / "2023-03-06" / site.facts.data_hash / "ko.html"
    before = old.read_bytes()
    revised = dataclasses.replace(site, facts=dataclasses.replace(site.facts, data_hash="0" * 12))
    write_site(out, revised)
    assert old.read_bytes() == before
    assert "0" * 12 in (out / "editions" / "2023-03-06" / "current.js").read_text()
    assert (out / "editions" / "2023-03-06" / ("0" * 12) / "ko.html").exists()
    assert b'id="revised"' in before
    for digest in (site.facts.data_hash, "0" * 12):
        listed = (out / "ko" / "editions.html").read_text(encoding="utf-8")
        assert f"../editions/2023-03-06/{digest}/ko.html" in listed
        assert (out / "editions" / "2023-03-06" / digest / "map-en.svg").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_folder_with_other_files_is_refused(tmp_path, site):
    """The site is not written over somebody's own files."""
    (tmp_path / "mine.txt").write_text("x")
    with pytest.raises(InputError, match=r"mine\.txt"):
        write_site(tmp_path, site)


def test_names_from_data_are_text(site):
    """A place whose name is markup is shown as text on every page."""
    states = site.facts.point.states.copy()
    register = dataclasses.replace(
        site.atlas.register,
        places=site.atlas.register.places.assign(
            name_ko=lambda f: f["name_ko"].mask(f["unit_id"] == "38340", "<script>x</script>")
        ),
    )
    facts = dataclasses.replace(site.facts, register=register)
    assert "38340" in states.index
    page = build_site(dataclasses.replace(site, facts=facts))["ko/index.html"].decode()
    assert "&lt;script&gt;x" in page
    assert "<script>x" not in page
