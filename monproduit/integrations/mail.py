"""Mail: through an SMTP server, or, without one, into a folder."""

import logging
import re
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.headerregistry import Address, BaseHeader, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import unquote, urlsplit

import aiosmtplib

from monproduit.core.emails import is_email
from monproduit.core.errors import SendError

_PATIENCE = 20.0
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail to one person.

    Attributes:
        id: the same each time that it is sent.
        unsubscribe: an address that takes a POST (RFC 8058).
        return_path: where a report is sent that it came back; without it, to the sender.
    """

    id: str
    sender: str
    to: str
    subject: str
    text: str
    html: str
    at: datetime
    language: str
    unsubscribe: str = ""
    return_path: str = ""


class _UnbrokenHeader(UnstructuredHeader, BaseHeader):
    """A header that stays on one line: an address in it is read by programs, and none may be encoded because it is long."""

    def fold(self, *, policy: Any) -> str:
        """Write name and value as they are, whatever length the policy asks for."""
        return f"{self.name}: {self}{policy.linesep}"


class Post(Protocol):
    """Something that takes mails."""

    async def send(self, mail: Mail) -> None:
        """Hand a mail over.

        Raises:
            SendError: it was not taken, or nobody knows.
        """
        ...


class FolderPost:
    """A folder where each mail becomes a file: for one machine, without a mail server."""

    def __init__(self, folder: Path) -> None:
        """Write into a folder, made at the first mail."""
        self._folder = folder

    async def send(self, mail: Mail) -> None:
        """Write the mail whole or not at all; the same one again takes its own place."""
        name = re.sub(r"[^0-9A-Za-z-]", "", mail.id.partition("@")[0])
        path = self._folder / f"{mail.at:%Y%m%dT%H%M%S}-{name}.eml"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            part = path.with_suffix(".part")
            part.write_bytes(_written(mail))
            part.replace(path)
        except OSError as error:
            raise SendError(f"{type(error).__name__}: {error.strerror}") from error
        _log.warning("no mail server is set (MONPRODUIT_SMTP_URL): a mail was written into %s", self._folder)


class SmtpPost:
    """An SMTP server, by its address: `smtp://user:password@host:port`, `smtps://…` or `starttls://…`."""

    def __init__(self, url: str) -> None:
        """Speak with a server as its address says; no connection is kept."""
        parts = urlsplit(url)
        self._known = {
            "hostname": parts.hostname or "localhost",
            "port": parts.port or {"smtps": 465, "starttls": 587}.get(parts.scheme, 25),
            "username": unquote(parts.username) if parts.username else None,
            "password": unquote(parts.password) if parts.password else None,
            "use_tls": parts.scheme == "smtps",
            "start_tls": True if parts.scheme == "starttls" else False if parts.scheme == "smtps" else None,
            "timeout": _PATIENCE,
        }

    async def send(self, mail: Mail) -> None:
        """Hand the mail over, and know at which step it failed: only the last one leaves a doubt."""
        content, client = _written(mail), aiosmtplib.SMTP(**self._known)
        try:
            await self._greet(client)
            await self._address(client, mail)
            await self._content(client, content)
        finally:
            client.close()

    async def _greet(self, client: aiosmtplib.SMTP) -> None:
        try:
            await client.connect()
        except (aiosmtplib.SMTPException, OSError) as error:
            raise SendError(_reason(error)) from error

    async def _address(self, client: aiosmtplib.SMTP, mail: Mail) -> None:
        sender = mail.return_path or _sender(mail).addr_spec
        utf8 = not (mail.to + sender).isascii()
        if utf8 and not client.supports_extension("smtputf8"):
            raise SendError("the mail server takes no addresses with accents (SMTPUTF8)", is_permanent=True)
        encoding = "utf-8" if utf8 else "ascii"
        envelope, recipient = _reports(mail) if client.supports_extension("dsn") else ([], [])
        try:
            await client.mail(sender, options=["SMTPUTF8", *envelope] if utf8 else envelope, encoding=encoding)
        except (aiosmtplib.SMTPException, OSError) as error:  # our own address is refused: for the operator to mend, and then to be sent
            raise SendError(_reason(error)) from error
        try:
            await client.rcpt(mail.to, options=recipient, encoding=encoding)
        except (aiosmtplib.SMTPException, OSError) as error:
            is_permanent = _is_permanent(error)
            raise SendError(_reason(error), is_permanent=is_permanent, refuses_recipient=is_permanent) from error

    async def _content(self, client: aiosmtplib.SMTP, content: bytes) -> None:
        try:
            await client.data(content)
        except aiosmtplib.SMTPResponseException as error:
            raise SendError(_reason(error), is_permanent=_is_permanent(error)) from error
        except (aiosmtplib.SMTPException, OSError) as error:
            raise SendError(_reason(error), is_unsure=True) from error


_HEADERS = HeaderRegistry()
for _name in ("message-id", "list-unsubscribe"):
    _HEADERS.map_to_type(_name, _UnbrokenHeader)


def post(url: str, folder: Path) -> Post:
    """Return the mail server at an address, or without one the folder."""
    return SmtpPost(url) if url else FolderPost(folder)


def composed(mail: Mail) -> EmailMessage:
    """Return a mail in the form of RFC 5322: text and HTML; whatever a subject holds, it stays one line.

    Raises:
        SendError: the recipient is not one e-mail address.
    """
    if not is_email(mail.to):
        raise SendError("the recipient is not an e-mail address", is_permanent=True)
    message = EmailMessage(policy=policy.SMTPUTF8.clone(header_factory=_HEADERS))
    message["From"] = _sender(mail)
    message["To"] = _address("", mail.to)
    message["Subject"] = one_line(mail.subject)
    message["Date"] = format_datetime(mail.at)
    message["Message-ID"] = f"<{mail.id}>"
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "OOF, AutoReply"
    if mail.unsubscribe:
        message["List-Unsubscribe"] = f"<{mail.unsubscribe}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(mail.text, cte="quoted-printable")
    message.add_alternative(mail.html, subtype="html", cte="quoted-printable")
    message["Content-Language"] = mail.language
    return message


def one_line(text: str) -> str:
    """Return a text without breaks and other signs that nobody sees."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _sender(mail: Mail) -> Address:
    """Read `Name <address>`, where the name may hold anything, or an address alone."""
    name, _, address = mail.sender.rpartition("<")
    return _address(one_line(name).strip('"'), address.strip(" >"))


