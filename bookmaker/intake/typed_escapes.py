r"""Backslashes that pages and converters put before marks, so that these stay marks: `\*\*\*`, `\[Level up\]`, `1\.`.

What Reddit's editor, html2text (FanFicFare) and pandoc write. A plain text has none: they go, once a text has several.
"""

from __future__ import annotations

import re

from bookmaker.model import Decision, Place

# (`¯\_(ツ)_/¯`, `/\_/\` and `\o/` are drawn. In `dark\_kestrel` it stays: the two words would become one.)
_ESCAPED = re.compile(r"\\(?<![¯\\/]\\)(?!(?<=\w\\)_\w)([*_#~>\[\]|`\"'<$@-]|\.(?=\.\.|\s)|[+!](?=\s|$|\\))(?!/)")
_FEWEST = 3


def undone(raw: list[str], name: str) -> tuple[list[str], tuple[Decision, ...]]:
    """The lines without such backslashes, and what was changed."""
    if sum(len(_ESCAPED.findall(line)) for line in raw if "\\" in line) < _FEWEST:
        return raw, ()
    made = [_ESCAPED.sub(r"\1", line) if "\\" in line else line for line in raw]
    return made, tuple(
        Decision("plaintext/escape", Place(name, number), old.strip(), new.strip(), 0.9)
        for number, (old, new) in enumerate(zip(raw, made, strict=True), 1)
        if old != new
    )
