"""The archive for a closed network: whole, with checksums, without what is one installation's."""

from __future__ import annotations

import hashlib
import tarfile

import pytest

from deploy.closed_network import gathered, write


@pytest.fixture
def project(tmp_path):
    """Return a small project that no git tracks."""
    root = tmp_path / "project"
    files = {
        "atlas.py": b"print(1)",
        "data/a.csv": b"x\n1\n",
        "wheels/a.whl": b"wheel",
        "build/current.json": b"{}",
        "static/built/1/a.json": b"[]",
        ".streamlit/config.toml": b"[server]",
        ".streamlit/secrets.toml": b"secret",
        "logs/attempts.log": b"who",
        ".venv/x.py": b"",
    }
    for name, data in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    return root


def test_what_is_needed_is_there_and_nothing_of_an_installation(project, tmp_path):
    """Project, wheels and what is built, each with its checksum; no secret, log or environment."""
    out = tmp_path / "a.tar"
    count = write(out, project)
    with tarfile.open(out) as archive:
        held = {one.name: archive.extractfile(one).read() for one in archive.getmembers()}
    sums = held.pop("atlas/SHA256SUMS").decode().splitlines()
    assert set(held) == {
        "atlas/atlas.py", "atlas/data/a.csv", "atlas/wheels/a.whl", "atlas/build/current.json",
        "atlas/static/built/1/a.json", "atlas/.streamlit/config.toml",
    }  # fmt: skip
    assert count == len(held) == len(sums)
    for line in sums:
        digest, _, name = line.partition("  ")
        assert hashlib.sha256(held[f"atlas/{name}"]).hexdigest() == digest


def test_the_same_project_gives_the_same_bytes(project, tmp_path):
    """Two archives of the same files are equal to the byte, whenever they were made."""
    write(tmp_path / "a.tar", project)
    (project / "atlas.py").touch()
    write(tmp_path / "b.tar", project)
    assert (tmp_path / "a.tar").read_bytes() == (tmp_path / "b.tar").read_bytes()


def test_without_wheels_it_says_what_to_do(project):
    """An archive without packages would be found out only on the closed machine."""
    (project / "wheels" / "a.whl").unlink()
    with pytest.raises(FileNotFoundError, match="make wheels"):
        gathered(project)
