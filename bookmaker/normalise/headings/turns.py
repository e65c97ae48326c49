"""Lines within a chapter that say from whose eyes the next scene is seen, or when it happens: no headings."""

from __future__ import annotations

import re

_LONGEST = 48  # characters
# `*Ines's POV*`, `[Third person POV]`, `POV: Tam`: from whose eyes the next scene is seen.
_VIEW = re.compile(
    r"[\W_]*(?:[\w'’. -]{1,30}\s)?(?:P\.?O\.?V\b|[Pp]oint [Oo]f [Vv]iew\b|POINT OF VIEW\b)"
    r"(?:\s?[:-]\s?[\w'’. -]{1,30})?[\W_]*|"
    r"[\W_]*POV[\s:–-]{1,3}[\w'’. -]{1,30}[\W_]*"
)
# `~Maren~`, `--End of flashback--`, `*Time skip*`: whose turn it is to tell, and when.
_TURN = re.compile(
    r"[~=+<>]{1,4}\*?~? ?[^\W_][^.!?;\"“”]{0,36}[^\W_] ?~?\*?[~=+<>]{1,4}|--+ ?[^\W_][^.!?;\"“”]{0,36}[^\W_] ?--+|"
    r"[\W_]*(?:(?:start|begin|end)(?: of)? )?(?:flash ?backs?|time ?skip|dream sequence)"
    r"(?: (?:starts?|begins?|ends?|over))?[\W_]*",
    re.IGNORECASE,
)

# `FLASHBACK`, `END OF DREAM`, `TWO HOURS LATER`, `THE NEXT MORNING`, `MEANWHILE`: when a scene happens, in words alone.
_WHEN = re.compile(
    r"[\W_]*(?:(?:(?:start|begin|end)(?: of)? )?(?:flash ?backs?|time ?skip|dream(?: sequence)?)"
    r"(?: (?:starts?|begins?|ends?|over))?|(?:a few |some |several )?(?:\w+[ -]){1,3}(?:later|earlier|ago)|"
    r"(?:the )?(?:next|same|following) (?:day|night|morning|evening|afternoon|week)|that (?:night|evening|afternoon)|"
    r"(?:in the )?present(?: day)?|meanwhile|elsewhere|later(?: that \w+)?|back (?:at|in) .{1,30})[\W_]*",
    re.IGNORECASE,
)
_HOUR = re.compile(r"\W*\d{1,2}[:.h]\d\d(?: ?[ap]\.?m\.?)?\W*", re.IGNORECASE)


def is_hour(text: str) -> bool:
    """Whether a line says what o'clock it is, and nothing else."""
    return len(text) < _LONGEST and _HOUR.fullmatch(text) is not None


def is_view(text: str) -> bool:
    """Whether a line says whose point of view comes next."""
    return len(text) < _LONGEST and _VIEW.fullmatch(text) is not None


def is_turn(text: str) -> bool:
    """Whether a line between marks names whose turn it is, or says that time has passed."""
    return len(text) < _LONGEST and _TURN.fullmatch(text) is not None


def is_scene(text: str) -> bool:
    """Whether a line says in so many words when the next scene happens, or that one looks back."""
    return len(text) < _LONGEST and _WHEN.fullmatch(text) is not None
