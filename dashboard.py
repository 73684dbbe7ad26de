"""The atlas in a browser: `streamlit run dashboard.py`, or `make run`."""

from views import shell

shell.run()
