"""Checking a release: every kind of claim, both languages, planted errors, reports, command."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from release_samples import SEED, Bench, harmless, samples

from analysis.release.documents import clean
from analysis.release.judge.compare import rounded
from analysis.release.model import VERDICTS
from analysis.release.read.layout import mask
from analysis.release.read.numbers import MONEY, lex
from commands.release import check_release, read_draft
from exports.answers.release_report import as_docx, as_html, as_json
from figures.words.language import words
from store.errors import InputError

SAMPLES = samples()


@pytest.fixture(scope="module")
def bench():
    return Bench()


def claims(bench, text, edition="2023"):
    return bench.check(text, edition).claims


def verdict(bench, text, edition="2023", kind=None):
    found = [c for c in claims(bench, text, edition) if kind in (None, c.kind)]
    assert found, text
    return found[0].verdict


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda s: s.name)
def test_a_true_release_has_no_figure_that_differs(bench, sample):
    """No figure of a true sample is accused, and a good part of those marked agree."""
    report = bench.check(sample.text, sample.edition)
    assert [c.text for c in report.claims if c.verdict == "differs"] == []
    agreed = [
        slot for slot in sample.slots
        if any(
            c.start < slot.end and slot.start < c.end and c.verdict in {"agrees", "rounded"}
            for c in report.claims
        )
    ]  # fmt: skip
    assert len(agreed) >= 0.4 * len(sample.slots)


def test_the_samples_cover_both_languages_five_layouts_and_five_editions():
    """Prose, bullets, footnotes, tables, questions, news, memos; Korean and English; 2022-2026."""
    assert {s.lang for s in SAMPLES} == {"ko", "en"}
    for lang in ("ko", "en"):
        assert len({s.name.split("_")[2] for s in SAMPLES if s.lang == lang}) >= 5
    assert {s.edition for s in SAMPLES} == {"2022", "2023", "2024", "2025", "2026"}


def test_what_is_said_otherwise_is_not_called_different(bench):
    """Other digits, longer names and sentences beside the matter raise no false alarm."""
    rng = random.Random(SEED)  # noqa: S311  # planting errors, not guarding secrets
    found = total = 0
    for _ in range(40):
        sample = rng.choice(SAMPLES)
        report = bench.check(harmless(sample, rng), sample.edition)
        total += len(report.claims)
        found += report.summary["differs"]
    assert found / total <= 0.01


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("신규 평생학습도시 7개를 지정했다.", "agrees"),
        ("신규 평생학습도시 8개를 지정했다.", "differs"),
        ("Seven new learning cities were named.", "agrees"),
        ("Six new learning cities were named.", "differs"),
        ("평생학습도시는 187개(2022년) → 195개(2023년)가 되었다.", "differs"),
        ("Learning cities rose from 188 to 195.", "agrees"),
        ("The number of learning cities: 187 (2022) → 195 (2023)", "differs"),
        ("지정률은 전체 기초지자체의 86.3%이다.", "rounded"),
        ("지정률은 전체 기초지자체의 86.8%이다.", "differs"),
        ("86 percent of all municipalities are covered.", "rounded"),
        ("88 percent of all municipalities are covered.", "differs"),
        ("총 24개 도시에 약 11억 원을 지원한다.", "agrees"),
        ("미지정 기초지자체는 34곳이다.", "agrees"),
        ("미지정 기초지자체는 31곳이다.", "differs"),
        ("The review takes place every three years; re-designation follows.", "agrees"),
        ("재지정 평가는 5년마다 받는다.", "differs"),
        ("평생학습도시로 중구가 신규 지정되었다.", "ambiguous"),
        ("강의실 12개를 새로 꾸몄다.", "underivable"),
        ("문의: 02-123-4567", "underivable"),
    ],
)
def test_one_sentence_gets_the_verdict_it_deserves(bench, text, expected):
    """Counts, transitions, shares, rules and names in one sentence each, right and wrong."""
    assert verdict(bench, text) == expected


def test_the_printed_2025_percentage_is_the_only_wrong_one(bench):
    """83.2, 86.3, 87.6, 88.9 and 91.2 agree after rounding; 88.98 differs from 88.94."""
    for edition, share in [("2022", "83.2"), ("2023", "86.3"), ("2024", "87.6"), ("2025", "88.9"),
                           ("2026", "91.2")]:  # fmt: skip
        text = f"전체 기초지자체의 {share}%가 평생학습도시다."
        assert verdict(bench, text, edition, "share") == "rounded"
    wrong = claims(bench, "전체 기초지자체의 88.98%가 평생학습도시다.", "2025")[0]
    assert wrong.verdict == "differs"
    assert wrong.computed == pytest.approx(88.9381, abs=1e-4)
    assert "201 / 226" in wrong.formula


def test_sums_are_told_from_what_each_gets(bench):
    """90 million is each new city's, 630 million all seven's, 1.1 billion the twenty-four's."""
    text = "신규 7개 도시에 각 9천만 원, 모두 6억 3천만 원을 지원한다."
    kinds = [(c.kind, c.verdict) for c in claims(bench, text) if c.kind in {"amount", "sum"}]
    assert kinds == [("amount", "agrees"), ("sum", "agrees")]
    whole = "A total of 24 cities, including 7 new ones, receive around 1.1 billion won."
    assert [c.verdict for c in claims(bench, whole) if c.kind == "sum"] == ["rounded"]


