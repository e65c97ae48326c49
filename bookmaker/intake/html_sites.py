"""A page saved from a site: the story in it is kept, with its title and the author's notes; the site round it goes.

Known by what each site calls the element that holds a chapter: AO3, FanFiction.net, Royal Road, Scribble Hub, Wattpad,
XenForo's boards (SpaceBattles, Sufficient Velocity), WordPress. The names are those by which public programs that
download from these sites look for it (seen 2026-11; FanFiction.net's in wuchenxi/ffs-cli-app, lib/scraper.rb);
Wattpad's and WordPress's are unconfirmed, so there the share of the page must tell as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field

from bookmaker.facts import ABOUT
from bookmaker.intake.html_elements import Element, text_in
from bookmaker.model import Decision, Place


def _has(name: str) -> str:
    return f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')"


@dataclass(frozen=True, slots=True)
class _Site:
    """What holds a chapter, and what names it when that stands outside; where the book's own facts are."""

    holder: str
    named: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    sure: bool = False  # only this site calls an element so


_SITES = (
    _Site(
        "//*[@id='workskin']",
        facts={"title": f"//h2[{_has('title')}]", "author": f"//h3[{_has('byline')}]",
               "description": f"//*[@id='workskin']//*[{_has('preface')}]/*[{_has('summary')}]//blockquote"},
        sure=True,
    ),
    _Site(
        "//*[@id='storytext']",
        "//*[@id='chap_select']//option[@selected]",
        {"title": "//*[@id='profile_top']/b", "author": "//*[@id='profile_top']/a[starts-with(@href, '/u/')]",
         "description": f"//*[@id='profile_top']/div[{_has('xcontrast_txt')}]"},
        sure=True,
    ),
    _Site(
        f"//*[{_has('chapter-inner')}]",
        "//h1",
        {"title": f"//*[{_has('fic-header')}]//h2", "author": f"//*[{_has('fic-header')}]//h3"},
        sure=True,
    ),
    _Site("//*[@id='chp_raw']", f"//*[{_has('chapter-title')}]", {"title": f"//*[{_has('fic_title')}]"}, sure=True),
    _Site(f"//*[{_has('panel-reading')}]", "//h1", {"title": f"//h2[{_has('story-title')}]"}),
    _Site(
        f"//*[{_has('bbWrapper')}]",
        f"//*[{_has('threadmarkLabel')}]",
        {"title": f"//h1[{_has('p-title-value')}]/text()[last()]", "author": "//article/@data-author"},
    ),
    _Site(f"//*[{_has('entry-content')}]", f"//*[{_has('entry-title')}]", {"title": f"//*[{_has('site-title')}]"}),
    _Site(
        f"//*[{_has('post-content')} or {_has('chapter-content')}]",
        f"//*[{_has('post-title')} or {_has('chapter-title')}]",
    ),
)  # fmt: skip
_NOTES = f"//*[{_has('author-note')}]"
_FURNITURE = " | ".join(
    f".//*[{_has(name)}]"
    for name in "sharedaddy jp-relatedposts wpcnt post-navigation nav-buttons landmark addtoany_share_save_container "
    "wp-block-buttons bbCodeBlock-expandLink js-expandLink wattpad-part-buttons".split()
)
_LEADING_ON = "nav navbar navigation nav-links nav-buttons chapter-nav pagination pager breadcrumb breadcrumbs".split()
_LEADS_ON = " | ".join(("//nav", "//*[@role='navigation']", *(f"//*[{_has(name)}]" for name in _LEADING_ON)))
_COMMENTS = "//*[@id='comments'] | //*[@id='respond'] | //*[@id='disqus_thread']"
_SHARE = 0.2  # of the page's text that must be the story's where the name is a common one
_LINKED = 0.8  # of a navigation's text that must be links


