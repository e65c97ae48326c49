"""An edited book → its files: compose, render, proof, write."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property, partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from bookmaker import walk
from bookmaker.build.editing import Edited
from bookmaker.build.order import Order, Output, Step, Watch
from bookmaker.errors import BookError, BookmakerError, UsageError
from bookmaker.metadata import BuildSettings, Recipe
from bookmaker.model import Book, Finding, Place, Severity
from bookmaker.project import Entry, inside, sources

if TYPE_CHECKING:
    from bookmaker.backends.pagination import PageBreak
    from bookmaker.backends.pdf import Printed
    from bookmaker.proofs import Page


class Press:
    """One edited book on its way to paper: what all its formats share is made once.

    `book` is composed, `theme` loaded, `formats` are those to make, `findings` what layout came upon.
    Making one raises BookError, UsageError.
    """

    def __init__(self, edited: Edited, order: Order, watch: Watch = lambda step: None) -> None:
        from bookmaker import devices, themes
        from bookmaker.compose import compose
        from bookmaker.compose import cover as drawn_cover
        from bookmaker.normalise import drawn

        self.edited, self.order, self.watch = edited, order, watch
        entry, build = edited.entry, edited.recipe.build
        asked = order.formats or build.formats
        if build.device:
            with _named_in_yaml(edited.recipe, order, "device"):
                reader = devices.device(build.device)
            if reader.family == "kobo":  # the EPUB made for a Kobo is a KEPUB
                asked = tuple("kepub" if form == "epub" else form for form in asked)
        self.formats = tuple(dict.fromkeys(asked))
        self.findings: tuple[Finding, ...] = ()
        with _named_in_yaml(edited.recipe, order, "theme", "css"):
            self.theme = themes.load(build.theme, entry.root, build.css)
        cover, place = _cover(edited)
        try:
            shown = drawn(edited.book.metadata, edited.recipe.normalise)
            self.book = compose(edited.book, build, cover, self._own_fonts, shown)
        except BookError as error:  # the cover: compose knows its bytes alone
            raise BookError(replace(finding, place=place) for finding in error.findings) from None
        if not cover and (self.formats != ("pdf",) or build.device):  # a printed book has its cover made elsewhere
            title = dict(edited.recipe.places).get("title", place)
            doubts = drawn_cover.findings(shown, self._own_fonts)
            self.findings = tuple(replace(doubt, place=title) for doubt in doubts)
        if not edited.book.assets and not any(map(str.isalnum, chain.from_iterable(_texts(edited.book)))):
            place = Place(entry.shown(entry.source or entry.yaml or entry.root))
            raise BookError([Finding("M018", Severity.ERROR, place, "there is not a word in this book")])

    def make(self, form: str) -> Output:
        """Render, proof and write one format."""
        from bookmaker.writing import write

        edited = self.edited
        self.watch(Step(edited.entry.slug, form))
        data = self.render(form)
        path = _output_path(edited.entry, form, edited.recipe.build, self.order)
        if path.exists() and any(path.samefile(own) for own in _made_of(edited)):
            raise UsageError(f"{path.name} is what the book is made of", "name another file with -o")
        return Output(path, form, write(path, data))

    def render(self, form: str) -> bytes:
        """The bytes of one format, its words proofed. Raises BookError when one is missing, OutsideError."""
        from bookmaker import proofs

        match form:
            case "epub":
                data = self._epub
            case "kepub":
                from bookmaker.backends import kepub

                data = kepub.kepub(self._epub)
            case "pdf":
                data = self._pdf.pdf
            case _:
                raise UsageError(f"no format is called {form}")
        copy = proofs.Copy(form.upper(), tuple(note.place for note in self.book.notes))
        if problems := self.edited.faults(partial(self._pages_of, form, data), copy):
            raise BookError(problems)
        return data

    def _pages_of(self, form: str, data: bytes) -> Iterable[Page]:
        """What the proofreader is given to read."""
        from bookmaker import proofs

        if form == "pdf":  # its text as it was set: nothing reads it from the file as surely
            return [proofs.Page(self._pdf.body, tuple(self._pdf.notes), cut=True)]
        return proofs.epub(data)

    @cached_property
    def _epub(self) -> bytes:
        from bookmaker.backends import epub

        build = self.edited.recipe.build
        return epub.render(self.book, build, self.theme, pages=self._pages(), own_fonts=self._own_fonts)

    @property
    def _own_fonts(self) -> Path:
        """Where a project keeps fonts of its own."""
        return self.edited.entry.root / "metadata" / "fonts"

    def _pages(self) -> tuple[PageBreak, ...]:
        """Where the pages of the PDF begin, when both are made: then the EPUB lists them, and can be cited by them."""
        if "pdf" not in self.formats:
            return ()
        try:
            return self._pdf.breaks
        except BookmakerError:  # it is told when the PDF's turn comes
            return ()

    @cached_property
    def _pdf(self) -> Printed:
        from bookmaker.backends.pdf import Progress, printed
        from bookmaker.backends.pdf.pages import page

        edited, order = self.edited, self.order
        build = edited.recipe.build
        with _named_in_yaml(edited.recipe, order, "device" if build.device else "page"):
            page(build)

        def tell(progress: Progress) -> None:
            self.watch(Step(edited.entry.slug, "pdf", progress.done, progress.total, progress.pages))

        made = printed(
            self.book, build, self.theme, jobs=order.jobs, cache=order.cache, progress=tell, own_fonts=self._own_fonts
        )
        self.findings += made.findings
        return made


def outputs_of(entry: Entry) -> list[Path]:
    """The finished files of a book that stand in `dist/` now, its editions for devices among them."""
    from bookmaker.devices import DEVICES, FAMILIES

    if entry.project is None or not entry.project.dist.is_dir():
        return []
    editions = ("", ".kepub", *(f".{device.name}" for device in (*DEVICES, *FAMILIES)))  # `tide.two` is another book
    names = {f"{entry.slug}{edition}.{form}" for edition in editions for form in ("epub", "pdf", "azw3")}
    return sorted(path for path in entry.project.dist.iterdir() if path.name in names)


def _output_path(entry: Entry, form: str, build: BuildSettings, order: Order) -> Path:
    """Where an output goes: `dist/<slug>.pdf`, `dist/<slug>.<device>.pdf`, `dist/<slug>.kepub.epub`."""
    from bookmaker.devices import device

    if order.out is not None:
        return order.out
    edition = device(build.device).name if build.device else ""  # which may be asked for as “Kobo Clara BW”
    suffix = "kepub.epub" if form == "kepub" else f"{edition}.{form}" if edition else form
    folder = order.folder or (entry.project.dist if entry.project else order.here)
    return folder / f"{entry.slug}.{suffix}"


@contextmanager
def _named_in_yaml(recipe: Recipe, order: Order, *keys: str) -> Iterator[None]:
    """Turn the usage error for something that the YAML, not a flag, asks for into a finding at its line."""
    try:
        yield
    except UsageError as error:
        places = dict(recipe.places)
        for key in keys:
            if key not in order.above and (place := places.get(f"build.{key}")):
                raise BookError([Finding("M006", Severity.ERROR, place, error.message, error.hint)]) from None
        raise


def _texts(book: Book) -> Iterator[str]:
    """The text of a book, stretch by stretch."""
    for _, section in walk.sections(book):
        yield from map(walk.plain, (section.label, section.title, section.subtitle))
        yield from map(walk.block_text, section.blocks)


def _made_of(edited: Edited) -> Iterator[Path]:
    """The author's own files: no book is ever written over them."""
    entry, cover = edited.entry, edited.recipe.metadata.cover
    yield from sources(entry, edited.recipe)
    if entry.yaml:
        yield entry.yaml
    if cover:
        yield entry.beside / cover.image


def _cover(edited: Edited) -> tuple[bytes, Place]:
    """The author's cover picture, b"" when one is to be drawn, and where the YAML names it."""
    cover = edited.recipe.metadata.cover
    places = dict(edited.recipe.places)
    place = places.get("cover.image") or places.get("cover") or Place("")
    return (inside(edited.entry, cover.image, place).read_bytes() if cover else b""), place
