"""What archives of fan fiction and web fiction put round a story: facts at its head, calls to vote at its foot.

The facts (fandom, rating, words ...) go to the page about the text, the summary to the description; the archive's
own phrases go altogether. An author's notes are the author's words and stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from bookmaker.facts import ABOUT, overruled
from bookmaker.model import Decision, Facts, Line
from bookmaker.normalise import archive_keys, blurbs, headings, web_furniture
from bookmaker.normalise.archive_keys import KEPT, KEY
from bookmaker.normalise.habits import ends_sentence
from bookmaker.normalise.passes import Decisions, Findings, Group, Manuscript, Piece
from bookmaker.walk import plain

_SHOWN = 12  # lines of a head without blank ones
_HEAD = 90  # lines at the top in which facts may stand
_ENOUGH = 3  # facts that show a head to be an archive's
_SUMMARY = 1_500  # characters
_CROWDED = 30  # lines without a blank one between them: not a head alone
_WRAPPED = 56  # characters that a wrapped line has at the least
_LONGEST_TITLE = 80
_GROUPS = 60
_LABEL = 14  # characters
_TITLE = 4  # lines at the top that may hold a title and a name

_SITE = re.compile(
    r"archive of our own|archiveofourown\.org|fanfiction\.net|fictionpress|wattpad|royalroad|fichub|fanficfare|"
    r"ficsave|fimfiction|spacebattles|sufficientvelocity|scribblehub|ficbook\.net|fanfiktion\.de",
    re.IGNORECASE,
)
_CHAPTER = re.compile(r"(?:chapter|prologue|part|kapitel|chapitre|cap[íi]tulo|capitolo|глава)\b", re.IGNORECASE)
_RATED = re.compile(r"Rated: .+ - (?:Chapters|Words): ")
# The shelf a page of FanFiction.net stands on.
_CATEGORY = re.compile(
    r"(?:\+ )?(?:Crossover|Anime/Manga|Books|Cartoons|Comics|Games|Misc|Movies|Plays/Musicals|TV Shows) > ?(.{2,80})"
)
_OWN_KEY = re.compile(r"([A-Z][\w'’ /-]{1,24}): (\S.*)")  # a fact that only some archive states
_PEN_NAME = re.compile(r"\w[\w.-]{2,29}")
_UNDER_TITLE = re.compile(r"(?:Summary|Notes|Chapter 1\b)")
_ARCHIVE = frozenset({ABOUT + "Archive Warning", ABOUT + "Archive Warnings"})
_TITLE_BY = re.compile(r"(\S.{0,80}?) by:? (\S.{0,40})", re.IGNORECASE)


@dataclass(slots=True)
class _Head:
    """What the head of a file has given so far."""

    facts: list[tuple[str, str]] = field(default_factory=list)
    taken: list[Line] = field(default_factory=list)
    site: bool = False
    disclaimed: bool = False


def strip(manuscript: Manuscript) -> tuple[Manuscript, Decisions, Findings]:
    """Take out an archive's facts and phrases."""
    head = _head(manuscript.pieces)
    decisions: list[Decision] = []
    gone: set[Line] = set()
    facts: Facts = ()
    head.site = head.site or _by_archive(manuscript.pieces)
    telling = sum(archive_keys.telling(name) for name, _ in head.facts)
    telling += bool(telling and (head.disclaimed or {"author", "description"} <= {name for name, _ in head.facts}))
    if (telling > 1 and (len(head.facts) + head.disclaimed >= _ENOUGH or telling == len(head.facts))) or (
        head.site and head.facts
    ):
        _over_facts(manuscript.pieces, head)
        gone.update(head.taken)
        facts = tuple(head.facts)
        decisions += (Decision("fan-fiction/fact", line.place, line.text, "", 0.9, removed=True) for line in head.taken)
    for line in web_furniture.found(manuscript.pieces):
        if line not in gone:
            gone.add(line)
            decisions.append(Decision("fan-fiction/phrase", line.place, line.text, "", 0.9, removed=True))
    own = {id(paragraph): paragraph for paragraph in web_furniture.of_pages(manuscript.pieces)}
    for paragraph in own.values():
        text = plain(paragraph.inlines)
        decisions.append(Decision("fan-fiction/phrase", paragraph.place, text, "", 0.9, removed=True))
    told = () if any(name == "description" for name, _ in facts) else tuple(blurbs.told(manuscript.pieces, gone))
    if told:
        gone.update(told)
        facts += (("description", " ".join(line.text for line in told)),)
        decisions += (Decision("fan-fiction/fact", line.place, line.text, "", 0.8, removed=True) for line in told)
    if not gone and not own:
        return manuscript, (), ()
    for line in _emptied(manuscript.pieces, gone):
        gone.add(line)
        decisions.append(Decision("fan-fiction/empty-heading", line.place, line.text, "", 0.8, removed=True))
    decisions.sort(key=lambda decision: decision.place)
    pieces = tuple(_without([piece for piece in manuscript.pieces if id(piece) not in own], gone))
    return replace(manuscript, pieces=pieces, facts=overruled(manuscript.facts, by=facts)), tuple(decisions), ()


