"""Title pages in the middle of a text: each volume of an old novel had its own. The volume's heading stays.

So does a half title: most old books say their title once more over the first chapter.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from bookmaker.languages import Language
from bookmaker.model import Kind
from bookmaker.normalise.headings import heading_lines
from bookmaker.normalise.headings.heading_shapes import HOLDERS, Shape
from bookmaker.normalise.headings.letter_case import is_caps
from bookmaker.normalise.passes import Group, Piece, group_at, text_of
from bookmaker.normalise.title_page.by_lines import after_by, is_genre, is_whole_name
from bookmaker.normalise.title_page.imprint import is_imprint, is_town, is_year
from bookmaker.normalise.title_page.title_lines import says_part

_MOST = 6  # groups of a title page
_HEADING = 40  # characters of a volume's
_SHORT = 80  # characters of one


def volume_pages(pieces: Sequence[Piece], title: str, language: Language) -> Iterator[int]:
    """The groups that say again, round the heading of a volume, what the book's own title page has said."""
    for index, piece in enumerate(pieces):
        if not is_volume(piece, language):
            continue
        yield from _published(pieces, index, language)
        above = range(index - 1, max(-1, index - 1 - _MOST), -1)
        first = next((n for n in above if _says(pieces[n], title)), None)
        if first is None or not all(_of_title_page(pieces[n], language) for n in range(first + 1, index)):
            continue
        yield from range(first, index)
        printer = group_at(pieces, first - 1)
        if printer is not None and is_imprint(printer.lines):
            yield first - 1


def of_series(pieces: Sequence[Piece], title: str, language: Language) -> list[int]:
    """The one heading of a volume, and the publisher's series over it, that stand over the book's title: `THE HARBOUR
    LIBRARY` / `VOL. XII` / `THE TIN BRIDGE` / `BY A. HERON`. None where the text has more volumes.
    """
    found = next((n for n, piece in enumerate(pieces[:_MOST]) if is_volume(piece, language)), None)
    if found is None or any(is_volume(piece, language) for piece in pieces[found + 1 :]):
        return []
    above, below, further = (group_at(pieces, found + n) for n in (-1, 1, 2))
    if below is None or (above is not None and (len(text_of(above)) > _SHORT or (title and _says(above, title)))):
        return []
    if title:
        titled = _says(below, title) or heading_lines.normal(text_of(below)).startswith(heading_lines.normal(title))
    else:
        titled = further is not None and bool(after_by(text_of(further), language)) and is_caps(text_of(below))
    return [*range(max(0, found - 1), found + 1)] if titled else []


def _published(pieces: Sequence[Piece], index: int, language: Language) -> list[int]:
    """The groups below the heading of a volume that say by whom, where and when it was published."""
    run: list[int] = []
    for at in range(index + 1, min(index + 1 + _MOST, len(pieces))):
        piece = pieces[at]
        short = isinstance(piece, Group) and len(piece.lines) < 4 and all(len(x.text) < _HEADING for x in piece.lines)
        year = isinstance(piece, Group) and is_year(text_of(piece))
        if not short or (not year and heading_lines.shape(text_of(piece), language) is not None):
            break
        run.append(at)
    groups = [group for at in run if isinstance(group := pieces[at], Group)]
    below = group_at(pieces, run[-1] + 1) if run else None
    headed = below is not None and heading_lines.shape(below.lines[0].text, language) is not None
    towns = [is_town(group.lines) for group in groups]
    said = [is_imprint(group.lines) or is_year(text_of(group)) for group in groups]
    published = any(said) or (all(towns) and _one_town(pieces, language))
    known = (town or imprint or is_caps(text_of(g)) for g, town, imprint in zip(groups, towns, said, strict=True))
    if headed and published and all(known):
        return run
    sure = next((n for n, imprint in enumerate(said[:2]) if not imprint), len(said[:2]))
    return run[:sure]


def _one_town(pieces: Sequence[Piece], language: Language) -> bool:
    """Whether no two volumes stand over two towns: those would be their titles."""
    below = (pieces[n + 1] for n, piece in enumerate(pieces[:-1]) if is_volume(piece, language))
    return len({text_of(piece) for piece in below if isinstance(piece, Group) and is_town(piece.lines)}) < 2


