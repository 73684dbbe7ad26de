"""The atlas in a browser: `streamlit run dashboard.py`, or `make run`."""

from views.parts import shell

shell.run()
