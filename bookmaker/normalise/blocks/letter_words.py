"""The words letters begin and end with: place and date, to whom, salutation, closing, the name, postscript."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bookmaker.languages.calendar import days, months
from bookmaker.model import Line
from bookmaker.normalise.line_ends import is_full
from bookmaker.normalise.passes import Group, Piece, size_of

LONGEST_LETTER = 60  # groups
LONGEST_LINE = 64  # characters of a salutation or a closing
QUOTES = "\"'“”‘’«»„_ "


def _any(*phrases: str) -> re.Pattern[str]:
    """Any of these phrases at the beginning; in a phrase `~` stands for a few words."""
    choices = "|".join(phrase.replace(" ", r"\s+").replace("~", r"(?:[\w'’]+\s+){0,4}") for phrase in phrases)
    return re.compile(rf"[{QUOTES}]*(?:{choices})(?!\w)", re.IGNORECASE)


# Languages in one list: a letter may be in another language than the story.
SALUTATION = _any(
    "(?:my |our )?(?:very |own )?(?:dear|dearest|darling|beloved|honou?red)",
    "(?:sirs?|madam|gentlemen|messrs|to whom it may concern)(?=[\\s,.:—-]*$)",
    "(?:meine? )?lieb(?:e|er|es|ste|ster)",
    "(?:sehr )?(?:geehrte[rs]?|verehrte[rs]?)",
    "(?:mon |ma |mes )?(?:très )?(?:chers?|chères?)",
    "(?:monsieur|madame|mademoiselle)(?=[\\s,.:—-]*$)",
    "(?:mi |muy |meu |minha )?(?:querid[oa]s?|estimad[oa]s?|prezad[oa]s?|car[oa])",
    "(?:carissim[oa]|gentile|egregio|beste|geachte|lieve|kära?|käre|bästa|kære|kjære)",
    "(?:hoch)?(?:geehrte|verehrte)(?:r|ster|ste)",
    "(?:meine? )?(?:th?eure[rs]?|geliebte[rs]?|werte[rs]?)",
    "(?:muy señor(?:a|es)? m[ií][oa]s?|mi[oa] car[oa]|illustre|stimat[oa]|illustr[ií]ssim[oa]|ill\\.mo)",
    "(?:(?:mijn )?(?:waarde|dierbare)|hooggeachte|weledele|hoogedele|(?:hög|højt)?(?:ärade|ærede)|älskade|elskede|"
    "(?:min |mitt |mit )(?:kära|käre|kære|kjære))",
    "(?:drog[ia]|szanown[yia]|kochan[yia]|najdroższ[yai]|(?:jaśnie )?wielmożn[yai]|mil[ýáí]|drah[ýáí]|vážen[ýáí])",
    "(?:дорог(?:ой|ая|ие)|мил(?:ый|ая)|(?:много)?уважаем(?:ый|ая|ые)|милостив(?:ый|ая|ые)|любезн(?:ый|ая|ейший)|"
    "друг мой)",
    "(?:rakas|rakkaat|arvoisa|kunnioitettu|kedves|tisztelt|drága|estimat|benvolgut)",
)
_CLOSING = _any(
    "(?:i am|i remain|i have the honou?r to be|believe me|we are)",
    "with ~(?:love|regards|wishes|affection|respect|thanks)",
    "(?:ever |always |very |most )*(?:yours?|thine)",
    "(?:much |lots of |all my )?love",
    "(?:most |very )?(?:sincerely|faithfully|respectfully|truly|affectionately|cordially|gratefully)",
    "(?:best|kind|warm)(?:est)? (?:regards|wishes)",
    "in (?:great )?haste",
    "(?:adieu|farewell)(?=\\W*$)",
    "(?:ihre?|deine?|euer|eure|hochachtungsvoll|herzlichst)",
    "(?:mit|in) ~(?:grüßen|gruß|liebe|hochachtung)",
    "(?:cordialement|affectueusement|bien à vous|bien à toi|votre|ton|ta|je vous embrasse|je t'embrasse)",
    "(?:atentamente|saludos|tuy[oa]|suy[oa]|con cariño|tu[oa]|su[oa]|con affetto|distinti saluti|atenciosamente)",
    "(?:met vriendelijke groet|je|uw|din|med vänlig|venlig hilsen|hilsen|vennlig hilsen|kærlig hilsen)",
    "(?:z poważaniem|twój|twoja|s pozdravem|tvůj|tvá|твой|твоя|ваш|ваша|с уважением|искренне)",
    "(?:herzliche|liebe|viele|beste|schöne) grüße|es (?:grüßt|küßt|küsst|umarmt)|ergebenst|in treue",
    "(?:bien )?amicalement|tendrement|respectueusement|sincèrement|mille baisers|veuillez (?:agréer|recevoir)",
    "(?:un |muchos |um |muitos |un forte )?(?:fuertes? )?(?:abrazos?|besos?|abraços?|beijos?|abbraccio|baci)",
    "(?:tu|su|teu|seu|il tuo|la tua|tuo|tua|suo|sua|vostro|vostra) ~(?:amig[oa]|amic[oa]|herman[oa]|irmão|irmã|"
    "fratello|sorella|hij[oa]|filh[oa]|figli[oa]|madre|padre|mãe|pai|servidor|servo|dev\\w*|aff\\w*|afect\\w*)",
    "cordiali saluti|con stima|com carinho|com estima|se despide|hasta pronto",
    "liefs|(?:vele |hartelijke )?groeten|hoogachtend|(?:många |mange |kære )?(?:hälsningar|hilsner|hilsener)",
    "(?:eders|deres|jeres|din|er|eder) ~(?:sønn?|datter|son|dotter|bro[dr]er?|søster|syster|fa(?:de)?r|mo(?:de)?r)"
    "(?=\\W*$)",
    "(?:poika|tyttäre|isä|äiti|velje|sisare)(?:si|nne)(?=\\W*$)",
    "(?:eder|er|deres) ~(?:tillgi[fv]\\w*|hengivne|ærbødige|ödmjuke|vän|ven)|högaktningsfullt|vänskapsfullt|ærbødigst|"
    "med (?:højagtelse|högaktning|høyaktelse)",
    "(?:gehorsamst|ergebenster?|treu ergeben)(?=\\W*$)|(?:ystävällisesti|kunnioittaen|sydämellisin terveisin|ystäväsi)",
    "(?:tisztelettel|üdvözlettel|szeretettel|szerető|ölel|csókol|barátod|híve)(?!\\w)",
    "ściskam|całuję|pozdrawiam|szczerze oddan[ya]|zdraví|líbá|целую|обнимаю|с любовью|преданн(?:ый|ая)|"
    "всегда (?:ваш|твой)|с ~(?:почтением|уважением)|имею честь быть|покорный слуга",
)
_SAID_OFTEN = _any("i am|we are|with|love|much|all my|in|adieu|farewell")  # lines of verse begin so, too
POSTSCRIPT = _any(r"p\.\s?(?:p\.\s?)?s\b", r"p\.?\s?d\.", r"ps(?=[.:\s])", r"з\.\s?ы\.")
# Closings that are words like others elsewhere: what follows one is a name.
_POSSESSIVE = _any("(?:ihre?|deine?|euer|eure|votre|ton|ta|tuy[oa]|suy[oa]|tu[oa]?|su[oa]?|il tuo|la tua|je|uw|din)")
_FEW_WORDS = 5  # of such a closing, and of the name under it
_MONTHS = {month for tag in ("en", "de", "fr", "es", "it", "pt", "nl", "sv", "pl", "cs", "ru") for month in months(tag)}
_DAYS = {day for tag in ("en", "de", "fr", "es", "it", "nl", "sv", "ru") for day in days(tag)}
_DATE = re.compile(
    r"(?<!\ufdd0)\d|(?<![^\W_])(?:street|road|lane|square|avenue|house|\w*stra(?:ß|ss)e|rue|calle|via|улица|"
    r"jan|feb|mar|apr|jun|jul|aug|sept?|oct|okt|nov|dec|dez|" + "|".join(sorted(_MONTHS | _DAYS)) + r")(?![^\W_])",
    re.IGNORECASE,
)
# How the last line of a text ends over a name.
_CLOSES = re.compile(
    r"(?:\b(?:yours|ever|affectionately|sincerely|truly|faithfully|obediently|respectfully|cordially|gratefully|servant|"
    r"friend|son|daughter|brother|sister|mother|father|love)|&c\.?|etc\.?),(?:--|—)?$",
    re.IGNORECASE,
)
_ADDRESS_LINE = 25  # characters, on average, of an address in three lines or more
_LONGEST_NAME = 40  # characters of a signature
_NAME = re.compile(
    r"(?:(?:d[aeiou]s?|de[rnl]|del?la|von|van|zu|af|av|y|e|i|ten|ter) |d['’]|[A-ZÀ-ÞА-Я][\w'’-]*+\.? ?){1,5}"
)

_ADDRESS = re.compile(
    r"[_*\"“]*(?:(?i:to|from|an|von|à|de|a|al|para|til|till|från|fra|aan|van|do|pro|к|от)\s+(?:the\s+)?[_*]*[A-ZÀ-ÞА-Я]|"
    r"[A-ZÀ-Þ][\w. ]{2,28} (?i:to|an|à) (?:the |his |her )?[A-ZÀ-Þ]|"
    r"(?i:in (?:continuation|answer|reply)|(?:from )?the same to the same)\b)"
)


def is_address(piece: Piece | None) -> bool:
    """`To Mrs. Orr, Stromness`, `From the Same`."""
    if not isinstance(piece, Group) or len(piece.lines) > 2:
        return False
    return all(len(line.text) < 56 for line in piece.lines) and _ADDRESS.match(piece.lines[0].text) is not None


def is_short(group: Group) -> bool:
    """Whether a group may be one of a letter's parts other than its text."""
    return len(group.lines) < 5 and len(group.lines[0].text) <= LONGEST_LINE


