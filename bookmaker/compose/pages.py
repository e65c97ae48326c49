"""The pages of our own making: title page, copyright page, contents and the like. Their words are not the author's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bookmaker.languages import Words
from bookmaker.metadata import BuildSettings
from bookmaker.metadata.relators import TERMS
from bookmaker.model import (
    Block,
    Blocks,
    Book,
    Contributor,
    Emphasis,
    Figure,
    Image,
    Inlines,
    Kind,
    LineBreak,
    Matter,
    Metadata,
    Paragraph,
    Quotation,
    Section,
    Span,
    Text,
)

MADE_WITH = "Made with bookmaker"
FACTS_ON_TITLE_PAGE = 3
"""So many facts about a text still stand on the title page; more get a page of their own."""


@dataclass(frozen=True, slots=True)
class Tongue:
    """The words of our pages, and whether they are in the language of the book; else they are English."""

    words: Words
    own: bool = True

    def said(self, words: str) -> Inlines:
        """Words of ours as a title: English ones say so."""
        return (Text(words),) if self.own else (Span((Text(words),), language="en", direction="ltr"),)


def cover_page(asset: str, book: Book, tongue: Tongue) -> Section:
    """The page that shows the cover."""
    given = book.metadata.cover.alt if book.metadata.cover else ""
    alt = given or f"{tongue.words.cover}: {_title_and_authors(book.metadata)}"
    return _page(Kind.COVER, tongue.said(tongue.words.cover), (Figure(Image(asset, alt)),))


def front_pages(book: Book, tongue: Tongue) -> tuple[list[Section], list[Section]]:
    """Our pages before the author's dedication, and those after it (the contents)."""
    metadata, words = book.metadata, tongue.words
    before = [
        _page(Kind.HALF_TITLE, _text(metadata.title)),
        _title_page(metadata, tongue),
    ]
    if imprint := _imprint(metadata, tongue):
        before.append(_page(Kind.COPYRIGHT, tongue.said(words.copyright), tuple(imprint)))
    if len(metadata.about) > FACTS_ON_TITLE_PAGE:
        before.append(_page(Kind.ABOUT, tongue.said(words.about), tuple(_facts(metadata))))
    if metadata.dedication:
        before.append(_page(Kind.DEDICATION, tongue.said(words.dedication), _paragraphs(metadata.dedication)))
    if metadata.epigraph:
        before.append(_page(Kind.EPIGRAPH, tongue.said(words.epigraph), (_quoted(metadata.epigraph),)))
    contents = [_page(Kind.CONTENTS, tongue.said(words.contents))] if _worth_listing(book) else []
    return before, contents


def back_pages(book: Book, build: BuildSettings, tongue: Tongue) -> Iterator[Section]:
    """Our pages after the author's last: notes (when they stand at the end), other books, the author."""
    metadata, words = book.metadata, tongue.words
    if book.notes and build.notes == "end":
        yield _page(Kind.ENDNOTES, tongue.said(words.notes), matter="back")
    if metadata.also_by:
        names = ", ".join(author.name for author in metadata.authors)
        titles = tuple(Paragraph((Emphasis((Text(title),)),)) for title in metadata.also_by)
        yield _page(Kind.ALSO_BY, tongue.said(words.also_by.format(author=names).strip()), titles, matter="back")
    if metadata.about_author:
        yield _page(
            Kind.ABOUT_AUTHOR, tongue.said(words.about_author), _paragraphs(metadata.about_author), matter="back"
        )


def _page(kind: Kind, title: Inlines, blocks: Blocks = (), matter: Matter = "front", subtitle: str = "") -> Section:
    return Section(kind, title=title, subtitle=_text(subtitle), blocks=blocks, matter=matter, generated=True)


