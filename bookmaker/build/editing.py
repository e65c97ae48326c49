"""A book's files → the book a careful editor would have set: YAML, intake, normaliser."""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from bookmaker.build.beside import Ask, Reader, beside, here
from bookmaker.build.order import Order
from bookmaker.errors import BookError
from bookmaker.metadata import BuildSettings, Recipe
from bookmaker.model import Book, Contributor, Decision, Draft, Finding, Identifier, Metadata, Place, Severity
from bookmaker.project import Entry, Project, books, orphans, sources

if TYPE_CHECKING:
    from bookmaker.normalise import Normalised
    from bookmaker.proofs import Copy, Page

    Faults: TypeAlias = Ask[Page, Copy, list[Finding]]

_LONG = 10_000  # lines of source: a novel, whose words take longer to read than a process to start
_OURS = uuid.UUID("6f0c8b5e-3f0b-5d53-9f57-0d3b6c0f9a41")
"""The namespace of the identifiers given to books without one. Never change it: books would change their names."""


@dataclass(frozen=True, slots=True)
class Edited:
    """A book as the normaliser left it, with all that is known about how it came to be.

    `faults` asks the proofreader of its words about a finished file.
    """

    entry: Entry
    recipe: Recipe
    drafts: tuple[Draft, ...]
    book: Book
    normalised: Normalised
    findings: tuple[Finding, ...]
    faults: Faults

    def failing(self, strict: bool) -> bool:
        """Whether the findings stop a build."""
        return any(_counts(finding, strict) for finding in self.findings)


def read_recipe(entry: Entry, order: Order) -> Recipe:
    """What the book's YAML says, under the order's settings. Raises BookError."""
    if entry.yaml is None:
        recipe = Recipe(Metadata(title=""), build=BuildSettings(**{**order.below, **order.above}))
    else:
        from bookmaker.metadata.recipe import read_file  # brings PyYAML

        recipe = read_file(entry.yaml, entry.shown(entry.yaml), below=order.below, above=order.above)
    return _retitled(recipe, order)


def unused_sources(project: Project) -> list[Finding]:
    """A warning for each source of a project that no book is made of."""
    used: list[Path] = []
    for entry in books(project):
        with suppress(BookError):  # told when the book's turn comes
            used += sources(entry, read_recipe(entry, Order()))
    return orphans(project, used)


def edit(entry: Entry, order: Order, *, to_press: bool = False) -> Edited:
    """Read a book and normalise it. Raises BookError when there is nothing to go on with.

    `to_press`: files will be made of it. Then the proofreader of a long book learns its words as soon as they are
    known, in a process of its own.
    """
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
    left: tuple[Finding, ...] = ()
    if entry.yaml is None:
        recipe, left = _headed(recipe, drafts, order)
    laid_out = normalise.lay_out(drafts, recipe.metadata, recipe.normalise)
    learn = partial(_proofreader, drafts, laid_out.decisions)
    long = sum(len(draft.lines) for draft in drafts) > _LONG
    faults = beside(learn) if to_press and long and order.jobs > 1 else here(learn)
    made = normalise.retouch(laid_out, recipe.normalise)
    book, findings = made.book, (*left, *made.findings)
    if not book.metadata.title:
        title = _spoken(entry.slug)
        book = replace(book, metadata=replace(book.metadata, title=title))
        place = Place(entry.shown(entry.source or entry.beside))
        message = f"no title was found, so the book is called “{title}” after its file"
        fix = "give it one with --title, or with `title:` in a YAML block at the head of the text"
        findings = (Finding("M017", Severity.WARNING, place, message, fix), *findings)
    book = replace(book, metadata=identified(book.metadata, _legible(entry.slug)))
    in_order = sorted(findings, key=lambda finding: finding.place)
    return Edited(entry, recipe, tuple(drafts), book, made, tuple(in_order), faults)


def _proofreader(drafts: Sequence[Draft], decisions: Sequence[Decision]) -> Reader[Page, Copy, list[Finding]]:
    from bookmaker import proofs  # brings lxml

    return proofs.proofreader(drafts, decisions)


def _counts(finding: Finding, strict: bool) -> bool:
    return finding.severity is Severity.ERROR or (strict and finding.severity is Severity.WARNING)


def _headed(recipe: Recipe, drafts: Sequence[Draft], order: Order) -> tuple[Recipe, tuple[Finding, ...]]:
    """The recipe of a book without a YAML file of its own: what the YAML at the head of its text says.

    Keys that other programs keep there are told, and left out.
    """
    for draft in drafts:
        for decision in draft.decisions:
            if decision.rule.endswith("/head-block"):
                from bookmaker.metadata.head_block import without_strangers  # both bring PyYAML
                from bookmaker.metadata.recipe import read

                place, text = decision.place, decision.before.strip().split("\n")
                yaml, strangers = without_strangers("\n".join(text[1:-1]))
                headed = read(yaml, place.path, below=order.below, above=order.above, skipped=place.line, titled=False)
                left = (
                    Finding("M019", Severity.NOTE, place.later(line), f"`{key}` is no key of ours; it is left out")
                    for key, line in strangers
                )
                return _retitled(headed, order), tuple(left)
    return recipe, ()


def _legible(slug: str) -> str:
    """A file's name with what is no character in it (a name of another encoding) replaced."""
    return slug.encode("utf-8", "replace").decode("utf-8")


def _spoken(slug: str) -> str:
    """A file's name as words: `the-low_tide` → `The low tide`."""
    words = re.sub(r"[-_\s]+", " ", _legible(slug)).strip() or slug
    return words[0].upper() + words[1:]


def _retitled(recipe: Recipe, order: Order) -> Recipe:
    """The recipe with the title and the author of the command line."""
    metadata = recipe.metadata
    if order.title:
        metadata = replace(metadata, title=order.title)
    if order.author:
        others = tuple(person for person in metadata.contributors if person.role != "aut")
        metadata = replace(metadata, contributors=(Contributor(order.author), *others))
    return replace(recipe, metadata=metadata)


def identified(metadata: Metadata, slug: str) -> Metadata:
    """The metadata with an identifier: where the author gave none, one that stays while slug, title and authors do."""
    if metadata.identifiers:
        return metadata
    name = "\n".join([slug, metadata.title, *(author.name for author in metadata.authors)])
    return replace(metadata, identifiers=(Identifier("uuid", str(uuid.uuid5(_OURS, name))),))
