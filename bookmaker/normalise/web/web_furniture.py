"""What sites and boards set between the chapters of a story: links to the next one, calls to vote, notices of theft.

These are never the author's words. What may be (`Join my Discord!`) stays.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from bookmaker.model import Line, Paragraph
from bookmaker.normalise.passes import Group, Piece
from bookmaker.normalise.web import page_paths
from bookmaker.walk import plain

_LONGEST = 240  # characters
_FEW = 3  # lines
_FEW_COUNTS = 30  # characters

_FIRST = re.compile(r"\W*(\w+)")
_FIRST_WORDS = frozenset(  # of all patterns here: one look settles it for nearly every line of a book
    "posted please see continue you youve advertise log sign register report review return promoted kudos bookmark top "
    "favorite favourite end end_of_chapter threadmark threadmarks reader view add last click chapter if this read find "
    "visit use press tap the previous prev next first latest table contents index toc home chapters main menu back "
    "archive voriges nächstes vorheriges inhaltsverzeichnis chapitre sommaire capítulo capitulo capitolo índice indice "
    "предыдущая следующая назад вперед вперёд содержание оглавление translator translated editor edited proofreader "
    "proofread tl tlc ed pr r full follow fav project work comments "
    "scribble scribblehub powered tip fanfiction royal add estimated more copyright rate part default reading updated "
    "created "
    "share story author contrast font desktop browse home anime fiction like quote".split()
)
_PHRASES = re.compile(
    r"\W*(?:posted originally on the archive of our own at .+|"
    r"please drop by the archive and comment to let the (?:creator|author) know if you enjoyed their work!?|"
    r"\(?see the end of the (?:chapter|work) for (?:more )?(?:notes|other works inspired by this one)[.)]*|"
    r"(?:continue (?:reading|to) (?:the )?next (?:part|chapter))|you(?:'|’)?ve reached the end of published parts.*|"
    r"you(?:'|’)ll also like|"
    r"add this story to your library to get notified about new parts|"
    r"estimated reading time ?[-–—:] ?\d+ min(?:ute)?s?|\W*more stories from author: .{2,40}|"
    r"copyright statement: unless explicitly stated, all stories published on .+|"
    r"(?:please )?rate this (?:story|submission)|the author would appreciate your feedback\.?|story info|"
    r"share this story|(?:default )?font (?:size|face|spacing)|reading theme|read more of this series|"
    r"(?:next|previous) part|story tags|part \d+ of the \d+ part series|\d[\d,.]*k? followers?|"
    r"(?:updated|created) \d\d/\d\d/\d{4}|\d[\d.]*k words|"
    r"powered by wuxia\w*|tip: you can use .{0,40}keys to browse between chapters\.?|"
    r"fanfiction \| unleash your imagination|"
    r"scribble ?hub|this work (?:is|was) .*\bpublic domain\b.*\bbecause\b.+|"
    r"advertise here with us!?|(?:log in|sign in|register) to (?:comment|review|vote)\b.*|report chapter|"
    r"review this (?:chapter|story)(?: now)?|return to top|promoted stories|"
    r"(?:[\d.,]+\s?[KM]?\s+(?:reads?|votes?|comments?|parts?|views?|favorites|readers|chapters(?:/week)?)[\s·•|,]*)+|"
    r"follow author|fiction page|r/\w{2,30}|(?:(?:like|quote|reply|report|share|award|add bookmark)[\s·•|]*){2,}|"
    r"kudos|bookmark|↑ ?top|work header|comments \(\d+\)|"
    r"favou?rite ?: story author follow ?: story author|end file\.?|"
    r"threadmarks?|reader mode|view discussion|add bookmark|last edited(?: by a moderator)?: .{6,40}|"
    r"r/\w{2,30}\s*[•·|-]?\s*(?:posted by )?u/\S{2,30}.{0,40}|posted by u/\S{2,30}.{0,40}|"
    r"(?:full|3/4|1/2|expand|tighten|[\s+-])+|(?:follow/fav|fav/follow) .{1,80}|"
    r"share: email \. facebook \. twitter|(?:story|author): follow favou?rite|contrast: dark \. light|"
    r"font: small \. medium \. large.*|desktop mode \. twitter \. help.*|"
    r"(?:home|browse) just in community forum(?: more)?|anime manga books cartoons comics games misc plays movies tv|"
    r"the author would like to thank you for your continued support\. your review has been posted|"
    r"click to (?:expand|shrink)(?:\.\.\.|…)|"
    r"(?:[\[(<{]\s*){1,3}end (?:of )?(?:this |the )?(?:chapter|part)(?: \w{1,5})?(?:\s*[\])>}]){1,3}|"
    r"<+ ?end_of_chapter ?>+|chapter end|"
    r"if you find any errors ?\( ?(?:broken|ads).+|"
    r"please let us know < ?report chapter ?>.*|"
    r"this chapter (?:is|was) (?:updated|uploaded) (?:by|at|first at) .+|"
    r"(?:read|find|visit) (?:the )?latest (?:chapters?|updates?|novels?) (?:at|on|in) .+|"
    r"(?:use|press) (?:the )?(?:left|right|←|arrow).{0,40}keys?.{0,60}(?:chapter|page)s?.?|"
    r"tap (?:the )?screen to use .+|you can use (?:left/right|arrow|a/d) keys.+)\W*",
    re.IGNORECASE,
)
_NAVIGATION = re.compile(
    r"(?:(?:the )?(?:previous|prev|next|last|first|latest)(?: (?:chapter|part|page|update))?|"
    r"(?:table of )?contents|index|toc|home|chapter list|chapters?|main|menu|back|archive|"
    r"(?:project|novel|series|story) (?:page|index|info)|wiki|patreon|discord|royal ?road|ko-?fi|website|amazon|"
    r"(?:voriges|nächstes|vorheriges) kapitel|inhaltsverzeichnis|chapitre (?:précédent|suivant)|sommaire|"
    r"cap[íi]tulo (?:anterior|siguiente|seguinte|próximo)|índice|capitolo (?:precedente|successivo)|indice|"
    r"(?:предыдущая|следующая) глава|назад|впер[её]д|содержание|оглавление)",
    re.IGNORECASE,
)
_WAYS = frozenset(  # (`Chapter the Last` is a heading)
    "previous prev next voriges nächstes vorheriges précédent suivant anterior siguiente seguinte próximo "
    "precedente successivo предыдущая следующая назад вперед вперёд".split()
)
_LINK = re.compile(r"\[(?:(?:the )?(?:first|prev|previous|next|last|index|wiki|patreon)(?: chapter)?)\]", re.IGNORECASE)
# Wattpad's reads, votes and comments under a heading.
_COUNTS = re.compile(r"(?:[\d.]+[KM]|\d[\d,]{2,}) +[\d.,]+K? +[\d.,]+K?")
_TARGET = re.compile(r"\]\(\S*?\)")  # of a link of Markdown
_COUNT, _LONGEST_COUNT = re.compile(r"\d[\d.,]*[KM]?"), 9
_MOST_COUNTS = 6  # lines with a heading and the counts under it
_ALONE = re.compile(r"[<>«»‹›←→|]|^\W*(?:prev|next).* chapter\W*$")
_BY = re.compile(r"by (?!(?:and|the|an?|my|his|her|no|now|far)\b)\S.{1,40}", re.IGNORECASE)
_OF_KINDLE = re.compile(r"\((?:pp?\.|(?:Kindle )?Locations?) ?[\d-]+\)\.")  # where a copied passage stands
_RANK = re.compile(r"#\d+ in \w+")
# Under a post of a board: its author, its day, its number, what can be done with it.
_POST = re.compile(r"(?=.{0,80}#\s?\d[\d,]*\b)(?:.*?\b(?:Report|Like|Quote|Reply|Share|Add bookmark)\b){2}[^.!?]{0,40}")
_CREDITS = re.compile(
    r"[\[(]?(?:translat(?:or|ed by)|editor|edited by|proofread(?:er|ed by)|tlc?|ed|pr): ?\S", re.IGNORECASE
)
# Royal Road sets sentences between the paragraphs that ask readers of a stolen copy to go to the author's page.
_WARNING = re.compile(
    r"(?:Love|Enjoying|Ensure|Help|Support|You might|Did you|Reading|If you|Find this|Unauthori|Stolen|Taken|A case|"
    r"This (?:book|story|tale|novel|text|content)|The (?:narrative|tale|story|author['’]s)|Royal Road|Read )"
)
_OF_THEFT = tuple(
    re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    for words in (
        "authors?|author['’]s|creators?|writers?|amazon|royal ?road",
        "support|credit|report|violation|experience",
        "amazon|royal ?road|original|originally|official|genuine|pirated|stolen|theft|unauthori[sz]ed|misappropriated|"
        "without (?:permission|(?:the author['’]s |their )?(?:consent|approval))",
        "story|stories|novel|narrative|tale|book|content|text|version|release|copy|work|publication",
    )
)


def found(pieces: Sequence[Piece]) -> Iterator[Line]:
    """The lines that are a site's own."""
    credited: dict[str, list[Line]] = defaultdict(list)
    returning: dict[bool, list[Line]] = {True: [], False: []}  # counts, links
    for piece in pieces:
        if not isinstance(piece, Group) or piece.plain:
            continue
        for line in piece.lines:
            text = _TARGET.sub("]", line.text) if "](" in line.text else line.text
            if len(text) > _LONGEST or (
                len(piece.lines) > _FEW and text[0].islower() and text[-1] != "!" and text[1:2] != "/"
            ):
                continue  # (a wrapped paragraph goes on)
            if is_furniture(text):
                yield line
            elif _CREDITS.match(text):
                credited[" ".join(text.split())].append(line)
            elif len(piece.lines) == 1 and _warns(text):
                yield line
            elif text[0] == "[" and _LINK.fullmatch(text):
                returning[False].append(line)
            elif text[0].isdigit() and len(text) < _FEW_COUNTS and len(piece.lines) == 1 and _COUNTS.fullmatch(text):
                returning[True].append(line)
    for lines in returning.values():  # a single one may be anything
        yield from lines if len(lines) > 1 else ()
    if counted := list(_counted(pieces)):
        yield from (*counted, *_signed_again(pieces))
    for lines in credited.values():  # said once, it is the book's; under every heading, the site's
        yield from lines[1:]


