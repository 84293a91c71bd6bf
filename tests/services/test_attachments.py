"""Files that go with a request: taken in, refused, waiting, tidied away."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine

from monproduit.core import settings
from monproduit.core.errors import PortalError
from monproduit.services import attachments
from monproduit.services.attachment_kinds import clean_name
from monproduit.services.request_opening import open_request
from monproduit.views.request_pages import AttachmentLine
from tests.services.requests_world import BRUNO, CLAIRE, world
from tests.services.test_request_opening import draft
from tests.world import actor

pytestmark = pytest.mark.usefixtures("portal")
KEY = "formulaire-1"
_PNG = b"\x89PNG\r\n\x1a\n" + b"x" * 20


async def _receive(name: str, *parts: bytes, who: str = CLAIRE, key: str = KEY) -> AttachmentLine:
    async def stream() -> AsyncIterator[bytes]:
        for part in parts:
            yield part

    return await attachments.receive(await actor(who), key, name, stream())


def _stored(folder: Path) -> int:
    return len(list((folder / "attachments").glob("*")))


@pytest.mark.parametrize(
    ("typed", "clean"),
    [
        ("../../x.txt", "x.txt"),
        ("..\\..\\windows\\x.txt", "x.txt"),
        ("/etc/passwd", "passwd"),
        ("a\u202etxt.exe", "atxt.exe"),
        ("a\r\nb\0.txt", "ab.txt"),
        (' "rapport" <1>.pdf ', "rapport 1.pdf"),
        ("..", "fichier"),
        ("", "fichier"),
        (".txt", "txt"),
        ("é" * 300 + ".txt", "é" * 116 + ".txt"),
    ],
)
def test_a_name_is_a_name_and_no_path(typed: str, clean: str) -> None:
    assert clean_name(typed) == clean


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("page.html", b"<p>", "file_kind"),
        ("image.svg", b"<svg>", "file_kind"),
        ("outil.exe", b"MZ", "file_kind"),
        ("../../x", b"x", "file_kind"),
        ("image.png", b"<script>", "file_content"),
        ("journal.txt", b"MZ\0\0", "file_content"),
        ("journal.txt", b"", "file_empty"),
    ],
)
async def test_what_is_not_accepted_is_refused_and_leaves_nothing(portal: Path, name: str, content: bytes, why: str) -> None:
    await world()
    with pytest.raises(PortalError, match=why):
        await _receive(name, content)
    assert _stored(portal) == 0
    assert await attachments.waiting(await actor(CLAIRE), KEY) == []


async def test_a_file_larger_than_said_is_refused_while_it_arrives(portal: Path) -> None:
    await world()
    with pytest.raises(PortalError, match="file_too_large"):
        await _receive("journal.txt", *[b"x" * 1_000_000] * 11)
    with pytest.raises(PortalError, match="file_too_large"):
        attachments.refuse_large(2 * 1024**3)
    assert _stored(portal) == 0


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (b"stream: OK\0", ""),
        (b"stream: Win.Test.EICAR_HDB-1 FOUND\0", "file_infected"),
        (b"INSTREAM size limit exceeded. ERROR\0", "no_scanner"),
        (b"", "no_scanner"),
        (None, "no_scanner"),
    ],
)
async def test_a_file_is_kept_only_after_the_scanner_let_it_pass(portal: Path, monkeypatch: pytest.MonkeyPatch, said: bytes | None, why: str) -> None:
    """Where the settings name one: a scanner that is away lets nothing pass."""
    await world()
    seen = bytearray()

    async def scan(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        assert await reader.readuntil(b"\0") == b"zINSTREAM\0"
        while size := int.from_bytes(await reader.readexactly(4), "big"):
            seen.extend(await reader.readexactly(size))
        writer.write(said or b"")
        writer.close()

    async with await asyncio.start_server(scan, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1] if said is not None else 9
        monkeypatch.setattr(settings.settings(), "scanner_url", f"clamd://127.0.0.1:{port}")
        if why:
            with pytest.raises(PortalError, match=why):
                await _receive("journal.txt", b"x" * 100_000)
        else:
            await _receive("journal.txt", b"x" * 100_000)
    assert len(seen) == (100_000 if said is not None else 0)
    assert _stored(portal) == (0 if why else 1)


async def test_a_connection_that_breaks_leaves_nothing(portal: Path) -> None:
    await world()

    async def broken() -> AsyncIterator[bytes]:
        yield b"x"
        raise ConnectionError

    with pytest.raises(ConnectionError):
        await attachments.receive(await actor(CLAIRE), KEY, "journal.txt", broken())
    assert _stored(portal) == 0


async def test_files_wait_for_their_form_and_go_with_it(portal: Path) -> None:
    await world()
    claire = await actor(CLAIRE)
    await _receive("image.png", _PNG)
    kept = await _receive("journal.txt", b"x" * 1500)
    await _receive("autre.txt", b"x", key="formulaire-2")
    await _receive("sien.txt", b"x", who=BRUNO)
    assert [(one.name, one.size) for one in await attachments.waiting(claire, KEY)] == [
        ("image.png", "28\u00a0octets"),
        ("journal.txt", "1,5\u00a0ko"),
    ]
    await open_request(claire, draft(KEY))
    assert [one.name for one in await attachments.waiting(claire, KEY)] == []
    assert (await attachments.given(claire, kept.key)).name == "journal.txt"
    assert _stored(portal) == 4


async def test_a_person_takes_back_their_own_and_only_before_it_was_sent(portal: Path) -> None:
    await world()
    one, two = await _receive("un.txt", b"x"), await _receive("deux.txt", b"x")
    await attachments.discard(await actor(BRUNO), one.key)
    await attachments.discard(await actor(CLAIRE), two.key)
    assert [line.name for line in await attachments.waiting(await actor(CLAIRE), KEY)] == ["un.txt"]
    await open_request(await actor(CLAIRE), draft(KEY))
    await attachments.discard(await actor(CLAIRE), one.key)
    assert _stored(portal) == 1


async def test_there_is_a_limit_for_each_form_and_each_person() -> None:
    await world()
    for place in range(20):
        await _receive(f"{place}.txt", b"x", key=f"formulaire-{place // 5}")
    for key in ("formulaire-0", "formulaire-9"):
        with pytest.raises(PortalError, match="too_many_files"):
            await _receive("encore.txt", b"x", key=key)
    await _receive("sien.txt", b"x", who=BRUNO, key="formulaire-0")


async def test_what_was_not_sent_within_a_day_is_forgotten_and_what_was_sent_stays(portal: Path) -> None:
    await world()
    with time_machine.travel(datetime(2026, 11, 24, 12, tzinfo=UTC), tick=False) as time:
        await _receive("un.txt", b"x")
        await open_request(await actor(CLAIRE), draft(KEY))
        await _receive("deux.txt", b"x", key="formulaire-2")
        time.shift(timedelta(hours=24))
        assert await attachments.tidy() == 0
        time.shift(timedelta(seconds=1))
        assert await attachments.tidy() == 1
    assert _stored(portal) == 1


async def test_a_file_that_is_gone_from_the_disk_is_none(portal: Path) -> None:
    await world()
    line = await _receive("un.txt", b"x")
    for path in (portal / "attachments").glob("*"):
        path.unlink()
    with pytest.raises(PortalError, match="no_such_file"):
        await attachments.given(await actor(CLAIRE), line.key)
