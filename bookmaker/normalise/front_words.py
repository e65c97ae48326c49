"""Headings of front and back matter that say more than their word: `Preface by the Editor`, `Appendix B`."""

from __future__ import annotations

import re

from bookmaker.languages import Language
from bookmaker.model import Kind

_LONGEST = 72  # characters
_WHOSE = r"(?:(?:the |an? )?(?:author|editor|translator|publisher|compiler)(?:s['’]|['’]s) )?"
_PHRASE = re.compile(
    rf"(?:the |an? )?{_WHOSE}(?:\w+ )?"
    r"(preface|introduction|foreword|advertisement|dedication|note|afterword|postscript|appendix|prologue|epilogue|glossary)"
    r"(?: (?:to|by|from|of|on)\b|,) ?(?P<rest>.+)",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"(?:the |this )?(?:text|author|editor|translator|publishers?|reader|edition|title)\b", re.IGNORECASE
)
_APPENDIX = re.compile(r"(appendix [A-Z])\b(?:\W+(\S.*))?", re.IGNORECASE)


def phrase(core: str, language: Language) -> tuple[Kind, str, str] | None:
    """What such a heading opens, its label and its title; None for any other line."""
    if len(core) > _LONGEST or not language.tag.startswith("en") or core[:1].islower():
        return None
    if appendix := _APPENDIX.fullmatch(core):
        return Kind.APPENDIX, appendix[1].rstrip("."), appendix[2] or ""
    match = _PHRASE.fullmatch(core)
    if match is None or core[-1] in ",;:?!" or (match[1].lower() == "note" and not _NOTE.match(match["rest"])):
        return None
    kind = language.headings.get(match[1].lower())
    return (kind, "", core) if kind is not None else None
