"""The shapes a value in the YAML can have. Each shape reads a node and describes itself as JSON Schema.

One declaration (`contract.py`) is built of these, so that what is read and what `bookmaker schema` says
cannot drift apart. `read` gives None for what is empty or wrong; what is wrong has been reported by then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, Protocol, TypeVar, cast

from yaml.nodes import MappingNode, Node, SequenceNode

from bookmaker.metadata.reading import Report, WrongError, empty, kind_of, meant, nearest, scalar, unfit

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
Schema = dict[str, Any]

TYPED: list[str] = ["string", "number", "boolean"]
"""JSON types of what an author types as text: `1984`, `no` and `2.50` are words to us, numbers and truths to YAML."""


class Shape(Protocol[T_co]):
    """What a value may look like."""

    def read(self, node: Node, name: str, report: Report) -> T_co | None:
        """The value at a node; `name` is its dotted key."""
        ...

    def schema(self) -> Schema:
        """The same in JSON Schema."""
        ...


@dataclass(frozen=True)
class Text(Generic[T]):
    """A scalar, letter for letter; `convert` checks it and may make something of it, raising WrongError."""

    convert: Callable[[str], T]
    more: Mapping[str, Any] = field(default_factory=dict)  # further JSON Schema

    def read(self, node: Node, name: str, report: Report) -> T | None:
        """The converted scalar."""
        if empty(node):
            return None
        value = scalar(node)
        if value is None:
            report.add(node, WrongError("M003", f"`{name}` takes one value, not {kind_of(node)}"))
            return None
        if unfit(value):
            report.add(node, WrongError("M003", f"`{name}` holds a control character", "delete it"))
            return None
        try:
            return self.convert(value)
        except WrongError as problem:
            report.add(node, problem)
            return None

    def schema(self) -> Schema:
        """A string, or what YAML takes for something else."""
        return {"type": TYPED, **self.more}


def plain() -> Text[str]:
    """Any text."""
    return Text(str)


def choice(*words: str) -> Text[str]:
    """One of a few words."""

    def convert(value: str) -> str:
        if value not in words:
            hint = meant(nearest(value, words)) or f"choose from {', '.join(words)}"
            raise WrongError("M006", f"`{value}` is not one of the choices", hint)
        return value

    numbers = [int(word) for word in words if word.isdigit()]
    return Text(convert, {"enum": [*words, *numbers]})


def flag() -> Text[bool]:
    """Yes or no."""
    words = {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False}

    def convert(value: str) -> bool:
        if value.lower() not in words:
            raise WrongError("M006", f"`{value}` is neither yes nor no")
        return words[value.lower()]

    return Text(convert, {"enum": [True, False, *words, *map(str.capitalize, words)]})


@dataclass(frozen=True)
class Many(Generic[T]):
    """A list; a value alone counts as a list of one."""

    item: Shape[T]

    def read(self, node: Node, name: str, report: Report) -> tuple[T, ...] | None:
        """The items that could be read."""
        if empty(node):
            return None
        nodes = node.value if isinstance(node, SequenceNode) else [node]
        read = (self.item.read(inner, name, report) for inner in nodes)
        return tuple(value for value in read if value is not None)

    def schema(self) -> Schema:
        """One or a list of them."""
        item = self.item.schema()
        return {"anyOf": [item, {"type": "array", "items": item}]}


@dataclass(frozen=True)
class Facts:
    """Keys of the author's own, each with a text (or a list of texts, joined with commas)."""

    def read(self, node: Node, name: str, report: Report) -> tuple[tuple[str, str], ...] | None:
        """The pairs in the author's order."""
        if empty(node):
            return None
        if not isinstance(node, MappingNode):
            report.add(
                node, WrongError("M003", f"`{name}` takes keys of your own, not {kind_of(node)}", "write `Key: value`")
            )
            return None
        pairs = []
        for key, at, value in keys(node, name, report):
            texts = Many(plain()).read(value, f"{name}.{key}", report)
            report.places[f"{name}.{key}"] = report.place(at)
            if texts:
                pairs.append((key, ", ".join(texts)))
        return tuple(pairs)

    def schema(self) -> Schema:
        """An object of texts."""
        return {"type": "object", "additionalProperties": _or_empty(Many(plain()).schema())}


