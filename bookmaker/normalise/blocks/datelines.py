"""Where and when a scene is set, on lines of their own: `Hollow Creek, Vermont` / `June 14, 1987` / `2:17 a.m.`"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bookmaker.languages.calendar import days, months
from bookmaker.model import Line

_MOST_LINES = 4  # place, house, street, day
_MOST_KEYS = 6  # lines over a mail
_OF_MAIL = re.compile(r"(?:From|To|Cc|Bcc|Subject|Date|Sent|Re|Attachments?): ?\S")
_LONGEST = 48  # characters
_DAY, _MONTH = "|".join(days("en")), "|".join(months("en"))
_WHEN = re.compile(
    r"\b(?:1[5-9]|20)\d\d$|\b\d{1,2}[:.]\d\d\b|\b\d{4} (?:hours|hrs)\b|\b(?:earlier|later|ago|before|after)$|"
    rf"\b(?i:{_DAY})\b|\b(?i:{_MONTH})\b ?\d"
)
_STOPPED = re.compile(r"[!?;:…]$|[^.]\b\w\w+\.$")  # (`8:47 a.m.`, `Washington, D.C.` end so, too)
_NO_NAME = frozenset("\"“'‘«„—–-*_~[(")


def is_one(lines: Sequence[Line]) -> bool:
    """Whether a few short lines, names and figures alone, say where and when what follows happens; or a mail's head."""
    if heads_mail(lines):
        return True
    texts = [line.text for line in lines]
    if not 1 < len(lines) <= _MOST_LINES:
        return False
    if any(len(text) > _LONGEST or text[0] in _NO_NAME or text[0].islower() or _STOPPED.search(text) for text in texts):
        return False
    when = [text for text in texts if _WHEN.search(text)]
    return bool(when) and (len(when) < len(texts) or len(texts) < _MOST_LINES) and _capitals(texts)


def heads_mail(lines: Sequence[Line]) -> bool:
    """Whether lines are what stands over a mail: from whom, to whom, of what."""
    return 1 < len(lines) <= _MOST_KEYS and all(_OF_MAIL.match(line.text) for line in lines)


def says_when(text: str) -> bool:
    """Whether a line says when, or ends in a year."""
    return bool(_WHEN.search(text))


def _capitals(texts: Sequence[str]) -> bool:
    """Whether most words open with a capital or a figure, as in names and dates; in an inscription all are capitals."""
    words = [word for text in texts for word in text.split()]
    small = sum(word[0].islower() for word in words)
    return small <= 0.4 * len(words) and not texts[0].isupper()
