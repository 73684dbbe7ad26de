"""What many tests share: the atlas as it is delivered, read once."""

from __future__ import annotations

import sys

import pytest
from hypothesis import HealthCheck, settings

from analysis.atlas import Atlas

# A busy machine is no failure: examples are judged by what they find, never by their time.
settings.register_profile("suite", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("suite")


@pytest.fixture(scope="session")
def atlas() -> Atlas:
    """Return the atlas of the project's own data."""
    return Atlas.load()


@pytest.fixture(scope="session")
def regional(atlas):
    """Return the regional analysis of the project's own data; distances are measured once."""
    from exports.build.statistics import load_regional  # noqa: PLC0415  # few tests need it

    return load_regional(atlas)


@pytest.fixture
def ask_regional(regional, monkeypatch, capsys):
    """Return a way to run a regional command in this process: exit code, output, errors."""
    import atlas as program  # noqa: PLC0415  # few tests need it
    from commands import gaps, inequality, scenarios  # noqa: PLC0415  # the same

    monkeypatch.setattr(Atlas, "load", lambda: regional.atlas)
    for module in (gaps, inequality, scenarios):
        monkeypatch.setattr(module, "load_regional", lambda _: regional)

    def run(*args):
        monkeypatch.setattr(sys, "argv", ["atlas.py", *args])
        with pytest.raises(SystemExit) as left:
            program.main()
        seen = capsys.readouterr()
        return left.value.code, seen.out, seen.err

    return run
