"""Changes to the text of a run: made, mapped back onto its inlines, and written down as decisions."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple, TypeAlias, assert_never, overload

from bookmaker.languages import Language
from bookmaker.model import (
    Code,
    Decision,
    Emphasis,
    Finding,
    Image,
    Inline,
    Inlines,
    LineBreak,
    Link,
    NoteRef,
    Place,
    Ruby,
    Severity,
    SmallCaps,
    Span,
    Strong,
    Sub,
    Sup,
    Text,
)
from bookmaker.normalise.passes import TypographicResult
from bookmaker.normalise.typography.runs import Run, profile_of

DOUBT = 0.75
"""A change less sure than this is also a finding: someone should look."""
_OTHERWISE = "if it is wrong, type the very sign that is meant"


class Change(NamedTuple):
    """Put `after` for the text from `start` to `end`. `reason` completes the rule; `sure` runs from 0 to 1."""

    start: int
    end: int
    after: str
    reason: str
    sure: float = 1.0


Rule: TypeAlias = Callable[[str, Language], Sequence[Change]]
"""What a simple pass does with the text of one run, in the language of that run."""


def change_text(
    runs: Sequence[Run], name: str, own: Language | None, rule: Rule, doubt: str = "", first: Decision | None = None
) -> TypographicResult:
    """The runs changed by `rule`; those in a language we do not know are left alone.

    `doubt` is the code of the findings for changes that are not sure, `first` a decision that stands above them all.
    """
    made = Retouched(name, first)
    findings: list[Finding] = []
    out: list[Run] = []
    for run in runs:
        profile = profile_of(run, own) if run.language else own
        changes = rule(run.text, profile) if profile else ()
        out.append(made.retouch(run, changes, findings, doubt) if changes else run)
    return out, made, tuple(findings)


class Retouched(Sequence[Decision]):
    """The changes of one pass, put into words as decisions only when somebody reads them.

    A long book has tens of thousands, `inspect` shows them, and a build needs none of them.
    """

    def __init__(self, name: str, first: Decision | None = None) -> None:
        self.name, self.first = name, first
        self._changes: list[tuple[Run, Sequence[Change]]] = []

    def retouch(self, run: Run, changes: Sequence[Change], findings: list[Finding], doubt: str) -> Run:
        """The run with some changes made, as far as its lines allow; `findings` gets one for each that is not sure.

        `doubt` is their code.
        """
        changes = _within_lines(run, changes)
        self._changes.append((run, changes))
        findings.extend(_doubts(run, changes, doubt))
        return _apply(run, changes)

    @overload
    def __getitem__(self, index: int) -> Decision: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Decision]: ...
    def __getitem__(self, index: int | slice) -> Decision | Sequence[Decision]:
        return self._decisions[index]

    def __len__(self) -> int:
        return len(self._decisions)

    @cached_property
    def _decisions(self) -> tuple[Decision, ...]:
        made = [
            Decision(f"{self.name}/{change.reason}", place, before, after, change.sure)
            for run, changes in self._changes
            for change, (place, before, after) in zip(changes, _seen(run, changes), strict=True)
            if before != after
        ]
        return (self.first, *made) if self.first and made else tuple(made)


def _doubts(run: Run, changes: Sequence[Change], code: str) -> Iterator[Finding]:
    """A finding for every change that is not sure, if there is a `code` for them."""
    if not code or not [change for change in changes if change.sure < DOUBT]:  # hot: `any` would take twice as long
        return
    for change, (place, before, after) in zip(changes, _seen(run, changes), strict=True):
        if before == after:
            message = f"not sure about “{before.strip()}”, left as it is"
            yield Finding(code, Severity.NOTE, place, message, _OTHERWISE)
        elif change.sure < DOUBT:
            message = f"not sure about “{before.strip()}”, set as “{after.strip()}”"
            yield Finding(code, Severity.NOTE, place, message, _OTHERWISE)


def _seen(run: Run, changes: Sequence[Change]) -> Iterator[tuple[Place, str, str]]:
    """For each change its place, and before and after with a little of the text around it."""
    text = run.text
    line = at = 0
    for start, end, new, _, _ in changes:
        line += text.count("\n", at, start)
        at = start
        lead, tail = text[max(0, start - 12) : start], text[end : end + 12]
        before, after = ((lead + middle + tail).replace("\n", " ") for middle in (text[start:end], new))
        yield run.place.later(line), before, after


def _within_lines(run: Run, changes: Sequence[Change]) -> Sequence[Change]:
    """The changes, less what they would do beyond the end of a line of verse or of one that the author broke off."""
    ends = _line_ends(run)
    if not ends:
        return changes
    text = run.text
    kept = []
    for change in changes:
        start, end, after = change.start, change.end, change.after
        inside = ends[bisect_left(ends, start) : bisect_left(ends, end)]
        lead = len(text[start:end]) - len(text[start:end].lstrip())
        trail = len(text[start:end].rstrip())
        first = [at for at in inside if at < start + lead]
        last = [at for at in inside if start + max(lead, trail) <= at]
        if first:
            start, after = first[-1] + 1, after.lstrip()
        if last:
            end, after = last[0], after.rstrip()
        if any(start <= at < end for at in inside) or ((first or last) and text[start:end] == after):
            continue
        kept.append(change._replace(start=start, end=end, after=after))
    return kept


def _line_ends(run: Run) -> list[int]:
    """Where in the text of a run its lines end, but for line ends that are mere spaces."""
    if run.is_plain:
        return []
    ends: list[int] = []
    at = 0

    def walk(level: Inlines) -> None:
        nonlocal at
        for inline in level:
            match inline:
                case Text():
                    at += len(inline.text)
                case Emphasis() | Strong() | SmallCaps() | Span() | Link() | Sup() | Sub():
                    walk(inline.inlines)
                case LineBreak():
                    ends.append(at)
                    at += 1
                case Image() | Ruby() | Code():
                    at += 1
                case NoteRef():
                    pass
                case _:
                    assert_never(inline)

    for number, line in enumerate(run.lines):
        if number:
            ends.append(at)
            at += 1
        walk(line)
    return ends


def _apply(run: Run, changes: Sequence[Change]) -> Run:
    """The run with the changes made, which stand in order and do not overlap.

    A line end of the author's file that a change swallows moves to the next space, so that what follows keeps its line.
    """
    if run.is_plain:
        return run.with_text(changed(run.text, changes))
    editor = _Editor(changes)
    out = []
    for number, line in enumerate(run.lines):
        if number:
            editor.at += 1
        out.append(editor.inlines(line))
    return run.with_lines(tuple(out))


def changed(text: str, changes: Sequence[Change]) -> str:
    """The text with the changes made."""
    parts: list[str] = []
    at = 0
    owed = 0
    for start, end, after, _, _ in changes:
        between = text[at:start]
        if owed:
            between, owed = _pay(between, owed)
        parts += (between, after)
        if "\n" in text[start:end]:
            owed += text.count("\n", start, end) - after.count("\n")
        at = end
    rest = text[at:]
    parts.append(_pay(rest, owed)[0] if owed else rest)
    return "".join(parts)


def _pay(text: str, owed: int) -> tuple[str, int]:
    """Turn spaces into the line ends that are owed."""
    paid = text.replace(" ", "\n", owed)
    return paid, owed - (paid.count("\n") - text.count("\n"))


class _Editor:
    """Walks inlines in reading order, handing each text its share of the changes."""

    def __init__(self, changes: Sequence[Change]) -> None:
        self.changes = changes
        self.next = 0
        self.at = 0

    def inlines(self, level: Inlines) -> Inlines:
        return tuple(inline for each in level if (inline := self.inline(each)) is not None)

    def inline(self, inline: Inline) -> Inline | None:
        match inline:
            case Text():
                text = self.text(inline.text)
                return Text(text) if text or not inline.text else None
            case Emphasis() | Strong() | SmallCaps() | Span() | Link() | Sup() | Sub():
                return replace(inline, inlines=self.inlines(inline.inlines))
            case LineBreak() | Image() | Ruby() | Code():
                self.at += 1
                return inline
            case NoteRef():
                return inline
            case _:
                assert_never(inline)

    def text(self, text: str) -> str:
        begin, end = self.at, self.at + len(text)
        self.at = end
        share: list[Change] = []
        while self.next < len(self.changes) and self.changes[self.next].start < end:
            change = self.changes[self.next]
            # A change that began in an earlier text has left its new words there: here it only takes away.
            after = change.after if change.start >= begin else ""
            share.append(Change(max(change.start, begin) - begin, min(change.end, end) - begin, after, ""))
            if change.end > end:
                break
            self.next += 1
        return changed(text, share) if share else text
