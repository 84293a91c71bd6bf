"""The command that an alias of a mail server calls, and the whole way of a mail that comes back."""

import asyncio
import os
import sys
from pathlib import Path

import pytest

from monproduit.core import database
from monproduit.core.settings import settings
from monproduit.services import deliveries, profile, subscriptions, suspensions
from tests.office import Office, publish, send_due, serving
from tests.reports import postfix
from tests.world import PEOPLE, actor, license_, load

CLAIRE = "claire@exemple.fr"
SAM = {"type": "user", "email": "sam@editeur.fr", "name": "Sam Morel", "staff": True}


async def _bounce(report: bytes, *files: Path, **environment: str) -> tuple[int | None, str]:
    """Run the command, and return how it ended and what it said."""
    await database.engine().dispose()
    known = {**os.environ, "MONPRODUIT_LOG": "json", "MONPRODUIT_LOG_LEVEL": "info", **environment}
    pipes = {"stdin": asyncio.subprocess.PIPE, "stdout": asyncio.subprocess.PIPE, "stderr": asyncio.subprocess.STDOUT}
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "monproduit", "bounce", *map(str, files), env=known, **pipes)
    said, _none = await process.communicate(report)
    return process.returncode, said.decode()


async def _stand() -> list[str]:
    return [line.status for line in (await deliveries.find(await actor("sam@editeur.fr"), "", "", 50)).lines]


@pytest.mark.usefixtures("portal")
async def test_a_mail_goes_its_whole_way_comes_back_and_goes_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sent by SMTP under the envelope of the settings, reported, read by the command, seen by both sides, withheld, lifted."""
    await load(*PEOPLE, SAM, license_("100-1"))
    await subscriptions.choose(await actor(CLAIRE), "vigie", wants=True)
    office = Office()
    async with serving(office) as address:
        monkeypatch.setattr(settings(), "smtp_url", address)
        monkeypatch.setattr(settings(), "mail_return_path", "retours@portail.example")
        await publish("a1")
        assert [envelope.mail_from for envelope in office.taken] == ["retours@portail.example"]
        (name,) = office.by_id()
        report = postfix(CLAIRE, name.strip("<>"), said=f"550 5.1.1 <{CLAIRE}>: unknown; ask claire.perso@ailleurs.example")
        ended, said = await _bounce(report)
        assert (ended, "claire" in said, "it came back, and no more is sent there" in said) == (0, False, True), said
        assert await _stand() == ["bounced"]
        assert (await profile.page(await actor(CLAIRE))).reason == "Cette adresse n’existe pas."
        await publish("a2")
        assert await _stand() == ["suspended", "bounced"]
        await suspensions.lift(await actor(CLAIRE))
        await send_due()
        assert [envelope.rcpt_tos for envelope in office.taken] == [[CLAIRE]] * 3
        assert await _stand() == ["delivered", "delivered"]


async def test_what_is_unknown_is_no_error_and_each_file_gets_its_word(portal: Path) -> None:
    for name, content in (("report.eml", postfix(CLAIRE)), ("answer.eml", b"Subject: Je suis absente"), ("nothing.eml", b"")):
        (portal / name).write_bytes(content)
    files = [portal / name for name in ("report.eml", "answer.eml", "nothing.eml")]
    ended, said = await _bounce(b"", *files)
    assert ended == 0
    assert f"{files[0]}: the report is about an unknown mail" in said
    assert f"{files[1]}: no report was found" in said
    assert f"{files[2]}: no report was found" in said


async def test_without_a_database_the_mail_server_is_asked_to_come_again_and_none_is_made(portal: Path) -> None:
    ended, said = await _bounce(postfix(CLAIRE), MONPRODUIT_DATA_DIR=str(portal / "nowhere"))
    assert (ended, "cannot be reached" in said, (portal / "nowhere").exists()) == (75, True, False)
