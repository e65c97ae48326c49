"""Portuguese, European and Brazilian."""

from dataclasses import replace

from bookmaker.languages.profile import Language, Words, headings, some
from bookmaker.model import Kind

PORTUGUESE = Language(
    tag="pt",
    name="português",
    double=("«", "»"),
    single=("“", "”"),
    words=Words(
        contents="Índice",
        notes="Notas",
        copyright="Ficha técnica",
        rights="Todos os direitos reservados.",
        also_by="Outras obras de {author}",
        about_author="Sobre o autor",
        about="Sobre este texto",
        cover="Capa",
        title_page="Folha de rosto",
        half_title="Anterrosto",
        dedication="Dedicatória",
        epigraph="Epígrafe",
        figure="Figura",
        start="Início do texto",
        by="por",
        page="Página",
        back="Voltar ao texto",
        translated_by="Tradução de",
        edited_by="Edição de",
        illustrated_by="Ilustrações de",
    ),
    headings=headings(
        {
            Kind.VOLUME: "tomo|volume",
            Kind.PART: "parte|livro|secção|seção",
            Kind.CHAPTER: "capítulo|capitulo|cap.|canto",
            Kind.STORY: "conto|história|novela",
            Kind.ACT: "ato|acto|jornada",
            Kind.SCENE: "cena|scena|quadro",
            Kind.LETTER: "carta",
            Kind.INTERLUDE: "interlúdio|entreato|entreacto|intermédio",
            Kind.PREFACE: "prefácio|ao leitor|advertência|prefacio|advertencia|duas palavras",
            Kind.FOREWORD: "preâmbulo|nota prévia|apresentação",
            Kind.INTRODUCTION: "introdução|introducção",
            Kind.PROLOGUE: "prólogo|prelúdio|prologo",
            Kind.EPIGRAPH: "epígrafe",
            Kind.DEDICATION: "dedicatória",
            Kind.CAST: "personagens|personagens do drama|dramatis personae",
            Kind.EPILOGUE: "epílogo|epilogo",
            Kind.AFTERWORD: "posfácio|pós-escrito|post-scriptum",
            Kind.CONCLUSION: "conclusão",
            Kind.APPENDIX: "apêndice|anexo",
            Kind.ACKNOWLEDGMENTS: "agradecimentos",
            Kind.AUTHORS_NOTE: "nota do autor|nota da autora|notas do autor|notas da autora",
            Kind.GLOSSARY: "glossário",
            Kind.ENDNOTES: "notas|notas de rodapé",
        }
    ),
    contents=some(
        "índice|indice|sumário|conteúdo|tabela de conteúdos|índice dos capítulos|indice dos capitulos|índice geral"
    ),
    by=some("por|de|escrito por|autor|autora"),
    dash=" — ",
    cut_off="—",
    speech_dash="— ",
    elisions=some("tá|tava|tou|tô|pera|bora|cê|ocê|té|inda"),
    numbers={"undécimo": 11, "duodécimo": 12, "dezesseis": 16, "dezessete": 17, "dezenove": 19, "quatorze": 14},
    inflection="[oa]",
    conjunctions=some("e|ou"),
    hyphenation="pt_PT",
)

LANGUAGES = (
    PORTUGUESE,
    replace(PORTUGUESE, tag="pt-PT"),
    replace(
        PORTUGUESE,
        tag="pt-BR",
        double=("“", "”"),
        single=("‘", "’"),
        hyphenation="pt_BR",
        words=replace(PORTUGUESE.words, contents="Sumário", half_title="Falsa folha de rosto", copyright="Créditos"),
    ),
)
