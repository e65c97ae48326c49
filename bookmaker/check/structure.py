"""Is this EPUB in order? The structural rules of EPUB 3.3 that a writer can break, in milliseconds instead of seconds.

epubcheck knows far more and needs Java; where both look, they agree. A message here means a fault of ours.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from urllib.parse import unquote

from lxml import etree

XHTML = "{http://www.w3.org/1999/xhtml}"
OPS = "{http://www.idpf.org/2007/ops}"
OPF = "{http://www.idpf.org/2007/opf}"
NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
DC = "{http://purl.org/dc/elements/1.1/}"
XML = "{http://www.w3.org/XML/1998/namespace}"

_PHRASING = frozenset(
    "a abbr b bdi bdo br cite code em i img rb rp rt ruby s small span strong sub sup u wbr".split()
)  # fmt: skip
_ONLY_PHRASING = frozenset("p h1 h2 h3 h4 h5 h6 pre em strong b i span code sub sup cite small ruby rt".split())
"""Elements that may hold phrasing content alone (HTML Living Standard 3.2.5.2.5)."""

_CHILDREN: dict[str, frozenset[str]] = {
    "ol": frozenset({"li"}),
    "ul": frozenset({"li"}),
    "table": frozenset({"caption", "thead", "tbody"}),
    "thead": frozenset({"tr"}),
    "tbody": frozenset({"tr"}),
    "tr": frozenset({"th", "td"}),
}
_PARENTS = {"li": {"ol", "ul"}, "tr": {"thead", "tbody"}, "td": {"tr"}, "th": {"tr"}, "figcaption": {"figure"}}
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9._-]*")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, in which file of the EPUB, on which line of it (0: the whole file)."""

    file: str
    line: int
    message: str


@dataclass(slots=True)
class _Book:
    """An EPUB as opened: its files, the parsed ones, the ids in each."""

    files: dict[str, bytes]
    trees: dict[str, etree._Element] = field(default_factory=dict)
    ids: dict[str, set[str]] = field(default_factory=dict)


def faults(epub: bytes) -> tuple[Fault, ...]:
    """Every structural fault of an EPUB; none when it is in order."""
    try:
        with zipfile.ZipFile(io.BytesIO(epub)) as archive:
            entries = archive.infolist()
            files = {entry.filename: archive.read(entry) for entry in entries}
    except zipfile.BadZipFile as broken:
        return (Fault("", 0, f"not a zip: {broken}"),)
    return tuple(_faults(_Book(files), entries))


def _faults(book: _Book, entries: list[zipfile.ZipInfo]) -> Iterator[Fault]:
    yield from _container(book, entries)
    for name in book.files:
        if name.endswith((".xhtml", ".opf", ".ncx", ".xml")):
            yield from _parse(book, name)
    packages = [name for name in book.trees if name.endswith(".opf")]
    if len(packages) != 1:
        yield Fault("", 0, f"{len(packages)} package documents")
        return
    yield from _package(book, packages[0])
    for name, tree in book.trees.items():
        if name.endswith(".xhtml"):
            yield from _content(book, name, tree)


def _container(book: _Book, entries: list[zipfile.ZipInfo]) -> Iterator[Fault]:
    first = entries[0] if entries else None
    if first is None or first.filename != "mimetype" or first.compress_type != zipfile.ZIP_STORED or first.extra:
        yield Fault("mimetype", 0, "the first entry is no bare, stored mimetype")
    elif book.files["mimetype"] != b"application/epub+zip":
        yield Fault("mimetype", 0, "the mimetype is not application/epub+zip")
    names = [entry.filename for entry in entries]
    for name in {name for name in names if names.count(name) > 1} if len(set(names)) < len(names) else ():
        yield Fault(name, 0, "two entries of one name")
    for name in names:
        if not re.fullmatch(r"[A-Za-z0-9._/-]+", name):
            yield Fault(name, 0, "the name is not plain ASCII")


