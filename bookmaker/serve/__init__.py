"""Hand the books of `dist/` to e-readers over the local network, or write a catalogue for a web host.

`catalogue` lists what `dist/` holds, `about` reads what each file says of itself, `opds` and `page` show it,
`links` says where things are, `app` answers requests.
"""

from __future__ import annotations

import asyncio
import io
import ipaddress
import socket
from collections.abc import Callable
from pathlib import Path

import psutil
import segno
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from bookmaker.errors import OutsideError
from bookmaker.serve import opds
from bookmaker.serve.about import thumbnail
from bookmaker.serve.app import application
from bookmaker.serve.catalogue import catalogue
from bookmaker.serve.links import cover_name, static_links, thumbnail_name
from bookmaker.serve.page import page

__all__ = ["DEFAULT_PORT", "serve", "static_catalogue", "written"]

DEFAULT_PORT = 8080
_PATIENCE = 10  # seconds that a client has to say what it wants


def static_catalogue(dist: Path, base_url: str) -> dict[str, bytes]:
    """The files, by path below `dist/`, that make a catalogue of it once all of `dist/` stands at `base_url`."""
    links, publications = static_links(base_url), catalogue(dist)
    files = {
        links.atom: opds.atom(publications, links),
        links.json: opds.feed2(publications, links),
        links.page: page(publications, links),
    }
    for publication in publications:
        if picture := publication.about.cover:
            files[links.covers + cover_name(publication.slug, picture.media_type)] = picture.data()
            files[links.covers + thumbnail_name(publication.slug)] = thumbnail(picture)
    return files


def written(dist: Path) -> list[Path]:
    """The files of such a catalogue that stand in `dist/` now."""
    links = static_links("https://example.org")
    if not (dist / links.atom).is_file():
        return []
    names = [links.atom, links.json, links.page]
    for publication in catalogue(dist):
        if picture := publication.about.cover:
            names.append(links.covers + cover_name(publication.slug, picture.media_type))
            names.append(links.covers + thumbnail_name(publication.slug))
    return [path for path in (dist / name for name in names) if path.is_file()]


def serve(dist: Path, *, lan: bool = False, port: int = DEFAULT_PORT, say: Callable[[str], None]) -> None:
    """Serve until Ctrl-C. Without `lan` only this computer is served; port 0 takes any that is free.

    OutsideError when the port is taken or there is no local network.
    """
    listening = listen(lan=lan, port=port)
    port = listening.getsockname()[1]
    names = lan_addresses() if lan else ["localhost"]
    if not names:
        listening.close()
        raise OutsideError(
            "this computer is on no local network", "connect to one, or serve this computer alone without --lan"
        )
    address = f"http://{names[0]}:{port}/"
    for line in (*welcome(address, lan=lan), "Ctrl-C stops it."):
        say(line)
    try:
        server(dist, listening, names).run(sockets=[listening])
    except KeyboardInterrupt:  # that is how it ends
        pass
    finally:
        listening.close()


def listen(*, lan: bool, port: int) -> socket.socket:
    """A socket on that port, of this computer alone or of all its networks."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind(("0.0.0.0" if lan else "127.0.0.1", port))
    except (OSError, OverflowError) as error:
        listening.close()
        raise OutsideError(
            f"port {port} cannot be used: {error}", "choose another: --port 0 takes any that is free"
        ) from error
    listening.listen(64)
    return listening


def server(dist: Path, listening: socket.socket, names: list[str]) -> uvicorn.Server:
    """The server on that socket, answering to those names and to the computer's own."""
    port = listening.getsockname()[1]
    known = {*names, "localhost", "127.0.0.1", socket.gethostname(), f"{socket.gethostname()}.local"}
    ending = "" if port == 80 else f":{port}"  # browsers leave out the usual port
    hosts = frozenset(f"{name}{ending}".casefold() for name in known)
    return uvicorn.Server(
        uvicorn.Config(
            application(dist, hosts),
            http=_Patient,
            ws="none",
            lifespan="off",
            log_level="error",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=2,
        )
    )


class _Patient(H11Protocol):
    """uvicorn's protocol, which waits for ever for a client to finish its first request; this one hangs up."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Start the clock."""
        super().connection_made(transport)
        self.loop.call_later(_PATIENCE, self._hang_up)

    def _hang_up(self) -> None:
        if self.cycle is None and not self.transport.is_closing():
            self.transport.close()


def lan_addresses() -> list[str]:
    """This computer's IPv4 addresses on local networks, the one that the default route goes by first."""
    up = {name for name, status in psutil.net_if_stats().items() if status.isup}
    addresses = [
        a.address
        for name, all_ in psutil.net_if_addrs().items()
        if name in up
        for a in all_
        if a.family == socket.AF_INET
    ]
    addresses = [a for a in addresses if ipaddress.ip_address(a).is_private and not ipaddress.ip_address(a).is_loopback]
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # an address of no one's (RFC 5737); connecting UDP sends nothing
            first = probe.getsockname()[0]
        except OSError:
            first = ""
    return sorted(addresses, key=lambda address: address != first)


def welcome(address: str, *, lan: bool) -> list[str]:
    """What the author sees: the address, for other devices as a QR code too."""
    lines = [f"the books are at {address} (for reading programs: {address}opds)"]
    if lan:
        drawn = io.StringIO()
        segno.make(address, micro=False).terminal(out=drawn, compact=True)
        lines += ["", *drawn.getvalue().rstrip("\n").splitlines(), ""]
        lines.append("everyone on this network can read them while this runs")
    return lines