def _head(pieces: Sequence[Piece]) -> _Head:
    """Read facts from the top, past a title and a name, until the story begins."""
    head = _Head()
    strange = seen = 0
    waiting = ""  # a key whose value stands on the next lines
    for piece in pieces:
        if not isinstance(piece, Group) or seen > _HEAD or strange > 3:
            break
        if waiting == "summary" and _is_summary(piece) and (piece.lines[0].indent or not _has_value(head, waiting)):
            _fact(head, waiting, piece.lines)
            waiting = waiting if piece.lines[0].indent else ""
            continue
        known = False
        crowded = len(piece.lines) > _CROWDED  # no blank line parts head and story
        rated = next((row for row, line in enumerate(piece.lines[:_SHOWN]) if _RATED.match(line.text)), 0)
        _over_rating(head, piece.lines[:rated])
        for row, line in enumerate(piece.lines[rated:_HEAD]):
            seen += 1
            match = KEY.fullmatch(line.text)
            if _SITE.search(line.text) and len(line.text) < 140:
                head.site = True
                known = True
                waiting = ""
                if match and match.group(2):
                    _fact(head, match.group(1), [line], match.group(2))
                else:
                    head.taken.append(line)
                    if address := re.search(r"https?://\S+?(?=[.,)]*(?:\s|$))", line.text):
                        head.facts.append(("source", address.group()))
            elif _RATED.match(line.text):
                head.facts += archive_keys.rated(line.text)
                head.taken.append(line)
                known = True
            elif match:
                waiting = match.group(1).lower()
                known = True
                if match.group(2):
                    _fact(head, waiting, [line], match.group(2))
                else:
                    head.taken.append(line)
            elif line.text.strip(" :*_").lower() == "summary":
                waiting, known = "summary", True
                head.taken.append(line)
            elif _CHAPTER.match(line.text) and len(line.text) < 60 and not crowded:
                return head
            elif headings.normal(line.text) in _OWN_HEADINGS or _CHAPTER.match(line.text):
                break
            elif KEPT.fullmatch(line.text):
                waiting, known = "", True
                head.disclaimed = head.disclaimed or "disclaimer" in line.text[:_LABEL].lower()
            elif waiting and row and (own := _OWN_KEY.fullmatch(line.text)) and _is_next(piece.lines, rated + row):
                head.facts.append((ABOUT + own[1], own[2]))
                head.taken.append(line)
                known = True
            elif (waiting and not _has_value(head, waiting)) or (waiting and not line.blanks and not crowded):
                _fact(head, waiting, [line])
                known = True
            elif not known and ((crowded and row < _TITLE) or (not row and _is_key(piece.lines, rated + 1))):
                continue
            elif not known or crowded:
                break
            else:
                waiting = ""
        strange += not known
        if not known and sum(len(line.text) for line in piece.lines) > 120:
            break
    return head


def _is_key(lines: Sequence[Line], row: int) -> bool:
    return row < len(lines) and KEY.fullmatch(lines[row].text) is not None


def _is_next(lines: Sequence[Line], row: int) -> bool:
    """Whether a line begins a fact and does not go on with the one above, which is too short to be wrapped."""
    above = lines[row - 1]
    return above.indent == lines[row].indent and len(above.text) < _WRAPPED


def _by_archive(pieces: Sequence[Piece]) -> bool:
    """Whether an archive's own headings stand over the parts of chapters."""
    lines = (line.text for piece in pieces if isinstance(piece, Group) for line in piece.lines if len(line.text) < 24)
    return any(text.startswith("Chapter ") and headings.normal(text) in headings.ARCHIVE for text in lines)


