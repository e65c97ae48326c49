"""Where in its site a page stands: `Home ❯ Novels ❯ Salt Road`, and the chapter at the end of it, as MediaMiner has it.

`Sea Tales Fan Fiction ❯ Salt Road ❯ Low Water ( Chapter 2 )` names the story too; under it stands for whom it is.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bookmaker.model import Decision, Facts, Line
from bookmaker.normalise.passes import Group, Piece, lines_of, removal

_PATH = re.compile(r"[^❯]{2,60}(?:❯[^❯]{2,80}){2,}")
_CHAPTER = re.compile(r"(?P<path>.*❯ *(?P<story>[^❯]+?) *❯ *)(?P<chapter>[^❯]+?\( *Chapter \d+ *\))")
_FOR_WHOM = re.compile(r"\[ ?[AGPTMXR] - (?:All|Pre-?Teen|Teen|Mature|Adult|Restricted)\b[^\]]{0,160}\]")
_TOP = 8  # groups among which the first such line stands
_FEW = 5  # lines of a group that begins a page
_RULE = "fan-fiction/phrase"


def strip(pieces: tuple[Piece, ...]) -> tuple[tuple[Piece, ...], list[Decision], Facts]:
    """The pieces without such lines, but for the chapters they end with; the story's title."""
    if not any(map(_may_be_one, lines_of(pieces[:_TOP]))):
        return pieces, [], ()
    decisions: list[Decision] = []
    facts: Facts = ()
    out: list[Piece] = []
    for piece in pieces:
        if not isinstance(piece, Group) or len(piece.lines) > _FEW or not any(map(_may_be_one, piece.lines)):
            out.append(piece)
            continue
        runs: list[list[Line]] = [[]]  # a chapter's line stands alone
        for line in piece.lines:
            if chapter := _CHAPTER.fullmatch(line.text) if "❯" in line.text else None:
                decisions.append(Decision(_RULE, line.place, chapter["path"], "", 0.9, removed=True))
                facts = facts or (("title", chapter["story"]),)
                runs += [line._replace(text=chapter["chapter"])], []
            elif is_one(line.text):
                decisions.append(removal(_RULE, [line]))
            else:
                runs[-1].append(line)
        blanks = max(1, piece.lines[0].blanks)
        out += (replace(piece, lines=(run[0]._replace(blanks=blanks), *run[1:])) for run in runs if run)
    return tuple(out), decisions, facts


def _may_be_one(line: Line) -> bool:
    return line.text[0] == "[" or "❯" in line.text


def is_one(text: str) -> bool:
    """Whether a line is a path, or says for whom a story is."""
    return ("❯" in text and _PATH.fullmatch(text) is not None) or (
        text[0] == "[" and _FOR_WHOM.fullmatch(text) is not None
    )
