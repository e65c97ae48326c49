"""Words that Markdown would swallow, written so that it shows them: they are the author's.

`[Anna]: Hello` is speech, no definition of a link; a note that nobody calls stands where it was typed, and of two notes
of one name each belongs to its own call; a fence or a comment that never ends begins nothing; a table is as wide as its
widest row.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bookmaker.model import Finding, Place, Severity

_FENCE = re.compile(r"\s*(?P<marks>`{3,}(?=[^`]*$)|~{3,}(?=\s*[a-z0-9+#.-]+\s*$))")
_LINK = re.compile(r"(?P<lead>\s*(?:(?:>|[-*+]|\d{1,3}[.)])\s*)*)\[(?P<label>[^\[\]^][^\[\]]*)\]:(?P<rest>.*)")
_ADDRESS = re.compile(r"\s*(?:<|#|[a-z][a-z0-9+.-]*:\S|\S*/|\S+\.[a-z]{2,5}(?:[\s#?]|$))", re.IGNORECASE)
_DEFINED = re.compile(r"(?P<lead>\s*(?:>\s*)*)\[\^(?P<label>[^\]\s]+)\]:")
_CALL = re.compile(r"(?<!\\)\[\^(?P<label>[^\]\s]+)\]")
_DELIMITER = re.compile(r"\|?(?:\s*:?-+:?\s*\|)*\s*:?-+:?\s*\|?")
_BAR = re.compile(r"(?<!\\)\|")


def kept(lines: Sequence[str], name: str, first: int) -> tuple[list[str], list[bool], tuple[Finding, ...]]:
    """The lines, as many as they were, with such words shown; whether each is fenced; what is to be told.

    `first` is the number in the file of the first line.
    """
    out = list(lines)
    fenced = _fenced(out)
    text = "\n".join(out)
    if "<!--" in text:
        open_for_ever = text.find("<!--", text.rfind("-->") + 1)
        if open_for_ever >= 0:
            out = (text[:open_for_ever] + text[open_for_ever:].replace("<!--", "&lt;!--")).split("\n")
    if "]:" in text:
        out = [line if code else _spoken(line) for line, code in zip(out, fenced, strict=True)]
    if "|" in text:
        _widened(out)
    findings = tuple(_noted(out, fenced, Place(name, first))) if "[^" in text else ()
    return out, fenced, findings


def _fenced(lines: list[str]) -> list[bool]:
    """Whether each line stands in a fence, or is its end; the first line of one that never ends is made text."""
    out = [False] * len(lines)
    endless = {"`": 1 << 30, "~": 1 << 30}  # fences of so many marks find no end any more
    at = 0
    while at < len(lines):
        end, opened = at, _FENCE.match(lines[at])
        if opened:
            marks = opened["marks"]
            if len(marks) < endless[marks[0]]:
                end = next((n for n in range(at + 1, len(lines)) if _ends(lines[n].strip(), marks)), at)
            if end > at:
                out[at : end + 1] = [True] * (end + 1 - at)
            else:
                endless[marks[0]] = min(endless[marks[0]], len(marks))
                lines[at] = lines[at].replace(marks, "\\" + marks, 1)
        elif lines[at].startswith("~~~") and lines[at].strip(" \t~"):  # ~~~ Three days later ~~~
            lines[at] = lines[at].replace("~", "\\~")
        at = end + 1
    return out


def _ends(line: str, marks: str) -> bool:
    return len(line) >= len(marks) and not line.strip(marks[0])


def _spoken(line: str) -> str:
    """A line that names its speaker in brackets, as text; a definition of a link leads to an address."""
    found = _LINK.match(line)
    if not found or _ADDRESS.match(found["rest"]):
        return line
    return f"{found['lead']}\\{line[found.end('lead') :]}"


# --- notes --------------------------------------------------------------------------------------


class _Mark(NamedTuple):
    """A mark of a note, `[^1]`, in a line: its name, and where its bracket opens."""

    line: int
    label: str
    start: int


def _noted(lines: list[str], fenced: Sequence[bool], above: Place) -> Iterator[Finding]:
    """Give each note a name of its own, and show those that nobody calls. Tells of them, and of calls in vain."""
    notes, calls = _marks(lines, fenced)
    by_label: defaultdict[str, list[_Mark]] = defaultdict(list)
    for note in notes:
        by_label[note.label].append(note)
    called: Counter[_Mark] = Counter()
    renamed: list[tuple[_Mark, str]] = []
    for call in calls:
        same = by_label.get(call.label)
        if not same:
            message = f"[^{call.label}] calls a note that is not there"
            fix = f"write it, on a line that begins with [^{call.label}]:"
            yield Finding("I031", Severity.WARNING, above.later(call.line), message, fix)
            continue
        note = next((note for note in same if note.line >= call.line), same[-1])
        called[note] += 1
        if number := same.index(note):
            renamed.append((call, f"{call.label}~{number + 1}"))
    for note in notes:
        if not called[note]:
            message = f"nothing calls the note [^{note.label}]: it stands in the text as typed"
            fix = f"write [^{note.label}] where it belongs, or take it out"
            yield Finding("I032", Severity.WARNING, above.later(note.line), message, fix)
            _shown(lines, note)
        elif number := by_label[note.label].index(note):
            renamed.append((note, f"{note.label}~{number + 1}"))
    for mark, label in sorted(renamed, reverse=True):
        line = lines[mark.line]
        lines[mark.line] = f"{line[: mark.start]}[^{label}{line[mark.start + 2 + len(mark.label) :]}"


def _marks(lines: Sequence[str], fenced: Sequence[bool]) -> tuple[list[_Mark], list[_Mark]]:
    """The heads of the notes, and the calls, in order."""
    notes, calls = [], []
    for number, line in enumerate(lines):
        if "[^" not in line or fenced[number]:
            continue
        head = _DEFINED.match(line)
        if head:
            notes.append(_Mark(number, head["label"], head.end("lead")))
        found = _CALL.finditer(line, head.end() if head else 0)
        calls += [_Mark(number, call["label"], call.start()) for call in found]
    return notes, calls


def _shown(lines: list[str], note: _Mark) -> None:
    """Make a note the text it would be without its name, its later paragraphs no code."""
    lines[note.line] = f"{lines[note.line][: note.start]}\\{lines[note.line][note.start :]}"
    for number in range(note.line + 1, len(lines)):
        if lines[number].strip() and not lines[number].startswith(("    ", "\t")):
            return
        lines[number] = lines[number].removeprefix("\t").removeprefix("    ")


# --- tables -------------------------------------------------------------------------------------


def _widened(lines: list[str]) -> None:
    """Give the heads of tables as many cells as their widest row has."""
    for number in range(1, len(lines)):
        line = lines[number]
        if "|" not in line or not _DELIMITER.fullmatch(line.strip(" \t>")):
            continue
        head = _cells(lines[number - 1])
        if head != _cells(line):
            continue  # no table
        below = number + 1
        widest = head
        while below < len(lines) and lines[below].strip():
            widest = max(widest, _cells(lines[below]))
            below += 1
        if widest > head:
            lines[number - 1] = lines[number - 1].rstrip().removesuffix("|") + "|" + " |" * (widest - head)
            lines[number] = line.rstrip().removesuffix("|") + "|" + "-|" * (widest - head)


def _cells(row: str) -> int:
    row = row.strip(" \t>")
    return len(_BAR.findall(row.removeprefix("|").removesuffix("|"))) + 1
