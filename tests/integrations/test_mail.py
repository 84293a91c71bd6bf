"""The two ways of a mail, under one contract; and what an SMTP server may do on the way."""

import email
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from monproduit.core.errors import SendError, SettingsError
from monproduit.core.settings import Settings
from monproduit.integrations.mail import FolderPost, Mail, Post, SmtpPost, composed, post
from tests.office import Office, Reporter, ReportingOffice, serving

MAIL = Mail(
    id="abc-1@portail.example",
    sender="Éditeur, service clients <no-reply@editeur.example>",
    to="claire@exemple.fr",
    subject="Vigie : correctif à installer",
    text="Bonjour,\n\nInstallez la version 7.2. €\n",
    html="<p>Installez la version <b>7.2</b>. €</p>",
    at=datetime(2026, 11, 24, 12, tzinfo=UTC),
    language="fr",
    unsubscribe="https://portail.example/mail/unsubscribe/" + "x" * 90,
)


@pytest.fixture
async def office() -> AsyncIterator[tuple[Office, str]]:
    """Serve on a free port."""
    made = Office()
    async with serving(made) as address:
        yield made, address


@pytest.fixture(params=["smtp", "folder"])
def twin(request: pytest.FixtureRequest, office: tuple[Office, str], tmp_path: Path) -> tuple[Post, Callable[[], list[bytes]]]:
    """One of the two, and what it took."""
    if request.param == "smtp":
        return post(office[1], tmp_path), lambda: [bytes(envelope.content or b"") for envelope in office[0].taken]
    return post("", tmp_path / "mail"), lambda: [path.read_bytes() for path in sorted((tmp_path / "mail").glob("*.eml"))]


def _parsed(content: bytes) -> EmailMessage:
    message = email.message_from_bytes(content, policy=policy.default)
    assert isinstance(message, EmailMessage)
    assert [part.defects for part in message.walk()] == [[], [], []]
    return message


async def test_a_mail_arrives_whole(twin: tuple[Post, Callable[[], list[bytes]]]) -> None:
    await twin[0].send(MAIL)
    (content,) = twin[1]()
    message = _parsed(content)
    assert message["Subject"] == MAIL.subject
    assert message["To"] == "claire@exemple.fr"
    assert message["From"].addresses[0].display_name == "Éditeur, service clients"
    assert message["Message-ID"] == "<abc-1@portail.example>"
    assert message["Date"].datetime == MAIL.at
    assert message["List-Unsubscribe"] == f"<{MAIL.unsubscribe}>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    assert [part.get_content().rstrip().replace("\r\n", "\n") for part in message.iter_parts()] == [MAIL.text.rstrip(), MAIL.html]  # type: ignore[attr-defined]
    assert content.isascii()
    assert max(map(len, content.split(b"\r\n"))) <= 998


async def test_a_long_link_to_unsubscribe_stays_whole_on_its_line(twin: tuple[Post, Callable[[], list[bytes]]]) -> None:
    link = f"https://produits.{'long-' * 12}name.example/mail/unsubscribe/1-{'2-' * 60}abc"
    await twin[0].send(replace(MAIL, unsubscribe=link))
    assert f"List-Unsubscribe: <{link}>\r\n".encode() in twin[1]()[0]


async def test_a_repeat_is_the_same_mail(twin: tuple[Post, Callable[[], list[bytes]]]) -> None:
    await twin[0].send(MAIL)
    await twin[0].send(MAIL)
    assert len({_parsed(content)["Message-ID"] for content in twin[1]()}) == 1


@pytest.mark.parametrize("subject", ["a\r\nBcc: eve@elsewhere.example", "a\nb", "a\x00b\x1b[31m", "a\u2028Bcc: x", "x" * 5000, "😀 é" * 100])
async def test_no_subject_becomes_a_header(twin: tuple[Post, Callable[[], list[bytes]]], subject: str) -> None:
    await twin[0].send(replace(MAIL, subject=subject))
    (content,) = twin[1]()
    message = _parsed(content)
    assert set(message.keys()) == set(composed(MAIL).keys())
    assert message["Bcc"] is None
    assert message["To"] == "claire@exemple.fr"


@pytest.mark.parametrize("to", ["a@b.fr\r\nBcc: eve@elsewhere.example", "a@b.fr, eve@elsewhere.example", "a@b.fr>\r\nDATA", "<>"])
async def test_no_recipient_becomes_two(twin: tuple[Post, Callable[[], list[bytes]]], to: str) -> None:
    with pytest.raises(SendError) as refused:
        await twin[0].send(replace(MAIL, to=to))
    assert refused.value.is_permanent
    assert twin[1]() == []


