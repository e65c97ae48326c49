"""The YAML as JSON Schema, for editors that complete and check as one types."""

from __future__ import annotations

from bookmaker.metadata.contract import BOOK
from bookmaker.metadata.shapes import Schema


def schema() -> Schema:
    """JSON Schema (draft 2020-12) of a book's YAML, made from the declaration it is read by."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A book's metadata for bookmaker",
        **BOOK.schema(),
    }
