"""Bytes → text: which encoding a file is in, decided over the whole of it, and said so when in doubt."""

from __future__ import annotations

import codecs
import re

from bookmaker.errors import BookError
from bookmaker.languages.detection import FUNCTION_WORDS, SURE, detect
from bookmaker.model import Finding, Place, Severity

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# What people name .txt although it is not: the first bytes, and what it is.
_NOT_TEXT = (
    (b"PK\x03\x04", "a zip archive"),
    (b"\xd0\xcf\x11\xe0", "an old Word document"),
    (b"{\\rtf", "an RTF document"),
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a gzip archive"),
)
# What its first files say of a zip archive.
_ZIPPED = (
    (b"application/epub+zip", "an EPUB"),
    (b"application/vnd.oasis.opendocument", "an OpenDocument text (.odt)"),
    (b"word/", "a Word document (.docx)"),
)

_NEXT = {
    **dict.fromkeys(("a PDF", "an EPUB", "a Kindle book"), "export its text and mend that"),
    **dict.fromkeys(("a zip archive", "a gzip archive"), "unpack it first"),
    "a picture": "name the text itself",
}

# "Character set encoding: ISO-8859-1" and the like near the top of a file.
_DECLARED = re.compile(rb"(?:character set )?encoding\s*[:=]\s*[\"']?([A-Za-z][\w.:-]+)", re.IGNORECASE)

# Windows-1252 where it differs from ISO-8859-1: quotes, dashes, ellipsis, euro, trade mark.
_WINDOWS_MARKS = bytes([0x80, 0x85, *range(0x91, 0x98), 0x99])
_MAC_MARKS = frozenset((0xC9, *range(0xD0, 0xD6)))
_MAC_QUOTES = re.compile(rb"[a-z]\xd5[a-z]|[.,!?]\xd3")
_SAID_OF_WINDOWS = frozenset({"iso-8859-1", "iso8859-1", "latin-1", "latin1", "us-ascii", "ascii"})  # mostly
_MARKS = "“”„‘’«»–—…\xa0"
# Languages that are known by their words without accents; the pages they were typed in (the first where they tie:
# Windows, the old Mac, DOS); the letters they have most.
_AT_HOME = (
    (
        frozenset("en de fr es it pt nl sv da nb fi ca gl is ga af".split()),
        ("cp1252", "mac_roman", "cp850"),
        frozenset("àáâãäåæçèéêëìíîïðñòóôõöøùúûüýþßœ¿¡" + _MARKS),
    ),
    (
        frozenset("pl cs sk hu ro sl hr".split()),
        ("cp1250", "iso8859_2", "mac_latin2", "cp852"),
        frozenset("ąćęłńóśźżáčďéěíľňôřšťúůýžäöüőűăâîşţđ" + _MARKS),
    ),
)
_SAMPLE = 20_000  # bytes from the top
_MOST_ACCENTS = 0.4  # for each letter without
_EVIDENCE = 60_000  # bytes of the lines that hold any non-ASCII; more adds time but no certainty


def decode(data: bytes, place: Place, encoding: str = "") -> tuple[str, str, tuple[Finding, ...]]:
    """The text, the encoding it was read in, and what is doubtful. Raises BookError for what is not text.

    `encoding` is the author's word (`encoding:` in the YAML) and overrides every guess but a byte order mark.
    """
    if not data.strip(b" \t\r\n\x0b\x0c\x1a\x00\xef\xbb\xbf\xff\xfe"):
        raise BookError([_error("I001", place, "the file is empty", "write the story into it")])
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _strictly(data, place, name), name, ()
    if encoding:
        return _strictly(data, place, encoding), encoding, ()
    if what := _what(data):
        fix = _NEXT.get(what, "open it and save it as plain text, UTF-8")
        raise BookError([_error("I002", place, f"this is {what}, not text", fix)])
    if b"\0" in data:
        return _with_nuls(data, place)
    try:
        return data.decode("utf-8"), "utf-8", ()
    except UnicodeDecodeError as bad:
        return _legacy(data, place, bad.start)


def _what(data: bytes) -> str:
    """What a file is that is no text, by its first bytes; "" for any other."""
    if data[60:68] == b"BOOKMOBI":
        return "a Kindle book"
    what = next((what for magic, what in _NOT_TEXT if data.startswith(magic)), "")
    if data.startswith(b"PK"):
        return next((kind for mark, kind in _ZIPPED if mark in data), what)
    return what


