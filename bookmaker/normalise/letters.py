"""Letters in the text: place and date, salutation, closing, signature, postscript; and the letter they frame."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bookmaker.model import Decision, Line, Paragraph, ParagraphRole, SceneBreak
from bookmaker.normalise.habits import is_full
from bookmaker.normalise.paragraphs import kept
from bookmaker.normalise.passes import Decisions, Findings, Group, Manuscript, Opening, Piece

_LONGEST_LINE = 64  # of a salutation or a closing
_LONGEST_LETTER = 60  # groups between salutation and closing

_SALUTATION = re.compile(
    r"[\"'“‘«„_]*(?:(?:My |Our )?(?:very |own )?(?:dear|dearest|darling|beloved|honou?red)\b|"
    r"(?:dear )?(?:sirs?|madam|gentlemen|messrs)\b(?=[\s,.:—-]*$)|to whom it may concern|"
    r"(?:mein[e]? )?(?:lieb(?:e|er|es|ste|ster)|(?:sehr )?(?:geehrte[rs]?|verehrte[rs]?))\b|"
    r"(?:mon |ma |mes )?(?:chers?|chères?|très chère?)\b|(?:monsieur|madame|mademoiselle)(?=[\s,.:—-]*$)|"
    r"(?:mi |muy )?(?:querid[oa]s?|estimad[oa]s?|apreciad[oa]s?)\b|(?:mi[oa] )?(?:car[oa]|carissim[oa]|gentile|egregio)\b|"
    r"(?:meu |minha )?(?:prezad[oa]|car[oa]|querid[oa])\b|(?:beste|geachte|lieve)\b|(?:kära?|käre|bästa)\b|"
    r"(?:kære|kjære)\b|(?:drog[ia]|szanown[yia]|kochan[yia])\b|(?:mil[ýáí]|drah[ýáí]|vážen[ýáí])\b|"
    r"(?:дорог(?:ой|ая|ие)|мил(?:ый|ая)|уважаем(?:ый|ая|ые)|многоуважаемый)\b)",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"[\"'“‘«„_]*(?:(?:I (?:am|remain)|believe me|we are)\b.*|with (?:all |my |best |kind |much |fond )*"
    r"(?:love|regards|wishes|affection|respect)\b.*|(?:ever |always |very |most )*(?:yours?|thine)\b.*|(?:much |lots of |all my )?love\b.*|"
    r"(?:most |very )?(?:sincerely|faithfully|respectfully|truly|affectionately|cordially|gratefully)\b.*|"
    r"(?:best|kind|warm)(?:est)? (?:regards|wishes)\b.*|your (?:\w+ ){0,4}(?:friend|servant|son|daughter|sister|brother|wife|husband|father|mother)\b.*|"
    r"(?:ihre?|deine?|euer|eure)\b.*|(?:mit |in )?(?:freundlichen|herzlichen|liebe[rn]?|vielen)? ?(?:grüßen?|liebe)\b.*|hochachtungsvoll.*|"
    r"(?:bien |cordialement|affectueusement|votre |ton |ta |je vous embrasse).*|(?:atentamente|saludos|tuy[oa]|suy[oa]|con cariño).*|"
    r"(?:tu[oa]|su[oa]|cordialmente|con affetto|distinti saluti)\b.*|(?:atenciosamente|com carinho|seu|sua)\b.*|"
    r"(?:met vriendelijke groet|je |uw ).*|(?:din|med vänlig|venlig hilsen|hilsen|vennlig hilsen|kærlig hilsen)\b.*|"
    r"(?:z poważaniem|twój|twoja|s pozdravem|tvůj|tvá|твой|твоя|ваш|ваша|с уважением|искренне)\b.*)[,.;—-]*[\"'”’»_]*",
    re.IGNORECASE,
)
_POSTSCRIPT = re.compile(r"[\"'“‘«„_]*P\. ?(?:P\. ?)?S\b|[\"'“‘«„_]*PP?S\b|З\. ?Ы\.|P\. ?D\.")
_DATE = re.compile(
    r"\d|street|road|lane|square|avenue|house|straße|strasse|rue |calle |via |jan|feb|mar|apr|mai|may|jun|jul|aug|sep|"
    r"oct|okt|nov|dec|dez|monday|tuesday|wednesday|thursday|friday|saturday|sunday|montag|lundi|ulica|улица",
    re.IGNORECASE,
)


def find(manuscript: Manuscript) -> tuple[Manuscript, Decisions, Findings]:
    """Give the parts of letters their roles, and set apart a letter that stands within other text."""
    pieces: list[Piece] = list(manuscript.pieces)
    decisions: list[Decision] = []
    letters: list[tuple[int, int]] = []
    number = 0
    while number < len(pieces):
        piece = pieces[number]
        if isinstance(piece, Group) and not piece.plain and _is_salutation(piece):
            first, last = _letter(pieces, number, decisions)
            if last > number:
                letters.append((first, last))
                number = last
        elif isinstance(piece, Group) and not piece.plain and _is_closing(piece):
            _close(pieces, number, decisions)
        number += 1
    return replace(manuscript, pieces=_set_apart(pieces, letters)), tuple(decisions), ()


def _is_salutation(group: Group) -> bool:
    line = group.lines[0]
    text = line.text
    if len(group.lines) > 1 or len(text) > _LONGEST_LINE or not _SALUTATION.match(text):
        return False
    return text.rstrip("_\"'")[-1:] in ",:;.!—-" and len(text.split()) < 9


def _is_closing(group: Group) -> bool:
    """`Yours ever,` with or without the name below it."""
    lines = group.lines
    if len(lines) > 4 or any(len(line.text) > _LONGEST_LINE for line in lines) or not _CLOSING.fullmatch(lines[0].text):
        return False
    if len(lines) == 1:
        return lines[0].text.rstrip("_\"'”’")[-1:] in ",;" or lines[0].indent >= 8
    return not lines[1].text[0].islower() and not is_full(lines[0], lines[1], 60)


def _letter(pieces: list[Piece], salutation: int, decisions: list[Decision]) -> tuple[int, int]:
    """Set the frame of a letter; its first and last piece, the same twice when no closing was found."""
    group = pieces[salutation]
    assert isinstance(group, Group)
    end = salutation
    for later in range(salutation + 1, min(len(pieces), salutation + _LONGEST_LETTER)):
        piece = pieces[later]
        if isinstance(piece, Opening | SceneBreak) or (isinstance(piece, Group) and _is_salutation(piece)):
            break
        if isinstance(piece, Group) and _is_closing(piece):
            end = _close(pieces, later, decisions)
            break
    first = salutation
    if end > salutation:
        while first and salutation - first < 2 and _is_dateline(pieces[first - 1]):
            first -= 1
            _set(pieces, first, "dateline", decisions)
    _set(pieces, salutation, "salutation", decisions)
    return first, end


def _close(pieces: list[Piece], closing: int, decisions: list[Decision]) -> int:
    """Set closing, signature and postscripts; the index of the last of them."""
    group = pieces[closing]
    assert isinstance(group, Group)
    _set(pieces, closing, "valediction" if len(group.lines) == 1 else "signature", decisions)
    last = closing
    following = pieces[last + 1] if last + 1 < len(pieces) else None
    if len(group.lines) == 1 and isinstance(following, Group) and _is_name(following.lines):
        last += 1
        _set(pieces, last, "signature", decisions)
    while last + 1 < len(pieces):
        following = pieces[last + 1]
        if not isinstance(following, Group) or not _POSTSCRIPT.match(following.lines[0].text):
            break
        last += 1
        _set(pieces, last, "postscript", decisions)
    return last


def _is_name(lines: Sequence[Line]) -> bool:
    text = lines[0].text.strip("\"'“”‘’_")
    return (
        len(lines) < 4 and all(len(line.text) < 50 for line in lines) and len(text.split()) < 7 and text[:1].isupper()
    )


def _is_dateline(piece: Piece) -> bool:
    if not isinstance(piece, Group) or len(piece.lines) > 4:
        return False
    lines = piece.lines
    if any(len(line.text) > 56 for line in lines) or lines[-1].text[-1] in '!?:"”':
        return False
    return any(_DATE.search(line.text) for line in lines)


def _set(pieces: list[Piece], index: int, role: ParagraphRole, decisions: list[Decision]) -> None:
    group = pieces[index]
    if isinstance(group, Group):
        place = group.lines[0].place
        if role == "postscript":
            return  # running text like any other, only marked; the last pass joins its lines
        pieces[index] = Paragraph(kept(group.lines), role, place=place)
        decisions.append(Decision(f"letters/{role}", place, "\n".join(line.text for line in group.lines), "", 0.8))


def _set_apart(pieces: Sequence[Piece], letters: Sequence[tuple[int, int]]) -> tuple[Piece, ...]:
    """Pieces with each letter that other text surrounds made a quotation of its own."""
    return tuple(pieces)
