"""Runs of text: what a typographic pass looks at, and how its changes find their way back into the book.

A run is a stretch whose typography hangs together: a paragraph, a heading, a stanza with all its lines. Its text is
read in one piece, whatever emphasis or note calls stand in it; changes are made to that text and mapped back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import NamedTuple, TypeAlias, assert_never

from bookmaker.languages import Language, language
from bookmaker.model import (
    Block,
    Blocks,
    Book,
    Code,
    Decision,
    Emphasis,
    Figure,
    Finding,
    Heading,
    Image,
    Inline,
    Inlines,
    ItemList,
    LineBreak,
    Link,
    NoteRef,
    Paragraph,
    Place,
    Preformatted,
    Quotation,
    Ruby,
    SceneBreak,
    Section,
    Severity,
    SmallCaps,
    Span,
    Speech,
    Strong,
    Sub,
    Sup,
    Table,
    Text,
    Verse,
    VerseLine,
)
from bookmaker.normalise.passes import Decisions, Findings

OPAQUE = "\ufffc"
"""Stands in a run's text for what has no text to change: a picture, code, ruby."""

DOUBT = 0.75
"""A change less sure than this is also a finding: someone should look."""


@dataclass(frozen=True, slots=True)
class Run:
    """`lines` belong together; `flow` numbers the stretch of text the run is part of; `verse` says how lines part."""

    lines: tuple[Inlines, ...]
    place: Place
    language: str = ""
    flow: int = 0
    verse: bool = False

    @property
    def text(self) -> str:
        """The text of all lines, a newline between them."""
        first = self.lines[0]
        if len(self.lines) == 1 and len(first) == 1 and isinstance(first[0], Text):
            return first[0].text
        return "\n".join("".join(_texts(line)) for line in self.lines)


class Change(NamedTuple):
    """Put `after` for the text from `start` to `end`. `reason` completes the rule; `sure` runs from 0 to 1."""

    start: int
    end: int
    after: str
    reason: str
    sure: float = 1.0


Rule: TypeAlias = Callable[[str, Language], Sequence[Change]]
"""What a simple pass does with the text of one run, in the language of that run."""


def change_text(
    book: Book, name: str, own: Language | None, rule: Rule, doubt: str = ""
) -> tuple[Book, Decisions, Findings]:
    """The book with every run changed by `rule`; runs in a language we do not know are left alone.

    `doubt` is the code of the findings for changes that are not sure.
    """
    decisions: list[Decision] = []
    findings: list[Finding] = []

    def changed(run: Run) -> tuple[Inlines, ...]:
        profile = profile_of(run, own)
        if profile is None:
            return run.lines
        text = run.text
        changes = rule(text, profile)
        if not changes:
            return run.lines
        report(name, run, text, changes, decisions, findings, doubt)
        return apply(run.lines, changes)

    lines = list(map(changed, runs(book)))
    if not decisions:
        return book, (), ()
    return rebuild(book, lines), tuple(decisions), tuple(findings)


def profile_of(run: Run, own: Language | None) -> Language | None:
    """The language of a run: its own where it says one, else the book's."""
    return language(run.language) if run.language else own


def report(
    name: str,
    run: Run,
    text: str,
    changes: Sequence[Change],
    decisions: list[Decision],
    findings: list[Finding],
    doubt: str = "",
) -> None:
    """Write down each change as a decision, with a little of the text around it, and each doubtful one as a finding."""
    line = at = 0
    for start, end, after, reason, sure in changes:
        line += text.count("\n", at, start)
        at = start
        place = run.place.later(line) if line else run.place
        lead, tail = text[max(0, start - 12) : start], text[end : end + 12]
        old, new = lead + text[start:end] + tail, lead + after + tail
        if "\n" in old:
            old, new = old.replace("\n", " "), new.replace("\n", " ")
        decisions.append(Decision(f"{name}/{reason}", place, old, new, sure))
        if doubt and sure < DOUBT:
            message = f"not sure about “{old.strip()}”, set as “{new.strip()}”"
            findings.append(Finding(doubt, Severity.NOTE, place, message))


