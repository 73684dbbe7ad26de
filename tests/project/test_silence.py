"""Nothing is swallowed in silence: no error, and no rule of the linter without a reason."""

from __future__ import annotations

import ast
import re

import pytest
from helpers import ROOT, sources

FILES = sources("", "store", "geo", "analysis", "figures", "exports", "views", "commands", "tests")
FILES += sources("benchmarks")
EXCEPTION = re.compile(r"#\s*(?P<rule>noqa|type: ignore)(?P<codes>[^#]*)(#\s*(?P<why>\S.*))?")


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_error_is_swallowed(path):
    """Whatever is caught is answered: no handler does nothing at all."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ExceptHandler):
            does = [one for one in node.body if not isinstance(one, ast.Pass)]
            assert does, f"{path.name}, line {node.lineno}: an error ends here, and nobody knows"
            assert node.type is not None, f"{path.name}, line {node.lineno}: catches everything"


def test_every_exception_to_a_rule_says_why():
    """Each `noqa`, and each `type: ignore` outside tests, gives its reason in the same line."""
    silent = []
    for path in FILES:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            found = EXCEPTION.search(line)
            typed = found and found["rule"] == "type: ignore" and "tests" in path.parts
            if found and not typed and path.name != "test_silence.py":
                last = line.rsplit("# ", 1)[-1]
                if re.match(r"(noqa|type: ignore)", last) or not found["codes"].strip(" :"):
                    silent.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()}")
    assert not silent
