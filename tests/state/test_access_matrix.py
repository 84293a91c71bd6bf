"""Role by deed by whose: every handler and route of licenses and groups, tried by everybody on everything."""

from collections.abc import AsyncIterator
from typing import Any

import httpx2
import pytest
from sqlalchemy import func, select
from sqlmodel import col

from monproduit.core import clock
from monproduit.core.database import reading, writing
from monproduit.endpoints.application import plain_http
from monproduit.endpoints.gate import cookie_name
from monproduit.models import AccessRequest, AuditEvent, Invitation, License, LicenseUser, Person, UserGroup
from monproduit.services import logins
from tests.state.deeds import DEEDS, LICENSE, MEMBERS, PLAIN, ROUTES, STRANGER, A, L, S, world
from tests.state.harness import Portal, handler_name, portal_events
from tests.world import begin_with, load

pytestmark = pytest.mark.usefixtures("portal")
WHOSE = {"own": ("777-1", "lyon"), "colleagues": ("888-1", "nantes"), "foreign": ("999-1", "ailleurs")}
_OTHERS = [(who, whose) for who in MEMBERS for whose in ("colleagues", "foreign")] + [(STRANGER, "own"), (None, "own")]


@pytest.fixture
async def events() -> AsyncIterator[Portal]:
    """Process events on three groups that look alike."""
    await begin_with(*world())
    async with portal_events() as portal:
        yield portal


async def _id(table: Any, column: Any, value: str) -> int:
    async with reading() as session:
        return (await session.execute(select(table.id).where(col(column) == value))).scalar_one()


async def _things(whose: str) -> dict[str, Any]:
    """Put a license user, an invitation and a request into a group, and return the ids of all."""
    number, key = WHOSE[whose]
    group, license_id = await _id(UserGroup, UserGroup.key, key), await _id(License, License.number, number)
    member, asking = await _id(Person, Person.email, {"lyon": L, "nantes": STRANGER, "ailleurs": STRANGER}[key]), await _id(Person, Person.email, A)
    asking = await _id(Person, Person.email, STRANGER) if key == "lyon" else asking
    moment = clock.now()
    async with writing() as session:
        session.add(LicenseUser(license_id=license_id, user_id=member, assigned_at=moment))
        request = AccessRequest(group_id=group, license_id=license_id, user_id=asking, asked_at=moment)
        invitation = Invitation(
            digest="d", group_id=group, email="x@y.fr", role="support_user", invited_by_id=member, invited_at=moment, expires_at=moment
        )
        session.add_all([request, invitation])
    return {"number": number, "group": group, "member": member, "request": request.id, "invitation": invitation.id}


def _filled(payload: Any, things: dict[str, Any]) -> Any:
    if isinstance(payload, dict):
        return {name: _filled(value, things) for name, value in payload.items()}
    return things[payload[1:-1]] if isinstance(payload, str) and payload.startswith("{") else payload


async def _audited(action: str) -> int:
    async with reading() as session:
        return (await session.execute(select(func.count()).where(col(AuditEvent.action) == action))).scalar_one()


async def _try(events: Portal, who: str | None, whose: str, name: str) -> str:
    """Do a deed as somebody on the page of something; return all that came back."""
    deed, things = DEEDS[name], await _things(whose)
    tab = await events.tab(who, path=deed.page.format(**things))
    found = [await tab.call(handler_name(name.partition(".")[0] + ".load"))]
    for other, payload in deed.before:
        found.append(await tab.call(handler_name(other), **_filled(payload, things)))
    found.append(await tab.call(handler_name(name), **_filled(deed.payload, things)))
    return str(found)


@pytest.mark.parametrize("name", sorted(DEEDS))
@pytest.mark.parametrize("who", MEMBERS)
async def test_a_member_does_what_their_role_allows_and_no_more(events: Portal, who: str, name: str) -> None:
    await _try(events, who, "own", name)
    assert await _audited(DEEDS[name].audit) == (who in DEEDS[name].who)


@pytest.mark.parametrize("name", sorted(DEEDS))
@pytest.mark.parametrize(("who", "whose"), _OTHERS)
async def test_nobody_does_or_sees_anything_of_others(events: Portal, who: str | None, whose: str, name: str) -> None:
    found = await _try(events, who, whose, name)
    assert await _audited(DEEDS[name].audit) == 0
    assert not any(secret in found for secret in ("CANARI", "CLE-", "Production Lyon"))


_PAGES = {"License": LICENSE, "ProductSupport": "/products/archivo"}
_LOADS = {"LoginsState": "ProfileState"}


@pytest.mark.parametrize("name", sorted(PLAIN))
@pytest.mark.parametrize("who", [None, STRANGER])
async def test_the_other_handlers_give_nothing_of_others(events: Portal, who: str | None, name: str) -> None:
    things = await _things("own")
    page = next((page for start, page in _PAGES.items() if name.startswith(start)), "/groups/{group}").format(**things)
    tab = await events.tab(who, path=page)
    state = name.partition(".")[0]
    found = str([await tab.call(handler_name(f"{_LOADS.get(state, state)}.load")), await tab.call(handler_name(name), **PLAIN[name])])
    assert not any(secret in found for secret in ("Production Lyon", "Claire", "777-1", "CLE-"))
    assert who or found == "[{}, {}]"


