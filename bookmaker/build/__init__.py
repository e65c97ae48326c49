"""Intake → normalise → compose → render → proof → write: the one place where the stages meet.

order     what is asked of a build and what comes of it
editing   YAML and text → the edited book
press     the edited book → its files
beside    a process that knows the author's words, and reads proof
several   many books at once
"""

from __future__ import annotations

from dataclasses import replace

from bookmaker.build.editing import Edited, edit, read_recipe, unused_sources
from bookmaker.build.order import BuildResult, Order, Output, Step, Watch
from bookmaker.build.press import Press, outputs_of
from bookmaker.errors import BookError, BookmakerError, UnexpectedError
from bookmaker.project import Entry

__all__ = [
    "BuildResult",
    "Edited",
    "Order",
    "Output",
    "Press",
    "Step",
    "Watch",
    "build",
    "edit",
    "outputs_of",
    "read_recipe",
    "unused_sources",
]


def build(entry: Entry, order: Order, watch: Watch = lambda step: None) -> BuildResult:
    """Make the files of one book. Errors come back in the result; what a failed format had in `dist/` stays."""
    outputs: list[Output] = []
    errors: list[BookmakerError] = []
    result = BuildResult(entry)
    try:
        watch(Step(entry.slug, "reading"))
        edited = edit(entry, order, to_press=True)
        metadata = edited.book.metadata
        author = ", ".join(person.name for person in metadata.authors)
        result = BuildResult(entry, metadata.title, author, findings=edited.findings)
        if edited.failing(order.strict):
            return replace(result, errors=(BookError(()),))
        press = Press(edited, order, watch)
        for form in press.formats:
            try:
                outputs.append(press.make(form))
            except Exception as error:  # an EPUB is worth having when the PDF cannot be made
                errors.append(UnexpectedError.of(error))
        result = replace(result, findings=(*edited.findings, *press.findings))
    except Exception as error:  # one bad book does not stop the others
        errors.append(UnexpectedError.of(error))
    return replace(result, outputs=tuple(outputs), errors=tuple(errors))
