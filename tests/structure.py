"""Settings under which a book shows its structure alone: typography as typed."""

from __future__ import annotations

from bookmaker.metadata import NormaliseSettings
from bookmaker.normalise import typographic_passes

STRUCTURE = NormaliseSettings(off=frozenset(name for name, _ in typographic_passes(None)))
