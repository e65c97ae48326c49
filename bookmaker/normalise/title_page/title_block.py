"""The title and author's name at the head of the text: read as facts, then taken out, since we set a title page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bookmaker.facts import completed, fact, people
from bookmaker.languages import Language
from bookmaker.languages.names import LANGUAGES
from bookmaker.model import Metadata
from bookmaker.normalise.headings import heading_lines
from bookmaker.normalise.headings.decoration import undecorated
from bookmaker.normalise.headings.letter_case import is_caps
from bookmaker.normalise.passes import Group, LayoutPass, LayoutResult, Manuscript, Piece, group_at, size_of, text_of
from bookmaker.normalise.title_page.beside_titles import rest_again, take_between, take_credits, take_lone_name
from bookmaker.normalise.title_page.by_lines import (
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
from bookmaker.normalise.title_page.first_stories import heads_story, parted
from bookmaker.normalise.title_page.front_groups import LONG, SHORT, below_blurbs, front_groups
from bookmaker.normalise.title_page.imprint import holder, is_imprint_line, take_imprint
from bookmaker.normalise.title_page.title_lines import (
    LABELLED,
    explanation,
    says_part,
    second_title,
    taken_apart,
    tidy_title,
    title_run,
    without_volume,
)
from bookmaker.normalise.title_page.title_page import TitlePage
from bookmaker.normalise.title_page.typescripts import below_year, without_notes
from bookmaker.normalise.title_page.untold_titles import take_first_title, take_lone_title
from bookmaker.normalise.title_page.volume_pages import half_titles, of_series, says_more, volume_pages

_FACT = {
    "title": "title", "titel": "title", "titre": "title", "título": "title", "language": "language",
    "author": "author", "authors": "author", "by": "author", "autor": "author", "autorin": "author", "auteur": "author",
    "translator": "translator", "editor": "editor",
}  # fmt: skip
_LABELS_BESIDE = re.compile(r"\s{2,}(?=[A-Z]\w+: )")  # `Translator: Inkwell  Editor: Moss`
_AUTHOR_OF = re.compile(r"(?<=[^\W\d_]{2}),? author of\b.*", re.IGNORECASE)
_ESQUIRE = re.compile(r",? esq\.?$", re.IGNORECASE)
_MANY = (["Various"], ["Anonymous"])  # a library's word for writers without one name
_SHORTEST = 6  # letters of a title that is looked for within a longer one


def make(metadata: Metadata, language: Language) -> LayoutPass:
    """The pass that finds the title block; the YAML's title and author, where it has them, say what to look for."""

    def find(manuscript: Manuscript) -> LayoutResult:
        page = _page(manuscript, metadata, language)
        for index in page.front:
            if index not in page.gone:
                _read(page, index)
        if not page.title and not page.gone and page.front:
            take_lone_title(page)
        if page.gone and (series := of_series(page.pieces, page.title, language)):
            page.take(series, "imprint", "", 0.7)
        if page.gone:
            take_between(page)
            take_imprint(page)
        if page.gone and not any(page.authors) and not people(page.facts, "author"):
            take_lone_name(page)
        for index in sorted(_said_again(page) - page.gone):
            page.take([index, *rest_again(page, index)], "again", "", 0.7)
        kept = tuple(piece for index, piece in enumerate(page.pieces) if index not in page.gone)
        return replace(manuscript, pieces=kept, facts=page.facts), tuple(page.decisions), ()

    return find


def _page(manuscript: Manuscript, metadata: Metadata, language: Language) -> TitlePage:
    """The head of a text with nothing taken out, and what the YAML and the text's own header say of the book."""
    pieces, notes = without_notes(manuscript.pieces)
    title = metadata.title or fact(manuscript.facts, "title")
    authors = [contributor.name for contributor in metadata.contributors] or people(manuscript.facts, "author")
    known = heading_lines.normal(title)
    pieces = parted(taken_apart(pieces, language, {known, *map(heading_lines.normal, authors)} - {""}), language)
    pieces = below_year(pieces, notes)
    entries = {entry for entry in map(heading_lines.normal, manuscript.contents) if entry != known}
    if len(known) >= _SHORTEST:
        entries = {
            entry for entry in entries if known not in entry or entry != heading_lines.normal(text_of(pieces[0]))
        }
    front = front_groups(pieces, language, entries, known)
    said = (heading_lines.normal(text_of(pieces[n])) for n in front)
    if not any(name and known.startswith(name) for name in said) and (start := below_blurbs(pieces, known, authors)):
        front = [start + n for n in front_groups(pieces[start:], language, entries, known)]
    if series := of_series(pieces, title, language):
        front = [series[-1] + 1 + n for n in front_groups(pieces[series[-1] + 1 :], language, entries, known)]
    if not any(authors):
        authors = [holder(group.lines) for n in front if isinstance(group := pieces[n], Group)]
    return TitlePage(pieces, language, front, entries, title, authors, manuscript.facts, decisions=notes)