def _over_rating(head: _Head, lines: Sequence[Line]) -> None:
    """What FanFiction.net shows over its line of facts: the title, by whom, and the summary."""
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


def _over_facts(pieces: Sequence[Piece], head: _Head) -> None:
    """A title, and under it a pen name of one word, right over the facts, or below them over the summary."""
    stated = {name for name, _ in head.facts}
    lines = [line for piece in pieces[:_GROUPS] if isinstance(piece, Group) for line in piece.lines[:_HEAD]]
    first = lines.index(head.taken[0])
    over = _own(lines[:first], head)
    if not over and stated & _ARCHIVE and {"title", "author"}.isdisjoint(stated):
        ends = next((n for n, line in enumerate(lines) if _UNDER_TITLE.match(line.text)), 0)
        over = _own(lines[:ends], head)
    if not 0 < len(over) < 3 or "title" in stated or not _is_title(over[0].text):
        return
    if len(over) == 2:
        if "author" in stated or not _PEN_NAME.fullmatch(over[1].text):
            return
        head.facts.append(("author", over[1].text))
    head.facts.append(("title", over[0].text))
    head.taken.extend(over)


def _own(lines: Sequence[Line], head: _Head) -> list[Line]:
    """The lines that are neither facts nor the site's."""
    return [line for line in lines if line not in head.taken and not web_furniture.is_furniture(line.text)]


def _is_title(text: str) -> bool:
    return len(text) < _LONGEST_TITLE and not ends_sentence(text) and not text.endswith((":", ",")) and text[0] != "["


def _is_summary(group: Group) -> bool:
    text = " ".join(line.text for line in group.lines)
    return len(text) < _SUMMARY and KEY.fullmatch(group.lines[0].text) is None


def _has_value(head: _Head, key: str) -> bool:
    return any(name == archive_keys.named(key) for name, _ in head.facts)


def _fact(head: _Head, key: str, lines: Sequence[Line], value: str = "") -> None:
    value = value or " ".join(line.text for line in lines)
    name = archive_keys.named(key)
    value = archive_keys.valued(name, value)
    head.taken.extend(lines)
    if key.lower() == "stats" or (len(lines) == 1 and len(archive_keys.pairs(lines[0].text)) > 1):
        head.facts += archive_keys.pairs(value if key.lower() == "stats" else lines[0].text)
    elif head.facts and head.facts[-1][0] == name:
        head.facts[-1] = (name, f"{head.facts[-1][1]} {value}")
    else:
        head.facts.append((name, value))


_OWN_HEADINGS = headings.ARCHIVE | {"notes", "summary", "afterword"}


def _emptied(pieces: Sequence[Piece], gone: set[Line]) -> Iterator[Line]:
    """The archive's own headings (`Notes`, `Afterword`) under which nothing is left."""
    lines = [line for piece in pieces if isinstance(piece, Group) for line in piece.lines]
    for number, line in enumerate(lines):
        if line in gone or headings.normal(line.text) not in _OWN_HEADINGS:
            continue
        below = number + 1
        while below < len(lines) and lines[below] in gone:
            below += 1
        if below > number + 1 and (below == len(lines) or not lines[below].indent):
            yield line


def _without(pieces: Sequence[Piece], gone: set[Line]) -> Iterator[Piece]:
    owed = 0  # blank lines of what is gone: the gap stays for the text after it
    for piece in pieces:
        if not isinstance(piece, Group):
            yield piece
            continue
        kept = tuple(line for line in piece.lines if line not in gone)
        if len(kept) == len(piece.lines) and not owed:
            yield piece
        elif kept:
            first = kept[0]._replace(blanks=max(kept[0].blanks, owed))
            yield from _by_label(replace(piece, lines=(first, *kept[1:])))
            owed = 0
        else:
            owed = max(owed, piece.lines[0].blanks)


def _by_label(group: Group) -> Iterator[Group]:
    """What the author says in a head, one label after the other: each begins a group."""
    bounds = [0, *(n for n, line in enumerate(group.lines) if n and KEPT.fullmatch(line.text)), len(group.lines)]
    for first, last in pairwise(bounds):
        opening = group.lines[first] if not first else group.lines[first]._replace(blanks=1)
        yield replace(group, lines=(opening, *group.lines[first + 1 : last]), opens_file=group.opens_file and not first)