def _title_page(metadata: Metadata, tongue: Tongue) -> Section:
    lines: list[Block] = [_line("author", author.name) for author in metadata.authors]
    lines += [_line("contributor", credit) for person in metadata.contributors if (credit := _credit(person, tongue))]
    if metadata.series:
        lines.append(_line("series", " · ".join(filter(None, (metadata.series.name, metadata.series.number)))))
    if len(metadata.about) <= FACTS_ON_TITLE_PAGE:
        lines += _facts(metadata)
    if metadata.publisher:
        lines.append(_line("publisher", metadata.publisher))
    return _page(Kind.TITLE_PAGE, _text(metadata.title), tuple(lines), subtitle=metadata.subtitle)


def _credit(person: Contributor, tongue: Tongue) -> str:
    """How a title page names who translated, edited or illustrated the book; "" for all others."""
    words = tongue.words
    before = {"trl": words.translated_by, "edt": words.edited_by, "ill": words.illustrated_by}.get(person.role)
    return f"{before} {person.name}" if before else ""


def _other_credits(metadata: Metadata, tongue: Tongue) -> Iterator[str]:
    """The rest, for the copyright page, each with what the relator code stands for."""
    terms = {code: term for term, code in reversed(list(TERMS.items()))}
    for person in metadata.contributors:
        if person.role != "aut" and not _credit(person, tongue):
            term = terms.get(person.role, "")
            yield f"{term[:1].upper()}{term[1:]}: {person.name}" if term else person.name


def _imprint(metadata: Metadata, tongue: Tongue) -> list[Block]:
    """What a copyright page says; nothing at all when the metadata says nothing of the kind."""
    issued = ", ".join(filter(None, (metadata.publisher, _year(metadata.published))))
    lines = [issued, metadata.rights, metadata.source, *_other_credits(metadata, tongue)]
    for identifier in metadata.identifiers:
        if identifier.scheme in ("isbn", "doi"):
            kind = f" ({identifier.format.upper()})" if identifier.format else ""
            lines.append(f"{identifier.scheme.upper()} {identifier.value}{kind}")
    said = [block for line in lines if line for block in _paragraphs(line)]
    if not said:
        return []
    english = "" if metadata.language.partition("-")[0] == "en" else "en"
    made = Paragraph((Text(MADE_WITH),), language=english, direction="ltr" if english else "")
    return [Paragraph((Emphasis((Text(metadata.title),)),)), *said, made]


def _facts(metadata: Metadata) -> Iterator[Paragraph]:
    for name, value in metadata.about:
        yield Paragraph((Span((Text(f"{name}:"),), role="fact"), Text(f" {value}")))


def _quoted(text: str) -> Quotation:
    """An epigraph; a last line that begins with a dash is where it comes from."""
    lines = text.strip().split("\n")
    source = lines.pop().strip() if len(lines) > 1 and re.match(r"\s*[-–—―]", lines[-1]) else ""
    said = _paragraphs("\n".join(lines))
    by = (Paragraph(_text(source.lstrip("-–—― \u00a0")), role="attribution"),) if source else ()
    return Quotation((*said, *by), role="epigraph")


def _paragraphs(text: str) -> tuple[Paragraph, ...]:
    """What a YAML value says: paragraphs parted by blank lines, their lines kept."""
    return tuple(Paragraph(_lines(part)) for part in re.split(r"\n\s*\n", text.strip()))


def _lines(text: str) -> Inlines:
    out: list[Text | LineBreak] = []
    for line in text.split("\n"):
        out += [LineBreak(), Text(line.strip())] if out else [Text(line.strip())]
    return tuple(out)


def _line(role: str, text: str) -> Paragraph:
    return Paragraph((Span((Text(text),), role=role),), role="display")


def _text(words: str) -> Inlines:
    return (Text(words),) if words else ()


def _year(published: date | int | None) -> str:
    return str(published.year) if isinstance(published, date) else str(published or "")


def _title_and_authors(metadata: Metadata) -> str:
    names = ", ".join(author.name for author in metadata.authors)
    return f"{metadata.title}, {names}" if names else metadata.title


def _worth_listing(book: Book) -> bool:
    """Whether there are at least two headings to choose from."""
    named = 0
    level = list(book.sections)
    while level:
        section = level.pop()
        named += bool(section.label or section.title)
        level += section.sections
    return named > 1