@dataclass(frozen=True)
class Key:
    """One known key: its shape, a line about it for people, whether it must be there."""

    shape: Shape[Any]
    about: str
    required: bool = False


@dataclass(frozen=True)
class Record(Generic[T]):
    """A mapping of known keys. `make` builds the value from those that were given, raising WrongError."""

    keys: Mapping[str, Key]
    make: Callable[[dict[str, Any]], T]
    short: Shape[T] | None = None  # how it may be written without keys

    def read(self, node: Node, name: str, report: Report) -> T | None:
        """What `make` makes of the keys."""
        if not isinstance(node, MappingNode):
            if self.short is not None and not isinstance(node, SequenceNode):
                return self.short.read(node, name, report)
            if not empty(node):
                report.add(node, WrongError("M003", f"`{name}` takes keys, not {kind_of(node)}", self._listed()))
            return None
        errors = len(report.findings)
        values: dict[str, Any] = {}
        missing = [key for key, rule in self.keys.items() if rule.required]
        for key, at, value in keys(node, name, report):
            dotted = f"{name}.{key}" if name else key
            if key not in self.keys:
                near = nearest(key, self.keys)
                report.add(at, WrongError("M002", f"unknown key `{dotted}`", meant(near) or self._listed()))
                missing = [name for name in missing if name != near]
                continue
            if key in missing and not empty(value):
                missing.remove(key)
            report.places.setdefault(dotted, report.place(at))
            read = self.keys[key].shape.read(value, dotted, report)
            if read is not None:
                values[key] = read
        for key in missing:
            message = f"`{name}` lacks `{key}`" if name else f"`{key}` is missing"
            report.add(node, WrongError("M005", message, f"add a line `{key}: …`"))
        if len(report.findings) > errors:
            return None
        try:
            return self.make(values)
        except WrongError as problem:
            report.add(node, problem)
            return None

    def schema(self) -> Schema:
        """An object of these keys and no others, or its short form."""
        properties = {
            key: {**_or_empty(rule.shape.schema(), rule.required), "description": rule.about}
            for key, rule in self.keys.items()
        }
        made: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
        if required := [key for key, rule in self.keys.items() if rule.required]:
            made["required"] = required
        return made if self.short is None else {"anyOf": [self.short.schema(), made]}

    def _listed(self) -> str:
        """The keys there are, as a hint of bearable length."""
        return f"its keys are {', '.join(self.keys)}" if len(self.keys) < 10 else "`bookmaker schema` lists the keys"


def keys(node: MappingNode, name: str, report: Report) -> Iterator[tuple[str, Node, Node]]:
    """Key, key node and value node of each entry; keys that are no text or come twice are reported, not given."""
    seen: dict[str, Node] = {}
    for at, value in cast("Sequence[tuple[Node, Node]]", node.value):
        key = scalar(at)
        if key is None or not key or unfit(key):
            report.add(at, WrongError("M003", f"a key must be a word, not {kind_of(at)}"))
        elif key in seen:
            first = report.place(seen[key]).line
            report.add(
                at, WrongError("M004", f"`{name + '.' if name else ''}{key}` is given twice", f"first on line {first}")
            )
        else:
            seen[key] = at
            yield key, at, value


def _or_empty(schema: Schema, required: bool = False) -> Schema:
    """The schema with nothing after the colon allowed as well."""
    if required:
        return schema
    if "anyOf" in schema:
        return {**schema, "anyOf": [*schema["anyOf"], {"type": "null"}]}
    if "enum" in schema:
        return {"anyOf": [schema, {"type": "null"}]}
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return {**schema, "type": [*kinds, "null"]}
