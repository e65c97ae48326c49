"""The head of a story from an archive: its facts line by line, past a title and a name, until the story begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from bookmaker.facts import ABOUT
from bookmaker.model import Line
from bookmaker.normalise.headings import heading_lines
from bookmaker.normalise.line_ends import ends_sentence
from bookmaker.normalise.passes import Group, Piece, joined_text, lines_of, size_of, text_of
from bookmaker.normalise.web import archive_keys, web_furniture
from bookmaker.normalise.web.archive_keys import KEPT, KEY, OWN_HEADINGS

_SHOWN = 12  # lines of a head without blank ones
_HEAD = 90  # lines at the top in which facts may stand
_ENOUGH = 3  # facts that show a head to be an archive's
_SUMMARY = 1_500  # characters
_CROWDED = 30  # lines without a blank one between them: not a head alone
_WRAPPED = 56  # characters that a wrapped line has at the least
_LONGEST_TITLE = 80
_GROUPS = 60
_LABEL = 14  # characters
_PARAGRAPHS = 5  # of a summary, with the label below
_TITLE = 4  # lines at the top that may hold a title and a name

_SITE = re.compile(
    r"archive of our own|archiveofourown\.org|fanfiction\.net|fictionpress|wattpad|royalroad|fichub|fanficfare|"
    r"ficsave|fimfiction|spacebattles|sufficientvelocity|scribblehub|ficbook\.net|fanfiktion\.de",
    re.IGNORECASE,
)
_CHAPTER = re.compile(r"(?:chapter|prologue|part|kapitel|chapitre|cap[íi]tulo|capitolo|глава)\b", re.IGNORECASE)
_NUMBERED = re.compile(r"\d{1,3}[.:)] ?\S|(?:chapter|prologue)\b", re.IGNORECASE)
_RATED = re.compile(r"Rated: .+ - (?:Chapters|Words): |(?:[^»]{2,40} » .{2,60}? )?Rated: \w\+?, \w.*Words: ")
# The shelf a page of FanFiction.net stands on.
_CATEGORY = re.compile(
    r"(?:\+ )?(?:Crossover|Anime/Manga|Books|Cartoons|Comics|Games|Misc|Movies|Plays/Musicals|TV Shows)"
    r"(?: > ?| {2,}|\t)(.{2,80})"
)
_SUMMARY_LABELS = frozenset({"summary", "synopsis", "description"})
_OWN_KEY = re.compile(r"([A-Z][\w'’ /-]{1,24}): (\S.*)")  # a fact that only some archive states
_PEN_NAME = re.compile(r"\w[\w.-]{2,29}")
_UNDER_TITLE = re.compile(r"(?:Summary|Notes|Chapter 1\b)")
# What a browser shows over a page: `Salt Road - Chapter 2 - heronking - Original Work [Archive of Our Own]`.
_PAGE_TITLE = re.compile(
    r"(?P<title>\S.*?) - (?:Chapter \d+ - )?(?P<author>\S[^-]*?) - [^-].*? \[Archive of Our Own\]", re.IGNORECASE
)
_ARCHIVE = frozenset({ABOUT + "Archive Warning", ABOUT + "Archive Warnings"})
_TITLE_BY = re.compile(r"(\S.{0,80}?) by:? (\S.{0,40})", re.IGNORECASE)


@dataclass(slots=True)
class Head:
    """What the head of a file has given so far: facts, and the lines that state them.

    `site`: a site has named itself. `disclaimed`: the author owns nothing. `waiting`: a key whose value stands on the
    next lines ("": none). `set_in`: the summary stands below its key, set in, or goes on up to a label.
    """

    facts: list[tuple[str, str]] = field(default_factory=list)
    taken: list[Line] = field(default_factory=list)
    site: bool = False
    disclaimed: bool = False
    waiting: str = ""
    set_in: bool = False


def read(pieces: Sequence[Piece]) -> Head | None:
    """The facts at the top of a text; None when they may be a play's or a book's own."""
    head = _head(pieces)
    if not head.facts:
        return None
    stated = [name for name, _ in head.facts]
    telling = archive_keys.telling(stated, head.disclaimed)
    enough = len(head.facts) + head.disclaimed >= _ENOUGH or telling == len(head.facts)
    if not (telling > 1 and enough) and not head.site and not _by_archive(pieces):
        return None
    _over_facts(pieces, head)
    if not any(name == "author" for name, _ in head.facts):
        by = [(line, names) for line in lines_of(pieces[:_TITLE]) if (names := archive_keys.pen_names(line.text))]
        head.taken += [line for line, _ in by[:1]]
        head.facts += [("author", name) for _, names in by[:1] for name in names]
    return head


def _head(pieces: Sequence[Piece]) -> Head:
    head = Head()
    strange = seen = 0
    for number, piece in enumerate(pieces):
        if not isinstance(piece, Group) or seen > _HEAD or strange > 3:
            break
        if _takes_summary(head, piece, pieces[number + 1 : number + _PARAGRAPHS]):
            continue
        known = False
        crowded = len(piece.lines) > _CROWDED  # no blank line parts head and story
        rated = next((row for row, line in enumerate(piece.lines[:_SHOWN]) if _RATED.match(line.text)), 0)
        _over_rating(head, piece.lines[:rated])
        lines = piece.lines[rated:_HEAD]
        for row, line in enumerate(lines):
            seen += 1
            if _states(head, line):
                known = True
                continue
            opens = _CHAPTER.match(line.text) is not None and head.waiting != "series"  # `Part 2 of`
            if opens and len(line.text) < 60 and not crowded:
                return head
            if opens or heading_lines.normal(line.text) in OWN_HEADINGS:
                head.waiting = "" if not opens else head.waiting
                break
            if _is_kept(head, line) or _goes_on(head, lines, row, crowded):
                known = True
                continue
            if not known and ((crowded and row < _TITLE) or (not row and _is_key(lines, 1))):
                continue  # a title, a name
            if crowded and any(_UNDER_TITLE.match(below.text) for below in lines[row + 1 : row + 3]):
                continue  # the same, below the facts
            if not known or crowded:
                break
            head.waiting = ""
        strange += not known
        if not known and size_of(piece.lines) > 120:
            break
    return head


def _takes_summary(head: Head, group: Group, below: Sequence[Piece]) -> bool:
    """Whether a group is the summary, below its key, or goes on with it: all of it is set in, or a label ends it."""
    set_in = bool(group.lines[0].indent)
    told = _has_value(head, head.waiting)
    goes_on = head.set_in and (set_in or _ends_in_label((group, *below)))
    if head.waiting != "summary" or not _is_summary(group) or (told and not goes_on):
        return False
    if told and len(group.lines) == 1 and _NUMBERED.match(group.lines[0].text):
        return False  # `1. Low Water`: the first chapter
    _fact(head, head.waiting, group.lines)
    head.set_in = set_in or _ends_in_label(below)
    head.waiting = head.waiting if head.set_in else ""
    return True


def _ends_in_label(pieces: Sequence[Piece]) -> bool:
    """Whether a few short paragraphs come before the label `Notes`: they go on with the summary."""
    for number, piece in enumerate(pieces):
        if not isinstance(piece, Group) or not _is_summary(piece) or _CHAPTER.match(piece.lines[0].text):
            return False
        if heading_lines.normal(piece.lines[0].text) == "notes":
            return number > 0
    return False


def _states(head: Head, line: Line) -> bool:
    """Whether a line states a fact: it names a site, or it has one of the keys, with a value or without."""
    match = KEY.fullmatch(line.text)
    if _SITE.search(line.text) and len(line.text) < 140:
        head.site = True
        head.waiting = ""
        if page := _PAGE_TITLE.fullmatch(line.text):
            head.facts += [(name, value) for name, value in page.groupdict().items()]
        if match and match.group(2):
            _fact(head, match.group(1), [line], match.group(2))
        else:
            head.taken.append(line)
            if address := re.search(r"https?://\S+?(?=[.,)]*(?:\s|$))", line.text):
                head.facts.append(("source", address.group()))
    elif _RATED.match(line.text):
        head.facts += archive_keys.rated(line.text)
        head.taken.append(line)
    elif match:
        head.waiting = "summary" if archive_keys.named(match.group(1)) == "description" else match.group(1).lower()
        head.site = head.site or archive_keys.is_chinese(match.group(1))
        if match.group(2):
            _fact(head, head.waiting, [line], match.group(2))
            head.waiting = "" if head.waiting == "stats" else head.waiting
        else:
            head.taken.append(line)
    elif line.text.strip(" :*_").lower() in _SUMMARY_LABELS:
        head.waiting = "summary"
        head.taken.append(line)
    else:
        return False
    return True


def _is_kept(head: Head, line: Line) -> bool:
    """Whether a line is the author speaking: `Disclaimer: ...`."""
    if not KEPT.fullmatch(line.text):
        return False
    head.waiting = ""
    head.disclaimed = head.disclaimed or "disclaimer" in line.text[:_LABEL].lower()
    return True


def _goes_on(head: Head, lines: Sequence[Line], row: int, crowded: bool) -> bool:
    """Whether a line below a key is its value, or goes on with it, or states what only some archive does."""
    line = lines[row]
    if not head.waiting:
        return False
    if row and (own := _OWN_KEY.fullmatch(line.text)) and _is_next(lines, row):
        head.facts.append((ABOUT + own[1], own[2]))
        head.taken.append(line)
    elif not _has_value(head, head.waiting) or (not line.blanks and not crowded):
        _fact(head, head.waiting, [line])
        head.waiting = "" if head.waiting == "stats" else head.waiting
    else:
        return False
    return True


def _is_key(lines: Sequence[Line], row: int) -> bool:
    return row < len(lines) and KEY.fullmatch(lines[row].text) is not None


def _is_next(lines: Sequence[Line], row: int) -> bool:
    """Whether a line begins a fact and does not go on with the one above, which is too short to be wrapped."""
    above = lines[row - 1]
    return above.indent == lines[row].indent and len(above.text) < _WRAPPED


def _by_archive(pieces: Sequence[Piece]) -> bool:
    """Whether an archive's own headings stand over the parts of chapters."""
    lines = (line.text for line in lines_of(pieces) if len(line.text) < 24)
    return any(text.startswith("Chapter ") and heading_lines.normal(text) in heading_lines.ARCHIVE for text in lines)


