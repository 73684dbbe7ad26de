"""What a first reader would wait for, done when the server starts.

A page that is drawn for the first time in a process imports, reads and compiles for a quarter of
a second more than it ever will again. None of that depends on who asks.
"""

from __future__ import annotations

import gc
import importlib
import inspect
import logging
from typing import TYPE_CHECKING

from altair.utils import schemapi
from streamlit import runtime

from analysis.coverage.counting import DEFAULT_EDITION
from analysis.coverage.rules import RULES
from analysis.release.read.language import morphology
from figures.words.language import LANGUAGES, words
from store.folders import ROOT
from views.parts import drawing, preparing
from views.parts.frame import search
from views.reader import library
from views.server import hints

if TYPE_CHECKING:
    from views.server.middleware.compression import PreparedAnswers

FIRST_USED = (
    "folium",
    "folium.plugins",
    "branca.element",
    "altair",
    "streamlit.emojis",
    "streamlit.material_icon_names",
    "views.parts.card",
    "views.parts.pictures",
)
"""Modules that the first page would import in the middle of being drawn."""

USED_LATER = (
    "docx.enum.table",
    "docx.enum.text",
    "docx.oxml.ns",
    "docx.shared",
    "esda.join_counts",
    "esda.join_counts_local",
    "esda.significance",
    "inequality.gini",
    "inequality.theil",
    "kiwipiepy",
    "libpysal.graph",
    "pandera.errors",
    "pandera.pandas",
    "pptx.chart.data",
    "pptx.dml.color",
    "pptx.enum.chart",
    "pptx.enum.text",
    "pptx.oxml.ns",
    "pptx.util",
    "prometheus_client",
    "pypdf.errors",
    "rapidfuzz",
    "scipy.sparse.csgraph",
    "scipy.special",
    "scipy.stats.contingency",
    "statsmodels.duration.survfunc",
    "statsmodels.genmod.families",
    "statsmodels.genmod.generalized_linear_model",
    "statsmodels.stats.multitest",
    "statsmodels.stats.proportion",
    "xlsxwriter",
)
"""Parts of other packages that later pages import.

Each reader's page is a thread of its own. Two threads that import two parts of one package at
the same time can wait for each other, and Python then fails one of them: so all are imported by
one thread, before the first reader.
"""

MAP_FRAME = "streamlit_folium"


def first_page(prepared: PreparedAnswers) -> None:
    """Read, import and compute what every first page needs.

    Parameters
    ----------
    prepared
        Where the answers to a first page's requests are kept compressed.
    """
    import_packages()
    # Altair would hold each part of a chart against its schema as it is made. Served charts are
    # those that the tests held against it, and take a sixth of the time without.
    schemapi.disable_debug_mode()
    register_frame()
    inspect.stack()  # Streamlit looks at it once, with the first element; the look-ups are kept
    prepared.add(hints.first_files(library.built().bundle, ROOT))
    atlas = library.atlas()
    for rule in RULES:
        library.history(rule)
        for edition in atlas.editions:
            atlas.coverage(edition=edition, rule=rule)
    for lang in LANGUAGES:
        words(lang)
        for edition in atlas.editions:
            atlas.publishers_of(edition, lang)
        for edition in (DEFAULT_EDITION, atlas.editions[-1]):
            search.labels(atlas.edition_date(edition), lang)


def import_packages() -> None:
    """Import every package that any page uses, so that no two readers do it at once."""
    for module in (*FIRST_USED, *USED_LATER):
        importlib.import_module(module)


def register_frame() -> None:
    """Register the map's frame with the server.

    Its package does so when a page first imports it, and only then: imported here, it has to be
    registered here. Its address can then be named to the very first reader's browser.
    """
    log = logging.getLogger("streamlit.runtime.scriptrunner_utils.script_run_context")
    log.disabled = True  # it would say that no page is being drawn, which is meant
    try:
        package = importlib.import_module(MAP_FRAME)
    finally:
        log.disabled = False
    frame = package._component_func  # noqa: SLF001  # it has no other name
    runtime.get_instance().component_registry.register_component(frame)


def later_pages() -> None:
    """Do once, beside the first readers, what later pages would otherwise wait for."""
    preparing.start_if_needed()
    library.timeline()
    morphology.warm()
    drawing.pool().warm()
    if library.regional_ready():
        gaps = library.regional()
        gaps.course()
        for edition in dict.fromkeys((DEFAULT_EDITION, *reversed(library.atlas().editions))):
            library.outlines(gaps.date(edition))
            gaps.gaps(edition)
    gc.freeze()  # what is here by now stays: no collection need look through it again