# --- the book as runs, and back ----------------------------------------------------------------


def runs(book: Book) -> Iterator[Run]:
    """Every run of the book, in the order in which `rebuild` takes them back."""
    flows = count(1)
    for section in book.sections:
        yield from _of_section(section, flows)
    for note in book.notes:
        yield from _of_blocks(note.blocks, next(flows))


def _of_section(section: Section, flows: Iterator[int]) -> Iterator[Run]:
    for line in (section.label, section.title, section.subtitle):
        if line:
            yield Run((line,), section.place, section.language, next(flows))
    yield from _of_blocks(section.blocks, next(flows))
    for inner in section.sections:
        yield from _of_section(inner, flows)


def _of_blocks(blocks: Blocks, flow: int) -> Iterator[Run]:
    for block in blocks:
        if isinstance(block, Paragraph):  # by far the most
            yield Run((block.inlines,), block.place, block.language, flow)
        else:
            yield from _of_block(block, flow)


def _of_block(block: Block, flow: int) -> Iterator[Run]:
    place, tongue = block.place, block.language
    match block:
        case Paragraph() | Heading():
            yield Run((block.inlines,), place, tongue, flow)
        case Verse():
            for stanza in block.stanzas:
                yield Run(tuple(line.inlines for line in stanza), place, tongue, flow, verse=True)
                place = place.later(len(stanza) + 1)
            if block.attribution:
                yield Run((block.attribution,), place, tongue, flow)
        case Quotation():
            yield from _of_blocks(block.blocks, flow)
        case Speech():
            yield Run((block.speaker,), place, tongue, flow)
            yield from _of_blocks(block.blocks, flow)
        case ItemList():
            for item in block.items:
                yield from _of_blocks(item, flow)
        case Figure():
            if block.caption:
                yield Run((block.caption,), place, tongue, flow)
        case Table():
            if block.caption:
                yield Run((block.caption,), place, tongue, flow)
            for row in block.rows:
                for cell in row:
                    yield Run((cell,), place, tongue, flow)
        case SceneBreak() | Preformatted():
            pass
        case _:
            assert_never(block)


def rebuild(book: Book, changed: Iterable[tuple[Inlines, ...]]) -> Book:
    """The book with the lines of its runs replaced, in the order of `runs`."""
    coming = iter(changed)
    sections = tuple(_section(section, coming) for section in book.sections)
    notes = tuple(replace(note, blocks=_blocks(note.blocks, coming)) for note in book.notes)
    return replace(book, sections=sections, notes=notes)


def _section(section: Section, coming: Iterator[tuple[Inlines, ...]]) -> Section:
    label = next(coming)[0] if section.label else ()
    title = next(coming)[0] if section.title else ()
    subtitle = next(coming)[0] if section.subtitle else ()
    blocks = _blocks(section.blocks, coming)
    inner = tuple(_section(each, coming) for each in section.sections)
    return replace(section, label=label, title=title, subtitle=subtitle, blocks=blocks, sections=inner)


def _blocks(blocks: Blocks, coming: Iterator[tuple[Inlines, ...]]) -> Blocks:
    return tuple(_block(block, coming) for block in blocks)