def _over_rating(head: Head, lines: Sequence[Line]) -> None:
    """What FanFiction.net shows over its line of facts: the title, by whom, and the summary."""
    lines = [line for line in lines if not web_furniture.is_furniture(line.text)]
    if lines and (category := _CATEGORY.fullmatch(lines[0].text)):
        head.facts.append((ABOUT + "Category", category.group(1)))
        head.taken.append(lines[0])
        lines = lines[1:]
    for number, line in enumerate(lines):
        both = _TITLE_BY.fullmatch(line.text) if not number else None
        match = KEY.fullmatch(line.text)
        if match and match.group(2):
            _fact(head, match.group(1), [line], match.group(2))
        elif both:
            head.facts.append(("author", both.group(2)))
            _fact(head, "title", [line], both.group(1))
        else:
            _fact(head, "summary" if number else "title", [line])


def _over_facts(pieces: Sequence[Piece], head: Head) -> None:
    """A title, and under it a pen name of one word, right over the facts, or below them over the summary."""
    stated = {name for name, _ in head.facts}
    lines = [line for piece in pieces[:_GROUPS] if isinstance(piece, Group) for line in piece.lines[:_HEAD]]
    first = next((number for number, line in enumerate(lines) if line in head.taken), 0)
    over = _own(lines[:first], head)
    if not over and stated & _ARCHIVE and {"title", "author"}.isdisjoint(stated):
        ends = next((n for n, line in enumerate(lines) if _UNDER_TITLE.match(line.text)), 0)
        over = _own(lines[:ends], head)
    if not 0 < len(over) < 3 or "title" in stated or not _is_title(over[0].text):
        return
    title = over[0].text
    if len(over) == 1 and "author" not in stated and (both := _TITLE_BY.fullmatch(title)):
        title = both[1]
        head.facts.append(("author", both[2]))
    if len(over) == 2:
        if "author" in stated or not _PEN_NAME.fullmatch(over[1].text):
            return
        head.facts.append(("author", over[1].text))
    head.facts.append(("title", title))
    head.taken.extend(over)


