"""A page downloaded from the Archive of Our Own: its facts are read, and what the archive added is left behind.

The page has a `preface` (tags, title, byline, summary, notes), the `chapters`, and an `afterword` with the author's
end notes and a plea to comment (HTML download of the archive's software, as of otwarchive 0.9.3).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bookmaker.facts import ABOUT
from bookmaker.intake.html_elements import Element, text_in

_ENOUGH = 3  # facts that show a table to be an exporter's
_NOTES = frozenset({"Notes", "Chapter Notes", "Chapter Summary", "Chapter End Notes", "End Notes"})
_COUNT = re.compile(r"(\w+):\s+([\w,/?-]+)")
_TELLING = frozenset(
    "category fandom genre genres status published updated packaged rating chapters words publisher".split()
)


def facts(page: Element) -> Iterator[tuple[str, str]]:
    """Title, author, summary and every tag, as the preface has them."""
    preface = _preface(page)
    if preface is None:
        return
    for title in preface.iter("h1"):
        yield "title", text_in(title)
    for byline in preface.find_class("byline"):
        names = [text_in(link).partition(" (")[0] for link in byline.iter("a") if link.get("rel") == "author"]
        yield "author", "; ".join(names) or text_in(byline).removeprefix("by ").strip()
    for terms in preface.find_class("tags"):
        name = ""
        for child in terms:
            if child.tag == "dt":
                name = text_in(child).rstrip(":")
            elif child.tag == "dd" and name and name != "Language":  # the page says that better
                counts = _COUNT.findall(text_in(child)) if name == "Stats" else ()
                yield from ((ABOUT + count, value) for count, value in counts or ((name, text_in(child)),))
    for message in page.find_class("message"):
        for link in message.iter("a"):
            if "/works/" in (link.get("href") or ""):
                yield "source", link.get("href", "")
    for paragraph in preface.iter("p"):
        following = paragraph.getnext()
        if text_in(paragraph).rstrip(":") == "Summary" and following is not None:
            yield "description", text_in(following)


def listed(page: Element) -> Iterator[tuple[str, str]]:
    """The facts that exporters (FanFicFare) list in a table of two columns before the story; the table goes."""
    for table in list(page.iter("table"))[:1]:
        rows = [[text_in(cell) for cell in row.iter("td", "th")] for row in table.iter("tr")]
        names = {row[0].rstrip(":").casefold() for row in rows if len(row) == 2 and row[0].endswith(":")}
        if len(names) < _ENOUGH or len(names) < len(rows) or len(names & _TELLING) < 2:
            return
        for name, value in rows:
            match name.rstrip(":").casefold():
                case "summary":
                    yield "description", value
                case "title" | "author" | "language" as fact:
                    yield fact, value
                case "story url" | "source url":
                    yield "source", value
                case _ if value:
                    yield ABOUT + name.rstrip(":"), value
        table.drop_tree()


def strip(page: Element) -> None:
    """Take out what the archive added; the author's own notes stay."""
    preface = _preface(page)
    if preface is None:
        return
    for name in ("message", "tags", "byline"):
        for element in list(page.find_class(name)):
            element.drop_tree()
    for title in list(preface.iter("h1")):
        title.drop_tree()
    for paragraph in list(preface.iter("p")):
        following = paragraph.getnext()
        if text_in(paragraph).rstrip(":") == "Summary" and following is not None:
            following.drop_tree()
            paragraph.drop_tree()
    _set_notes_apart(page)
    for heading in list(page.iter("h2")):
        if text_in(heading) in ("Preface", "Afterword"):
            heading.drop_tree()
    for afterword in page.xpath("//*[@id='afterword']"):
        for paragraph in list(afterword.iter("p")):
            if "drop by the" in text_in(paragraph).casefold():
                paragraph.drop_tree()


def _set_notes_apart(page: Element) -> None:
    """Make one block of each of the author's notes, or summaries, with the archive's word over it."""
    for label in [*page.iter("p", "dt")]:
        below = label.getnext()
        if text_in(label).rstrip(":") not in _NOTES or below is None or below.tag not in ("blockquote", "dd"):
            continue
        for quoted in [below, *below.iter("blockquote")]:
            quoted.tag = "div"
        label.tag = "p"
        block = label.makeelement("blockquote", {"class": "authors-note"})
        block.sourceline = label.sourceline  # type: ignore[misc]  # the stubs do not know it can be set
        label.addprevious(block)
        if (listed := block.getparent()) is not None and listed.tag == "dl":
            listed.tag = "div"
        block.extend([label, below])


def _preface(page: Element) -> Element | None:
    found = page.xpath("//*[@id='preface'][//*[@id='chapters']]")
    return found[0] if found else None