def _said_again(page: TitlePage) -> set[int]:
    """The groups further down that say the title page once more: title pages of volumes, half titles."""
    title = without_volume(page.title or fact(page.facts, "title"))
    by = " ".join(people(page.facts, "author") or page.authors)
    start = page.front[-1] + 1 if page.front else 0
    again = set(volume_pages(page.pieces, title, page.language)) - set(page.front)
    return again | set(half_titles(page.pieces, title, by, start, page.language, page.entries))


# --- what a group of the title page may be: each reader takes it out and says True, or leaves it to the next ---


def _labelled(page: TitlePage, index: int) -> bool:
    """`Title: The Tin Bridge`."""
    labelled = LABELLED.fullmatch(page.text(index))
    if labelled is None or labelled[1].lower() == "by":
        return False  # a by-line, with the title over it
    name, (value, *others) = _FACT[labelled[1].lower()], _LABELS_BESIDE.split(labelled[2])
    if name == "language":
        value = LANGUAGES.get(value.lower(), "")
        if not value:
            return False
    if name == "author" and index > page.front[0] and not page.title and not page.gone:
        take_first_title(page, index)
    page.take([index], name, value, 0.9)
    for label, _, beside in (other.partition(": ") for other in others):
        if known := _FACT.get(label.lower()):
            page.facts = completed(page.facts, by=((known, beside),))
    page.title = page.title or (labelled[2] if name == "title" else "")
    return True


def _title(page: TitlePage, index: int) -> bool:
    """The title we know, over one group or several; a second title below it (`OR,` / `THE BUCKET`)."""
    title = page.title
    if not title:
        return False
    whole = f"{title} {fact(page.facts, 'subtitle')}"
    half = title.partition(":")[0] if page.gone else ""  # a half title leaves out what explains
    ways = (whole, title, fact(page.facts, "title"), without_volume(title), half, f"The {title}")
    run = title_run(page.pieces, page.front, index, *ways)
    if run and page.gone and not page.entries and heads_story(page.pieces, index, page.language):
        return True  # the first story has the book's title: it stays
    if run:
        if not page.gone and fact(page.facts, "title"):
            take_credits(page, index)
        page.take(run, "title", title, 1.0)
        page.title_at = run[-1] if page.title_at < 0 else page.title_at
        second, words = second_title(page.pieces, page.front, run[-1] + 1, page.language)
        if second:
            page.take(second, "subtitle", words, 0.8)
    return bool(run)


def _title_again(page: TitlePage, index: int) -> bool:
    """`THE HISTORY OF ANN MARSH THE YOUNGER`, far below the title."""
    group = page.pieces[index]
    below = group_at(page.pieces, index + 1)
    over_text = below is not None and len(text_of(below)) > LONG
    again = (
        page.gone and not over_text and isinstance(group, Group) and says_more(group, heading_lines.normal(page.title))
    )
    if again:
        page.take([index], "again", "", 0.7)
    return bool(again)


def _genre(page: TitlePage, index: int) -> bool:
    """`A Comedy in Three Acts`, `By the author of "The Tin Bridge"`: what the book is, below its title."""
    text = page.text(index)
    told = by_nobody(text, page.language) or is_genre(text)
    if index == page.front[0] or not told or _text_below(page.pieces, index):
        return False
    if not page.title and not page.gone:
        take_first_title(page, index)
    # A copy of the title page's "by the author of" stands in no edition after the first.
    if is_imprint_line(text):
        page.take([index], "imprint", "", 0.7)
    else:
        page.take([index], "subtitle", tidy_title(text.strip("_*"), page.language), 0.7)
    return True


def _explanation(page: TitlePage, index: int) -> bool:
    """`Being the Private Journal of`, below the title."""
    below_title = index > page.front[0] and (page.gone or not page.title)
    if not below_title or not explains(page.text(index)) or _text_below(page.pieces, index):
        return False
    if not page.gone:
        take_first_title(page, index)
    run, said = explanation(page.pieces, page.front, index)
    page.take(run, "subtitle", said, 0.7)
    return True


