"""A publisher's lines on a title page: edition, printer, place and year, rights; and the author's other works there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bookmaker.model import Line
from bookmaker.normalise.headings.decoration import undecorated
from bookmaker.normalise.headings.front import addressed, is_list_of_works
from bookmaker.normalise.headings.letter_case import is_caps, is_title_case
from bookmaker.normalise.line_ends import ends_sentence
from bookmaker.normalise.passes import Group, Piece, group_at, size_of, text_of
from bookmaker.normalise.title_page.by_lines import is_whole_name
from bookmaker.normalise.title_page.title_page import TitlePage

_IMPRINT = re.compile(
    r"\bedition\b|copyright|©|\(c\) ?\d{4}|rights reserved|"
    r"^made in (?:the u|u\.|great b|england)|printed (?:in|at|by|for)|published (?:by|in|simultaneously)|"
    r"\bpublishers?\b|^_*published\b.{0,24}\d{4}|^in (?:two|three|four|five|six|\d+) (?:volumes|vols)\b|"
    r"\bvolume (?:of|in) the\b.{2,40}\bseries$|first published|^entered,? according to act|"
    r"^complete$|^illustrated$|^unabridged$|\bisbn\b|\bverlag\b|éditions?\b|\beditorial\b|"
    r"^_*(?:with )?(?:[\w-]+ ){0,3}(?:illustrations?|frontispiece|engravings|drawings|pictures|decorations|photographs)"
    r" by\b|^_*with \w+ illustrations\b|"
    r"^_*illustrated by\b|^_*(?:by the )?author(?:ess)? of\b|"
    r"\b(?:re)?(?:printed|issued|published)\b.{0,40}\b(?:1[5-9]|20)\d\d\b|\b(?:impression|printing)_?\.?_?$|"
    r"\bimpression\b.{0,20}\b(?:1[5-9]|20)\d\d\b|"
    r"\bprinting\b.{0,20}\bcopies\b",
    re.IGNORECASE,
)
_LEGAL = re.compile(
    r"\bno part of this (?:book|publication|work)\b|\btrademarks?\b|\bthe original cover bound\b|^conditions of sale$",
    re.IGNORECASE,
)
# The same in other languages: printed at, published by, the second edition.
_IMPRINT_ABROAD = re.compile(
    r"\bgedruckt (?:bei|in|von)\b|^druck (?:von|der|und)\b|\bverlegt (?:bei|von)\b|buchdruckerei\b|verlagsbuchh\w+|"
    r"\b\w+e (?:\w+ )?auflage\b|\btausend$|^(?:bücherei|bibliothek|sammlung|reihe)\b.{4,40}\bband \d[\d/]*$|"
    r"^mit \w+ \w*(?:bildern|zeichnungen|abbildungen|illustrationen|holzschnitten|tafeln|kupfern)\b|"
    r"^illustr(?:é|ée|és|és|ato|ata|ati) (?:de|par|con|da) |^(?:avec|con|com) \d+ (?:\w+ )?(?:dessins|gravures|"
    r"illustrations|tavole|disegni|illustrazioni|vignette|incisioni|grabados|láminas|ilustraciones|gravuras|"
    r"estampas|ilustrações)\b|"
    r"^ilustrad[oa] (?:por|con|com) |^me[dt] (?:\w+ )?(?:illustrati\w+|platen|teekeningen|teckningar|tegninger|"
    r"billeder)\b|"
    r"^z \d+ (?:rycinami|ilustracjami|rysunkami)\b|^s \d+ (?:obrázky|kresbami)\b|"
    r"^съ? \w+ (?:рисунками|иллюстрациями)\b|"
    r"^\d{1,3}(?: bis)?,? ?(?:rue|boulevard|quai|avenue)\b|^(?:rua|rue|calle|via|boulevard|quai|corso)\b.{3,40}\d$|"
    r"\bimprim(?:erie|é|eurs?) (?:d|p|g|l|c|n)|\blibraires?(?:-éditeurs?)?$|\béditeurs?(?:,? \d{4})?$|"
    r"ième mille$|^il a été tiré (?:de|à)\b|^justification du tirage$|^exemplaire n|"
    r"\bexemplaires (?:sur|hors commerce|numérotés)\b|"
    r"\bimp(?:renta|\.) (?:de|del)\b|\bt[iy]p(?:ogra\w+|\.) d[eioa]|^t[iy]pogra[pf]h?[ií]a\b|^imprenta\b|\beditore?s?$|"
    r"\beditori(?:,? \d{4})?$|^t[iy]p\. [^\W\d_]|\bstampatori$|"
    r"\b(?:primera|segunda|tercera|cuarta|quinta|sexta|nueva|prima|seconda|terza|quarta|sesta|nuova|primeira|terceira|"
    r"nova|\d{1,2}\.?[ªa]) edi(?:ci[óo]n|zione|ção)\b|"
    r"\bstamperia\b|\bcasa editora\b|\bcasa editrice\b|^livraria\b|^librería\b|^libreria\b|^(?:[àa] la )?librairie\b|"
    r"\b\w+e druk$|\bboekdrukkerij|\buitgegeven (?:door|bij)\b|\buitgevers?-?m|"
    r"\bförlag\b|\bforlag\b|\bbo[kg]tr[yck]{2}\w*\b|\b\w+ (?:upplagan?|oplag|opplag|udgave|utgave)$|"
    r"\bnakład(?:em)?\b|^druk(?:iem)?\b|^wydani[ea]\b|\bwydawnictw|^drukarnia\b|^w drukarni\b|^nákladem\b|^tiskem\b|"
    r"\bnakladatel|\bknihkup\w+|^v praze\b.{0,12}\d{4}|"
    r"\bvydání$|\bиздательств|\bкнигоиздат|^издание\b|^дозволено цензур|\bтипографі?и[яи]\b|\bkiadása?$|\bnyomda\w*\b|"
    r"\bkirjapaino|\bkustannus|\bpainos$|^ensimmäisen kerran julkais",
    re.IGNORECASE,
)
_HOUSE = re.compile(
    r"\b(?:co(?:mpany|\.)|limited|ltd\.?|press|inc|publishers|& sons?|and sons|brothers)[.,_]*$", re.IGNORECASE
)
_RIGHTS = re.compile(
    r"copyright|©|rights (?:.{0,50} )?reserved|\(c\) ?\d{4}|\b(?:alle |das )?rechte?\b.{0,40}vorbehalten|"
    r"behält sich .{0,60}\bvor\b|^nachdruck\b.{0,40}verboten|droits .{0,60}réservés|"
    r"(?:derechos|direitos) (?:.{0,50} )?reservados|^reservados todos|^queda hecho el depósito|"
    r"^es propiedad|propiedad literaria|proprietà letteraria|"
    r"diritti (?:.{0,50} )?riservati|^riservati tutti i diritti|"
    r"rättigheter förbehåll|^eftertryck förbj|^nadruk verboden|ret(?:tighed|tighet)er forbehold|rechten voorbehouden|"
    r"prawa (?:\w+ )?zastrzeżone|práva vyhrazena|"
    r"права защищены|\bjog\w* fenntartva|oikeudet pidätetään",
    re.IGNORECASE,
)
_HOLDER = re.compile(
    r"(?:copyright|©|\(c\))(?: ?(?:©|\(c\)))?,? ?(?:\d{4}(?:[-–]\d{4})?,?)? ?(?:by )?"
    r"([^\W\d_][^\d©]{4,38}?)[.,]?(?: \d{4})?",
    re.IGNORECASE,
)
_ENTERED, _ACT = re.compile(r"_*entered,? according to act", re.IGNORECASE), 6  # and how many groups it has
_ISBN = re.compile(r"\bisbn\b", re.IGNORECASE)
_YEAR = re.compile(r"[\[(]?(?:c(?:irca|a\.|\.)? )?(?:1[5-9]\d\d|20\d\d|M[DCLXVI]{3,12})[\])]?\.?")
_LONG_AGO = re.compile(
    r"(?:c(?:irca|a\.|\.)? ?)?(?:1[0-4]\d\d|\d{1,4} ?(?:b\.? ?c|a\.? ?d|b?\.?c\.?e)\.?)", re.IGNORECASE
)
_CITIES = (
    r"(?:london|edinburgh|dublin|glasgow|oxford|cambridge|new[ -]york|boston|philadelphia|chicago|toronto|indianapolis|"
    r"cincinnati|san francisco|st\. louis|melbourne|sydney|calcutta|bombay|pari[sz]|bruxelles|genève|berlin|leipzig|"
    r"stuttgart|münchen|wien|zürich|hamburg|madrid|barcelona|milano|firenze|roma|torino|napoli|lisboa|porto|amsterdam|"
    r"stockholm|göteborg|helsing(?:fors|issä)|københavn|kjøbenhavn|[ck]h?ristiania|(?:w )?warszaw\w|"
    r"(?:w )?krak[óo]w\w*|lwów|poznań|praha|v praze|budapest|rotterdam|(?:'s[- ])?gravenhage|haarlem|utrecht|lausanne|"
    r"basel|bern|frankfurt|dresden|jena|buenos aires|méxico|valencia|sevilla|coimbra|rio de janeiro|são paulo|bologna|"
    r"venezia|palermo|londra|londres|helsinki|porvoo(?:ssa)?|turu(?:ssa)?|turku|viipuri(?:ssa)?|tamperee?(?:lla)?|"
    r"москва|с\.-петербургъ?|санкт-петербург|петроград|ленинград)"
)
# Where books are printed: with a year at the end of the line, a publisher's.
_CITY = re.compile(
    # (`Paris, le 12 avril 1857` stands under a letter.)
    rf"_*{_CITIES}\b(?!.*\b\d{{1,2}}(?:er|\.|th|st|nd|rd)?,? (?:de |of )?[^\W\d]).*"
    r"\b(?:1[5-9]\d\d|20\d\d|M[DCLXVI]{3,12})[.\])_]*",
    re.IGNORECASE,
)
# `Hall & Brook, London, 1881.`
_HOUSE_THERE = re.compile(rf"[^\W\d_][^.!?;]{{2,48}}, {_CITIES},? \d{{4}}\.?", re.IGNORECASE)
_CITIES_ALONE = re.compile(rf"_*{_CITIES}(?:(?:,| and| &|,? _?and_?| --?|—) ?{_CITIES})*[.,:;]*_*", re.IGNORECASE)
_TOWN_BESIDE = re.compile(rf"\s{{3,}}{_CITIES}[.,_]*$", re.IGNORECASE)
_SPACED = re.compile(r"\W*(?:[^\W\d_] ){3}")
_NOTICE = 8  # lines of a notice of rights, at the most
_PARAGRAPH = 160  # characters: no line of a title page
_LINE = 60  # characters of a line of an imprint, at the most
# At the head of a typescript: the author's address, and how long it is.
_CONTACT = re.compile(r"\b\d[\d,.]* words\b|[\w.]@\w+\.\w|\bwords?: \d", re.IGNORECASE)


def is_imprint(lines: Sequence[Line]) -> bool:
    """Whether lines are the publisher's: they say so, or are short and end in a year alone on its line."""
    first, last = lines[0].text, lines[-1].text
    if any(map(is_imprint_line, _said(lines))) or any(_LEGAL.search(line.text) for line in lines):
        return True
    if len(lines) == 1 and (_CITY.fullmatch(first) or _HOUSE_THERE.fullmatch(first)):
        return True
    towns = _CITIES_ALONE.fullmatch(first) or _CITIES_ALONE.fullmatch(last) or _TOWN_BESIDE.search(last)
    if not is_year(last) and not (len(lines) > 1 and towns):
        return False
    return all(len(line.text) < _LINE for line in lines)


