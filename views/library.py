"""What all readers share: the atlas and the built bundle, read once a process."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from analysis.atlas import Atlas
from exports import bundle

if TYPE_CHECKING:
    import pandas as pd


@st.cache_resource(show_spinner=False)
def atlas() -> Atlas:
    """Return the atlas; read-only, shared by every session."""
    return Atlas.load()


@st.cache_resource(show_spinner=False)
def built() -> bundle.Built:
    """Return the built bundle, making it first when there is none or its inputs changed."""
    found = bundle.current()
    return found if found is not None else bundle.build()


@st.cache_resource(show_spinner=False)
def history(rule: str) -> pd.DataFrame:
    """Return coverage at every edition under a rule."""
    return atlas().history(rule)
