"""Mail a book: to Send to Kindle, to PocketBook's address, or to a friend.

Amazon's limits (help page 201974220): 50 MB a message, and the sender must stand on the list of approved addresses. It
takes title and author from the file's name, goes by the explicit MIME type, and trips over non-ASCII subjects
(calibre gui2/email.py:156-178, Calibre-Web-Automated issue 920).
"""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid, parseaddr
from typing import Literal

from bookmaker.devices import FOLDER, KINDLE, Device, NameRules
from bookmaker.errors import BookmakerError, OutsideError, RefusedError, UsageError
from bookmaker.send.delivery import Delivery, Edition, Order, failed

_KINDLE_HOSTS = ("kindle.com", "free.kindle.com", "kindle.cn")
_KINDLE_LIMIT = 50_000_000  # bytes of a whole message, encoded
_USUAL_LIMIT = 25_000_000  # bytes: Gmail's, and that of many others
_TYPES = {".epub": ("application", "epub+zip"), ".pdf": ("application", "pdf")}  # Python 3.11 knows no .epub
_TIMEOUT = 60  # seconds


@dataclass(frozen=True, slots=True)
class MailAccount:
    """Whose mail server sends the book. The password comes apart from it, and never from a project or a flag."""

    host: str
    user: str
    sender: str = ""  # the address the letter comes from; "" is `user`
    port: int = 0  # 0: the usual one, 587 for starttls and 465 for tls
    security: Literal["starttls", "tls"] = "starttls"

    @property
    def address(self) -> str:
        """The sender's address."""
        return self.sender or self.user


def password_of(account: MailAccount, given: str = "") -> str:
    """The account's password: `given` (from the environment), else what the keyring holds. Raises OutsideError."""
    if given:
        return given
    import keyring
    from keyring.errors import KeyringError

    try:
        kept = keyring.get_password(f"bookmaker:{account.host}", account.user)
    except KeyringError:
        kept = None
    if not kept:
        hint = f"run `keyring set bookmaker:{account.host} {account.user}`, or set BOOKMAKER_MAIL_PASSWORD"
        raise OutsideError(f"there is no password for {account.user} at {account.host}", hint)
    return kept


def device_behind(address: str) -> Device:
    """The family of reader that a mail address stands for; `FOLDER` when it shows none."""
    return KINDLE if address.rpartition("@")[2].casefold() in _KINDLE_HOSTS else FOLDER


def deliver(
    editions: Sequence[Edition],
    address: str,
    order: Order,
    *,
    account: MailAccount,
    password: str,
    now: datetime,
    context: ssl.SSLContext | None = None,
) -> Iterator[Delivery]:
    """Mail the books, one letter each. What goes wrong stands in the deliveries and is not raised."""
    for edition in editions:
        try:
            yield _deliver(edition, address, order, account, password, now, context)
        except BookmakerError as error:
            yield failed(edition.book, address, error)


def _deliver(
    edition: Edition,
    address: str,
    order: Order,
    account: MailAccount,
    password: str,
    now: datetime,
    context: ssl.SSLContext | None,
) -> Delivery:
    letter = compose(edition, address, account.address, now, ascii_only=order.ascii_names)
    size = len(letter.as_bytes())
    to_kindle = device_behind(address) is KINDLE
    name = next(letter.iter_attachments()).get_filename() or ""
    if to_kindle and size > _KINDLE_LIMIT:
        hint = "smaller pictures help; or send it over a cable"
        raise RefusedError(f"the letter would be {size / 1e6:.0f} MB, and Amazon takes 50 MB", hint)
    detail = ""
    if size > _USUAL_LIMIT:
        detail = f"the letter is {size / 1e6:.0f} MB: many mail servers stop at 25 MB"
    if order.dry_run:
        return Delivery(edition.book, address, "would mail", name, detail)
    _post(letter, address, account, password, context, size)
    if to_kindle and not detail:
        detail = f"{account.address} must be on Amazon's list of approved senders"
    return Delivery(edition.book, address, "mailed", name, detail)


def compose(edition: Edition, address: str, sender: str, now: datetime, *, ascii_only: bool = False) -> EmailMessage:
    """The letter with the book in it. Raises UsageError for what is no address, RefusedError for a format."""
    if "@" not in parseaddr(address)[1] or not address.isascii() or any(c in address for c in "\r\n,; "):
        raise UsageError(f"“{address}” is not a mail address")
    if edition.path.suffix not in _TYPES:
        raise RefusedError(f"{edition.path.suffix} files cannot be mailed to a reader", "send EPUB or PDF")
    letter = EmailMessage(policy=SMTP)
    letter["From"] = sender
    letter["To"] = address
    letter["Subject"] = "A book"
    letter["Date"] = format_datetime(now)
    letter["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2] or "localhost")
    letter.set_content("A book is attached to this letter.\n")
    main, sub = _TYPES[edition.path.suffix]
    name = edition.named(NameRules(), ascii_only=ascii_only)
    letter.add_attachment(edition.path.read_bytes(), maintype=main, subtype=sub, filename=name)
    return letter


def _post(
    letter: EmailMessage, address: str, account: MailAccount, password: str, context: ssl.SSLContext | None, size: int
) -> None:
    context = context or ssl.create_default_context()
    port = account.port or (465 if account.security == "tls" else 587)
    at = f"{account.host}:{port}"
    try:
        with _connect(account, port, context) as server:
            server.login(account.user, password)
            limit = int(server.esmtp_features.get("size") or 0)
            if limit and size > limit:
                raise RefusedError(f"the letter is {size / 1e6:.1f} MB, and {at} takes {limit / 1e6:.1f} MB")
            server.send_message(letter)
    except smtplib.SMTPAuthenticationError as error:
        hint = "many providers ask for an app password, made on their website"
        raise OutsideError(f"{at} does not accept the password of {account.user}", hint) from error
    except smtplib.SMTPRecipientsRefused as error:
        raise RefusedError(f"{at} does not take mail for {address}", "look at the address") from error
    except smtplib.SMTPNotSupportedError as error:
        raise OutsideError(f"{at} offers no safe way to log in ({error})", "try another `security` or port") from error
    except smtplib.SMTPServerDisconnected as error:
        raise OutsideError(f"{at} broke off", "try again; if it stays so, look at the port and `security`") from error
    except smtplib.SMTPException as error:
        raise OutsideError(f"{at} declined the letter: {_reason(error)}") from error
    except ssl.SSLError as error:
        raise OutsideError(
            f"{at} cannot prove who it is: {error.reason}", "look at the server's name and port"
        ) from error
    except OSError as error:
        raise OutsideError(
            f"no mail server answers at {at}", "look at the server's name, port and your network"
        ) from error


def _connect(account: MailAccount, port: int, context: ssl.SSLContext) -> smtplib.SMTP:
    if account.security == "tls":
        return smtplib.SMTP_SSL(account.host, port, timeout=_TIMEOUT, context=context)
    server = smtplib.SMTP(account.host, port, timeout=_TIMEOUT)
    try:
        server.starttls(context=context)  # raises when the server has none: no password goes out in the clear
    except BaseException:
        server.close()
        raise
    return server


def _reason(error: smtplib.SMTPException) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        text = error.smtp_error.decode("utf-8", "replace") if isinstance(error.smtp_error, bytes) else error.smtp_error
        return f"{error.smtp_code} {text}"
    return str(error) or type(error).__name__
