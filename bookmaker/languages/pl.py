"""Polish."""

from bookmaker.languages.profile import NBSP, Language, Words, headings, some
from bookmaker.model import Kind

POLISH = Language(
    tag="pl",
    name="polski",
    double=("„", "”"),
    single=("«", "»"),
    words=Words(
        contents="Spis treści",
        notes="Przypisy",
        copyright="Strona redakcyjna",
        rights="Wszelkie prawa zastrzeżone.",
        also_by="Inne książki: {author}",
        about_author="O autorze",
        about="O tekście",
        cover="Okładka",
        title_page="Strona tytułowa",
        half_title="Strona przedtytułowa",
        dedication="Dedykacja",
        epigraph="Motto",
        figure="Ilustracja",
        start="Początek tekstu",
        by="",
        page="Strona",
        back="Powrót do tekstu",
        translated_by="Przełożył(a)",
        edited_by="Redakcja:",
        illustrated_by="Ilustracje:",
    ),
    headings=headings(
        {
            Kind.VOLUME: "tom",
            Kind.PART: "część|księga|dział",
            Kind.CHAPTER: "rozdział|rozdz.|pieśń",
            Kind.STORY: "opowiadanie|opowieść|nowela|baśń",
            Kind.ACT: "akt",
            Kind.SCENE: "scena|odsłona",
            Kind.LETTER: "list",
            Kind.INTERLUDE: "interludium|intermedium|antrakt",
            Kind.PREFACE: "przedmowa|do czytelnika",
            Kind.FOREWORD: "słowo wstępne|od autora|od wydawcy|od tłumacza",
            Kind.INTRODUCTION: "wstęp|wprowadzenie",
            Kind.PROLOGUE: "prolog",
            Kind.EPIGRAPH: "motto",
            Kind.DEDICATION: "dedykacja",
            Kind.CAST: "osoby|osoby dramatu",
            Kind.EPILOGUE: "epilog",
            Kind.AFTERWORD: "posłowie|postscriptum",
            Kind.CONCLUSION: "zakończenie|konkluzja",
            Kind.APPENDIX: "dodatek|aneks|załącznik",
            Kind.ACKNOWLEDGMENTS: "podziękowania|podziękowanie",
            Kind.AUTHORS_NOTE: "nota autora|nota autorki|notka autora|notka autorki|notka od autorki",
            Kind.GLOSSARY: "słowniczek|glosariusz",
            Kind.ENDNOTES: "przypisy",
        }
    ),
    contents=some("spis treści|spis rozdziałów|spis rzeczy|treść"),
    by=some("autor|autorka|napisał|napisała|przez"),
    dash=" – ",
    cut_off="–",
    speech_dash=f"–{NBSP}",
    # A one-letter preposition or conjunction does not end a line.
    spaces=((r"(?<![\w’'-])([aiouwzAIOUWZ])[ \n](?=[^\s–—])", rf"\1{NBSP}"),),
    numbers={"trzecia": 3, "trzecie": 3},
    inflection="[yaei]|ego|ej",
    old_numbers=(("piérw", "pierw"), ("siedm", "siedem"), ("ośm", "osiem")),
    conjunctions=some("i|lub|oraz|albo"),
    hyphenation="pl_PL",
)

LANGUAGES = (POLISH,)
