"""What other libraries than Project Gutenberg put round a text, and a transcriber's list of corrections at its end.

The pages of a library are known by words of its own (`QUESTO E-BOOK:`, `wolnelektury.pl`): any share of a file may go.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from bookmaker.model import Facts, Line
from bookmaker.normalise.boilerplate import transcribers
from bookmaker.normalise.passes import Group, Piece, text_of
from bookmaker.normalise.title_page.by_lines import forename_first, is_whole_name

_HEAD = 60  # groups at the top among which a library speaks of itself
_LAST = 0.85  # share of the lines from which on a transcriber's list of corrections runs to the end

# Liber Liber (Italian); lib.ru and its likes (Russian).
_MANUZIO = re.compile(r"^\W*QUESTO E-?BOOK:?\W*$")
_MANUZIO_SPEAKS = re.compile(r"liberliber\.it|progetto Manuzio|Liber Liber|\be-text\.it", re.IGNORECASE)
_MANUZIO_FACT = re.compile(r"(TITOLO|AUTORE|TRADUTTORE):\s+(\S.*)")
_FACTS = {"TITOLO": "title", "AUTORE": "author", "TRADUTTORE": "translator"}
_RULE = re.compile(r"[-=_*—–]{10,}")
_SCANNED = re.compile(
    r"\W*(?:OCR|Spell-?check|Last-modified|Изд(?:ание|ательство|-во)?|Сканиров\w+|Вычитка|Корректура|Оцифровка)\b"
    r" ?[.:&/,]",
    re.IGNORECASE,
)
_BESIDE = re.compile(r"\W*(?:Origin|Date|Scan|HTML|WWW|E-?mail|Набор|Оригинал|Источник|Файл|Пер|Перевод)\b ?[.:&/,]")
# Wikisource's exports
_EXPORTED = re.compile(r"\W*(?:Exporté de|Exported from|Exportiert (?:aus|von)|Exportado de|Esportato da) Wikisource\b")
# Gallica's texts of the 1990s (French)
_GALLICA = re.compile(r"Document fourni par (?:la société|l['’]éditeur) ")
_GALLICA_FACTS = re.compile(r"(?P<title>\S.*?)\.? \[Document électronique\](?: / (?P<author>[^;\[\]]+))?")
# The Hungarian Electronic Library; its page has about eight paragraphs.
_MEK = re.compile(r"\W*Ez a dokumentum a Magyar Elektronikus Könyvtár")
_MEK_SPEAKS = re.compile(r"\bMEK\b|Elektronikus Könyvtár|copyright szöveg|\bmek\.(?:oszk|iif)\.hu", re.IGNORECASE)
_MEK_PAGE = 12  # groups
# Over the last page of Ebooks libres et gratuits, which the notes of the whole book may follow.
_LAST_PAGE = re.compile(r"[\W_]*à propos de cette édition électronique[\W_]*", re.IGNORECASE)
_FIRST_NOTE = re.compile(r"\[1\]\s")
# Ebooks libres et gratuits, Wolne Lektury, the Dutch books of Project Gutenberg; then lists of corrections.
_TO_THE_END = re.compile(
    r"\W*(?:à propos de cette édition électronique|"
    r"ta lektura, podobnie jak tysiące innych,|"
    r"colofon beschikbaarheid\b|"
    r"(?:esta é a )?list[ae] (?:de|dos|degli) (?:erros|errores|errori) corr[ei][gt][it]\w*|"
    r"(?:liste|tabelle|auflistung|aufstellung|verzeichnis) der (?:vorgenommenen )?(?:änderungen|korrekturen)|"
    r"im folgenden werden (?:alle |die )?geänderten? (?:text)?(?:zeilen|stellen)|"
    r"(?:die )?folgende (?:tabelle|liste) enthält\b|folgende (?:offensichtlichen? )?(?:druck|satz)?fehler wurden\b|"
    r"liste des (?:corrections|modifications)\b|(?:les )?(?:corrections|erreurs) suivantes ont été\b|"
    r"de volgende (?:verbeteringen|correcties|wijzigingen|fouten) (?:zijn|werden)\b|"
    r"lijst van (?:verbeteringen|correcties|wijzigingen)\b|följande (?:tryckfel|rättelser|ändringar)\b|"
    r"følgende (?:trykfejl|trykkfeil|rettelser|endringer|ændringer)\b|(?:seuraavat|korjatut) painovirheet\b|"
    r"se han corregido (?:los|las) siguientes\b|foram corrigidos os seguintes\b|"
    r"(?:sono stati )?corrett[ei] i seguenti\b|"
    r"lista poprawek\b)",
    re.IGNORECASE,
)

# Where a text was found, alone on its line: `http://…`, `Quelle: www.…`, `from:<http://…>`.
_ADDRESS = re.compile(
    r"(?:[^\W\d_]{2,12}(?: [^\W\d_]{2,12})? ?: ?)?[<(\[]?((?:https?://|www\.)[^\s<>]+?)[>)\].]*", re.IGNORECASE
)
_OVER_TITLE = 3  # groups at the top among which such an address stands
_TITLE_PAGE = 5  # lines of title, name and address


def head(pieces: Sequence[Piece]) -> tuple[int, Facts]:
    """How many pieces at the top are a library's own, and the facts it tells of the book."""
    speaks = -1
    facts: dict[str, str] = {}
    manuzio = False
    for number, piece in enumerate(pieces[:_HEAD]):
        if not isinstance(piece, Group):
            break
        lines = [line.text for line in piece.lines]
        manuzio = manuzio or any(map(_MANUZIO.match, lines))
        for match in filter(None, map(_MANUZIO_FACT.match, lines) if manuzio else ()):
            facts.setdefault(_FACTS[match[1]], forename_first(match[2]) if match[1] != "TITOLO" else match[2])
        if manuzio and any(map(_MANUZIO_SPEAKS.search, lines)):
            speaks = number
    if manuzio and speaks >= 0:
        return speaks + 1, tuple(facts.items())
    if pieces and _GALLICA.match(text_of(pieces[0])):
        return 1, _told_by_gallica(pieces[0])
    if pieces and _MEK.match(text_of(pieces[0])):
        return max(n for n, piece in enumerate(pieces[:_MEK_PAGE]) if _MEK_SPEAKS.search(text_of(piece))) + 1, ()
    return int(bool(pieces) and _EXPORTED.match(text_of(pieces[0])) is not None), ()


