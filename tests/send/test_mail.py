"""Against a real mail server on this computer, with STARTTLS or TLS, a certificate of its own and a password."""

from __future__ import annotations

import ipaddress
import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from bookmaker.errors import OutsideError, UsageError
from bookmaker.send import Delivery, Edition, MailAccount, Order
from bookmaker.send.mail import compose, deliver, device_behind, password_of

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Post:
    """A running mail server: how to reach it, whom to trust, what arrived."""

    account: MailAccount
    context: ssl.SSLContext
    letters: list[tuple[list[str], bytes]]


class _Mailbox:
    def __init__(self) -> None:
        self.letters: list[tuple[list[str], bytes]] = []

    async def handle_RCPT(  # noqa: N802  aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address.startswith("nobody"):
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        assert isinstance(envelope.content, bytes)
        if b"spam" in envelope.content:
            return "554 we do not like it"
        self.letters.append((envelope.rcpt_tos, envelope.content))
        return "250 OK"


def _authenticate(
    server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: LoginPassword
) -> AuthResult:
    return AuthResult(success=data.password == b"secret", handled=False)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for 127.0.0.1 and its key, as files."""
    folder = tmp_path_factory.mktemp("tls")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(datetime.now(UTC) - timedelta(days=1))
        .not_valid_after(datetime.now(UTC) + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "cert.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    (folder / "key.pem").write_bytes(pem)
    return folder / "cert.pem", folder / "key.pem"


@pytest.fixture
def post(certificate: tuple[Path, Path], request: pytest.FixtureRequest) -> Iterator[Post]:
    """The server; the mark `offers` says what: starttls (the usual), tls, nothing."""
    offers = getattr(request, "param", "starttls")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    mailbox = _Mailbox()
    options: dict[str, object] = {"authenticator": _authenticate, "data_size_limit": 2_000_000}
    if offers == "starttls":
        options |= {"tls_context": context, "require_starttls": True}
    elif offers == "tls":
        options |= {"ssl_context": context, "auth_require_tls": False}
    else:
        options |= {"auth_require_tls": False}
    # Port 0 is not for Controller, which greets itself there; a port that was free a moment ago is.
    controller = Controller(mailbox, hostname="127.0.0.1", port=_free_port(), **options)
    controller.start()
    try:
        account = MailAccount(
            "127.0.0.1", "me@example.org", port=controller.port, security="tls" if offers == "tls" else "starttls"
        )
        trusting = ssl.create_default_context(cafile=str(certificate[0]))
        yield Post(account, trusting, mailbox.letters)
    finally:
        controller.stop()


def _free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def mail(
    post: Post, edition: Edition, address: str = "me@kindle.com", password: str = "secret", **changes: object
) -> Delivery:
    account = replace(post.account, **changes)  # type: ignore[arg-type]
    (delivery,) = deliver(
        [edition], address, Order(()), account=account, password=password, now=NOW, context=post.context
    )
    return delivery


Write = Callable[..., Edition]


@pytest.mark.parametrize("post", ["starttls", "tls"], indirect=True)
def test_a_book_arrives(post: Post, dist: Write) -> None:
    delivery = mail(post, dist(title="Über: den Fluß", content="PK book"))
    assert (delivery.outcome, delivery.where) == ("mailed", "Über - den Fluß - R. Example.epub")
    assert "approved" in delivery.detail
    ((to, content),) = post.letters
    letter = message_from_bytes(content, policy=default)
    assert isinstance(letter, EmailMessage)
    assert to == ["me@kindle.com"]
    assert letter["To"] == "me@kindle.com"
    assert letter["From"] == "me@example.org"
    assert letter["Date"] == "Mon, 23 Nov 2026 12:00:00 +0000"
    assert letter["Message-ID"].endswith("@example.org>")
    assert letter["Subject"].isascii()
    body = letter.get_body()
    assert body is not None
    assert body.get_content().strip().isascii()
    (book,) = letter.iter_attachments()
    assert book.get_content_type() == "application/epub+zip"
    assert book.get_filename() == "Über - den Fluß - R. Example.epub"
    assert book.get_content() == b"PK book"
    assert max(map(len, content.splitlines())) <= 998


def test_a_wrong_password_is_told(post: Post, dist: Write) -> None:
    delivery = mail(post, dist(), password="wrong")
    assert (delivery.outcome, delivery.exit_code) == ("failed", 3)
    assert "app password" in delivery.detail
    assert "wrong" not in delivery.detail
    assert post.letters == []


@pytest.mark.parametrize("post", ["nothing"], indirect=True)
def test_no_password_goes_out_without_tls(post: Post, dist: Write) -> None:
    delivery = mail(post, dist())
    assert delivery.exit_code == 3
    assert "no safe way" in delivery.detail
    assert post.letters == []


def test_a_server_that_cannot_prove_itself_gets_no_password(post: Post, dist: Write) -> None:
    stranger = replace(post, context=ssl.create_default_context())
    delivery = mail(stranger, dist())
    assert delivery.exit_code == 3
    assert "prove" in delivery.detail
    assert post.letters == []


def test_the_servers_own_limit_is_heeded(post: Post, dist: Write) -> None:
    delivery = mail(post, dist(content="x" * 1_600_000))
    assert (delivery.outcome, delivery.exit_code) == ("refused", 1)
    assert "takes 2.0 MB" in delivery.detail


def test_refusals_are_told(post: Post, dist: Write) -> None:
    refused = mail(post, dist(), address="nobody@kindle.com")
    assert (refused.outcome, refused.exit_code) == ("refused", 1)
    assert "nobody@kindle.com" in refused.detail


def test_a_declined_letter_is_told(post: Post, dist: Write) -> None:
    declined = mail(post, dist(title="spam"))
    assert declined.exit_code == 3
    assert "554 we do not like it" in declined.detail


def test_no_server_is_told(post: Post, dist: Write) -> None:
    assert "no mail server answers" in mail(post, dist(), port=1).detail


def test_amazons_limit_is_counted_encoded(dist: Write, post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bookmaker.send.mail._KINDLE_LIMIT", 50_000)
    edition = dist(content="x" * 37_000)  # 50,000 bytes and more in base64
    delivery = mail(post, edition)
    assert (delivery.outcome, delivery.exit_code) == ("refused", 1)
    assert "50 MB" in delivery.detail


def test_a_large_letter_is_warned_of(dist: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bookmaker.send.mail._USUAL_LIMIT", 25_000)
    edition = dist(content="x" * 20_000)
    dry = Order((), dry_run=True)
    account = MailAccount("mail.invalid", "me@example.org")
    (delivery,) = deliver([edition], "a@example.org", dry, account=account, password="", now=NOW)
    assert (delivery.outcome, delivery.exit_code) == ("would mail", 0)
    assert "25 MB" in delivery.detail


@pytest.mark.parametrize(
    "address", ["me", "me@kindle.com\r\nBcc: x@example.org", "a@b, c@d", "ä@example.org", "@", "a b@c"]
)
def test_what_is_no_address_is_refused(dist: Write, address: str) -> None:
    with pytest.raises(UsageError, match="not a mail address"):
        compose(dist(), address, "me@example.org", NOW)


def test_a_kindle_stands_behind_amazons_addresses() -> None:
    assert device_behind("me@kindle.com").name == "kindle"
    assert device_behind("me_1@Free.Kindle.com").name == "kindle"
    assert device_behind("me@notkindle.com").name == "folder"


def test_the_password_comes_from_the_environment_or_the_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    import keyring
    from keyring.errors import NoKeyringError

    account = MailAccount("mail.example.org", "me@example.org")
    monkeypatch.setattr(keyring, "get_password", lambda service, user: f"{service} {user}")
    assert password_of(account, "given") == "given"
    assert password_of(account) == "bookmaker:mail.example.org me@example.org"

    def no_keyring(service: str, user: str) -> str:
        raise NoKeyringError

    monkeypatch.setattr(keyring, "get_password", no_keyring)
    with pytest.raises(OutsideError, match="BOOKMAKER_MAIL_PASSWORD"):
        password_of(account)
