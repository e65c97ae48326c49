"""Finnish."""

from bookmaker.languages.profile import NBSP, Language, Words, compounds, headings, some
from bookmaker.model import Kind

_ONES = {
    "yhdes": 1, "kahdes": 2, "kolmas": 3, "neljäs": 4, "viides": 5, "kuudes": 6, "seitsemäs": 7, "kahdeksas": 8,
    "yhdeksäs": 9,
}  # fmt: skip

FINNISH = Language(
    tag="fi",
    name="suomi",
    double=("”", "”"),
    single=("’", "’"),
    words=Words(
        contents="Sisällys",
        notes="Viitteet",
        copyright="Tekijänoikeus",
        rights="Kaikki oikeudet pidätetään.",
        also_by="Muita teoksia: {author}",
        about_author="Kirjailijasta",
        about="Tekstistä",
        cover="Kansi",
        title_page="Nimiölehti",
        half_title="Esinimiö",
        dedication="Omistus",
        epigraph="Motto",
        figure="Kuva",
        start="Tekstin alku",
        by="",
        page="Sivu",
        back="Takaisin tekstiin",
        translated_by="Suomentanut",
        edited_by="Toimittanut",
        illustrated_by="Kuvittanut",
    ),
    headings=headings(
        {
            Kind.VOLUME: "nide",
            Kind.PART: "osa|kirja",
            Kind.CHAPTER: "luku|laulu|runo",
            Kind.STORY: "kertomus|novelli|tarina|satu",
            Kind.ACT: "näytös",
            Kind.SCENE: "kohtaus|kuvaelma",
            Kind.LETTER: "kirje",
            Kind.INTERLUDE: "välinäytös|intermezzo",
            Kind.PREFACE: "alkulause|lukijalle",
            Kind.FOREWORD: "esipuhe|alkusanat",
            Kind.INTRODUCTION: "johdanto",
            Kind.PROLOGUE: "prologi|alkusoitto",
            Kind.EPIGRAPH: "motto",
            Kind.DEDICATION: "omistus|omistuskirjoitus",
            Kind.CAST: "henkilöt",
            Kind.EPILOGUE: "epilogi|loppunäytös",
            Kind.AFTERWORD: "jälkisanat|jälkilause|jälkikirjoitus",
            Kind.CONCLUSION: "loppu|loppulause|päätös",
            Kind.APPENDIX: "liite|liitteet|lisäys",
            Kind.ACKNOWLEDGMENTS: "kiitokset",
            Kind.AUTHORS_NOTE: "tekijän huomautus|kirjailijan huomautus",
            Kind.GLOSSARY: "sanasto",
            Kind.ENDNOTES: "viitteet|alaviitteet|huomautuksia|muistutuksia",
        }
    ),
    contents=some("sisällys|sisältö|sisällysluettelo"),
    by=some("kirjoittanut|kirj|tekijä"),
    dash=" – ",
    cut_off=" –",
    tight_ellipsis=False,
    speech_dash=f"–{NBSP}",
    numbers=compounds({"kolmatta": 20, "neljättä": 30, "viidettä": 40}, _ONES, "{ones}{tens}"),  # the older way
    conjunctions=some("ja|tai|eli|sekä"),
)

LANGUAGES = (FINNISH,)