def address(pieces: Sequence[Piece]) -> tuple[int, Line, str] | None:
    """Which of the first pieces holds the address where the text was found, its line, and the address itself.

    (Among the lines of a header, each with its key, it is one of them.)
    """
    for number, piece in enumerate(pieces[:_OVER_TITLE]):
        if isinstance(piece, Group) and not piece.plain and len(piece.lines) < _TITLE_PAGE:
            for line in (piece.lines[0], piece.lines[-1]):
                if ("://" in line.text or "www." in line.text) and (match := _ADDRESS.fullmatch(line.text)):
                    keyed = any(": " in other.text for other in piece.lines if other is not line)
                    return None if keyed else (number, line, match[1])
    return None


def _told_by_gallica(piece: Piece) -> Facts:
    """Title and author in `The Title [Document électronique] / The Author ; ...`."""
    lines = [line.text for line in piece.lines] if isinstance(piece, Group) else []
    match = next(filter(None, map(_GALLICA_FACTS.match, lines)), None)
    facts = match.groupdict() if match else {}
    return tuple((fact, said.strip()) for fact, said in facts.items() if said)


def told_below(pieces: Sequence[Piece], last: int) -> Facts:
    """What Wolne Lektury's last page lets us know of its first lines: author, then title."""
    below = " ".join(map(text_of, pieces[last : last + 2]))
    if "wolnelektury.pl" not in below or last < 3:
        return ()
    author, title = text_of(pieces[0]), text_of(pieces[1])
    return (("author", author), ("title", title)) if is_whole_name(author) and len(title) < 100 else ()


def told_above(pieces: Sequence[Piece], found: set[int]) -> Facts:
    """What lib.ru's first lines say, over those who scanned the text: `Анна Вебер. Шлюз`, or the two on two lines."""
    first = pieces[0] if pieces else None
    if not isinstance(first, Group) or not found or min(found) > 2:
        return ()
    lines = [line.text for line in first.lines]
    if 0 in found:  # (a rule between them may be all)
        lines = list(takewhile(lambda text: not _RULE.fullmatch(text) and not _SCANNED.match(text), lines))
    if not 0 < len(lines) < 3:
        return ()
    author, dot, title = lines[0].partition(". ") if len(lines) == 1 else (lines[0], ".", lines[1])
    return (("author", author), ("title", title)) if dot and is_whole_name(author) and len(title) < 100 else ()


def tail(pieces: Sequence[Piece]) -> int:
    """From which piece on all is a library's, or a transcriber's list of corrections; the number of pieces for none."""
    sizes = [len(piece.lines) if isinstance(piece, Group) else 1 for piece in pieces]
    first = _LAST * sum(sizes)
    below = 0
    for number, piece in enumerate(pieces):
        if 2 * below > first and isinstance(piece, Group) and _LAST_PAGE.fullmatch(piece.lines[0].text):
            return number
        if below >= first or number > len(pieces) - 12:
            text = text_of(piece)[:200]
            if len(text) > 1 and not any(map(str.isalnum, text)) and number + 1 < len(pieces):
                text = text_of(pieces[number + 1])[:200]  # a rule over it
            if text.casefold().strip() == "colofon" and number + 1 < len(pieces):
                text += " " + text_of(pieces[number + 1])[:60]
            if _TO_THE_END.match(text) or (below >= first and len(text) < 60 and transcribers.names_note(text)):
                return number
        below += sizes[number]
    return len(pieces)


def notes_behind(pieces: Sequence[Piece], last: int) -> int:
    """Where the book's own notes begin behind a library's last page; the number of pieces for none."""
    behind = (n for n in range(last, len(pieces)) if _FIRST_NOTE.match(text_of(pieces[n])))
    return next(behind, len(pieces))


def scanned(pieces: Sequence[Piece]) -> set[int]:
    """The pieces near the top and at the end that tell who scanned the text, with the rules drawn round them."""
    found: set[int] = set()
    for number, piece in enumerate(pieces):
        if 12 <= number < len(pieces) - 5 or not isinstance(piece, Group):
            continue
        lines = [line.text for line in piece.lines if not _RULE.fullmatch(line.text)]
        sure = sum(bool(_SCANNED.match(line)) for line in lines)
        if sure and (sure + sum(bool(_BESIDE.match(line)) for line in lines)) * 2 >= len(lines):
            found.add(number)
            found |= {beside for beside in (number - 1, number + 1) if _is_rule(pieces, beside)}
    return found


def _is_rule(pieces: Sequence[Piece], index: int) -> bool:
    piece = pieces[index] if 0 <= index < len(pieces) else None
    return isinstance(piece, Group) and len(piece.lines) == 1 and _RULE.fullmatch(piece.lines[0].text) is not None
