"""비교 Compare: two editions side by side, who joined and left, and each province's slope."""

from __future__ import annotations

from views.pages.trends_page.two_dates import two_dates
from views.parts import shell

two_dates(shell.speak())
