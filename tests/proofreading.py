"""A printed book read against its source, as issue and standard ask: what is wrong with it, one line each.

The tags are read by ISO 14289-1 (PDF/UA-1) and ISO 32000-1; the numbers are those of the Matterhorn Protocol 1.1. What
else the standard has, `page` checks by the rules of veraPDF.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path

import page as validator
from pikepdf import Array, Dictionary, Name, Object, Pdf
from reading import elements, labels, links, marked_ids, opened, outline, page_texts, unmarked

from bookmaker.backends.pdf import Printed
from bookmaker.backends.pdf.document import listed
from bookmaker.fidelity import words
from bookmaker.model import Book, Preformatted
from bookmaker.walk import blocks, lines, plain, sections


def faults(book: Book, printed: Printed, folder: Path) -> list[str]:
    """Everything wrong with a printed book; `book` is the composed one."""
    pdf = opened(printed.pdf)
    texts = page_texts(printed.pdf, folder, raw=True)
    return [
        *map(str, pdf.check_pdf_syntax()),
        *(f"not printed: {word}" for word in _unprinted(book, texts, page_texts(printed.pdf, folder))),
        *_ways_in(book, printed, pdf, texts),
        *tag_faults(pdf),
        *(() if any(found.code == "P101" for found in printed.findings) else against(printed.pdf, "ua1")),
    ]


def against(pdf: bytes, standard: str) -> list[str]:
    """Where a PDF breaks a standard: "ua1", "2u", "3a" …"""
    return [
        f"{found.rule_id}: {found.message}" for found in validator.validate_pdf_bytes(pdf, profile=standard).failures
    ]


def said(book: Book) -> list[str]:
    """The words of a book in order, notes aside."""
    out: list[str] = []
    for _, section in sections(book):
        if section.generated:
            continue
        for part in (section.label, section.title, section.subtitle):
            out += words(plain(part))
        for block in blocks(section.blocks):
            out += words(block.text) if isinstance(block, Preformatted) else []
            for line in lines(block):
                out += words(plain(line))
    return out


def lost(wanted: Sequence[str], printed: Sequence[str]) -> list[str]:
    """The words that were not printed. Between them may stand folios, running heads and notes, which also part a word
    that runs over the page: its letters are there, in order.
    """
    out: list[str] = []
    for change, start, end, first, last in SequenceMatcher(None, wanted, printed, autojunk=False).get_opcodes():
        if change in ("replace", "delete"):
            letters = iter("".join(printed[first:last]))
            if not all(letter in letters for letter in "".join(wanted[start:end])):
                out += wanted[start:end]
    return out


def _unprinted(book: Book, *readings: Sequence[str]) -> list[str]:
    """The words lost in every reading: as the file has them, and (from right to left) as poppler puts them."""
    missing = list(said(book))
    for texts in readings:
        gone = lost(said(book), words("\n".join(texts)))
        missing = [word for word in missing if word in gone]
        if not missing:
            break
    return missing


def _ways_in(book: Book, printed: Printed, pdf: Pdf, texts: Sequence[str]) -> Iterator[str]:
    """Labels, outline, contents: do they agree with each other and with the pages?"""
    if labels(pdf) != list(printed.labels):
        yield "page labels are not the folios"
    entries = outline(pdf)
    if len(entries) != len(listed(book)):
        yield f"the outline has {len(entries)} entries for {len(listed(book))}"
    for _, title, number in entries:
        if "".join(words(title)) not in "".join(words(texts[number])):
            yield f"{title!r} is not on page {printed.labels[number]}"
    contents = [text for text in texts if ".\n.\n." in text or ". . ." in text]
    wanted = [word for _, title, number in entries for word in words(f"{title} {printed.labels[number]}")]
    if contents and (missing := lost(wanted, words("\n".join(contents)))):
        yield f"the contents do not say {missing}"
    numbers = {one.obj.objgen: number for number, one in enumerate(pdf.pages)}
    targets = {numbers[note.Dest[0].objgen] for _, note in links(pdf) if "/Dest" in note}
    if contents and not {number for _, _, number in entries} <= targets:
        yield "the contents do not lead everywhere"
    if any("x-bookmaker" in str(note.get("/A", {}).get("/URI", "")) for _, note in links(pdf)):
        yield "a link leads nowhere"


def tag_faults(pdf: Pdf) -> Iterator[str]:
    """What the tag tree lacks."""
    root = pdf.Root.StructTreeRoot
    tree = list(elements(pdf))
    reached = {element.objgen for element in tree}
    if len(reached) != len(tree):
        yield "an element stands in the tree twice"
    held = _held(pdf, tree)
    nums = root.ParentTree.Nums
    parents = {int(nums[at]): nums[at + 1] for at in range(0, len(nums), 2)}
    for number, sheet in enumerate(pdf.pages):
        where = f"page {number + 1}"
        if unmarked(sheet):
            yield f"01-005: {where}: content is neither tagged nor an artifact"
        ids = marked_ids(sheet)
        if sorted(ids) != list(range(len(ids))):
            yield f"{where}: the ids of marked content have gaps"
        found = parents[int(sheet.obj.StructParents)] if ids else ()
        if [owner.objgen for owner in found] != [held.get((number, marked)) for marked in range(len(ids))]:
            yield f"{where}: the parent tree and the tags disagree"
        if "/Annots" in sheet.obj and sheet.obj.get("/Tabs") != Name.S:
            yield f"28-009: {where}: no order of tabs"
    for number, note in links(pdf):
        owner = parents[int(note.StructParent)]
        if Name.Link != owner.S or owner.objgen not in reached:
            yield f"28-011: page {number + 1}: a link is not in a Link"
        if not str(note.get("/Contents", "")).strip():
            yield f"28-012: page {number + 1}: a link without words"
    yield from _kinds(tree, root)


def _held(pdf: Pdf, tree: Sequence[Object]) -> dict[tuple[int, int], tuple[int, int]]:
    """The element that holds each (page, id of marked content)."""
    numbers = {sheet.obj.objgen: number for number, sheet in enumerate(pdf.pages)}
    held: dict[tuple[int, int], tuple[int, int]] = {}
    for element in tree:
        kids = element.get("/K", Array())
        for kid in kids if isinstance(kids, Array) else [kids]:
            if isinstance(kid, int):
                held[numbers[element.Pg.objgen], kid] = element.objgen
            elif isinstance(kid, Dictionary) and kid.get("/Type") == Name.MCR:
                held[numbers[kid.Pg.objgen], int(kid.MCID)] = element.objgen
    return held


def _kinds(tree: Sequence[Object], root: Object) -> Iterator[str]:
    """Each kind of element by what it must have."""
    depth = 0
    noted: Counter[str] = Counter()
    for element in tree:
        kind = str(element.S)[1:]
        kids = element.get("/K", Array())
        below = [str(kid.S)[1:] for kid in kids if isinstance(kid, Dictionary) and "/S" in kid]
        for kid in kids if isinstance(kids, Array) else ():
            if isinstance(kid, Dictionary) and "/S" in kid and kid.P.objgen != element.objgen:
                yield f"a {kind} is not its kid's parent"
        if kind[:1] == "H" and kind[1:].isdigit():
            if int(kind[1:]) > depth + 1:
                yield f"14-003: {kind} after H{depth}"
            depth = int(kind[1:])
        if kind == "Figure" and not str(element.get("/Alt", "")).strip():
            yield "13-004: a Figure without words"
        if kind == "Note":
            noted[str(element.get("/ID", ""))] += 1
        if kind in ("P", "Sect", "Link", "Lbl", "Caption", "Note") and not len(kids):
            yield f"an empty {kind}"
        parts = {"L": {"LI", "Caption"}, "LI": {"Lbl", "LBody"}, "TOC": {"TOCI", "TOC", "Caption"}, "TR": {"TH", "TD"}}
        if kind in parts and not set(below) <= parts[kind]:
            yield f"09-00x: a {kind} with {below}"
        if kind == "TH" and element.get("/A", {}).get("/Scope") is None:
            yield "15-003: a heading of a table says not of what"
    if noted[""]:
        yield "19-003: a Note without an ID"
    if any(count > 1 for count in noted.values()):
        yield "19-004: two Notes with one ID"
    names = root.get("/IDTree", {}).get("/Names", Array())
    if sorted(noted) != [str(names[at]) for at in range(0, len(names), 2)]:
        yield "the tree of IDs is not that of the Notes"