def _strictly(data: bytes, place: Place, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except LookupError:
        raise BookError(
            [_error("I003", place, f"no encoding is called {encoding!r}", "try utf-8, cp1252 or cp1251")]
        ) from None
    except UnicodeDecodeError as bad:
        line = Place(place.path, 1 + data.count(b"\n", 0, bad.start))
        raise BookError([_error("I004", line, f"byte 0x{data[bad.start]:02x} is not {encoding}")]) from None


def _with_nuls(data: bytes, place: Place) -> tuple[str, str, tuple[Finding, ...]]:
    """UTF-16 without a mark has a NUL in every other byte; anything else with NULs is not text."""
    half = len(data) // 2
    for name, zeros in (("utf-16-le", data[1::2]), ("utf-16-be", data[0::2])):
        if len(data) % 2 == 0 and zeros.count(0) > 0.6 * half and data.count(0) - zeros.count(0) < 0.01 * half:
            return _strictly(data, place, name), name, (_doubt(place, name),)
    raise BookError([_error("I002", place, "this is not text: it holds NUL bytes", "save it as plain text, UTF-8")])


def _legacy(data: bytes, place: Place, first_bad: int) -> tuple[str, str, tuple[Finding, ...]]:
    """What is no UTF-8 from a byte on: UTF-8 with slips, an encoding the file names itself, or the likeliest one."""
    line = Place(place.path, 1 + data.count(b"\n", 0, first_bad))
    controls = len(data) - len(data.translate(None, bytes(b for b in range(32) if b not in b"\t\n\r\x0b\x0c\x1a\x1b")))
    if controls > 0.005 * len(data):
        raise BookError([_error("I002", line, "this is not text", "save it as plain text, UTF-8")])
    # A UTF-8 file with a stray byte or two is UTF-8 still: the rest of its non-ASCII proves it.
    mended = data.decode("utf-8", "surrogateescape")
    stray = sum("\udc80" <= char <= "\udcff" for char in mended)
    good = sum(char > "\x7f" for char in mended) - stray
    if stray * 10 <= good:
        text = re.sub("[\udc80-\udcff]", lambda m: bytes([ord(m.group()) - 0xDC00]).decode("cp1252", "replace"), mended)
        fix = "look at the first one here and save the file as UTF-8"
        return text, "utf-8", (Finding("I006", Severity.WARNING, line, f"{stray} bytes are not UTF-8", fix),)
    declared = _DECLARED.search(data[:20_000])
    if declared:
        name = declared.group(1).decode("ascii")
        name = "cp1252" if name.lower() in _SAID_OF_WINDOWS else name
        try:
            return data.decode(name), name, ()
        except (LookupError, UnicodeDecodeError):
            pass
    name = _guess(data)
    return data.decode(name, "replace"), name, (_doubt(line, name),)


def _guess(data: bytes) -> str:
    """The likeliest legacy encoding, weighed over every line that holds a byte beyond ASCII."""
    telling = b"\n".join(line for line in re.split(rb"[\r\n]+", data) if not line.isascii())
    if len(telling) > _EVIDENCE:  # a fair share from all over the file
        step = len(telling) / 8
        telling = b"\n".join(telling[int(step * n) : int(step * n) + _EVIDENCE // 8] for n in range(8))
    high = [byte for byte in telling if byte > 0x7F]
    letters = sum(chr(byte).isalpha() for byte in telling if byte < 0x80)
    # A Mac's quotes, dashes and ellipsis: `don\xd5t`, `\xd2No.\xd3`.
    if sum(byte in _MAC_MARKS for byte in high) >= 0.7 * len(high) and _MAC_QUOTES.search(telling):
        return "mac_roman"
    if len(high) < _MOST_ACCENTS * letters:
        spoken, sure = detect((telling + b"\n" + data[:_SAMPLE]).decode("latin-1"))
        for tags, pages, own in _AT_HOME if sure >= SURE else ():
            if spoken in tags:
                return max(pages, key=lambda name: _at_home(telling.decode(name, "replace"), own))
    # A few marks among ASCII words: Windows-1252, which every Western typist's machine wrote.
    if all(byte in _WINDOWS_MARKS for byte in high) or len(high) < 0.01 * letters:
        try:
            data.decode("cp1252")
        except UnicodeDecodeError:
            pass
        else:
            return "cp1252"
    from charset_normalizer import from_bytes  # slow to import, and rarely needed

    best = from_bytes(telling, steps=20, chunk_size=3_000).best()
    if best is None or best.encoding in {"ascii", "latin_1", "utf_8"}:
        return "cp1252"
    # Its neighbours differ in few letters ("não", "năo"): the one in which more of the commonest words are whole.
    near = ("cp1252", "cp1250") if best.encoding == "cp1250" else (best.encoding, "cp1252", "cp1250")
    return max(near, key=lambda name: _common_words(data, telling, name))


def _at_home(text: str, own: frozenset[str]) -> int:
    """How many characters beyond ASCII are a language's own small letters, capitals before one, and marks."""
    pairs = zip(text, text[1:] + " ", strict=True)
    return sum(char in own or (char.lower() in own and after.islower()) for char, after in pairs if char > "\x7f")


def _common_words(data: bytes, telling: bytes, encoding: str) -> int:
    """How many of a language's commonest words the telling lines hold, read so; -1 when the file cannot be."""
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return -1
    words = re.findall(r"[^\W\d_]+", telling.decode(encoding, "replace").casefold())
    common = frozenset(FUNCTION_WORDS.get(detect(" ".join(words))[0], "").split())
    return sum(word in common for word in words)


def _doubt(place: Place, name: str) -> Finding:
    another = "mac_roman" if name == "cp1252" else "cp1252"
    fix = f"if its letters are wrong, name the right one (`encoding: {another}`, say) or save the file as UTF-8"
    return Finding("I005", Severity.WARNING, place, f"not UTF-8; read as {name}", fix)


def _error(code: str, place: Place, message: str, fix: str = "") -> Finding:
    return Finding(code, Severity.ERROR, place, message, fix)