def _parse(book: _Book, name: str) -> Iterator[Fault]:
    data = book.files[name]
    if not data.startswith(b"<?xml") and not name.startswith("META-INF"):
        yield Fault(name, 1, "no XML declaration")
    try:
        tree = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    except etree.XMLSyntaxError as broken:
        yield Fault(name, broken.lineno or 0, f"not well-formed: {broken.msg}")
        return
    book.trees[name] = tree
    ids: set[str] = set()
    for element in tree.iter(etree.Element):
        own = element.get("id")
        if own is None:
            continue
        if own in ids:
            yield Fault(name, _line(element), f"the id {own!r} is taken")
        if not _NAME.fullmatch(own):
            yield Fault(name, _line(element), f"{own!r} is no id")
        ids.add(own)
    book.ids[name] = ids


# --- the package --------------------------------------------------------------------------------------


def _package(book: _Book, name: str) -> Iterator[Fault]:
    yield from _metadata(book, name)
    tree = book.trees[name]
    base = posixpath.dirname(name)
    items = {item.get("id", ""): posixpath.join(base, item.get("href", "")) for item in tree.iter(OPF + "item")}
    yield from _manifest(book, name, list(items.values()))
    spine = [ref.get("idref", "") for ref in tree.iter(OPF + "itemref")]
    if len(set(spine)) < len(spine) or not spine:
        yield Fault(name, 0, "the spine is empty or names a file twice")
    order = [items[idref] for idref in spine if idref in items]
    if len(order) < len(spine):
        yield Fault(name, 0, "the spine names what is not in the manifest")
    navs = [
        posixpath.join(base, item.get("href", ""))
        for item in tree.iter(OPF + "item")
        if "nav" in item.get("properties", "").split()
    ]
    if len(navs) == 1 and navs[0] in book.trees:
        yield from _nav(book, navs[0], order)
    else:
        yield Fault(name, 0, f"{len(navs)} navigation documents")
    uid = next((e.text for e in tree.iter(DC + "identifier") if e.get("id") == tree.get("unique-identifier")), None)
    for path in book.trees:
        if path.endswith(".ncx"):
            yield from _ncx(book, path, uid)


def _metadata(book: _Book, name: str) -> Iterator[Fault]:
    tree = book.trees[name]
    for wanted in (DC + "identifier", DC + "title", DC + "language"):
        if not any((element.text or "").strip() for element in tree.iter(wanted)):
            yield Fault(name, 0, f"no {etree.QName(wanted).localname}")
    modified = [meta for meta in tree.iter(OPF + "meta") if meta.get("property") == "dcterms:modified"]
    if len(modified) != 1 or not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", modified[0].text or ""):
        yield Fault(name, 0, "dcterms:modified is missing, doubled or no UTC time")
    for meta in tree.iter(OPF + "meta"):
        if meta.get("refines") and meta.get("refines", "").removeprefix("#") not in book.ids[name]:
            yield Fault(name, _line(meta), f"{meta.get('refines')} refines nothing")
        if meta.get("property") and not (meta.text or "").strip():
            yield Fault(name, _line(meta), f"{meta.get('property')} is empty")


def _manifest(book: _Book, name: str, paths: list[str]) -> Iterator[Fault]:
    if len(set(paths)) < len(paths):
        yield Fault(name, 0, "two manifest items of one file")
    for path in paths:
        if path not in book.files:
            yield Fault(name, 0, f"{path} is in the manifest and not in the zip")
    for path in book.files.keys() - set(paths) - {name, "mimetype", "META-INF/container.xml"}:
        yield Fault(path, 0, "not in the manifest")


def _nav(book: _Book, name: str, order: list[str]) -> Iterator[Fault]:
    steps = {path: step for step, path in enumerate(order)}
    navs = {nav.get(OPS + "type"): nav for nav in book.trees[name].iter(XHTML + "nav")}
    if "toc" not in navs:
        yield Fault(name, 0, "no contents")
    for kind, nav in navs.items():
        links = list(nav.iter(XHTML + "a"))
        for link in links:
            if not _says_something(link):
                yield Fault(name, _line(link), "an entry without words")
        targets = [_target(name, link.get("href", ""))[0] for link in links]
        if any(target not in steps for target in targets):
            yield Fault(name, _line(nav), f"the {kind} leads out of the spine")
        elif kind == "toc" and any(steps[one] > steps[next_] for one, next_ in pairwise(targets)):
            yield Fault(name, _line(nav), "the contents are not in the order of reading")
        if kind == "landmarks":
            kinds = [link.get(OPS + "type") for link in links]
            if len(set(kinds)) < len(kinds):
                yield Fault(name, _line(nav), "two landmarks of one type")


