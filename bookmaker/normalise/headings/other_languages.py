"""Headings of languages that no profile covers, in Latin and Cyrillic letters: Romanian, Turkish, Slovak, Latin ...

A word of theirs and its number suffice, on either side: `Capitolul al doilea`, `BİRİNCİ BÖLÜM`, `LIBER PRIMUS`.
"""

from __future__ import annotations

import re
import unicodedata

from bookmaker.model import Kind
from bookmaker.normalise.headings import heading_numbers
from bookmaker.normalise.headings.heading_shapes import Shape

# All words stand here in small letters without accents.
_NUMBERED = {
    Kind.CHAPTER: (
        "capitolul|bolum|fasil|caput|capitro|kafli|kapituli|kapitola|hlava|poglavlje|poglavje|glava|skyrius|nodala|"
        "peatukk|kapitulli|kreu|pennod|bennod|caibidil|chaibidil|kapitulua|capitulo|chuong|bab|kabanata|sura|hoofstuk|"
        "глава|поглавље|поглавје|раздзел"
    ),
    Kind.PART: (
        "partea|cartea|kisim|kitap|pars|liber|parto|libro|hluti|bok|cast|diel|dio|del|dalis|dala|osa|pjesa|rhan|cuid|"
        "zatia|parte|phan|bagian|bahagi|sehemu|deel|част|дел|део|книга|частка"
    ),
    Kind.VOLUME: "volumul|tomul|cilt|tomus|volumo",
    Kind.ACT: "actul|perde|actus|akto|cin|dejanje|veiksmas|vaatus",
    Kind.SCENE: "scena|sahne|scaena|sceno|prizor",
    Kind.LETTER: "scrisoarea|mektup|epistula",
}
_ALONE = {
    Kind.PREFACE: "praefatio|prooemium|onsoz|formali|prefata|antauparolo|predgovor|predslov",
    Kind.INTRODUCTION: "introducere|giris|inngangur|enkonduko",
    Kind.FOREWORD: "cuvant inainte",
    Kind.PROLOGUE: "prologus|prologo|prolog|пролог",
    Kind.EPILOGUE: "epilogus|epilogo|epilog|епилог",
    Kind.AFTERWORD: "postfata|sonsoz|eftirmali|postparolo|pogovor|doslov",
}
# From one on; behind the `*` their endings.
_COUNTED = (
    "unu doi trei patru cinci sase sapte opt noua zece unsprezece doisprezece treisprezece paisprezece cincisprezece",
    "bir iki uc dort bes alti yedi sekiz dokuz on",
    "unu du tri kvar kvin ses sep ok nau dek",
    "prim secund terti quart quint sext septim octav non decim undecim duodecim *us|a|um",
    "fyrst ann þriðj fjorð fimmt sjott sjound attund niund tiund elleft tolft *i|a|ar",
    "prv druh treti stvrt piat siest siedm osm deviat desiat jedenast dvanast trinast strnast patnast *a|y|e",
    "prv drug trec cetvrt pet sest sedm osm devet deset jedanaest dvanaest trinaest *o|a|i",
    "prv drug tretj cetrt pet sest sedm osm devet deset enajst dvanajst trinajst *o|e|a|i",
    "прв друг трећ четврт пет шест седм осм девет десет једанаест дванаест тринаест *о|а|и",
    "първ втор трет четвърт пет шест седм осм девет десет единадесет дванадесет *о|а|и",
    "прв втор трет четврт петт шест седм осм деветт десетт *о|а|и",
    "першы другі трэці чацверты пяты шосты семы восьмы дзявяты дзясяты",
    "pirm antr treci ketvirt penkt sest septint astunt devint desimt *as|a|asis|oji",
    "pirm otr tres ceturt piekt sest septit astot devit desmit *a|ais",
    "esimene teine kolmas neljas viies kuues seitsmes kaheksas uheksas kumnes",
    "gyntaf ail drydedd bedwaredd bumed chweched seithfed wythfed nawfed ddegfed",
    "chead dara triu ceathru cuigiu seu seachtu ochtu naou deichiu",
    "lehen bigarren hirugarren laugarren bosgarren seigarren zazpigarren zortzigarren bederatzigarren hamargarren",
    "primeir segund terceir cuart quint sext setim oitav noven decim *o|a",
    "mot hai ba bon nam sau bay tam chin muoi",
    "satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas",
    "pertama kedua ketiga keempat kelima keenam ketujuh kedelapan kesembilan kesepuluh",
    "een twee drie vier vyf ses sewe agt nege tien elf twaalf",
    "eerste tweede derde vierde vyfde sesde sewende agtste negende tiende",
)
_ROMANIAN = (
    "al doilea|al treilea|al patrulea|al cincilea|al saselea|al saptelea|al optulea|al noualea|al zecelea|"
    "al unsprezecelea|al doisprezecelea|al treisprezecelea|al paisprezecelea|al cincisprezecelea"
).split("|")
_ROMANIAN_OF_PARTS = "a doua|a treia|a patra|a cincea|a sasea|a saptea|a opta|a noua|a zecea".split("|")
_TURKISH = "birinci ikinci ucuncu dorduncu besinci altinci yedinci sekizinci dokuzuncu".split()
_ESPERANTO = "unua dua tria kvara kvina sesa sepa oka naua".split()
_ALBANIAN = "pare dyte trete katert peste gjashte shtate tete nente dhjete".split()
_SWAHILI = "kwanza pili tatu nne tano sita saba nane tisa kumi".split()
_VIETNAMESE = "nhat hai ba tu nam sau bay tam chin muoi".split()