def _block(block: Block, coming: Iterator[tuple[Inlines, ...]]) -> Block:
    match block:
        case Paragraph() | Heading():
            line = next(coming)[0]
            return block if line is block.inlines else replace(block, inlines=line)
        case Verse():
            stanzas = tuple(
                tuple(VerseLine(line, old.indent) for line, old in zip(next(coming), stanza, strict=True))
                for stanza in block.stanzas
            )
            return replace(block, stanzas=stanzas, attribution=next(coming)[0] if block.attribution else ())
        case Quotation():
            return replace(block, blocks=_blocks(block.blocks, coming))
        case Speech():
            speaker = next(coming)[0]
            return replace(block, speaker=speaker, blocks=_blocks(block.blocks, coming))
        case ItemList():
            return replace(block, items=tuple(_blocks(item, coming) for item in block.items))
        case Figure():
            return replace(block, caption=next(coming)[0]) if block.caption else block
        case Table():
            caption = next(coming)[0] if block.caption else ()
            rows = tuple(tuple(next(coming)[0] for _ in row) for row in block.rows)
            return replace(block, caption=caption, rows=rows)
        case SceneBreak() | Preformatted():
            return block
        case _:
            assert_never(block)


# --- the text of a run, and changes to it -------------------------------------------------------


def _texts(level: Inlines) -> Iterator[str]:
    for inline in level:
        match inline:
            case Text():
                yield inline.text
            case Emphasis() | Strong() | SmallCaps() | Span() | Link() | Sup() | Sub():
                yield from _texts(inline.inlines)
            case LineBreak():
                yield "\n"
            case Image() | Ruby() | Code():
                yield OPAQUE
            case NoteRef():
                pass
            case _:
                assert_never(inline)


def apply(lines: tuple[Inlines, ...], changes: Sequence[Change]) -> tuple[Inlines, ...]:
    """The lines with the changes made, which stand in order and do not overlap.

    A line end of the author's file that a change swallows moves to the next space, so that what follows keeps its line.
    """
    first = lines[0]
    if len(lines) == 1 and len(first) == 1 and isinstance(first[0], Text):
        return ((Text(changed(first[0].text, changes)),),)
    editor = _Editor(changes)
    out = []
    for number, line in enumerate(lines):
        if number:
            editor.at += 1
        out.append(editor.inlines(line))
    return tuple(out)


def changed(text: str, changes: Sequence[Change]) -> str:
    """The text with the changes made."""
    parts: list[str] = []
    at = 0
    owed = 0
    for start, end, after, _, _ in changes:
        between = text[at:start]
        if owed:
            between, owed = _pay(between, owed)
        parts += (between, after)
        if "\n" in text[start:end]:
            owed += text.count("\n", start, end) - after.count("\n")
        at = end
    rest = text[at:]
    parts.append(_pay(rest, owed)[0] if owed else rest)
    return "".join(parts)


def _pay(text: str, owed: int) -> tuple[str, int]:
    """Turn spaces into the line ends that are owed."""
    paid = text.replace(" ", "\n", owed)
    return paid, owed - (paid.count("\n") - text.count("\n"))


class _Editor:
    """Walks inlines in reading order, handing each text its share of the changes."""

    def __init__(self, changes: Sequence[Change]) -> None:
        self.changes = changes
        self.next = 0
        self.at = 0

    def inlines(self, level: Inlines) -> Inlines:
        return tuple(inline for each in level if (inline := self.inline(each)) is not None)

    def inline(self, inline: Inline) -> Inline | None:
        match inline:
            case Text():
                text = self.text(inline.text)
                return Text(text) if text or not inline.text else None
            case Emphasis() | Strong() | SmallCaps() | Span() | Link() | Sup() | Sub():
                return replace(inline, inlines=self.inlines(inline.inlines))
            case LineBreak() | Image() | Ruby() | Code():
                self.at += 1
                return inline
            case NoteRef():
                return inline
            case _:
                assert_never(inline)

    def text(self, text: str) -> str:
        begin, end = self.at, self.at + len(text)
        self.at = end
        share: list[Change] = []
        while self.next < len(self.changes) and self.changes[self.next].start < end:
            change = self.changes[self.next]
            # A change that began in an earlier text has left its new words there: here it only takes away.
            after = change.after if change.start >= begin else ""
            share.append(Change(max(change.start, begin) - begin, min(change.end, end) - begin, after, ""))
            if change.end > end:
                break
            self.next += 1
        return changed(text, share) if share else text