def _reports(mail: Mail) -> tuple[list[str], list[str]]:
    """Ask for reports of failures alone, short ones, that name mail and recipient as we do, whoever passes it on (RFC 3461)."""
    wanted = [f"ORCPT=rfc822;{_xtext(mail.to)}"] if mail.to.isascii() else []
    return ["RET=HDRS", f"ENVID={_xtext(mail.id)}"], ["NOTIFY=FAILURE", *wanted]


def _xtext(text: str) -> str:
    return "".join(sign if "!" <= sign <= "~" and sign not in "+=" else f"+{ord(sign):02X}" for sign in text)


def _address(name: str, address: str) -> Address:
    local, _, domain = address.rpartition("@")
    return Address(name, local, domain)


def _written(mail: Mail) -> bytes:
    return composed(mail).as_bytes(policy=policy.SMTP if (mail.to + _sender(mail).addr_spec).isascii() else policy.SMTPUTF8)


def _is_permanent(error: Exception) -> bool:
    return isinstance(error, aiosmtplib.SMTPResponseException) and 500 <= error.code < 600  # noqa: PLR2004 (RFC 5321)


def _reason(error: Exception) -> str:
    if isinstance(error, aiosmtplib.SMTPResponseException):
        return one_line(f"{error.code} {error.message}")
    return one_line(f"{type(error).__name__}: {error}")
