"""What stands inside a paragraph of Markdown → inlines; HTML's own tags among its words, too."""

from __future__ import annotations

from html import escape
from itertools import islice
from typing import TYPE_CHECKING

from bookmaker.intake.markdown_angles import VOID
from bookmaker.intake.markup import inside
from bookmaker.model import (
    Code,
    Emphasis,
    Figure,
    Image,
    Inline,
    Inlines,
    LineBreak,
    Link,
    NoteRef,
    Paragraph,
    Place,
    Strong,
    Text,
)
from bookmaker.walk import plain, trimmed

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

    from bookmaker.intake.markdown import Reader


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
        opened: list[tuple[str, str, int]] = []  # each tag's name, itself, and where its content begins
        ruby_ends = 0
        for at, node in enumerate(nodes):
            place = place.later(_line_ends(nodes[at - 1])) if at else place
            if at < ruby_ends:
                continue
            if ruby := _ruby_source(nodes, at):
                out += self.ruby(ruby, place)
                ruby_ends = at + len(ruby)
                continue
            if node.type != "html_inline":
                out += self.inline(node, place)
                continue
            name = "".join(node.content.strip("</> \n").split()[:1]).casefold()
            if name == "br":
                out.append(LineBreak())
            elif name == "img":
                out += (block.image for block in self.reader.raw(node.content, place) if isinstance(block, Figure))
            elif node.content.startswith("</"):
                if opened and opened[-1][0] == name:
                    _, tag, start = opened.pop()
                    out[start:] = self.tagged(tag, tuple(out[start:]), place)
            elif name in VOID:
                self.reader.lost(place, f"the tag {node.content} is not set")
            elif not node.content.startswith("<!--"):
                opened.append((name, node.content, len(out)))
        for _, tag, _ in opened:
            self.reader.lost(place, f"the tag {tag} is never closed; its text is kept")
        return out

    def tagged(self, tag: str, inner: Inlines, place: Place) -> Inlines:
        """What stands between a tag of HTML and its end, as it has it set."""
        from bookmaker.intake import html

        made, lost = html.around(tag, inner, place, self.reader.pictures)
        for finding in lost:
            self.reader.lost(place, finding.message)
        return made

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
                note = self.reader.note_id(node)
                self.reader.called.setdefault(note, place)
                return [NoteRef(note)]
            case "footnote_anchor":
                return []
            case "s":
                self.reader.lost(place, "striking out is not set; the text is kept")
                return self.run(node.children, place)
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


def _line_ends(node: SyntaxTreeNode) -> int:
    """How many lines of the file end in a node."""
    return sum(inner.type in ("softbreak", "hardbreak") for inner in node.walk())


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
