"""A book with every construct of the model, for the backends to choke on. All its words are made up for it."""

from __future__ import annotations

import io

from PIL import Image as Picture

from bookmaker.model import (
    Asset,
    Block,
    Blocks,
    Book,
    Code,
    Contributor,
    Emphasis,
    Figure,
    Heading,
    Identifier,
    Image,
    Inline,
    Inlines,
    ItemList,
    Kind,
    LineBreak,
    Link,
    Metadata,
    Note,
    NoteRef,
    Paragraph,
    ParagraphRole,
    Preformatted,
    Quotation,
    Ruby,
    SceneBreak,
    Section,
    Series,
    SmallCaps,
    Span,
    Speech,
    Strong,
    Sub,
    Subject,
    Sup,
    Table,
    Text,
    Verse,
    VerseLine,
)

METADATA = Metadata(
    title="The Torture Book",
    subtitle="Or, <All> & Everything",
    contributors=(
        Contributor("Ada Example", "aut", "Example, Ada"),
        Contributor("Bo Example", "aut"),
        Contributor("Cy Example", "trl", "Example, Cy"),
        Contributor("Di Example", "ill"),
    ),
    language="en-GB",
    identifiers=(
        Identifier("isbn", "978-0-306-40615-7", "epub"),
        Identifier("isbn", "9780136091813", "pdf"),
        Identifier("doi", "10.1000/182"),
    ),
    series=Series("Trials & Errors", "2.5"),
    published=2026,
    publisher="The <Nowhere> Press",
    rights="No rights at all.",
    description="Everything that a reader can choke on.",
    source="A drawer.",
    subjects=(Subject("Fiction"), Subject("FICTION / Fantasy / General", "BISAC", "FIC009000")),
    about=(("Fandom", "None"), ("Rating", "Fair"), ("Words", "Few"), ("Warnings", "All & <sundry>")),
    dedication="To whom it may concern,\nand to nobody else.",
    epigraph="All that glitters\nis on the cover.\n— A Proverb",
    also_by=("The First Trial", "The Last Error"),
    about_author="Ada Example was made up.\n\nSo was Bo.",
)


def text(words: str) -> Inlines:
    return (Text(words),)


def para(*parts: str | Inline, role: ParagraphRole = "body", language: str = "") -> Paragraph:
    inlines = tuple(Text(part) if isinstance(part, str) else part for part in parts)
    return Paragraph(inlines, role, language=language)


def picture(width: int = 64, height: int = 48, colour: str = "#336699") -> bytes:
    out = io.BytesIO()
    Picture.new("RGB", (width, height), colour).save(out, "PNG")
    return out.getvalue()


def jpeg(width: int, height: int) -> bytes:
    out = io.BytesIO()
    Picture.new("RGB", (width, height), "#336699").save(out, "JPEG")
    return out.getvalue()


def torture_book(*, long: bool = False) -> Book:
    """The book; `long` adds a chapter that must be split over several files."""
    sections = (
        Section(Kind.EPIGRAPH, blocks=(Quotation((para("Read on.", role="body"),), "epigraph"),)),
        Section(
            Kind.PREFACE, title=text("A Preface"), blocks=(para("Before anything else, ", NoteRef("plain"), "this."),)
        ),
        _nested(),
        _stories(),
        _play(),
        Section(Kind.CHAPTER, label=text("Chapter the Last"), title=text("第一章　灯り"), blocks=_foreign()),
        *((_long(),) if long else ()),
        Section(
            Kind.EPILOGUE,
            title=text("Epilogue"),
            blocks=(para("All was well."), SceneBreak(ornament="***"), para("THE END", role="display")),
        ),
        Section(Kind.APPENDIX, title=text("Appendix"), blocks=_furniture()),
        Section(
            Kind.AUTHORS_NOTE,
            title=text("Author’s Note"),
            blocks=(para("Thanks to ", Link(text("a site"), "https://example.org/?a=1&b=2"), "."),),
        ),
    )
    return Book(METADATA, sections, _notes(), (Asset("lamp.png", "image/png", picture(), 64, 48),))


