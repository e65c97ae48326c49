"""The title and author's name at the head of the text: read as facts, then taken out, since we set a title page."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from bookmaker.languages import Language
from bookmaker.model import Decision, Metadata, Place
from bookmaker.normalise import headings
from bookmaker.normalise.front import addressed
from bookmaker.normalise.passes import Decisions, Findings, Group, LayoutPass, Manuscript, Piece

_LABELLED = re.compile(
    r"(Title|Author|Authors|By|Language|Titel|Autor|Autorin|Titre|Auteur|Título)\s*:\s+(\S.*)", re.IGNORECASE
)
_FACT = {
    "title": "title", "titel": "title", "titre": "title", "título": "title", "language": "language",
    "author": "author", "authors": "author", "by": "author", "autor": "author", "autorin": "author", "auteur": "author",
}  # fmt: skip
_IMPRINT = re.compile(
    r"\bedition\b|copyright|©|\(c\) ?\d{4}|rights reserved|printed (?:in|at|by)|published (?:by|in)|\bpublishers?\b|"
    r"first published|^complete$|^illustrated$|^unabridged$|\bisbn\b|\bverlag\b|éditions?\b|\beditorial\b",
    re.IGNORECASE,
)
# What a book says it is: `A Comedy in One Act`, `Roman`, `en berättelse`; with a name after it, a by-line.
_GENRES = (
    "novel|novella|novelette|romance|short story|story|stories|tales?|memoir|comedy|tragedy|farce|drama|play|melodrama|"
    "poems|verses|essays?|fairy tale|"
    "roman|kurzroman|kriminalroman|erzählung(?:en)?|novelle|novellen|geschichten?|märchen|lustspiel|trauerspiel|"
    "schauspiel|gedichte|"
    "récits?|conte|contes|nouvelles?|comédie|tragédie|poèmes|"
    "novela|cuentos?|relatos?|comedia|poemas|romanzo|racconto|racconti|commedia|poesie|conto|contos|romance|"
    "vertelling|verhaal|verhalen|berättelser?|noveller?|fortelling|fortælling|eventyr|powieść|opowiadani[ea]|nowela|"
    "román|povídk[ay]|роман|повесть|рассказы?|сказка|комедия|пьеса|оповідання|повість"
)
_GENRE = re.compile(
    rf"(?:(?:an?|eine?|een|une?|una|um|uma|ett?|en) )?(?:[\w-]+ ){{0,2}}(?:{_GENRES})"
    r"(?: (?:in|en|em|i|w|v|o|в|för|für|pour|para|per|of) (?:[\w-]+ ){0,3}[\w-]+)?",
    re.IGNORECASE,
)
_BY_GENRE = re.compile(
    rf"(?:(?:an?|eine?|een|une?|una|um|uma|ett?|en) )?(?:[\w-]+ ){{0,2}}(?:{_GENRES})"
    r" (?:by|von|par|de|di|do|da|van|door|av|af|por) ",
    re.IGNORECASE,
)
_PARTICLES = frozenset("de von van da di du la le des del della y e af av zu den der do dos d' ten ter".split())
# At the head of a typescript: the author's address, and how long it is.
_CONTACT = re.compile(r"\b\d[\d,.]* words\b|[\w.]@\w+\.\w|\bwords?: \d", re.IGNORECASE)
Take = Callable[[Sequence[int], str, str, float], None]

_REACH = 14  # groups from the top that a title block may take
_LONG = 160  # characters: a longer group is text


def make(metadata: Metadata, language: Language) -> LayoutPass:
    """The pass that finds the title block; the YAML's title and author, where it has them, say what to look for."""

    def find(manuscript: Manuscript) -> tuple[Manuscript, Decisions, Findings]:
        known = dict(manuscript.facts)
        title = metadata.title or known.get("title", "")
        authors = [contributor.name for contributor in metadata.contributors] or [known.get("author", "")]
        facts: list[tuple[str, str]] = []
        decisions: list[Decision] = []
        pieces = _by_lines_apart(manuscript.pieces, language)
        gone: set[int] = set()

        def take(indices: Sequence[int], fact: str, value: str, confidence: float) -> None:
            gone.update(indices)
            groups = [pieces[index] for index in indices]
            lines = [line for group in groups if isinstance(group, Group) for line in group.lines]
            before = "\n".join(line.text for line in lines)
            decisions.append(Decision(f"title-block/{fact}", lines[0].place, before, "", confidence, removed=True))
            if value and fact not in known:
                known[fact] = value
                facts.append((fact, value))

        front = _front(pieces, language)
        for index in front:
            if index in gone:
                continue
            text = _text(pieces[index])
            labelled = _LABELLED.fullmatch(text)
            if labelled:
                fact = _FACT[labelled.group(1).lower()]
                take([index], fact, labelled.group(2), 0.9)
                title = title or (labelled.group(2) if fact == "title" else "")
                continue
            run = _title_run(pieces, front, index, title, known.get("title", "")) if title else []
            if run:
                if not gone and "title" in dict(manuscript.facts):
                    _take_credits(pieces, front, index, take)
                take(run, "title", title, 1.0)
                continue
            if index > front[0] and _GENRE.fullmatch(text) and not _text_below(pieces, index):
                if not title and not gone:
                    title = _take_first_title(pieces, front, index, language, take)
                take([index], "subtitle", text, 0.7)
                continue
            run, author = _by_line(pieces, front, index, language, authors)
            if run:
                if not title and not gone and index > front[0]:
                    title = _take_first_title(pieces, front, index, language, take)
                take(run, "author", author, 0.9)
        if gone:
            _take_imprint(pieces, [index for index in front if index not in gone], take)
        if not title and not gone and front:
            _lone_title(pieces, front, language, take)
        if gone and not any(authors) and "author" not in known:
            _take_lone_name(pieces, [n for n in front if n not in gone], gone, take)
        kept = tuple(piece for index, piece in enumerate(pieces) if index not in gone)
        return replace(manuscript, pieces=kept, facts=manuscript.facts + tuple(facts)), tuple(decisions), ()

    return find


