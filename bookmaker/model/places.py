"""Where in the author's files something stands."""

from __future__ import annotations

from typing import NamedTuple


class Place(NamedTuple):
    """A line in one of the author's files: path as the author would type it, line from 1 (0: the whole file)."""

    path: str
    line: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" if self.line else self.path

    @property
    def in_markup(self) -> bool:
        """Whether the file is Markdown or HTML."""
        return self.path.lower().endswith(MARKUP)

    def later(self, lines: int) -> Place:
        """The place so many lines further down the same file."""
        return Place(self.path, self.line + lines) if self.line else self


MARKUP = (".md", ".markdown", ".html", ".htm", ".xhtml")
"""How the names of sources end whose marks their intake has read; in any other they stand in the text as typed."""

NOWHERE = Place("", 0)
"""The place of what the program made itself."""
