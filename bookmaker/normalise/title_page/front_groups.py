"""Which groups stand before the text: a title page ends at the first heading, or where a story begins to be told."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bookmaker.languages import Language
from bookmaker.model import Kind
from bookmaker.normalise.headings import dates, heading_lines
from bookmaker.normalise.headings.front import is_list_of_works
from bookmaker.normalise.headings.heading_shapes import HOLDERS, Shape
from bookmaker.normalise.line_ends import ends_sentence
from bookmaker.normalise.passes import Group, Piece, group_at, size_of, text_of
from bookmaker.normalise.title_page.by_lines import (
    after_by,
    begins_with_genre,
    explains,
)
from bookmaker.normalise.title_page.imprint import is_imprint, is_imprint_line

_NUMBER = 12  # characters of a number alone
_LAST_WANTED = 3  # `I`, `II`, `III` are numbers; `I` and `II` may be a volume's
_TOP = 3  # groups of a title page over the number of its volume
_STORY = 3  # sentences in a row
_SPEECH = '"“‘«»„—'
REACH = 24  # groups from the top that a title block may take
LONG = 160  # characters: a longer group is text
SHORT = 70  # characters of a line of a title page


def ends_block(pieces: Sequence[Piece], index: int) -> bool:
    """Whether more than a paragraph's gap stands under a group."""
    below = group_at(pieces, index + 1)
    return below is not None and below.lines[0].blanks > 1


def is_worded(text: str, language: Language) -> bool:
    """Whether a line is a heading beyond doubt: a word and a number, or a word that opens nothing but a section."""
    shape = heading_lines.shape(text, language) if len(text) < 80 else None
    return shape is not None and not shape.weak


def front_groups(
    pieces: Sequence[Piece], language: Language, entries: Collection[str] = (), title: str = ""
) -> list[int]:
    """The short groups before the first heading or the first real paragraph. `entries`: of the contents list; the
    `title`, as `heading_lines.normal` gives it, may be made of two: `THE FERRY` / `and` / `THE MILL`.
    """
    front: list[int] = []
    said = ""
    told = 0  # sentences, one after the other
    signed = opens_chapter = False
    for index, piece in enumerate(pieces[:REACH]):
        if not isinstance(piece, Group) or piece.plain or _is_paragraph(pieces, index, piece):
            break
        shape = heading_lines.shape(piece.lines[0].text, language)
        listed = index and shape is None and heading_lines.normal(text_of(piece)) in entries
        said += heading_lines.normal(text_of(piece))
        of_title = index > 0 and title.startswith(said)
        if not of_title and (listed or _heads_text(pieces, index, shape, language, title)):
            break  # (a magazine's title may hold its volume)
        if opens_chapter:  # what stands under `Chapter 1` is its text, but for a by-line
            return [0, index] if after_by(piece.lines[0].text, language) else [0]
        opens_chapter = not index and shape is not None and _opens_story(shape)
        text = text_of(piece)
        works = index > 0 and is_list_of_works(pieces[index - 1], piece)
        told = told + 1 if _tells(text) and not works else 0
        signed = signed or bool(after_by(text, language))
        if told == _STORY - signed or (told and text[0] in _SPEECH and (told > 1 or (index and text[-1] == "."))):
            return [n for n in front if n <= index - told]  # the story has begun
        front.append(index)
    return front


def _is_paragraph(pieces: Sequence[Piece], index: int, group: Group) -> bool:
    """Whether a group is long, and neither an imprint nor the list of an author's works."""
    if size_of(group.lines) <= LONG or len(group.lines) >= 8:
        return False
    return not index or not (is_imprint_line(group.lines[0].text) or is_list_of_works(pieces[index - 1], group))


def _heads_text(pieces: Sequence[Piece], index: int, shape: Shape | None, language: Language, title: str) -> bool:
    """Whether a group stands over the book's text, as a heading or a disclaimer does; the first may be its title."""
    group = group_at(pieces, index)
    if not index or group is None:
        return False
    text = group.lines[0].text
    if text.strip("*_").casefold().startswith(("disclaimer:", "disclaimer :")):
        return True
    if shape is None:
        return False
    if shape.number == 1 and is_first_number(pieces, index, language):
        return True
    if begins_with_genre(text):  # "Een vertelling van": no first tale
        return False
    address = shape.has_any_word and shape.number != 1  # `Cross Road 156`
    dated = shape.family == dates.FAMILY and _dates_imprint(group, group_at(pieces, index + 1))
    sure = shape.has_word or not shape.weak
    return sure and not address and not dated and not _published_volume(pieces, index, language, title)


