"""Footnotes in HTML: a short link down to a text that links back up, or that says it is a note."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bookmaker.intake.html_elements import HEADINGS, Element, said_of
from bookmaker.intake.markup import note_id

_MARK = re.compile(r"[\[(]?\s*(\d{1,4}|[*†‡§¶‖]{1,4}|[a-z]|[ivxl]{1,6}|note|fn\.?\s*\d+)\s*[\])]?", re.IGNORECASE)
_RETURN = re.compile(
    r"[↩↑⏎↵←⤴^\ufe0e\s]*(?:\[?(?:back|return)\]?|[\[(]?\s*(?:\d{1,4}|[*†‡§]{1,4}|[a-z])\s*[\])]?\.?)?", re.IGNORECASE
)
_HEADING = re.compile(
    r"(?:foot|end)?notes?|anmerkungen|(?:fuß|end)noten|noten|notas|noter|fotnoter|przypisy|poznámky|примечания|сноски",
    re.IGNORECASE,
)
_EMPTIED = frozenset("ol ul section aside div footer dl".split())
_SINGLE = frozenset({"footnote", "endnote", "note", "fn"})  # what an element with one note in it is called
_HOLDERS = frozenset("li p div aside dd tr td section".split())


@dataclass(frozen=True, slots=True, eq=False)
class Call:
    """A link that calls a note: the id of the note, and the element that holds its text."""

    id: str
    link: Element
    note: Element


@dataclass(slots=True)
class Calls:
    """All calls of a page, the blocks that hold the notes, and the links that lead back from them."""

    in_order: list[Call] = field(default_factory=list)
    by_link: dict[Element, Call] = field(default_factory=dict)
    holders: set[Element] = field(default_factory=set)
    back: set[Element] = field(default_factory=set)

    def is_note(self, element: Element) -> bool:
        """Does this element hold a note, or nothing but notes and their heading?"""
        return element in self.holders

    def note_called_by(self, element: Element) -> str:
        """The id of the note an inline element calls; "" when it calls none."""
        call = self.by_link.get(element)
        return call.id if call else ""

    def leads_back(self, element: Element) -> bool:
        """Does the element lead from a note back to its call?"""
        return element in self.back


def calls(page: Element, name: str) -> Calls:
    """The notes of a page that something calls."""
    found = Calls()
    targets = {element.get("id") or element.get("name"): element for element in page.iter() if _has_id(element)}
    numbers: dict[Element, str] = {}
    for link in page.iter("a"):
        target = targets.get((link.get("href") or "").removeprefix("#"))
        if target is None or not (link.get("href") or "").startswith("#"):
            continue
        if _outermost(link) in found.back:
            continue
        holder = _holder(target)
        if holder is None or holder in link.iterancestors():
            continue
        back = list(_back_links(holder, link, targets))
        declared = _declared(link, "noteref") or _declared(holder, "footnote") or _declared(holder, "endnote")
        if not declared and not (back and _MARK.fullmatch("".join(link.itertext()).strip())):
            continue
        if holder not in numbers:
            numbers[holder] = note_id(name, len(numbers) + 1)
            found.in_order.append(Call(numbers[holder], link, holder))
        call = Call(numbers[holder], link, holder)
        found.by_link[_outermost(link)] = call
        found.holders.add(holder)
        found.back.update(back)
    for call in found.in_order:
        _cut_number(call.note, found)
    _add_emptied(found)
    return found


def _has_id(element: Element) -> bool:
    return isinstance(element.tag, str) and bool(element.get("id") or element.get("name"))


def _holder(target: Element) -> Element | None:
    """The block that holds a note's text: the target, or what the target stands in."""
    element: Element | None = target
    while element is not None and element.tag not in _HOLDERS:
        element = element.getparent()
    outer = element.getparent() if element is not None and element.tag == "p" else None
    if outer is None or outer.tag not in _HOLDERS or not _SINGLE & said_of(outer):
        return element
    return outer  # a note of several paragraphs, the first of which bears its name


def _back_links(holder: Element, link: Element, targets: dict[str | None, Element]) -> Iterator[Element]:
    """Links in the note that lead back to where it is called."""
    home = link.getparent()
    for back in holder.iter("a"):
        goal = targets.get((back.get("href") or "").removeprefix("#"))
        if goal is None or not _RETURN.fullmatch("".join(back.itertext()).strip()):
            continue
        if goal is link or goal in link.iterancestors() or (home is not None and home in goal.iterancestors()):
            yield _outermost(back)


def _outermost(link: Element) -> Element:
    """The link with what is set up or small around it alone: `<sup><a>1</a></sup>`."""
    element = link
    while True:
        parent = element.getparent()
        if parent is None or parent.tag not in ("sup", "small", "span", "b", "strong", "font"):
            return element
        rest = (parent.text or "") + (element.tail or "")
        if len(parent) != 1 or rest.strip(" []()"):
            return element
        element = parent


def _declared(element: Element, name: str) -> bool:
    said = " ".join((element.get("epub:type") or "", element.get("role") or "", element.get("class") or "")).casefold()
    return name in said.replace("-", "")


def _cut_number(note: Element, found: Calls) -> None:
    """A note's own number at its head, which the book sets itself."""
    first: Element = note
    while not (first.text or "").strip() and len(first) and first[0].tag in ("p", "span", "div"):
        first = first[0]
    lead = first[0] if len(first) and not (first.text or "").strip() else None
    if lead is not None and lead in found.back:
        lead.tail = re.sub(r"^\s*[.\])]\s*", " ", lead.tail or "")
    elif lead is not None and lead.tag == "sup" and _MARK.fullmatch("".join(lead.itertext()).strip()):
        found.back.add(lead)
    elif first.text:
        first.text = re.sub(r"^\s*(?:\[?\d{1,4}[\].)]|[*†‡§]+)\s+", "", first.text)


def _add_emptied(found: Calls) -> None:
    """Lists and sections that held notes and nothing else but a heading go with them."""
    waiting = {holder.getparent() for holder in found.holders}
    while waiting:
        emptied = {parent for parent in waiting if parent is not None and _is_emptied(parent, found)}
        found.holders |= emptied
        waiting = {parent.getparent() for parent in emptied}
    for holder in list(found.holders):
        before = holder.getprevious()
        while before is not None and not isinstance(before.tag, str):
            before = before.getprevious()
        if before is not None and before.tag in HEADINGS and _HEADING.fullmatch(_text(before)):
            found.holders.add(before)
            before = before.getprevious()
            if before is not None and before.tag == "hr":
                found.holders.add(before)


def _is_emptied(element: Element, found: Calls) -> bool:
    """Whether nothing is left in a list or a section once its notes are gone."""
    if (
        element.tag not in _EMPTIED
        or (element.text or "").strip()
        or any((child.tail or "").strip() for child in element)
    ):
        return False
    return all(_goes(child, found) for child in element)


def _text(element: Element) -> str:
    return "".join(element.itertext()).strip(" \n\t:.")


def _goes(child: Element, found: Calls) -> bool:
    if not isinstance(child.tag, str) or child in found.holders or child.tag == "hr":
        return True
    return child.tag in (*HEADINGS, "p") and _HEADING.fullmatch(_text(child)) is not None