def half_titles(
    pieces: Sequence[Piece], title: str, author: str, start: int, language: Language, entries: Collection[str]
) -> Iterator[int]:
    """The groups below the front (`start`) that say the book's title once more, alone, up to its first chapter.

    `entries`: what the contents list names; the first of them ends the search, too.

    A story may have the book's title, too: then chapters begin anew in the next one.
    """
    wanted = heading_lines.normal(title)
    main = heading_lines.normal(re.split(r"[:;]", title, maxsplit=1)[0]) or wanted  # `The Mill` of `The Mill: A Story`
    said: list[int] = []
    listed = False
    for index in range(start, len(pieces)):
        group = pieces[index]
        if not isinstance(group, Group) or group.plain or len(text := group.lines[0].text) > _SHORT:
            continue
        if _says_all(group, wanted) or _says_all(group, main):
            again = _is_apart(group) or _stands_first(pieces, index + 1, language, entries)
            run = [index] if again else []
        else:
            run = _says_in_parts(pieces, index, wanted) if _is_apart(group) else []
        if run:
            said += run
            continue
        above = group_at(pieces, index - 1)
        shape = heading_lines.shape(text, language)
        if shape is None and len(group.lines) == 1 and heading_lines.normal(text) in entries:
            if listed:  # stories, which no number begins
                break
            listed = True
            if above and _says_part(above, title, author):
                said.append(index - 1)
        elif shape is not None and shape.number == 1 and (not shape.weak or said[-1:] == [index - 1]):
            if index > start and said[-1:] != [index - 1] and above and says_more(above, wanted):
                said.append(index - 1)
            if shape.kind not in HOLDERS and _begins_again(pieces[index + 1 :], shape, language):
                return
            break
    else:
        return
    yield from said


def _is_apart(group: Group) -> bool:
    """Whether more than a paragraph's gap stands over a group."""
    return group.lines[0].blanks > 1


def _says_part(group: Group, title: str, author: str) -> bool:
    """Whether a group far from what is above it says a part of title and author; one word of many may be a heading
    of the book's own: `SOLDIERS`."""
    text = text_of(group)
    few = len(text.split()) < min(2, len(title.split()) - 1)
    return not few and group.lines[0].blanks > 2 and says_part(text, f"{title} {author}")


def _stands_first(pieces: Sequence[Piece], index: int, language: Language, entries: Collection[str]) -> bool:
    """Whether a group is the heading of a first chapter or part, or one that the contents list names."""
    group = group_at(pieces, index)
    if group is None or len(text := group.lines[0].text) > _SHORT:
        return False
    shape = heading_lines.shape(text, language)
    return (shape is not None and shape.number == 1) or heading_lines.normal(text) in entries


def says_more(group: Group, wanted: str) -> bool:
    """`THE HISTORY OF ANN MARSH THE YOUNGER`, far below what stands above it, when the title is `Ann Marsh`."""
    text = text_of(group)
    far = group.lines[0].blanks > 2 and len(group.lines) < 3 and len(text) < _SHORT + 20
    return far and len(wanted) > 5 and is_caps(text) and wanted in heading_lines.normal(text)


def _says_all(group: Group, wanted: str) -> bool:
    """Whether a group says the title, and nothing else."""
    if len(group.lines) > 3 or len(wanted) < 3:
        return False
    return heading_lines.normal(text_of(group)) == wanted


def _says_in_parts(pieces: Sequence[Piece], first: int, wanted: str) -> list[int]:
    """The groups from one on that say the title together: `THE CLOCK` / `OR` / `THE KING OF FERRY LANE`."""
    said = ""
    for index in range(first, min(first + _MOST, len(pieces))):
        group = pieces[index]
        if not isinstance(group, Group) or len(group.lines) > 1 or not is_caps(group.lines[0].text):
            break
        said += heading_lines.normal(group.lines[0].text)
        if said == wanted and index > first:
            return list(range(first, index + 1))
        if not wanted.startswith(said):
            break
    return []


def _begins_again(pieces: Sequence[Piece], first: Shape, language: Language) -> bool:
    """Whether numbers like the first begin anew, under no heading of a part."""
    for piece in pieces:
        if not isinstance(piece, Group) or len(text := piece.lines[0].text) > _SHORT:
            continue
        shape = heading_lines.shape(text, language)
        if shape is not None and shape.kind in HOLDERS:
            return False
        if shape is not None and (shape.family, shape.number) == (first.family, 1):
            return True
    return False


def is_volume(piece: Piece, language: Language) -> bool:
    """Whether a group is the heading of a volume: `VOL. I.`"""
    if not isinstance(piece, Group) or len(piece.lines) > 2 or len(piece.lines[0].text) > _HEADING:
        return False
    shape = heading_lines.shape(piece.lines[0].text, language)
    return shape is not None and shape.kind is Kind.VOLUME and shape.number is not None


def _says(piece: Piece, title: str) -> bool:
    """Whether a group says the title, or its beginning (without the subtitle)."""
    if not isinstance(piece, Group) or len(piece.lines) > 3:
        return False
    said, whole = heading_lines.normal(text_of(piece)), heading_lines.normal(title)
    return len(said) > 3 and whole.startswith(said)


def _of_title_page(piece: Piece, language: Language) -> bool:
    if not isinstance(piece, Group) or len(piece.lines) > 4:
        return False
    text = text_of(piece)
    if text.casefold().strip(" :._*") in language.by or is_whole_name(text.rstrip(".,")):
        return True
    return len(text) < _SHORT and bool(is_imprint(piece.lines) or is_genre(text) or after_by(text, language))