NEW = "강원 양양군, 경남 고성군, 경북 봉화군, 전남 구례군, 충남 계룡시, 충남 청양군, 충북 보은군"


@pytest.mark.parametrize(
    ("old", "new", "missing", "extra"),
    [
        ("전남 구례군", "전남 곡성군", ["전남 구례군"], ["전남 곡성군"]),
        ("경남 고성군", "강원 고성군", ["경남 고성군"], ["강원 고성군"]),
        (", 전남 구례군", "", ["전남 구례군"], []),
        ("경북 봉화군", "경북 봉하군", ["경북 봉화군"], ["경북 봉하군"]),
    ],
)
def test_a_wrong_list_says_who_is_missing_and_who_is_too_many(bench, old, new, missing, extra):
    """A swapped, a dropped, a misspelt name, and the other Goseong are named in the report."""
    text = f"신규 평생학습도시 7개({NEW.replace(old, new)})를 지정했다."
    found = next(c for c in claims(bench, text) if c.kind == "list")
    assert found.verdict == "differs"
    assert [name.split(" (")[0] for name in found.computed["missing"]] == missing
    assert found.computed["not_in_data"] == extra


def test_a_name_without_its_province_is_ambiguous_and_lists_its_meanings(bench):
    """In a list whose names carry provinces, a bare 중구 is a question with six answers."""
    text = "특성화 지원: 서울 종로구, 광주 동구, 중구, 대구 남구, 부산 서구, 경기 하남시"
    found = next(c for c in claims(bench, text) if c.text == "중구")
    assert found.verdict == "ambiguous"
    assert len(found.computed) == 6


def test_names_grouped_under_a_province_belong_to_it(bench):
    """부산 금정구·서구·중구 and Busan (Geumjeong-gu, Seo-gu) are Busan's."""
    text = "특성화 도시는 부산 금정구·서구·중구, Daegu (Nam-gu and Suseong-gu)이다."
    places = [c for c in claims(bench, text) if c.kind == "place"]
    assert len(places) == 5
    assert {c.verdict for c in places} == {"agrees"}


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("11억 4천만 원", 1.14e9, 1.14e9),
        ("3천만∼4천4백만 원", 3e7, 4.4e7),
        ("30~44백만 원", 3e7, 4.4e7),
        ("90백만원", 9e7, 9e7),
        ("1.1 billion won", 1.1e9, 1.1e9),
        ("50-60 million won", 5e7, 6e7),
        ("KRW 90 million", 9e7, 9e7),
        ("25,000,000원", 2.5e7, 2.5e7),
    ],
)
def test_amounts_are_read_in_every_usual_form(text, low, high):
    """Korean units, compounds, ranges with one unit, and English scales."""
    token = next(t for t in lex(text) if t.kind == MONEY)
    assert (token.value, token.high) == (low, high)


def test_every_claim_lies_where_it_says(bench):
    """A claim's offsets give its passage, and every digit of the text belongs to some claim."""
    for sample in SAMPLES:
        covered = set()
        for claim in bench.check(sample.text, sample.edition).claims:
            assert sample.text[claim.start : claim.end] == claim.text
            assert claim.verdict in VERDICTS
            covered |= set(range(claim.start, claim.end))
        bare = [i for i, sign in enumerate(sample.text) if sign.isdigit() and i not in covered]
        lines = {sample.text[:i].count("\n") for i in bare}
        # What is left are the years inside a transition's brackets.
        assert len(lines) <= 1, [sample.text[i - 5 : i + 5] for i in bare]