def _nested() -> Section:
    subchapters = tuple(
        Section(Kind.SUBCHAPTER, title=text(name), blocks=(para(f"Inside {name}. “Quite so,” said she."),))
        for name in ("One", "Two", "Two")
    )
    first = Section(
        Kind.CHAPTER,
        label=text("CHAPTER I"),
        title=(Text("In which "), Emphasis(text("much")), Text(" happens & <more>")),
        subtitle=text("A subtitle"),
        blocks=(
            Quotation((para("A motto.", role="body"), para("Someone", role="attribution")), "epigraph"),
            para("“It was a dark night,” said the author of this book,\nand went on to the next line."),
            para(
                "Marks: ",
                Emphasis((Text("em "), Strong(text("strong")), Text(" in it"))),
                Strong(text("bold")),
                Emphasis(text("tight")),
                ".",
            ),
            para(
                SmallCaps(text("Small Caps")),
                ", H",
                Sub(text("2")),
                "O, E=mc",
                Sup(text("2")),
                ", ",
                Code("a < b && c"),
                LineBreak(),
                "broken.",
            ),
            para(
                "A note in prose",
                NoteRef("plain"),
                " and the same again",
                NoteRef("plain"),
                " and a long one",
                NoteRef("long"),
                ".",
            ),
            SceneBreak(ornament="* * *"),
            para("After an ornament."),
            SceneBreak(),
            para("After white space."),
            Verse(
                (
                    (
                        VerseLine(text("O torture, thou art verse,")),
                        VerseLine((Text("indented"), NoteRef("verse")), 1),
                        VerseLine(
                            text("and deeper yet, a line so long that it must turn over at the right margin and hang"),
                            3,
                        ),
                    ),
                    (VerseLine(text("A second stanza,")), VerseLine(text("and its end."))),
                ),
                attribution=text("Anonymous"),
            ),
            para("and so it continued.", role="continued"),
            Heading(text("A heading that opens nothing")),
            para(
                "Under it. See ",
                Link(text("the first chapter"), "#first"),
                " or ",
                Link(text("nowhere"), "#nowhere"),
                ".",
            ),
            Heading(text("A deeper one"), 2),
            para("Under that."),
        ),
        sections=subchapters,
        id="first",
    )
    second = Section(Kind.CHAPTER, label=text("CHAPTER II"), blocks=_letters())
    again = Section(
        Kind.CHAPTER, label=text("CHAPTER II"), title=text("The same number again"), blocks=(para("Twice."),)
    )
    empty = Section(Kind.CHAPTER, label=text("CHAPTER III"))
    part = Section(
        Kind.PART,
        label=text("PART ONE"),
        title=text("Beginnings"),
        blocks=(para("Words of the part."),),
        sections=(first, second, again, empty),
    )
    other = Section(
        Kind.PART,
        label=text("PART TWO"),
        sections=(Section(Kind.CHAPTER, label=text("CHAPTER I"), blocks=(para("Another first."),)),),
    )
    return Section(Kind.VOLUME, label=text("VOLUME I"), sections=(part, other))


def _letters() -> Blocks:
    letter: tuple[Block, ...] = (
        para("Harrow Street, 3rd May", role="dateline"),
        para("My dear Friend,", role="salutation"),
        para("I write in haste."),
        para("Yours ever,", role="valediction"),
        para("A. E.", role="signature"),
        para("P.S. Burn this.", role="postscript"),
    )
    return (
        para("She read it aloud:"),
        Quotation(letter, "letter"),
        Quotation((para("ARRIVING NOON STOP"),), "telegram"),
        Quotation((para("NO ENTRY"),), "sign"),
        Quotation(
            (
                para("A quotation with another in it:"),
                Quotation((para("the inner."),)),
                Verse(((VerseLine(text("and a song")),),)),
            )
        ),
        para("Exit, pursued.", role="stage-direction"),
    )


