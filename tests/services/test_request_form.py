"""What the form of a request knows from where it was opened, and what it suggests."""

from datetime import UTC, datetime

import pytest
import time_machine

from monproduit.core.errors import PortalError
from monproduit.services import request_form, suggestions
from monproduit.views.request_pages import RequestForm, Suggestion
from tests.services.requests_world import CLAIRE, LEA, NORA, message, request, world
from tests.world import actor, license_, load

pytestmark = pytest.mark.usefixtures("portal")
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


async def _form(who: str = CLAIRE, slug: str = "vigie", number: str = "") -> RequestForm:
    with time_machine.travel(NOON, tick=False):
        return await request_form.form(await actor(who), slug, number)


async def test_it_knows_the_license_the_plan_the_times_and_the_version_fetched_last() -> None:
    download = {"type": "download", "key": "d", "user": CLAIRE, "product": "vigie", "version": "7.1", "file": "v.zip"}
    releases = [{"type": "release", "product": "vigie", "version": version} for version in ("7.1", "7.10", "7.2")]
    await world(*releases, download | {"downloaded_at": "2026-11-01T09:00:00Z"})
    form = await _form()
    assert (form.license, form.plan, form.promise, form.version, form.versions) == ("777-1", "Premier", "premier", "7.1", ["7.10", "7.2", "7.1"])
    assert [one.response for one in form.severities] == [
        f"première réponse sous {time}" for time in ("30\u00a0min", "1\u00a0h", "2\u00a0h", "4\u00a0h")
    ]


async def test_the_named_license_is_chosen_else_one_with_support() -> None:
    await world(license_("777-2", renewal_date="2028-01-01"), license_("777-3", standing="revoked"))
    assert ((await _form()).license, (await _form(number="777 2")).license, (await _form(number="777-3")).license) == ("777-1", "777-2", "777-1")
    assert [one.number for one in (await _form()).licenses] == ["777-2", "777-1"]


async def test_without_support_no_time_is_promised() -> None:
    await world(license_("777-1", maintenance_from="2020-01-01", renewal_date="2021-01-01", support_plan="premier"))
    form = await _form()
    assert (form.plan, form.promise, form.status) == ("", "", "expired")
    assert {one.response for one in form.severities} == {"délai non garanti"}


async def test_a_license_user_is_told_whom_to_ask_and_gets_no_number() -> None:
    await world()
    form = await _form(LEA)
    assert not form.is_allowed
    assert [(one.name, one.href) for one in form.contacts] == [("Claire Laurent", f"mailto:{CLAIRE}"), ("Bruno Petit", "mailto:bruno@exemple.fr")]
    assert form.licenses == []


async def test_nothing_of_anothers_license_is_known() -> None:
    await world()
    assert (await request_form.product_of(await actor(CLAIRE), "999-1"), await request_form.product_of(await actor(CLAIRE), "777 1")) == ("", "vigie")
    assert await request_form.product_of(await actor(CLAIRE), "") == ""
    assert (await _form(NORA, number="777-1")).license == "999-1"
    with pytest.raises(PortalError, match="unknown_product"):
        await _form(slug="inconnu")


async def test_requests_that_share_words_are_suggested_the_nearest_first_and_only_those_one_sees() -> None:
    await world(request("SR-2", title="Sonde perdue à Brest"), request("SR-3", created_by=NORA, license="999-1", title="Sonde muette de Nora"))
    await load(request("SR-4", product="archivo", license=None, title="Sonde muette ailleurs"), message("m9", request="SR-2"))
    found = await suggestions.suggest(await actor(CLAIRE), "vigie", "Une sonde muette !")
    assert [one.title for one in found] == ["Sonde muette", "Sonde perdue à Brest"]
    assert found[0] == Suggestion("Sonde muette", "Demande SR-1 · En cours", "/fr/service-requests/SR-1")


@pytest.mark.parametrize("text", ["", "   ", "a la de", "%%%%", "zzzz"])
async def test_short_or_foreign_words_suggest_nothing(text: str) -> None:
    await world()
    assert await suggestions.suggest(await actor(CLAIRE), "vigie", text) == []


async def test_another_provider_is_asked_too(monkeypatch: pytest.MonkeyPatch) -> None:
    await world()
    article = Suggestion("Quand une sonde se tait", "Article", "/fr/knowledge/sonde")

    async def articles(*_asked: object) -> list[Suggestion]:
        return [article]

    monkeypatch.setattr(suggestions, "PROVIDERS", [articles, *suggestions.PROVIDERS])
    assert [one.title for one in await suggestions.suggest(await actor(CLAIRE), "vigie", "sonde")] == ["Quand une sonde se tait", "Sonde muette"]
