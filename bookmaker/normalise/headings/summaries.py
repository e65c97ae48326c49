"""What old novels say under a heading that its chapter treats of: `In which a Bucket is set under a Hole.`

One such line could be the first sentence. Under most headings of a book it is their summary, and stands with them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise

from bookmaker.languages import Language
from bookmaker.normalise.habits import Habit
from bookmaker.normalise.headings.evidence import Candidate
from bookmaker.normalise.headings.heading_shapes import ADDRESSED
from bookmaker.normalise.headings.letter_case import is_caps, is_title_case
from bookmaker.normalise.headings.lone_titles import title_like
from bookmaker.normalise.line_ends import is_full
from bookmaker.normalise.passes import Group, Piece, group_at, text_of, typed

# All in italics, but for a ship's name: `_The barge_ Sally Ann--_A splash_`
_ITALIC = re.compile(r"[\[(]?_[^_]+_(?:[^_]{1,40}(?:--|—)_[^_]+_)*[.)\]]?|\[[^\[\]]+\]", re.DOTALL)
_DATED = re.compile(r"\W*(?:\w+\W+){0,4}\d{1,2}(?:st|nd|rd|th)?\W+(?:\w+\W+)?(?:\d{4})?\W*")
_SURE = re.compile(
    r"[_\[(*]*(?:in which|wherein|containing|shewing|showing (?:how|what|that)|treating of|treats of|which treats|"
    r"in welchem|worin|enthaltend|welches kapitel|où (?:l'on|il)|dans lequel|qui traite|donde se|en (?:el )?que se|"
    r"que trata|dove si|nel quale|che tratta|waarin|i vilket|hvari|в которой|в котором)\b",
    re.IGNORECASE,
)
# By language: Dutch `De` begins half the sentences of a book, French `De` many a summary.
_LIKELY = {
    tag: re.compile(rf"[_\[(*]*(?:{words}) ", re.IGNORECASE)
    for tag, words in {
        "en": "how|of|concerning|being|relates|is|what",
        "de": "wie|von|was",
        "fr": "comment|de|du|des",
        "es": "cómo|de|del",
        "it": "come|dell[ao]|di|del",
        "pt": "como|de|do|da",
        "nl": "hoe|van",
        "sv": "hur|om",
        "da": "hvorledes|om",
        "nb": "hvorledes|om",
        "ru": "как|о|об",
    }.items()
}
_TOPICS = re.compile(r"\s*(?:--+|—|–)\s*")
_TITLE = 60  # characters
_LONGEST = 700  # characters
_Tells = Callable[[str], bool]


def attach(chosen: Sequence[Candidate], pieces: Sequence[Piece], language: Language, habit: Habit) -> None:
    """Give the headings of a family their summaries, when most of them have one."""
    in_likely_words = partial(_in_likely_words, likely=_LIKELY.get(language.tag.partition("-")[0]))
    taken = {candidate.index for candidate in chosen}
    families: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in chosen:
        if candidate.shape.kind not in ADDRESSED and candidate.fills(pieces):
            families[candidate.shape.family].append(candidate)
    for family in families.values():
        for tells, share in ((_in_words, 0.5), (_of_topics, 0.6), (in_likely_words, 0.8)):
            found = {c.index: at for c in family if (at := _below(c, pieces, taken, habit, tells))}
            if len(found) > 1 and len(found) >= share * len(family):
                found |= _with_gaps(family, found, pieces, taken, habit)
                for candidate in family:
                    candidate.subtitle_at = found.get(candidate.index, 0)
                break


def _with_gaps(
    family: Sequence[Candidate], found: dict[int, int], pieces: Sequence[Piece], taken: set[int], habit: Habit
) -> dict[int, int]:
    """The summaries of the others in the family: set as those found are, with the same wide gap below."""
    gaps = {_gap_below(pieces, at) for at in found.values()}
    gap = gaps.pop()
    if gaps or gap < max(2, habit.blanks + 1):
        return {}
    lone = (candidate for candidate in family if candidate.index not in found)
    below = {candidate.index: max(candidate.title_at, candidate.index) + 1 for candidate in lone}
    return {
        index: at
        for index, at in below.items()
        if at not in taken
        and at + 1 < len(pieces)
        and isinstance(group := pieces[at], Group)
        and not group.plain
        and len(text_of(group)) < _LONGEST
        and _wrapped(group, habit)
        and _gap_below(pieces, at) == gap
    }


def _gap_below(pieces: Sequence[Piece], at: int) -> int:
    below = group_at(pieces, at + 1)
    return below.lines[0].blanks if below else 0


def _below(candidate: Candidate, pieces: Sequence[Piece], taken: set[int], habit: Habit, tells: _Tells) -> int:
    """Where the summary of a heading stands: straight below it, or below its title; 0 when it has none."""
    for at in (candidate.index + 1, candidate.index + 2):
        if at == candidate.title_at:
            continue
        if at in taken or at + 1 >= len(pieces):
            return 0
        piece = pieces[at]
        if not isinstance(piece, Group) or piece.plain or not isinstance(pieces[at + 1], Group):
            return 0
        text = typed(piece.lines)
        if at == candidate.index + 1 and not candidate.shape.title and title_like(piece) and _is_title(text):
            continue
        # Capitals are a title, however long.
        if len(text) < _LONGEST and not is_caps(text) and tells(text) and _wrapped(piece, habit):
            return at
        if candidate.shape.title or not (title_like(piece) or is_caps(text)):
            return 0
    return 0


def _is_title(text: str) -> bool:
    """Whether a few words, in italics perhaps, are more likely a title: `_Ride with Morgan_` below `1`."""
    bare = text.strip("_")
    return len(bare) < _TITLE and bare[-1:] not in ".])" and "--" not in bare and not _SURE.match(text)


def _wrapped(group: Group, habit: Habit) -> bool:
    """Whether its lines end at the margin: those of a motto in verse do not."""
    width = (habit.width or 66) - 12
    return all(is_full(upper, lower, width) for upper, lower in pairwise(group.lines))


def _in_words(text: str) -> bool:
    if text[0] == "[" and is_title_case(text) and len(text) < _TITLE and text[-2] not in ".?!":
        return False  # `[The Ferry]`
    if _ITALIC.fullmatch(text) and not _DATED.fullmatch(text.strip("_[]() .")):
        return text.strip("_[]()")[:1] not in "\"“«'‘"
    return _SURE.match(text) is not None


def _in_likely_words(text: str, likely: re.Pattern[str] | None) -> bool:
    return likely is not None and len(text) < 300 and likely.match(text) is not None and text[-1] in "._)]"


def _of_topics(text: str) -> bool:
    """`Three Invalids.--Sufferings of George.--A Cure for them`: topics between dashes, as no title has them."""
    topics = [topic for topic in _TOPICS.split(text.replace("\n", " ").strip("_ ")) if topic]
    return len(topics) > 2 and all(topic[0].isupper() or not topic[0].isalpha() for topic in topics) and len(text) > 80


def settle(chosen: Sequence[Candidate]) -> None:
    """A summary below a line that is no title after all is none."""
    for candidate in chosen:
        if candidate.subtitle_at == candidate.index + 2 and candidate.title_at != candidate.index + 1:
            candidate.subtitle_at = 0
