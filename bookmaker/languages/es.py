"""Spanish."""

from dataclasses import replace

from bookmaker.languages.profile import Language, Words, headings, some
from bookmaker.model import Kind

SPANISH = Language(
    tag="es",
    name="español",
    double=("«", "»"),
    single=("“", "”"),
    words=Words(
        contents="Índice",
        notes="Notas",
        copyright="Créditos",
        rights="Todos los derechos reservados.",
        also_by="Otras obras de {author}",
        about_author="Sobre el autor",
        about="Sobre este texto",
        cover="Cubierta",
        title_page="Portada",
        half_title="Portadilla",
        dedication="Dedicatoria",
        epigraph="Epígrafe",
        figure="Figura",
        start="Comienzo del texto",
        by="por",
        page="Página",
        back="Volver al texto",
        translated_by="Traducción de",
        edited_by="Edición de",
        illustrated_by="Ilustraciones de",
    ),
    headings=headings(
        {
            Kind.VOLUME: "tomo|volumen",
            Kind.PART: "parte|libro|sección",
            Kind.CHAPTER: "capítulo|capitulo|cap.|canto",
            Kind.STORY: "cuento|relato|historia",
            Kind.ACT: "acto|auto|aucto|jornada",
            Kind.SCENE: "escena|cuadro",
            Kind.LETTER: "carta",
            Kind.INTERLUDE: "interludio|intermedio|entreacto",
            Kind.PREFACE: "prefacio|al lector|advertencia|nota preliminar",
            Kind.FOREWORD: "preámbulo|palabras preliminares",
            Kind.INTRODUCTION: "introducción|introduccion",
            Kind.PROLOGUE: "prólogo|prologo|preludio",
            Kind.EPIGRAPH: "epígrafe",
            Kind.DEDICATION: "dedicatoria",
            Kind.CAST: "personajes|personas|dramatis personae",
            Kind.EPILOGUE: "epílogo|epilogo",
            Kind.AFTERWORD: "posfacio|postfacio|postdata",
            Kind.CONCLUSION: "conclusión|conclusion|final",
            Kind.APPENDIX: "apéndice|apendice|anexo",
            Kind.ACKNOWLEDGMENTS: "agradecimientos",
            Kind.AUTHORS_NOTE: "nota del autor|nota de la autora|notas del autor|notas de la autora",
            Kind.GLOSSARY: "glosario",
            Kind.ENDNOTES: "notas|notas al pie",
        }
    ),
    contents=some("índice|indice|índice general|índice de materias|índice de capítulos|contenido|sumario"),
    by=some("por|de|escrito por|autor|autora"),
    dash=" — ",
    cut_off="—",
    speech_dash="—",
    brackets=True,
    numbers={"primer": 1, "tercer": 3, "nono": 9, "undécimo": 11, "duodécimo": 12},
    inflection="[oa]s?",
    old_numbers=(("sétim", "séptim"), ("tercio", "tercero"), ("nono", "noveno")),
    conjunctions=some("y|o|e|u"),
    hyphenation="es",
)

LANGUAGES = (SPANISH, *(replace(SPANISH, tag=tag) for tag in ("es-ES", "es-MX", "es-AR", "es-419")))
