"""Ways through the file: links, the outline, and page labels that say what is printed on the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from bookmaker.backends.pdf.document import Listed
from bookmaker.backends.pdf.imposition import Sheet

PRIVATE = "x-bookmaker:"
"""Links inside the book are laid out as addresses of this kind, since their target may be in another piece."""


def address(anchor: str) -> str:
    """The private address of an anchor."""
    return PRIVATE + anchor


@dataclass(frozen=True, slots=True)
class Target:
    """A place in the book: the page from 0, and a point on it."""

    page: int
    x: float
    y: float


def _destination(pdf: Pdf, target: Target) -> Array:
    return Array([pdf.pages[target.page].obj, Name.XYZ, round(target.x, 2), round(target.y, 2), 0])


def link(note: Object, targets: Mapping[str, Target], pdf: Pdf, spoken: Callable[[str], str], shift: float) -> None:
    """Lead a link annotation to its target, and move it with the page's content."""
    if note.get("/Subtype") != Name.Link:
        return
    note.Rect = Array([round(float(note.Rect[at]) + (0 if at % 2 else shift), 3) for at in range(4)])
    note.F = 4  # is printed: PDF/A asks for it
    uri = str(note.A.URI) if "/A" in note and "/URI" in note.A else ""
    if uri.startswith(PRIVATE):
        anchor = uri[len(PRIVATE) :]
        del note.A
        if anchor in targets:
            note.Dest = _destination(pdf, targets[anchor])
        if "/Contents" in note:
            note.Contents = String(spoken(anchor))


@dataclass(slots=True)
class _Entry:
    title: str
    target: Target | None
    depth: int
    below: list[_Entry] = field(default_factory=list)


def add_outline(pdf: Pdf, lines: Sequence[Listed], targets: Mapping[str, Target]) -> None:
    """The outline: parts, and the chapters in them."""
    root = _Entry("", None, -1)
    path = [root]
    for line in lines:
        if line.id not in targets:
            continue
        entry = _Entry(" ".join(filter(None, (line.label, line.title))), targets[line.id], line.depth)
        while path[-1].depth >= line.depth:
            path.pop()
        path[-1].below.append(entry)
        path.append(entry)
    if root.below:
        pdf.Root.Outlines = _outlined(pdf, root, None)
        pdf.Root.PageMode = Name.UseOutlines


def _outlined(pdf: Pdf, entry: _Entry, parent: Object | None) -> Object:
    item = pdf.make_indirect(Dictionary())
    if parent is None:
        item.Type = Name.Outlines
        item.Count = len(entry.below)
    else:
        item.Title = String(entry.title)
        item.Parent = parent
        assert entry.target is not None
        item.Dest = _destination(pdf, entry.target)
        if entry.below:
            item.Count = -len(entry.below)  # folded up
    if entry.below:
        made = [_outlined(pdf, below, item) for below in entry.below]
        item.First, item.Last = made[0], made[-1]
        for left, right in pairwise(made):
            left.Next, right.Prev = right, left
    return item


def add_labels(pdf: Pdf, sheets: Sequence[Sheet]) -> None:
    """What is printed on each page: roman numerals in front, figures after, a word for the cover."""
    nums: list[int | Dictionary] = []
    style_before = None
    for at, sheet in enumerate(sheets):
        if sheet.number == 0:
            nums += [at, Dictionary(P=String(sheet.label))]
            style_before = None
            continue
        style = Name.D if sheet.label.isdigit() else Name.r
        if style != style_before or sheet.number == 1:
            nums += [at, Dictionary(S=style, St=sheet.number)]
            style_before = style
    pdf.Root.PageLabels = Dictionary(Nums=Array(nums))
