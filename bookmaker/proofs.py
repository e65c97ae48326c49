"""Read a finished book back, as its buyer would, and compare its words with the author's.

The gate of every build: the words of the source, in order, less what passes declared removed, are the words
of the output. Running text and notes are two streams, because a note's words leave the page they were typed on.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import unquote

from lxml import etree

from bookmaker.fidelity import SourceWords, Streams, compare, expected, in_source_order, joined, source_words, words
from bookmaker.model import Blocks, Decision, Draft, Finding, Place, Preformatted, Severity
from bookmaker.walk import blocks, lines, plain


class Page(NamedTuple):
    """Some pages of an output: their running text, and the notes on them in the order of `Book.notes`.

    `cut`: a line's end may cut a word in two there, as it does on paper.
    """

    body: str
    notes: tuple[str, ...] = ()
    cut: bool = False


class Copy(NamedTuple):
    """What is known of an output before it is read: its name ("EPUB"), and where the notes of its book were typed."""

    name: str
    notes: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Proof:
    """The words of an output: its running text, and each note in the order of `Book.notes`."""

    body: SourceWords
    notes: tuple[SourceWords, ...]


def proofreader(
    drafts: Sequence[Draft], decisions: Iterable[Decision]
) -> Callable[[Iterable[Page], Copy], list[Finding]]:
    """One who knows the author's words, and finds the first that an output lost, added or moved."""
    try:
        want = promised(drafts, decisions)
    except ValueError as problem:
        fault = _fault("F002", Place(""), str(problem))
        return lambda pages, copy: [fault]
    return partial(_read_against, want)


# --- the source ---------------------------------------------------------------------------------


def promised(drafts: Sequence[Draft], decisions: Iterable[Decision]) -> Streams:
    """The words every output must have. Raises ValueError when a decision declares words that are not there."""
    body = joined(
        source_words(text, place.path, place.line)
        for draft in drafts
        for text, place in (*_typed(draft), *_texts(draft.blocks))
    )
    notes = (source_words(text, place.path, place.line) for text, place in _texts(_note_blocks(drafts)))
    # What an intake took out of the file (a block of YAML at its head) is not in its Draft to begin with.
    earlier = {decision for draft in drafts for decision in draft.decisions}
    told = (decision for decision in decisions if decision.removed or decision.moved)
    streams = expected(body, (decision for decision in told if decision not in earlier))
    return Streams(streams.body, joined((streams.notes, *notes)))


def _typed(draft: Draft) -> Iterator[tuple[str, Place]]:
    """The lines of a draft as one text again, each on the line it was typed on."""
    if not draft.lines:
        return
    parts, at = [], 1
    for line in draft.lines:
        parts.append("\n" * (line.place.line - at) + line.text)
        at = line.place.line
    yield "".join(parts), Place(draft.lines[0].place.path, 1)


def _note_blocks(drafts: Sequence[Draft]) -> Blocks:
    """The blocks of notes in the order in which they were typed, whatever the order of their calls."""
    notes = (note for draft in drafts for note in sorted(draft.notes, key=lambda note: note.place))
    return tuple(block for note in notes for block in note.blocks)


def _texts(level: Blocks) -> Iterator[tuple[str, Place]]:
    """The texts of blocks told apart by a markup intake, each with the line its block begins on."""
    for block in blocks(level):
        for line in lines(block):
            yield plain(line), block.place
        if isinstance(block, Preformatted):
            yield block.text, block.place


# --- the outputs --------------------------------------------------------------------------------

_XHTML = "{http://www.w3.org/1999/xhtml}"
_APART = """
aside blockquote br caption dd div dl dt figcaption figure h1 h2 h3 h4 h5 h6 header hgroup hr li ol p pre section
table tbody td th thead tr ul
"""
_BLOCKS = re.compile(rb"<(?=/?(?:%s)[\s/>])" % b"|".join(_APART.encode().split()))


def _find(path: str) -> etree.XPath:
    return etree.XPath(path, namespaces={"h": _XHTML[1:-1]})


def _class(name: str) -> str:
    return f"contains(concat(' ', @class, ' '), ' {name} ')"


_MARKS = _find(f"//h:rt | //h:rp | //h:a[{_class('noteref')} or {_class('backlink')}]")
_NOTES = _find(f"//h:aside[{_class('note')}]")
_GENERATED = _find(f"//h:nav | //h:section[{_class('generated')}]")


def epub(data: bytes) -> Iterator[Page]:
    """The pages of an EPUB, along its spine, without the pages and numbers that are ours."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        for name in _spine(book):
            notes: list[str] = []
            page = etree.fromstring(_BLOCKS.sub(b" <", book.read(name)))  # the text of blocks is kept apart
            for mark in _MARKS(page):
                _take_out(mark)
            for note in _NOTES(page):
                notes.append(_text_of(note))
                _take_out(note)
            for own in _GENERATED(page):
                _take_out(own)
            text = page.find(_XHTML + "body")
            yield Page("" if text is None else _text_of(text), tuple(notes))


def _spine(book: zipfile.ZipFile) -> list[str]:
    """The names of an EPUB's pages in reading order (EPUB 3.3, §5.5 and §4.2.6.3.1)."""
    container = etree.fromstring(book.read("META-INF/container.xml"))
    package = next(container.iterfind(".//{*}rootfile")).attrib["full-path"]
    root = etree.fromstring(book.read(package))
    files = {item.attrib["id"]: item.attrib["href"] for item in root.iterfind(".//{*}manifest/{*}item")}
    folder = PurePosixPath(package).parent
    return [str(folder / unquote(files[item.attrib["idref"]])) for item in root.iterfind(".//{*}spine/{*}itemref")]


def _take_out(element: etree._Element) -> None:
    """Remove an element but not the text after it."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if element.tail:
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _text_of(element: etree._Element) -> str:
    """The text below an element."""
    return etree.tostring(element, method="text", encoding="unicode", with_tail=False)


# --- the verdict -------------------------------------------------------------------------------


def proof(pages: Iterable[Page]) -> Proof:
    """The words of an output."""
    body: list[SourceWords] = []
    notes: list[SourceWords] = []
    for page in pages:
        read = _of_lines if page.cut else _of_text
        body.append(read(page.body))
        notes += map(read, page.notes)
    return Proof(joined(body), tuple(notes))


def _of_lines(text: str) -> SourceWords:
    """The words of set lines. Any line's end may cut one: an address breaks at its `_`, a row of code anywhere."""
    read = source_words(text, "")
    return replace(read, broken=frozenset(first - 1 for first in read.firsts))


def _of_text(text: str) -> SourceWords:
    return SourceWords(words(text))  # nobody asks for the place of a word in an EPUB


def _read_against(want: Streams, pages: Iterable[Page], copy: Copy) -> list[Finding]:
    """An error for the first word an output lost, added or moved; none when all is there."""
    got, what = proof(pages), copy.name
    if len(copy.notes) != len(got.notes):
        return [_fault("F003", Place(""), f"the {what} has {len(got.notes)} notes, the book {len(copy.notes)}")]
    spoken = joined(got.notes[index] for index in in_source_order(copy.notes, want.notes))
    out = []
    for name, stream, there in (("text", want.body, got.body), ("notes", want.notes, spoken)):
        if loss := compare(stream, there.words, there.broken):
            message = f"the {name} of the {what} would read “{loss.found}” where the source has “{loss.expected}”"
            out.append(_fault("F001", loss.place, message))
    return out


def _fault(code: str, place: Place, message: str) -> Finding:
    return Finding(code, Severity.ERROR, place, message, "nothing was written; this is a bug of bookmaker: report it")
