"""Whom the operator shuts out reads neither feeds nor calendars any more; others read on."""

import asyncio

import pytest
from typer.testing import CliRunner

from monproduit.cli import app
from monproduit.core import database
from monproduit.services import calendar_addresses, feed_sources, feeds
from tests.world import PEOPLE, actor, load

pytestmark = pytest.mark.usefixtures("portal")
CLAIRE, BRUNO = "claire@exemple.fr", "bruno@exemple.fr"


async def _addresses(email: str) -> tuple[str, str]:
    person = await actor(email)
    feed, calendar = await feeds.make(person, ""), await calendar_addresses.make(person, None)
    return feed.rss.rpartition("/")[2].removesuffix(".rss"), calendar.url.rpartition("/")[2].removesuffix(".ics")


async def _answer(addresses: tuple[str, str]) -> tuple[bool, bool]:
    feed, calendar = addresses
    return await feed_sources.private(feed, "rss") is not None, await calendar_addresses.read(calendar) is not None


@pytest.mark.parametrize(
    ("words", "brunos", "claires"),
    [
        (("sign-out", BRUNO), True, True),
        (("sign-out", BRUNO, "--addresses"), False, True),
        (("sign-out", "--all", "--addresses"), False, False),
        (("sign-out", "nobody@exemple.fr", "--addresses"), True, True),
        (("erase", BRUNO, "--yes"), False, True),
    ],
)
async def test_addresses_end_with_their_person_when_the_operator_says_so(words: tuple[str, ...], brunos: bool, claires: bool) -> None:
    await load(*PEOPLE)
    his, hers = await _addresses(BRUNO), await _addresses(CLAIRE)
    assert (await _answer(his), await _answer(hers)) == ((True, True), (True, True))
    await database.engine().dispose()
    result = await asyncio.to_thread(CliRunner().invoke, app, ["person", *words])
    assert (result.exit_code == 0) == ("nobody@exemple.fr" not in words)
    assert (await _answer(his), await _answer(hers)) == ((brunos, brunos), (claires, claires))
