"""What one YAML file says, as the rest of the program sees it: how to read, normalise and build a book."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from bookmaker.model import NOWHERE, Kind, Metadata, Place

OverrideMeaning = Literal["heading", "text", "verse", "scene-break", "verbatim", "letter", "quotation"]
"""What an override makes of its lines; "text": not a heading, not verse, not a break; "verbatim": touch nothing."""


@dataclass(frozen=True, slots=True)
class Override:
    """The author's word on some source lines. By line numbers (inclusive, from 1) or by a regular expression.

    `file` limits it to one source of several ("" for any). `place` is where it stands in the YAML: an
    override that matches nothing is an error there.
    """

    meaning: OverrideMeaning
    first: int = 0
    last: int = 0
    pattern: str = ""
    file: str = ""
    kind: Kind | None = None
    level: int = 0
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class NormaliseSettings:
    """`normalise:` in the YAML. `off` names the passes switched off (`quotes: keep` in the YAML)."""

    off: frozenset[str] = frozenset()
    overrides: tuple[Override, ...] = ()


@dataclass(frozen=True, slots=True)
class BuildSettings:
    """`build:` in the YAML, after flags and environment have had their say."""

    theme: str = "classic"
    formats: tuple[str, ...] = ("epub", "pdf")
    page: str = "6x9in"
    device: str = ""
    openings: Literal["any", "recto"] = "any"  # the side of the sheet on which a chapter may open
    opening: Literal["plain", "drop-cap", "small-caps"] = "plain"  # the first line of a chapter
    notes: Literal["foot", "end"] = "foot"  # where the PDF sets notes
    ornament: str = ""  # for scene breaks; "" is the theme's own
    hyphenate: bool = True
    embed_fonts: bool = False  # in the EPUB; a PDF always carries its fonts
    writing: Literal["horizontal", "vertical"] = "horizontal"
    cover_style: str = ""  # a mood of the typographic cover; "" picks one by the title
    pdf_variant: str = "pdf/ua-1"
    bleed: str = ""  # a length ("3mm"); "" is none
    crop_marks: bool = False
    css: tuple[str, ...] = ()  # the author's own stylesheets, inside the project


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything one YAML file says: the metadata, where the sources are, how to read and build them."""

    metadata: Metadata
    sources: tuple[str, ...] = ()
    encoding: str = ""
    normalise: NormaliseSettings = field(default_factory=NormaliseSettings)
    build: BuildSettings = field(default_factory=BuildSettings)
    places: tuple[tuple[str, Place], ...] = ()  # where each key stands, for findings about it
