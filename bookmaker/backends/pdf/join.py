"""The pieces put together: pages, tags, links, outline, labels, running heads and folios, each font once."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from bookmaker.backends.pdf.document import Listed
from bookmaker.backends.pdf.heads import FOLIO_PLACES, Folio, FolioPlace, Head
from bookmaker.backends.pdf.imposition import Sheet
from bookmaker.backends.pdf.laid import Laid
from bookmaker.backends.pdf.outline import Target, add_labels, add_outline, link
from bookmaker.backends.pdf.trim import Trim
from bookmaker.backends.pdf.typecase import Typecase


@dataclass(frozen=True, slots=True)
class Plan:
    """All that joining needs: the pieces, where each page goes, what stands at its head.

    `laid` are the pieces, the furniture (heads and folios) last; `heads` gives for each page its running head; a head's
    page in the furniture is `head_pages`. `shift` is in points. `spoken` names a link's target for those who listen.
    """

    laid: Sequence[Laid]
    sheets: Sequence[Sheet]
    heads: Sequence[Head | None]
    head_pages: Mapping[Head, int]
    folios: Mapping[FolioPlace, Folio]
    shift: float
    trim: Trim
    listed: Sequence[Listed]
    spoken: Callable[[str], str]
    tagged: bool
    language: str


def join(plan: Plan, typecase: Typecase) -> Pdf:
    """One PDF of all pieces, without its metadata."""
    out = Pdf.new()
    sources = [pikepdf.open(io.BytesIO(laid.pdf)) for laid in plan.laid]
    _pages(out, plan, sources)
    targets = _targets(plan)
    if plan.tagged:
        _tags(out, plan, sources)
    _colours(out, plan, sources[0])
    typecase.fill(out, sources)
    _resources(out, plan, sources, typecase)
    _furnish(out, plan)
    for sheet, page in zip(plan.sheets, out.pages, strict=True):
        for note in page.obj.get("/Annots", ()):
            link(note, targets, out, plan.spoken, _shift(plan, sheet))
    add_outline(out, plan.listed, targets)
    add_labels(out, plan.sheets)
    return out


def _pages(out: Pdf, plan: Plan, sources: Sequence[Pdf]) -> None:
    for sheet in plan.sheets:
        if sheet.blank:
            out.add_blank_page(page_size=(plan.trim.width, plan.trim.height))
        else:
            out.pages.append(sources[sheet.piece].pages[sheet.index])
        plan.trim.set_boxes(out.pages[-1].obj)


def _shift(plan: Plan, sheet: Sheet) -> float:
    """How far the page's content moves: to the outside of the sheet, which is the right of a recto."""
    return plan.shift if sheet.recto else -plan.shift


def _targets(plan: Plan) -> dict[str, Target]:
    """Where each anchor stands in the book."""
    targets: dict[str, Target] = {}
    for number, sheet in enumerate(plan.sheets):
        if not sheet.blank:
            for name, (x, y) in plan.laid[sheet.piece].pages[sheet.index].anchors.items():
                targets.setdefault(name, Target(number, x + _shift(plan, sheet), y))
    return targets


def _tags(out: Pdf, plan: Plan, sources: Sequence[Pdf]) -> None:
    """One structure tree of the pieces' trees, every page's and every link's place in it renumbered."""
    document = out.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, K=Array()))
    kids = document.K
    parents: dict[int, pikepdf.Object] = {}  # of each page, then of each link
    named: dict[bytes, pikepdf.Object] = {}
    next_link = len(plan.sheets)
    numbers = {(sheet.piece, sheet.index): number for number, sheet in enumerate(plan.sheets)}
    places = {page.obj.objgen: sheet for page, sheet in zip(out.pages, plan.sheets, strict=True)}
    for piece in dict.fromkeys(sheet.piece for sheet in plan.sheets if not sheet.blank):
        root = out.copy_foreign(sources[piece].Root.StructTreeRoot)
        for kid in root.K[0].K:
            kid.P = document
            kids.append(kid)
        for figure in root.Figures:
            _move(figure, _shift(plan, places[figure.Pg.objgen]))
        named |= {bytes(name): element for name, element in _pairs(root.IDTree.Names)}
        own = {int(number): element for number, element in _pairs(root.ParentTree.Nums)}  # of its pages, its links
        for index in range(len(sources[piece].pages)):
            number = numbers[piece, index]
            parents[number] = own[index]
            page = out.pages[number].obj
            page.StructParents = number
            for note in page.get("/Annots", ()):
                if "/StructParent" in note:
                    parents[next_link] = own[int(note.StructParent)]
                    note.StructParent = next_link
                    next_link += 1
    tree = out.make_indirect(Dictionary(Nums=Array([part for item in sorted(parents.items()) for part in item])))
    root = out.make_indirect(
        Dictionary(Type=Name.StructTreeRoot, K=Array([document]), ParentTree=tree, ParentTreeNextKey=next_link)
    )
    if named:
        names = Array([part for name, element in sorted(named.items()) for part in (String(name), element)])
        root.IDTree = out.make_indirect(Dictionary(Names=names))
    document.P = root
    out.Root.StructTreeRoot = root
    out.Root.MarkInfo = Dictionary(Marked=True)


def _move(figure: pikepdf.Object, shift: float) -> None:
    """Move the box of a picture, in points, to the right."""
    figure.A.BBox = Array([round(float(x) + (0 if at % 2 else shift), 3) for at, x in enumerate(figure.A.BBox)])


