"""Test cases as data: a Markdown file of `## titles`, each with fenced blocks; `pytest --accept` writes what came out.

A block's info string names it. The last block of a case is what is expected; the ones before it are what goes in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

_TITLE = re.compile(r"^## +(.+)$", re.M)
_BLOCK = re.compile(r"^(?P<fence>`{3,})(?P<name>[^\n`]*)\n(?P<body>.*?)^(?P=fence)$", re.M | re.S)


@dataclass(frozen=True)
class Case:
    path: Path
    title: str
    blocks: tuple[tuple[str, str], ...]

    def __getitem__(self, name: str) -> str:
        """The body of the block of that name; "" when there is none."""
        return dict(self.blocks).get(name, "")

    def expect(self, name: str, actual: str, *, accept: bool) -> None:
        """Fail when a block differs from what came out; with `accept`, write what came out into the file instead."""
        if actual and not actual.endswith("\n"):
            actual += "\n"
        if accept and self[name] != actual:
            self._write(name, actual)
            return
        assert self[name] == actual, f"{self.path.name}: {self.title}: {name}"

    def _write(self, name: str, actual: str) -> None:
        text = self.path.read_text(encoding="utf-8")
        start, end = _span(text, self.title)
        section = text[start:end]
        for match in _BLOCK.finditer(section):
            if match["name"].strip() == name:
                section = section[: match.start("body")] + actual + section[match.end("body") :]
                break
        else:
            section = section.rstrip("\n") + f"\n\n```{name}\n{actual}```\n" + ("\n" if end < len(text) else "")
        self.path.write_text(text[:start] + section + text[end:], encoding="utf-8")


def _span(text: str, title: str) -> tuple[int, int]:
    """Where a case begins (after its title) and ends."""
    titles = list(_TITLE.finditer(text))
    number = next(n for n, match in enumerate(titles) if match[1].strip() == title)
    return titles[number].end(), titles[number + 1].start() if number + 1 < len(titles) else len(text)


def read_cases(path: Path) -> list[Case]:
    """The cases of a file, in order."""
    text = path.read_text(encoding="utf-8")
    out = []
    for match in _TITLE.finditer(text):
        start, end = _span(text, match[1].strip())
        blocks = tuple((block["name"].strip(), block["body"]) for block in _BLOCK.finditer(text[start:end]))
        out.append(Case(path, match[1].strip(), blocks))
    titles = [case.title for case in out]
    assert len(set(titles)) == len(titles), f"{path}: two cases of one title"
    return out
