"""The author's words in a book, to be held against those of the source."""

from __future__ import annotations

from bookmaker.model import Book, Section
from bookmaker.walk import block_text, plain


def author_texts(book: Book) -> tuple[list[str], list[str]]:
    """The author's words in a book: the texts of its sections with their headings, and one text for each note."""
    body: list[str] = []

    def descend(level: tuple[Section, ...]) -> None:
        for section in level:
            if not section.generated:
                body.extend(plain(head) for head in (section.label, section.title, section.subtitle) if head)
                body.extend(map(block_text, section.blocks))
                descend(section.sections)

    descend(book.sections)
    return body, ["\n".join(map(block_text, note.blocks)) for note in book.notes]