def _ncx(book: _Book, name: str, uid: str | None) -> Iterator[Fault]:
    tree = book.trees[name]
    metas = {meta.get("name"): meta.get("content") for meta in tree.iter(NCX + "meta")}
    if metas.get("dtb:uid") != uid:
        yield Fault(name, 0, "dtb:uid is not the unique identifier")
    played = [int(point.get("playOrder", "0")) for point in tree.iter(NCX + "navPoint")]
    if played != list(range(1, len(played) + 1)):
        yield Fault(name, 0, "playOrder does not count from 1")
    for content in tree.iter(NCX + "content"):
        yield from _link(book, name, content, content.get("src", ""))


# --- content ------------------------------------------------------------------------------------------


def _content(book: _Book, name: str, tree: etree._Element) -> Iterator[Fault]:
    if not tree.get("lang") or tree.get("lang") != tree.get(XML + "lang"):
        yield Fault(name, 0, "no language on the root")
    if not (tree.findtext(f"{XHTML}head/{XHTML}title") or "").strip():
        yield Fault(name, 0, "no title")
    for element in tree.iter(etree.Element):
        tag = etree.QName(element).localname
        yield from _nesting(name, element, tag)
        if "href" in element.attrib:
            yield from _link(book, name, element, element.get("href", ""))
        if tag == "img":
            if "alt" not in element.attrib:
                yield Fault(name, _line(element), "a picture without alt")
            yield from _link(book, name, element, element.get("src", ""))
        for idref in element.get("aria-labelledby", "").split():
            if idref not in book.ids[name]:
                yield Fault(name, _line(element), f"labelled by {idref!r}, which is not there")
        if re.fullmatch("h[1-6]", tag) and not _says_something(element):
            yield Fault(name, _line(element), "a heading without words")


def _nesting(name: str, element: etree._Element, tag: str) -> Iterator[Fault]:
    allowed = _CHILDREN.get(tag)
    children = [etree.QName(child).localname for child in element.iterchildren(etree.Element)]
    if allowed is not None:
        if tag in ("table", "tr") and not children:
            yield Fault(name, _line(element), f"an empty {tag}")
        if (element.text or "").strip():
            yield Fault(name, _line(element), f"bare words in {tag}")
    if tag in _ONLY_PHRASING:
        allowed = _PHRASING
    if allowed is not None and (wrong := next((child for child in children if child not in allowed), "")):
        yield Fault(name, _line(element), f"{wrong} in {tag}")
    parent = element.getparent()
    if tag in _PARENTS and (parent is None or etree.QName(parent).localname not in _PARENTS[tag]):
        yield Fault(name, _line(element), f"{tag} where it may not stand")
    if tag == "a" and any(etree.QName(above).localname == "a" for above in element.iterancestors(XHTML + "a")):
        yield Fault(name, _line(element), "a link in a link")


def _link(book: _Book, name: str, element: etree._Element, href: str) -> Iterator[Fault]:
    if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", href):
        if " " in href:
            yield Fault(name, _line(element), f"{href!r} is no address")
        return
    path, anchor = _target(name, href)
    if path not in book.files or not href:
        yield Fault(name, _line(element), f"{href!r} leads nowhere")
    elif anchor and anchor not in book.ids.get(path, ()):
        yield Fault(name, _line(element), f"{href!r} leads to no such place")


def _target(name: str, href: str) -> tuple[str, str]:
    path, _, anchor = unquote(href).partition("#")
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name, anchor


def _says_something(element: etree._Element) -> bool:
    return element.find(f".//{XHTML}img") is not None or any(str(text).strip() for text in element.itertext())


def _line(element: etree._Element) -> int:
    return element.sourceline or 0