def _own(lines: Sequence[Line], head: Head) -> list[Line]:
    """The lines that are neither facts nor the site's."""
    return [line for line in lines if line not in head.taken and not web_furniture.is_furniture(line.text)]


def _is_title(text: str) -> bool:
    return len(text) < _LONGEST_TITLE and not ends_sentence(text) and not text.endswith((":", ",")) and text[0] != "["


def _is_summary(group: Group) -> bool:
    text = text_of(group)
    return len(text) < _SUMMARY and KEY.fullmatch(group.lines[0].text) is None


def _has_value(head: Head, key: str) -> bool:
    return any(name == archive_keys.named(key) for name, _ in head.facts)


def _fact(head: Head, key: str, lines: Sequence[Line], value: str = "") -> None:
    value = value or joined_text(lines)
    name = archive_keys.named(key)
    value = archive_keys.valued(name, value)
    head.taken.extend(lines)
    if key.lower() == "stats" or (len(lines) == 1 and len(archive_keys.pairs(lines[0].text)) > 1):
        head.facts += archive_keys.pairs(value if key.lower() == "stats" else lines[0].text)
    elif head.facts and head.facts[-1][0] == name:
        head.facts[-1] = (name, f"{head.facts[-1][1]} {value}")
    else:
        head.facts.append((name, value))
