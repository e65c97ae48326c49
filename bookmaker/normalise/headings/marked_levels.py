"""How deep the headings of a markup source stand: by their ranks, and under parts that are set as great as chapters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bookmaker.languages import Language
from bookmaker.model import Heading, Kind
from bookmaker.normalise.headings.heading_lines import shape
from bookmaker.normalise.passes import Piece
from bookmaker.walk import one_line

_PARTS = frozenset({Kind.VOLUME, Kind.PART})
_AFTER = frozenset(
    {Kind.EPILOGUE, Kind.AFTERWORD, Kind.CONCLUSION, Kind.APPENDIX, Kind.ACKNOWLEDGMENTS, Kind.AUTHORS_NOTE}
    | {Kind.GLOSSARY, Kind.ENDNOTES}
)


def depths(pieces: Sequence[Piece], headings: Sequence[Heading], language: Language) -> list[int]:
    """The depth of each heading."""
    made = list(_by_rank(headings))
    kinds = [found and found.kind for found in (shape(one_line(heading.inlines), language) for heading in headings)]
    parts = [n for n, kind in enumerate(kinds) if kind in _PARTS]
    if not parts or not _hold(parts, pieces, headings):
        return made
    rank = headings[parts[0]].level
    for number in range(parts[0], len(headings)):
        if headings[number].level < rank or (kinds[number] in _AFTER and number > parts[-1]):
            break
        made[number] += number not in parts
    return made


def _hold(parts: Sequence[int], pieces: Sequence[Piece], headings: Sequence[Heading]) -> bool:
    """Whether a heading of equal rank stands straight under each of these, nothing between: they hold what follows."""
    places = {id(piece): at for at, piece in enumerate(pieces)}
    return all(
        number + 1 < len(headings)
        and number + 1 not in parts
        and headings[number].level == headings[number + 1].level == headings[parts[0]].level
        and places[id(headings[number + 1])] == places[id(headings[number])] + 1
        for number in parts
    )


def _by_rank(headings: Sequence[Heading]) -> Iterator[int]:
    """The depth of each heading: one more than that of the nearest heading above it of a higher level."""
    above: list[int] = []
    for heading in headings:
        while above and above[-1] >= heading.level:
            above.pop()
        above.append(heading.level)
        yield len(above)