def _credit(page: TitlePage, index: int) -> bool:
    """`Edited by M. Dunn`, `Translated from the Russian of`."""
    text = page.text(index)
    role, name = made_by(text)
    found = bool(page.gone) and bool(role or made_from(text))
    if found:
        page.take([index], role or "imprint", name, 0.8)
    return found


def _author(page: TitlePage, index: int) -> bool:
    """A by-line, or the name we know; what stands above it is the title."""
    run, author = _by_line(page, index)
    if run and index and translates(page.text(index - 1)):
        if page.gone:
            page.take([index - 1, *run], "translator", author, 0.8)
        return True
    if len(run) > 1 and _is_another(page, page.text(run[1]), page.authors):
        return False
    under_title = len(run) == 1 and run[0] - 1 not in page.gone and is_caps(page.text(run[0] - 1))
    if under_title and _is_another(page, author, people(page.facts, "author")):
        return False  # the first of several stories has a title and a writer of its own
    if run and page.gone and list(page.authors) in _MANY:
        return False  # a magazine's first story has a writer of its own
    if run:
        if not page.title and not page.gone and index > page.front[0]:
            take_first_title(page, index)
        elif page.title and not page.gone:
            above = [n for n in page.front if n < index and says_part(page.text(n), page.title)]
            if above:
                page.take(above, "title", page.title, 0.7)
            for fuller in () if above else _fuller_title(page, index):
                page.take([fuller], "title", page.title, 0.7)
        page.take(run, "author", author, 0.9)
        page.author_at = run[-1] if page.author_at < 0 else page.author_at
        below = page.text(run[-1] + 1) if run[-1] + 1 in page.front else ""
        if below.startswith("(") and below.endswith(")") and is_whole_name(below.strip("(.)")):
            page.take([run[-1] + 1], "author", below.strip("(.)"), 0.7)
    return bool(run)


def _fuller_title(page: TitlePage, by_line: int) -> list[int]:
    """The one group over the by-line, when a library's header has but a part of it (`The Tin Bridge` of `The Truthful
    History of the Tin Bridge`), and where the title page says it again."""
    above = [n for n in page.front if n < by_line]
    full, title = heading_lines.normal(page.text(above[0])) if len(above) == 1 else "", heading_lines.normal(page.title)
    if len(title) < _SHORTEST or title not in full or len(page.text(above[0])) > LONG:
        return []
    return above + [n for n in page.front if n > by_line and heading_lines.normal(page.text(n)) == full]


_READERS = (_labelled, _title, _title_again, _genre, _explanation, _credit, _author)


def _read(page: TitlePage, index: int) -> None:
    """Show a group to one reader after the other, up to the one that knows it."""
    for read in _READERS:
        if read(page, index):
            return


def _text_below(pieces: Sequence[Piece], index: int) -> bool:
    """Whether the next group is a paragraph that stands no further off than paragraphs do."""
    below = group_at(pieces, index + 1)
    return below is not None and below.lines[0].blanks < 1 and size_of(below.lines) > SHORT


def _by_line(page: TitlePage, index: int) -> tuple[list[int], str]:
    """`By R. Example`; `by` and the name below it; or the name alone when we know it: the groups, and the name."""
    text = undecorated(page.text(index)).strip("_* ").replace(" #", " ")  # von #Anna Merz#
    key = text.casefold().strip(" :.")
    name = _ESQUIRE.sub("", text)
    if any(heading_lines.normal(name) == heading_lines.normal(author) for author in page.authors if author):
        return [index], name
    if key in page.language.by and index + 1 in page.front:
        name = without_brackets(undecorated(page.text(index + 1))).rstrip(",:")
        if name_like(name):
            return [index, index + 1], "" if key in INFLECTING else tidy_name(name)
    by_whom = text
    if "uthor of" in text:  # `_By_ A. HERON, _Author of "The Mill"_`
        by_whom = _AUTHOR_OF.sub("", text.replace("_", ""))
    name = _ESQUIRE.sub("", after_by(by_whom, page.language))
    inflected = text.casefold().partition(" ")[0] in INFLECTING
    return ([index], "" if inflected else tidy_name(name)) if name else ([], "")


def _is_another(page: TitlePage, name: str, authors: Sequence[str]) -> bool:
    """Whether a name is none of those we know, and the by-line stood above: `TO THE MEMORY` / `OF` / `A. MARSH`."""
    known = {heading_lines.normal(word) for author in authors for word in author.split()}
    stood = any(decision.rule == "title-block/author" for decision in page.decisions)
    return bool(known) and stood and known.isdisjoint(heading_lines.normal(word) for word in name.split())
