"""Plain text → Draft: its lines, each with its indent, the blank lines before it, and where it stands."""

from __future__ import annotations

import re

from bookmaker.intake import encoding as encodings
from bookmaker.intake import margin_comments, typed_escapes, typed_markup
from bookmaker.model import Decision, Draft, Facts, Finding, Line, Place, Severity

_TAB = 8  # columns: what terminals and typists' editors show

# What no XML file may hold (XML 1.0, 2.2), and page feeds between words: a space, so that no words run together.
# (One class in front: a pattern of two alternatives is tried at every letter.)
_UNFIT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff](?:(?<![\x0b\x0c])|(?<=[^\\s].)(?=[^\\s]))"
)
_FEEDS = re.compile(r"(?<=\S)[ \t]*[\f\v][\f\v \t]*(?=\S)")  # within a line they part words

# What PDFs leave of a font's joined letters.
_LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}

# Marks of Windows-1252 that a program took for ISO-8859-1's control characters and wrote as these.
_WINDOWS_MARKS = {code: bytes([code]).decode("cp1252") for code in (0x80, 0x85, 0x8C, 0x9C, *range(0x91, 0x98), 0x99)}

# A word that a program broke over the line's end, and said so: its first half joins the second.
_BROKEN = re.compile(r"[ \t](?=[^\s\xad¬]+[\xad¬][ \t]*\n)(\S+)[\xad¬][ \t]*\n[ \t]*(?=\S)")

# What pages leave at the ends of lines, and alone on them: spaces of no width.
_UNSEEN = re.compile(r"^[\u200b\u2060\ufeff]+|[\u200b\u2060\ufeff]+$", re.MULTILINE)

# A YAML block may open with any of these keys; a story that begins with `---` has none of them next.
_KEY = re.compile(r"([A-Za-z][\w-]*)\s*:\s*(.*)")
_FACTS = frozenset(
    "title subtitle author authors language lang date published publisher rights description subjects series "
    "identifier translator editor".split()
)


def text_of(data: bytes, name: str, encoding: str = "") -> tuple[str, tuple[Finding, ...]]:
    """The file's text with `\\n` line ends, and what is doubtful about its encoding. Raises BookError."""
    text, _, findings = encodings.decode(data, Place(name), encoding)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x1a", "")
    text = _UNFIT.sub(" ", text.removeprefix("\ufeff"))
    text = _FEEDS.sub(" ", text) if "\f" in text or "\v" in text else text
    if not text.isascii():
        # (`translate` looks at every character of a book: twenty times as long.)
        for sign, letters in _LIGATURES.items():
            text = text.replace(sign, letters)
        if "\x92" in text or "\x93" in text:
            text = text.translate(_WINDOWS_MARKS)
        text = _UNSEEN.sub("", text) if "\u200b" in text or "\u2060" in text or "\ufeff" in text else text
        text = _BROKEN.sub(r"\n\1", text) if "\xad" in text or "¬" in text else text
    return text, findings


def read(data: bytes, name: str, encoding: str = "") -> Draft:
    """The Draft of a plain text file. Raises BookError for a file that is empty or not text."""
    text, findings = text_of(data, name, encoding)
    if "\ufffd" in text:
        line = 1 + text.count("\n", 0, text.index("\ufffd"))
        fix = "set the right `encoding:`, or type the character again"
        lost = Finding("I007", Severity.WARNING, Place(name, line), "a character is lost (U+FFFD)", fix)
        findings += (lost,)
    raw = text.split("\n")
    skipped, found, decisions = head(raw, name)
    if "\n[a]" in text:
        raw, cut = margin_comments.cut(raw, name)
        decisions += cut
    if "\\" in text:
        raw, cut = typed_escapes.undone(raw, name)
        decisions += cut
    if "<!--" in text:
        raw, cut = typed_markup.without_comments(raw, name)
        decisions += cut
    if "^(" in text:
        raw, cut = typed_markup.without_carets(raw, name)
        decisions += cut
    raw, emptied, changed = typed_markup.typed(raw, name)
    lines = tuple(_lines(raw, name, skipped, emptied))
    return Draft(lines, found=found, findings=findings, decisions=(*decisions, *changed))


def _lines(raw: list[str], name: str, skipped: int, emptied: frozenset[int]) -> list[Line]:
    lines: list[Line] = []
    blanks = 0
    page = False
    for number, full in enumerate(raw[skipped:], skipped + 1):
        text = full.strip()
        feed = "\f" in full
        if not text:
            page = page or feed
            blanks += number - 1 not in emptied
            continue
        if full[0] == text[0]:
            indent = 0
        else:
            margin = full[: full.index(text[0])].replace("\f", "").replace("\v", "")
            indent = len(margin.expandtabs(_TAB))
        if page or feed:
            lines.append(Line(text, Place(name, number), indent, blanks, page or full.lstrip(" \t\v")[0] == "\f"))
            page = full.rstrip(" \t\v")[-1] == "\f"
        else:
            lines.append(Line(text, Place(name, number), indent, blanks))
        blanks = 0
    return lines


def head(raw: list[str], name: str, *, any_keys: bool = False) -> tuple[int, Facts, tuple[Decision, ...]]:
    """A YAML block (`---` … `---`) at the head of the file: how many lines it takes, and the facts it states.

    `any_keys`: it may state none; a block of nothing but keys and values is one all the same.
    """
    first = next((number for number, line in enumerate(raw) if line.strip()), 0)
    if raw[first].strip() != "---":
        return 0, (), ()
    end = next((n for n in range(first + 1, min(len(raw), first + 60)) if raw[n].strip() in {"---", "..."}), 0)
    block = raw[first + 1 : end]
    keys = [match.group(1).lower() for line in block if (match := _KEY.match(line))]
    stated = any(key in _FACTS for key in keys)
    like_yaml = bool(keys) and all(_KEY.match(line) or line[:1] in " \t-#" for line in block if line)
    if not stated and not (any_keys and like_yaml):
        return 0, (), ()
    import yaml  # only a file with such a block needs it

    try:
        # BaseLoader: every scalar stays what the author typed.
        facts = yaml.load("\n".join(block), Loader=yaml.BaseLoader)
    except yaml.YAMLError:
        if not like_yaml:
            return 0, (), ()
        facts = {}  # whoever reads the block for its settings says what is wrong
    if not isinstance(facts, dict):
        return 0, (), ()
    found = tuple(
        (str(key).lower(), _plain(value)) for key, value in facts.items() if isinstance(value, str | list) and value
    )
    decision = Decision("plaintext/head-block", Place(name, first + 1), "\n".join(raw[first : end + 1]), removed=True)
    return end + 1, found, (decision,)


def _plain(value: str | list[object]) -> str:
    return value if isinstance(value, str) else ", ".join(str(item) for item in value)
