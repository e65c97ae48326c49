"""The tag tree of a piece, in place of WeasyPrint's: one element for each thing that a reader would name.

WeasyPrint makes an element of every box: a paragraph that runs over a page is two, each of its lines is one more, and
a note stands behind the page at whose foot it is. Here an element of the HTML is one of the tree, on however many pages
it is; words that only look otherwise (italics, small capitals) are their paragraph's; and a note follows the paragraph
that calls it. Standard types: ISO 32000-1, 14.8.4; what PDF/UA-1 wants of them: ISO 14289-1, 7.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeAlias

Foreign: TypeAlias = Any
"""An object of WeasyPrint or pydyf, which ship no types."""

PX = 0.75
"""Points in a CSS pixel."""

_KINDS = {
    "section": "Sect", "p": "P", "pre": "P", "hr": "P", "blockquote": "BlockQuote", "figure": "Div", "img": "Figure",
    "figcaption": "Caption", "caption": "Caption", "a": "Link", "aside": "Note", "table": "Table", "thead": "THead",
    "tbody": "TBody", "tr": "TR", "th": "TH", "td": "TD", "ol": "L", "ul": "L",
    **{f"h{level}": f"H{level}" for level in range(1, 7)},
}  # fmt: skip
_KINDS_OF_SPANS = {"footnote": "Note", "p": "P", "verse": "P", "quotation": "BlockQuote", "backlink": "Lbl"}
_INLINE = frozenset({"Link", "Reference", "Span", "Lbl", "Figure"})
"""What stands in a line. A note called there follows the paragraph or heading around it; in a cell it stays."""
_MAY_BE_EMPTY = frozenset({"TD", "TH"})


@dataclass(eq=False, slots=True)
class Element:
    """An element of the tree. Its kids are elements, (page, id of marked content), or (page, link annotation).

    `source` is what of the HTML it stands for: an element and "", or the name of what the stylesheet adds to it.
    `notes` are elements that follow it; `facts` its other entries.
    """

    kind: str
    parent: Element | None = None
    source: tuple[int, str] = (0, "")
    kids: list[Element | tuple[int, Foreign]] = field(default_factory=list)
    notes: list[Element] = field(default_factory=list)
    facts: dict[str, Foreign] = field(default_factory=dict)

    def below(self, kind: str, source: tuple[int, str] = (0, "")) -> Element:
        """A new element at the end of this one."""
        made = Element(kind, self, source)
        self.kids.append(made)
        return made


class Tree:
    """The elements of a piece, put together page by page."""

    def __init__(self) -> None:
        self.root = Element("Document")
        self._known: dict[tuple[int, str], Element] = {}

    def read(self, page: int, height: float, box: Foreign, tags: dict[Foreign, Foreign], at: Element) -> None:
        """Put a box, and all in it, below an element. `tags` has what was drawn as marked content; `height` in px."""
        box = getattr(box, "_box", box)
        at = self._element(box, at)
        if box.link_annotation:
            at.kids.append((page, box.link_annotation))
        if (drawn := tags.pop(box, None)) is not None:
            (self._body(at) if at.kind == "LI" else at).kids.append((page, drawn["mcid"]))
            if at.kind == "Figure":
                x, y = box.content_box_x(), height - box.content_box_y()
                at.facts["BBox"] = [round(side * PX, 3) for side in (x, y - box.height, x + box.width, y)]
        for child in getattr(box, "children", ()):
            self.read(page, height, child, tags, at)

    def _element(self, box: Foreign, at: Element) -> Element:
        """The element that a box belongs to, inside `at`."""
        html, (tag, _, added) = box.element, (box.element_tag or "").partition("::")
        source = (id(html), added)
        if html is None or source == at.source:
            return at
        if source in self._known:
            return self._known[source]
        if added == "footnote-call":
            self._note(html, at)
            made = at.below("Reference", source)
        elif added in ("footnote-marker", "marker"):
            made = at.below("Lbl", source)
        elif added:
            return at
        else:
            at = self._body(at) if at.kind == "LI" else at
            kind = _kind(tag, html, box, at)
            if not kind:
                return at
            if kind == "Link" and (at.kind == "TOCI" or html.get("class") == "noteref"):
                at = at.below("Reference")
            made = self._note(html, at) if kind == "Note" and tag == "span" else at.below(kind, source)
            made.facts = _facts(kind, tag, html)
        self._known[source] = made
        return made

    def _body(self, item: Element) -> Element:
        """The body of a list item: what is not its label."""
        source = (item.source[0], "body")
        if source not in self._known:
            self._known[source] = item.below("LBody", source)
        return self._known[source]

    def _note(self, html: Foreign, at: Element) -> Element:
        """The note that is called in `at`; should its foot have come before the call, it moves to where that is."""
        source = (id(html), "")
        note = self._known.get(source)
        if note and note.parent is self.root:
            self.root.kids.remove(note)
        elif note:
            return note
        while at.kind in _INLINE and at.parent:
            at = at.parent
        made = note or Element("Note", at, source, facts=_facts("Note", "span", html))
        follows = at.parent and (at.kind == "P" or at.kind[1:].isdigit())
        made.parent = at.parent if follows else at
        (at.notes if follows else at.kids).append(made)
        self._known[source] = made
        return made


def _kind(tag: str, html: Foreign, box: Foreign, at: Element) -> str:
    """The standard type of an HTML element; "" when it says nothing of its own."""
    named = html.get("class", "").split()
    if tag == "li":
        return "TOCI" if at.kind == "TOC" else "LI"
    if tag == "ul" and "contents" in named:
        return "TOC"
    if tag == "img" and html.get("role") == "presentation":
        return ""
    kind = next(filter(None, map(_KINDS_OF_SPANS.get, named)), "") if tag == "span" else _KINDS.get(tag, "")
    if kind or not html.get("lang") or tag in ("html", "body"):
        return kind
    return "Span" if "Inline" in type(box).__name__ else "Div"


def _facts(kind: str, tag: str, html: Foreign) -> dict[str, Foreign]:
    """What an element's attributes say of it."""
    facts: dict[str, Foreign] = {}
    if language := html.get("lang"):
        facts["Lang"] = language
    if kind == "Figure":
        facts["Alt"] = html.get("alt") or " "
    if kind == "Note":
        facts["ID"] = html.get("id") or ""
    if kind == "TH":
        facts["A"] = {"O": "/Table", "Scope": "/Column"}
    if kind == "L":
        facts["A"] = {"O": "/List", "ListNumbering": "/Decimal" if tag == "ol" else "/Disc"}
    return facts


