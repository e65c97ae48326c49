"""Checks of single values: dates, languages, roles, identifiers. Each raises WrongError with what to do."""

from __future__ import annotations

import re
from datetime import date

from bookmaker.metadata.reading import WrongError, meant, nearest
from bookmaker.metadata.relators import CODES, TERMS
from bookmaker.model import Identifier

_WELL_KNOWN = re.compile(r"(?:cs|da|de|en|es|fi|fr|it|nb|nl|no|pl|pt|ru|sv)(?:-[A-Z]{2})?")
"""Tags there is no need to look up."""
_SCHEME = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*):(?P<value>\S.*)")


def published(text: str) -> date | int:
    """`2026-11-22` or `2026`."""
    if re.fullmatch(r"[0-9]{1,4}", text):
        return int(text)
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise WrongError("M007", f"`{text}` is no date", "write 2026-11-22, or the year alone")


def language(text: str) -> str:
    """A language tag as BCP 47 has it: `en-GB`."""
    if _WELL_KNOWN.fullmatch(text):
        return text
    import langcodes

    if re.fullmatch(r"[A-Za-z0-9-]+", text) and langcodes.tag_is_valid(text):
        return text
    mended = text.replace("_", "-")
    hint = f"write {mended}" if mended != text and langcodes.tag_is_valid(mended) else "write one like en-GB, de, pt-BR"
    raise WrongError("M009", f"`{text}` is no language tag (BCP 47)", hint)


def port(text: str) -> int:
    """A port of a server."""
    if not text.isascii() or not text.isdigit() or not 0 < int(text) < 65536:
        raise WrongError("M006", f"`{text}` is no port")
    return int(text)


def role(text: str) -> str:
    """A MARC relator code."""
    if text in CODES:
        return text
    if code := TERMS.get(text.lower()):
        hint = f"for {text.lower()} write {code}"
    else:
        hint = meant(nearest(text, CODES)) or "write a MARC relator code: aut, edt, trl, ill …"
    raise WrongError("M010", f"`{text}` is no role", hint)


def identifier(text: str) -> Identifier:
    """`isbn:…`, `doi:…`, `urn:uuid:…`, an address, a bare ISBN or UUID; anything else is taken as it stands."""
    text = re.sub(r"(?i)^urn:(?=(?:isbn|uuid|doi):)", "", text)
    if re.match(r"(?i)https?://|urn:", text):
        return Identifier("uri", text)
    if match := _SCHEME.fullmatch(text):
        return identifier_of(match["scheme"].lower(), match["value"].strip())
    digits = re.sub(r"[ -]", "", text).upper()
    if re.fullmatch(r"97[89][0-9]{10}", digits) or (re.fullmatch(r"[0-9]{9}[0-9X]", digits) and _is_isbn(digits)):
        return identifier_of("isbn", text)
    if _is_uuid(text):
        return Identifier("uuid", text)
    return Identifier("", text)


def identifier_of(scheme: str, value: str, format: str = "") -> Identifier:
    """An identifier of a named scheme, checked where the scheme has a check (ISBN, ISSN, DOI, UUID)."""
    if scheme == "isbn" and not _is_isbn(value):
        raise WrongError(
            "M008", f"`{value}` is no ISBN: its length or its check digit is wrong", "compare it with its source"
        )
    if scheme == "issn":
        from stdnum import issn

        if not issn.is_valid(value):
            raise WrongError("M008", f"`{value}` is no ISSN: its check digit is wrong", "compare it with its source")
    if scheme == "uuid" and not _is_uuid(value):
        raise WrongError("M008", f"`{value}` is no UUID", "leave it out and the book gets one")
    if scheme == "doi" and not re.fullmatch(r"10\.[0-9]{4,9}/\S+", value):
        raise WrongError("M008", f"`{value}` is no DOI", "a DOI begins with 10. and has a slash: 10.1000/182")
    return Identifier(scheme, value, format)


def _is_isbn(text: str) -> bool:
    from stdnum import isbn

    return bool(isbn.is_valid(text))


def _is_uuid(text: str) -> bool:
    return re.fullmatch(r"(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", text) is not None
