"""What the YAML says of a book, set as the pages show it: its title with a real apostrophe, its dedication with dashes.

Only where nothing is doubtful; everything else is drawn as typed. Packages carry every word as typed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bookmaker.model import Book, Inline, Kind, LineBreak, Metadata, Paragraph, Section, Text
from bookmaker.normalise.passes import TypographicPass
from bookmaker.normalise.typography.runs import Run, runs


def drawn(metadata: Metadata, passes: Sequence[TypographicPass]) -> Metadata:
    """The metadata with the texts that pages and covers show put through typographic passes."""

    def put(text: str) -> str:
        return _put(text, passes)

    series = metadata.series
    return replace(
        metadata,
        title=put(metadata.title),
        subtitle=put(metadata.subtitle),
        contributors=tuple(replace(person, name=put(person.name)) for person in metadata.contributors),
        series=series and replace(series, name=put(series.name)),
        dedication=put(metadata.dedication),
        epigraph=put(metadata.epigraph),
        also_by=tuple(map(put, metadata.also_by)),
        about_author=put(metadata.about_author),
    )


def _put(text: str, passes: Sequence[TypographicPass]) -> str:
    if not text:
        return text
    inlines: list[Inline] = []
    for line in text.split("\n"):
        inlines += [LineBreak(), Text(line)] if inlines else [Text(line)]
    made: Sequence[Run] = runs(Book(Metadata(""), (Section(Kind.TEXT, blocks=(Paragraph(tuple(inlines)),)),)))
    for change in passes:
        made, _, findings = change(made)
        if findings:
            return text
    (run,) = made
    return run.text