def _counted(pieces: Sequence[Piece]) -> Iterator[Line]:
    """Wattpad's reads, votes and comments on lines of their own, where they stand under several headings."""
    runs: list[list[Line]] = [[]]
    for piece in pieces:
        for line in piece.lines if isinstance(piece, Group) and len(piece.lines) < _MOST_COUNTS else ():
            if line.text[0].isdigit() and len(line.text) < _LONGEST_COUNT and _COUNT.fullmatch(line.text):
                runs[-1].append(line)
            elif runs[-1]:
                runs.append([])
    found = [run for run in runs if len(run) == 3 and any(line.text[-1] in "KM" for line in run)]
    yield from (line for run in found for line in run) if len(found) > 1 else ()


def _signed_again(pieces: Sequence[Piece]) -> Iterator[Line]:
    """`by heronking`, said at the top of the text, where it ends the heading of each chapter again."""
    top = (line for piece in pieces[:_MOST_COUNTS] if isinstance(piece, Group) for line in piece.lines[:_FEW])
    first = next((line for line in top if _BY.fullmatch(line.text)), None)
    if first is None:
        return
    name = first.text
    feet = (p.lines[-1] for p in pieces if isinstance(p, Group) and 1 < len(p.lines) < _MOST_COUNTS)
    again = [line for line in feet if line.text == name and line is not first]
    yield from again if len(again) > 1 else ()


