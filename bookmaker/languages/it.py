"""Italian."""

from dataclasses import replace

from bookmaker.languages.profile import Language, Words, compounds, headings, some
from bookmaker.model import Kind

_ORDINALS = {
    "primo": 1, "secondo": 2, "terzo": 3, "quarto": 4, "quinto": 5, "sesto": 6, "settimo": 7, "ottavo": 8, "nono": 9,
}  # fmt: skip
_TENS = {
    "decimo": 10, "ventesimo": 20, "vigesimo": 20, "trentesimo": 30, "trigesimo": 30, "quarantesimo": 40,
    "quadragesimo": 40, "cinquantesimo": 50,
}  # fmt: skip

ITALIAN = Language(
    tag="it",
    name="italiano",
    double=("«", "»"),
    single=("“", "”"),
    words=Words(
        contents="Indice",
        notes="Note",
        copyright="Colophon",
        rights="Tutti i diritti riservati.",
        also_by="Dello stesso autore",
        about_author="L’autore",
        about="Informazioni sul testo",
        cover="Copertina",
        title_page="Frontespizio",
        half_title="Occhiello",
        dedication="Dedica",
        epigraph="Epigrafe",
        figure="Figura",
        start="Inizio del testo",
        by="di",
        page="Pagina",
        back="Torna al testo",
        translated_by="Traduzione di",
        edited_by="A cura di",
        illustrated_by="Illustrazioni di",
    ),
    headings=headings(
        {
            Kind.VOLUME: "tomo|volume",
            Kind.PART: "parte|libro|sezione|giornata",
            Kind.CHAPTER: "capitolo|cap.|capo|canto",
            Kind.STORY: "novella|racconto|storia",
            Kind.ACT: "atto",
            Kind.SCENE: "scena|quadro",
            Kind.LETTER: "lettera",
            Kind.INTERLUDE: "interludio|intermezzo|intermedio",
            Kind.PREFACE: "prefazione|al lettore|avvertenza|ai lettori|a chi legge",
            Kind.FOREWORD: "premessa",
            Kind.INTRODUCTION: "introduzione",
            Kind.PROLOGUE: "prologo|preludio|proemio",
            Kind.EPIGRAPH: "epigrafe",
            Kind.DEDICATION: "dedica",
            Kind.CAST: "personaggi|persone|dramatis personae|interlocutori",
            Kind.EPILOGUE: "epilogo",
            Kind.AFTERWORD: "postfazione|poscritto",
            Kind.CONCLUSION: "conclusione|finale",
            Kind.APPENDIX: "appendice",
            Kind.ACKNOWLEDGMENTS: "ringraziamenti",
            Kind.AUTHORS_NOTE: "nota dell'autore|nota dell'autrice|note dell'autore|note dell'autrice",
            Kind.GLOSSARY: "glossario",
            Kind.ENDNOTES: "note",
        }
    ),
    contents=some("indice|sommario|indice dei capitoli|indice delle materie|indice del volume|indice generale"),
    by=some("di|da|scritto da|autore|autrice"),
    dash=" – ",
    cut_off="–",
    speech_dash="– ",
    clipped=some(
        "l|un|d|c|m|t|s|v|n|dell|nell|all|dall|sull|coll|quell|bell|sant|po|mo|be|di|da|fa|va|sta|to|qual|com|dov|"
        "cos|tutt|mezz|gl|nient|senz|quest|ch|grand|buon|anch|ne|de|co|su|que|vo|se|"
        # accents typed as apostrophes: `e' tardi`, `perche'`
        "e|cioe|perche|poiche|finche|benche|giacche|cosi|piu|gia|puo|giu|citta|verita|virtu|pieta|meta|liberta|la|li|si|"
        "sara|avra|fara|potra|ando|parlo|lascio|trovo|torno|pero|caffe|te|re|tre|lunedi|venerdi|mori|parti|senti|usci"
    ),
    elisions=some("300|400|500|600|700|800|900|sta|sto|ste|sti|na|ndo|ndrangheta|l|ngiorno|notte|sera|nu|o|a|e"),
    numbers=_ORDINALS | _TENS | {"undecimo": 11, "duodecimo": 12} | compounds(_TENS, _ORDINALS),
    inflection="[oaie]",
    old_numbers=(("decimottavo", "decimo ottavo"),),
    conjunctions=some("e|o|ed"),
    hyphenation="it_IT",
)

LANGUAGES = (ITALIAN, replace(ITALIAN, tag="it-IT"))
