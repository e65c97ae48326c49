"""Intake → normalise → compose → render → proof → write: the one place where the stages meet."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from bookmaker.errors import BookError, UsageError
from bookmaker.metadata import BuildSettings, Recipe
from bookmaker.model import Book, Contributor, Decision, Draft, Finding, Metadata, Place, Severity
from bookmaker.project import Entry, inside, sources


@dataclass(frozen=True, slots=True)
class Order:
    """What was asked for on the command line and around it.

    `formats`: () for those the book itself asks for. `below` and `above`: build settings that the book's YAML beats
    (the user's config) and is beaten by (flags). `out`: where the one output goes; `folder`: where all go; None for
    the usual place. `here`: where a book outside any project goes. `jobs`: processes at the most. `strict`: warnings
    stop a build. `cache`: a folder for what is costly to redo.
    """

    formats: tuple[str, ...] = ()
    below: Mapping[str, Any] = field(default_factory=dict)
    above: Mapping[str, Any] = field(default_factory=dict)
    title: str = ""
    author: str = ""
    out: Path | None = None
    folder: Path | None = None
    here: Path = Path()
    jobs: int = 1
    strict: bool = False
    cache: Path | None = None


@dataclass(frozen=True, slots=True)
class Edited:
    """A book as the normaliser left it, with all that is known about how it came to be."""

    entry: Entry
    recipe: Recipe
    drafts: tuple[Draft, ...]
    book: Book
    decisions: tuple[Decision, ...]
    findings: tuple[Finding, ...]

    def failing(self, strict: bool) -> bool:
        """Whether the findings stop a build."""
        return any(_counts(finding, strict) for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Output:
    """A file of `dist/`, and whether its bytes are new."""

    path: Path
    format: str
    changed: bool


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What became of one book: what was written, what to look at, what went wrong (a format each).

    `title` and `author` are as they stand in the book, "" when it was not read.
    """

    entry: Entry
    title: str = ""
    author: str = ""
    outputs: tuple[Output, ...] = ()
    findings: tuple[Finding, ...] = ()
    errors: tuple[Exception, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Step:
    """How far a build is: the book, what is being done (`reading`, `epub`, `pdf`); chapters laid out, pages so far."""

    slug: str
    doing: str
    done: int = 0
    total: int = 0
    pages: int = 0


Watch = Callable[[Step], None]


def read_recipe(entry: Entry, order: Order) -> Recipe:
    """What the book's YAML says, under the order's settings. Raises BookError."""
    from bookmaker.metadata.recipe import read_file

    if entry.yaml is None:
        recipe = Recipe(Metadata(title=""), build=BuildSettings(**{**order.below, **order.above}))
    else:
        recipe = read_file(entry.yaml, entry.shown(entry.yaml), below=order.below, above=order.above)
    return _retitled(recipe, order)


def edit(entry: Entry, order: Order) -> Edited:
    """Read a book and normalise it. Raises BookError when there is nothing to go on with."""
    from bookmaker import intake, normalise

    recipe = read_recipe(entry, order)
    drafts: list[Draft] = []
    problems: list[Finding] = []
    for path in sources(entry, recipe):
        try:
            drafts.append(intake.read(path, entry.shown(path), encoding=recipe.encoding, root=entry.root))
        except BookError as error:
            problems += error.findings
    if problems:
        raise BookError(problems)
    if entry.yaml is None:
        recipe = _headed(recipe, drafts, order)
    made = normalise.normalise(drafts, recipe.metadata, recipe.normalise)
    book = made.book
    if not book.metadata.title:
        book = replace(book, metadata=replace(book.metadata, title=entry.slug))
    book = replace(book, metadata=_identified(book.metadata, entry.slug))
    return Edited(entry, recipe, tuple(drafts), book, made.decisions, made.findings)


def build(entry: Entry, order: Order, watch: Watch = lambda step: None) -> BuildResult:
    """Make the files of one book. Errors come back in the result; what a failed format had in `dist/` stays."""
    outputs: list[Output] = []
    errors: list[Exception] = []
    result = BuildResult(entry)
    try:
        watch(Step(entry.slug, "reading"))
        edited = edit(entry, order)
        metadata = edited.book.metadata
        author = ", ".join(person.name for person in metadata.authors)
        result = BuildResult(entry, metadata.title, author, findings=edited.findings)
        if edited.failing(order.strict):
            return replace(result, errors=(BookError(()),))
        press = Press(edited, order, watch)
        for form in order.formats or edited.recipe.build.formats:
            try:
                outputs.append(press.make(form))
            except Exception as error:  # an EPUB is worth having when the PDF cannot be made
                errors.append(error)
    except Exception as error:  # one bad book does not stop the others
        errors.append(error)
    return replace(result, outputs=tuple(outputs), errors=tuple(errors))


def build_all(entries: Sequence[Entry], order: Order, watch: Watch = lambda step: None) -> Iterator[BuildResult]:
    """Make several books, each result as it is there, in the order they were asked for."""
    for entry in entries:
        yield build(entry, order, watch)


def proofed(edited: Edited, order: Order) -> list[Finding]:
    """What is wrong with the EPUB the book would become; nothing is written. Raises BookError, UsageError."""
    press = Press(edited, order)
    press.render("epub")
    return []


def output_path(entry: Entry, form: str, build: BuildSettings, order: Order) -> Path:
    """Where an output goes: `dist/<slug>.pdf`, `dist/<slug>.<device>.pdf`, `dist/<slug>.kepub.epub`."""
    if order.out is not None:
        return order.out
    suffix = "kepub.epub" if form == "kepub" else f"{build.device}.{form}" if build.device else form
    folder = order.folder or (entry.project.dist if entry.project else order.here)
    return folder / f"{entry.slug}.{suffix}"


def outputs_of(entry: Entry) -> list[Path]:
    """The finished files of a book that stand in `dist/` now, its editions for devices among them."""
    if entry.project is None or not entry.project.dist.is_dir():
        return []
    names = re.compile(re.escape(entry.slug) + r"(\.[a-z0-9-]+)?\.(epub|pdf)")
    return sorted(path for path in entry.project.dist.iterdir() if names.fullmatch(path.name))


# --- the press --------------------------------------------------------------------------------


class Press:
    """One edited book on its way to paper: what all its formats share is made once.

    `book` is composed, `theme` loaded. Making one raises BookError, UsageError.
    """

    def __init__(self, edited: Edited, order: Order, watch: Watch = lambda step: None) -> None:
        from bookmaker import devices, proofs, themes
        from bookmaker.compose import compose

        self.edited, self.order, self.watch = edited, order, watch
        entry, build = edited.entry, edited.recipe.build
        if build.device:
            with _named_in_yaml(edited.recipe, order, "device"):
                devices.device(build.device)
        with _named_in_yaml(edited.recipe, order, "theme", "css"):
            self.theme = themes.load(build.theme, entry.root, build.css)
        cover, place = _cover(edited)
        try:
            self.book = compose(edited.book, build, cover)
        except BookError as error:  # the cover: compose knows its bytes alone
            raise BookError(replace(finding, place=place) for finding in error.findings) from None
        try:
            self.promised = proofs.promised(edited.drafts, edited.decisions)
        except ValueError as problem:
            raise BookError([proofs.undeclared(problem)]) from None
        self._epub = b""

    def make(self, form: str) -> Output:
        """Render, proof and write one format."""
        from bookmaker.writing import write

        edited = self.edited
        self.watch(Step(edited.entry.slug, form))
        data = self.render(form)
        path = output_path(edited.entry, form, edited.recipe.build, self.order)
        return Output(path, form, write(path, data))

    def render(self, form: str) -> bytes:
        """The bytes of one format, its words proofed. Raises BookError when one is missing."""
        from bookmaker import proofs

        build = self.edited.recipe.build
        match form:
            case "epub":
                if not self._epub:
                    from bookmaker.backends import epub

                    self._epub = epub.render(self.book, build, self.theme)
                data, proof = self._epub, proofs.epub
            case "kepub":
                from bookmaker.backends import kepub

                data, proof = kepub.kepub(self.render("epub")), proofs.epub
            case "pdf":
                return self._pdf()
            case _:
                raise UsageError(f"no format is called {form}")
        if problems := proofs.read_against(self.promised, proof(data), self.book.notes, form.upper()):
            raise BookError(problems)
        return data

    def _pdf(self) -> bytes:
        from bookmaker.backends import pdf
        from bookmaker.backends.pdf.pages import page

        edited, order = self.edited, self.order
        build = edited.recipe.build
        with _named_in_yaml(edited.recipe, order, "device" if build.device else "page"):
            page(build)

        def tell(progress: pdf.Progress) -> None:
            self.watch(Step(edited.entry.slug, "pdf", progress.done, progress.total, progress.pages))

        return pdf.render(self.book, build, self.theme, jobs=order.jobs, cache=order.cache, progress=tell)


# --- below ------------------------------------------------------------------------------------


def _counts(finding: Finding, strict: bool) -> bool:
    return finding.severity is Severity.ERROR or (strict and finding.severity is Severity.WARNING)


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


def _cover(edited: Edited) -> tuple[bytes, Place]:
    """The author's cover picture, b"" when one is to be drawn, and where the YAML names it."""
    cover = edited.recipe.metadata.cover
    places = dict(edited.recipe.places)
    place = places.get("cover.image") or places.get("cover") or Place("")
    return (inside(edited.entry, cover.image, place).read_bytes() if cover else b""), place


def _headed(recipe: Recipe, drafts: Sequence[Draft], order: Order) -> Recipe:
    """The recipe of a book without a YAML file of its own: what the YAML at the head of its text says."""
    from bookmaker.metadata.recipe import read

    for draft in drafts:
        for decision in draft.decisions:
            if decision.rule.endswith("/head-block"):
                place, text = decision.place, decision.before.strip().split("\n")
                yaml = "\n".join(text[1:-1])
                read_recipe = read(
                    yaml, place.path, below=order.below, above=order.above, skipped=place.line, titled=False
                )
                return _retitled(read_recipe, order)
    return recipe


def _retitled(recipe: Recipe, order: Order) -> Recipe:
    """The recipe with the title and the author of the command line."""
    metadata = recipe.metadata
    if order.title:
        metadata = replace(metadata, title=order.title)
    if order.author:
        others = tuple(person for person in metadata.contributors if person.role != "aut")
        metadata = replace(metadata, contributors=(Contributor(order.author), *others))
    return replace(recipe, metadata=metadata)


def _identified(metadata: Metadata, slug: str) -> Metadata:
    """The metadata with an identifier: one of slug, title and authors when the author gave none."""
    if metadata.identifiers:
        return metadata
    from bookmaker.metadata.values import uuid_of

    return replace(metadata, identifiers=(uuid_of(slug, metadata.title, metadata.authors),))