def is_salutation(piece: Piece) -> bool:
    """Whether a piece is `Dear Anne,` and nothing more."""
    return isinstance(piece, Group) and len(piece.lines) == 1 and salutes(piece.lines[0].text)


def salutes(text: str) -> bool:
    """Whether a line is a salutation; between quotation marks it is spoken."""
    if not SALUTATION.match(text) or (text[0] in '"“„«»' and text[-1] in '"”“»«'):
        return False
    return text.rstrip("_\"'")[-1:] in ",:;.!—-" and len(text.split()) < 9


def is_closing(group: Group) -> bool:
    """`Yours ever,` with or without the name below it."""
    lines = group.lines
    if not _CLOSING.match(lines[0].text) or any(len(line.text) > LONGEST_LINE for line in lines):
        return False
    if len(lines) == 1:
        return lines[0].text.rstrip(QUOTES)[-1:] in ",;" or lines[0].indent >= 8
    if _POSSESSIVE.match(lines[0].text) and not _signed(lines):
        return False  # a stanza: `Ihr Wälder, still und kühl,`
    if len(lines) > 2 and lines[-2].text[-1] == "," and _NAME.fullmatch(lines[-1].text.rstrip(".")):
        return True  # `I am, dear Sir,` / `with great esteem,` / `your most obedient servant,` / `M. HERON.`
    if _SAID_OFTEN.match(lines[0].text) and not _ends_letter(lines[-1].text.strip(QUOTES)):
        return False  # verse: `I am owner of the sphere,` / `Of the seven stars and the solar year,`
    # (It may stand far to the right: its length counts, not where it ends.)
    return not lines[1].text[0].islower() and not is_full(lines[0]._replace(indent=0), lines[1], 60)


