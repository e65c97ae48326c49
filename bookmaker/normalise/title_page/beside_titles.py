"""What stands beside title and by-line on a title page: more of the title, a name or year alone, who made the file."""

from __future__ import annotations

import re

from bookmaker.facts import fact, people
from bookmaker.languages import Language
from bookmaker.normalise.headings import heading_lines
from bookmaker.normalise.headings.front import addressed
from bookmaker.normalise.headings.letter_case import is_caps, is_title_case
from bookmaker.normalise.passes import Group, text_of
from bookmaker.normalise.title_page.by_lines import after_by, is_whole_name, tidy_name
from bookmaker.normalise.title_page.first_stories import INITIAL
from bookmaker.normalise.title_page.front_groups import LONG, ends_block
from bookmaker.normalise.title_page.imprint import is_imprint_line, is_year
from bookmaker.normalise.title_page.one_line_titles import SURE_PEN_NAME
from bookmaker.normalise.title_page.title_lines import says_part, tidy_title
from bookmaker.normalise.title_page.title_page import TitlePage

_PICTURES = frozenset({"cover", "frontispiece"})  # what stood for a picture in the page this text was made from
_FOR_READERS = re.compile(r"^_.*_$|^[\"'“‘]|[!?…][\"'”’]?_?$|\.\.\.$", re.DOTALL)  # a motto, a magazine's blurb
_DEGREE = 60  # characters
_MOST_BETWEEN = 4  # groups between title and by-line are something else


def take_between(page: TitlePage) -> None:
    """What stands between title and by-line says more of the book; a year alone below them is the publisher's."""
    title, author = page.title_at, page.author_at
    between = [n for n in page.front if title < n < author and n not in page.gone]
    said = [page.text(n) for n in between]
    if title >= 0 and 0 < len(between) < _MOST_BETWEEN and all(_says_more(text, page.language) for text in said):
        page.take(between, "subtitle", tidy_title(" ".join(said), page.language), 0.7)
    over = [n for n in page.front if -1 < author < n < title and n not in page.gone]
    if len(over) == 1 and page.text(over[0])[0].islower() and len(page.text(over[0])) < _DEGREE:
        page.take(over, "imprint", "", 0.7)  # `of the Academy`, between name and title
    below = page.pieces[author + 1] if author >= 0 and author + 1 in page.rest() else None
    text = below.lines[0].text if isinstance(below, Group) and len(below.lines) == 1 else ""
    if (is_year(text) and not _is_followed(page, text)) or text in _PICTURES:
        page.take([author + 1], "imprint", "", 0.7)


def _is_followed(page: TitlePage, year: str) -> bool:
    """Whether the next year stands alone farther down: then years are the titles of chapters."""
    digits = "".join(filter(str.isdecimal, year))
    following = f"{int(digits) + 1}" if digits else ""
    return any(isinstance(piece, Group) and text_of(piece).strip("_*. ") == following for piece in page.pieces)


def _says_more(text: str, language: Language) -> bool:
    """Whether a line of a title page has capitals, and is no dedication, motto or number."""
    if len(text) > LONG or not text[0].isalpha() or addressed(language).match(text):
        return False
    if is_imprint_line(text) or "by the same author" in text.casefold():
        return False
    return is_caps(text) or (is_title_case(text) and (text[-1].isalpha() or text[-1] in ",;:."))


def take_lone_name(page: TitlePage) -> None:
    """A name alone beside the title: taken when it has initials, or the book says besides what it is."""
    rest = page.rest()
    if not rest or not {rest[0] - 1, rest[0] + 1} & page.gone:
        return
    text = page.text(rest[0])
    ends = len(rest) == 1 or ends_block(page.pieces, rest[0])
    sure = INITIAL.search(text) or len(page.gone) > 1
    if ends and ((is_whole_name(text) and sure) or SURE_PEN_NAME.fullmatch(text)):
        page.take(rest[:1], "author", tidy_name(text), 0.6)


def take_credits(page: TitlePage, index: int) -> None:
    """Between a library's header and the title stand only the names of those who made the file; or words to readers."""
    above = [n for n in page.front if n < index and heading_lines.shape(page.text(n), page.language) is None]
    if len(above) <= 2 and not any(_FOR_READERS.search(page.text(n)) for n in above):
        for n in above:
            page.take([n], "credit", "", 0.8)


def rest_again(page: TitlePage, index: int) -> list[int]:
    """The groups below a half title that say the rest of the title page again: `OR,` / `STREET LIFE`, the by-line."""
    word, below = index + 1, index + 2
    name = after_by(page.text(word), page.language) if word < len(page.pieces) else ""
    if name and heading_lines.normal(name) in map(heading_lines.normal, people(page.facts, "author")):
        return [word]
    if below >= len(page.pieces) or page.text(word).casefold().strip(" ,;_*") != "or":
        return []
    whole = f"{fact(page.facts, 'title')} {fact(page.facts, 'subtitle')}"
    return [word, below] if says_part(page.text(below), whole) else []
