"""A real SMTP server for tests, and what leads mails to it."""

import asyncio
import email
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from email import policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any, ClassVar

from aiosmtpd.smtp import SMTP, Envelope, Session

from monproduit.core import clock
from monproduit.services import alert_mails, mails, outbox_claims
from monproduit.services.outbox_claims import Claimed
from monproduit.services.outbox_notes import Notebook
from monproduit.services.relay import Patience, Sender, deliver
from tests.world import load


@dataclass
class Office:
    """A real SMTP server that keeps what it takes, and answers as it is told."""

    answers: dict[str, str] = field(default_factory=dict)
    taken: list[Envelope] = field(default_factory=list)

    def by_id(self, to: str = "") -> Counter[str]:
        """Count what was taken, for one recipient or all, by its Message-ID."""
        taken = [envelope.content or b"" for envelope in self.taken if not to or to in envelope.rcpt_tos]
        return Counter(str(email.message_from_bytes(content)["Message-ID"]) for content in taken)  # type: ignore[arg-type]

    async def handle_MAIL(self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]) -> str:  # noqa: N802
        envelope.mail_from, envelope.mail_options = address, options
        return self.answers.get("MAIL", "250 OK")

    async def handle_RCPT(self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]) -> str:  # noqa: N802
        if "RCPT" not in self.answers:
            envelope.rcpt_tos.append(address)
        return self.answers.get("RCPT", "250 OK")

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.taken.append(envelope)
        if self.answers.get("DATA") == "silence":
            server.transport.abort()
        return self.answers.get("DATA", "250 OK")


class Reporter(SMTP):
    """A server that takes what RFC 3461 lets a sender ask for, and keeps it."""

    asked: ClassVar[list[str]] = []

    def _getparams(self, params: Sequence[str]) -> dict[str, str | bool] | None:
        self.asked += [one for one in params if one.partition("=")[0] in ("RET", "ENVID", "NOTIFY", "ORCPT")]
        return super()._getparams([one for one in params if one not in self.asked])


class ReportingOffice(Office):
    """An office that says so."""

    async def handle_EHLO(self, _server: SMTP, session: Session, _envelope: Envelope, hostname: str, responses: list[str]) -> list[str]:  # noqa: N802
        session.host_name = hostname
        return [responses[0], "250-DSN", *responses[1:]]


class serving:  # noqa: N801 (a context)
    """Serve an office on a free port, or on a given one, and give its address."""

    def __init__(self, office: Office, port: int = 0, kind: type[SMTP] = SMTP, **options: Any) -> None:
        self._office, self._port, self._kind, self._options = office, port, kind, options

    async def __aenter__(self) -> str:
        """Open."""
        loop = asyncio.get_running_loop()
        known = {"enable_SMTPUTF8": True, **self._options}
        self._answering = list[SMTP]()

        def answer() -> SMTP:
            self._answering.append(self._kind(self._office, loop=loop, **known))
            return self._answering[-1]

        self._server = await loop.create_server(answer, "127.0.0.1", self._port)
        return f"smtp://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def __aexit__(self, *_error: object) -> None:
        """Shut, once those who are being served have gone."""
        self._server.close()
        quiet = 0
        for _attempt in range(500):
            await asyncio.sleep(0.01)
            quiet = 0 if any(one.transport for one in self._answering) else quiet + 1
            if quiet == 3:  # who was let in a moment ago is not yet served at the first look
                return
        raise TimeoutError


def posted(folder: Path) -> list[EmailMessage]:
    """Return the mails that became files, in which nothing is amiss."""
    found = [email.message_from_bytes(path.read_bytes(), policy=policy.default) for path in sorted((folder / "mail").glob("*.eml"))]
    assert not any(part.defects for one in found for part in one.walk())
    return [one for one in found if isinstance(one, EmailMessage)]


async def publish(key: str) -> None:
    """Publish news about Vigie under a title that is its key, and send what is due."""
    await load({"type": "alert", "key": key, "products": ["vigie"], "kind": "news", "title": key, "published_at": clock.now().isoformat()})
    await alert_mails.note_published()
    await send_due()


async def send_due() -> None:
    """Send the mails that are due, as the relay does."""
    while claimed := await claim():
        await pass_on(claimed, mails.send)


async def claim(topic: str = "mail") -> Claimed | None:
    """Take the message that is due first, if there is one."""
    return next(iter(await outbox_claims.claim(topic, 1)), None)


async def pass_on(claimed: Claimed, send: Sender, patience: Patience | None = None) -> None:
    """Send one message and note what became of it, as the relay does."""
    await deliver(claimed, send, patience or Patience(), Notebook())
