"""Names and by-lines at the head of a text: who wrote it, and what it says it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bookmaker.languages import Language
from bookmaker.normalise.headings.decoration import undecorated
from bookmaker.normalise.headings.letter_case import SMALL, is_caps

# What a book says it is: `A Comedy in One Act`, `Roman`, `en berättelse`; with a name after it, a by-line.
_GENRES = (
    "recollections|reminiscences|novel|novella|novelette|romance|short story|story|"
    "stories|tales?|memoirs?|comedy|tragedy|farce|drama|play|"
    "melodrama|poem|poems|verses|essays?|fairy tale|diary|journal|history|legend|sketch|sketches|ballad|mystery|fable|"
    "fables|satire|extravaganza|fantasy|idyll|chronicle|narrative|autobiography|biography|letters|"
    "roman|kurzroman|kriminalroman|erzählung(?:en)?|novelle|novellen|geschichten?|märchen|lustspiel|trauerspiel|"
    "schauspiel|gedichte|tagebuch|"
    "récits?|conte|contes|nouvelles?|comédie|tragédie|poèmes|"
    "novela|cuentos?|relatos?|comedia|poemas|romanzo|racconto|racconti|commedia|poesie|conto|contos|"
    "vertelling|verhaal|verhalen|berättelser?|noveller?|fortelling|fortælling|eventyr|powieść|opowiadani[ea]|nowela|"
    "román|povídk[ay]|regény|elbeszélések?|romaani|kertomu(?:s|ksia)|näytelmä|novel·la|"
    "роман|повесть|рассказы?|сказка|комедия|пьеса|оповідання|повість"
)
_VERSE = re.compile(r"\b(?:poems?|verses|ballads?|gedichte|poèmes|poemas|poesie|wiersze|básně|стихи)\b", re.IGNORECASE)
_COLLECTIONS = re.compile(
    r"\b(?:stories|tales|poems|verses|essays|sketches|fables|erzählungen|novellen|geschichten|märchen|gedichte|récits|"
    r"contes|nouvelles|poèmes|cuentos|relatos|poemas|racconti|poesie|contos|verhalen|berättelser|noveller|opowiadania|"
    r"povídky|рассказы|оповідання)\b",
    re.IGNORECASE,
)
_A = r"(?:(?:an?|the|eine?|een|une?|una|um|uma|ett?|en) )?"
_GENRE = re.compile(
    rf"{_A}(?:[\w-]+ ){{0,2}}(?:{_GENRES})"
    r"(?: (?:in|aus|en|em|i|w|v|o|в|för|für|pour|para|per|of|from|about|for) (?:[\w'’-]+ ){0,4}[\w'’-]+)?",
    re.IGNORECASE,
)
_BY_GENRE = re.compile(
    rf"{_A}(?:[\w-]+ ){{0,2}}(?:{_GENRES}) (?:by|von|par|de|di|do|da|van|door|av|af|por) ", re.IGNORECASE
)
_BEING = re.compile(r"[_*(\[]*being (?:an?|the|some|certain|extracts?|passages|part)\b", re.IGNORECASE)
_MADE = re.compile(r"(?:edited|translated|arranged|collected|set down|transcribed) by\b", re.IGNORECASE)
_CREDITS = (
    (
        "editor",
        re.compile(
            r"(?:edited(?: [a-z ]{1,30})? by|with notes by(?: the)?|herausgegeben von|édité par|a cura di|edición de) ",
            re.IGNORECASE,
        ),
    ),
    (
        "translator",
        re.compile(
            r"(?:(?:newly |freely )?translated(?: from the (?:original )?[A-Z]\w+| into English)? by|"
            r"(?:aus dem \w+ )?(?:ins deutsche )?(?:übersetzt|übertragen) von|deutsch von|"
            r"traduite? (?:(?:de l['’]|du )\w+ )?par|traduction de|traducid[oa](?: del \w+)? por|"
            r"tradott[oaie] (?:dall?['’ ]? ?\w+ )?da|"
            r"traduzid[oa](?: do \w+)? por|versi[oó]n (?:castellana |española )?de|"
            r"(?:traduzione|traducción|tradu[cç]?ção)(?: (?:dal|dall['’]|del|do) ?\w+)? d[aei]|"
            r"(?:uit het \w+ )?vertaald (?:uit het \w+ )?door|vertaling van|öf?versatt (?:från \w+ )?a[vf]|"
            r"öf?versättning a[vf]|oversatt? (?:fra \w+ )?(?:a[vf]|ved)|przełożyła?|tł[uó]maczyła?|tłum\.|"
            r"przeł\.|przekład|(?:z \w+ )?přeložila?|přel\.|"
            r"suomentanut|fordította|ford\.|пер(?:евод|ев[её]ла?|\.)(?: съ? \w+\.?)?) ",
            re.IGNORECASE,
        ),
    ),
)
_TRANSLATES = re.compile(
    r"\b(?:translated|übersetzt|übertragen|verdeutscht|traduite?|traducid[oa]|tradott[oa]|traduzid[oa]|vertaald|"
    r"öf?versatt|oversatt?)(?: (?:into|ins|en|al|in|para|till?|fra|från|from|du|del|dal|do|uit het) \w+)?$",
    re.IGNORECASE,
)
_FROM = re.compile(r"(?:translated |done into english )?from the \w+ of", re.IGNORECASE)
_SHORTENED = 5  # characters: `Chas.`
_PARTICLES = frozenset("de von van da di du la le des del della y e af av zu den der do dos d' ten ter".split())
# `By itself`, `by the author of "The Tin Bridge"`, `by her obliged servant`: none of them is a name.
_NO_NAME = re.compile(
    r"(?:the |an? )?(?:same )?(?:author|authoress|writer|editor|translator|undersigned)\b|the same\b|"
    r"(?:his|her|their|your|my|its) |(?:it|him|her|them|my)sel(?:f|ves)\b|one who\b|order\b|"
    r"(?:the |one of the )?(?:authors|editors) of\b|"
    r"(?:dem|der) (?:selben )?(?:verfasser|autor)|l'auteur\b|el autor\b|l'autore\b",
    re.IGNORECASE,
)
_SMALL_WORDS = re.compile(
    r"(?<=[^\W\d_] )(?:De La|De|Von Der|Von|Van Der|Da|Di|Du|Del|Della|Dos|Do|Af|Av|Zu)(?= [^\W\d_]{2})"
)
_BRACKETED = re.compile(r",? (?:[(\[][^()\[\]]{1,14}[)\]]|[(<\[]\S+@\S+?[)>\]]?)$")
_HOUSE = frozenset("company co co. limited ltd ltd. publishers publishing press".split())
INFLECTING = frozenset(("przez", "od", "сочинение", "сочиненіе"))
"""Words before an author's name after which the name is inflected (`przez Adama ...`): nobody is called so."""
_PEN_NAME = re.compile(r"(?:@|/?u/)?[\w.-]{3,30}")


