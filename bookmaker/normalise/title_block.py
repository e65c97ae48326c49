"""The title and author's name at the head of the text: read as facts, then taken out, since we set a title page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bookmaker.facts import people
from bookmaker.languages import Language
from bookmaker.model import Decision, Metadata
from bookmaker.normalise import headings
from bookmaker.normalise.by_lines import (
    INFLECTING,
    after_by,
    by_nobody,
    explains,
    is_genre,
    is_whole_name,
    made_by,
    made_from,
    name_like,
    tidy_name,
    translates,
    without_brackets,
)
from bookmaker.normalise.decoration import undecorated
from bookmaker.normalise.first_stories import (
    has_likes,
    heads_story,
    is_name_over_title,
    is_name_under_title,
    looks_titled,
    parted,
    title_over_name,
)
from bookmaker.normalise.front import addressed
from bookmaker.normalise.imprint import Take, holder, is_contact, is_imprint, is_imprint_line, is_year, take_imprint
from bookmaker.normalise.letter_case import is_caps, is_title_case
from bookmaker.normalise.name_first import name_first
from bookmaker.normalise.passes import Decisions, Findings, Group, LayoutPass, Manuscript, Piece, text_of
from bookmaker.normalise.title_lines import (
    LABELLED,
    LONG,
    SHORT,
    ends_block,
    explanation,
    front_groups,
    is_worded,
    says_part,
    second_title,
    taken_apart,
    tidy_title,
    title_run,
    without_volume,
)
from bookmaker.normalise.volume_pages import half_titles, is_volume, says_more, volume_pages

_FACT = {
    "title": "title", "titel": "title", "titre": "title", "título": "title", "language": "language",
    "author": "author", "authors": "author", "by": "author", "autor": "author", "autorin": "author", "auteur": "author",
}  # fmt: skip
_INITIAL = re.compile(r"\b\w\.")


def make(metadata: Metadata, language: Language) -> LayoutPass:
    """The pass that finds the title block; the YAML's title and author, where it has them, say what to look for."""

    def find(manuscript: Manuscript) -> tuple[Manuscript, Decisions, Findings]:
        known = dict(manuscript.facts)
        title = metadata.title or known.get("title", "")
        authors = [contributor.name for contributor in metadata.contributors] or [*people(manuscript.facts, "author")]
        facts: list[tuple[str, str]] = []
        decisions: list[Decision] = []
        pieces = parted(taken_apart(manuscript.pieces, language), language)
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

        entries = {headings.normal(entry) for entry in manuscript.contents} - {headings.normal(title)}
        front = front_groups(pieces, language, entries)
        if not any(authors):
            authors = [holder(group.lines) for n in front if isinstance(group := pieces[n], Group)]
        for index in front:
            if index in gone:
                continue
            text = text_of(pieces[index])
            labelled = LABELLED.fullmatch(text)
            if labelled:
                fact = _FACT[labelled.group(1).lower()]
                take([index], fact, labelled.group(2), 0.9)
                title = title or (labelled.group(2) if fact == "title" else "")
                continue
            whole = f"{title} {known.get('subtitle', '')}"
            ways = (whole, title, known.get("title", ""), without_volume(title))
            half = (title.partition(":")[0],) if gone else ()  # a half title leaves out what explains
            run = title_run(pieces, front, index, *ways, *half) if title else []
            if run and gone and not entries and heads_story(pieces, index, language):
                continue  # the first story has the book's title
            if run:
                if not gone and "title" in dict(manuscript.facts):
                    _take_credits(pieces, front, index, take)
                take(run, "title", title, 1.0)
                second, words = second_title(pieces, front, run[-1] + 1, language)
                if second:
                    take(second, "subtitle", words, 0.8)
                continue
            group = pieces[index]
            below = pieces[index + 1] if index + 1 < len(pieces) else None
            over_text = below is not None and len(text_of(below)) > LONG
            if gone and not over_text and isinstance(group, Group) and says_more(group, headings.normal(title)):
                take([index], "again", "", 0.7)
                continue
            nobody = by_nobody(text, language)
            if index > front[0] and (nobody or is_genre(text)) and not _text_below(pieces, index):
                if not title and not gone:
                    title = _take_first_title(pieces, front, index, language, take)
                # A copy of the title page's "by the author of" stands in no edition after the first.
                fact = "imprint" if is_imprint_line(text) else "subtitle"
                take([index], fact, "" if fact == "imprint" else tidy_title(text.strip("_*"), language), 0.7)
                continue
            if index > front[0] and explains(text) and not _text_below(pieces, index) and (gone or not title):
                if not gone:
                    title = _take_first_title(pieces, front, index, language, take)
                run, said = explanation(pieces, front, index)
                take(run, "subtitle", said, 0.7)
                continue
            fact, name = made_by(text)
            if (fact or made_from(text)) and gone:
                take([index], fact or "imprint", name, 0.8)
                continue
            run, author = _by_line(pieces, front, index, language, authors)
            if run and index and translates(text_of(pieces[index - 1])):
                if gone:
                    take([index - 1, *run], "translator", author, 0.8)
                continue
            if run:
                if not title and not gone and index > front[0]:
                    title = _take_first_title(pieces, front, index, language, take)
                elif title and not gone:
                    above = [n for n in front if n < index and says_part(text_of(pieces[n]), title)]
                    take(above, "title", title, 0.7) if above else None
                take(run, "author", author, 0.9)
        if not title and not gone and front:
            _lone_title(pieces, front, language, take)
        if gone:
            take_imprint(pieces, [index for index in front if index not in gone], language, take)
        if gone and not any(authors) and "author" not in known:
            _take_lone_name(pieces, [n for n in front if n not in gone], gone, take)
        said = without_volume(title or known.get("title", ""))
        by = known.get("author", "") or " ".join(authors)
        again = set(volume_pages(pieces, said, language)) - set(front)
        again |= set(half_titles(pieces, said, by, _end(front), language, entries))
        for index in sorted(again - gone):
            take([index], "again", "", 0.7)
        kept = tuple(piece for index, piece in enumerate(pieces) if index not in gone)
        return replace(manuscript, pieces=kept, facts=manuscript.facts + tuple(facts)), tuple(decisions), ()

    return find


