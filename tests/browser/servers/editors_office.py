"""A copy of the atlas with an edition that waits for its hour, a provider, and secrets."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from future_edition import STAMPS, release

from analysis.intake.taking_in import record, take_in
from benchmarks.driver import ROOT, free_port, serve

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from benchmarks.driver import Server

EDITOR, COLLEAGUE, STRANGER = "kim@example.kr", "lee@example.kr", "someone@example.kr"
LINK_SECRET = "only-for-tests-only-for-tests-only-for-tests"  # noqa: S105  # signs nothing real

ROOMS = (
    *("store", "geo", "analysis", "figures", "exports", "views"),
    *("locale", "data", "static", "build"),
)

SECRETS = """
[auth]
redirect_uri = "{url}/oauth2callback"
cookie_secret = "another-one-only-for-tests-of-signing-in"
client_id = "atlas"
client_secret = "only-for-tests"
server_metadata_url = "{provider}/.well-known/openid-configuration"

[editors]
mails = ["{editor}", "{colleague}"]
link_secret = "{secret}"
log = "{log}"
"""


def furnish(folder: Path, url: str, provider: str) -> Path:
    """Write the copy into a folder, with the edition adopted for an hour that never comes here."""
    for name in ROOMS:
        if (ROOT / name).exists():
            shutil.copytree(
                ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__")
            )
    for name in ("dashboard.py", "pyproject.toml"):
        shutil.copy(ROOT / name, folder)
    (folder / ".streamlit").mkdir()
    shutil.copy(ROOT / ".streamlit" / "config.toml", folder / ".streamlit")
    later = replace(STAMPS, online_at="2127-03-09T12:00:00+09:00")
    proposal = take_in(release(), later, {}, folder / "data")
    for who in (EDITOR, COLLEAGUE):
        record(proposal, who, folder / "data")
    text = SECRETS.format(
        url=url,
        provider=provider,
        editor=EDITOR,
        colleague=COLLEAGUE,
        secret=LINK_SECRET,
        log=folder / "log" / "editors.jsonl",
    )
    (folder / ".streamlit" / "secrets.toml").write_text(text, encoding="utf-8")
    return folder


@contextmanager
def office(folder: Path) -> Iterator[Server]:
    """Run the copy and its provider until the block ends."""
    port, other = free_port(), free_port()
    furnish(folder, f"http://localhost:{port}", f"http://localhost:{other}")
    provider = ROOT / "tests" / "browser" / "servers" / "oidc_provider.py"
    known = "/.well-known/openid-configuration"
    with (
        serve([str(provider), str(other)], other, health=known),
        serve(["-m", "views.server", "--port", str(port)], port, cwd=folder) as server,
    ):
        yield server