def _said(lines: Sequence[Line]) -> list[str]:
    """The lines of a group, and two or three of them as one: `WITH DRAWINGS` / `BY` / `O. CROWE`."""
    texts = [line.text for line in lines]
    return [*texts, " ".join(texts)] if 1 < len(texts) < 4 else texts


def is_year(text: str) -> bool:
    """Whether a line is a year and nothing else: `(1814)`, `MDCCXL.`"""
    return _YEAR.fullmatch(text.strip("_ ")) is not None


def is_any_year(text: str) -> bool:
    """Whether a line is a year, however long ago: `101 AD`, `c. 360 B.C.`, `1380`."""
    return is_year(text) or _LONG_AGO.fullmatch(text) is not None


def is_town(lines: Sequence[Line]) -> bool:
    """Whether lines name a town, or several, where books are printed, and nothing else."""
    return len(lines) == 1 and _CITIES_ALONE.fullmatch(lines[0].text) is not None


def _names_house(lines: Sequence[Line]) -> bool:
    """Whether one of a few short lines is a publisher's name: `by` / `HARWOOD AND COMPANY`, `The Tidal Press`."""
    few = len(lines) < 5 and all(len(line.text) < _LINE for line in lines)
    named = [line.text for line in lines if few and _HOUSE.search(line.text)]
    return any(is_caps(text) or is_title_case(text) for text in named)


