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
    """`did you mean …?` for a mistyped word; "" when nothing is near."""
    found = get_close_matches(word.strip().lower().replace("-", "_"), list(known), n=1, cutoff=0.6)
    return f"did you mean {found[0]}?" if found else ""


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
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 0
        raise _not_yaml(report, line, *_explain(error, text.split("\n")[line - 1] if line else "")) from None
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
            return "a list of keys"
        case _:
            return "text"


def unfit(text: str) -> bool:
    """Whether a text holds characters no book can hold (they come in by escapes such as `"\\0"`)."""
    return _UNFIT.search(text) is not None


def _not_yaml(report: Report, line: int, message: str, fix: str) -> BookError:
    place = Place(report.path, report.above + line if line else 0)
    return BookError([*report.findings, Finding("M001", Severity.ERROR, place, message, fix)])


def _explain(error: yaml.MarkedYAMLError, line: str) -> tuple[str, str]:
    """What went wrong and how to mend it, in an author's words."""
    problem = error.problem or "this is not YAML"
    if "'\\t'" in problem or re.match(r" *\t", line):
        return "a tab cannot indent YAML", "use spaces"
    if "mapping values are not allowed" in problem:
        return "a colon and a space inside a value", 'put the value in quotes: "…: …"'
    if "expected <block end>" in problem:
        return (
            "this line does not fit the ones above it",
            "check its indent, and put values with quotes inside them in quotes",
        )
    if "could not find expected ':'" in problem:
        return "a key without its colon", "write `key: value`"
    if "end of stream" in problem and "quoted" in (error.context or ""):
        return "a quotation mark that is never closed", "close it"
    if "cannot start any token" in problem or "undefined alias" in problem:
        return f"{problem}", "put the value in quotes"
    if "single document" in (error.context or ""):
        return "a second `---`: one file holds one book", "delete what follows it"
    return problem, ""