def facts(page: Element) -> Iterator[tuple[str, str]]:
    """What the page of a known site says of the book: title, author, summary, tags. The chapter's title is none."""
    site, _ = _found(page)
    if site is None:
        return
    for fact, path in site.facts.items():
        for found in page.xpath(path)[:1]:
            said = found if isinstance(found, str) else found.text_content()
            if said := " ".join(said.split()).removeprefix("by "):
                yield fact, said
    for terms in page.xpath(f"//dl[{_has('work')} and {_has('meta')}]"):
        for term, told in zip(terms.findall("dt"), terms.findall("dd"), strict=False):
            name = text_in(term).rstrip(":")
            parts = [text_in(link) for link in told.iter("a")] or [text_in(told)]
            if name and name not in ("Language", "Stats", "Series", "Collections"):
                yield ABOUT + name, ", ".join(parts)
    if not any(page.xpath(path) for fact, path in site.facts.items() if fact == "title"):
        yield from (("title", said) for said in page.xpath("//meta[@property='og:site_name']/@content")[:1])
    yield "title", ""  # that of the page names site and chapter


def _found(page: Element) -> tuple[_Site | None, list[Element]]:
    """The site a page was saved from, and its chapters there."""
    body = page.find("body")
    whole = len(body.text_content()) if body is not None else 0
    for site in _SITES:
        held = page.xpath(site.holder)
        inner = {element for each in held for element in each.iterdescendants()}
        chapters = [each for each in held if each not in inner]
        if chapters and (site.sure or sum(len(each.text_content()) for each in chapters) > _SHARE * whole):
            return site, chapters
    return None, []


def cut(page: Element, name: str) -> Iterator[Decision]:
    """Leave of the page the story alone, where its site is known; else take out navigation and comments."""
    body = page.find("body")
    if body is None:
        return
    site, chapters = _found(page)
    if site is not None:
        yield from _kept(page, body, chapters, site.named, name)
        return
    for element in [*page.xpath(_LEADS_ON), *page.xpath(_COMMENTS)]:
        if element.getparent() is None or (element.get("id") is None and not _leads_on(element)):
            continue
        if said := text_in(element):
            yield Decision("html/round-the-story", Place(name, element.sourceline or 1), said, "", 0.9, removed=True)
        element.drop_tree()


def _leads_on(element: Element) -> bool:
    """Whether an element is links to other pages. (One of links into this page may be the contents.)"""
    links = list(element.iter("a"))
    linked = sum(len(text_in(link)) for link in links)
    outside = not any((link.get("href") or "").startswith("#") for link in links)
    return bool(links) and outside and linked > _LINKED * len(text_in(element))


def _kept(page: Element, body: Element, chapters: list[Element], named: str, name: str) -> Iterator[Decision]:
    inner = {element for chapter in chapters for element in chapter.iterdescendants()}
    notes = [each for each in page.xpath(_NOTES) if each not in inner]
    for note in notes:
        note.tag, note.attrib["class"] = "blockquote", "authors-note"
    order = {element: number for number, element in enumerate(body.iter())}
    heads = [head for head in page.xpath(named) if head not in inner] if named else []
    titles = set(_over(heads, chapters, order))
    kept = sorted({*chapters, *notes, *titles}, key=order.__getitem__)
    story = []
    for element in kept:
        for own in element.xpath(_FURNITURE):
            if own.getparent() is not None:
                own.drop_tree()
        copied = deepcopy(element)
        copied.tail = None
        _apart(copied)
        if element in titles and copied.tag not in ("h1", "h2", "h3"):
            copied.tag = "h1"
        story.append(copied)
        element.drop_tree()
    yield Decision("html/round-the-story", Place(name, body.sourceline or 1), text_in(body), "", 0.9, removed=True)
    for child in list(body):
        body.remove(child)
    body.text = None
    body.extend(story)


def _apart(chapter: Element) -> None:
    """Set AO3's notes and summaries apart; the work's own summary and byline are facts."""
    for own in chapter.xpath(f"*[{_has('preface')}]/*[{_has('summary')} or {_has('byline')}]"):
        own.drop_tree()
    for module in chapter.xpath(f".//div[{_has('module')}][{_has('notes')} or {_has('summary')}]"):
        for inner in module.iterdescendants("h2", "h3", "blockquote"):
            inner.tag = "div" if inner.tag == "blockquote" else "p"
        module.tag, module.attrib["class"] = "blockquote", "authors-note"


def _over(heads: list[Element], chapters: list[Element], order: dict[Element, int]) -> Iterator[Element]:
    """The title nearest over each chapter, if it has one of its own."""
    at = -1
    for chapter in chapters:
        above = [head for head in heads if at < order.get(head, -1) < order[chapter]]
        at = order[chapter]
        if above:
            yield above[-1]
