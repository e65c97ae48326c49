"""From a composed book to a printed one: every step in order."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bookmaker import __version__
from bookmaker.backends import xhtml
from bookmaker.backends.pagination import PageBreak
from bookmaker.backends.pdf import document, facts, findings, fonts, heads, native, outline, pages, worker
from bookmaker.backends.pdf.cache import Cache, key
from bookmaker.backends.pdf.copy import Printed, pack, unpack
from bookmaker.backends.pdf.document import Opening
from bookmaker.backends.pdf.imposition import Run, Sheet, impose, running_head
from bookmaker.backends.pdf.join import Plan, join, saved
from bookmaker.backends.pdf.laid import Laid
from bookmaker.backends.pdf.pieces import Hands, hands, instances, partition
from bookmaker.backends.pdf.trim import trim
from bookmaker.backends.pdf.typecase import Typecase
from bookmaker.languages import page_words
from bookmaker.metadata import BuildSettings
from bookmaker.model import Book, Kind, Span
from bookmaker.themes import Theme
from bookmaker.walk import lines, plain

ROUNDS = 6
"""Times the contents are laid out at the most. Twice is the rule, when prefaces after them move by their length."""
EDITION = "11"
"""Changes whenever this code lays out or joins otherwise, so that no cache outlives it."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the layout is: chapters (whatever opens a page) laid out of all, and the pages they make so far."""

    done: int
    total: int
    pages: int


Watch = Callable[[Progress], None]


def printed(
    book: Book,
    build: BuildSettings,
    theme: Theme,
    *,
    jobs: int = 1,
    cache: Path | None = None,
    progress: Watch | None = None,
    own_fonts: Path | None = None,
) -> Printed:
    """The PDF of a composed book with its page labels, page breaks, words and findings.

    `jobs` processes lay out; `cache` is a folder for what they made, safe to delete. The same bytes for any of them.
    `own_fonts` is the project's folder of fonts (`metadata/fonts`), for letters that ours lack.
    Raises OutsideError when a native library is missing, UsageError for a page size or device that is not there.
    """
    native.require()
    page = pages.page(build)
    openings = document.openings(book, build, page, outline.address)
    kept = Cache(cache)
    outfit = fonts.outfit({character for opening in openings for character in opening.html}, own_fonts)
    style = document.css(page, build) + theme.css("pdf", build.ornament)
    with tempfile.TemporaryDirectory(prefix="bookmaker-") as folder:
        paths = fonts.files(outfit, kept, Path(folder), lambda faces: instances(faces, jobs))
        files = {digest(file): file for file in (path.read_bytes() for path in paths)}
        addresses = frozenset(path.as_uri() for path in paths)
        sheet = fonts.css(outfit.faces, paths) + style
        stock = worker.Stock(sheet, build.pdf_variant, Path(folder), frozenset(files), addresses, bool(outfit.lacking))
        salt = key(EDITION, __version__, *native.versions(), style, build.pdf_variant, *files, str(stock.installed))
        name = key(salt, repr((page, build, book.metadata, document.listed(book))), *(part.html for part in openings))
        if (before := kept.get(name)) and (same := unpack(before)):
            return same
        with hands(stock, jobs, kept, salt) as crew:
            made = _Work(book, build, page, openings, crew, progress).print(files, outfit.lacking)
    kept.put(name, pack(made))
    kept.prune()
    return made


