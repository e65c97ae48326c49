"""bookmaker: plain text and YAML in, an EPUB and a PDF good enough to be sold out."""

__version__ = "0.1.0"
