"""The title of a book that no metadata and no label tells: what stands over the by-line, or alone over the text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bookmaker.languages import Language
from bookmaker.normalise.blocks import datelines
from bookmaker.normalise.headings import heading_lines, turns
from bookmaker.normalise.headings.decoration import undecorated
from bookmaker.normalise.headings.front import addressed
from bookmaker.normalise.headings.letter_case import is_caps, is_title_case
from bookmaker.normalise.headings.over_numbers import FEWEST_STORIES
from bookmaker.normalise.passes import Group, Piece, text_of
from bookmaker.normalise.title_page.by_lines import after_by, is_genre, is_whole_name, tidy_name
from bookmaker.normalise.title_page.first_stories import (
    has_likes,
    is_name_over_title,
    is_name_under_title,
    is_rule,
    looks_titled,
    title_over_name,
)
from bookmaker.normalise.title_page.front_groups import LONG, is_first_number, is_worded
from bookmaker.normalise.title_page.imprint import is_contact, is_imprint, is_notice, is_year
from bookmaker.normalise.title_page.name_first import name_first
from bookmaker.normalise.title_page.title_lines import tidy_title
from bookmaker.normalise.title_page.title_page import TitlePage
from bookmaker.normalise.title_page.volume_pages import is_volume

_SENTENCES = re.compile(r"[^\W\d_]{3}[.!?]\s+[^\W\d_]")  # "I own nothing. Enjoy!"

_FEW_WORDS = 8  # in a title in small letters
_LINE = 60  # characters of a title
_SLUG = re.compile(r"(?:INT|EXT|I/E|FADE IN)\b")  # of a screenplay's first scene


def _is_dedication(page: TitlePage, index: int) -> bool:
    """Whether a group above the title says to whom the book is: `TO` over a name."""
    group = page.pieces[index]
    if not isinstance(group, Group) or len(group.lines) < 2:
        return False
    return addressed(page.language).fullmatch(group.lines[0].text) is not None


def take_first_title(page: TitlePage, index: int) -> None:
    """With a by-line below them, the groups above it are the title (and the author, where his name stands over it)."""
    pieces, language = page.pieces, page.language
    run = [n for n in page.front if n < index and heading_lines.normal(page.text(n))]
    rights = [n for n in run if (text := page.text(n))[-1] == "." and " " in text and is_notice(text)]
    if rights and len(rights) < len(run):
        page.take(rights, "rights", " ".join(map(page.text, rights)), 0.7)
        run = [n for n in run if n not in rights]
    volume = [n for n in run[1:] if is_volume(pieces[n], language)]
    if volume:
        page.take(volume, "imprint", "", 0.7)
        run = [n for n in run if n not in volume]
    if len(run) > 1 and is_contact(page.text(run[0])):
        page.take(run[:1], "contact", "", 0.8)
        run = run[1:]
    if len(run) > 1 and _is_dedication(page, run[0]):
        run = run[1:]
    # Archives say the title twice.
    said = {heading_lines.normal(text): text for n in run if (text := undecorated(page.text(n)))}
    title = " ".join(said.values())
    if not title or len(title) > LONG:
        page.title = ""
        return
    if len(run) > 1 and is_year(page.text(run[-1])):
        page.take(run[-1:], "imprint", "", 0.8)
        run = run[:-1]
        title = _joined(page, run)
    genre = len(run) == 2 and is_genre(page.text(index))
    genre = genre and not any(after_by(page.text(n), language) for n in page.front if n >= index)
    if len(run) > 1 and (is_name_over_title(pieces, run[0], run[1], genre) or name_first(pieces, run, language)):
        page.take(run[:1], "author", tidy_name(page.text(run[0])), 0.7)
        run = run[1:]
        title = _joined(page, run)
    main = _main(page, run)
    page.title = tidy_title(_joined(page, run[:main]) if main < len(run) else title, language)
    page.take(run[:main], "title", page.title, 0.8)
    if main < len(run):
        page.take(run[main:], "subtitle", " ".join(page.text(n).strip("_*()[]") for n in run[main:]), 0.6)


def _joined(page: TitlePage, run: Sequence[int]) -> str:
    return " ".join(undecorated(page.text(n)) for n in run)


def _main(page: TitlePage, run: Sequence[int]) -> int:
    """How many of these groups are the title itself; those below explain it."""
    # Capitals are the title, what stands below them in other letters is not. Nor is `An Invention`.
    cut = next((n for n in range(1, len(run)) if _is_main(page.pieces, run, n)), len(run))
    if cut == len(run) == 2 and page.text(run[1]).startswith(("A ", "An ")) and page.text(run[0])[-1].isalnum():
        return 1
    return cut


def _is_main(pieces: Sequence[Piece], run: Sequence[int], cut: int) -> bool:
    """Whether the lines above a cut are all in capitals, and the one below it is not."""
    above = all(is_caps(text_of(pieces[n])) for n in run[:cut])
    below = text_of(pieces[run[cut]])
    # `MIDWATER;` over `or, THE BUCKET.` is one title.
    goes_on = text_of(pieces[run[cut - 1]])[-1] in ";,:" or below.casefold().startswith(("or,", "or ", "ou ", "oder "))
    return above and not goes_on and not is_caps(below)


def take_lone_title(page: TitlePage) -> None:
    """No by-line: title and author stand over the first chapter, or the title alone."""
    plain = [n for n in page.front if isinstance(group := page.pieces[n], Group) and not is_imprint(group.lines)]
    if len(plain) > 2 and is_rule(page.pieces[plain[-1]]):
        plain.pop()
    end = page.front[-1] + 1
    below = page.pieces[end] if end < len(page.pieces) else None
    headed = isinstance(below, Group) and (
        is_worded(text_of(below)[:80], page.language)
        or is_worded(below.lines[0].text, page.language)
        or is_first_number(page.pieces, end, page.language)
    )
    if not _take_two(page, plain, headed):
        _take_line(page, plain, headed)


def _take_two(page: TitlePage, plain: Sequence[int], headed: bool) -> bool:
    """Take the author over the title, or the title over author or subtitle; False when these groups are none of it.

    `plain`: the groups of the front that are not the publisher's. `headed`: the first chapter's heading follows.
    """
    pieces, language = page.pieces, page.language
    pair = headed and len(plain) == 2
    first = pair or (headed and plain[:2] == [0, 1] and len(plain) == 3)  # a motto may stand below the title
    if name_first(pieces, plain, language) or (first and is_name_over_title(pieces, plain[0], plain[1])):
        page.take(plain[:1], "author", tidy_name(page.text(plain[0])), 0.6)
        page.take(plain[1:2], "title", tidy_title(undecorated(page.text(plain[1])), language), 0.6)
        return True
    under = pair and is_name_under_title(pieces, plain[0], plain[1], language)
    if under or (plain == [0, 1] and title_over_name(pieces, language)):
        page.take(plain[:1], "title", tidy_title(undecorated(page.text(plain[0])), language), 0.6)
        page.take(plain[1:], "author", tidy_name(page.text(plain[1])), 0.6)
        return True
    if pair and plain == [0, 1] and all(_is_capital_line(pieces[n]) for n in plain) and page.text(1).count(" ") > 1:
        page.take(plain[:1], "title", tidy_title(undecorated(page.text(0)), language), 0.6)
        page.take(plain[1:], "subtitle", tidy_title(undecorated(page.text(1)), language), 0.6)
        return True
    return False


def _is_capital_line(piece: Piece) -> bool:
    return isinstance(piece, Group) and len(piece.lines) == 1 and is_caps(piece.lines[0].text)


def _take_line(page: TitlePage, plain: Sequence[int], headed: bool) -> None:
    """Take the first line when it is set apart and looks like a title, with text below; and the name under it."""
    pieces, front, language = page.pieces, page.front, page.language
    index = front[0]
    piece = pieces[index]
    if heading_lines.shape(text_of(piece), language) is not None or has_likes(piece, pieces, language):
        return
    if not isinstance(piece, Group) or index not in plain or index + 1 >= len(pieces):
        return
    if len(piece.lines) > 2 or (len(piece.lines) == 2 and any(map(str.isalnum, piece.lines[1].text))):
        return  # (a rule may stand under a title)
    published = index + 2 in front and index + 1 in plain and index + 2 not in plain  # title, name, publisher
    line, after = piece.lines[0], pieces[index + 1]
    text = undecorated(line.text)
    over_story = not index and _heads_story(text, after, pieces, language)
    if len(plain) > 3 and not published and not over_story:
        return
    apart = isinstance(after, Group) and after.lines[0].blanks > 1
    marked = is_caps(text) or apart or line.indent >= 8 or text != line.text or len(plain) < len(front)
    # One short line over the first chapter.
    stopped = text[-1] == "." and _may_stop(text[:-1]) and not addressed(language).match(text)
    alone = headed and len(front) == 1 and (text[-1] not in '.,;:"”»…' or stopped)
    alone = alone and len(text.split()) < (_FEW_WORDS if text[0].islower() else 12) and not _SENTENCES.search(text)
    if _SLUG.match(text) or not any(map(str.isalnum, text)):
        return
    if addressed(language).match(text) and not is_title_case(text) and not is_caps(text):
        return  # "For the Thursday people"
    if len(text) < 60 and (alone or over_story or (marked and looks_titled(text))):
        page.take([index], "title", tidy_title(text, language), 0.6)
        if published and is_whole_name(page.text(index + 1)):
            page.take([index + 1], "author", tidy_name(page.text(index + 1)), 0.6)


def _heads_story(text: str, below: Piece, pieces: Sequence[Piece], language: Language) -> bool:
    """Whether a line alone over the text has a capital on each word, as in English titles alone have: one of its kind,
    and none that says where, when or who (`The Mill, Monday`)."""
    if not language.tag.startswith("en") or not text[0].isalpha() or not looks_titled(text):
        return False
    if not isinstance(below, Group) or below.plain or is_whole_name(text_of(below)):
        return False
    if turns.is_view(text) or turns.is_scene(text) or datelines.says_when(text):
        return False
    lines = (piece.lines[0].text for piece in pieces[1:] if isinstance(piece, Group) and len(piece.lines) == 1)
    likes = [line for line in lines if len(line) < _LINE and line[0].isalpha() and looks_titled(line)]
    return text not in likes and sum(not is_caps(line) for line in likes) < FEWEST_STORIES


def _may_stop(title: str) -> bool:
    """Whether a line of a few words with a stop may be a title: `Der Uhrmacher.`, no sentence."""
    return 1 < len(title.split()) < 7 and title[-1:].isalpha() and (is_caps(title) or is_title_case(title))