class _Work:
    """One book being printed: what its steps share."""

    def __init__(
        self,
        book: Book,
        build: BuildSettings,
        page: pages.Page,
        openings: Sequence[Opening],
        crew: Hands,
        progress: Watch | None,
    ) -> None:
        self.book, self.build, self.page, self.crew, self.progress = book, build, page, crew, progress
        self.openings, self.ranges = openings, partition(openings)
        self.language = book.metadata.language or "en"
        self.title, self.author = _title_and_author(book)
        self.done = self.pages = 0

    def print(self, files: dict[str, bytes], lacking: str) -> Printed:
        """Lay out, impose, join. `lacking` are characters that our fonts have not."""
        wanted = self._heads_wanted()
        laid = self._lay_out(wanted)
        sheets = self._with_contents(laid)
        shown = [
            running_head(sheet, self.openings, self.title, self.author, screen=self.page.screen)
            if self.page.heads
            else None
            for sheet in sheets
        ]
        numbers = {head: len(heads.FOLIO_PLACES) + at for at, head in enumerate(wanted)}
        typecase = Typecase(laid, files)
        typecase.cut(self.crew.cut)
        plan = Plan(
            laid,
            sheets,
            shown,
            numbers,
            self._folios(laid[-1]),
            self.page.shift(len(sheets)) / pages.POINT,
            trim(self.page),
            document.listed(self.book),
            self._spoken(),
            facts.tagged(self.build.pdf_variant),
            self.language,
        )
        out = join(plan, typecase)
        kept = "" if findings.missing(laid) else self.build.pdf_variant  # every standard forbids boxes for letters
        facts.describe(out, self.book.metadata, self.language, kept)
        pdf = saved(out)
        body, notes = self._words(laid, sheets)
        found = findings.findings(laid, lacking, self.openings, self.build.writing)
        if not self.page.screen:
            found.append(findings.spine(len(sheets)))
        labels = tuple(sheet.label for sheet in sheets)
        return Printed(pdf, labels, tuple(_breaks(laid, sheets)), body, notes, tuple(found))

    def _folios(self, furniture: Laid) -> dict[heads.FolioPlace, heads.Folio]:
        """How folios are drawn. A screen has no room at its foot."""
        found = heads.folios(furniture) if self.page.heads else {}
        return {place: folio for place, folio in found.items() if place != "drop" or not self.page.screen}

    def _heads_wanted(self) -> list[heads.Head]:
        """Every running head the book may need."""
        if not self.page.heads:
            return []
        out: list[heads.Head] = []
        for at in range(len(self.openings)):
            for recto in (True, False):
                sheet = Sheet(0, 0, at, 1, "", recto, "full")
                head = running_head(sheet, self.openings, self.title, self.author, screen=self.page.screen)
                if head is not None:
                    out.append(head)
        return list(dict.fromkeys(out))

    def _lay_out(self, wanted: Sequence[heads.Head]) -> list[Laid]:
        """Every piece; an empty one where the contents will be; the heads and folios last."""
        texts = [self._html(run) for run in self.ranges]
        total = len(self.openings)

        def done(at: int, laid: Laid) -> None:
            if at < len(self.ranges):
                self.done += len(self.ranges[at])
                self.pages += len(laid.pages)
                if self.progress:
                    self.progress(Progress(self.done, total, self.pages))

        jobs = [(html, True) for html in texts]
        jobs.append((heads.html(wanted, self.language), False))
        return self.crew.lay_out(jobs, done)

    def _html(self, run: range, html: str = "") -> str:
        bodies = [html or self.openings[at].html for at in run]
        return document.wrapped(bodies, self.language, self.title)

    def _with_contents(self, laid: list[Laid]) -> list[Sheet]:
        """The pages in order, with the contents laid out in its place: when every number in it is right."""
        at = next((n for n, run in enumerate(self.ranges) if self.openings[run[0]].kind is Kind.CONTENTS), None)
        sheets = self._impose(laid)
        before = ""
        for _ in range(ROUNDS if at is not None else 0):
            assert at is not None
            folios = _folios(laid, sheets)
            section = self.openings[self.ranges[at][0]].sections[0]
            html = document.contents(self.book, section, outline.address, folios)
            if html == before:
                break
            before = html
            laid[at] = self.crew.lay_out([(self._html(self.ranges[at], html), True)])[0]
            sheets = self._impose(laid)
        return sheets

    def _impose(self, laid: Sequence[Laid]) -> list[Sheet]:
        runs = []
        for piece, run in enumerate(self.ranges):
            starts = [_first_page(laid[piece], self.openings[at].id) for at in run]
            ends = [*starts[1:], len(laid[piece].pages)]
            runs += [Run(piece, start, end - start) for start, end in zip(starts, ends, strict=True)]
        cover = page_words(self.language)[0].cover
        return impose(self.openings, runs, screen=self.page.screen, cover_label=cover)

    def _spoken(self) -> Callable[[str], str]:
        """What a link's target is called for those who listen."""
        names = {line.id: " ".join(filter(None, (line.label, line.title))) for line in document.listed(self.book)}
        said, _ = page_words(self.language)

        def spoken(anchor: str) -> str:
            kind, _, number = anchor.rpartition("--")[2].partition("-")
            if kind == "note":
                return f"{said.notes} {number}"
            if kind == "noteref":
                return f"{said.back} {number}"
            return names.get(anchor, self.title)

        return spoken

    def _words(self, laid: Sequence[Laid], sheets: Sequence[Sheet]) -> tuple[str, tuple[str, ...]]:
        """The author's words on the pages: running text, and each note."""
        body: list[str] = []
        notes: dict[str, list[str]] = {}
        for sheet in sheets:
            opening = self.openings[sheet.opening]
            if sheet.blank:
                continue
            page = laid[sheet.piece].pages[sheet.index]
            for own, text in page.notes.items():
                notes.setdefault(own, []).append(text)
            if not opening.sections[0].generated:
                body += ["\n" if page.joined else "\n\n", page.body]
        numbered = xhtml.numbered_notes(self.book).values()
        return "".join(body), tuple("\n".join(notes.get(note.anchor, ())) for note in numbered)


def digest(data: bytes) -> str:
    """The name of a font file by what is in it."""
    return hashlib.sha256(data).hexdigest()


def _first_page(laid: Laid, anchor: str) -> int:
    return next((number for number, page in enumerate(laid.pages) if anchor in page.anchors), 0)


def _folios(laid: Sequence[Laid], sheets: Sequence[Sheet]) -> dict[str, str]:
    """The label of the page on which each anchor stands."""
    out: dict[str, str] = {}
    for sheet in sheets:
        if not sheet.blank:
            for name in laid[sheet.piece].pages[sheet.index].anchors:
                out.setdefault(name, sheet.label)
    return out


def _breaks(laid: Sequence[Laid], sheets: Sequence[Sheet]) -> list[PageBreak]:
    """Where each printed page begins: the first anchor that is new on it, or the one that runs through it."""
    seen: set[str] = set()
    out = []
    for sheet in sheets:
        if sheet.blank:
            continue
        anchors = list(laid[sheet.piece].pages[sheet.index].anchors)
        new = next((name for name in anchors if name not in seen), anchors[0] if anchors else "")
        seen.update(anchors)
        if new:
            out.append(PageBreak(sheet.label, new))
    return out


def _title_and_author(book: Book) -> tuple[str, str]:
    """The title and the authors as the title page has them, their marks set; of a book without one, as typed."""
    for section in book.sections:
        if section.kind is Kind.TITLE_PAGE:
            runs = (line for block in section.blocks for line in lines(block))
            authors = [plain(run) for run in runs if isinstance(run[0], Span) and run[0].role == "author"]
            return plain(section.title), ", ".join(authors)
    return book.metadata.title, ", ".join(person.name for person in book.metadata.authors)
