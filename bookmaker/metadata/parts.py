"""The parts of the YAML that need more than a shape: persons, identifiers, overrides."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from yaml.nodes import MappingNode, Node

from bookmaker.metadata import values
from bookmaker.metadata.reading import Report, WrongError
from bookmaker.metadata.settings import Override
from bookmaker.metadata.shapes import TYPED, Key, Record, Schema, Text, choice, keys, plain
from bookmaker.model import Contributor, Identifier, Kind

FORMATS = ("epub", "pdf", "kepub")
PDF_VARIANTS = ("pdf/ua-1", "pdf/a-2a", "pdf/a-2b", "pdf/a-2u", "pdf/a-3a", "pdf/a-3b", "pdf/a-3u")
"""The standards that our PDFs are known to keep: a validator finds no fault in them (`tests/backends/pdf`)."""
LENGTH = r"[0-9]+(\.[0-9]+)?(mm|cm|in|pt)"

_KINDS = [kind.value for kind in Kind]
_OPENED = _KINDS[: _KINDS.index(Kind.COVER)]  # what follows is made by compose, no heading opens it


def matching(pattern: str, message: str, code: str = "M006") -> Text[str]:
    """A text that has to look a certain way."""

    def convert(value: str) -> str:
        if not re.fullmatch(pattern, value):
            raise WrongError(code, f"`{value}` {message}")
        return value

    return Text(convert, {"type": "string", "pattern": f"^(?:{pattern})$"})


def _regular(value: str) -> str:
    try:
        re.compile(value)
    except re.error as error:
        raise WrongError("M011", f"`{value}` is no regular expression: {error.msg}") from None
    return value


def person(default: str = "aut") -> Record[Contributor]:
    """A name alone, or with its sort key and role; `default` is the role of a name alone."""
    return Record(
        {
            "name": Key(plain(), "the name as it is printed", required=True),
            "sort": Key(plain(), "the name as it is sorted: Example, R."),
            "role": Key(
                Text(values.role, {"type": "string", "pattern": "^[a-z]{3}$"}),
                "a MARC relator code: aut, edt, trl, ill …",
            ),
        },
        lambda given: Contributor(**{"role": default, **given}),
        short=Text(lambda name: Contributor(name, default)),
    )


class IdentifierEntry:
    """One of `identifiers:`: a text as under `identifier`, or a scheme with its value, and the format it is for."""

    def read(self, node: Node, name: str, report: Report) -> Identifier | None:
        """The checked identifier."""
        if not isinstance(node, MappingNode):
            return Text(values.identifier).read(node, name, report)
        given = {key: plain().read(value, f"{name}.{key}", report) for key, _, value in keys(node, name, report)}
        form = given.pop("format", None) or ""
        try:
            if form and form not in FORMATS:
                raise WrongError("M006", f"`{form}` is no format", f"choose from {', '.join(FORMATS)}")
            if len(given) != 1:
                raise WrongError("M003", "an identifier is one scheme with its value", "write {isbn: …, format: epub}")
            ((scheme, value),) = given.items()
            return values.identifier_of(scheme.lower(), value, form) if value else None
        except WrongError as problem:
            report.add(node, problem)
            return None

    def schema(self) -> Schema:
        """A text, or an object of one scheme and a format."""
        one = {"type": "object", "additionalProperties": {"type": TYPED}}
        return {
            "anyOf": [
                {"type": TYPED},
                {**one, "properties": {"format": False}, "minProperties": 1, "maxProperties": 1},
                {
                    **one,
                    "properties": {"format": {"enum": list(FORMATS)}},
                    "required": ["format"],
                    "minProperties": 2,
                    "maxProperties": 2,
                },
            ]
        }


def _lines(value: str) -> tuple[int, int]:
    """`214` or `310-318`."""
    match = re.fullmatch(r"([1-9][0-9]*)(?:\s*[-–]\s*([1-9][0-9]*))?", value)
    first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
    if not first or last < first:
        raise WrongError("M011", f"`{value}` is no range of lines", "write 214, or 310-318")
    return first, last


def _override(given: dict[str, Any]) -> Override:
    if len(given.keys() & {"line", "lines", "pattern"}) != 1:
        raise WrongError("M011", "an override takes one of `line`, `lines` and `pattern`")
    meaning = given["is"]
    if meaning != "heading" and (wrong := given.keys() & {"kind", "level"}):
        raise WrongError("M011", f"`{min(wrong)}` is for headings alone")
    first, last = given.get("line") or given.get("lines") or (0, 0)
    return Override(
        meaning,
        first,
        last,
        given.get("pattern", ""),
        given.get("file", ""),
        Kind(given["kind"]) if "kind" in given else None,
        int(given.get("level", 0)),
    )


class OverrideEntry:
    """One of `overrides:`, remembering where it stands."""

    record = Record(
        {
            "is": Key(
                choice("heading", "text", "verse", "scene-break", "verbatim", "letter", "quotation"),
                "what these lines are; text: running text, verbatim: leave every character alone",
                required=True,
            ),
            "line": Key(Text(_lines), "a line of the source, counted from 1"),
            "lines": Key(Text(_lines), "lines of the source: 310-318"),
            "pattern": Key(Text(_regular, {"format": "regex"}), "a regular expression found in the lines meant"),
            "file": Key(plain(), "the source meant, when there are several"),
            "kind": Key(choice(*_OPENED), "what a heading opens"),
            "level": Key(choice("1", "2", "3", "4", "5", "6"), "how deep a heading stands; 1 is the top"),
        },
        _override,
    )

    def read(self, node: Node, name: str, report: Report) -> Override | None:
        """The override with its place in the YAML."""
        made = self.record.read(node, name, report)
        return made and replace(made, place=report.place(node))

    def schema(self) -> Schema:
        """As the record has it."""
        return self.record.schema()