def _dates_imprint(group: Group, below: Group | None) -> bool:
    """Whether a date is the publisher's: `London, May 1931`, or one over who printed the book."""
    return is_imprint(group.lines) or (below is not None and is_imprint(below.lines))


def below_blurbs(pieces: Sequence[Piece], title: str, authors: Collection[str]) -> int:
    """Where the title we know stands over the name we know, below what a magazine or a paperback says to its readers;
    0 when it does not. `title` is as `heading_lines.normal` gives it.
    """
    names = {heading_lines.normal(name.split()[-1]) for name in authors if name} if title else set()
    for index in range(1, min(REACH, len(pieces) - 1) if names else 0):
        if heading_lines.normal(text_of(pieces[index])) == title:
            below = text_of(pieces[index + 1])
            if len(below) < SHORT and heading_lines.normal(below.split()[-1] if below else "") in names:
                return index
    return 0


def _tells(text: str) -> bool:
    """Whether a group is a sentence or a speech of a story: no title page has three of them in a row."""
    words = text.split()
    told = len(words) > 1 and ends_sentence(text) and any(word[0].islower() for word in words)
    return told and not is_imprint_line(text) and not explains(text)


def _opens_story(shape: Shape) -> bool:
    return shape.kind is Kind.PROLOGUE or (shape.number == 1 and shape.family.startswith("chapter:"))


def is_first_number(pieces: Sequence[Piece], index: int, language: Language) -> bool:
    """Whether a number alone is the first of those that number the chapters: the next ones stand alone below."""
    first = group_at(pieces, index)
    text = first.lines[0].text if first else ""
    shape = heading_lines.shape(text, language) if 0 < len(text) <= _NUMBER else None
    if shape is None or shape.number != 1 or shape.title or not shape.is_bare:
        return False
    wanted = 2
    for at, piece in enumerate(pieces[index + 1 :]):
        if not isinstance(piece, Group) or len(piece.lines[0].text) > _NUMBER:
            continue
        below = heading_lines.shape(piece.lines[0].text, language)
        if below is None or below.family != shape.family or below.number != wanted:
            continue
        if wanted == _LAST_WANTED or at < wanted:
            return wanted == _LAST_WANTED
        wanted += 1
    return False


def _published_volume(pieces: Sequence[Piece], index: int, language: Language, title: str) -> bool:
    """Whether `Volume I` stands over the publisher's lines and no other volume follows: it is the title page's."""
    following = group_at(pieces, index + 1)
    by = following.lines[0].text if following else ""
    if by.casefold().strip(" .:_*") in language.by:
        return True
    third = group_at(pieces, index + 2)
    if title and heading_lines.normal(by) == title and third is not None and index < _TOP:
        word = third.lines[0].text
        if word.casefold().strip(" .:_*") in language.by or after_by(word, language):
            return True  # `TALES` / `VOLUME 3` / `THE FERRY` / `BY`, over the name
    volume = group_at(pieces, index)
    shape = heading_lines.shape(volume.lines[0].text, language) if volume else None
    if shape is not None and shape.kind in HOLDERS and index == 1 and after_by(by, language):
        return True  # `SALT ROAD` / `Book One` / `by Ines Varga`
    for below in pieces[index + 1 : index + 5]:
        if not isinstance(below, Group) or size_of(below.lines) > LONG:
            return False
        if is_imprint(below.lines):
            break
        if heading_lines.shape(below.lines[0].text, language) is not None:
            return False
    else:
        return False
    firsts = (piece.lines[0].text for piece in pieces[index:] if isinstance(piece, Group))
    shapes = (heading_lines.shape(text, language) for text in firsts if len(text) < SHORT)
    volumes = [shape for shape in shapes if shape is not None and shape.kind is Kind.VOLUME]
    return len(volumes) == 1 and volumes[0].number is not None
