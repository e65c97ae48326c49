"""Words in angle brackets that Markdown takes for HTML: `<wren> hello`, `<Level up>`, `<time skip>`.

They are the author's. A tag has the name of an element, its attributes have values, and it is closed unless that may be
left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_ANGLES = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*)(?P<rest>(?:\s[^<>]*)?)/?>")
_CLOSED = re.compile(r"</([A-Za-z][A-Za-z0-9-]*)\s*>")
_OPEN = frozenset("br hr img wbr p li td th tr dt dd col option source track input embed link meta".split())
_ELEMENTS = _OPEN | frozenset(
    "a abbr acronym address applet area article aside audio b base bdi bdo big blockquote body button canvas caption "
    "center cite code colgroup data datalist del details dfn dialog dir div dl em fieldset figcaption figure font "
    "footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup html i iframe ins kbd label legend main map mark "
    "marquee math menu meter nav nobr noscript object ol optgroup output picture pre progress q rb rp rt rtc ruby s "
    "samp script search section select slot small span strike strong style sub summary sup svg table tbody template "
    "textarea tfoot thead time title tt u ul var video".split()
)
_BOOLEAN = frozenset({"", "open", "hidden", "disabled", "checked", "reversed", "controls", "async", "defer"})
_FENCE = re.compile(r" {0,3}(?:```|~~~)")


def kept(lines: Sequence[str]) -> Iterator[str]:
    """The lines with such brackets as Markdown shows them."""
    closed = {name.casefold() for line in lines if "</" in line for name in _CLOSED.findall(line)}
    fenced = False
    for line in lines:
        fenced ^= _FENCE.match(line) is not None
        if fenced or "<" not in line or ">" not in line:
            yield line
            continue
        yield _ANGLES.sub(lambda found, line=line: _shown(found, line, closed), line)  # type: ignore[misc]


def _shown(found: re.Match[str], line: str, closed: set[str]) -> str:
    name, rest = found["name"].casefold(), found["rest"].strip(" /")
    if "=" in rest or line.count("`", 0, found.start()) % 2:
        return found[0]
    if name in _ELEMENTS and rest in _BOOLEAN and (found["close"] or name in closed or name in _OPEN):
        return found[0]
    return f"&lt;{found[0][1:-1]}&gt;"
