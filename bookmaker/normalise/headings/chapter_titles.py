"""The title of a numbered heading when it stands apart, in the group below: taken when its siblings do likewise."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from itertools import pairwise

from bookmaker.languages import Language
from bookmaker.model import Kind, Line
from bookmaker.normalise.habits import Habit
from bookmaker.normalise.headings import below_titles, dates, heading_lines, turns
from bookmaker.normalise.headings.evidence import Candidate
from bookmaker.normalise.headings.heading_shapes import ADDRESSED, STAGE
from bookmaker.normalise.headings.letter_case import is_caps, is_title_case
from bookmaker.normalise.headings.lone_titles import title_like, title_of
from bookmaker.normalise.line_ends import ends_sentence, is_full
from bookmaker.normalise.passes import Group, Piece, group_at, longest_of, text_of
from bookmaker.normalise.title_page.imprint import is_imprint
from bookmaker.normalise.web.archive_keys import KEPT

_FIRST_SPEECHES = 30  # groups round the heading of a scene among which who speaks speaks again
_MANY = 5  # headings
_WIDTH = 56  # columns that a line of a wrapped title fills at the least
_LONGEST = 200  # characters of a title
_MOST_LINES = 5  # of it, where more white space follows
_LONGEST_SAID = 80  # characters of what says more of an introduction
_MATTER = frozenset(
    {Kind.PREFACE, Kind.FOREWORD, Kind.INTRODUCTION, Kind.PROLOGUE}
    | {Kind.EPILOGUE, Kind.AFTERWORD, Kind.APPENDIX, Kind.CONCLUSION}
)
_QUOTED = 60  # characters of a title in quotation marks
# `MAREN. Who is there?`: the first speech of a scene.
_SPEECH = re.compile(r"[^\W\d_a-zß-öø-ÿ]{2}[^a-zß-öø-ÿ.:]*[.:](?:\s+|--|—)[\"“(¿¡]*(?:[^\W\d_]?[a-zß-öø-ÿ]|I\s)")


def attach(
    chosen: Sequence[Candidate],
    pieces: Sequence[Piece],
    language: Language,
    habit: Habit,
    entries: Collection[str] = (),
) -> None:
    """A label alone takes the next group as its title when that looks like one, and its siblings' do.

    `entries`: titles of the contents list, as `heading_lines.normal` gives them; what stands there is a title.
    """
    taken = {index for candidate in chosen for index in (candidate.index, candidate.subtitle_at)}
    families: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in chosen:
        families[candidate.shape.family].append(candidate)
    for family in families.values():
        if family[0].shape.family == "title" or family[0].shape.family.endswith("+"):
            continue
        lone = [c for c in family if not c.shape.title and c.fills(pieces) and not _is_text(pieces, c.index + 1)]
        titled = _titled(lone, taken, pieces, language, habit)
        named = {c.index for c in lone if c.index + 1 not in taken and _is_entry(pieces, c.index + 1, entries)}
        heads = {c.index for c in family}
        # (What stands alone between two of them is all that the chapter says.)
        titled = [c for c in lone if c.index in named or (c in titled and c.index + 2 not in heads)]
        for candidate in _without_captions(titled, chosen, pieces, language):
            candidate.title_at = candidate.index + 1
            if candidate.index + 2 not in taken and below_titles.goes_on(pieces, candidate.title_at, language):
                candidate.more_at = candidate.index + 2
            elif not candidate.subtitle_at and below_titles.is_aside(pieces, candidate.index + 2):
                candidate.subtitle_at = candidate.index + 2
    for candidate in chosen:
        bare = candidate.shape.kind in _MATTER and not candidate.title_at
        if bare and candidate.index + 1 not in taken and _says_more(candidate, pieces, taken):
            candidate.subtitle_at = candidate.index + 1


def _titled(
    lone: list[Candidate], taken: set[int], pieces: Sequence[Piece], language: Language, habit: Habit
) -> list[Candidate]:
    """The labels of a family over what looks like a title; as the family has it, when not all are over such a thing."""
    titled = [c for c in lone if c.index + 1 not in taken and _apart_title(c, pieces, language)]
    if len(titled) * 2 < len(lone) and len(lone) > 2:
        # (`"TOM!"` below one of many numbers is the first thing said.)
        texts = [title_of(pieces[c.index + 1]) for c in titled]
        titled = [c for c, t in zip(titled, texts, strict=True) if is_caps(t) and t[0] not in "\"“'‘"]
    if len(titled) == len(lone):
        return titled
    return (
        _sentence_titles(lone, taken, pieces, language)
        or _titles_by_gaps(lone, taken, pieces, habit)
        or _stopped_titles(lone, taken, pieces)
        or titled
    )


def _says_more(candidate: Candidate, pieces: Sequence[Piece], taken: Collection[int]) -> bool:
    """Whether capitals close below `INTRODUCTION`, with more space under them, say whose, or of what."""
    piece, below = group_at(pieces, candidate.index + 1), group_at(pieces, candidate.index + 2)
    if piece is None or below is None or piece.plain or len(piece.lines) > 2 or candidate.shape.number is not None:
        return False
    text = text_of(piece)
    capitals = is_caps(text) and 3 < len(text) < _LONGEST_SAID and text[0].isalpha() and text[-1] not in ",;:-"
    if not capitals or any(map(str.isdigit, text)) or heading_lines.normal(text) in heading_lines.NO_TITLES:
        return False  # (with a date it is where the text was written)
    over_text = candidate.index + 2 in taken or not is_caps(text_of(below))
    return over_text and piece.lines[0].blanks < below.lines[0].blanks


def _is_text(pieces: Sequence[Piece], index: int) -> bool:
    """Whether the author has said that a group is no title, speaks to the reader (`A/N: my first story!`), or says
    from whose eyes the chapter is seen (`MAREN'S POV`), or at what hour.
    """
    piece = group_at(pieces, index)
    text = piece.lines[0].text if piece is not None else ""
    if piece is None or piece.plain:
        return piece is not None
    return KEPT.fullmatch(text) is not None or turns.is_view(text) or turns.is_hour(text)


def _sentence_titles(
    lone: Sequence[Candidate], taken: set[int], pieces: Sequence[Piece], language: Language
) -> list[Candidate]:
    """Titles written like the beginning of a sentence, as most languages write them.

    One short line without a full stop could be anything; below each of several numbers it is the title.
    """
    titled = [c for c in lone if c.index + 1 not in taken and _sentence_title(c, pieces, language)]
    return titled if len(titled) > 1 and len(titled) >= 0.8 * len(lone) else []


def _is_entry(pieces: Sequence[Piece], index: int, entries: Collection[str]) -> bool:
    piece = group_at(pieces, index)
    return piece is not None and len(piece.lines) < 4 and heading_lines.normal(title_of(piece)) in entries


def _titles_by_gaps(
    lone: Sequence[Candidate], taken: set[int], pieces: Sequence[Piece], habit: Habit
) -> list[Candidate]:
    """Titles that end like sentences: under nearly all labels stands one such line or two, and more space below it."""
    titled = [c for c in lone if c.index + 1 not in taken and _above_a_gap(c, pieces, habit)]
    return titled if len(titled) > 1 and len(titled) >= 0.8 * len(lone) else []


def _stopped_titles(lone: Sequence[Candidate], taken: set[int], pieces: Sequence[Piece]) -> list[Candidate]:
    """Titles that end in a stop, with no more space below: no book begins nearly every chapter with so few words."""
    titled = [c for c in lone if c.index + 1 not in taken and _few_words(c, pieces)]
    return titled if len(titled) >= _MANY and len(titled) >= 0.9 * len(lone) else []


def _few_words(candidate: Candidate, pieces: Sequence[Piece]) -> bool:
    """Whether one line of few words, one sentence, stands under a heading, and text below it."""
    piece, below = group_at(pieces, candidate.index + 1), group_at(pieces, candidate.index + 2)
    if piece is None or below is None or piece.plain or len(piece.lines) > 1:
        return False
    text = piece.lines[0].text
    if candidate.shape.kind in ADDRESSED or not text[0].isupper() or _SPEECH.match(text):
        return False
    return len(text) < _WIDTH and text[-1] in ".!?" and not re.search(r"[.!?] [^\W\d_]", text[4:-1])


def _above_a_gap(candidate: Candidate, pieces: Sequence[Piece], habit: Habit) -> bool:
    piece, below = group_at(pieces, candidate.index + 1), group_at(pieces, candidate.index + 2)
    if piece is None or below is None or piece.plain or candidate.shape.kind in ADDRESSED:
        return False
    first, text = piece.lines[0], title_of(piece)
    if len(piece.lines) > _MOST_LINES or len(text) > _LONGEST:
        return False
    if below.lines[0].blanks < max(2, habit.blanks + 1, first.blanks):
        return False
    # A motto is in quotation marks, set in, or in lines that end before the margin.
    return (
        (text[0].isupper() or text[0].isdigit())
        and first.indent <= max(2, candidate.lines[0].indent)
        and (all(is_full(upper, lower, _WIDTH) for upper, lower in pairwise(piece.lines)) or _narrow(piece.lines))
        and _is_plain_end(text)
    )


def _narrow(lines: Sequence[Line]) -> bool:
    """Whether lines are prose that is broken before the margin, as titles are displayed: each runs on in the next."""
    width = longest_of(lines)
    return all(lower.text[0].islower() and is_full(upper, lower, width) for upper, lower in pairwise(lines))


def _is_plain_end(text: str) -> bool:
    """Whether a title may end so: in a word or a full stop, in no comma and in no speech."""
    return text[-1].isalnum() or text[-1] in ".)?!" or (text[-1] in "\"”'’" and text[0].isalpha())


def _sentence_title(candidate: Candidate, pieces: Sequence[Piece], language: Language) -> bool:
    piece, below = group_at(pieces, candidate.index + 1), group_at(pieces, candidate.index + 2)
    if piece is None or below is None or len(piece.lines) > 3 or piece.plain:
        return False
    text = title_of(piece)
    wrapped = text[-1].isalnum() and all(len(line.text) > _WIDTH for line in piece.lines[:-1])
    longest = _LONGEST if wrapped else 80
    whole = (not ends_sentence(text) or text[-1] in "?!") and text.casefold() not in language.headings
    whole = whole and heading_lines.normal(text) not in heading_lines.NO_TITLES and not _SPEECH.match(text)
    whole = whole and len(text) < longest and text[0].isupper() and text[-1] not in ",-–—" and "://" not in text
    return whole and not _is_speaker(candidate, pieces, text)


def _without_captions(
    titled: list[Candidate], chosen: Sequence[Candidate], pieces: Sequence[Piece], language: Language
) -> list[Candidate]:
    """Titles that recur are captions of documents (`THE KEEPER'S DIARY`), not titles of chapters; so are dates.

    Such a caption stands for the whole chapter only where the chapter holds no other.
    """

    def caption(text: str) -> str:
        """A caption without what varies: the date, or "(continued)" and the like after a dash or comma."""
        if dates.date(text, language.tag):
            return dates.FAMILY
        return heading_lines.normal(re.split(r"--|[—,:]|\(", text, maxsplit=1)[0])

    titled = _without_turns(titled, pieces)
    keys = Counter(caption(title_of(pieces[c.index + 1])) for c in titled)
    recurring = {key for key, count in keys.items() if count > 1}
    if sum(keys[key] for key in recurring) < 0.3 * len(titled):
        return titled
    starts = [*sorted(c.index for c in chosen), len(pieces)]

    def holds_more(candidate: Candidate) -> bool:
        end = starts[bisect_right(starts, candidate.index)]
        inner = (p for p in pieces[candidate.index + 2 : end] if isinstance(p, Group) and len(p.lines) == 1)
        return any(caption(group.lines[0].text) in keys for group in inner if len(group.lines[0].text) < 80)

    kept = [candidate for candidate in titled if not holds_more(candidate)]
    if len(kept) < len(titled):
        return [c for c in kept if caption(title_of(pieces[c.index + 1])) != dates.FAMILY]
    return kept


def _without_turns(titled: list[Candidate], pieces: Sequence[Piece]) -> list[Candidate]:
    """The titles, unless they stand within chapters too, marks round them: `~Maren~` says whose turn it is to tell."""
    marked = {text for c in titled if (text := text_of(pieces[c.index + 1])) != title_of(pieces[c.index + 1])}
    if not marked:
        return titled
    under = {c.index + 1 for c in titled}
    if not any(text_of(piece) in marked for n, piece in enumerate(pieces) if n not in under):
        return titled
    return [c for c in titled if text_of(pieces[c.index + 1]) not in marked]


def _apart_title(candidate: Candidate, pieces: Sequence[Piece], language: Language) -> bool:
    if candidate.index + 2 >= len(pieces):
        return False
    piece = group_at(pieces, candidate.index + 1)
    if piece is None or not (title_like(piece) or _long_caps(piece) or _quoted(piece)):
        return False
    if is_imprint(piece.lines):
        return False
    text = title_of(piece)
    if _SPEECH.match(text) or text.casefold().strip(" .:") in language.headings:
        return False
    if heading_lines.normal(text) in heading_lines.NO_TITLES or _is_speaker(candidate, pieces, text):
        return False
    return is_caps(text) or not ends_sentence(text) or text[-1] in "?!" or _quoted(piece)


def _quoted(group: Group) -> bool:
    """A title that is somebody's words: `"ASK THE FERRYMAN"`, all of it in quotation marks, like no speech's first."""
    text = title_of(group)
    core = text.strip("\"“”'‘’. ")
    if len(group.lines) > 1 or text[0] not in "\"“'‘" or text.rstrip(".")[-1] not in "\"”'’" or len(text) > _QUOTED:
        return False
    return is_caps(core) or (is_title_case(core) and core[-1:].isalnum() and " " in core)


def _is_speaker(candidate: Candidate, pieces: Sequence[Piece], text: str) -> bool:
    """Whether a name alone under the heading of a scene returns near it: a person speaks."""
    if candidate.shape.kind not in STAGE:
        return False
    first = max(0, candidate.index - _FIRST_SPEECHES)
    near = (*pieces[first : candidate.index], *pieces[candidate.index + 2 : candidate.index + _FIRST_SPEECHES])
    return any(isinstance(piece, Group) and piece.lines[0].text == text for piece in near)


def _long_caps(group: Group) -> bool:
    """Several lines of capitals: what old novels say a chapter treats of."""
    text = text_of(group)
    return len(group.lines) < 6 and is_caps(text) and not any(text.startswith(mark) for mark in "\"“'[(")
