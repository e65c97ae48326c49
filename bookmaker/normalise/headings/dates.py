"""Dates over the entries of a diary: `Monday, March 4th`, `3 May. Bistritz.`, `12 июня 1871 г.`, `2019-03-04`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from bookmaker.languages import calendar

FAMILY = "date"
MONTHS = "month"
_LONGEST = 64  # characters
_NUMERIC = re.compile(r"(?:\d{4}[-./](?P<m1>\d\d?)[-./](?P<d1>\d\d?)|(?P<d2>\d\d?)[-./](?P<m2>\d\d?)[-./]\d{2,4})\.?")
_MONTH = re.compile(r"([^\W\d_]{3,12})(?:,? \d{4})?\.?")
_DAY = re.compile(
    r"(?:(?:[12]?\d|3[01])(?:st|nd|rd|th|er|e|º|°)?|[^\W\d_]{2,12},? \d{1,2}(?:st|nd|rd|th)?)(?:[.,:;]|--|[—–])"
)
_MEANT = 0.7  # of the dates that follow each other, so many run on


@cache
def _pattern(tag: str) -> re.Pattern[str] | None:
    months, days = calendar.month_numbers(tag), calendar.days(tag)
    if not months:
        return None
    short = "|".join(sorted({month[:length] for month in months for length in (3, 4) if len(month) > length + 1}))
    month = rf"(?P<month{{n}}>{'|'.join(months)}|(?:{short})\.?)"
    weekday = rf"(?:{'|'.join(days)})"
    number = r"(?P<day{n}>\d{{1,2}})(?:st|nd|rd|th|er|e|º|°|:e|\.)?"
    year = r"(?:(?:,|\.| de| del)? ?(?:1\d{3}|20\d\d|1\d--|'\d\d)(?: ?г\.| ?r\.)?)?"
    forms = (
        (number + r" ?(?:of |de |d'|di |den )?" + month).format(n=1),
        (month + r" (?:the )?" + number).format(n=2),
        month.format(n=3) + r"(?=,? \d{4})",
    )
    date = rf"(?:(?:{weekday}[,.]? )?(?:the |den |le |el |il |am |dnia )?(?:{'|'.join(forms)})|{weekday}){year}"
    place = r"(?:[^\W\d_][\w'’ -]{1,28}, )?"
    # What follows is a place or a time of day: with a capital, or after a word that says so.
    opens = r"(?:(?-i:[^\W\d_a-zß-öø-ÿа-я]|\d)|(?:off|near|at|in|on|later|evening|night|morning|midnight|noon)\b)"
    after = rf"(?:(?:[.,:;]| ?--| ?[—–]| (?=\()| (?=(?-i:[^\W\d_a-zß-öø-ÿа-я]))) ?\(?{opens}[\w'’., ]{{0,28}}\)?)?"
    return re.compile(rf"{place}{date}{after}[.:]?", re.IGNORECASE)


def date(text: str, tag: str) -> tuple[int, int] | None:
    """Month and day of a line that is a date and little else (0, 0 for a day of the week alone); None for others."""
    if not 2 < len(text) <= _LONGEST or not (text[0].isupper() or text[0].isdigit()):
        return None
    numeric = _NUMERIC.fullmatch(text)
    if numeric:
        month, day = (int(numeric[a] or numeric[b]) for a, b in (("m1", "m2"), ("d1", "d2")))
        return (month, day) if 0 < month < 13 and 0 < day < 32 else None
    pattern = _pattern(tag)
    match = pattern.fullmatch(text) if pattern else None
    if match is None:
        return None
    name = (match["month1"] or match["month2"] or match["month3"] or "").casefold().rstrip(".")
    if not name:
        return 0, 0
    number = next(n for month, n in calendar.month_numbers(tag).items() if month.startswith(name))
    return number, int(match["day1"] or match["day2"] or 0)


def month(text: str, tag: str) -> int | None:
    """Which month a line names that says nothing else but its year (`JANUARY`, `May, 1871`); None for others."""
    match = _MONTH.fullmatch(text)
    return calendar.month_numbers(tag).get(match[1].casefold()) if match else None


def day_opens(text: str) -> bool:
    """Whether a paragraph begins with a day of the month, as entries under the month's name do: `1st. A gale`."""
    return _DAY.match(text) is not None


def run_on(dates: Sequence[tuple[int, int]]) -> bool:
    """Whether dates follow each other as the entries of a diary do; the year may turn."""
    pairs = list(pairwise(dates))
    return bool(pairs) and sum(a <= b or a[0] - b[0] > 6 for a, b in pairs) >= _MEANT * len(pairs)
