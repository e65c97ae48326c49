"""Songs whose lines stand apart like paragraphs, each slanted or between the same marks: `*Oh the lamps are low*`.

People talk so in thought, too; but then their lines end like sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bookmaker.model import Decision, Emphasis, Inlines, LineBreak, Paragraph, Place, Text, Verse, VerseLine
from bookmaker.normalise.line_ends import ends_sentence
from bookmaker.normalise.passes import Group, LayoutResult, Manuscript, Piece
from bookmaker.walk import one_line

_MARKS = frozenset("*_~/♪♫")
_MARKED = re.compile(r"([*_~/♪♫]{1,3}) ?([^*_~/♪♫]{3,66}?) ?([*_~/♪♫]{1,3})")
_LONGEST = 72  # characters
_FEWEST = 3  # lines
_MEAN = 14  # characters of a line, no fewer: shorter ones are noises
_MOST_STOPPED = 0.5  # share of lines that end a sentence

_Sung = tuple[str, Inlines, int]  # its marks, the line, the blank lines over it


def find(manuscript: Manuscript) -> LayoutResult:
    """Set runs of such lines as verse."""
    out: list[Piece] = []
    decisions: list[Decision] = []
    run: list[tuple[Group | Paragraph, _Sung]] = []

    def close() -> None:
        if _is_song([sung for _, sung in run]):
            verse = Verse(tuple(_stanzas([sung for _, sung in run])), place=_place(run[0][0]))
            out.append(verse)
            lines = "\n".join(one_line(line) for _, (_, line, _) in run)
            decisions.append(Decision("verse/song", verse.place, lines, "lines between the same marks", 0.75))
        else:
            out.extend(piece for piece, _ in run)
        run.clear()

    for piece in manuscript.pieces:
        sung = _sung(piece)
        if run and (sung is None or sung[0] != run[0][1][0]):
            close()
        if sung is not None and isinstance(piece, Group | Paragraph):
            run.append((piece, sung))
        else:
            out.append(piece)
    if run:
        close()
    return replace(manuscript, pieces=tuple(out)) if decisions else manuscript, tuple(decisions), ()


def _sung(piece: Piece) -> _Sung | None:
    """A line alone that is slanted, or stands between marks, from end to end."""
    if isinstance(piece, Group):
        line = piece.lines[0]
        if len(piece.lines) > 1 or piece.plain or line.text[0] not in _MARKS or len(line.text) > _LONGEST:
            return None
        match = _MARKED.fullmatch(line.text)
        if match is None or match[1] != match[3][::-1]:
            return None
        return match[1], (Text(line.text),), line.blanks
    if isinstance(piece, Paragraph) and len(piece.inlines) == 1 and isinstance(slanted := piece.inlines[0], Emphasis):
        short = not any(isinstance(part, LineBreak) for part in slanted.inlines)
        return ("", piece.inlines, 1) if short and len(one_line(piece.inlines)) < _LONGEST else None
    return None


def _is_song(run: Sequence[_Sung]) -> bool:
    texts = [one_line(line).strip("".join(_MARKS) + " ") for _, line, _ in run]
    if len(texts) < _FEWEST or sum(map(len, texts)) < _MEAN * len(texts):
        return False
    return sum(map(ends_sentence, texts)) < _MOST_STOPPED * len(texts)


def _stanzas(run: Sequence[_Sung]) -> Iterator[tuple[VerseLine, ...]]:
    """The lines in stanzas, as wider gaps part them."""
    usual = min(blanks for _, _, blanks in run[1:])
    stanza: list[VerseLine] = []
    for _, line, blanks in run:
        if stanza and blanks > usual:
            yield tuple(stanza)
            stanza = []
        stanza.append(VerseLine(line))
    yield tuple(stanza)


def _place(piece: Group | Paragraph) -> Place:
    return piece.lines[0].place if isinstance(piece, Group) else piece.place
