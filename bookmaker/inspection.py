"""What the normaliser saw and did, told so that an author can check it line by line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, assert_never

from bookmaker.build import Edited
from bookmaker.model import (
    Block,
    Decision,
    Draft,
    Figure,
    Heading,
    ItemList,
    Note,
    Paragraph,
    Place,
    Preformatted,
    Quotation,
    SceneBreak,
    Section,
    Speech,
    Table,
    Verse,
)
from bookmaker.walk import block_text, blocks, plain, sections

_WIDTH = 64  # letters of a text that are shown
_AFTER = 24  # letters of what stands before something that went


@dataclass(frozen=True, slots=True)
class Seen:
    """A thing the book is built of: what it is, where it stands, its words, how deep it stands (headings)."""

    what: str
    place: Place
    words: str = ""
    depth: int = 0


def structure(edited: Edited) -> list[Seen]:
    """Every heading and note, and every block that is no paragraph, in the order of the book."""
    out: list[Seen] = []
    for depth, section in sections(edited.book):
        out.append(Seen(str(section.kind), section.place, _heading(section), depth))
        for block in blocks(section.blocks):
            if what := _called(block):
                words = block.ornament if isinstance(block, SceneBreak) else block_text(block)
                out.append(Seen(what, block.place, words))
    out += (Seen("note", note.place, _note(note)) for note in edited.book.notes)
    return out


def _called(block: Block) -> str:
    """What a block that is seen is called; "" for those a page is full of."""
    match block:
        case SceneBreak():
            return "scene break"
        case Verse():
            return "verse"
        case Quotation():
            return block.role
        case ItemList():
            return "list"
        case Table():
            return "table"
        case Figure():
            return "picture"
        case Preformatted():
            return "verbatim"
        case Paragraph() | Heading() | Speech():
            return ""
        case _:
            assert_never(block)


def report(edited: Edited) -> Iterator[str]:
    """The whole story as lines for a terminal: the book, its structure, every decision."""
    metadata = edited.book.metadata
    authors = ", ".join(person.name for person in metadata.authors)
    yield metadata.title + (f", by {authors}" if authors else "") + f" [{metadata.language or 'language unknown'}]"
    yield ""
    for seen in structure(edited):
        indent = "  " * max(seen.depth - 1, 0)
        yield f"{_at(seen.place)}{indent}{seen.what}" + (f": {_short(seen.words)}" if seen.words else "")
    yield ""
    yield from (told(decision) for decision in in_order(edited))


def told(decision: Decision) -> str:
    """A decision on one line: where, which rule, how sure, what became of what."""
    before, after = _short(decision.before), " ".join(decision.after.split())
    match decision:
        case Decision(removed=True) if after and decision.before.startswith(decision.after):
            what = f"removed {_short(decision.before.removeprefix(decision.after))!r} after {_end(after)!r}"
        case Decision(removed=True):
            what = f"removed {before!r}"
        case Decision(moved=True):
            what = f"moved {before!r} to a note"
        case Decision(before=""):
            what = after or "nothing certain"
        case Decision(after=""):
            what = repr(before)
        case _:
            what = f"{before!r} → {after!r}"
    return f"{_at(decision.place)}{decision.rule} ({decision.confidence:.0%}): {what}"


def in_order(edited: Edited) -> list[Decision]:
    """Every decision, in the order of the source."""
    order = {path: number for number, path in enumerate(_paths(edited))}
    return sorted(
        edited.normalised.decisions, key=lambda decision: (order.get(decision.place.path, -1), decision.place.line)
    )


def as_json(edited: Edited) -> dict[str, Any]:
    """The same for programs."""
    metadata = edited.book.metadata
    return {
        "slug": edited.entry.slug,
        "title": metadata.title,
        "authors": [person.name for person in metadata.authors],
        "language": metadata.language,
        "structure": [
            {"what": seen.what, "words": seen.words, "depth": seen.depth, **_json(seen.place)}
            for seen in structure(edited)
        ],
        "decisions": [
            {
                "rule": decision.rule,
                **_json(decision.place),
                "before": decision.before,
                "after": decision.after,
                "confidence": round(decision.confidence, 3),
                "removed": decision.removed,
                "moved": decision.moved,
            }
            for decision in in_order(edited)
        ],
        "findings": [finding.record() for finding in edited.findings],
    }


def difference(edited: Edited) -> Iterator[str]:
    """The text before and after, as a diff: only the lines that changed, under the place where they stand."""
    after = _stretches(edited)
    before: dict[Place, list[str]] = {}
    for draft in edited.drafts:
        before |= _typed(draft, after)
    order = {path: number for number, path in enumerate(_paths(edited))}
    for place in sorted({*before, *after}, key=lambda place: (order.get(place.path, -1), place.line)):
        was, now = before.get(place, []), after.get(place, [])
        if " ".join(was).split() != " ".join(now).split():  # lines ended otherwise alone are no change
            yield f"@@ {place}"
            yield from _changed(was, now)


# --- below --------------------------------------------------------------------------------------


def _changed(was: list[str], now: list[str]) -> Iterator[str]:
    if len(was) == len(now):  # the common case: line for line
        for old, new in zip(was, now, strict=True):
            if old != new:
                yield f"- {old}"
                yield f"+ {new}"
        return
    import difflib

    yield from (line for line in difflib.ndiff(was, now) if line[0] in "+-")


def _typed(draft: Draft, after: Mapping[Place, object]) -> dict[Place, list[str]]:
    """The lines of a source as its intake read them, parted where the stretches of the book begin."""
    out: dict[Place, list[str]] = {}
    here: list[str] = []
    for line in draft.lines:
        if line.place in after or not out:
            here = out.setdefault(line.place, [])
        here.append(line.text)
    for block in draft.blocks:
        out.setdefault(block.place, []).extend(_shown(block).split("\n"))
    for note in draft.notes:
        out.setdefault(note.place, []).extend(_note(note).split("\n"))
    return out


def _stretches(edited: Edited) -> dict[Place, list[str]]:
    """The lines of the book's text, by the place where its blocks begin."""
    out: dict[Place, list[str]] = {}

    def put(place: Place, text: str) -> None:
        if place.line and text:
            out.setdefault(place, []).extend(text.split("\n"))

    for _, section in sections(edited.book):
        put(section.place, _heading(section, apart="\n"))
        for block in section.blocks:
            put(block.place, _shown(block))
    for note in edited.book.notes:
        put(note.place, _note(note))
    return out


def _shown(block: Block) -> str:
    return (block.ornament or "* * *") if isinstance(block, SceneBreak) else block_text(block)


def _heading(section: Section, apart: str = " · ") -> str:
    parts = (plain(section.label), plain(section.title), plain(section.subtitle))
    return apart.join(part for part in parts if part)


def _note(note: Note) -> str:
    return "\n".join(block_text(block) for block in note.blocks)


def _paths(edited: Edited) -> list[str]:
    """The sources, in order."""
    first = ((*draft.lines[:1], *draft.blocks[:1]) for draft in edited.drafts)
    return list(dict.fromkeys(thing.place.path for things in first for thing in things))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _WIDTH else line[: _WIDTH - 1] + "…"


def _end(text: str) -> str:
    return text if len(text) <= _AFTER else "…" + text[1 - _AFTER :]


def _at(place: Place) -> str:
    return f"{place}: " if place.path else ""


def _json(place: Place) -> dict[str, Any]:
    return {"path": place.path, "line": place.line}
