"""What the file says of itself: title, people, language, standards kept. No clock: only dates the author gave."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from pikepdf import Dictionary, Name, Pdf, String

from bookmaker import __version__
from bookmaker.model import Metadata

CREATOR = f"bookmaker {__version__}"


def tagged(variant: str) -> bool:
    """Whether a variant asks for tags (weasyprint/pdf/pdfa.py and pdfua.py)."""
    return variant.startswith("pdf/ua") or (variant.startswith("pdf/a") and variant.endswith("a"))


def describe(out: Pdf, metadata: Metadata, language: str, variant: str) -> None:
    """Write the metadata into the catalogue, as XMP, and in the old dictionary as well.

    `variant` is the standard the file may claim to keep; "" for none.
    """
    names = [person.name for person in metadata.authors]
    root = out.Root
    root.Lang = String(language)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    stream = out.make_stream(_xmp(metadata, names, language, variant).encode())
    stream.Type, stream.Subtype = Name.Metadata, Name.XML
    root.Metadata = stream
    if variant.startswith("pdf/a"):
        return  # the two would have to agree to the letter
    info = {
        "/Title": metadata.title,
        "/Author": ", ".join(names),
        "/Subject": metadata.description,
        "/Keywords": ", ".join(subject.name for subject in metadata.subjects),
        "/Creator": CREATOR,
    }
    out.trailer.Info = out.make_indirect(Dictionary({key: String(text) for key, text in info.items() if text}))


def _xmp(metadata: Metadata, names: Sequence[str], language: str, variant: str) -> str:
    """The metadata as XMP (ISO 16684-1), in Dublin Core."""
    rows = [
        _in_languages("title", metadata.title),
        _listed("creator", "Seq", names),
        _listed("contributor", "Bag", [person.name for person in metadata.contributors if person.role != "aut"]),
        _in_languages("description", metadata.description),
        _listed("subject", "Bag", [subject.name for subject in metadata.subjects]),
        _listed("publisher", "Bag", [metadata.publisher]),
        _listed("language", "Bag", [language]),
        _listed("date", "Seq", [str(metadata.published or "")]),
        _in_languages("rights", metadata.rights),
        "".join(f"<dc:identifier>{escape(i.value)}</dc:identifier>" for i in metadata.identifiers[:1]),
        _listed_keywords([subject.name for subject in metadata.subjects]),
        f"<xmp:CreatorTool>{escape(CREATOR)}</xmp:CreatorTool>",
        *_standards(variant),
    ]
    body = "\n".join(row for row in rows if row)
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" '
        'xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">\n'
        f"{body}\n</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n"
        '<?xpacket end="w"?>'
    )


def _in_languages(name: str, text: str) -> str:
    if not text:
        return ""
    item = f'<rdf:li xml:lang="x-default">{escape(text)}</rdf:li>'
    return f"<dc:{name}><rdf:Alt>{item}</rdf:Alt></dc:{name}>"


def _listed(name: str, kind: str, texts: Sequence[str]) -> str:
    items = "".join(f"<rdf:li>{escape(text)}</rdf:li>" for text in texts if text)
    return f"<dc:{name}><rdf:{kind}>{items}</rdf:{kind}></dc:{name}>" if items else ""


def _listed_keywords(texts: Sequence[str]) -> str:
    return f"<pdf:Keywords>{escape(', '.join(texts))}</pdf:Keywords>" if texts else ""


def _standards(variant: str) -> Iterator[str]:
    """The standards the file claims to keep."""
    family, _, level = variant.partition("-")
    if family == "pdf/ua":
        yield f"<pdfuaid:part>{level}</pdfuaid:part>"
    elif family == "pdf/a":
        yield f"<pdfaid:part>{level[0]}</pdfaid:part>"
        yield f"<pdfaid:conformance>{level[1:].upper()}</pdfaid:conformance>"
