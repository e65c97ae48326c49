"""The words that archives, boards and mailing lists set before a story's facts: `Fandom:`, `Фэндом:`, `Pairing:`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from bookmaker.facts import ABOUT
from bookmaker.languages.names import LANGUAGES
from bookmaker.normalise.headings import heading_lines

# As AO3, FanFiction.net and its exporters (FanFicFare, FicHub), Wattpad, XenForo's boards and Ficbook write them, and
# as authors do in mailing lists and journals.
_TITLE = "title|story|titel|titre|título|titulo|titolo|название|书名|書名"
_AUTHOR = (
    "author|authors|by|written by|thread starter|autor|autorin|autor/in|auteur|auteure|autora|autore|autrice|автор|"
    "авторы|作者"
)
_DESCRIPTION = (
    "summary|description|synopsis|blurb|inhalt|zusammenfassung|kurzbeschreibung|résumé|resumen|resumo|sinopse|sinopsis|"
    "riassunto|описание|саммари|аннотация|简介|簡介|内容简介|內容簡介|文案"
)
_LANGUAGE = "language|sprache|langue|idioma|lingua|язык"
_SOURCE = "story url|storylink|story link|link|url"
_SUBTITLE = "subtitle"
# A play has characters and a time too; these only an archive states, and two of them show one.
_TELLING = (
    "rating|rated|archive warning|archive warnings|fandom|fandoms|relationship|relationships|pairing|pairings|"
    "additional tags|tags|words|word count|published|updated|completed|packaged|status|chapters|source|reads|"
    "votes|last updated|start date|spoilers|warnings|beta|betas|beta reader|"
    "altersfreigabe|altersempfehlung|charaktere|warnungen|kapitel|wörter|couple|couples|avertissements|"
    "pareja|parejas|clasificación|advertencias|casal|casais|shipper|classificação|avisos|"
    "фэндом|фандом|пэйринг и персонажи|пэйринг|пейринг|рейтинг|размер|кол-во частей|количество частей|"
    "статус|метки|направленность|предупреждения|публикация на других ресурсах"
)
_OTHERS = (
    "warning|category|categories|character|characters|freeform|genre|genres|series|collections|stats|author url|"
    "publisher|parts|time|content|posted|keywords|archive|archived|distribution|feedback|e-?mail|website|season|"
    "timeline|classification|comments|kudos|hits|bookmarks|favorites|favourites|favs|follows|reviews|"
    "word count \\(approx\\)|recipient|prompt|created at|recent readers|watchers|personnages|personajes|"
    "personaggi|персонажи|gattung|género|gênero|genere|жанр|жанры|беты? ?\\(редакторы?\\)|бета|соавторы|переводчик|"
    "другие метки"
)


def _longest_first(*names: str) -> str:
    return "|".join(sorted("|".join(names).split("|"), key=len, reverse=True))


_NAMES = _longest_first(_TITLE, _AUTHOR, _DESCRIPTION, _LANGUAGE, _SOURCE, _SUBTITLE, _TELLING, _OTHERS)
KEY = re.compile(rf"[*_]*({_NAMES}) ?(?:(?::[*_]*|[*_]+:)(?:\s+|$)|：)(\S.*)?", re.IGNORECASE)
"""A line that states a fact: its name, and its value unless that stands below."""

KEPT = re.compile(
    r"[*_]*(?:disclaimers?|dedication|(?:author[’']?s? |story )?notes?|a/n|thanks|widmung|anmerkung(?:en)?|"
    r"посвящение|примечани[ея](?: автора| переводчика)?|от автора|дисклеймер)[*_]* ?:.*",
    re.IGNORECASE,
)
"""A line of a head that is the author speaking: it stays, and so does what follows it up to the next fact."""

OWN_HEADINGS = heading_lines.ARCHIVE | {"notes", "summary", "afterword", "actions"}
"""What an archive sets over its own parts of a page, as `heading_lines.normal` gives it."""

LABELS = frozenset({"Summary:", "Notes:", "Chapter Text", "Chapter Summary", "Chapter Notes"})
"""What the Archive of Our Own sets straight under a chapter's heading."""

