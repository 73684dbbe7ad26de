"""The lists of packages and their locks: they agree, and every package has its hashes."""

from __future__ import annotations

import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from test_layers import CODE, ROOMS, modules_of, short

from views.server.warm_up import FIRST_USED, USED_LATER

ROOT = Path(__file__).resolve().parents[2]
LISTS = ("requirements-setup", "requirements", "requirements-dev")
PIN = re.compile(r"([A-Za-z0-9._-]+)==([^\s;\\]+)")
RENEW = "the list has changed since: `make lock`"


def canonical(name: str) -> str:
    """Return a package's name as registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def listed(name: str) -> dict[str, str]:
    """Return the pins of a readable list, those of the lists it names included."""
    pins: dict[str, str] = {}
    for line in (ROOT / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        text = line.split("#")[0].strip()
        if text.startswith("-r "):
            pins |= listed(Path(text[3:].strip()).stem)
        elif text:
            found = PIN.fullmatch(text.split(";")[0].strip())
            assert found, f"{name}.txt: {text!r} names no one version"
            pins[canonical(found[1])] = found[2]
    return pins


def locked(name: str) -> dict[str, dict[str, int]]:
    """Return a lock's versions of each package, with how many hashes each has."""
    found: dict[str, dict[str, int]] = {}
    here = None
    for line in (ROOT / f"{name}.lock").read_text(encoding="utf-8").splitlines():
        if pin := PIN.match(line):
            here = found.setdefault(canonical(pin[1]), {}), pin[2]
            here[0][here[1]] = 0
        elif here and re.match(r"\s+--hash=sha256:[0-9a-f]{64}\b", line):
            here[0][here[1]] += 1
    return found


@pytest.mark.parametrize("name", LISTS)
def test_the_lock_holds_what_the_list_says(name):
    """Every package of the readable list stands in the lock, in that version and no other."""
    held = {package: list(versions) for package, versions in locked(name).items()}
    wanted = {package: [version] for package, version in listed(name).items()}
    assert {package: held.get(package) for package in wanted} == wanted, RENEW


@pytest.mark.parametrize("name", LISTS)
def test_every_package_has_its_hashes(name):
    """No version of any package is installed unless its file is the one that was locked."""
    for package, versions in locked(name).items():
        for version, hashes in versions.items():
            assert hashes, f"{name}.lock: {package} {version} has no hash"


@pytest.mark.parametrize("name", LISTS)
def test_the_lock_names_no_place_to_fetch_from(name):
    """A lock holds names, versions and hashes: where they come from is each machine's own."""
    text = (ROOT / f"{name}.lock").read_text(encoding="utf-8")
    assert not re.search(r"://|index-url|find-links|trusted-host", text)


def test_tests_run_with_what_readers_run_with():
    """What both locks hold, they hold in the same versions; the dev lock lacks nothing."""
    run, dev = locked("requirements"), locked("requirements-dev")
    assert {package: dev.get(package) for package in run} == run


def test_the_product_imports_only_what_it_is_installed_with():
    """What any module imports, or names to be imported at the start, is in the run lock.

    The tests' own packages are at hand where the tests run, and missing where people do.
    """
    held = set(locked("requirements"))
    homes = {name.removesuffix(".py") for name in ROOMS} | sys.stdlib_module_names
    named = dict.fromkeys((*FIRST_USED, *USED_LATER), "views/server/warm_up.py")
    named |= {module: short(path) for path in CODE for module in modules_of(path)}
    packages = packages_distributions()
    foreign = {
        module: where
        for module, where in named.items()
        if module.partition(".")[0] not in homes
        and not {canonical(one) for one in packages.get(module.partition(".")[0], ())} & held
    }
    assert foreign == {}


def test_a_list_that_was_changed_is_found(monkeypatch, tmp_path):
    """A version raised in the list alone is a difference, whatever way its name is written."""
    (tmp_path / "one.txt").write_text("Some_Package==2.0  # why\n", encoding="utf-8")
    lock = f"some-package==1.0 \\\n    --hash=sha256:{'0' * 64}\n    # via -r one.txt\n"
    (tmp_path / "one.lock").write_text(lock, encoding="utf-8")
    monkeypatch.setattr("test_lock.ROOT", tmp_path)
    assert locked("one") == {"some-package": {"1.0": 1}}
    with pytest.raises(AssertionError, match="make lock"):
        test_the_lock_holds_what_the_list_says("one")
