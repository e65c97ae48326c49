"""Drafts → the book a careful editor would have set. The one ordered list of passes is here.

boilerplate  what is not the author's: licences, libraries' pages, page numbers and running heads, contents lists
web          what archives and sites of stories set round them
title_page   what a text says of itself before it begins
headings     where sections begin, what they are called, how deep they stand
blocks       what the lines of a section are: paragraphs, verse, letters, plays, scene breaks, notes
typography   quotation marks, dashes, ellipses, emphasis, spaces

Beside these: what a pass is (`passes`), the manuscript the layout passes work on (`manuscript`, `assemble`), how it is
typed (`habits`, `line_ends`), what the author has said of it in the YAML (`overrides`), and where the book's own links
lead (`links`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain

from bookmaker import languages
from bookmaker.facts import about, fact, people
from bookmaker.languages import Language
from bookmaker.languages.detection import SURE, SURE_OF_OTHERS, may_be_english
from bookmaker.metadata import NormaliseSettings
from bookmaker.model import NOWHERE, Book, Contributor, Decision, Draft, Finding, Metadata
from bookmaker.normalise import assemble, habits, links, manuscript, overrides
from bookmaker.normalise.blocks import (
    cast,
    displays,
    letters,
    letters_set_in,
    lists,
    lost_verse,
    mottoes,
    notes,
    paragraphs,
    scene_breaks,
    sidenotes,
    songs,
    spaced_verse,
    speeches,
    tables,
    verse,
)
from bookmaker.normalise.boilerplate import contents, licences, linked_contents, page_marks
from bookmaker.normalise.habits import Habit
from bookmaker.normalise.headings import (
    front,
    hashed,
    headings_again,
    outline,
    sections,
    serial_titles,
    underlined,
    unstopped_numbers,
)
from bookmaker.normalise.passes import Decisions, Group, LayoutPass, Manuscript, Opening, TypographicPass
from bookmaker.normalise.title_page import by_lines, title_block, title_case
from bookmaker.normalise.typography import dashes, ellipses, emphasis, fractions, particulars, primes, quotes, spaces
from bookmaker.normalise.typography.runs import Run, rebuild, runs
from bookmaker.normalise.web import authors_notes, fan_fiction
from bookmaker.walk import block_text


@dataclass(frozen=True, slots=True)
class LaidOut:
    """The book as its author typed it, every line in its place, and what was decided and found on the way there.

    Words left the book by these decisions alone: typography takes none and adds none.
    """

    book: Book
    decisions: tuple[Decision, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Normalised:
    """The book, everything that was decided on the way, and what a person should look at.

    `laid_out`: the decisions about what the lines of the source are; words left the book by these alone.
    `retouched`: those about its typography, by pass.
    """

    book: Book
    laid_out: tuple[Decision, ...]
    retouched: tuple[Decisions, ...]
    findings: tuple[Finding, ...]

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """All of them."""
        return (*self.laid_out, *chain.from_iterable(self.retouched))


def normalise(drafts: Sequence[Draft], metadata: Metadata, settings: NormaliseSettings) -> Normalised:
    """The book of these drafts. Title, contributors and language that the metadata lack are read from the text."""
    return retouch(lay_out(drafts, metadata, settings), settings)


def lay_out(drafts: Sequence[Draft], metadata: Metadata, settings: NormaliseSettings) -> LaidOut:
    """The first half of `normalise`: what the lines are."""
    copy = manuscript.gather(drafts)
    decisions = [decision for draft in drafts for decision in draft.decisions]
    findings = [finding for draft in drafts for finding in draft.findings]

    def run(name: str, step: LayoutPass) -> None:
        nonlocal copy
        if name in settings.off:
            return
        copy, decided, found = step(copy)
        decisions.extend(decided)
        findings.extend(found)

    run("boilerplate", licences.strip)
    run("", overrides.make(settings.overrides, decisions))
    run("fan-fiction", fan_fiction.strip)
    run("sections", hashed.find)
    run("sections", underlined.find)
    tag, language = _language(copy, metadata, decisions)
    run("sections", serial_titles.make(language))
    run("page-marks", page_marks.make(language))
    run("sections", headings_again.beside_contents(language))
    run("contents", linked_contents.make(language))
    run("outline", outline.make(metadata, language))
    run("contents", contents.make(language))
    run("title-block", title_block.make(metadata, language))
    habit = habits.measure(copy.pieces)
    if by_lines.is_verse(fact(copy.facts, "subtitle")):
        habit = habits.of_verse(habit, copy.pieces)
    for name, step in _layout(language, habit):
        run(name, step)

    book = Book(
        _filled(metadata, copy, decisions, tag or language.tag),
        assemble.sections(copy),
        copy.notes,
        tuple(asset for draft in drafts for asset in draft.assets),
    )
    book = notes.references(book)
    if settings.overrides:
        findings.extend(overrides.unheard(decisions, book))
    if any(draft.blocks for draft in drafts):
        book, found = links.resolve(book)
        findings.extend(found)
    return LaidOut(book, tuple(decisions), tuple(findings))


def retouch(laid_out: LaidOut, settings: NormaliseSettings) -> Normalised:
    """The other half: the typography of the language."""
    book, findings = laid_out.book, list(laid_out.findings)
    retouched: list[Decisions] = []
    text: Sequence[Run] = runs(book)
    for name, change in typographic_passes(languages.language(book.metadata.language)):
        if name in settings.off:
            continue
        text, decided, found = change(text)
        retouched.append(decided)
        findings.extend(found)
    return Normalised(rebuild(book, text), laid_out.decisions, tuple(retouched), tuple(findings))


def drawn(metadata: Metadata, settings: NormaliseSettings) -> Metadata:
    """The metadata as title pages and covers show it, in the typography of its language."""
    passes = typographic_passes(languages.language(metadata.language))
    off = settings.off | {"emphasis"}  # a star in a title is a star
    return particulars.drawn(metadata, [change for name, change in passes if name not in off])


def _layout(language: Language, habit: Habit) -> tuple[tuple[str, LayoutPass], ...]:
    """Layout passes, first to last."""
    return (
        ("tables", tables.find),
        ("paragraphs", paragraphs.split(habit)),
        ("verse", spaced_verse.make(habit)),
        ("notes", notes.make(language)),
        ("sections", unstopped_numbers.make(language)),
        ("sections", headings_again.make(language)),
        ("sidenotes", sidenotes.find),
        ("sections", sections.make(language, habit)),
        ("front", front.make(language)),
        ("displays", mottoes.sources_apart),
        ("scene-breaks", scene_breaks.ornaments(habit)),
        ("authors-notes", authors_notes.find),
        ("speeches", cast.find),
        ("lists", lists.make(language)),
        ("speeches", speeches.make(habit)),
        ("letters", letters_set_in.make(habit)),
        ("letters", letters.make(habit)),
        ("verse", songs.find),
        ("verse", verse.make(habit)),
        ("lost-verse", lost_verse.find),
        ("displays", displays.make(habit)),
        ("scene-breaks", scene_breaks.gaps(habit)),
        ("", paragraphs.set_all(habit)),
    )


def typographic_passes(language: Language | None) -> tuple[tuple[str, TypographicPass], ...]:
    """Typographic passes, first to last. None: a language we do not know, whose typography is left alone."""
    return (
        ("emphasis", emphasis.make(language)),
        ("primes", primes.make(language)),
        ("ellipses", ellipses.make(language)),
        ("dashes", dashes.make(language)),
        ("quotes", quotes.make(language)),
        ("dashes", dashes.beside_quotes(language)),
        ("fractions", fractions.make(language)),
        ("spaces", spaces.make(language)),
    )


def _language(copy: Manuscript, metadata: Metadata, decisions: list[Decision]) -> tuple[str, Language]:
    """The language (the YAML's, the text's own word, or what its words look like), and the profile to read with."""
    tag = metadata.language or fact(copy.facts, "language")
    if not tag:
        tag, confidence = languages.detect(text := _sample(copy))
        known = languages.language(tag) is not None
        known = known or confidence >= (SURE if may_be_english(text) else SURE_OF_OTHERS)
        tag = tag if known or not _latin(copy) else "en"
        decisions.append(Decision("language/detected", NOWHERE, "", tag, confidence))
    return tag, languages.language(tag or "en") or languages.unprofiled()


def _latin(copy: Manuscript) -> bool:
    """Whether most letters are Latin."""
    letters = [char for char in _sample(copy)[:20_000] if char.isalpha()]
    return sum(char < "\u0250" for char in letters) * 2 >= len(letters)


def _sample(copy: Manuscript) -> str:
    lines = (line.text for piece in copy.pieces if isinstance(piece, Group) for line in piece.lines)
    texts = (block_text(piece) for piece in copy.pieces if not isinstance(piece, Group | Opening))
    return "\n".join((*lines, *texts))


def _filled(metadata: Metadata, copy: Manuscript, decisions: list[Decision], language: str) -> Metadata:
    """The metadata, with what the YAML leaves open filled from the text, and said so."""
    facts = copy.facts

    def told(name: str, value: str) -> str:
        decisions.append(Decision(f"metadata/{name}", NOWHERE, "", value, 0.9))
        return value

    def read(name: str) -> str:
        value = fact(facts, name)
        return told(name, value) if value else ""

    def in_case(title: str) -> str:
        tag = metadata.language or fact(facts, "language") or language
        return title_case.as_written(title, tag, _sample(copy), " ".join(people(facts, "author")))

    def read_title(name: str) -> str:
        value = fact(facts, name)
        return told(name, in_case(value)) if value else ""

    title = metadata.title or read_title("title")
    contributors = metadata.contributors
    if not contributors:
        roles = (("author", "aut"), ("editor", "edt"), ("translator", "trl"))
        contributors = tuple(
            Contributor(told(name, person), role) for name, role in roles for person in people(facts, name)
        )
    return replace(
        metadata,
        title=title,
        subtitle=metadata.subtitle or read_title("subtitle"),
        contributors=contributors,
        language=metadata.language or told("language", fact(facts, "language") or language),
        about=metadata.about or tuple((name, told(name, value)) for name, value in about(facts)),
        description=metadata.description or read("description"),
        source=metadata.source or read("source"),
        rights=metadata.rights or read("rights"),
    )
