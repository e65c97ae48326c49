"""Text that was read in the wrong encoding once and saved so: `donâ€™t`, `Ãëàâà`; looked for in the lines as typed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bookmaker.model import Draft, Finding, Place, Severity
from bookmaker.walk import block_text, blocks

_MOJIBAKE = re.compile(
    r"Ã[\u0080-\u00bf‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€[\u0080-\u00bf˜™œ“”žº¦¢\"]?|Â[\u00a0-\u00bf]|ï»¿|Ð[°-¿]"
)
_CYRILLIC = re.compile(r"[\xc0-\xff]{3}")  # Windows-1251 read as Windows-1252: no language sets so many in a row
_SHARE = 0.8  # of the letters of a line
_EACH = 3  # lines of a file told one by one
_SHOWN = 60  # letters


def findings(drafts: Sequence[Draft]) -> Iterator[Finding]:
    """A warning for each line, with the words it was; of a file that is full of them, one for all."""
    for draft in drafts:
        found = [(place, line, mended) for place, line in _lines(draft) if (mended := _mended(line)) != line]
        for place, line, mended in found[: 1 if len(found) > _EACH else _EACH]:
            more = f", as are {len(found) - 1} lines below" if len(found) > _EACH else ""
            message = f"text read in the wrong encoding{more}: {line[:_SHOWN].strip()}"
            yield Finding("T304", Severity.WARNING, place, message, f"it was: {mended[:_SHOWN].strip()}")


def _lines(draft: Draft) -> Iterator[tuple[Place, str]]:
    """The lines that are not all ASCII."""
    yield from ((line.place, line.text) for line in draft.lines if not line.text.isascii())
    for level in (draft.blocks, *(note.blocks for note in draft.notes)):
        for block in blocks(level):
            for number, line in enumerate(block_text(block).split("\n")):
                if not line.isascii():
                    yield block.place.later(number), line


def _mended(line: str) -> str:
    if _MOJIBAKE.search(line):
        import ftfy  # slow to load, and hardly ever needed

        mended = ftfy.fix_encoding(line)
        if mended != line:
            return mended
    if _CYRILLIC.search(line):
        letters = [char for char in line if char.isalpha()]
        if sum("\xc0" <= char <= "\xff" for char in letters) > _SHARE * len(letters):
            return line.encode("cp1252", "replace").decode("cp1251", "replace")
    return line