def _pairs(tree: pikepdf.Object) -> Iterator[tuple[pikepdf.Object, pikepdf.Object]]:
    """The keys of a flat name tree or number tree, each with what it names (ISO 32000-2, 7.9.6 and 7.9.7)."""
    return ((tree[at], tree[at + 1]) for at in range(0, len(tree), 2))


def _colours(out: Pdf, plan: Plan, source: Pdf) -> None:
    """The colour profile that PDF/A asks for, once for all pieces."""
    if "/OutputIntents" not in source.Root:
        return
    out.Root.OutputIntents = out.copy_foreign(source.make_indirect(source.Root.OutputIntents))
    spaces = None
    for sheet, page in zip(plan.sheets, out.pages, strict=True):
        if not sheet.blank:
            spaces = spaces or page.obj.Resources.ColorSpace
            page.obj.Resources.ColorSpace = spaces


def _resources(out: Pdf, plan: Plan, sources: Sequence[Pdf], typecase: Typecase) -> None:
    """The fonts of each piece, and the heads its pages carry, by name."""
    furniture = len(plan.laid) - 1
    pictures = _head_pictures(out, plan, sources[furniture], typecase)
    needed: dict[int, set[Head]] = {}
    for sheet, head in zip(plan.sheets, plan.heads, strict=True):
        if head is not None:
            needed.setdefault(sheet.piece, set()).add(head)
    folio = next(iter(plan.folios.values()), None)
    seen: set[int] = set()
    for sheet, page in zip(plan.sheets, out.pages, strict=True):
        if sheet.blank or sheet.piece in seen:
            continue
        seen.add(sheet.piece)
        resources = page.obj.Resources
        fonts = Dictionary({f"/{name}": font for name, font in typecase.fonts_of(sheet.piece).items()})
        if folio:
            fonts["/Folio"] = typecase.fonts_of(furniture)[folio.font]
        _refont(resources, out.make_indirect(fonts))
        if sheet.piece in needed:
            if "/XObject" not in resources:
                resources.XObject = Dictionary()
            for head in sorted(needed[sheet.piece], key=plan.head_pages.__getitem__):
                resources.XObject[f"/Head{plan.head_pages[head]}"] = pictures[head]


def _refont(resources: pikepdf.Object, fonts: pikepdf.Object) -> None:
    """Give resources the fonts of the book, and those of every form and pattern in them."""
    resources.Font = fonts
    for kind in ("/XObject", "/Pattern"):
        for _, drawn in resources.get(kind, Dictionary()).items():
            if "/Resources" in drawn:
                _refont(drawn.Resources, fonts)


def _head_pictures(out: Pdf, plan: Plan, furniture: Pdf, typecase: Typecase) -> dict[Head, pikepdf.Object]:
    """Each running head as a form to draw."""
    if not plan.head_pages:
        return {}
    used = {head for head in plan.heads if head is not None}
    fonts = {f"/{name}": font for name, font in typecase.fonts_of(len(plan.laid) - 1).items()}
    resources = out.copy_foreign(furniture.pages[0].obj.Resources)
    resources.Font = out.make_indirect(Dictionary(fonts))
    pictures: dict[Head, pikepdf.Object] = {}
    for head, number in plan.head_pages.items():
        if head in used:
            form = out.make_stream(furniture.pages[number].Contents.read_bytes())
            form.Type, form.Subtype = Name.XObject, Name.Form
            form.BBox = Array([0, 0, plan.trim.width, plan.trim.height])
            form.Resources = resources
            pictures[head] = form
    return pictures


def _furnish(out: Pdf, plan: Plan) -> None:
    """Move each page's content to the outside, and draw its running head and its folio."""
    before = {
        recto: out.make_stream(f"q 1 0 0 1 {plan.shift if recto else -plan.shift:.3f} 0 cm\n".encode())
        for recto in (True, False)
    }
    bare = out.make_stream(b"Q\n")
    marks = plan.trim.draw(out, plan.tagged)
    for sheet, head, page in zip(plan.sheets, plan.heads, out.pages, strict=True):
        drawn = b"" if sheet.blank else _drawn(plan, sheet, head)
        if sheet.blank:
            if marks:
                page.obj.Contents = marks
            continue
        if not (drawn or marks or plan.shift):
            continue
        after = out.make_stream(b"Q\n" + drawn) if drawn else bare
        page.obj.Contents = Array([before[sheet.recto], page.obj.Contents, after, *([marks] if marks else [])])


def _drawn(plan: Plan, sheet: Sheet, head: Head | None) -> bytes:
    shift = _shift(plan, sheet)
    marks = []
    if head is not None:
        picture = f"q 1 0 0 1 {shift:.3f} 0 cm /Head{plan.head_pages[head]} Do Q".encode()
        marks.append(_artifact(plan, b"Header", picture))
    if sheet.furniture != "none":
        side: FolioPlace = "drop" if sheet.furniture == "drop" else "recto" if sheet.recto else "verso"
        assert side in FOLIO_PLACES
        if side in plan.folios:
            marks.append(_artifact(plan, b"Footer", plan.folios[side].draw(sheet.label, shift)))
    return b"\n".join(marks)


def _artifact(plan: Plan, kind: bytes, drawn: bytes) -> bytes:
    """What a screen reader passes over."""
    if not plan.tagged:
        return drawn
    return b"/Artifact <</Type /Pagination /Subtype /%s>> BDC\n%s\nEMC" % (kind, drawn)


def saved(out: Pdf) -> bytes:
    """The bytes of a finished PDF, the same whenever it is written."""
    data = io.BytesIO()
    mode = pikepdf.ObjectStreamMode.generate
    out.save(data, deterministic_id=True, object_stream_mode=mode, force_version="1.7", compress_streams=True)
    return data.getvalue()
