"""The words of a page as it was laid out: what the fidelity gate compares with the source."""

from __future__ import annotations

from typing import Any, TypeAlias

from bookmaker.backends.pdf.lines import SEEN

Box: TypeAlias = Any
"""A box of WeasyPrint, which ships no types."""

Blocks: TypeAlias = list[tuple[object, list[str]]]
"""Lines, with the element of the block they stand in."""
Notes: TypeAlias = dict[str, Blocks]
"""The blocks of each note, by its id."""

_SKIPPED_CLASSES = frozenset({"noteref", "backlink"})
"""Numbers of ours, in the running text."""
_SKIPPED_TAGS = frozenset({"rt", "rp"})


def page_text(page: Box) -> tuple[str, dict[str, str], object, object]:
    """A page's running text, its notes by id, and the elements of its first and last block of running text.

    `page` is WeasyPrint's page box, after `engine.silence`. Lines are parted by a newline, blocks by two.
    """
    body: Blocks = []
    notes: Notes = {}
    for child in page.children:
        kind = type(child).__name__
        if kind == "FootnoteAreaBox":
            for note in child.children:
                own = note.element.get("id", "") if note.element is not None else ""
                _collect(note, notes.setdefault(own, []), notes)
        elif kind != "MarginBox":
            _collect(child, body, notes)
    first, last = (body[0][0], body[-1][0]) if body else (None, None)
    return _joined(body), {own: _joined(blocks) for own, blocks in notes.items()}, first, last


def _joined(blocks: Blocks) -> str:
    return "\n\n".join("\n".join(lines) for _, lines in blocks).translate(SEEN)


def _collect(box: Box, blocks: Blocks, notes: Notes) -> None:
    """Adds the lines below a box, in reading order, each with the block it belongs to; endnotes to `notes`."""
    if _skipped(box):
        return
    if box.element_tag == "aside" and box.element is not None:
        blocks = notes.setdefault(box.element.get("id", ""), [])
    if type(box).__name__ == "LineBox":
        line: list[str] = []
        _line(box, line)
        text = "".join(line)
        if text.strip():
            if not blocks or blocks[-1][0] is not box.element:
                blocks.append((box.element, []))
            blocks[-1][1].append(text)
        return
    initial = ""
    for child in getattr(box, "children", ()):
        child = getattr(child, "_box", child)
        before = len(blocks)
        _collect(child, blocks, notes)
        if child.element_tag == "span" and child.is_floated():  # a drop cap: the word goes on in the line beside it
            initial = "\n".join(text for _, lines in blocks[before:] for text in lines)
            del blocks[before:]
        elif initial and len(blocks) > before:
            blocks[before][1][0] = initial + blocks[before][1][0]
            initial = ""
    if initial:
        blocks.append((box.element, [initial]))


def _line(box: Box, line: list[str]) -> None:
    for child in box.children:
        child = getattr(child, "_box", child)
        if _skipped(child):
            continue
        if hasattr(child, "text"):
            line.append(child.text)
        elif type(child).__name__ in ("InlineBox", "LineBox"):
            _line(child, line)
        elif hasattr(child, "children"):  # a block in the line: an inline block, or a float
            inner: Blocks = []
            _collect(child, inner, {})
            line.append("\n".join(text for _, lines in inner for text in lines))


def _skipped(box: Box) -> bool:
    if getattr(box, "silent", False):
        return True
    tag = box.element_tag or ""
    if "::" in tag:
        return not tag.endswith(("::first-letter", "::first-line"))
    if box.element is None:
        return False
    if tag in _SKIPPED_TAGS:
        return True
    if tag == "a" and not isinstance(box.element.tag, str):
        return False
    return tag == "a" and box.element.get("class") in _SKIPPED_CLASSES