def _stories() -> Section:
    names = ("A Tale", "A Tale", "Ein Märchen", "Сказка", "حكاية")
    return Section(
        Kind.PART,
        title=text("Tales"),
        sections=tuple(Section(Kind.STORY, title=text(name), blocks=(para(f"Once: {name}."),)) for name in names),
    )


def _play() -> Section:
    speech = Speech(text("ADA"), (para("To bake, or not to bake?"), para("She bakes.", role="stage-direction")))
    song = Speech(text("BO"), (Verse(((VerseLine(text("A loaf, a loaf,")), VerseLine(text("my kingdom for it"))),)),))
    scene = Section(
        Kind.SCENE, label=text("SCENE I"), blocks=(para("A kitchen.", role="stage-direction"), speech, song)
    )
    return Section(
        Kind.ACT, label=text("ACT I"), sections=(scene, Section(Kind.SCENE, label=text("SCENE II"), blocks=(speech,)))
    )


def _foreign() -> Blocks:
    return (
        para("日本語の", Ruby((("灯", "あか"), ("り", ""))), "と、", language="ja"),
        Paragraph(text("هذه فقرة من اليمين إلى اليسار."), language="ar", direction="rtl"),
        para(
            "He said ",
            Span(text("שלום"), language="he", direction="rtl"),
            " and ",
            Span(text("au revoir"), language="fr"),
            ".",
        ),
        para("Ωμέγα, Привет, naïve café, 1½, 𝒜, soft\u00adhyphen, no\u00a0break."),
    )


def _furniture() -> Blocks:
    table = Table(
        ((text("Name"), text("Sum")), (text("Ada"), (Text("3"), NoteRef("long"))), (text("Bo & Co."),)),
        head=1,
        align=("left", "right"),
        caption=text("What they owe"),
    )
    return (
        Figure(Image("lamp.png", "A blue lamp"), text("The lamp, with a caption")),
        Figure(Image("lamp.png", decorative=True)),
        para("A picture ", Image("lamp.png", "a small “lamp”"), " in a line."),
        ItemList(((para("one"),), (para("two"), ItemList(((para("two and a half"),),)))), ordered=True, start=3),
        ItemList(((para("loose"), para("item")), (para("tight"),))),
        table,
        Preformatted("def f(x):\n    return x < 1 && 'a'\n\n# end"),
    )


def _long() -> Section:
    words = "The same sentence comes round again, and again, until the file is too big for any reader to hold. "
    blocks = tuple(
        para(f"{number}. {words * 6}", *((NoteRef("late"),) if number == 700 else ())) for number in range(800)
    )
    return Section(Kind.CHAPTER, title=text("A Long One"), blocks=blocks)


def _notes() -> tuple[Note, ...]:
    return (
        Note("plain", (para("A plain note with ", Emphasis(text("emphasis")), "."),)),
        Note(
            "long",
            (
                para("A note of two paragraphs."),
                Verse(((VerseLine(text("one with")), VerseLine(text("verse"))),)),
                para("And a call inside", NoteRef("inner"), "."),
            ),
        ),
        Note("verse", (Verse(((VerseLine(text("A note that begins")), VerseLine(text("with verse"))),)),)),
        Note("inner", (para("A note to a note."),)),
        Note("late", (para("A note late in a long chapter."),)),
    )


def many_chapters(count: int) -> Book:
    """A book of so many chapters of one paragraph."""
    chapters = tuple(
        Section(Kind.CHAPTER, label=text(f"Chapter {number}"), blocks=(para(f"The text of chapter {number}."),))
        for number in range(1, count + 1)
    )
    return Book(Metadata(f"{count} Chapters", contributors=(Contributor("Ada Example"),), language="en"), chapters)