def is_genre(text: str) -> bool:
    """Whether a line says what the book is: `A Comedy in Three Acts`."""
    return _GENRE.fullmatch(text.strip("_*[]() .")) is not None


def is_collection(text: str) -> bool:
    """Whether a line says that the book holds several pieces: `Stories`, `Neun Erzählungen`."""
    return is_genre(text) and _COLLECTIONS.search(text) is not None


def made_by(text: str) -> tuple[str, str]:
    """The fact and the name in `Edited by M. Dunn`, `Translated from the Welsh by G. Rhys`; two "" for others."""
    for fact, pattern in _CREDITS:
        match = pattern.match(text.replace("_", "").strip("*()[] "))
        name = match.string[match.end() :].rstrip(" ,") if match else ""
        if name and name_like(name):
            return fact, tidy_name(name)
    return "", ""


def made_from(text: str) -> bool:
    """`Translated from the Russian of`, with the author's name in the line below."""
    return _FROM.fullmatch(text.strip("_*()[] ")) is not None


def translates(text: str) -> bool:
    """Whether a line ends in the word for translating: what follows after `by` names who did."""
    return _TRANSLATES.search(text.strip("_*()[] ,.")) is not None


def is_verse(text: str) -> bool:
    """Whether a line says that the book is verse: `Poems`, `Ein Band Gedichte`."""
    return is_genre(text) and _VERSE.search(text) is not None


def explains(text: str) -> bool:
    """Whether a line under a title says what the book is: `Being the Private Journal of`."""
    return _BEING.match(text) is not None


def joined_explanation(lines: Sequence[str]) -> str:
    """The lines of what a book says it is, as one: names as names are written, who edited it in a sentence apart."""
    said = ""
    for line in lines:
        text = tidy_name(undecorated(line))
        said += f"{'.' * (said[-1].isalnum())} {text}" if said and _MADE.match(text) else f" {text}" * bool(text)
    return said.strip()


def begins_with_genre(text: str) -> bool:
    """Whether a line says what the book is and goes on to say by whom: `Een vertelling van ...`."""
    return _BY_GENRE.match(text) is not None


_NO_ONE = frozenset(
    "then now day night morning noon evening midnight dawn dusk nightfall sunset sunrise tomorrow today tonight "
    "christmas easter spring summer autumn winter chance accident mistake hand heart land sea air rail foot monday "
    "tuesday wednesday thursday friday saturday sunday january february march april may june july august september "
    "october november december moonlight candlelight lamplight daylight morgen nuit jour hasard noche día".split()
)
"""What stands after `By` in a story."""


