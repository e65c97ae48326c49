"""The server's answers: the page, two feeds, covers, the files of `dist/`. Reading only, under our own names only."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bookmaker.serve import opds
from bookmaker.serve.about import FAULTS, thumbnail
from bookmaker.serve.catalogue import Publication, catalogue, newest
from bookmaker.serve.links import Links, cover_name, thumbnail_name
from bookmaker.serve.page import page

_HEADERS = (
    (b"cache-control", b"no-cache"),
    (b"content-security-policy", b"default-src 'none'; img-src 'self'; style-src 'unsafe-inline'"),
    (b"x-content-type-options", b"nosniff"),
    # One request a connection: then the one clock that runs from a client's arrival is enough to cut off a silent one.
    (b"connection", b"close"),
)


def application(dist: Path, hosts: frozenset[str]) -> ASGIApp:
    """The program behind the server. `hosts` are the `Host` headers it answers to: name and port, in small letters."""

    def shown(
        write: Callable[[tuple[Publication, ...], Links, str], bytes], media_type: str
    ) -> Callable[..., Response]:
        def endpoint(request: Request) -> Response:
            books = catalogue(dist)
            links = Links(f"http://{request.headers['host'].casefold()}")
            content = write(books, links, request.headers.get("user-agent", ""))
            return Response(content, headers=_dated(max(newest(books), _last_change(dist))), media_type=media_type)

        return endpoint

    def book(request: Request) -> Response:
        for file in (file for publication in catalogue(dist) for file in publication.files):
            if file.name == request.path_params["name"]:
                return FileResponse(file.path, media_type=file.media_type, filename=file.name)
        raise HTTPException(404)

    def cover(request: Request) -> Response:
        wanted = request.path_params["name"]
        for publication in catalogue(dist):
            picture = publication.about.cover
            try:
                if picture and wanted == cover_name(publication.slug, picture.media_type):
                    return Response(picture.data(), headers=_dated(publication.updated), media_type=picture.media_type)
                if picture and wanted == thumbnail_name(publication.slug):
                    return Response(thumbnail(picture), headers=_dated(publication.updated), media_type="image/jpeg")
            except FAULTS:  # the file is spoilt, or was made anew just now
                break
        raise HTTPException(404)

    routes = [
        Route("/", shown(page, "text/html; charset=utf-8")),
        Route("/opds", shown(lambda books, links, _: opds.atom(books, links), opds.ATOM_TYPE)),
        Route("/opds/v2", shown(lambda books, links, _: opds.feed2(books, links), opds.JSON_TYPE)),
        Route("/books/{name}", book),
        Route("/covers/{name}", cover),
    ]
    return _only(hosts, Starlette(routes=routes))


def _only(hosts: frozenset[str], app: ASGIApp) -> ASGIApp:
    """Answer only under our own names: else a foreign website could take this computer's address and read the books."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *_HEADERS]
            await send(message)

        named = [value.decode("latin-1").casefold() for name, value in scope["headers"] if name == b"host"]
        if len(named) == 1 and named[0] in hosts:
            await app(scope, receive, send_with_headers)
        else:
            refusal = PlainTextResponse("This server does not go by that name.\n", 421)
            await refusal(scope, receive, send_with_headers)

    return answer


def _last_change(dist: Path) -> datetime:
    """When a file last came into the folder or left it: a book that is gone is a change too."""
    return datetime.fromtimestamp(int(dist.stat().st_mtime) if dist.is_dir() else 0, UTC)


def _dated(moment: datetime) -> dict[str, str]:
    return {"Last-Modified": format_datetime(moment, usegmt=True)}