def _end(front: Sequence[int]) -> int:
    """Where the title page ends."""
    return front[-1] + 1 if front else 0


def _text_below(pieces: Sequence[Piece], index: int) -> bool:
    """Whether the next group is a paragraph that stands no further off than paragraphs do."""
    below = pieces[index + 1] if index + 1 < len(pieces) else None
    return (
        isinstance(below, Group) and below.lines[0].blanks < 1 and sum(len(line.text) for line in below.lines) > SHORT
    )


def _by_line(
    pieces: Sequence[Piece], front: Sequence[int], index: int, language: Language, authors: Sequence[str]
) -> tuple[list[int], str]:
    """`By R. Example`; `by` and the name below it; or the name alone when we know it."""
    text = undecorated(text_of(pieces[index])).strip("_* ")
    key = text.casefold().strip(" :.")
    if any(headings.normal(text) == headings.normal(author) for author in authors if author):
        return [index], text
    if key in language.by and index + 1 in front:
        name = without_brackets(text_of(pieces[index + 1])).rstrip(",:")
        if name_like(name):
            return [index, index + 1], "" if key in INFLECTING else tidy_name(name)
    name = after_by(text, language)
    inflected = text.casefold().partition(" ")[0] in INFLECTING
    return ([index], "" if inflected else tidy_name(name)) if name else ([], "")


def _take_lone_name(pieces: Sequence[Piece], rest: Sequence[int], gone: set[int], take: Take) -> None:
    """A name alone beside the title: taken when it has initials, or the book says besides what it is."""
    if not rest or not {rest[0] - 1, rest[0] + 1} & gone or (len(rest) > 1 and not ends_block(pieces, rest[0])):
        return
    text = text_of(pieces[rest[0]])
    if is_whole_name(text) and (_INITIAL.search(text) or len(gone) > 1):
        take(rest[:1], "author", tidy_name(text), 0.6)


def _take_credits(pieces: Sequence[Piece], front: Sequence[int], index: int, take: Take) -> None:
    """Between a library's header and the title stand only the names of those who made the file."""
    above = [n for n in front if n < index]
    if len(above) <= 2:
        for n in above:
            take([n], "credit", "", 0.8)


