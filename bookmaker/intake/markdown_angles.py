"""Words in angle brackets that Markdown takes for HTML: `<wren> hello`, `<Level up>`, `<time skip>`.

They are the author's. A tag has the name of an element, its attributes have values, and it is closed unless that may be
left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_ANGLES = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*)(?P<rest>(?:\s[^<>]*)?)/?>")
_CLOSED = re.compile(r"</([A-Za-z][A-Za-z0-9-]*)\s*>")
VOID = frozenset("br hr img wbr col source track input embed link meta area base".split())
"""Elements of HTML that have no end."""

_OPEN = VOID | frozenset("p li td th tr dt dd option".split())
_ELEMENTS = _OPEN | frozenset(
    "a abbr acronym address applet area article aside audio b base bdi bdo big blockquote body button canvas caption "
    "center cite code colgroup data datalist del details dfn dialog dir div dl em fieldset figcaption figure font "
    "footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup html i iframe ins kbd label legend main map mark "
    "marquee math menu meter nav nobr noscript object ol optgroup output picture pre progress q rb rp rt rtc ruby s "
    "samp script search section select slot small span strike strong style sub summary sup svg table tbody template "
    "textarea tfoot thead time title tt u ul var video".split()
)
_BOOLEAN = frozenset({"", "open", "hidden", "disabled", "checked", "reversed", "controls", "async", "defer"})
# <?…>, <!…>, which HTML does not show, either; <Level:3>, which leads nowhere
_OTHER = re.compile(
    r"<(?=\?|!(?!doctype\b)[a-z]|!\[cdata\[|(?!https?:|mailto:|ftp:)[a-z][a-z0-9+.-]+:[^\s<>]*>)", re.IGNORECASE
)


def kept(lines: Sequence[str], fenced: Sequence[bool]) -> Iterator[str]:
    """The lines with such brackets as Markdown shows them; those fenced stay as they are."""
    closed = {name.casefold() for line in lines if "</" in line for name in _CLOSED.findall(line)}
    for line, is_code in zip(lines, fenced, strict=True):
        if is_code or "<" not in line:
            yield line
            continue
        line = _OTHER.sub(lambda found, line=line: _text(found, line), line)  # type: ignore[misc]
        yield _ANGLES.sub(lambda found, line=line: _shown(found, line, closed), line)  # type: ignore[misc]


def _text(found: re.Match[str], line: str) -> str:
    return found[0] if line.count("`", 0, found.start()) % 2 else "&lt;"


def _shown(found: re.Match[str], line: str, closed: set[str]) -> str:
    name, rest = found["name"].casefold(), found["rest"].strip(" /")
    if "=" in rest or line.count("`", 0, found.start()) % 2:
        return found[0]
    if name in _ELEMENTS and rest in _BOOLEAN and (found["close"] or name in closed or name in _OPEN):
        return found[0]
    return f"&lt;{found[0][1:-1]}&gt;"
