"""What a browser is told to fetch with its first page: files that there are, each once."""

from __future__ import annotations

import re

from helpers import ROOT

from views.server import hints


def test_every_hint_is_a_file_of_the_project_or_of_a_package():
    """No link of the first page leads nowhere, and none is named twice."""
    files = hints.first_files("0" * 12, ROOT)
    assert len(files) == len(set(files))
    assert all(path.is_file() for path in files)
    assert any(path.suffix == ".woff2" for path in files)


def test_late_scripts_bring_what_they_import():
    """The scripts of the controls come with their own imports, in the same order every time."""
    found = hints.late_scripts(hints.CONTROLS)
    assert found == hints.late_scripts(hints.CONTROLS)
    for name in hints.CONTROLS:
        assert any(one.startswith(f"{name}.") for one in found), name


def test_only_a_page_with_a_map_asks_for_the_map():
    """The map's data are a fifth of a megabyte; a page without a map does not fetch them."""
    with_map = hints.links("0" * 12, with_map=True)
    without = hints.links("0" * 12, with_map=False)
    assert "shapes.json" in with_map
    assert "shapes.json" not in without
    assert "leaflet" not in without
    addresses = re.findall(r'(?:src|href)="([^"]+)"', with_map)
    assert all(one.startswith("./") for one in addresses), "nothing leaves the machine"