_STATES = frozenset(_TELLING.split("|"))
_NAMED = {
    key: name
    for name, keys in (
        ("title", _TITLE), ("author", _AUTHOR), ("description", _DESCRIPTION), ("language", _LANGUAGE),
        ("source", _SOURCE), ("subtitle", _SUBTITLE),
    )
    for key in keys.split("|")
}  # fmt: skip
_OF_SO_MANY = re.compile(r"(?<=\S)\s*[(\[]\d{1,2}(?:/| of )(?:\d{1,2}|\?)[)\]]$")  # `Salt Road (1/3)`: of a mail
_ADDRESS = re.compile(
    r"\s*[(<\[](?:https?://[^)>\]\s]*|[\w-]+\.[\w.-]+/[^)>\]\s]*|[^()<>\[\]\s]+@[^()<>\[\]\s]+)[)>\]]|"
    r"(?<=\w) \S+@\S+\.\w+$"
)


def named(key: str) -> str:
    """What a fact is called here: `title`, or `about.Rating` for those of the page about the text."""
    return _NAMED.get(key.lower(), ABOUT + key.title())


def valued(name: str, value: str) -> str:
    """A fact's value: a language's tag, a name without its address."""
    if name == "language":
        return LANGUAGES.get(value.lower(), "")
    if name == "title":  # `Anime/Manga » Steel Tide » Salt`: the shelves it stands on
        value = _OF_SO_MANY.sub("", value.rpartition(" » ")[2])
    return (_ADDRESS.sub("", value).rstrip(" *_") or value) if name in ("title", "author") else value


def is_chinese(key: str) -> bool:
    """Whether a key is one of those over the texts of Chinese sites: nobody else writes it."""
    return key[0] >= "\u4e00"


def telling(names: Collection[str], disclaimed: bool) -> int:
    """How many of these facts only an archive states; with one of them, a disclaimer, or an author and a summary
    together, count too."""
    count = sum(name.removeprefix(ABOUT).lower() in _STATES for name in names)
    return count + bool(count and (disclaimed or {"author", "description"} <= set(names)))


def pairs(text: str) -> list[tuple[str, str]]:
    """The facts of a line that has several: `Published: 2020-01-01 Words: 1,204 Chapters: 2/2`."""
    if glued := _GLUED.findall(text) if ": " not in text else ():
        return [(named(key), value) for key, value in glued]
    parts = re.split(rf"(?:^|\s)({_NAMES}): ", text, flags=re.IGNORECASE)
    found = zip(map(named, parts[1::2]), parts[2::2], strict=True)
    return [(name, valued(name, value.strip().rstrip(" ,-|•"))) for name, value in found]


_GLUED = re.compile(  # `Published:2020-03-01Words:1,204`, as browsers copy the archive's list
    r"(Published|Updated|Completed|Words|Chapters|Comments|Kudos|Bookmarks|Hits):(\d[\d,./?-]*)"
)
_PEN_NAMES = re.compile(r"by ([\w.-]{3,29}(?: \(\w+\))?(?:, [\w.-]{3,29}(?: \(\w+\))?)+)")


def pen_names(text: str) -> list[str]:
    """The names of several authors, each perhaps with the account it belongs to: `by heronking, tollkeeper (gulls)`."""
    match = _PEN_NAMES.fullmatch(text)
    return [name.partition(" (")[0] for name in match[1].split(", ")] if match else []


_IN_COMMAS = re.compile(r"(Rated|Words|Favs|Follows|Published|Updated): ([A-Z][a-z]{2} \d{1,2}, \d{4}|[^,\s]+)")
_GENRES = re.compile(  # as FanFiction.net lets an author choose them, one or two
    r"(?:(?:Adventure|Angst|Crime|Drama|Family|Fantasy|Friendship|General|Horror|Humor|Hurt/Comfort|Mystery|Parody|"
    r"Poetry|Romance|Sci-Fi|Spiritual|Supernatural|Suspense|Tragedy|Western)(?:/|$)){1,2}"
)


def rated(text: str) -> Iterator[tuple[str, str]]:
    """FanFiction.net's one line of facts: `Rated: Fiction T - English - Angst - Anna - Words: 1,000 - ...`, or with
    commas, as small screens show it.
    """
    if " - " not in text:
        yield from (
            (ABOUT + "Rating" if key == "Rated" else ABOUT + key, value) for key, value in _IN_COMMAS.findall(text)
        )
        return
    for part in text.split(" - "):
        key, colon, value = part.partition(": ")
        if colon:
            yield ABOUT + ("Rating" if key == "Rated" else key), value
        elif part.lower() in LANGUAGES:
            yield "language", LANGUAGES[part.lower()]
        else:
            yield ABOUT + ("Genre" if _GENRES.fullmatch(part) else "Characters"), part
