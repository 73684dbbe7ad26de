"""What is installed, as a bill of materials, and whether any of it is known to be weak.

`python dependency_audit.py PYTHON SBOM`: lists the packages of an interpreter as CycloneDX JSON
and asks a database of weaknesses about them. On a closed network there is none: that is a
sentence, no failure. Exit 1 when something is known to be weak.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

KNOWN, UNKNOWN = 1, 0
SECONDS = 300

NO_TOOLS = (
    "The tools for this are not installed and cannot be fetched from here: on a machine with an "
    "index of packages, `pip download -r requirements-audit.txt`, and bring them over."
)
NO_DATABASE = (
    "No database of weaknesses can be reached from here: nothing was asked. Run `make audit` on a "
    "machine that reaches one, with the same requirements.txt."
)


def sbom(python: str, path: Path) -> str:
    """Write the bill of materials of an interpreter; return what to say of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "cyclonedx_py", "environment", "--output-reproducible"]
    run = subprocess.run(
        [*command, "--of", "JSON", "-o", str(path), python],
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    if run.returncode:
        return NO_TOOLS if "No module named" in run.stderr else run.stderr.strip()
    count = len(json.loads(path.read_text(encoding="utf-8")).get("components", []))
    return f"{count} packages are listed in {path}."


def packages_of(python: str) -> str:
    """Return where an interpreter keeps its packages."""
    ask = "import sysconfig; print(sysconfig.get_path('purelib'))"
    run = subprocess.run([python, "-c", ask], capture_output=True, text=True, check=True)
    return run.stdout.strip()


def weaknesses(python: str) -> tuple[int, str]:
    """Return the exit code and what to say of an interpreter's packages."""
    command = [sys.executable, "-m", "pip_audit", "--progress-spinner", "off", "--format", "json"]
    run = subprocess.run(
        [*command, "--path", packages_of(python)],
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    return judged(run.stdout, run.stderr)


def judged(answer: str, said: str) -> tuple[int, str]:
    """Return the exit code and the sentence for what the tool answered and what it said."""
    try:
        packages = json.loads(answer)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return UNKNOWN, NO_TOOLS if "No module named" in said else NO_DATABASE
    found = [
        f"{one['name']} {one['version']}: {weakness['id']}"
        + (f", mended in {', '.join(weakness['fix_versions'])}" if weakness["fix_versions"] else "")
        for one in packages
        for weakness in one.get("vulns", [])
    ]
    if found:
        return KNOWN, "\n".join(found)
    return UNKNOWN, f"None of {len(packages)} packages is known to be weak."


def main(python: str, path: str) -> int:
    """Say both; return the exit code."""
    print(sbom(python, Path(path)))  # noqa: T201  # what it is for
    code, said = weaknesses(python)
    print(said)  # noqa: T201  # the same
    return code


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
