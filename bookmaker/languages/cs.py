"""Czech."""

from bookmaker.languages.profile import NBSP, Language, Words, compounds, headings, some
from bookmaker.model import Kind

_ORDINALS = {
    "první": 1, "druhý": 2, "třetí": 3, "čtvrtý": 4, "pátý": 5, "šestý": 6, "sedmý": 7, "osmý": 8, "devátý": 9,
    "desátý": 10, "jedenáctý": 11, "dvanáctý": 12, "třináctý": 13, "čtrnáctý": 14, "patnáctý": 15, "šestnáctý": 16,
    "sedmnáctý": 17, "osmnáctý": 18, "devatenáctý": 19,
}  # fmt: skip
_ONES = dict(zip("jeden dva tři čtyři pět šest sedm osm devět".split(), range(1, 10), strict=True))
_TENS = {"dvacátý": 20, "třicátý": 30, "čtyřicátý": 40, "padesátý": 50, "šedesátý": 60}

CZECH = Language(
    tag="cs",
    name="čeština",
    double=("„", "“"),
    single=("‚", "‘"),
    words=Words(
        contents="Obsah",
        notes="Poznámky",
        copyright="Tiráž",
        rights="Všechna práva vyhrazena.",
        also_by="Další knihy: {author}",
        about_author="O autorovi",
        about="O textu",
        cover="Obálka",
        title_page="Titulní strana",
        half_title="Patitul",
        dedication="Věnování",
        epigraph="Motto",
        figure="Obrázek",
        start="Začátek textu",
        by="",
        page="Strana",
        back="Zpět k textu",
        translated_by="Přeložil(a)",
        edited_by="Redakce:",
        illustrated_by="Ilustrace:",
    ),
    headings=headings(
        {
            Kind.VOLUME: "svazek|díl",
            Kind.PART: "část|kniha|oddíl",
            Kind.CHAPTER: "kapitola|kap.|hlava|zpěv",
            Kind.STORY: "povídka|příběh|pohádka",
            Kind.ACT: "dějství|jednání|akt",
            Kind.SCENE: "scéna|výstup|obraz",
            Kind.LETTER: "dopis|list",
            Kind.INTERLUDE: "mezihra|intermezzo",
            Kind.PREFACE: "čtenáři|předznamenání",
            Kind.FOREWORD: "předmluva",
            Kind.INTRODUCTION: "úvod",
            Kind.PROLOGUE: "prolog|předehra",
            Kind.EPIGRAPH: "motto",
            Kind.DEDICATION: "věnování",
            Kind.CAST: "osoby",
            Kind.EPILOGUE: "epilog|dohra",
            Kind.AFTERWORD: "doslov",
            Kind.CONCLUSION: "závěr",
            Kind.APPENDIX: "příloha|dodatek|dodatky",
            Kind.ACKNOWLEDGMENTS: "poděkování",
            Kind.AUTHORS_NOTE: "poznámka autora|poznámka autorky|poznámky autora|slovo autora",
            Kind.GLOSSARY: "slovníček|slovníček pojmů",
            Kind.ENDNOTES: "poznámky|vysvětlivky",
        }
    ),
    contents=some("obsah"),
    by=some("napsal|napsala|sepsal|sepsala|autor|autorka|od"),
    dash=" – ",
    cut_off=" –",
    speech_dash=f"–{NBSP}",
    # ČSN 01 6910: a preposition or conjunction of one letter does not end a line.
    spaces=((r"(?<![\w’'-])([aikosuvzAIKOSUVZ])[ \n](?=[^\s–—])", rf"\1{NBSP}"),),
    # num2words has no Czech ordinals.
    numbers=_ORDINALS
    | _TENS
    | compounds(_TENS, _ORDINALS)
    | compounds(_TENS, _ONES, "{ones}a{tens}")
    | {"jeden": 1, "jedno": 1, "dvě": 2},
    inflection="[ýáéí]|ého|[oaě]",
    conjunctions=some("a|nebo|i"),
    hyphenation="cs_CZ",
)

LANGUAGES = (CZECH,)
