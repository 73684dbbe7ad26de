"""No text of data, an address or a file reaches Markdown or HTML as it is: read in the code."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

VIEWS = Path(__file__).resolve().parents[2] / "views"

MARKDOWN = {
    "caption", "error", "header", "info", "markdown", "subheader", "success", "title", "toast",
    "warning",
}  # fmt: skip
LOGS = {"LOG", "logging", "parser"}

SAYS = {"say", "speak", "plural"}
"""Sentences of the catalogue: ours, with what is given by name put into them."""

HARMLESS = {
    "plain", "escape", "len", "int", "number", "percent", "percent_range", "count_range", "date",
    "when", "ratio", "money_text", "version", "hours_line", "astimezone", "faults_markdown",
}  # fmt: skip
"""Escaped, or a number, a date or an amount in words of ours."""

KEPT = {"once", "by_rule"}
"""What keeps a part under its name: the part is its second argument."""

CHECKED = {
    "edition", "editions", "year", "key", "status", "rule", "goal", "hash", "data_hash", "bundle",
    "seed", "k", "of", "low", "high", "least", "sure", "judged", "undated", "outcomes", "total",
    "first", "first_after", "interval", "since", "near", "series", "groups", "counts", "years",
    "reason", "others", "until", "what", "min", "sum", "max", "get", "km", "printed", "used",
}  # fmt: skip
"""Names that hold a number, a date, or a key that its table or the address was held against."""


class Module:
    """One module of the views: its functions and what their names are bound to."""

    def __init__(self, path):
        self.tree = ast.parse(path.read_text(encoding="utf-8"))
        self.functions = {
            node.name: node for node in ast.walk(self.tree) if isinstance(node, ast.FunctionDef)
        }

    def raw(self):
        """Return the calls that show a text which is not known to be harmless."""
        for function in self.functions.values():
            bound = bindings(function)
            for node in ast.walk(function):
                if shows_markdown(node) and not self.is_harmless(node.args[0], bound):
                    yield f"{node.lineno}: {ast.unparse(node)}"

    def is_harmless(self, node, bound, depth=0):  # noqa: C901, PLR0911  # a line for each kind
        """Return whether a text is ours, escaped, or made of such."""
        if depth > 12:
            return False

        def all_harmless(nodes):
            return all(self.is_harmless(one, bound, depth + 1) for one in nodes)

        match node:
            case ast.Constant():
                return True
            case ast.JoinedStr(values=parts) | ast.BoolOp(values=parts):
                return all_harmless(parts)
            case ast.List(elts=parts) | ast.Tuple(elts=parts) | ast.Dict(values=parts):
                return all_harmless(parts)
            case ast.FormattedValue(value=one) | ast.Starred(value=one) | ast.Lambda(body=one):
                return self.is_harmless(one, bound, depth + 1)
            case ast.BinOp(left=one, right=other) | ast.IfExp(body=one, orelse=other):
                return all_harmless([one, other])
            case ast.GeneratorExp(elt=one) | ast.ListComp(elt=one) | ast.DictComp(value=one):
                return self.is_harmless(one, bound, depth + 1)
            case ast.Subscript(value=one):
                return isinstance(one, ast.Name) and one.id in CHECKED
            case ast.Attribute(attr=name):
                return name in CHECKED
            case ast.Name(id=name) if name.isupper() or name in CHECKED:
                return True
            case ast.Name(id=name):
                return name in bound and all_harmless(bound[name])
            case ast.Call():
                return self._is_harmless_call(node, bound, depth)
        return False

    def _is_harmless_call(self, node, bound, depth):
        called = node.func
        name = getattr(called, "id", getattr(called, "attr", ""))
        given = [one.value for one in node.keywords]
        if name in HARMLESS:
            return True
        if name in SAYS or isinstance(called, ast.Call):
            return all(self.is_harmless(one, bound, depth + 1) for one in given)
        if name in KEPT:
            return self.is_harmless(node.args[1], bound, depth + 1)
        if name == "join":
            parts = [called.value, *node.args]
            return all(self.is_harmless(one, bound, depth + 1) for one in parts)
        own = self.functions.get(name) if isinstance(called, ast.Name) else None
        if own is None:
            return False
        within = bindings(own)
        answers = [one.value for one in ast.walk(own) if isinstance(one, ast.Return) and one.value]
        return bool(answers) and all(self.is_harmless(one, within, depth + 1) for one in answers)


def shows_markdown(node):
    """Return whether a node is a call that shows its first argument as Markdown."""
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in MARKDOWN
        and bool(node.args)
        and getattr(node.func.value, "id", "") not in LOGS
    )


def bindings(function):
    """Return what each name of a function is bound to, everywhere in it."""
    found = {}
    for node in ast.walk(function):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                values = [node.value]
                names = [target]
                if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                    names, values = target.elts, node.value.elts
                for name, value in zip(names, values, strict=False):
                    if isinstance(name, ast.Name):
                        found.setdefault(name.id, []).append(value)
        elif isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
            found.setdefault(node.target.id, []).append(node.value)
    return found


@pytest.mark.parametrize("path", sorted(VIEWS.rglob("*.py")), ids=lambda path: path.stem)
def test_what_is_shown_as_markdown_is_ours_or_escaped(path):
    """A name, a file's text or an address is given through `plain`, wherever a page shows it."""
    assert list(Module(path).raw()) == []


@pytest.mark.parametrize(
    "line",
    [
        "st.markdown(row['name'])",
        "st.caption(f'{place.name} x')",
        "st.info(say('a', names=names_of(x)))",
        "st.error(str(fault))",
        "st.markdown(text)",
    ],
)
def test_the_reading_finds_what_is_not_escaped(tmp_path, line):
    """Each way to forget it is found."""
    path = tmp_path / "page.py"
    path.write_text(f"def page(row, place, text, fault, x):\n    {line}\n", encoding="utf-8")
    assert len(list(Module(path).raw())) == 1
