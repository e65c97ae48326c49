"""Front, body and back matter, as the book trade divides a book."""

from __future__ import annotations

from dataclasses import replace

from bookmaker.model import Kind, Matter, Section

FRONT = frozenset({Kind.DEDICATION, Kind.EPIGRAPH, Kind.FOREWORD, Kind.PREFACE, Kind.INTRODUCTION, Kind.CAST})
EITHER_END = frozenset({Kind.ACKNOWLEDGMENTS, Kind.AUTHORS_NOTE})
BACK = frozenset({Kind.AFTERWORD, Kind.APPENDIX, Kind.GLOSSARY, Kind.ENDNOTES})
"""A prologue, an epilogue and a conclusion tell the story: body matter (Chicago Manual of Style 1.4)."""


def assigned(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """Top-level sections with their matter: front before the story begins, back after it has ended."""
    first = 0
    while first < len(sections) and sections[first].kind in FRONT | EITHER_END:
        first += 1
    last = len(sections)
    while last > first and sections[last - 1].kind in BACK | EITHER_END:
        last -= 1
    if first == last:  # nothing but prefaces: then they are the book
        first, last = 0, len(sections)
    return tuple(
        _with_matter(section, "front" if place < first else "body" if place < last else "back")
        for place, section in enumerate(sections)
    )


def _with_matter(section: Section, matter: Matter) -> Section:
    return replace(section, matter=matter, sections=tuple(_with_matter(below, matter) for below in section.sections))
