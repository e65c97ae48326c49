"""French."""

from dataclasses import replace

from bookmaker.languages.profile import NARROW, NBSP, Language, Words, headings, some
from bookmaker.model import Kind

FRENCH = Language(
    tag="fr",
    name="français",
    double=("«" + NARROW, NARROW + "»"),
    single=("“", "”"),
    words=Words(
        contents="Table des matières",
        notes="Notes",
        copyright="Copyright",
        rights="Tous droits réservés.",
        also_by="De {author}, on peut lire aussi",
        about_author="L’auteur",
        about="À propos de ce texte",
        cover="Couverture",
        title_page="Page de titre",
        half_title="Faux-titre",
        dedication="Dédicace",
        epigraph="Épigraphe",
        figure="Figure",
        start="Début du texte",
        by="par",
        page="Page",
        back="Retour au texte",
        translated_by="Traduit par",
        edited_by="Édité par",
        illustrated_by="Illustré par",
    ),
    headings=headings(
        {
            Kind.VOLUME: "tome|volume",
            Kind.PART: "partie|livre|section|époque|journée|cahier",
            Kind.CHAPTER: "chapitre|chap.|chant|épisode",
            Kind.STORY: "conte|nouvelle|histoire|récit",
            Kind.ACT: "acte",
            Kind.SCENE: "scène|scene|tableau",
            Kind.LETTER: "lettre",
            Kind.INTERLUDE: "interlude|intermède|entracte|entr'acte",
            Kind.PREFACE: "préface|preface|au lecteur|avertissement|notice",
            Kind.FOREWORD: "avant-propos",
            Kind.INTRODUCTION: "introduction",
            Kind.PROLOGUE: "prologue|prélude",
            Kind.EPIGRAPH: "épigraphe",
            Kind.DEDICATION: "dédicace",
            Kind.CAST: "personnages|les personnages|acteurs",
            Kind.EPILOGUE: "épilogue|epilogue",
            Kind.AFTERWORD: "postface|post-scriptum|post-face",
            Kind.CONCLUSION: "conclusion",
            Kind.APPENDIX: "appendice|annexe|annexes|appendices",
            Kind.ACKNOWLEDGMENTS: "remerciements",
            Kind.AUTHORS_NOTE: "note de l'auteur|note de l'auteure|note de l'autrice|notes de l'auteur",
            Kind.GLOSSARY: "glossaire",
            Kind.ENDNOTES: "notes|notes de bas de page",
        }
    ),
    contents=some("table des matières|table|table générale|sommaire|table des chapitres|table des matieres"),
    by=some("par|écrit par|auteur|de"),
    dash=" — ",
    cut_off=" —",
    speech_dash=f"—{NBSP}",
    clipped=some("l|d|j|m|t|s|n|c|qu|jusqu|lorsqu|puisqu|quoiqu|quelqu|presqu|entr|aujourd|p|y|ç"),
    elisions=some("tite|tit|videmment|pas|gamin"),
    # Imprimerie nationale, Lexique des règles typographiques: a space before the tall marks that no line may break.
    spaces=(
        (r"(?<=[^\s:;!?«(\[¿¡-])\s*(?=[;!?»])", NARROW),
        (r"(?<=[^\s:;!?«(\[-])\s*(?=:(?:[\s»]|$))", NARROW),
        (r"(?<=[!?;:])\s*(?=»)", NARROW),
        (r"(?<![^\W_])«\s*(?=[^\s-])", "«" + NARROW),
        (r"\A»\s*(?=[\w—])", "»" + NARROW),  # a paragraph that goes on with what was quoted
    ),
    numbers={
        "premier": 1,
        "première": 1,
        "premiere": 1,
        "second": 2,
        "seconde": 2,
        "une": 1,
        "vingt unième": 21,
        "trente unième": 31,
    },
    inflection="e|s",
    conjunctions=some("et|ou|à"),
    hyphenation="fr",
)

LANGUAGES = (
    FRENCH,
    replace(FRENCH, tag="fr-CA"),
    # Swiss setting puts a narrow space inside guillemets and the inner ones are single guillemets.
    replace(FRENCH, tag="fr-CH", single=("‹" + NARROW, NARROW + "›")),
)