def names_nobody(text: str) -> bool:
    """Whether what stands after `by` tells of the author without naming him: `itself`, `the author of ...`."""
    return _NO_NAME.match(text.strip(" _*.,")) is not None


def by_nobody(text: str, language: Language) -> bool:
    """`Written by Himself`, `By the author of "The Tin Bridge"`: a by-line without a name."""
    bare = text.strip("_* ()").casefold()
    word = next((word for word in language.by if bare.startswith(word + " ")), "")
    return bool(word) and names_nobody(bare[len(word) :]) and "the same" not in bare


def without_brackets(text: str) -> str:
    """A by-line without what stands in brackets behind it: `Ann Example (1803)`, `Dumas [père]`, an address."""
    return _BRACKETED.sub("", text) if text[-1:] in ")]" or "@" in text else text


def after_by(text: str, language: Language) -> str:
    """The name in `By R. Example`; "" when the line is none."""
    text = without_brackets(text).rstrip(",")
    if text[-1:] in _WRITES and (written := _WRITTEN.fullmatch(text)):
        return written[1]
    if text[:1] in _WRITES and (written := _WRITTEN_FROM_RIGHT.fullmatch(text)):
        return written[1]
    if len(text) > 3 and text[-1] == ":":
        return ""  # "By Mr. Orr:" asks, in the minutes of a court
    genre = _BY_GENRE.match(text)
    if genre and name_like(name := text[genre.end() :].strip(" :_*")):
        return name
    for word in language.by:
        if text.casefold().startswith((word + " ", word + ": ")):
            name = text[len(word) :].strip(" :_*")
            if name.casefold().rstrip(".") in _NO_ONE:
                return ""
            # A pen name may be one word in lower case.
            if name_like(name) or (_PEN_NAME.fullmatch(name) and not names_nobody(name)):
                return name.lstrip("/").removeprefix("u/")
    return ""


# `林海 著`, `김바다 지음`: where the word stands behind the name
_WRITES = frozenset("著作撰음글\u05de\u062a\u0628\u0646")  # the last four open words from the right
_WRITTEN = re.compile(r"([\u3400-\u9fff\u3040-\u30ff\uac00-\ud7af·・ ]{2,16}?)[ \u3000](?:著|作|撰|编著|編著|지음|글)")
_WRITTEN_FROM_RIGHT = re.compile(
    r"(?:מאת|تأليف|تألیف|بقلم|نوشته|نوشتهٔ|نویسنده) ?:? ([\u0590-\u06ff\u200c'׳״\". -]{4,40})"
)
_OF_NO_NAME = frozenset("the un una uno une ein eine eines einer einem um uma et og och".split())


def name_like(name: str) -> bool:
    """Whether what stands after `by` may be a name."""
    words = name.split()
    if not 0 < len(words) < 8 or name[-1] in "!?,;:" or {"of", "order"} & set(name.casefold().split()):
        return False
    if names_nobody(name) or words[-1].casefold() in _HOUSE:
        return False
    if words[0] in {"a", "an", "A", "An", "eine", "une", "una", "en"} and len(words) == 2:
        return words[1][0].isupper()  # "a Lady"
    return words[0][0].isupper() and words[-1].strip("()")[:1].isupper()


def is_whole_name(text: str) -> bool:
    """Two to four words, each with its capital, that can hardly be anything but a name."""
    words = text.split()
    initials = sum(len(word) == 2 and word[1] == "." for word in words)
    if (
        not 1 < len(words) < 5 + max(0, initials - 1)
        or len(text) > 40
        or not all(char.isalpha() or char in " .'’-" for char in text)
    ):
        return False
    named = [word for word in words if word.casefold() not in _PARTICLES]
    if not _OF_NO_NAME.isdisjoint(text.casefold().split()):
        return False  # "Storia di un burattino"
    return words[0].casefold() not in SMALL and all(word[0].isupper() for word in named) and len(named) > 1


def forename_first(name: str) -> str:
    """A name that a catalogue has the other way round: `Manzoni, Alessandro`."""
    last, comma, first = name.partition(", ")
    return f"{first} {last}" if comma and "," not in first else name


def tidy_name(name: str) -> str:
    """A name set in capitals as names are written; initials keep theirs."""
    name = name.rstrip(".,") if (" " in name or len(name) > _SHORTENED) and not re.search(r"\b\w\.$", name) else name
    name = f"{name[0].upper()}{name[1:].title()}" if re.match(r"an? [^\W\d_]+$", name) else name
    return _SMALL_WORDS.sub(lambda word: word[0].lower(), name.title()) if is_caps(name) else name