def _ends_letter(text: str) -> bool:
    """Whether a line may be the last of a closing: a name, or what stands over one."""
    return bool(_NAME.fullmatch(text.rstrip(".")) or _CLOSES.search(text) or _CLOSING.match(text))


def _signed(lines: Sequence[Line]) -> bool:
    """Whether a few words have a name under them: `Ihr ergebener` / `Karl Holm`."""
    names = [line.text.strip(QUOTES) for line in lines[1:]]
    return len(lines[0].text.split()) <= _FEW_WORDS and all(
        len(name.split()) <= _FEW_WORDS and name[-1:] not in ",;:!?" and name[:1].isupper() for name in names
    )


def is_name(lines: Sequence[Line]) -> bool:
    """Whether lines may be the name that signs, with a title under it."""
    text = lines[0].text.strip(QUOTES)
    return (
        len(lines) < 4 and all(len(line.text) < 50 for line in lines) and len(text.split()) < 7 and text[:1].isupper()
    )


def is_dateline(piece: Piece | None) -> bool:
    """`Stromness, 4th March.`"""
    if not isinstance(piece, Group) or len(piece.lines) > 4:
        return False
    if any(len(line.text) > 56 for line in piece.lines) or piece.lines[-1].text[-1] in '!?:"”':
        return False
    if len(piece.lines) > 2 and size_of(piece.lines) > _ADDRESS_LINE * len(piece.lines):
        return False  # a stanza
    return any(_DATE.search(line.text) for line in piece.lines)


def heads_text(above: Group, below: Piece | None) -> bool:
    """Whether a line is the date of a letter whose salutation opens its text: `Leith, May 4.`, `My dear Tom, I ...`."""
    return (
        len(above.lines) == 1
        and len(above.lines[0].text) < _LONGEST_NAME
        and is_dateline(above)
        and isinstance(below, Group)
        and not is_salutation(below)
        and SALUTATION.match(below.lines[0].text) is not None
    )


def closes_over(group: Group, below: Piece | None) -> bool:
    """Whether a line closes a letter, with no comma, over the name alone: `Mit freundlichen Grüßen` / `Karl Holm`."""
    text = group.lines[0].text.strip(QUOTES)
    return (
        len(group.lines) == 1
        and text[-1:].isalpha()
        and len(text.split()) <= _FEW_WORDS
        and _CLOSING.match(text) is not None
        and isinstance(below, Group)
        and _is_full_name(below)
    )


def _is_full_name(group: Group) -> bool:
    """Whether a group is a name and nothing more: `José Hernández`, `G. de Wit`."""
    text = group.lines[0].text.strip(QUOTES)
    return (
        len(group.lines) == 1
        and _NAME.fullmatch(text) is not None
        and len(text) < _LONGEST_NAME
        and (text[-1].isalpha() or len(text) < 6)
    )


def closes_above(above: Piece | None, below: Group) -> bool:
    """Whether a line is the name under a text that ends in `Yours affectionately,`."""
    if not isinstance(above, Group) or len(below.lines) > 1 or len(below.lines[0].text) > _LONGEST_NAME:
        return False
    return _CLOSES.search(above.lines[-1].text) is not None and is_name(below.lines)
