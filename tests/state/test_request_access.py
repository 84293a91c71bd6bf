"""Who does what with whose service request, by handler and by file: the one who opened it, colleagues, strangers, staff, and nobody."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
from sqlalchemy import func, select
from sqlmodel import col

from monproduit.core.database import reading
from monproduit.endpoints.application import plain_http
from monproduit.endpoints.gate import cookie_name
from monproduit.models import Attachment, ServiceRequest, ServiceRequestEntry
from monproduit.services import attachments, logins, request_conversation, request_desk
from tests.state.deeds import STRANGER, A, L, S
from tests.state.harness import Portal, handler_name, portal_events
from tests.state.request_deeds import ALL, CHANGING, DESK_REQUEST, KEY, READING, REQUEST, STAFF, STAFFS, world
from tests.world import actor, begin_with

ORIGIN = "http://localhost:3000"
pytestmark = pytest.mark.usefixtures("portal")


@pytest.fixture
async def events() -> AsyncIterator[Portal]:
    """Process events."""
    async with portal_events() as portal:
        yield portal


async def _try(events: Portal, who: str | None, name: str, *, page: str = "") -> str:
    """Do a deed as somebody on its page; return all that came back."""
    address, payload = ALL[name]
    tab = await events.tab(who, path=page or address)
    found = [await tab.call(handler_name(name.partition(".")[0] + ".load")), await tab.call(handler_name(name), **payload)]
    return str(found)


async def _fingerprint() -> tuple[Any, ...]:
    """Return where SR-1 stands, who is in charge, and how much was said."""
    async with reading() as session:
        request = (await session.scalars(select(ServiceRequest).where(col(ServiceRequest.number) == "SR-1"))).one()
        said = select(func.count()).where(col(ServiceRequestEntry.request_id) == request.id)
        return request.status, request.assigned_to_id, (await session.execute(said)).scalar_one()


@pytest.mark.parametrize("name", sorted(ALL))
async def test_nobody_gets_nothing(events: Portal, name: str) -> None:
    await begin_with(*world())
    before = await _fingerprint()
    assert await _try(events, None, name) == "[{}, {}]"
    assert await _fingerprint() == before


@pytest.mark.parametrize("name", sorted(ALL))
@pytest.mark.parametrize("who", [STRANGER, L])
async def test_neither_a_stranger_nor_a_colleague_without_a_share_sees_or_changes_anything(events: Portal, who: str, name: str) -> None:
    await begin_with(*world(sharing="administrators"))
    before = await _fingerprint()
    found = await _try(events, who, name)
    assert "CANARI titre" not in found
    assert "CANARI message" not in found
    assert "CANARI note" not in found
    assert await _fingerprint() == before


@pytest.mark.parametrize("name", sorted(n for n in {**STAFFS, **READING} if n.startswith("Desk")))
async def test_the_desk_does_not_exist_for_customers_whose_request_it_is(events: Portal, name: str) -> None:
    await begin_with(*world())
    before = await _fingerprint()
    found = await _try(events, A, name)
    assert "CANARI" not in found.replace("'text_rx_state_': 'CANARI'", "")
    assert await _fingerprint() == before


@pytest.mark.parametrize("name", sorted(CHANGING))
@pytest.mark.parametrize(("who", "may"), [(A, True), (S, True), (L, False)])
async def test_a_colleague_who_sees_it_writes_to_it_if_their_role_opens_requests(events: Portal, who: str, name: str, *, may: bool) -> None:
    await begin_with(*world(sharing="all", status="resolved" if name.endswith("reopen") else "in_progress"))
    before = await _fingerprint()
    found = await _try(events, who, name)
    assert "CANARI message" in found
    assert "CANARI note" not in found
    assert (await _fingerprint() != before) == may


@pytest.mark.parametrize("name", sorted(STAFFS))
async def test_the_staff_handles_any_request(events: Portal, name: str) -> None:
    await begin_with(*world())
    before = await _fingerprint()
    assert "CANARI note" in await _try(events, STAFF, name)
    assert await _fingerprint() != before


@pytest.mark.parametrize("name", sorted(n for n in READING if n.startswith("RequestsState")))
async def test_the_list_answers_the_one_who_opened_them(events: Portal, name: str) -> None:
    await begin_with(*world())
    assert "CANARI titre" in await _try(events, A, name)


@pytest.mark.parametrize("name", sorted(n for n in READING if n.startswith("DeskState")))
async def test_the_queue_answers_the_staff(events: Portal, name: str) -> None:
    await begin_with(*world())
    assert "CANARI titre" in await _try(events, STAFF, name)


async def test_the_form_opens_one_request_however_often_it_is_sent(events: Portal) -> None:
    await begin_with(*world())
    tab = await events.tab(A, path="/service-requests/new?license=777-1")
    form = ALL["NewRequestState.send"][1]
    await tab.call(handler_name("NewRequestState.load"))
    for _time in range(3):
        assert "SR-2 est créée" in str(await tab.call(handler_name("NewRequestState.send"), **form))
    async with reading() as session:
        assert (await session.execute(select(func.count()).select_from(ServiceRequest))).scalar_one() == 2


async def test_a_refused_form_says_why_and_opens_nothing(events: Portal) -> None:
    await begin_with(*world())
    tab, form = await events.tab(A, path="/service-requests/new?license=777-1"), ALL["NewRequestState.send"][1]["form"]
    await tab.call(handler_name("NewRequestState.load"))
    assert "par téléphone" in str(await tab.call(handler_name("NewRequestState.send"), form=form | {"severity": "1"}))
    assert "Donnez un titre" in str(await tab.call(handler_name("NewRequestState.send"), form=form | {"title": " "}))
    assert "vient de changer" in str(await tab.call(handler_name("NewRequestState.send"), form=form | {"promise": "24x7"}))


async def test_the_page_of_another_number_is_as_if_it_did_not_exist(events: Portal) -> None:
    await begin_with(*world())
    for page in ("/service-requests/SR-9", "/service-requests/..%2F..%2Fx"):
        assert "'missing_rx_state_': True" in await _try(events, A, "RequestState.load", page=page)
    assert "'missing_rx_state_': True" in await _try(events, STAFF, "DeskRequestState.load", page="/staff/service-requests/SR-9")


async def _file(text: bytes, form: str, who: str) -> str:
    async def parts() -> AsyncIterator[bytes]:
        yield text

    return (await attachments.receive(await actor(who), form, "journal.txt", parts())).key


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("monproduit.db")]


async def _http(who: str | None, method: str, address: str, *, content: bytes = b"", **headers: str) -> httpx2.Response:
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app=plain_http(None, "")), base_url=ORIGIN) as client:
        if who:
            client.cookies.set(cookie_name(), await logins.start("test", {"sub": who, "email": who, "email_verified": True}, ""))
        return await client.request(method, address, content=content, headers=headers)


@pytest.mark.parametrize("sharing", ["nobody", "administrators", "all"])
async def test_a_file_is_given_to_those_who_see_the_request_and_to_nobody_else(sharing: str) -> None:
    await begin_with(*world(sharing=sharing))
    key = await _file(b"CANARI", KEY, S)
    assert [(await _http(who, "GET", f"/attachments/{key}")).status_code for who in (S, A, STAFF, None)] == [200, 404, 404, 404]
    key = await _file(b"CANARI", KEY, A)
    await request_conversation.answer(await actor(A), "SR-1", "Voici le journal.", KEY)
    found = {who: (await _http(who, "GET", f"/attachments/{key}")).status_code for who in (A, STAFF, S, L, STRANGER, None)}
    colleagues = 200 if sharing == "all" else 404
    assert found == {A: 200, STAFF: 200, S: colleagues, L: colleagues, STRANGER: 404, None: 404}


async def test_a_file_of_a_note_is_the_staffs_alone() -> None:
    await begin_with(*world(sharing="all"))
    key = await _file(b"CANARI", KEY, STAFF)
    await request_desk.write_note(await actor(STAFF), "SR-1", "Journal du banc d’essai.", KEY)
    assert [(await _http(who, "GET", f"/attachments/{key}")).status_code for who in (STAFF, A, S)] == [200, 404, 404]


async def test_a_file_is_a_download_never_a_page_and_another_site_gets_none() -> None:
    await begin_with(*world())
    key = await _file(b"<script>alert(1)</script>", KEY, A)
    answer = await _http(A, "GET", f"/attachments/{key}")
    assert answer.headers["content-disposition"] == 'attachment; filename="journal.txt"'
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert "sandbox" in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "private, no-store"
    assert (await _http(A, "GET", f"/attachments/{key}", **{"sec-fetch-site": "cross-site"})).status_code == 404


async def test_a_file_is_taken_in_by_its_own_site_alone(portal: Path) -> None:
    await begin_with(*world())
    address, content = f"/attachments?form={KEY}&name=../../x/journal.txt", b"une ligne"
    assert (await _http(None, "POST", address, content=content, origin=ORIGIN)).status_code == 403
    assert (await _http(A, "POST", address, content=content, origin="https://ailleurs.example")).status_code == 403
    taken = await _http(A, "POST", address, content=content, origin=ORIGIN)
    assert (taken.status_code, taken.json()["name"]) == (201, "journal.txt")
    assert [path.parent for path in _files(portal)] == [portal / "attachments"]


@pytest.mark.parametrize(
    ("query", "headers", "status"),
    [
        ("name=a.txt", {"content-length": "2147483648"}, 413),
        ("name=a.html", {}, 415),
        ("name=a.exe", {}, 415),
        ("name=../../x", {}, 415),
        ("name=a.png", {}, 415),
        ("name=a.txt&form=court", {}, 422),
    ],
)
async def test_a_wrong_file_is_refused_with_a_reason_and_nothing_stays(portal: Path, query: str, headers: dict[str, str], status: int) -> None:
    await begin_with(*world())
    form = "" if "form=" in query else f"form={KEY}&"
    answer = await _http(A, "POST", f"/attachments?{form}{query}", content=b"une ligne", origin=ORIGIN, **headers)
    assert answer.status_code == status
    assert answer.json()["error"]
    async with reading() as session:
        assert (await session.execute(select(func.count()).select_from(Attachment))).scalar_one() == 0
    assert _files(portal) == []


async def test_a_customer_discards_no_file_of_anothers_and_none_that_was_sent(events: Portal) -> None:
    await begin_with(*world())
    key = await _file(b"x", KEY, A)
    for who in (S, STRANGER):
        tab = await events.tab(who, path=REQUEST)
        await tab.call(handler_name("RequestState.discard"), file=key, key=KEY)
    assert (await _http(A, "GET", f"/attachments/{key}")).status_code == 200
    await request_conversation.answer(await actor(A), "SR-1", "Voici.", KEY)
    tab = await events.tab(A, path=DESK_REQUEST)
    await tab.call(handler_name("RequestState.discard"), file=key, key=KEY)
    assert (await _http(A, "GET", f"/attachments/{key}")).status_code == 200
