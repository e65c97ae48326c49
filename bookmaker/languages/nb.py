"""Norwegian, both written forms."""

from dataclasses import replace

from bookmaker.languages.profile import NBSP, Language, Words, compounds, headings, some
from bookmaker.model import Kind

_ONES = {"en": 1, "to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "syv": 7, "otte": 8, "åtte": 8, "ni": 9}

BOKMAL = Language(
    tag="nb",
    name="norsk bokmål",
    double=("«", "»"),
    single=("‘", "’"),
    words=Words(
        contents="Innhold",
        notes="Noter",
        copyright="Kolofon",
        rights="Alle rettigheter reservert.",
        also_by="Av {author} er også utgitt",
        about_author="Om forfatteren",
        about="Om teksten",
        cover="Omslag",
        title_page="Tittelside",
        half_title="Smusstittel",
        dedication="Dedikasjon",
        epigraph="Motto",
        figure="Figur",
        start="Tekstens begynnelse",
        by="av",
        page="Side",
        back="Tilbake til teksten",
        translated_by="Oversatt av",
        edited_by="Redigert av",
        illustrated_by="Illustrert av",
    ),
    headings=headings(
        {
            Kind.VOLUME: "bind|bindet",
            Kind.PART: "del|bok|avdeling|stykke",
            Kind.CHAPTER: "kapittel|kapitel|kapitlet|kap.|sang",
            Kind.STORY: "fortelling|novelle|eventyr|historie",
            Kind.ACT: "akt|handling",
            Kind.SCENE: "scene|opptrinn",
            Kind.LETTER: "brev",
            Kind.INTERLUDE: "mellomspill|intermesso",
            Kind.PREFACE: "fortale|til leseren",
            Kind.FOREWORD: "forord|føreord",
            Kind.INTRODUCTION: "innledning|indledning|innleiing|introduksjon",
            Kind.PROLOGUE: "prolog|forspill",
            Kind.EPIGRAPH: "motto",
            Kind.DEDICATION: "dedikasjon|tilegnelse",
            Kind.CAST: "personer|personene|de medvirkende",
            Kind.EPILOGUE: "epilog|etterspill",
            Kind.AFTERWORD: "etterord|etterskrift",
            Kind.CONCLUSION: "slutt|avslutning|konklusjon",
            Kind.APPENDIX: "tillegg|vedlegg|appendiks",
            Kind.ACKNOWLEDGMENTS: "takk|forfatterens takk",
            Kind.AUTHORS_NOTE: "forfatterens kommentar|forfatterens merknad|forfatterens note",
            Kind.GLOSSARY: "ordliste",
            Kind.ENDNOTES: "noter|fotnoter|sluttnoter",
        }
    ),
    contents=some("innhold|innholdsfortegnelse|innhald|indhold|indholdsfortegnelse"),
    by=some("av|af|skrevet av|forfatter"),
    dash=" – ",
    cut_off=" –",
    tight_ellipsis=False,
    speech_dash=f"–{NBSP}",
    elisions=some("n|a|en|et|ke"),
    clipped=some("ka|sku|ha|ta|gi|li|go|be"),
    numbers={
        "annen": 2,
        "annet": 2,
        "anden": 2,
        "andet": 2,
        "ett": 1,
        "én": 1,
        "ein": 1,
        "fyrste": 1,
        "sjuende": 7,
        "ottende": 8,
        "trettende": 13,
        "tyvende": 20,
        "tredivte": 30,
        "førtiende": 40,
        **compounds({"tyvende": 20, "tredivte": 30}, _ONES, "{ones}og{tens}"),
    },
    inflection="e",
    conjunctions=some("og|eller|til"),
    hyphenation="nb_NO",
)

LANGUAGES = (
    BOKMAL,
    replace(BOKMAL, tag="no"),
    replace(
        BOKMAL,
        tag="nn",
        name="norsk nynorsk",
        hyphenation="nn_NO",
        words=replace(BOKMAL.words, contents="Innhald", title_page="Tittelside", by="av", about="Om teksten"),
    ),
)