def of_pages(pieces: Sequence[Piece]) -> Iterator[Paragraph]:
    """The paragraphs of markup sources that are a site's own."""
    for piece in pieces:
        text = plain(piece.inlines).strip() if isinstance(piece, Paragraph) else ""
        if not isinstance(piece, Paragraph) or not 0 < len(text) <= _LONGEST:
            continue
        if _warns(text) or all(is_furniture(line.strip()) for line in text.split("\n") if line.strip()):
            yield piece


def is_furniture(text: str) -> bool:
    """Whether a line alone is a site's phrase, a row of links, or the foot of a post."""
    text = _TARGET.sub("]", text) if "](" in text else text
    if "#" in text and (_POST.fullmatch(text) or _RANK.fullmatch(text)):
        return True
    if text.startswith("I am a bot, and this action was performed automatically."):
        return True
    if text.endswith(" left kudos on this work!") or (text.endswith(" Kindle Edition.") and _OF_KINDLE.search(text)):
        return True
    if page_paths.is_one(text):
        return True
    first = _FIRST.match(text)
    if first is None or not (first[1][0].isdigit() or first[1].casefold() in _FIRST_WORDS):
        return False
    return _PHRASES.fullmatch(text) is not None or _is_navigation(text)


def _warns(text: str) -> bool:
    return _WARNING.match(text) is not None and all(each.search(text) for each in _OF_THEFT)


def _is_navigation(text: str) -> bool:
    """`<< Previous Chapter | Index | Next Chapter >>`: nothing but places to go to, and a way or two."""
    folded = text.casefold()
    words = _NAVIGATION.findall(text) if len(text) < 90 and any(way in folded for way in _WAYS) else []
    if not words or re.search(r"\w", _NAVIGATION.sub("", text)):
        return False
    ways = {part for word in words for part in word.casefold().split()} & _WAYS
    # `Next` and `The last chapter` alone may be speech, or a title.
    return bool(ways) and (len(words) > 1 or _ALONE.search(folded) is not None)
