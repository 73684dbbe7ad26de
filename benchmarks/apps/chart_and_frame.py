"""An unconfigured Streamlit page with one Altair chart and one data frame."""

import altair as alt
import pandas as pd
import streamlit as st

counts = pd.DataFrame({"year": range(2001, 2027), "places": range(3, 206, 8)[:26]})
st.altair_chart(alt.Chart(counts).mark_line().encode(x="year:O", y="places:Q"))
st.dataframe(counts)
