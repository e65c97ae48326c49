"""Hungarian."""

from bookmaker.languages.profile import NBSP, Language, Words, headings, some
from bookmaker.model import Kind

HUNGARIAN = Language(
    tag="hu",
    name="magyar",
    double=("„", "”"),
    single=("»", "«"),
    words=Words(
        contents="Tartalom",
        notes="Jegyzetek",
        copyright="Impresszum",
        rights="Minden jog fenntartva.",
        also_by="{author} további művei",
        about_author="A szerzőről",
        about="A szövegről",
        cover="Borító",
        title_page="Címlap",
        half_title="Szennycímlap",
        dedication="Ajánlás",
        epigraph="Mottó",
        figure="Ábra",
        start="A szöveg kezdete",
        by="",
        page="Oldal",
        back="Vissza a szöveghez",
        translated_by="Fordította:",
        edited_by="Szerkesztette:",
        illustrated_by="Illusztrálta:",
    ),
    headings=headings(
        {
            Kind.VOLUME: "kötet",
            Kind.PART: "rész|könyv",
            Kind.CHAPTER: "fejezet|ének",
            Kind.STORY: "elbeszélés|novella|mese|történet",
            Kind.ACT: "felvonás",
            Kind.SCENE: "jelenet|szín",
            Kind.LETTER: "levél",
            Kind.INTERLUDE: "közjáték",
            Kind.PREFACE: "az olvasóhoz|bevezető sorok",
            Kind.FOREWORD: "előszó",
            Kind.INTRODUCTION: "bevezetés|bevezető",
            Kind.PROLOGUE: "prológus|előhang|előjáték",
            Kind.EPIGRAPH: "mottó",
            Kind.DEDICATION: "ajánlás",
            Kind.CAST: "személyek",
            Kind.EPILOGUE: "epilógus|utóhang|utójáték",
            Kind.AFTERWORD: "utószó",
            Kind.CONCLUSION: "befejezés|zárszó",
            Kind.APPENDIX: "függelék|melléklet",
            Kind.ACKNOWLEDGMENTS: "köszönetnyilvánítás",
            Kind.AUTHORS_NOTE: "a szerző megjegyzése|szerzői megjegyzés",
            Kind.GLOSSARY: "szójegyzék",
            Kind.ENDNOTES: "jegyzetek|lábjegyzetek",
        }
    ),
    contents=some("tartalom|tartalomjegyzék"),
    by=some("írta|szerző"),
    dash=" – ",
    cut_off=" –",
    speech_dash=f"–{NBSP}",
    conjunctions=some("és|vagy|meg|illetve"),
    hyphenation="hu_HU",
)

LANGUAGES = (HUNGARIAN,)
