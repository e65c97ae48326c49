"""What stands inside a paragraph of Markdown → inlines; HTML's own tags among its words, too."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from itertools import islice
from typing import TYPE_CHECKING

from bookmaker.intake.markup import inside
from bookmaker.model import (
    Code,
    Emphasis,
    Image,
    Inline,
    Inlines,
    LineBreak,
    Link,
    NoteRef,
    Paragraph,
    Place,
    Strong,
    Sub,
    Sup,
    Text,
)
from bookmaker.walk import plain, trimmed

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

    from bookmaker.intake.markdown import Reader

_RAW_TAGS: dict[str, Callable[[Inlines], Inline]] = {
    **dict.fromkeys(("em", "i", "cite"), Emphasis),
    **dict.fromkeys(("strong", "b"), Strong),
    "sup": Sup,
    "sub": Sub,
}


class Inside:
    """Reads inline nodes for the reader of a file."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader

    def inlines(self, node: SyntaxTreeNode, place: Place) -> Inlines:
        """The inlines of a node that holds one `inline` node."""
        out: list[Inline] = []
        for inline in node.children:
            if inline.type == "inline":
                out += self.run(inline.children, place)
        return trimmed(out)

    def run(self, nodes: list[SyntaxTreeNode], place: Place) -> list[Inline]:
        """Sibling inline nodes; raw tags take what stands between them."""
        out: list[Inline] = []
        opened: list[tuple[str, int]] = []
        ruby_ends = 0
        for at, node in enumerate(nodes):
            if at < ruby_ends:
                continue
            if ruby := _ruby_source(nodes, at):
                out += self.ruby(ruby, place)
                ruby_ends = at + len(ruby)
                continue
            if node.type != "html_inline":
                out += self.inline(node, place)
                continue
            tag = "".join(node.content.strip("</> \n").split()[:1]).casefold()
            if tag == "br":
                out.append(LineBreak())
            elif node.content.startswith("</") and opened and opened[-1][0] == tag:
                start = opened.pop()[1]
                out[start:] = [_RAW_TAGS[tag](tuple(out[start:]))]
            elif tag in _RAW_TAGS and not node.content.startswith("</"):
                opened.append((tag, len(out)))
            elif not node.content.startswith(("<!--", "</")):
                self.reader.lost(place, f"the tag {node.content} is not set; its text is kept")
        return out

    def ruby(self, source: list[str], place: Place) -> Inlines:
        """Base characters with their readings, in the words of HTML."""
        blocks = self.reader.raw("".join(source), place)
        return blocks[0].inlines if blocks and isinstance(blocks[0], Paragraph) else ()

    def inline(self, node: SyntaxTreeNode, place: Place) -> list[Inline]:
        """What one inline node becomes."""
        match node.type:
            case "text":
                return [Text(node.content)]
            case "softbreak":
                return [Text("\n")]
            case "hardbreak":
                return [LineBreak(), Text("\n")]
            case "em":
                return [Emphasis(tuple(self.run(node.children, place)))]
            case "strong":
                return [Strong(tuple(self.run(node.children, place)))]
            case "code_inline":
                return [Code(node.content)]
            case "link":
                return self.link(node, place)
            case "image":
                name = self.reader.pictures.find(str(node.attrs["src"]), place)
                alt = plain(tuple(self.run(node.children, place)))
                return [Image(name, alt)] if name else []
            case "footnote_ref":
                return [NoteRef(self.reader.note_id(node))]
            case "footnote_anchor":
                return []
            case _:
                self.reader.lost(place, f"{node.type.replace('_', ' ')} cannot be set; its text is kept")
                return self.run(node.children, place) or [Text(node.content)]

    def link(self, node: SyntaxTreeNode, place: Place) -> list[Inline]:
        """A link to the web, or to a heading in the author's files; any other keeps its words only."""
        inner = self.run(node.children, place)
        target = str(node.attrs.get("href", ""))
        if target.startswith(("http://", "https://", "mailto:")):
            return [Link(tuple(inner), target)]
        if leads := inside(self.reader.name, target):
            return [Link(tuple(inner), leads)]
        if target:
            self.reader.lost(place, f"the link to {target} leads nowhere in a book; its text is kept")
        return inner


def _ruby_source(nodes: list[SyntaxTreeNode], first: int) -> list[str]:
    """The HTML of each node of the ruby that begins at `first`; none when none does or it never ends."""
    out: list[str] = []
    for node in islice(nodes, first, None):
        if node.type not in ("text", "html_inline") or not (out or node.content.casefold().startswith("<ruby")):
            return []
        out.append(node.content if node.type == "html_inline" else escape(node.content))
        if node.content.casefold().startswith("</ruby"):
            return out
    return []
