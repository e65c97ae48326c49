"""File names that FAT, every desktop system and the reader itself can bear."""

from __future__ import annotations

import re
import unicodedata

from pathvalidate import sanitize_filename

from bookmaker.devices import NameRules

LONGEST_NAME = 120
"""Letters of a whole file name: far below FAT's 255 UTF-16 units, so that our own temporary suffixes fit too."""

_LONGEST_BYTES = 200  # of UTF-8: ext4 stops at 255 bytes, and 120 Chinese characters are 360
_STAND_IN = str.maketrans({"/": "-", "\\": "-", "|": "-", ":": " -", '"': "”", "<": "‹", ">": "›", "?": "", "*": ""})
_PLAIN = str.maketrans({"–": "-", "—": "-", "‘": "'", "’": "'", "ß": "ss", "Æ": "Ae", "æ": "ae"}) | str.maketrans(
    "ØøŁłĐđ",
    "OoLlDd",  # letters that Unicode does not take apart
)
_JOINERS = "\u200c\u200d"  # letters of Persian and of Indic scripts depend on them


def key(name: str) -> str:
    """Two names with one key are one file on some system: case and composition do not tell them apart."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def file_name(
    title: str,
    author: str,
    suffix: str,
    rules: NameRules,
    *,
    folder: str = "",
    slug: str = "",
    ascii_only: bool = False,
) -> str:
    """`Title - Author.suffix`, legal and short enough for `folder` on that reader.

    `suffix` has its dot (`.kepub.epub`). `slug` names a book whose title has no letter left.
    """
    letters = min(LONGEST_NAME, rules.longest_path - len(folder) - 1) - len(suffix)
    octets = _LONGEST_BYTES - len(suffix)
    author = _cut(_clean(author, rules, ascii_only), letters // 2, octets // 2)
    tail = f" - {author}" if author else ""
    title = _cut(_clean(title, rules, ascii_only), letters - len(tail), octets - len(tail.encode()))
    stem = (title + tail).lstrip(" .-_").rstrip(" .-") or slug or "book"  # a leading dot or underscore hides a file
    # What Windows keeps for itself (CON, AUX.txt ...) and anything the table above forgot.
    return sanitize_filename(stem + suffix, platform="universal")


def _clean(text: str, rules: NameRules, ascii_only: bool) -> str:
    text = " ".join(unicodedata.normalize("NFC", text).split()).translate(_STAND_IN)
    if ascii_only:
        text = unicodedata.normalize("NFKD", text.translate(_PLAIN)).encode("ascii", "ignore").decode("ascii")
    elif "'" in rules.banned:
        text = text.replace("'", "’")
    # Categories C: controls, marks of direction, unassigned code points.
    kept = (c for c in text if c not in rules.banned and (c in _JOINERS or not unicodedata.category(c).startswith("C")))
    return re.sub(r" +", " ", "".join(kept)).strip()


def _cut(text: str, letters: int, octets: int) -> str:
    """At most so much of `text`, cut between words where there are any, and never before a combining mark."""
    if len(text) <= letters and len(text.encode()) <= octets:
        return text
    end = min(len(text), letters)
    while end and len(text[:end].encode()) > octets:
        end -= 1
    while end and end < len(text) and (unicodedata.combining(text[end]) or text[end] in _JOINERS):
        end -= 1
    head, space, _ = text[:end].rpartition(" ")
    return head if space and len(head) > end // 2 else text[:end]
