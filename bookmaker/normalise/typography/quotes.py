"""Quotation marks and apostrophes: which way each typed mark turns, decided over the whole paragraph.

A mark may open, close, or (a single one) stand for something left out; what stands on either side of it makes each
of these more or less likely (`marks`, `apostrophes`). The marks of a paragraph must also balance (`balance`), and
speech may run over several paragraphs, each with an opening mark of its own. A mark that was typed curly stays as it
is, and has its say in the balance.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial

from bookmaker.languages import Language
from bookmaker.model import Finding, Place, Severity
from bookmaker.normalise.passes import TypographicPass, TypographicResult
from bookmaker.normalise.typography.balance import Fault, Following, Reading, cheapest
from bookmaker.normalise.typography.changes import Change, Retouched
from bookmaker.normalise.typography.marks import Action, Mark, Stack
from bookmaker.normalise.typography.runs import Run, profile_of
from bookmaker.normalise.typography.scan import marks, opening_mark
from bookmaker.normalise.typography.vocabulary import Vocabulary

APOSTROPHE = "’"
# (Both look for the mark first: a pattern that begins with a look behind is tried at every letter.)
_UNUSUAL = re.compile(r"[`“”„«»‘‚‹›,<>](?:(?<=[`“”„«»‘‚‹›])|(?<=[\s(,],)|(?<=<<)|(?<=>>))")
_INSIDE_WORD = re.compile(r"['´`](?<=[^\W_].)(?=[^\W_])")
# Guillemets as a book has them. (A paragraph that begins with » may go on with what was quoted, as in Spanish.)
_INWARD = re.compile(r"«(?<=[\w.,;:!?…-]«)(?!\w)")  # so«
_OUTWARD = re.compile(r"«(?<![^\s(\[—–-]«)(?=\s?\w)")  # «so
_OPENED = re.compile(r"»(?<=[\s(]»)(?=\w)")  # he said »so
_CLOSED = re.compile(r"»(?<=[\w.,;:!?…-]»)(?!\w)")  # so»
_FEWEST = 3  # times as many
_DOUBLE = re.compile('"')
# Speech whose marks stand where they must: "So," he said. "So?"
_ALTERNATING = re.compile(
    r'(?:[^"]*(?:^|(?<=[ \n\u00a0(\[—–\t]))"(?!\s)[^"]+(?<!\s)"(?=[ \n\u00a0.,;:!?)\]—–…\t]|$))*[^"]*'
)
_STOPS = tuple(".,;:!?…")
_STRAYS = tuple("*_=")  # marks of emphasis without a partner: closing up to one would make it look like the end of some
PATIENCE = 6
"""So many paragraphs without a mark may stand in a speech that goes on after verse set into it."""


def make(language: Language | None) -> TypographicPass:
    """The pass that turns typed quotation marks and apostrophes."""

    def quotes(runs: Sequence[Run]) -> TypographicResult:
        made = Retouched("quotes")
        findings: list[Finding] = []
        changed: list[Run] = []
        carried = Carried()
        vocabulary = Vocabulary([run.text for run in runs])
        own = _as_printed(runs, language) if language else None
        for number, run in enumerate(runs):
            profile = profile_of(run, own)
            if profile is None:
                changed.append(run)
                continue
            if carried.flow != run.flow:
                findings += carried.findings
                carried = Carried(flow=run.flow)
            following = partial(_following, runs, number, vocabulary)
            changes, carried = _turn(run, following, profile, vocabulary, carried, findings)
            changed.append(made.retouch(run, changes, findings, "T203") if changes else run)
        findings += carried.findings
        return changed, made, tuple(findings)

    return quotes


@dataclass(frozen=True, slots=True)
class Carried:
    """What one paragraph leaves open for the next, and the complaints that only the next one can still prove wrong.

    `passed` counts the paragraphs since then that have no marks; `over_verse`: verse, or the like, was among them.
    """

    stack: Stack = ""
    flow: int = -1
    findings: tuple[Finding, ...] = ()
    passed: int = 0
    over_verse: bool = False

    def past(self, run: Run) -> Carried:
        """The same after a run without marks."""
        return replace(self, passed=self.passed + (not run.apart), over_verse=self.over_verse or run.apart)


def _as_printed(runs: Sequence[Run], language: Language) -> Language:
    """The language with its guillemets turned as the book has them: »so« or »so» where today «so» is set."""
    opening, closing = (mark.strip() for mark in language.double)
    if {opening, closing} != {"«", "»"}:
        return language
    texts = [run.text for run in runs if "»" in run.text]
    inward, outward = (sum(len(pattern.findall(text)) for text in texts) for pattern in (_INWARD, _OUTWARD))
    if opening == "«" and inward > _FEWEST * outward:
        return replace(language, double=("»", "«"))
    opened, closed = (sum(len(pattern.findall(text)) for text in texts) for pattern in (_OPENED, _CLOSED))
    if opened > _FEWEST * max(inward, outward) and closed > opened / 2:
        return replace(language, double=("»", "»"))
    return language


def _following(runs: Sequence[Run], number: int, book: Vocabulary) -> Following:
    if number + 1 == len(runs) or runs[number + 1].flow != runs[number].flow:
        return Following("", False)
    run, after = runs[number : number + 2]
    leads_on = run.apart or after.apart or run.text.endswith((":", ":—", ":--"))
    return Following(opening_mark(after.text, book), leads_on)


def _turn(
    run: Run,
    following: Callable[[], Following],
    language: Language,
    book: Vocabulary,
    carried: Carried,
    findings: list[Finding],
) -> tuple[list[Change], Carried]:
    """The changes to one run, and what it leaves open."""
    text = run.text
    found = [
        Change(match.start(), match.end(), APOSTROPHE, "apostrophe-in-word", 1.0)
        for match in (_INSIDE_WORD.finditer(text) if "'" in text or "´" in text or "`" in text else ())
    ]
    if "“" in text or "”" in text or "‘" in text:
        findings += _wrong_way(run, language)
    if not carried.stack:
        plain = _plain_speech(text, len(found), language)
        if plain is not None:
            return (sorted([*found, *plain]) if found else plain), Carried(flow=run.flow)
    candidates = marks(text, language, book)
    waits = bool(carried.stack) and (run.apart or carried.passed < PATIENCE)
    if not candidates:
        if waits:
            return found, carried.past(run)  # verse inside a speech, and what is said of it
        findings += carried.findings
        return found, Carried(flow=run.flow)
    reading = cheapest(candidates, carried.stack, opening_mark(text, book), following(), run.apart)
    waits = waits and not reading.stack and all(action == "apostrophe" for action in reading.actions)
    broken_off = not reading.from_carried and opening_mark(text, book) != carried.stack[:1]
    if not waits and (broken_off or (carried.passed and not carried.over_verse)):
        findings += carried.findings
    found += _turned(text, candidates, reading, language)
    findings += (_told(run, candidates[fault.mark], fault) for fault in reading.faults if not fault.at_end)
    left = tuple(_told(run, candidates[fault.mark], fault) for fault in reading.faults if fault.at_end)
    return sorted(found), carried.past(run) if waits else Carried(reading.stack, run.flow, left)


def _plain_speech(text: str, apostrophes: int, language: Language) -> list[Change] | None:
    """The changes to a run whose double marks plainly alternate and that has no other marks; None when it is not so."""
    if text.count("'") + text.count("´") != apostrophes or text[:1] == "," or _UNUSUAL.search(text):
        return None
    if '"' not in text:
        return [] if "’" not in text and not (">" in text and "<" in text) else None
    if _ALTERNATING.fullmatch(text) is None:
        return None
    opening, closing = language.double
    return [
        Change(match.start(), match.end(), *((closing, "closing") if number % 2 else (opening, "opening")))
        for number, match in enumerate(_DOUBLE.finditer(text))
    ]


def _turned(text: str, candidates: Sequence[Mark], reading: Reading, language: Language) -> Iterator[Change]:
    """The changes that a reading of the marks makes."""
    reached = 0
    inner = _inner(candidates, reading)
    opened: list[str] = []
    for number, (mark, action) in enumerate(zip(candidates, reading.actions, strict=True)):
        partner = ""
        if action == "open":
            opened.append(text[mark.start])
        elif action == "close" and opened:
            partner = opened.pop()
        change = _change(text, mark, action, language, number in inner, partner)
        if change:
            # The space between two marks goes to the first.
            yield change._replace(start=max(change.start, reached))
            reached = change.end


def _inner(candidates: Sequence[Mark], reading: Reading) -> set[int]:
    """The marks, by number, of quotations inside quotations that were typed with the same marks: "He said "no"."

    They are told apart where all marks of the run balance, and only there.
    """
    inner: set[int] = set()
    opened: list[int] = []
    for number, (mark, action) in enumerate(zip(candidates, reading.actions, strict=True)):
        if action == "open":
            if opened and candidates[opened[-1]].kind == mark.kind == "d" and opened[-1] not in inner:
                inner.add(number)
            opened.append(number)
        elif action == "close" and opened:
            if opened.pop() in inner:
                inner.add(number)
        elif action == "close":
            return set()
    return inner if not (opened or reading.stack or reading.faults) else set()


def _change(text: str, mark: Mark, action: Action, language: Language, inner: bool, partner: str) -> Change | None:
    """What a mark becomes. `partner`: the mark, as typed, that opened what this one closes."""
    if mark.typed:
        return None
    start, end = mark.start, mark.end
    price = {"open": mark.opens, "close": mark.closes, "apostrophe": mark.stands_for}
    margin = min(cost for other, cost in price.items() if other != action) - price[action]
    sure = 0.98 if margin >= 2.5 else 0.9 if margin >= 0 else 0.8 if margin > -4 else 0.6
    if action == "apostrophe":
        return Change(start, end, APOSTROPHE, "apostrophe", sure)
    if text[start] in "<>" and end == start + 1:
        return Change(start, end, "›" if text[start] == ">" else "‹", "opening" if action == "open" else "closing", 0.9)
    as_printed = partner in ("«", "»") and not any(partner in own for pair in language.quotes for own in pair)
    pair = language.double if mark.kind == "d" and (not inner or as_printed) else language.single
    sure = min(sure, 0.7) if inner else sure
    # " so " has its spaces on the wrong side; between "So."Then and ."So" one is forgotten.
    if action == "open":
        while end < len(text) - 1 and text[end].isspace():
            end += 1
        before = text[start - 1 : start]
        moved = " " if before in _STOPS or (end > mark.end and before.isalnum()) else ""
        end = mark.end if before in _STRAYS or text[end : end + 1] in (*_STRAYS, ".") else end
        return Change(start, end, moved + pair[0], "opening", sure)
    while start > 1 and text[start - 1].isspace():
        start -= 1
    forgotten = text[start - 1 : start] in _STOPS and text[end : end + 2].isalpha() and end + 1 < len(text)
    moved = " " if forgotten or (start < mark.start and text[end : end + 1].isalnum()) else ""
    start = mark.start if text[start - 1 : start] in _STRAYS or text[end : end + 1] in _STRAYS else start
    closing = "“" if partner == "„" and pair[1] in "«»" else pair[1]
    return Change(start, end, closing + moved, "closing", sure)


def _told(run: Run, mark: Mark, fault: Fault) -> Finding:
    place, around = _seen(run, mark.start, mark.end)
    if fault.never_closed:
        message, fix = f"quotation mark never closed: “{around}”", "close it where the speech ends"
        return Finding("T201", Severity.WARNING, place, message, fix)
    message = f"closing quotation mark without an opening one: “{around}”"
    return Finding("T202", Severity.WARNING, place, message, "open it where the speech begins, or take it out")


def _seen(run: Run, start: int, end: int) -> tuple[Place, str]:
    """Where in the source a mark stands, and the text around it."""
    text = run.text
    return run.place.later(text.count("\n", 0, start)), " ".join(text[max(0, start - 15) : end + 15].split())


@cache
def _looking_wrong(language: Language) -> re.Pattern[str] | None:
    """Where a curly mark looks the wrong way: an opening one after a word, a closing one before it."""
    if language.double[0] == language.double[1] or {"«", "“"} & {language.double[1], language.single[1]}:
        return None
    return re.compile(
        r"(?<=[\w.,;!?])[“‘](?=[\s.,;!?]|$)|(?<![^\s(\[])”(?=\w)|(?<![^\s“(\[])‘(?=(?:em|tis|twas|til)\b)"
    )


def _wrong_way(run: Run, language: Language) -> Iterator[Finding]:
    """The curly marks of a run that look the wrong way."""
    pattern = _looking_wrong(language)
    for match in pattern.finditer(run.text) if pattern else ():
        place, around = _seen(run, *match.span())
        message = f"curly quotation mark looks the wrong way: {around}"
        yield Finding("T204", Severity.WARNING, place, message, "turn it round in the source")
