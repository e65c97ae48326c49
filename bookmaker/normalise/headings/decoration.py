"""The marks that typists put round a line to make it stand out: stars, rules, arrows, hearts, brackets."""

from __future__ import annotations

import re

# (① and ❶ are numbers.)
_ORNAMENTS = "\u2190-\u245f\u2500-\u2775\u2794-\u2bff\ufe0f\U0001f300-\U0001faff"
_DECORATING = frozenset("*_#=~+•·|<>-–— \t\n\ufe0f") | {chr(code) for code in range(0x2190, 0x2C00)}
_DECORATION = re.compile(rf"^[*_#=~+•·|<>\-–—\s{_ORNAMENTS}]+(?=\S)|(?<=\S)[*_#=~+•·|<>\-–—\s{_ORNAMENTS}]+$")

# (Between its words stand two spaces and more.)
_LETTERSPACED = re.compile(r"(?:[^\W\d_] ){2,}[^\W\d_](?: {2,}\w+(?: \w)*)*[.:]?")
_WIDE_SPACE = re.compile(r" {2,}")


def undecorated(text: str) -> str:
    """The line without the marks put round it; brackets go only in pairs."""
    core = _DECORATION.sub("", text) if text[:1] in _DECORATING or text[-1:] in _DECORATING else text
    if _emphasised_within(core, text):
        return text
    if len(core) > 2 and core[0] + core[-1] in {"[]", "()", "<>", "{}"} and core[1:-1].isprintable():
        inner = core[1:-1]
        if not any(mark in inner for mark in "[](){}"):
            core = _DECORATION.sub("", inner.strip())
    return core or text


def _emphasised_within(core: str, text: str) -> bool:
    """Whether a mark at an end of the text has its partner inside, as in `A Journal--_continued_`."""
    return core != text and any(mark in core and mark in (text[0], text[-1]) for mark in "_*")


def closed_up(text: str) -> str:
    """A letterspaced line (`C H A P T E R   I`) without the spaces in its words; the text itself when it is none."""
    if text[1:2] != " " or text[3:4] != " " or not _LETTERSPACED.fullmatch(text):
        return text
    return " ".join(word.replace(" ", "") for word in _WIDE_SPACE.split(text))


def without_emphasis(text: str) -> str:
    """The text without emphasis put round all of it."""
    core = text.strip("*_ ")
    return text.strip() if _emphasised_within(core, text) else core
