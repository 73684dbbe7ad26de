"""The corrected draft: mistakes grouped, sentences as they should read, changes tracked in Word."""

from __future__ import annotations

import io

import pytest
from docx import Document

from analysis.atlas import Atlas
from analysis.release.judge.drafts import check_draft
from exports.answers.corrected_draft import as_corrected, corrected_sentence, findings_of
from figures.words.language import words

SAMPLES = {"ko": "86.3%", "en": "86.3%"}


@pytest.fixture(scope="module")
def sample():
    """Return the sample drafts of the page, checked."""
    atlas = Atlas.load()
    return {lang: check_draft(atlas, words(lang)("release.sample.text"), None) for lang in SAMPLES}


@pytest.mark.parametrize("lang", sorted(SAMPLES))
def test_the_sample_draft_has_mistakes_that_are_found(sample, lang):
    """The sample is taken for its edition, and each mistake is shown with its sentence mended."""
    report = sample[lang]
    assert report.assumed["edition"] == "2023"
    mended = [corrected_sentence(report, one.first) for one in findings_of(report)]
    assert any(SAMPLES[lang] in sentence for sentence in mended)


@pytest.mark.parametrize("lang", sorted(SAMPLES))
def test_the_corrected_draft_keeps_what_was_written(sample, lang):
    """Word shows the old figure struck out, the right one inserted; all else is as it was."""
    report = sample[lang]
    document = Document(io.BytesIO(as_corrected(report)))
    said = "\n".join(
        "".join(
            part.text or ""
            for part in paragraph._p.iter()  # the old text is no run of the library
            if part.tag.endswith(("}t", "}delText"))
            and not any(up.tag.endswith("}ins") for up in part.iterancestors())
        )
        for paragraph in document.paragraphs
    )
    assert said == report.text


def test_one_mistake_made_twice_is_one_finding():
    """A figure that is wrong twice in the same way is listed once, with both places."""
    text = "2023년 3월 6일 발표. 평생학습도시는 전국 198곳이다.\n전국 평생학습도시 198곳."
    report = check_draft(Atlas.load(), text, "2023")
    wrong = [claim for claim in report.claims if claim.verdict == "differs"]
    assert len(wrong) > len(findings_of(report)) > 0
