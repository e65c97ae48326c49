"""Dutch."""

from dataclasses import replace

from bookmaker.languages.profile import Language, Words, headings, some
from bookmaker.model import Kind

DUTCH = Language(
    tag="nl",
    name="Nederlands",
    double=("“", "”"),
    single=("‘", "’"),
    single_first=True,
    words=Words(
        contents="Inhoud",
        notes="Noten",
        copyright="Colofon",
        rights="Alle rechten voorbehouden.",
        also_by="Van {author} verschenen ook",
        about_author="Over de auteur",
        about="Over deze tekst",
        cover="Omslag",
        title_page="Titelpagina",
        half_title="Franse titel",
        dedication="Opdracht",
        epigraph="Motto",
        figure="Afbeelding",
        start="Begin van de tekst",
        by="door",
        page="Pagina",
        back="Terug naar de tekst",
        translated_by="Vertaald door",
        edited_by="Samengesteld door",
        illustrated_by="Geïllustreerd door",
    ),
    headings=headings(
        {
            Kind.VOLUME: "band",
            Kind.PART: "deel|boek|afdeling|afdeeling",
            Kind.CHAPTER: "hoofdstuk|hfst.|kapittel|zang|avontuur",
            Kind.STORY: "verhaal|vertelling|sprookje",
            Kind.ACT: "bedrijf|akte",
            Kind.SCENE: "scène|scene|toneel|tooneel",
            Kind.LETTER: "brief",
            Kind.INTERLUDE: "tussenspel|intermezzo",
            Kind.PREFACE: "voorrede|voorbericht|aan de lezer|aan den lezer",
            Kind.FOREWORD: "voorwoord|woord vooraf|ten geleide",
            Kind.INTRODUCTION: "inleiding",
            Kind.PROLOGUE: "proloog|voorspel",
            Kind.EPIGRAPH: "motto",
            Kind.DEDICATION: "opdracht",
            Kind.CAST: "personages|personen|dramatis personae",
            Kind.EPILOGUE: "epiloog|naspel",
            Kind.AFTERWORD: "nawoord|naschrift|narede",
            Kind.CONCLUSION: "slot|besluit|conclusie",
            Kind.APPENDIX: "bijlage|aanhangsel|appendix",
            Kind.ACKNOWLEDGMENTS: "dankwoord|dankbetuiging",
            Kind.AUTHORS_NOTE: "noot van de auteur|noot van de schrijver|noot van de schrijfster",
            Kind.GLOSSARY: "woordenlijst|verklarende woordenlijst",
            Kind.ENDNOTES: "noten|voetnoten|eindnoten|aantekeningen",
        }
    ),
    contents=some("inhoud|inhoudsopgave|inhoudstafel"),
    by=some("door|van|geschreven door|auteur"),
    dash=" – ",
    cut_off="–",
    tight_ellipsis=False,
    elisions=some("t|s|n|k|m|r|er|ns|tis|twas"),
    numbers={"een": 1, "vijfde": 5, "twede": 2},
    inflection="e",
    conjunctions=some("en|of|tot"),
    hyphenation="nl_NL",
)

LANGUAGES = (DUTCH, replace(DUTCH, tag="nl-NL"), replace(DUTCH, tag="nl-BE"))