def _counted(words: str) -> dict[str, int]:
    """The value of each word, with its endings."""
    stems, _, endings = words.partition(" *")
    return {stem + ending: n for n, stem in enumerate(stems.split(), 1) for ending in endings.split("|")}


_ORDINALS = (
    {"intai": 1, "intaia": 1, "intii": 1, "intiia": 1, "onnur": 2, "onuncu": 10, "yirminci": 20, "deka": 10}
    | {word: n for words in (_ROMANIAN, _ROMANIAN_OF_PARTS) for n, word in enumerate(words, 2)}
    | {tens + word: n for tens, low in (("", 1), ("on ", 11), ("yirmi ", 21)) for n, word in enumerate(_TURKISH, low)}
    | {tens + word: n for tens, low in (("", 1), ("dek", 11), ("dudek ", 21)) for n, word in enumerate(_ESPERANTO, low)}
    | {f"{article} {word}": n for article in "ie" for n, word in enumerate(_ALBANIAN, 1)}
    | {f"ya {word}": n for n, word in enumerate(_SWAHILI, 1)}
    | {f"thu {word}": n for n, word in enumerate(_VIETNAMESE, 1)}
    | {"thu nhi": 2}
    | {word: n for words in _COUNTED for word, n in _counted(words).items()}
)
_ARTICLES = frozenset("y yr an".split())
WORDS = {word: kind for table in (_NUMBERED, _ALONE) for kind, words in table.items() for word in words.split("|")}
_LINE = re.compile(r"((?:(?:\d{1,3}|[IVXLC]{1,8})\. ?)?[^.:—–]{3,40}?)(?:[.:]? [—–-]+ |[.:] |[.:]?$)(.{0,60})")


def worded(text: str) -> Shape | None:
    """The shape of a heading; None for any other line."""
    match = _LINE.fullmatch(text) if text[:1].isupper() or text[:1].isdecimal() else None
    words = _plain(match[1]).split() if match else []
    words = words[1:] if len(words) > 2 and words[0] in _ARTICLES else words
    if match is None or not words:
        return None
    alone = WORDS.get(" ".join(words))
    if alone in _ALONE and not match[2]:
        return Shape(f"{alone}", alone, None, "", text)
    for word, rest in ((words[0], words[1:]), (words[-1], words[:-1])):
        kind, number = WORDS.get(word), _number(" ".join(rest).rstrip("."))
        if kind in _NUMBERED and number:
            return Shape(f"{kind}:{word}", kind, number, text[: match.start(2)].rstrip(" –—-:"), match[2])
    return None


def _number(text: str) -> int:
    """The value of figures, of a Roman number, or of an ordinal; 0 for others."""
    return int(text) if text.isdecimal() else _ORDINALS.get(text) or heading_numbers.roman(text) or 0


def _plain(text: str) -> str:
    """Small letters without accents; the Turkish i has its dot or not."""
    letters = unicodedata.normalize("NFD", text.casefold().replace("ı", "i"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