def _take_first_title(pieces: Sequence[Piece], front: Sequence[int], index: int, language: Language, take: Take) -> str:
    """With a by-line below them, the groups above it are the title."""
    run = [n for n in front if n < index and headings.normal(text_of(pieces[n]))]
    volume = [n for n in run[1:] if is_volume(pieces[n], language)]
    if volume:
        take(volume, "imprint", "", 0.7)
        run = [n for n in run if n not in volume]
    if len(run) > 1 and is_contact(text_of(pieces[run[0]])):
        take(run[:1], "contact", "", 0.8)
        run = run[1:]
    # Archives say the title twice.
    said = {headings.normal(text): text for n in run if (text := undecorated(text_of(pieces[n])))}
    title = " ".join(said.values())
    if not title or len(title) > LONG:
        return ""
    if len(run) > 1 and is_year(text_of(pieces[run[-1]])):
        take(run[-1:], "imprint", "", 0.8)
        run = run[:-1]
        title = " ".join(undecorated(text_of(pieces[n])) for n in run)
    genre = len(run) == 2 and is_genre(text_of(pieces[index]))
    genre = genre and not any(after_by(text_of(pieces[n]), language) for n in front if n >= index)
    if len(run) > 1 and (is_name_over_title(pieces, run[0], run[1], genre) or name_first(pieces, run, language)):
        take(run[:1], "author", tidy_name(text_of(pieces[run[0]])), 0.7)
        run = run[1:]
        title = " ".join(undecorated(text_of(pieces[n])) for n in run)
    # Capitals are the title; what stands below them in other letters explains it. So does `An Invention`.
    main = next((n for n in range(1, len(run)) if _is_main(pieces, run, n)), len(run))
    if (
        main == len(run) == 2
        and text_of(pieces[run[1]]).startswith(("A ", "An "))
        and text_of(pieces[run[0]])[-1].isalnum()
    ):
        main = 1
    title = " ".join(undecorated(text_of(pieces[n])) for n in run[:main]) if main < len(run) else title
    title = tidy_title(title, language)
    take(run[:main], "title", title, 0.8)
    if main < len(run):
        take(run[main:], "subtitle", " ".join(text_of(pieces[n]).strip("_*()[]") for n in run[main:]), 0.6)
    return title


def _is_main(pieces: Sequence[Piece], run: Sequence[int], cut: int) -> bool:
    """Whether the lines above a cut are all in capitals, and the one below it is not."""
    above = all(is_caps(text_of(pieces[n])) for n in run[:cut])
    below = text_of(pieces[run[cut]])
    # `MIDWATER;` over `or, THE BUCKET.` is one title.
    goes_on = text_of(pieces[run[cut - 1]])[-1] in ";,:" or below.casefold().startswith(("or,", "or ", "ou ", "oder "))
    return above and not goes_on and not is_caps(below)


def _lone_title(pieces: Sequence[Piece], front: Sequence[int], language: Language, take: Take) -> None:
    """No by-line: the first line is the title when it is set apart and looks like one, with text below."""
    index, plain = front[0], [n for n in front if isinstance(group := pieces[n], Group) and not is_imprint(group.lines)]
    piece = pieces[index]
    below = pieces[front[-1] + 1] if front[-1] + 1 < len(pieces) else None
    headed = isinstance(below, Group) and (
        is_worded(text_of(below)[:80], language) or is_worded(below.lines[0].text, language)
    )
    if name_first(pieces, plain, language) or (
        headed and len(plain) == 2 and is_name_over_title(pieces, plain[0], plain[1])
    ):
        take(plain[:1], "author", tidy_name(text_of(pieces[plain[0]])), 0.6)
        take(plain[1:2], "title", tidy_title(undecorated(text_of(pieces[plain[1]])), language), 0.6)
        return
    under = is_name_under_title(pieces, plain[0], plain[1], language) if headed and len(plain) == 2 else False
    if under or (plain == [0, 1] and title_over_name(pieces, language)):
        take(plain[:1], "title", tidy_title(undecorated(text_of(pieces[plain[0]])), language), 0.6)
        take(plain[1:], "author", tidy_name(text_of(pieces[plain[1]])), 0.6)
        return
    if headings.shape(text_of(piece), language) is not None or has_likes(piece, pieces, language):
        return
    if not isinstance(piece, Group) or index not in plain or len(piece.lines) > 1 or index + 1 >= len(pieces):
        return
    published = index + 2 in front and index + 1 in plain and index + 2 not in plain  # title, name, publisher
    if len(plain) > 3 and not published:
        return
    line, after = piece.lines[0], pieces[index + 1]
    text = undecorated(line.text)
    apart = isinstance(after, Group) and after.lines[0].blanks > 1
    marked = is_caps(text) or apart or line.indent >= 8 or text != line.text or len(plain) < len(front)
    # One short line over the first chapter.
    alone = (
        headed and len(front) == 1 and not text[0].islower() and text[-1] not in '.,;:"”»…' and len(text.split()) < 12
    )
    if addressed(language).match(text) and not is_title_case(text) and not is_caps(text):
        return  # "For the Thursday people"
    if len(text) < 60 and (alone or (marked and looks_titled(text))):
        take([index], "title", tidy_title(text, language), 0.6)
        if published and is_whole_name(text_of(pieces[index + 1])):
            take([index + 1], "author", tidy_name(text_of(pieces[index + 1])), 0.6)
