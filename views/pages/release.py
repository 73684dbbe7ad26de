"""발표문 Release: paste or drop a draft and see each figure and place against the data."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from analysis.release.documents import KINDS, clean
from analysis.release.judge.drafts import check_draft
from analysis.release.model import VERDICTS
from exports.answers.corrected_draft import (
    as_corrected,
    corrected_sentence,
    findings_of,
    neighbours,
)
from exports.answers.release_report import (
    MARKS,
    as_docx,
    as_html,
    as_json,
    claim_value,
    draft_html,
    style,
)
from figures.print.embargo import marks
from store.errors import InputError
from views.parts import editors, shell
from views.parts.dropzone import dropzone_words
from views.parts.plain import plain
from views.parts.reading.faults import faults_markdown
from views.parts.uploads import uploaded_text
from views.reader import access, library

if TYPE_CHECKING:
    from analysis.release.model import Report
    from figures.words.language import Words

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PASTE_HEIGHT = 260


def _try_sample(text: str) -> None:
    """Put the sample draft where a draft is pasted, and check it."""
    st.session_state["release_text"] = st.session_state["release_checked"] = text


def draft(say: Words) -> str | None:
    """Draw the two ways to give a draft, and return its text when there is one."""
    left, right = st.columns([2, 1], gap="medium")
    pasted = left.text_area(say("release.paste"), height=PASTE_HEIGHT, key="release_text")
    file = right.file_uploader(
        say("release.upload"), type=[kind[1:] for kind in KINDS], key="release_file"
    )
    right.html(dropzone_words(say("release.upload.button"), say("release.upload.help")))
    check, sample = st.columns([1, 3], vertical_alignment="center")
    asked = check.button(say("release.check"), type="primary", key="release_check")
    sample.button(
        say("release.sample"), key="release_sample", type="tertiary", on_click=_try_sample,
        args=(say("release.sample.text"),),
    )  # fmt: skip
    if file is not None:
        return uploaded_text(file, "release_file", say)
    # A draft that was checked stays checked while the reader looks at it.
    if asked:
        st.session_state["release_checked"] = pasted
    checked_before = st.session_state.get("release_checked", "") == pasted
    return clean(pasted, say("release.pasted")) if pasted.strip() and checked_before else None


@st.cache_data(show_spinner=False, max_entries=8)
def _report(text: str, wished: str | None, data_hash: str) -> Report:  # noqa: ARG001  # part of the key
    return check_draft(library.atlas(), text, wished)


def checked(text: str, wished: str | None) -> Report:
    """Return the report on a draft; without a chosen edition, the draft says which."""
    return _report(text, wished, library.atlas().data_hash)


def summary(report: Report, say: Words) -> None:
    """Draw the verdicts' counts, and the one sentence that matters."""
    counts = report.summary
    if counts["differs"]:
        st.error(say.plural("release.bad", counts["differs"]))
    else:
        st.success(say("release.good"))
    for column, verdict in zip(st.columns(len(VERDICTS)), VERDICTS, strict=True):
        column.metric(f"{MARKS[verdict]} {say(f'release.verdict.{verdict}')}", counts[verdict])


def assumed(report: Report, say: Words) -> None:
    """Say which edition the draft was held against, why, and which others it may be of."""
    reason = say(f"release.assumed.{report.assumed['reason']}")
    line = say("release.assumed", edition=report.edition, reason=reason)
    if report.assumed["others"]:
        line += " " + say(
            "release.assumed.others", editions=plain(", ".join(report.assumed["others"]))
        )
    st.caption(line)
    counts = report.summary
    judged = counts["agrees"] + counts["rounded"] + counts["differs"]
    st.caption(say("release.judged", judged=judged, total=len(report.claims)))


def findings(report: Report, say: Words) -> None:
    """List what differs, one mistake once, the most frequent first, each as it should read."""
    found = findings_of(report)
    if not found:
        return
    st.markdown(f"**{say('release.findings')}**")
    for one in found:
        claim = one.first
        lines = sorted({report.text.count("\n", 0, c.start) + 1 for c in one.claims})
        before, after = neighbours(report, claim)
        where = say("release.line", line=", ".join(map(str, lines)))
        passage = " ".join(f"{before}[{claim.text}]{after}".split())
        right = claim_value(say, claim, claim.computed)
        st.text(f"{where}: {passage} → {right}")
        sentence = corrected_sentence(report, claim)
        if sentence:
            st.code(sentence, language=None, wrap_lines=True)


def downloads(report: Report, say: Words) -> None:
    """Offer the report as a page, a Word file and JSON."""
    name = f"release-check-{report.edition}-{say.lang}"
    above = marks(access.embargoes(), say.lang)
    if any(claim.suggestion for claim in report.claims):
        st.download_button(
            say("release.download.corrected"),
            lambda: as_corrected(report),
            f"{name}-corrected.docx",
            WORD,
            on_click="ignore",
        )
    left, middle, right = st.columns(3)
    left.download_button(
        say("release.download.html"),
        lambda: as_html(report, say, above),
        f"{name}.html",
        "text/html",
        on_click="ignore",
    )
    middle.download_button(
        say("release.download.docx"),
        lambda: as_docx(report, say, above),
        f"{name}.docx",
        WORD,
        on_click="ignore",
    )
    right.download_button(
        say("release.download.json"),
        lambda: as_json(report, above),
        f"{name}.json",
        "application/json",
        on_click="ignore",
    )


def page() -> None:
    """Draw the page."""
    say = shell.speak()
    atlas = library.atlas()
    wished = st.selectbox(
        say("release.edition"),
        list(reversed(atlas.editions)),
        index=None,
        placeholder=say("release.edition.auto"),
        key="release_edition",
    )
    try:
        text = draft(say)
        if text is not None:
            report = checked(text, wished)
            assumed(report, say)
            summary(report, say)
            findings(report, say)
            downloads(report, say)
            st.html(f"<style>{style(scope='.checked')}</style>")
            st.html(f'<div class="checked">{draft_html(report, say)}</div>')
    except InputError as error:
        st.error(faults_markdown(error, say))
    editors.section(say)
    shell.footer(shell.point())


page()
