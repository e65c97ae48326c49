"""YAML text → nodes, and the findings gathered on the way.

Nodes, not values: YAML would make a number of `1984` and a truth of `no`. A node keeps the letters the
author typed, and the line they stand on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from bookmaker.errors import BookError
from bookmaker.model import Finding, Place, Severity

_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters no XML file may hold (XML 1.0, §2.2), with the C1 controls: nobody means them."""


class WrongError(ValueError):
    """What is wrong with one value: a code, a message, and what to do about it."""

    def __init__(self, code: str, message: str, fix: str = "") -> None:
        super().__init__(message)
        self.code, self.message, self.fix = code, message, fix


class Report:
    """The findings of one reading, and where each key stands. `path` is the file as the author would type it."""

    def __init__(self, path: str, above: int = 0) -> None:
        self.path = path
        self.above = above  # lines of the file before the YAML
        self.findings: list[Finding] = []
        self.places: dict[str, Place] = {}

    def place(self, node: Node) -> Place:
        """The line a node starts on."""
        return Place(self.path, self.above + node.start_mark.line + 1)

    def add(self, node: Node, problem: WrongError) -> None:
        """Note a problem at a node."""
        self.findings.append(Finding(problem.code, Severity.ERROR, self.place(node), problem.message, problem.fix))


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word a mistyped one was meant to be; "" when none is near."""
    found = get_close_matches(word.strip().lower().replace("-", "_"), list(known), n=1, cutoff=0.6)
    return found[0] if found else ""


def meant(word: str) -> str:
    """The hint that names the nearest word; "" for none."""
    return f"did you mean {word}?" if word else ""


def compose(text: str, report: Report) -> MappingNode | None:
    """The top mapping of a YAML text; None when it is empty.

    Raises BookError when it is no YAML, or not a mapping: there is nothing to go on with.
    """
    if unfit := _UNFIT.search(text):
        line = text.count("\n", 0, unfit.start()) + 1
        raise _not_yaml(report, line, f"a control character (U+{ord(unfit.group()):04X})", "delete it")
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        raise _not_yaml(report, *_explain(error, text.split("\n"))) from None
    except RecursionError:
        raise _not_yaml(report, 1, "this YAML is nested too deeply", "") from None
    if node is None or (isinstance(node, ScalarNode) and not node.value):
        return None
    if not isinstance(node, MappingNode):
        raise _not_yaml(
            report, node.start_mark.line + 1, "this is no list of keys", "write a first line like `title: …`"
        )
    return node


def scalar(node: Node) -> str | None:
    """What the author typed, without the space around it; None for a list or a mapping."""
    return node.value.strip() if isinstance(node, ScalarNode) else None


def empty(node: Node) -> bool:
    """Whether nothing was typed after the colon."""
    return isinstance(node, ScalarNode) and node.style is None and not node.value


def kind_of(node: Node) -> str:
    """What a node is, in plain words."""
    match node:
        case SequenceNode():
            return "a list"
        case MappingNode():
            return "keys of its own"
        case _:
            return "text"


def unfit(text: str) -> bool:
    """Whether a text holds characters no book can hold (they come in by escapes such as `"\\0"`)."""
    return _UNFIT.search(text) is not None


def _not_yaml(report: Report, line: int, message: str, fix: str) -> BookError:
    place = Place(report.path, report.above + line if line else 0)
    return BookError([*report.findings, Finding("M001", Severity.ERROR, place, message, fix)])


def _explain(error: yaml.MarkedYAMLError, lines: list[str]) -> tuple[int, str, str]:
    """The line that is wrong, what is wrong with it and how to mend it, in an author's words."""
    problem, context = error.problem or "this is not YAML", error.context or ""
    began = error.context_mark.line + 1 if error.context_mark else 0
    mark = error.problem_mark or error.context_mark
    number = mark.line + 1 if mark else 0
    line = lines[number - 1] if 0 < number <= len(lines) else ""
    quote = 'put the value in quotes: "…"'
    if "quoted scalar" in context:
        return began, "a quotation mark that is never closed", f"close it, or {quote}"
    if "'\\t'" in problem or re.match(r" *\t", line):
        return number, "a tab cannot indent YAML", "use spaces"
    if "mapping values are not allowed" in problem:
        if line.startswith(" ") and line.count(": ") < 2:
            return (
                number,
                "this line is indented, as if it went on with the one above",
                "begin it where that one begins",
            )
        return number, "a colon and a space inside a value", quote
    if "could not find expected ':'" in problem:
        return began or number, "a key without its colon", "write `key: value`"
    if "flow sequence" in context or "flow mapping" in context:
        bracket = "[" if "sequence" in context else "{"
        return began, f"a `{bracket}` that is never closed, or a comma that is missing after it", ""
    if "<block end>" in problem:
        return (
            number,
            "this line does not fit the ones above it",
            f"look at its indent; if the value has quotes in it, {quote}",
        )
    if "single document" in context:
        return number, "a second `---`: one file holds one book", "delete what follows it"
    value = line[mark.column :].strip() if mark else ""
    if "cannot start any token" in problem or "alphabetic or numeric" in problem or "alias" in problem:
        return number, f"a value cannot begin with `{line.strip().partition(': ')[2][:1] or value[:1]}`", quote
    return number, problem, ""
