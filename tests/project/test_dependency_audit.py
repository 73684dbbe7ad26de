"""`make audit` says what is weak, and says plainly when it could not ask."""

from __future__ import annotations

import json

import dependency_audit
import pytest
from helpers import ROOT

WEAK = {"name": "a", "version": "1", "vulns": [{"id": "CVE-1", "fix_versions": ["2"]}]}
SOUND = {"name": "b", "version": "1", "vulns": []}


@pytest.mark.parametrize(
    ("answer", "said", "code", "sentence"),
    [
        (json.dumps({"dependencies": [SOUND]}), "", 0, "None of 1 packages is known to be weak."),
        (json.dumps({"dependencies": [WEAK, SOUND]}), "", 1, "a 1: CVE-1, mended in 2"),
        ("", "ConnectionError: no route", 0, dependency_audit.NO_DATABASE),
        ("", "No module named pip_audit", 0, dependency_audit.NO_TOOLS),
        ("[]", "", 0, dependency_audit.NO_DATABASE),
    ],
)
def test_what_the_audit_says(answer, said, code, sentence):
    """Weak packages fail it by name; without a database or the tools there is a sentence."""
    assert dependency_audit.judged(answer, said) == (code, sentence)


def test_its_tools_are_pinned_and_apart():
    """What looks at the packages is named with its version and is none of those looked at."""
    lines = (ROOT / "requirements-audit.txt").read_text(encoding="utf-8").splitlines()
    pinned = [line for line in lines if line and not line.startswith("#")]
    assert all("==" in line for line in pinned)
    others = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    assert not any(line.split("==")[0] in others for line in pinned)