async def test_a_forged_member_of_another_group_is_not_considered(events: Portal) -> None:
    things, nora = await _things("own"), await _id(Person, Person.email, STRANGER)
    tab = await events.tab(A, path=f"/groups/{things['group']}")
    await tab.call(handler_name("GroupState.load"))
    await tab.call(handler_name("GroupState.consider"), user=nora)
    await tab.call(handler_name("GroupState.remove"))
    assert await _audited("member_removed") == 0


async def test_an_invitation_or_request_of_another_group_is_not_touched(events: Portal) -> None:
    theirs = await _things("colleagues")
    tab = await events.tab(A, path=f"/groups/{await _id(UserGroup, UserGroup.key, 'lyon')}")
    await tab.call(handler_name("GroupState.load"))
    await tab.call(handler_name("GroupState.revoke"), invitation=theirs["invitation"])
    await tab.call(handler_name("GroupState.answer"), request=theirs["request"], grants=True)
    assert (await _audited("invitation_revoked"), await _audited("access_granted")) == (0, 0)


async def test_a_role_that_changed_while_the_page_was_open_counts_at_once(events: Portal) -> None:
    from sqlalchemy import update

    from monproduit.models import Membership

    things = await _things("own")
    tab = await events.tab(A, path=f"/licenses/{things['number']}")
    await tab.call(handler_name("LicenseState.load"))
    async with writing() as session:
        await session.execute(update(Membership).where(col(Membership.role) == "administrator").values(role="support_user"))
    assert "Votre rôle ne le permet pas" in str(await tab.call(handler_name("LicenseState.reveal")))
    assert await _audited("key_revealed") == 0


def test_every_plain_route_of_licenses_and_groups_is_in_the_table() -> None:
    from monproduit.endpoints import files

    tried = {route.replace("{group}", "{group:int}").rpartition(".")[0] + ".{kind:str}" if "." in route else route for route in ROUTES}
    assert {route.path for route in files.ROUTES} == tried | {"/exports/products.{kind:str}"}


async def _get(who: str | None, address: str, **headers: str) -> httpx2.Response:
    transport = httpx2.ASGITransport(app=plain_http(None, ""))
    async with httpx2.AsyncClient(transport=transport, base_url="http://localhost:3000") as client:
        if who:
            client.cookies.set(cookie_name(), await logins.start("test", {"sub": who, "email": who, "email_verified": True}, ""))
        return await client.get(address, headers=headers)


@pytest.mark.usefixtures("portal", "events")
@pytest.mark.parametrize("route", sorted(ROUTES))
@pytest.mark.parametrize("who", MEMBERS)
async def test_a_member_fetches_what_their_role_allows(who: str, route: str) -> None:
    audit, allowed = ROUTES[route]
    answer = await _get(who, route.format(**await _things("own")))
    assert answer.status_code == (200 if who in allowed else 403)
    assert bool(await _audited(audit)) == (who in allowed)
    if who in allowed and route.startswith("/files"):
        assert "key = CLE-777-1" in answer.text
        assert ("CLE-777-2" in answer.text) == route.endswith("merged")


@pytest.mark.usefixtures("portal", "events")
@pytest.mark.parametrize("route", sorted(ROUTES))
@pytest.mark.parametrize(("who", "whose"), _OTHERS)
async def test_nobody_fetches_anything_of_others(who: str | None, whose: str, route: str) -> None:
    answer = await _get(who, route.format(**await _things(whose)))
    assert answer.status_code == 404
    assert await _audited(ROUTES[route][0]) == 0


@pytest.mark.usefixtures("portal", "events")
async def test_nobody_exports_products_and_everybody_only_their_own() -> None:
    assert (await _get(None, "/exports/products.csv")).status_code == 404
    assert (await _get(A, "/exports/products.exe")).status_code == 404
    assert "Vigie" in (await _get(A, "/exports/products.csv")).text
    assert "Production Lyon" not in (await _get(STRANGER, "/exports/products.csv")).text


@pytest.mark.usefixtures("portal", "events")
async def test_another_site_cannot_make_the_browser_fetch_a_key() -> None:
    things = await _things("own")
    answer = await _get(A, f"/files/licenses/{things['number']}", **{"sec-fetch-site": "cross-site"})
    assert (answer.status_code, await _audited("file_downloaded")) == (404, 0)


async def test_a_limited_license_gives_its_key_to_its_own_users_only(events: Portal) -> None:
    await load(*(line | {"user_limit": 1} for line in world() if line.get("number") == "777-1"))
    assert "CLE-777-1" not in str(await _key(events, L))
    async with writing() as session:
        session.add(
            LicenseUser(license_id=await _id(License, License.number, "777-1"), user_id=await _id(Person, Person.email, L), assigned_at=clock.now())
        )
    assert "CLE-777-1" in str(await _key(events, L))
    assert "CLE-777-1" in str(await _key(events, A))
    assert "CLE-777-1" not in str(await _key(events, S))


async def _key(events: Portal, who: str) -> Any:
    tab = await events.tab(who, path="/licenses/777-1")
    await tab.call(handler_name("LicenseState.load"))
    return await tab.call(handler_name("LicenseState.reveal"))