def _by_lines_apart(pieces: Sequence[Piece], language: Language) -> tuple[Piece, ...]:
    """Pieces with a by-line near the top in a group of its own (`The Title` / `by A. Name` stand close, often)."""
    out: list[Piece] = []
    for index, piece in enumerate(pieces):
        cut = 0
        if index < 3 and isinstance(piece, Group) and len(piece.lines) > 1 and _LABELLED.fullmatch(piece.lines[0].text):
            labelled = next(
                (n for n, line in enumerate(piece.lines) if not _LABELLED.fullmatch(line.text)), len(piece.lines)
            )
            out += (Group((line,)) for line in piece.lines[:labelled])
            if piece.lines[labelled:]:
                out.append(Group(piece.lines[labelled:]))
            continue
        if index < _REACH and isinstance(piece, Group) and 1 < len(piece.lines) < 6:
            cut = next((n for n, line in enumerate(piece.lines) if n and _says_what(line.text, language)), 0)
        if (
            not index
            and isinstance(piece, Group)
            and len(piece.lines) > 2
            and _is_worded(piece.lines[1].text, language)
        ):
            out += [replace(piece, lines=piece.lines[:1]), Group(piece.lines[1:])]
        elif cut and isinstance(piece, Group) and all(len(line.text) < 70 for line in piece.lines):
            out += [replace(piece, lines=piece.lines[:cut]), Group(piece.lines[cut : cut + 1])]
            if piece.lines[cut + 1 :]:
                out.append(Group(piece.lines[cut + 1 :]))
        else:
            out.append(piece)
    return tuple(out)


def _says_what(text: str, language: Language) -> bool:
    """Whether a line says by whom the book is, or what it is."""
    return bool(_after_by(text, language)) or _GENRE.fullmatch(text) is not None


def _is_worded(text: str, language: Language) -> bool:
    """Whether a line is a heading beyond doubt: a word and a number, or a word that opens nothing but a section."""
    shape = headings.shape(text, language) if len(text) < 80 else None
    return shape is not None and not shape.weak


def _text_below(pieces: Sequence[Piece], index: int) -> bool:
    """Whether the next group is a paragraph that stands no further off than paragraphs do."""
    below = pieces[index + 1] if index + 1 < len(pieces) else None
    return isinstance(below, Group) and below.lines[0].blanks < 1


def _front(pieces: Sequence[Piece], language: Language) -> list[int]:
    """The short groups before the first heading or the first real paragraph."""
    front: list[int] = []
    for index, piece in enumerate(pieces[:_REACH]):
        if not isinstance(piece, Group) or piece.plain:
            break
        if sum(len(line.text) for line in piece.lines) > _LONG and len(piece.lines) < 8:
            break
        shape = headings.shape(piece.lines[0].text, language)
        says = _BY_GENRE.match(piece.lines[0].text) is not None  # "Een vertelling van": no first tale
        if shape is not None and (":" in shape.family or not shape.weak) and index and not says:
            break
        front.append(index)
    return front


