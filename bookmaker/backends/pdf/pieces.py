"""The book in pieces, each laid out by itself: cut by what the text says, never by how many processes there are."""

from __future__ import annotations

import hashlib
import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass

from bookmaker.backends.pdf import worker
from bookmaker.backends.pdf.cache import Cache, key
from bookmaker.backends.pdf.document import Opening
from bookmaker.backends.pdf.fonts import Face, instanced
from bookmaker.backends.pdf.laid import Laid, pack, unpack
from bookmaker.errors import OutsideError
from bookmaker.model import Kind

LEAST, MOST = 24_000, 120_000
"""Letters of HTML in a piece: 10 to 60 pages."""
ONE_IN = 4
"""Past `LEAST`, one opening in so many closes its piece."""


def partition(openings: Sequence[Opening]) -> list[range]:
    """Runs of openings to lay out together.

    Where a piece ends follows from the opening's id: a chapter that comes or goes moves the ends near it alone, and
    every other piece is found in the cache. The contents and each of the front, the body and the back are apart.
    """
    pieces: list[range] = []
    start, size = 0, 0
    for at, opening in enumerate(openings):
        size += len(opening.html)
        last = at + 1 == len(openings)
        after = None if last else openings[at + 1]
        apart = after is not None and (
            after.matter != opening.matter or Kind.CONTENTS in (opening.kind, after.kind) or opening.kind is Kind.COVER
        )
        closes = size >= LEAST and (size >= MOST or hashlib.sha256(opening.id.encode()).digest()[0] % ONE_IN == 0)
        if last or apart or closes:
            pieces.append(range(start, at + 1))
            start, size = at + 1, 0
    return pieces


@dataclass(frozen=True, slots=True)
class Hands:
    """The processes that lay out, and the cache before them. `salt` is all that a piece depends on besides its HTML."""

    pool: ProcessPoolExecutor
    cache: Cache
    salt: str

    def lay_out(
        self, pieces: Sequence[tuple[str, bool]], done: Callable[[int, Laid], None] = lambda at, laid: None
    ) -> list[Laid]:
        """Every piece laid out: (HTML, whether it is tagged). `done` hears of each as it is ready."""
        found: dict[int, Laid] = {}
        waiting: dict[Future[Laid], tuple[int, str]] = {}
        # The longest first: then no process is left alone with it at the end.
        for at in sorted(range(len(pieces)), key=lambda at: -len(pieces[at][0])):
            html, tagged = pieces[at]
            name = key(self.salt, html, str(tagged))
            kept = self.cache.get(name)
            laid = unpack(kept) if kept is not None else None
            if laid is None:
                waiting[self.pool.submit(worker.lay_out, html, tagged)] = (at, name)
            else:
                found[at] = laid
                done(at, laid)
        with broken_pool_explained():
            for future in as_completed(waiting):
                at, name = waiting[future]
                laid = found[at] = future.result()
                self.cache.put(name, pack(laid))
                done(at, laid)
        return [found[at] for at in range(len(pieces))]

    def cut(self, file: bytes, glyphs: dict[int, str], outline: bool) -> bytes:
        """A font cut down to some glyphs; see `worker.subset`."""
        name = key(self.salt, file, repr(sorted(glyphs)), str(outline))
        kept = self.cache.get(name)
        if kept is None:
            with broken_pool_explained():
                kept = self.pool.submit(worker.subset, file, glyphs, outline).result()
            self.cache.put(name, kept)
        return kept


@contextmanager
def hands(stock: worker.Stock, jobs: int, cache: Cache, salt: str) -> Iterator[Hands]:
    """Processes ready to lay out. They are started when there is work, and gone afterwards."""
    pool = ProcessPoolExecutor(
        max(1, jobs), multiprocessing.get_context("spawn"), initializer=worker.start, initargs=(stock,)
    )
    try:
        yield Hands(pool, cache, salt)
    finally:
        pool.shutdown(cancel_futures=True)


def instances(faces: Sequence[Face], jobs: int) -> list[bytes]:
    """The instances of variable fonts that faces ask for."""
    with ProcessPoolExecutor(max(1, jobs), multiprocessing.get_context("spawn")) as pool:
        return list(pool.map(instanced, faces))


@contextmanager
def broken_pool_explained() -> Iterator[None]:
    """A process that could not start or died means: a native library is missing, or memory ran out."""
    try:
        yield
    except BrokenProcessPool:
        raise OutsideError(
            "the layout stopped: a process could not start or was killed",
            "is Pango installed, and is there memory enough? `-j 1` needs the least",
        ) from None