def is_imprint_line(text: str) -> bool:
    """Whether one line says that it is the publisher's."""
    bare = text.replace("_", "").strip(" .")
    if _SPACED.match(bare):  # K U R T  W O L F F  V E R L A G
        bare = re.sub(r" {2,}", " ", re.sub(r"(?<=\S) (?=\S)", "", bare))
    return any(pattern.search(bare) for pattern in (_IMPRINT, _RIGHTS, _IMPRINT_ABROAD))


def rights_in(lines: Sequence[Line]) -> str:
    """What lines say of rights; "" when they say nothing."""
    first = next((n for n, line in enumerate(lines) if _RIGHTS.search(line.text)), len(lines))
    return " ".join(line.text.strip("_[]() ") for line in lines[first:] if not _ISBN.search(line.text))


def is_notice_of_rights(lines: Sequence[Line]) -> bool:
    """Whether a few short lines tell of rights: `Copyright © 1987 ...` over `All rights reserved.`"""
    return 1 < len(lines) < _NOTICE and all(len(line.text) < _LINE for line in lines) and bool(rights_in(lines))


def holder(lines: Sequence[Line]) -> str:
    """Who holds the rights that lines tell of: `Copyright © 1987 Hilda Thorne`; "" when they name nobody."""
    match = next((match for line in lines if (match := _HOLDER.fullmatch(line.text.strip("_[]() ")))), None)
    return match[1].strip() if match and is_whole_name(match[1].strip()) else ""


