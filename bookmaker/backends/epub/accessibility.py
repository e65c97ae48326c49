"""What the book can truly claim of itself (EPUB Accessibility 1.1): computed, never taken for granted.

`dcterms:conformsTo` is not among it. Conformance to WCAG, at whatever level, takes a person who reads the book: no
program can tell whether an alternative text says what the picture says, or whether a passage in another language is
marked. Whoever has looked may add the claim, and who looked (EPUB Accessibility 1.1, conformance reporting).
"""

from __future__ import annotations

from collections.abc import Iterator

from bookmaker.model import Book
from bookmaker.walk import author_pictures


def accessibility(book: Book, *, pages: bool) -> Iterator[tuple[str, str]]:
    """Properties and values of the package's accessibility metadata."""
    pictures = [picture for _, picture in author_pictures(book)]
    described = all(picture.alt or picture.decorative for picture in pictures)
    yield "schema:accessMode", "textual"
    if pictures:
        yield "schema:accessMode", "visual"
    if described:
        yield "schema:accessModeSufficient", "textual"
    if pictures:
        yield "schema:accessModeSufficient", "textual,visual"
    yield "schema:accessibilityFeature", "structuralNavigation"
    yield "schema:accessibilityFeature", "tableOfContents"
    yield "schema:accessibilityFeature", "readingOrder"
    yield "schema:accessibilityFeature", "displayTransformability"
    if pictures and described:
        yield "schema:accessibilityFeature", "alternativeText"
    if pages:
        yield "schema:accessibilityFeature", "pageBreakMarkers"
        yield "schema:accessibilityFeature", "pageNavigation"
    yield "schema:accessibilityHazard", "none"
    yield "schema:accessibilitySummary", _summary(len(pictures), described=described, pages=pages)


def _summary(pictures: int, *, described: bool, pages: bool) -> str:
    """The same in a sentence or two, in English."""
    said = [
        "The text can be read aloud and set in any size, font and colour; headings and a contents list lead through it."
    ]
    if pictures:
        said.append("All pictures are described." if described else "Some pictures are not described.")
    if pages:
        said.append("The pages of the printed edition are marked.")
    return " ".join(said)
