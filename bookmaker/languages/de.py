"""German, and German as set in Switzerland."""

from dataclasses import replace

from bookmaker.languages.profile import Language, Words, headings, some
from bookmaker.model import Kind

GERMAN = Language(
    tag="de",
    name="Deutsch",
    double=("„", "“"),
    single=("‚", "‘"),
    words=Words(
        contents="Inhalt",
        notes="Anmerkungen",
        copyright="Impressum",
        rights="Alle Rechte vorbehalten.",
        also_by="Weitere Bücher von {author}",
        about_author="Über die Autorin oder den Autor",
        about="Über diesen Text",
        cover="Umschlag",
        title_page="Titelseite",
        half_title="Schmutztitel",
        dedication="Widmung",
        epigraph="Motto",
        figure="Abbildung",
        start="Textbeginn",
        by="von",
        page="Seite",
        back="Zurück zum Text",
        translated_by="Übersetzt von",
        edited_by="Herausgegeben von",
        illustrated_by="Illustriert von",
    ),
    headings=headings(
        {
            Kind.VOLUME: "band",
            Kind.PART: "teil|theil|buch|abschnitt|abteilung|abtheilung",
            Kind.CHAPTER: "kapitel|kap.|capitel|cap.|gesang|abenteuer|aventiure|vigilie|hauptstück",
            Kind.STORY: "geschichte|erzählung|märchen",
            Kind.ACT: "akt|act|aufzug|handlung",
            Kind.SCENE: "szene|scene|auftritt",
            Kind.LETTER: "brief",
            Kind.INTERLUDE: "zwischenspiel|intermezzo",
            Kind.PREFACE: "vorrede|vorbemerkung|an den leser|an die leser|statt eines vorworts",
            Kind.FOREWORD: "vorwort|geleitwort|zum geleit",
            Kind.INTRODUCTION: "einleitung|einführung",
            Kind.PROLOGUE: "prolog|vorspiel",
            Kind.EPIGRAPH: "motto",
            Kind.DEDICATION: "widmung|zueignung",
            Kind.CAST: "personen|die personen|personenverzeichnis|dramatis personae",
            Kind.EPILOGUE: "epilog|nachspiel",
            Kind.AFTERWORD: "nachwort|nachbemerkung",
            Kind.CONCLUSION: "schluss|schluß|schlußwort|schlusswort|ende",
            Kind.APPENDIX: "anhang|anhänge|nachtrag",
            Kind.ACKNOWLEDGMENTS: "danksagung|dank",
            Kind.AUTHORS_NOTE: "anmerkung des autors|anmerkung der autorin|anmerkung des verfassers|"
            "bemerkung des verfassers",
            Kind.GLOSSARY: "glossar",
            Kind.ENDNOTES: "anmerkungen|fußnoten|fussnoten|endnoten",
        }
    ),
    contents=some(
        "inhalt|kapitelfolge|kapitelverzeichnis|kapitelübersicht|inhaltsverzeichnis|inhaltsverzeichniß|inhaltsübersicht|inhalts-verzeichnis|inhaltsangabe"
    ),
    by=some("von|geschrieben von|verfaßt von|verfasst von|autor|autorin"),
    dash=" – ",
    cut_off=" –",  # DIN 5008: a word left out stands off its dash
    tight_ellipsis=False,
    elisions=some("s|n|ne|nen|nem|ner|ran|rauf|raus|rein|rüber|runter|rum|was|mal|is|ist|isch|ch|zum|türlich"),
    inflection="e[rnsm]?",
    old_numbers=(("siebente", "siebte"), ("siebenz", "siebz"), ("sechsz", "sechz"), ("eilf", "elf"), ("ey", "ei")),
    conjunctions=some("und|u|oder|bis|noch|sowie|bzw"),
    hyphenation="de_DE",
)

LANGUAGES = (
    GERMAN,
    replace(GERMAN, tag="de-DE"),
    replace(GERMAN, tag="de-AT", hyphenation="de_AT"),
    replace(GERMAN, tag="de-CH", double=("«", "»"), single=("‹", "›"), hyphenation="de_CH"),
)
