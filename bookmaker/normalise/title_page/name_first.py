"""A title page that has the author over the title and no word between them, as most have outside English."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bookmaker.languages import Language
from bookmaker.languages.detection import FUNCTION_WORDS
from bookmaker.normalise.headings import heading_lines
from bookmaker.normalise.headings.decoration import undecorated
from bookmaker.normalise.headings.letter_case import is_caps
from bookmaker.normalise.passes import Group, Piece
from bookmaker.normalise.title_page.by_lines import is_genre, is_whole_name

_LONGEST = 60  # characters of a title
_ARTICLE = re.compile(r"(?:eine?|une?|una|um|uma|ett?|en|egy|een)\b", re.IGNORECASE)  # `Eine Geschichte` explains


def name_first(pieces: Sequence[Piece], plain: Sequence[int], language: Language) -> bool:
    """Whether the first of these groups names who wrote the book, and the second is its title.

    What looks like a name may be the title, after the hero: but a hero is named in the text.
    """
    if language.tag.startswith("en") or len(plain) < 2 or plain[1] != plain[0] + 1:
        return False
    above, below = (_text(pieces[index]) for index in plain[:2])
    if not is_whole_name(above) or is_genre(below) or _ARTICLE.match(below):
        return False
    if any(heading_lines.shape(text, language) is not None for text in (above, below)):
        return False
    if len(below) > _LONGEST or not below[:1].isupper():
        return False
    if is_caps(above) and not is_caps(below):
        return False
    name = re.compile(rf"\b{re.escape(above.split()[-1])}\b", re.IGNORECASE)
    lines = [line.text for piece in pieces[plain[-1] + 1 :] if isinstance(piece, Group) for line in piece.lines]
    if any(map(name.search, lines)):
        return False
    # Which of two names is the title, the text does not say; small letters there say that it is no name.
    if any(word in FUNCTION_WORDS.get(language.tag, "").split() for word in below.casefold().split()[1:-1]):
        return True  # `FOLKET PAA HOLMEN`
    words = [re.compile(rf"\b{re.escape(word.lower())}\b") for word in below.split() if len(word) > 3]
    return not is_whole_name(below) or any(word.search(line) for line in lines for word in words)


def _text(piece: Piece) -> str:
    return undecorated(piece.lines[0].text) if isinstance(piece, Group) and len(piece.lines) == 1 else ""
