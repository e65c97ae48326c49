"""What an editor stumbles over in the text of a finished book. Each look has a code; none of them changes anything.

Quotation marks that do not balance are told by the pass that turns them (T201 to T204), numbers that skip by the one
that finds headings.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from bookmaker.model import Block, Book, Finding, Paragraph, Place, Section, Severity, Verse
from bookmaker.walk import block_text, blocks, sections

OUTSIZE = 20
"""A chapter this many times as long as its neighbours has probably swallowed their headings."""

# Words that a language doubles only by a slip. ("had had", "that that" and "very very" are as they should be.)
_SLIPS = {
    tag: frozenset(words.split())
    for tag, words in {
        "en": "the a an and of to for with at but from by or my your his their our its was were into than then when "
        "we he",
        "de": "und oder ein eine einen ist nicht von mit auf für dem des im vom zum aber",
        "fr": "le les de des du et est un une dans pour avec sur par mais",
        "es": "el los las de del y en un una con por para al su pero",
        "it": "il lo gli di del della e un una con per che nel",
        "nl": "de het een en van met op voor niet maar",
        "ru": "и в на с не по из к у от но",
    }.items()
}
_DOUBLED = re.compile(r"\b(?P<word>[^\W\d_]+)(?P<gap>\s+)(?P=word)\b(?!['’-])", re.IGNORECASE)
_MARKS = re.compile(r"(?<![\w*_])(?:_{1,2}|\*{1,3})(?=[^\W_])|(?<=[\w.,;:!?…’”])(?:_{1,2}|\*{1,3})(?![\w*_{])")
_PAGE = re.compile(r"(?:\[|\{|- ?|— ?)?(?:p(?:age|g|\.)?\.? ?)?(\d{1,4})(?:\]|\}| ?-| ?—)?", re.IGNORECASE)
_PAGE_INSIDE = re.compile(r"[\[{](?:pg|p\.|page) ?\d{1,4}[\]}]", re.IGNORECASE)
_DASHES = re.compile(r"(?<=[\w,;.!?”’])(?: — |—(?=[\w“‘])| – |[-]{2})")


def findings(book: Book) -> Iterator[Finding]:
    """Everything there is to say about the text, look by look."""
    passages = list(_passages(book))
    language = book.metadata.language.partition("-")[0]
    for passage in passages:
        yield from _doubled(passage, language)
        yield from _leftover_marks(passage)
        yield from _page_inside(passage)
    yield from _tabs(passages)
    yield from _dashes(passages)
    yield from _page_numbers(passages)
    yield from _running_heads(book, passages)
    yield from _outsize(book)


@dataclass(frozen=True, slots=True)
class Passage:
    """The text of a block that holds no others, and where it stands. `lone`: a paragraph, not a line of verse."""

    text: str
    place: Place
    lone: bool

    def at(self, offset: int) -> Place:
        """The place of a sign of the text."""
        return self.place.later(self.text.count("\n", 0, offset))

    def around(self, start: int, end: int) -> str:
        """A few words of context, on one line."""
        return " ".join(self.text[max(0, start - 15) : end + 15].split())


def _passages(book: Book) -> Iterator[Passage]:
    for _, section in sections(book):
        if not section.generated:
            for block in blocks(section.blocks):
                yield from _passage(block)
    for note in book.notes:
        for block in blocks(note.blocks):
            yield from _passage(block)


def _passage(block: Block) -> Iterator[Passage]:
    if isinstance(block, Paragraph | Verse):
        text = block_text(block)
        if text:
            yield Passage(text, block.place, isinstance(block, Paragraph))


def _doubled(passage: Passage, language: str) -> Iterator[Finding]:
    slips = _SLIPS.get(language, frozenset())
    for match in _DOUBLED.finditer(passage.text):
        word = match["word"].casefold()
        at_line_end = language == "en" and "\n" in match["gap"] and passage.lone
        if word in slips or (at_line_end and len(word) > 2 and word not in ("had", "that")):
            message = f"doubled word: {passage.around(*match.span())}"
            yield Finding("T301", Severity.WARNING, passage.at(match.start()), message, "take one out, if it is a slip")


def _leftover_marks(passage: Passage) -> Iterator[Finding]:
    if "_" not in passage.text and "*" not in passage.text:
        return
    for match in _MARKS.finditer(passage.text):
        message = f"{match.group()} left over: {passage.around(*match.span())}"
        fix = "close the emphasis, or take the mark out"
        yield Finding("T302", Severity.WARNING, passage.at(match.start()), message, fix)


def _page_inside(passage: Passage) -> Iterator[Finding]:
    for match in _PAGE_INSIDE.finditer(passage.text):
        message = f"page number in the text: {match.group()}"
        yield Finding("T306", Severity.WARNING, passage.at(match.start()), message, "take it out")


def _tabs(passages: list[Passage]) -> Iterator[Finding]:
    tabbed = [passage for passage in passages if "\t" in passage.text]
    if tabbed:
        times = f"{len(tabbed)} paragraphs" if len(tabbed) > 1 else "a paragraph"
        place = tabbed[0].at(tabbed[0].text.index("\t"))
        yield Finding("T305", Severity.NOTE, place, f"tabs in {times}: they become a space")


def _dashes(passages: list[Passage]) -> Iterator[Finding]:
    first: dict[str, Place] = {}
    seen: Counter[str] = Counter()
    for passage in passages:
        if "—" in passage.text or "–" in passage.text or "--" in passage.text:
            for match in _DASHES.finditer(passage.text):
                seen[match.group()] += 1
                first.setdefault(match.group(), passage.at(match.start()))
    if len(seen) < 2:
        return
    (usual, often), *others = seen.most_common()
    for style, times in others:
        if times > 2 and times > 0.05 * often:
            message = f"dashes of two styles: word{usual}word {often} times, word{style}word {times} times"
            yield Finding("T303", Severity.WARNING, first[style], message, "choose one")


def _page_numbers(passages: list[Passage]) -> Iterator[Finding]:
    """Paragraphs that are a number, rising one after the other: the pages of the copy that was scanned."""
    pages = [
        (int(match[1]), passage) for passage in passages if passage.lone and (match := _PAGE.fullmatch(passage.text))
    ]
    run: list[tuple[int, Passage]] = []
    for number, passage in pages:
        if run and not 0 < number - run[-1][0] < 4:
            yield from _told(run)
            run = []
        run.append((number, passage))
    yield from _told(run)


def _told(run: list[tuple[int, Passage]]) -> Iterator[Finding]:
    if len(run) > 2:
        message = f"{len(run)} page numbers stand in the text, from {run[0][0]} to {run[-1][0]}"
        yield Finding("T306", Severity.WARNING, run[0][1].place, message, "take them out")


def _running_heads(book: Book, passages: list[Passage]) -> Iterator[Finding]:
    """A short line that comes again and again amid sentences and is the title, the author, or in capitals."""
    lines: defaultdict[str, list[Passage]] = defaultdict(list)
    for before, passage in pairwise(passages):
        in_the_way = not before.text.rstrip('"”’»)').endswith((".", "!", "?", ":", "…", "—"))
        if in_the_way and passage.lone and 3 < len(passage.text) < 60 and "\n" not in passage.text:
            lines[re.sub(r"\d+", "", passage.text).strip(" .[]|").casefold()].append(passage)
    names = {book.metadata.title.casefold(), *(author.name.casefold() for author in book.metadata.authors)}
    for line, found in lines.items():
        if len(found) > 3 and (line in names or (found[0].text.isupper() and len(line.split()) > 1)):
            message = f"this line comes {len(found)} times, like a running head: {found[0].text}"
            yield Finding("T307", Severity.WARNING, found[0].place, message, "take it out")


def _outsize(book: Book) -> Iterator[Finding]:
    yield from _outsize_among(book.sections)
    for _, section in sections(book):
        yield from _outsize_among(section.sections)


def _outsize_among(level: tuple[Section, ...]) -> Iterator[Finding]:
    sizes = [(_size(section), section) for section in level if section.matter == "body" and not section.generated]
    if len(sizes) < 3:
        return
    usual = median(size for size, _ in sizes)
    for size, section in sizes:
        if usual > 200 and size > OUTSIZE * usual:
            message = f"this chapter is {round(size / usual)} times as long as its neighbours"
            yield Finding(
                "T308", Severity.WARNING, section.place, message, "is there a heading in it that was not seen?"
            )


def _size(section: Section) -> int:
    own = sum(len(block_text(block)) for block in section.blocks)
    return own + sum(_size(inner) for inner in section.sections)
