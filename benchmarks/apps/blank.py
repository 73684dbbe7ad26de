"""The floor: the least a Streamlit page can do."""

import streamlit as st

st.session_state.runs = st.session_state.get("runs", 0) + 1
st.button("again")
st.text(f"run {st.session_state.runs}")