def add_tags(pdf: Foreign, document: Foreign, pdf_version: str | None, page_streams: Foreign) -> None:
    """Write the tree of a laid-out piece, in the place of WeasyPrint's function of this name."""
    tree = Tree()
    for number, (page, stream) in enumerate(zip(document.pages, page_streams, strict=True)):
        tree.read(number, page.height, page._page_box, stream._tags, tree.root)
        for drawn in stream._tags.values():  # nothing is drawn and not told of
            tree.root.below("Span").kids.append((number, drawn["mcid"]))
        stream._tags.clear()
    _Writer(pdf).write(tree.root, len(document.pages))


class _Writer:
    """Writes a tree into a PDF of pydyf's."""

    def __init__(self, pdf: Foreign) -> None:
        import pydyf  # type: ignore[import-untyped]

        self.pydyf, self.pdf = pydyf, pdf
        self.contents: dict[int, dict[int, Foreign]] = {}
        self.links: list[tuple[Foreign, Foreign]] = []
        self.named: dict[str, Foreign] = {}
        self.figures: list[Foreign] = []

    def write(self, document: Element, pages: int) -> None:
        """The whole tree. `Figures` is for us alone: their boxes move with the page."""
        d, array = self.pydyf.Dictionary, self.pydyf.Array
        root = self._object(Type="/StructTreeRoot")
        top = self._element(document, root)
        root["K"] = array([top.reference])
        nums: list[Foreign] = []
        for page in range(pages):
            nums += [page, array([reference for _, reference in sorted(self.contents.get(page, {}).items())])]
        for at, (reference, annotation) in enumerate(self.links, pages):
            nums += [at, reference]
            annotation["StructParent"] = at
        root["ParentTree"] = self._object(Nums=array(nums)).reference
        root["Figures"] = array(self.figures)
        names = [part for name, ref in sorted(self.named.items()) for part in (self.pydyf.String(name), ref)]
        root["IDTree"] = d({"Names": array(names)})
        self.pdf.catalog["StructTreeRoot"] = root.reference

    def _object(self, **entries: Foreign) -> Foreign:
        made = self.pydyf.Dictionary(entries)
        self.pdf.add_object(made)
        return made

    def _element(self, element: Element, parent: Foreign) -> Foreign:
        made = self._object(Type="/StructElem", S=f"/{element.kind}", P=parent.reference)
        kids: list[Foreign] = []
        pages = self.pdf.page_references
        own = next((kid[0] for kid in element.kids if not isinstance(kid, Element)), None)
        if own is not None:
            made["Pg"] = pages[own]
        for kid in element.kids:
            match kid:
                case Element():
                    kids += [self._element(part, made).reference for part in (kid, *kid.notes) if _filled(part)]
                case (page, int(marked)):
                    self.contents.setdefault(page, {})[marked] = made.reference
                    elsewhere = {"Type": "/MCR", "Pg": pages[page], "MCID": marked}
                    kids.append(marked if page == own else self.pydyf.Dictionary(elsewhere))
                case (page, annotation):
                    self.links.append((made.reference, annotation))
                    link = {"Type": "/OBJR", "Obj": annotation.reference, "Pg": pages[page]}
                    kids.append(self.pydyf.Dictionary(link))
        made["K"] = self.pydyf.Array(kids)
        self._facts(element, made)
        return made

    def _facts(self, element: Element, made: Foreign) -> None:
        for name, value in element.facts.items():
            if name == "BBox":
                made["A"] = self.pydyf.Dictionary({"O": "/Layout", "BBox": self.pydyf.Array(value)})
                self.figures.append(made.reference)
            elif isinstance(value, dict):
                made[name] = self.pydyf.Dictionary(value)
            else:
                made[name] = self.pydyf.String(value)
                if name == "ID":
                    self.named[value] = made.reference


def _filled(element: Element) -> bool:
    """Whether there is anything in an element."""
    return element.kind in _MAY_BE_EMPTY or any(
        not isinstance(kid, Element) or _filled(kid) or kid.notes for kid in element.kids
    )