def _text(piece: Piece) -> str:
    return " ".join(line.text for line in piece.lines) if isinstance(piece, Group) else ""


def _title_run(pieces: Sequence[Piece], front: Sequence[int], index: int, *titles: str) -> list[int]:
    """Groups from here on that together say the title (`THE CLOCK` / `OF` / `FERRY LANE`)."""
    for title in filter(None, titles):
        wanted = headings.normal(title)
        said = ""
        run: list[int] = []
        for later in range(index, min(index + 6, front[-1] + 1)):
            said += headings.normal(_text(pieces[later]))
            run.append(later)
            if said == wanted or (wanted.startswith(said) and len(said) > 0.6 * len(wanted)):
                return run
            if not wanted.startswith(said):
                break
    return []


def _by_line(
    pieces: Sequence[Piece], front: Sequence[int], index: int, language: Language, authors: Sequence[str]
) -> tuple[list[int], str]:
    """`By R. Example`; `by` and the name below it; or the name alone when we know it."""
    text = headings.undecorated(_text(pieces[index])).strip("_* ")
    key = text.casefold().strip(" :.")
    if any(headings.normal(text) == headings.normal(author) for author in authors if author):
        return [index], text
    if key in language.by and index + 1 in front:
        name = _text(pieces[index + 1])
        if _name_like(name):
            return [index, index + 1], _tidy(name)
    name = _after_by(text, language)
    return ([index], _tidy(name)) if name else ([], "")


def _after_by(text: str, language: Language) -> str:
    """The name in `By R. Example`; "" when the line is none."""
    genre = _BY_GENRE.match(text)
    if genre and _name_like(name := text[genre.end() :].strip(" :_*")):
        return name
    for word in language.by:
        if text.casefold().startswith(word + " "):
            name = text[len(word) :].strip(" :_*")
            # A pen name may be one word in lower case.
            if _name_like(name) or re.fullmatch(r"[\w.-]{3,30}", name):
                return name
    return ""


def _name_like(name: str) -> bool:
    words = name.split()
    if not 0 < len(words) < 8 or name[-1] in "!?,;:" or {"of", "order"} & set(name.casefold().split()):
        return False
    return words[0][0].isupper() and words[-1].strip("()")[:1].isupper()


def _is_whole_name(text: str) -> bool:
    """Two to four words, each with its capital, that can hardly be anything but a name."""
    words = text.split()
    if not 1 < len(words) < 5 or len(text) > 40 or not all(char.isalpha() or char in " .'’-" for char in text):
        return False
    named = [word for word in words if word.casefold() not in _PARTICLES]
    return words[0].casefold() not in headings.SMALL and all(word[0].isupper() for word in named) and len(named) > 1


def _is_name_over_title(pieces: Sequence[Piece], name: int, title: int, genre: bool = False) -> bool:
    """`J. Example` over `THE TITLE`; over `The Title` when what the book is stands below that."""
    above, below = _text(pieces[name]), _text(pieces[title])
    if genre and below[:1].isupper() and not _is_whole_name(below) and not headings.is_caps(above):
        return _is_whole_name(above)
    return _is_whole_name(above) and headings.is_caps(below) and not headings.is_caps(above)


def _take_lone_name(pieces: Sequence[Piece], rest: Sequence[int], gone: set[int], take: Take) -> None:
    """A name alone beside the title: taken when it has initials, or the book says besides what it is."""
    if len(rest) != 1 or not {rest[0] - 1, rest[0] + 1} & gone:
        return
    text = _text(pieces[rest[0]])
    if _is_whole_name(text) and (re.search(r"\b\w\.", text) or len(gone) > 1):
        take(rest, "author", _tidy(text), 0.6)


def _tidy(name: str) -> str:
    """A name set in capitals as names are written; initials keep theirs."""
    return name.title() if headings.is_caps(name) else name


def _tidy_title(title: str, language: Language) -> str:
    """A title set in capitals as English writes titles; other languages' rules we cannot guess."""
    if not headings.is_caps(title) or not language.tag.startswith("en"):
        return title
    words = [word.lower() if word.lower() in headings.SMALL else word.capitalize() for word in title.split()]
    return " ".join([words[0].capitalize(), *words[1:]])


def _take_credits(pieces: Sequence[Piece], front: Sequence[int], index: int, take: Take) -> None:
    """Between a library's header and the title stand only the names of those who made the file."""
    above = [n for n in front if n < index]
    if len(above) <= 2:
        for n in above:
            take([n], "credit", "", 0.8)


