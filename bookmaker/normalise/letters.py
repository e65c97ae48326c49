"""Letters in the text: place and date, salutation, closing and signature, postscript; and the letter they frame."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from bookmaker.model import Block, Decision, Kind, Line, Paragraph, ParagraphRole, Quotation, SceneBreak
from bookmaker.normalise import headings
from bookmaker.normalise.habits import is_full
from bookmaker.normalise.paragraphs import Mender, kept
from bookmaker.normalise.passes import Decisions, Findings, Group, Manuscript, Opening, Piece

_LONGEST_LINE = 64  # characters of a salutation or a closing
_LONGEST_LETTER = 60  # groups between salutation and closing
_QUOTES = "\"'“”‘’«»„_ "


def _any(*phrases: str) -> re.Pattern[str]:
    """Any of these phrases at the beginning; in a phrase `~` stands for a few words."""
    choices = "|".join(phrase.replace(" ", r"\s+").replace("~", r"(?:[\w'’]+\s+){0,4}") for phrase in phrases)
    return re.compile(rf"[{_QUOTES}]*(?:{choices})(?!\w)", re.IGNORECASE)


# Languages in one list: a letter may be in another language than the story.
_SALUTATION = _any(
    "(?:my |our )?(?:very |own )?(?:dear|dearest|darling|beloved|honou?red)",
    "(?:sirs?|madam|gentlemen|messrs|to whom it may concern)(?=[\\s,.:—-]*$)",
    "(?:meine? )?lieb(?:e|er|es|ste|ster)",
    "(?:sehr )?(?:geehrte[rs]?|verehrte[rs]?)",
    "(?:mon |ma |mes )?(?:très )?(?:chers?|chères?)",
    "(?:monsieur|madame|mademoiselle)(?=[\\s,.:—-]*$)",
    "(?:mi |muy |meu |minha )?(?:querid[oa]s?|estimad[oa]s?|prezad[oa]s?|car[oa])",
    "(?:carissim[oa]|gentile|egregio|beste|geachte|lieve|kära?|käre|bästa|kære|kjære)",
    "(?:drog[ia]|szanown[yia]|kochan[yia]|mil[ýáí]|drah[ýáí]|vážen[ýáí])",
    "(?:дорог(?:ой|ая|ие)|мил(?:ый|ая)|(?:много)?уважаем(?:ый|ая|ые))",
)
_CLOSING = _any(
    "(?:i am|i remain|believe me|we are)",
    "with ~(?:love|regards|wishes|affection|respect|thanks)",
    "(?:ever |always |very |most )*(?:yours?|thine)",
    "(?:much |lots of |all my )?love",
    "(?:most |very )?(?:sincerely|faithfully|respectfully|truly|affectionately|cordially|gratefully)",
    "(?:best|kind|warm)(?:est)? (?:regards|wishes)",
    "(?:ihre?|deine?|euer|eure|hochachtungsvoll|herzlichst)",
    "(?:mit|in) ~(?:grüßen|gruß|liebe|hochachtung)",
    "(?:cordialement|affectueusement|bien à vous|bien à toi|votre|ton|ta|je vous embrasse|je t'embrasse)",
    "(?:atentamente|saludos|tuy[oa]|suy[oa]|con cariño|tu[oa]|su[oa]|con affetto|distinti saluti|atenciosamente)",
    "(?:met vriendelijke groet|je|uw|din|med vänlig|venlig hilsen|hilsen|vennlig hilsen|kærlig hilsen)",
    "(?:z poważaniem|twój|twoja|s pozdravem|tvůj|tvá|твой|твоя|ваш|ваша|с уважением|искренне)",
)
_POSTSCRIPT = _any(r"p\.\s?(?:p\.\s?)?s\b", r"p\.?\s?d\.", r"з\.\s?ы\.")
_DATE = re.compile(
    r"\d|\b(?:street|road|lane|square|avenue|house|straße|strasse|rue|calle|via|jan|feb|mar|apr|mai|may|june?|july?|"
    r"aug|sept?|oct|okt|nov|dec|dez|(?:mon|tues|wednes|thurs|fri|satur|sun)day|montag|lundi|улица)",
    re.IGNORECASE,
)

_ADDRESS = re.compile(
    r"[_*\"“]*(?:(?i:to|from|an|von|à|de|a|al|para|til|till|från|fra|aan|van|do|pro|к|от)\s+(?:the\s+)?[_*]*[A-ZÀ-ÞА-Я]|"
    r"[A-ZÀ-Þ][\w. ]{2,28} (?i:to|an|à) (?:the |his |her )?[A-ZÀ-Þ]|"
    r"(?i:in (?:continuation|answer|reply)|(?:from )?the same to the same)\b)"
)

# Sections that end in a name, often.
_SIGNED = frozenset(
    {Kind.LETTER, Kind.PREFACE, Kind.FOREWORD, Kind.INTRODUCTION, Kind.AFTERWORD, Kind.AUTHORS_NOTE, Kind.CONCLUSION}
)

_Working = list[Piece | None]  # None: gone into its neighbour


def find(manuscript: Manuscript) -> tuple[Manuscript, Decisions, Findings]:
    """Give the parts of letters their roles, and set apart a letter that stands within other text."""
    pieces: _Working = list(manuscript.pieces)
    decisions: list[Decision] = []
    letters: list[tuple[int, int]] = []
    number = 0
    signed = False  # whether the section we are in is one that its writer signs
    while number < len(pieces):
        piece = pieces[number]
        if isinstance(piece, Opening):
            if signed:
                _foot(pieces, number, decisions)
            signed = piece.section.kind in _SIGNED
        if isinstance(piece, Group) and not piece.plain and (parts := _whole_letter(piece)):
            pieces[number : number + 1] = parts
            continue
        if isinstance(piece, Group) and not piece.plain and _short(piece):
            if _is_salutation(piece):
                first, last = _letter(pieces, number, decisions)
                if last > number:
                    letters.append((first, last))
                    number = last
            elif _is_closing(piece):
                number = _close(pieces, number, decisions)
        elif isinstance(piece, Opening) and piece.section.kind is Kind.LETTER:
            number = _head(pieces, number + 1, decisions)
            continue
        number += 1
    if signed:
        _foot(pieces, len(pieces), decisions)
    mend = Mender(manuscript.pieces)
    out = tuple(piece for piece in _set_apart(pieces, letters, mend) if piece is not None)
    return replace(manuscript, pieces=out), (*decisions, *mend.decisions), ()


def _whole_letter(group: Group) -> list[Piece]:
    """Salutation, text and closing of a letter whose lines were typed without a blank one between; none for others."""
    lines = group.lines
    if len(lines) < 3 or lines[0].text[-1] not in ",:" or len(lines[0].text) > _LONGEST_LINE:
        return []
    if not _is_salutation(Group(lines[:1])):
        return []
    closing = next((n for n in range(max(2, len(lines) - 4), len(lines)) if _is_closing(Group(lines[n:]))), 0)
    if not closing:
        return []
    return [replace(group, lines=lines[:1]), Group(lines[1:closing]), Group(lines[closing:])]


def _head(pieces: _Working, first: int, decisions: list[Decision]) -> int:
    """Set what stands over a letter that is a chapter, to whom it goes and whence; the index of what comes next."""
    end = first
    while end - first < 3 and end < len(pieces) and (_is_dateline(pieces[end]) or _is_address(pieces[end])):
        end += 1
    if end > first and end < len(pieces) and isinstance(pieces[end], Group):
        for number in range(first, end):
            _set(pieces, range(number, number + 1), "dateline", decisions)
        return end
    return first


def _foot(pieces: _Working, end: int, decisions: list[Decision]) -> None:
    """Set what stands under a letter or a preface: who signs it, and whence (`A. P.`, `Wickering, March 1891.`)."""
    first = end
    while first and end - first < 3 and isinstance(piece := pieces[first - 1], Group) and _foots(piece):
        first -= 1
    if not first or not isinstance(pieces[first - 1], Group | Quotation):
        return
    for number in range(first, end):
        role: ParagraphRole = "dateline" if _is_dateline(pieces[number]) else "signature"
        _set(pieces, range(number, number + 1), role, decisions)


def _foots(group: Group) -> bool:
    """Whether a short line may sign: a name, initials, a place with its date."""
    text = group.lines[0].text.strip(_QUOTES)
    if len(group.lines) > 1 or len(text) > 48 or group.plain or not text or headings.normal(text) in headings.ENDINGS:
        return False
    words = text.split()
    named = len(words) < 5 and text[-1] not in "?!…" and all(word[0].isupper() for word in words)
    sentence = len(words) == 1 and text[-1] == "." and not text.isupper()  # `Adieu.`, `Silence.`
    return (named and not sentence) or _is_dateline(group)


def _is_address(piece: Piece | None) -> bool:
    """`To Mrs. Orr, Stromness`, `From the Same`."""
    if not isinstance(piece, Group) or len(piece.lines) > 2:
        return False
    return all(len(line.text) < 56 for line in piece.lines) and _ADDRESS.match(piece.lines[0].text) is not None


def _short(group: Group) -> bool:
    return len(group.lines) < 5 and len(group.lines[0].text) <= _LONGEST_LINE


def _is_salutation(group: Group) -> bool:
    text = group.lines[0].text
    if len(group.lines) > 1 or not _SALUTATION.match(text):
        return False
    return text.rstrip("_\"'")[-1:] in ",:;.!—-" and len(text.split()) < 9


def is_salutation(piece: Piece) -> bool:
    """Whether a piece is `Dear Anne,` and nothing more."""
    return isinstance(piece, Group) and _is_salutation(piece)


def _is_closing(group: Group) -> bool:
    """`Yours ever,` with or without the name below it."""
    lines = group.lines
    if not _CLOSING.match(lines[0].text) or any(len(line.text) > _LONGEST_LINE for line in lines):
        return False
    if len(lines) == 1:
        return lines[0].text.rstrip(_QUOTES)[-1:] in ",;" or lines[0].indent >= 8
    # (It may stand far to the right: its length counts, not where it ends.)
    return not lines[1].text[0].islower() and not is_full(lines[0]._replace(indent=0), lines[1], 60)


def _letter(pieces: _Working, salutation: int, decisions: list[Decision]) -> tuple[int, int]:
    """Set the frame of a letter; its first and last piece, the same twice when no closing was found."""
    end = salutation
    for later in range(salutation + 1, min(len(pieces), salutation + _LONGEST_LETTER)):
        piece = pieces[later]
        if isinstance(piece, Opening | SceneBreak):
            break
        if isinstance(piece, Group) and _short(piece):
            if _is_salutation(piece):
                break
            if _is_closing(piece):
                end = _close(pieces, later, decisions)
                break
    first = salutation
    if end > salutation:
        while first and salutation - first < 2 and _is_dateline(pieces[first - 1]):
            first -= 1
    if first < salutation:
        _set(pieces, range(first, salutation), "dateline", decisions)
    _set(pieces, range(salutation, salutation + 1), "salutation", decisions)
    return first, end


def _close(pieces: _Working, closing: int, decisions: list[Decision]) -> int:
    """Set closing and signature as one, and postscripts; the index of the last of them."""
    last = closing
    group = pieces[closing]
    assert isinstance(group, Group)
    # `We are, dear Sirs,` / `Faithfully yours,` / the name: up to three groups make the closing.
    while last + 1 < len(pieces) and last - closing < 2 and isinstance(below := pieces[last + 1], Group):
        above = pieces[last]
        open_still = isinstance(above, Group) and above.lines[-1].text.rstrip(_QUOTES)[-1:] in ",;"
        if not open_still or not _is_name(below.lines):
            break
        last += 1
    role: ParagraphRole = "signature" if last > closing or len(group.lines) > 1 else "valediction"
    _set(pieces, range(closing, last + 1), role, decisions)
    while last + 1 < len(pieces) and isinstance(below := pieces[last + 1], Group):
        if not _POSTSCRIPT.match(below.lines[0].text):
            break
        last += 1
    return last


def _is_name(lines: Sequence[Line]) -> bool:
    text = lines[0].text.strip(_QUOTES)
    return (
        len(lines) < 4 and all(len(line.text) < 50 for line in lines) and len(text.split()) < 7 and text[:1].isupper()
    )


def _is_dateline(piece: Piece | None) -> bool:
    if not isinstance(piece, Group) or len(piece.lines) > 4:
        return False
    if any(len(line.text) > 56 for line in piece.lines) or piece.lines[-1].text[-1] in '!?:"”':
        return False
    return any(_DATE.search(line.text) for line in piece.lines)


def _set(pieces: _Working, span: Iterable[int], role: ParagraphRole, decisions: list[Decision]) -> None:
    """Make one paragraph of these groups, their lines kept."""
    indices = list(span)
    lines = [line for index in indices if isinstance(group := pieces[index], Group) for line in group.lines]
    place = lines[0].place
    pieces[indices[0]] = Paragraph(kept(lines), role, place=place)
    for index in indices[1:]:
        pieces[index] = None
    decisions.append(Decision(f"letters/{role}", place, "\n".join(line.text for line in lines), "", 0.8))


def _set_apart(pieces: _Working, letters: Sequence[tuple[int, int]], mend: Mender) -> _Working:
    """Pieces with each letter that other text surrounds made a quotation of its own."""
    out = list(pieces)
    for first, last in reversed(letters):
        within = out[first : last + 1]
        if _alone(out, first, last):
            for number, piece in enumerate(within, first):
                if isinstance(piece, Group) and _POSTSCRIPT.match(piece.lines[0].text):
                    out[number] = Paragraph(mend.inlines(piece.lines), "postscript", place=piece.lines[0].place)
            continue
        if not all(isinstance(piece, Group | Paragraph | None) for piece in within):
            continue
        blocks: list[Block] = []
        for piece in within:
            if isinstance(piece, Group):
                role: ParagraphRole = "postscript" if _POSTSCRIPT.match(piece.lines[0].text) else "body"
                blocks.append(Paragraph(mend.inlines(piece.lines), role, place=piece.lines[0].place))
            elif isinstance(piece, Paragraph):
                blocks.append(piece)
        out[first : last + 1] = [Quotation(tuple(blocks), "letter", place=blocks[0].place)]
    return out


def _alone(pieces: _Working, first: int, last: int) -> bool:
    """Whether the letter is all there is between two headings or breaks: then it needs no setting apart."""
    while first and isinstance(above := pieces[first - 1], Paragraph) and above.role == "dateline":
        first -= 1
    before = pieces[first - 1] if first else None
    after = pieces[last + 1] if last + 1 < len(pieces) else None
    return (before is None or isinstance(before, Opening | SceneBreak)) and (
        after is None or isinstance(after, Opening | SceneBreak)
    )