def test_the_edition_that_is_asked_for_always_wins(bench):
    """The 2024 release is checked against 2023 when asked, and against 2024 by itself."""
    sample = next(s for s in SAMPLES if s.name == "ko_2024_table.md")
    assert bench.check(sample.text, "2023").edition == "2023"
    own = bench.check(sample.text, None)
    assert own.edition == "2024"
    assert own.assumed["reason"] in {"date", "names", "totals", "title"}


def test_the_rows_behind_a_claim_are_given(bench):
    """The 86.3 percent names its two counts; the seven new cities give seven ledger rows."""
    found = claims(bench, "신규 평생학습도시 7개를 지정했다.")[0]
    assert len(found.rows) == 7
    assert {row["table"] for row in found.rows} == {"designations/events.csv"}


@settings(max_examples=60)
@given(st.text(max_size=300))
def test_any_text_gets_a_report_or_a_sentence(text):
    """No text crashes the check, and no claim is left without a verdict."""
    bench = test_any_text_gets_a_report_or_a_sentence.bench  # type: ignore[attr-defined]
    try:
        report = bench.check(clean(text), "2023")
    except InputError:
        return
    assert sum(report.summary.values()) == len(report.claims)


test_any_text_gets_a_report_or_a_sentence.bench = Bench()  # type: ignore[attr-defined]


@given(st.floats(0, 1e10), st.sampled_from([0.01, 0.1, 1, 1e6, 1e8]))
def test_rounding_stays_within_half_a_step(value, step):
    """A rounded figure is at most half a step away."""
    assert all(abs(other - value) <= step / 2 * (1 + 1e-6) + 1e-6 for other in rounded(value, step))


def test_reports_hold_every_claim_and_escape_the_draft(bench):
    """JSON has the documented keys; the page escapes markup; the Word file opens."""
    text = "<script>alert(1)</script> 신규 평생학습도시 8개를 지정했다."
    report = bench.check(text, "2023")
    facts = json.loads(as_json(report))
    assert set(facts["summary"]) == {"agrees", "rounded", "differs", "underivable", "ambiguous"}
    assert set(facts["claims"][0]) == {
        "text", "start", "end", "kind", "stated", "computed", "formula", "verdict", "rows",
        "reading", "strength", "suggestion",
    }  # fmt: skip
    for lang in ("ko", "en"):
        page = as_html(report, words(lang))
        assert "<script>" not in page
        assert "&lt;script&gt;" in page
        assert 'class="differs"' in page
        assert as_docx(report, words(lang))[:2] == b"PK"


def test_the_command_exits_0_1_and_2(tmp_path):
    """0 when nothing differs, 1 when something does, 2 (an input error) on a bad file."""
    good, bad, broken = (tmp_path / name for name in ("good.txt", "bad.md", "broken.hwpx"))
    good.write_text("2023년 신규 평생학습도시 7개를 지정했다.", encoding="utf-8")
    bad.write_text("2023년 신규 평생학습도시 8개를 지정했다.", encoding="utf-8")
    broken.write_bytes(b"PK")
    runs = [
        CliRunner().invoke(check_release, [str(path), "--format", "json"])
        for path in (good, bad, broken)
    ]
    assert [run.exit_code for run in runs[:2]] == [0, 1]
    assert json.loads(runs[1].output)["summary"]["differs"] == 1
    assert isinstance(runs[2].exception, InputError)
    missing = CliRunner().invoke(check_release, [str(tmp_path / "none.txt")])
    assert isinstance(missing.exception, InputError)
    out = tmp_path / "report.docx"
    CliRunner().invoke(check_release, [str(bad), "--format", "docx", "--output", str(out)])
    assert out.read_bytes()[:2] == b"PK"


def test_units_heaped_on_a_figure_are_read_at_once():
    """A figure with hundreds of units behind it is read in one go; it once never ended."""
    heaped = mask("약 3천" + "만" * 300 + ", 5억" + " 2천만" * 60 + " 3월")
    assert lex(heaped)


COUNTED = {"count", "share"}
DRAFTS = sorted((Path(__file__).parents[2] / "fixtures" / "drafts").iterdir())


@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: path.stem)
def test_a_true_draft_in_its_writers_own_words_is_not_doubted(bench, path):
    """Questions, tables of provinces, "13 of 23", sums of parts: no true figure is accused."""
    report = bench.check(read_draft(path), path.stem[-4:])
    assert [c.text for c in report.claims if c.verdict == "differs" and c.kind in COUNTED] == []
    assert report.summary["agrees"] + report.summary["rounded"] >= 3