def _take_imprint(pieces: Sequence[Piece], rest: Sequence[int], take: Take) -> None:
    """The publisher's lines on a title page, up to the last that is surely one; a dedication is not among them."""
    sure = [index for index in rest if _IMPRINT.search(_text(pieces[index]))]
    for index in rest if sure else ():
        text = _text(pieces[index])
        if index <= sure[-1] and not re.match(r"(?:to|for|dedicated)\b", text, re.IGNORECASE):
            rights = text if re.search(r"copyright|©|rights reserved", text, re.IGNORECASE) else ""
            take([index], "rights" if rights else "imprint", rights, 0.7)


def _take_first_title(pieces: Sequence[Piece], front: Sequence[int], index: int, language: Language, take: Take) -> str:
    """With a by-line below them, the groups above it are the title."""
    run = [n for n in front if n < index]
    if len(run) > 1 and _CONTACT.search(_text(pieces[run[0]])):
        take(run[:1], "contact", "", 0.8)
        run = run[1:]
    # Archives say the title twice.
    said = {headings.normal(text): text for n in run if (text := headings.undecorated(_text(pieces[n])))}
    title = " ".join(said.values())
    if len(title) > _LONG:
        return ""
    genre = len(run) == 2 and _GENRE.fullmatch(_text(pieces[index])) is not None
    genre = genre and not any(_after_by(_text(pieces[n]), language) for n in front if n >= index)
    if len(run) > 1 and _is_name_over_title(pieces, run[0], run[1], genre):
        take(run[:1], "author", _tidy(_text(pieces[run[0]])), 0.7)
        run = run[1:]
        title = " ".join(headings.undecorated(_text(pieces[n])) for n in run)
    title = _tidy_title(title, language)
    take(run, "title", title, 0.8)
    return title


def _has_likes(piece: Piece, pieces: Sequence[Piece], language: Language) -> bool:
    """Whether further lines are set apart like this one: then it is the first of several titles."""
    raw = _text(piece)
    caps, mark = headings.is_caps(raw), raw[0] if raw[0] in "*#=_~" else ""
    likes = 0
    for other in pieces[1:]:
        if not isinstance(other, Group) or len(other.lines) > 1 or len(text := other.lines[0].text) > 60:
            continue
        alike = headings.is_caps(text) == caps and text.startswith(mark)
        if alike and _looks_titled(headings.undecorated(text)) and headings.shape(text, language) is None:
            if other.lines[0].blanks > 1:
                return True
            likes += caps or bool(mark)
    return likes > 1


def _looks_titled(text: str) -> bool:
    looks = headings.is_caps(text) or (headings.is_title_case(text) and len(text.split()) > 1)
    return looks and text[-1] not in ".,;:!?\"'”’" and headings.normal(text) not in headings.ENDINGS


def _lone_title(pieces: Sequence[Piece], front: Sequence[int], language: Language, take: Take) -> None:
    """No by-line: the first line is the title when it is set apart and looks like one, with text below."""
    index = front[0]
    piece = pieces[index]
    headed = front[-1] + 1 < len(pieces) and _is_worded(_text(pieces[front[-1] + 1])[:80], language)
    if headed and len(front) == 2 and _is_name_over_title(pieces, front[0], front[1]):
        take(front[:1], "author", _tidy(_text(piece)), 0.6)
        take(front[1:], "title", _tidy_title(headings.undecorated(_text(pieces[front[1]])), language), 0.6)
        return
    if headings.shape(_text(piece), language) is not None or _has_likes(piece, pieces, language):
        return
    if not isinstance(piece, Group) or len(piece.lines) > 1 or len(front) > 3 or index + 1 >= len(pieces):
        return
    line, after = piece.lines[0], pieces[index + 1]
    text = headings.undecorated(line.text)
    apart = isinstance(after, Group) and after.lines[0].blanks > 1
    marked = headings.is_caps(text) or apart or line.indent >= 8 or text != line.text
    # One short line over the first chapter.
    alone = (
        headed and len(front) == 1 and not text[0].islower() and text[-1] not in '.,;:"”»…' and len(text.split()) < 12
    )
    if addressed(language).match(text) and not headings.is_title_case(text) and not headings.is_caps(text):
        return  # "For the Thursday people"
    if len(text) < 60 and (alone or (marked and _looks_titled(text))):
        take([index], "title", _tidy_title(text, language), 0.6)


def from_name(place: Place) -> str:
    """A title from the file's name, when nothing else gives one."""
    stem = place.path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return re.sub(r"[\s_-]+", " ", stem).strip().capitalize() or "Untitled"