async def test_an_address_with_accents_is_taken_where_the_server_does(office: tuple[Office, str]) -> None:
    await SmtpPost(office[1]).send(replace(MAIL, to="hélène@exemple.fr"))
    assert office[0].taken[0].rcpt_tos == ["hélène@exemple.fr"]
    async with serving(Office(), enable_SMTPUTF8=False) as address:
        with pytest.raises(SendError, match="SMTPUTF8") as refused:
            await SmtpPost(address).send(replace(MAIL, to="hélène@exemple.fr"))
    assert refused.value.is_permanent


async def test_a_server_that_can_is_asked_for_short_reports_that_name_mail_and_recipient_as_we_do() -> None:
    office = ReportingOffice()
    async with serving(office, kind=Reporter) as address:
        await SmtpPost(address).send(replace(MAIL, to="claire+vigie@exemple.fr", return_path="retours@editeur.example"))
        await SmtpPost(address).send(replace(MAIL, to="hélène@exemple.fr"))
    first, second = Reporter.asked[:4], Reporter.asked[4:]
    assert [one.lower() for one in first] == ["ret=hdrs", "envid=abc-1@portail.example", "notify=failure", "orcpt=rfc822;claire+2bvigie@exemple.fr"]
    assert [one.lower() for one in second] == ["ret=hdrs", "envid=abc-1@portail.example", "notify=failure"]
    assert [(one.mail_from, one.rcpt_tos) for one in office.taken] == [
        ("retours@editeur.example", ["claire+vigie@exemple.fr"]),
        ("no-reply@editeur.example", ["hélène@exemple.fr"]),
    ]
    assert b"From: =?utf-8?" in bytes(office.taken[0].content or b"")


@pytest.mark.parametrize(
    ("step", "answer", "is_permanent", "is_unsure"),
    [
        ("RCPT", "550 5.1.1 no such user", True, False),
        ("RCPT", "451 4.7.1 greylisted", False, False),
        ("MAIL", "553 sender refused", False, False),
        ("DATA", "554 spam", True, False),
        ("DATA", "452 disk full", False, False),
        ("DATA", "silence", False, True),
    ],
)
async def test_a_refusal_says_whether_it_is_for_good(office: tuple[Office, str], step: str, answer: str, is_permanent: bool, is_unsure: bool) -> None:
    office[0].answers[step] = answer
    with pytest.raises(SendError) as refused:
        await SmtpPost(office[1]).send(MAIL)
    assert (refused.value.is_permanent, refused.value.is_unsure) == (is_permanent, is_unsure)
    assert answer == "silence" or answer.partition(" ")[2] in str(refused.value)


async def test_a_server_that_is_away_leaves_no_doubt() -> None:
    with pytest.raises(SendError, match="Connect") as refused:
        await SmtpPost("smtp://127.0.0.1:9").send(MAIL)
    assert (refused.value.is_permanent, refused.value.is_unsure) == (False, False)


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
async def test_the_password_is_used_and_never_told() -> None:
    def check(_server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, data: Any) -> AuthResult:
        is_right = isinstance(data, LoginPassword) and (data.login, data.password) == (b"claire", b"s3cr:t")
        return AuthResult(success=is_right, handled=False)

    office = Office()
    async with serving(office, authenticator=check, auth_required=True, auth_require_tls=False) as address:
        await SmtpPost(address.replace("//", "//claire:s3cr%3At@")).send(MAIL)
        with pytest.raises(SendError) as refused:
            await SmtpPost(address.replace("//", "//claire:wr0ng@")).send(MAIL)
        with pytest.raises(SendError):
            await SmtpPost(address.replace("smtp:", "starttls:")).send(MAIL)
    assert len(office.taken) == 1
    assert "wr0ng" not in str(refused.value)
    assert not refused.value.is_permanent


async def test_a_folder_that_cannot_be_written_is_a_failure_to_send(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SendError):
        await FolderPost(tmp_path / "file" / "mail").send(MAIL)


def test_an_address_of_no_mail_server_is_refused_at_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MONPRODUIT_SMTP_URL", "https://mail.example")
    with pytest.raises(SettingsError, match="starttls://"):
        Settings().check()
    monkeypatch.setenv("MONPRODUIT_SMTP_URL", "smtps://mail.example")
    Settings().check()
    monkeypatch.setenv("MONPRODUIT_MAIL_RETURN_PATH", "Retours <retours@editeur.example>")
    with pytest.raises(SettingsError, match="MAIL_RETURN_PATH"):
        Settings().check()
    assert Settings().sender == "Mes produits <no-reply@localhost>"
