"""Coded findings about a book and its outputs: everything `bookmaker check` looks at, in one list."""

from __future__ import annotations

from dataclasses import replace

from bookmaker.build import Order, Press, edit
from bookmaker.check import encodings, epub, text
from bookmaker.errors import BookError
from bookmaker.model import Finding, Place, Severity
from bookmaker.project import Entry


def check(entry: Entry, order: Order) -> tuple[Finding, ...]:
    """Every finding about a book, in the order of the source: its YAML, its text, the EPUB it would become.

    `order.above` may name a device, whose rules are then looked at too. Raises OutsideError and the like, but
    never BookError: what the book has wrong is among the findings.
    """
    try:
        edited = edit(entry, order)
    except BookError as error:
        return error.findings
    found = [*edited.findings, *encodings.findings(edited.drafts), *text.findings(edited.book)]
    if not any(finding.severity is Severity.ERROR for finding in found):
        try:
            press = Press(edited, replace(order, formats=("epub",)))
            found += press.findings
            found += epub.findings(press.book, edited.recipe.build, press.render("epub"))
        except BookError as error:
            found += error.findings
    whole = Place(entry.shown(entry.yaml or entry.source or entry.root))
    placed = (finding if finding.place.path else replace(finding, place=whole) for finding in found)
    return tuple(sorted(dict.fromkeys(placed), key=lambda finding: finding.place))
