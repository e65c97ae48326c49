"""What Project Gutenberg sets round a text in Markdown or HTML: its START and END lines, and what its head states."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bookmaker.languages.names import LANGUAGES

START = re.compile(r"(?:\\?\*){3}\s*START OF TH(?:E|IS) PROJECT GUTENBERG")
END = re.compile(r"(?:\\?\*){3}\s*END OF TH(?:E|IS) PROJECT GUTENBERG")
_FACT = re.compile(
    r"^[*\s]*(Title|Author|Translator|Editor|Illustrator|Language)[* \t]*:[* \t]*(\S.*?)[ \t]*$", re.MULTILINE
)


def stated(head: str) -> Iterator[tuple[str, str]]:
    """Title, persons and language that a head states line by line; "" for a language we do not know."""
    for match in _FACT.finditer(head):
        name, value = match[1].lower(), match[2]
        yield name, LANGUAGES.get(value.lower(), "") if name == "language" else value
