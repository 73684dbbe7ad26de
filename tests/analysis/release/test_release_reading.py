"""Reading a draft: no figure of the data, every rule by its example, labels, errors by exchange."""

from __future__ import annotations

import random
import shutil

import pytest
from release_errors import KINDS, Planter

from analysis.atlas import DATA, Atlas
from analysis.release.judge.drafts import check_draft, names_on
from analysis.release.measures import registry
from analysis.release.read.names.places import Names
from analysis.release.read.reading import read
from commands.release import read_draft
from exports.brief.content import Content
from exports.brief.gallery import Gallery
from exports.build.print_facts import gather
from exports.formats.docx import build_docx
from exports.formats.pptx import build_pptx
from figures.style.theme import load_theme

RULES = [rule for measure in registry().values() for rule in measure.rules]
LIST = (
    "신규 평생학습도시 6곳(강원 양양군, 경남 고성군, 경북 봉화군, 전남 구례군, 충남 계룡시,"
    " 충남 청양군, 충북 보은군)"
)
SEED, PLANTED, CAUGHT = 20_230_306, 300, 0.98


@pytest.fixture(scope="module")
def planter() -> Planter:
    return Planter(("release_press.jsonl",))


def test_every_rule_reads_its_own_example(atlas):
    """Each named rule of counting finds its words around the figure of the example beside it."""
    names = names_on(atlas, atlas.edition_date(atlas.editions[-1]))
    deaf = []
    for rule in RULES:
        at = rule.example.index("⟦")
        figures = read(rule.example.replace("⟦", "").replace("⟧", ""), names).figures
        if not any(rule.match(f.slots) is not None for f in figures if at <= f.token.end - 1):
            deaf.append((rule.lang, rule.name))
    assert deaf == []


def test_a_draft_is_read_alike_when_the_ledger_is_empty(atlas, planter, tmp_path):
    """Without a single designation the reading is the same: it knows the register's names only."""
    root = tmp_path / "data"
    shutil.copytree(DATA, root)
    for table in (root / "designations").glob("*.csv"):
        if table.name != "sources.csv":  # the editions name their sources
            head = table.read_text(encoding="utf-8").splitlines()[0]
            table.write_text(head + "\n", encoding="utf-8")
    empty = Atlas.load(root)
    assert empty.tables.events.empty
    day = atlas.edition_date("2023")
    bare = Names(empty.register, day)
    for case in planter.cases[:8]:
        full, blind = (read(case["text"], names) for names in (names_on(atlas, day), bare))
        for part in ("figures", "lists", "amounts"):
            said = [[one.readings for one in getattr(way, part)] for way in (full, blind)]
            assert said[0] == said[1]


def test_exchanged_figures_amounts_names_and_years_are_caught(planter):
    """Of errors planted by seed nearly all show; what still agrees is right by another rule."""
    rng = random.Random(SEED)  # noqa: S311  # planting errors, not guarding secrets
    ends = {kind: [] for kind in KINDS}
    for kind in KINDS:
        while len(ends[kind]) < PLANTED // len(KINDS):
            mutant = planter.plant(kind, rng)
            if mutant is not None:
                ends[kind].append(planter.verdict(mutant))
    for kind in ("other figure", "known figure"):
        assert ends[kind].count("caught") >= CAUGHT * len(ends[kind])
        assert ends[kind].count("agrees") <= (1 - CAUGHT) * len(ends[kind])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("신규 지정\n7곳\n\n전국 누적\n195곳\n", ["agrees", "agrees"]),
        ("신규 지정\n8곳\n", ["differs"]),
        ("How many cities were added this year? Seven.", ["agrees"]),
        ("시·도별 미지정 현황: 서울 3, 대구 3, 전남 7", ["agrees", "agrees", "agrees"]),
        ("시·도별 미지정 현황: 서울 3, 대구 4, 전남 7", ["agrees", "differs", "agrees"]),
        ("Added in 2023: 7; in 2022: 6", ["agrees", "differs"]),
        ("올해 7곳, 지난해 9곳이 새로 지정됐다.", ["agrees", "differs"]),
        ("| 연도 | 신규 | 누적 |\n|---|---|---|\n| 2022 | 8 | 188 |\n| 2023 | 9 | 195 |",
         ["agrees", "agrees", "differs", "agrees"]),
    ],
)  # fmt: skip
def test_labels_captions_and_series_say_what_a_figure_counts(atlas, text, expected):
    """A figure takes its label, the line above, the question, the row or the column."""
    found = [c for c in check_draft(atlas, text, "2023").claims if c.kind in {"count", "number"}]
    assert [c.verdict for c in found] == expected


@pytest.mark.parametrize(
    ("text", "figure", "expected"),
    [
        ("평생학습도시는 지난해 188곳에서 7곳이 늘어 195곳이 됐다.", "195곳", "agrees"),
        ("전국 226곳 가운데 195곳이 지정돼 31곳만 남았다.", "31곳", "ambiguous"),
        ("특성화: 17곳 × 30백만 원 = 510백만 원", "510백만 원", "agrees"),
        ("신규 평생학습도시: 7곳 × 90백만 원 = 540백만 원", "540백만 원", "differs"),
        (LIST, "6곳", "differs"),
        ("전국 226개 시·군·구 가운데 195곳이 평생학습도시다.", "195곳", "agrees"),
        ("전국 195개 시·군·구 가운데 226곳이 평생학습도시다.", "226곳", "differs"),
    ],
)  # fmt: skip
def test_figures_are_held_against_each_other(atlas, text, figure, expected):
    """Sums, what is left, each times places, n of m, and the length of a list."""
    (claim,) = [c for c in check_draft(atlas, text, "2023").claims if c.text == figure]
    assert claim.verdict == expected


def test_the_atlas_documents_are_not_accused(atlas, tmp_path):
    """The briefing of an edition, Korean in Word and English as slides, has no false accusation."""
    gallery = Gallery(gather(atlas, "2023", "official"), load_theme())
    for lang, name, build in (("ko", "docx", build_docx), ("en", "pptx", build_pptx)):
        path = tmp_path / f"brief.{name}"
        path.write_bytes(build(Content(gallery.facts, lang), gallery))
        report = check_draft(atlas, read_draft(path), "2023")
        assert [c.text for c in report.claims if c.verdict == "differs"] == []


@pytest.mark.parametrize(
    ("text", "edition", "reason"),
    [
        ("2025.09.02\n진천군은 재지정 평가를 통과했다.", "2025", "title"),
        ("Busan was chosen for the 2025 programme.\nTwo districts won.", "2025", "title"),
        ("Of the applicants, six cities were chosen as learning cities.", "2023", "default"),
    ],
)  # fmt: skip
def test_a_draft_says_of_which_edition_it_is(atlas, text, edition, reason):
    """A stamp above it and a year in its first lines do; a small number alone does not."""
    report = check_draft(atlas, text, None)
    assert report.assumed["edition"] == edition
    assert report.assumed["reason"] == reason


def test_what_new_ones_are_added_to_is_the_total_before(atlas):
    """The current number to which a year adds is not the one it makes."""
    text = (
        "9 July 2007\nThe ministry chose 19 new learning cities, adding to the current 57 learning "
        "cities. The number of learning cities now amounts to 76."
    )
    report = check_draft(atlas, text, None)
    assert report.assumed["edition"] == "2007"
    found = {claim.text: claim.verdict for claim in report.claims}
    assert {text: found.get(text) for text in ("19", "57", "76")} == dict.fromkeys(
        ("19", "57", "76"), "agrees"
    )
