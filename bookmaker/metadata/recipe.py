"""A YAML text → Recipe."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from yaml import Mark
from yaml.nodes import ScalarNode, SequenceNode

from bookmaker.errors import BookError, UsageError
from bookmaker.metadata.contract import BOOK, BUILD, CONFIG, MAIL, UNTITLED
from bookmaker.metadata.reading import Report, compose
from bookmaker.metadata.settings import BuildSettings, Recipe
from bookmaker.metadata.shapes import Many, Record
from bookmaker.model import (
    Finding,
    Metadata,
    Place,
    Severity,
)

_START = Mark("environment", 0, 0, 0, None, 0)


def read(
    text: str,
    path: str,
    *,
    below: Mapping[str, Any] = MappingProxyType({}),
    above: Mapping[str, Any] = MappingProxyType({}),
    skipped: int = 0,
    titled: bool = True,
) -> Recipe:
    """What a YAML text says. `path` is the file as the author would type it, `skipped` its lines before the YAML.

    `below` and `above` are build settings that the YAML's own beat and are beaten by (a user's config; flags).
    `titled`: the title must be there. Raises BookError with every finding at once.
    """
    report = Report(path, skipped)
    node = compose(text, report)
    if node is None:
        if titled:
            raise BookError(
                [Finding("M005", Severity.ERROR, Place(path, 1), "`title` is missing", "add a line `title: …`")]
            )
        given: dict[str, Any] | None = {}
    else:
        given = (BOOK if titled else UNTITLED).read(node, "", report)
    if given is None or report.findings:
        raise BookError(sorted(report.findings, key=lambda finding: finding.place))
    return _recipe(given, report, below, above)


def read_file(
    path: Path,
    name: str,
    *,
    below: Mapping[str, Any] = MappingProxyType({}),
    above: Mapping[str, Any] = MappingProxyType({}),
) -> Recipe:
    """`read` of a file, `name` being its path as the author would type it. Raises BookError when it cannot be read."""
    return read(_text_of(path, name), name, below=below, above=above)


def _text_of(path: Path, name: str) -> str:
    """The text of a YAML file: UTF-8, or UTF-16 with its mark. Raises BookError."""
    try:
        data = path.read_bytes()
    except OSError as error:
        why = error.strerror or str(error)
        raise BookError([Finding("M012", Severity.ERROR, Place(name), f"cannot be read: {why}")]) from None
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return data.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        found = Finding("M001", Severity.ERROR, Place(name, line), "this YAML is not UTF-8", "save it as UTF-8")
        raise BookError([found]) from None


def read_config(path: Path) -> Mapping[str, Any]:
    """What the user's own config file says: `build` (for `below`) and `mail`. Raises BookError."""
    report = Report(str(path))
    node = compose(_text_of(path, str(path)), report)
    given = CONFIG.read(node, "", report) if node is not None else {}
    if given is None or report.findings:
        raise BookError(report.findings)
    return given


def read_environment(variables: Mapping[str, str]) -> Mapping[str, Any]:
    """The build settings in `BOOKMAKER_<KEY>` variables (`BOOKMAKER_THEME=modern`), for `above`. Raises UsageError.

    Several values are parted by commas.
    """
    return _from_variables(variables, BUILD, "BOOKMAKER_")


def read_mail_environment(variables: Mapping[str, str]) -> Mapping[str, Any]:
    """What `BOOKMAKER_MAIL_<KEY>` variables say of the mail account. Raises UsageError."""
    return _from_variables(variables, MAIL, "BOOKMAKER_MAIL_")


def _from_variables(variables: Mapping[str, str], record: Record[Any], prefix: str) -> Mapping[str, Any]:
    """The keys of `record` in variables named after them."""
    report = Report("environment")
    out: dict[str, Any] = {}
    for key, rule in record.keys.items():
        name = prefix + key.upper()
        if not (text := variables.get(name, "")):
            continue
        parts = text.split(",") if isinstance(rule.shape, Many) else [text]
        nodes = [ScalarNode("tag:yaml.org,2002:str", part.strip(), start_mark=_START, style="'") for part in parts]
        node = SequenceNode("tag:yaml.org,2002:seq", nodes) if len(nodes) > 1 else nodes[0]
        value = rule.shape.read(node, name, report)
        if report.findings:
            raise UsageError(f"{name}: {report.findings[0].message}", report.findings[0].fix)
        if value is not None:
            out[key] = value
    return out


def _recipe(given: dict[str, Any], report: Report, below: Mapping[str, Any], above: Mapping[str, Any]) -> Recipe:
    """The values of the keys as the rest of the program takes them."""
    authors = (given.pop("author", None), *given.pop("authors", ()))
    contributors = tuple(person for person in authors if person) + given.pop("contributors", ())
    first = given.pop("identifier", None)
    identifiers = ((first,) if first else ()) + given.pop("identifiers", ())
    own = {name: given.pop(name) for name in ("sources", "encoding", "normalise") if name in given}
    build = BuildSettings(**{**below, **given.pop("build", {}), **above})
    metadata = Metadata(**{"title": "", **given, "contributors": contributors, "identifiers": identifiers})
    return Recipe(metadata=metadata, build=build, places=tuple(report.places.items()), **own)