def is_notice(text: str) -> bool:
    """Whether a sentence tells of rights: `This story is copyright 2001 by R. Example.`"""
    return _RIGHTS.search(text) is not None


def is_contact(text: str) -> bool:
    """Whether a group at the very top is a typescript's head: an address, a count of words."""
    return _CONTACT.search(text) is not None


def take_imprint(page: TitlePage) -> None:
    """The publisher's lines on a title page, up to the last that is surely one; a dedication is not among them."""
    pieces, rest = page.pieces, page.rest()
    sure = [
        index
        for index in rest
        if isinstance(group := pieces[index], Group)
        and (is_imprint(group.lines) or _names_house(group.lines))
        and not _heads_text(pieces, index)
        and not _is_told_at_length(group)
    ]
    # A town stands alone only below its publisher.
    sure += [n for n in rest if n - 1 in sure and isinstance(group := pieces[n], Group) and is_town(group.lines)]
    sure += _entered(page, rest)
    sure.sort()
    to = addressed(page.language)
    given = False
    told = 0  # groups that are sentences: an epigraph may stand here, the story may not
    for index in rest:
        group = pieces[index]
        works = index - 1 in page.gone and isinstance(group, Group) and is_list_of_works(pieces[index - 1], group)
        if not isinstance(group, Group) or not (works or (sure and index <= sure[-1])):
            break
        told += index not in sure and _is_told(group)
        if told > 1:
            break
        given = (given or to.match(group.lines[0].text) is not None) and index not in sure
        if index in sure or works or (not given and all(map(_names_only, group.lines))):
            rights = rights_in(group.lines)
            page.take([index], "rights" if rights else "imprint", rights, 0.7)


def _entered(page: TitlePage, rest: Sequence[int]) -> list[int]:
    """The lines in capitals with which `ENTERED, ACCORDING TO ACT OF CONGRESS,` goes on, up to its stop."""
    first = next((n for n in rest if _ENTERED.match(page.text(n))), -1)
    run = [n for n in rest if first < n <= first + _ACT and first >= 0 and is_caps(page.text(n))]
    end = next((n for n in run if page.text(n)[-1] == "."), first)
    return [n for n in run if n <= end]


def _heads_text(pieces: Sequence[Piece], index: int) -> bool:
    """Whether a year, town or house stands straight over a paragraph: it may be the title of the first chapter."""
    group, below = group_at(pieces, index), group_at(pieces, index + 1)
    if group is None or len(group.lines) > 1:
        return False
    text = group.lines[0].text.strip("_")
    if not text.isdecimal() and not _CITIES_ALONE.fullmatch(text) and (is_imprint_line(text) or is_year(text)):
        return False
    return below is not None and size_of(below.lines) > _PARAGRAPH


def _is_told(group: Group) -> bool:
    """Whether a group is a sentence, as the story is made of."""
    text = group.lines[-1].text
    told = ends_sentence(text) and any(map(str.isalpha, text)) and not is_caps(text)  # (stars are an ornament)
    return told and sum(line.text.count(" ") for line in group.lines) > 4


def _is_told_at_length(group: Group) -> bool:
    """Whether a group is a sentence of the author's: `The new edition of this book, of which ...`, and no year."""
    text = text_of(group)
    told = _is_told(group) and len(text) > _LINE and not any(char.isdigit() for char in text)
    told = told and "exemplaires" not in text  # (how many copies were printed, on what paper)
    told = told and not (_HOUSE.search(text) and text.split()[-1][0].isupper())  # `... in Canada by Reed & Co.`
    return told and not rights_in(group.lines) and not _LEGAL.search(text)


def _names_only(line: Line) -> bool:
    """Whether a line between the publisher's lines may be one of them: a house, a town."""
    text = undecorated(line.text)
    return len(text) < _LINE and (is_caps(text) or is_title_case(text))
