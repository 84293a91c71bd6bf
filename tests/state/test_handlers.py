"""Every handler of every state: who may call it, with what, and what it gives to whom."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import time_machine

from monproduit.core import clock
from monproduit.core.metrics import REGISTRY as METRICS
from monproduit.services import license_registration, products
from monproduit.state.action import ACTION
from monproduit.state.guard import is_internal
from tests.state.chat_deeds import ALL as CHATS
from tests.state.deeds import DEEDS, PLAIN
from tests.state.harness import REGISTRY, Portal, handler_name, portal_events
from tests.state.request_deeds import ALL as REQUESTS
from tests.world import PEOPLE, Line, actor, begin_with, license_, load

pytestmark = pytest.mark.usefixtures("portal")
SECTIONS = {
    "SupportStatusState": "777-CANARI-1",
    "LicenseStatusState": "777-CANARI-1",
    "NewsAlertsState": "Alerte",
    "OpenRequestsState": "CANARI demande",
    "LatestDownloadState": "CANARI.zip",
}
OWN = {f"{state}.{verb}": {"product": "vigie"} for state in SECTIONS for verb in ("toggle", "more", "retry")}
OWN |= {"OpenRequestsState.sort": {"product": "vigie", "column": "title"}, "DashboardState.load": {}, "SessionState.greet": {}}
OWN |= {"AddProductState.begin": {}, "AddProductState.turn": {}, "AddProductState.search": {"text": "vigie"}}
OWN |= {"AddProductState.submit": {"form": {"way": "number", "number": "777-CANARI-1"}}}
OWN |= {"DashboardState.hide": {"product": "vigie"}, "DashboardState.show": {"product": "vigie"}, "DashboardState.dismiss": {"request": 1}}
OWN |= {"SearchState.find": {"text": "777"}}
OWN |= {"NewsAlertsState.choose_email": {"product": "vigie", "wants": True}}
"""Every declared handler of *Mes produits*, with what Claire sends to it about her own things."""


def _world() -> list[Line]:
    moments = {"created_at": "2026-11-20T09:00:00Z", "updated_at": "2026-11-20T09:00:00Z"}
    request = {"number": "SR-1", "product": "vigie", "created_by": "claire@exemple.fr", "title": "CANARI demande", "severity": 3, "status": "new"}
    download = {"key": "d", "user": "claire@exemple.fr", "product": "vigie", "version": "1", "file": "CANARI.zip"}
    alert = {"key": "a", "products": ["vigie"], "kind": "news", "important": True, "title": "Alerte", "published_at": "2026-11-20T09:00:00Z"}
    return [
        *PEOPLE,
        license_("777-CANARI-1", edition="CANARI"),
        {"type": "alert", **alert},
        {"type": "service_request", **request, **moments},
        {"type": "download", **download, "downloaded_at": "2026-11-20T09:00:00Z"},
    ]


@pytest.fixture
async def events() -> AsyncIterator[Portal]:
    """Process events on a world with Claire's things."""
    await begin_with(*_world())
    async with portal_events() as portal:
        yield portal


def _declared() -> set[str]:
    return {name for name, one in REGISTRY.event_handlers.items() if getattr(one.handler.fn, ACTION, None)}


def test_every_declared_handler_is_in_the_table_of_this_test() -> None:
    assert {handler_name(name) for name in (*OWN, *DEEDS, *PLAIN, *REQUESTS, *CHATS)} == _declared()


def test_what_is_neither_declared_nor_reflexs_own_is_setvar_alone() -> None:
    others = {name for name in REGISTRY.event_handlers if name not in _declared() and not is_internal(name)}
    assert {name.rpartition(".")[2] for name in others} == {"setvar", "update_vars_internal"}


@pytest.mark.parametrize("name", sorted(OWN))
async def test_nobody_gets_nothing(events: Portal, name: str) -> None:
    assert await (await events.tab(None)).call(handler_name(name), **OWN[name]) == {}


@pytest.mark.parametrize("name", sorted(OWN.keys() - {"AddProductState.submit"}))
async def test_a_stranger_gets_nothing_of_claires(events: Portal, name: str) -> None:
    found = str(await (await events.tab("nora@ailleurs.fr")).call(handler_name(name), **OWN[name]))
    assert not any(secret in found for secret in (*SECTIONS.values(), "CANARI"))


async def test_a_stranger_with_the_number_may_only_ask(events: Portal) -> None:
    nora, submit = await events.tab("nora@ailleurs.fr"), handler_name("AddProductState.submit")
    assert "ses administrateurs recevront votre demande" in str(await nora.call(submit, **OWN["AddProductState.submit"]))
    await nora.call(submit, **OWN["AddProductState.submit"])
    assert await products.rows(await actor("nora@ailleurs.fr")) == []
    assert "CANARI" not in str(await nora.call(handler_name("LicenseStatusState.toggle"), product="vigie"))


@pytest.mark.parametrize("verb", ["toggle", "more", "retry"])
@pytest.mark.parametrize("state", sorted(SECTIONS))
async def test_claire_gets_her_own(events: Portal, state: str, verb: str) -> None:
    assert SECTIONS[state] in str(await (await events.tab("claire@exemple.fr")).call(handler_name(f"{state}.{verb}"), product="vigie"))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("OpenRequestsState.sort", "CANARI demande"),
        ("SessionState.greet", "Claire Laurent"),
        ("AddProductState.begin", "Archivo"),
        ("AddProductState.search", "Vigie"),
        ("AddProductState.submit", "déjà enregistrée"),
        ("DashboardState.hide", "est masqué"),
        ("DashboardState.show", "dans vos produits"),
        ("DashboardState.dismiss", "n’attend plus"),
        ("SearchState.find", "777-CANARI-1"),
    ],
)
async def test_the_other_handlers_answer_claire(events: Portal, name: str, expected: str) -> None:
    assert expected in str(await (await events.tab("claire@exemple.fr")).call(handler_name(name), **OWN[name]))


@pytest.mark.parametrize("state", ["OpenRequestsState", "LatestDownloadState"])
async def test_a_colleague_gets_nothing_personal(events: Portal, state: str) -> None:
    lea = await events.tab("lea@exemple.fr")
    assert "CANARI" not in str(await lea.call(handler_name(f"{state}.toggle"), product="vigie"))


async def test_a_colleague_gets_the_groups_license(events: Portal) -> None:
    lea = await events.tab("lea@exemple.fr")
    assert "777-CANARI-1" in str(await lea.call(handler_name("LicenseStatusState.toggle"), product="vigie"))


async def test_loading_gives_rows_and_cells_and_greets(events: Portal) -> None:
    found = str(await (await events.tab("claire@exemple.fr", "en")).call(handler_name("DashboardState.load")))
    for word in ("Vigie", "cell__vigie", "row__vigie", "Claire Laurent", "1 open"):
        assert word in found


@pytest.mark.parametrize("name", ["DashboardState.load", "ForumsState.load"])
async def test_what_a_handler_takes_is_counted_by_its_name(events: Portal, name: str) -> None:
    before = METRICS.get_sample_value("monproduit_handler_seconds_count", {"handler": name}) or 0
    await (await events.tab("claire@exemple.fr")).call(handler_name(name))
    assert METRICS.get_sample_value("monproduit_handler_seconds_count", {"handler": name}) == before + 1


async def test_a_change_sends_one_cell_and_the_same_value_never_twice(events: Portal) -> None:
    claire = await events.tab("claire@exemple.fr")
    load_all, toggle = handler_name("DashboardState.load"), handler_name("OpenRequestsState.retry")
    await claire.call(load_all)
    (first,) = (await claire.call(toggle, product="vigie")).values()
    assert set(first) == {"details__vigie_rx_state_", "failed__vigie_rx_state_"}
    assert await claire.call(toggle, product="vigie") == {}


@pytest.mark.parametrize("wrong", ["setvar", "_show", "reset", "dict", "get_delta", "_greet"])
async def test_undeclared_names_are_refused(events: Portal, wrong: str) -> None:
    claire = await events.tab("claire@exemple.fr")
    full = handler_name("DashboardState.load").replace(".load", f".{wrong}")
    if full in REGISTRY.event_handlers:
        assert await claire.call(full, var_name="order", value=["x"]) == {}


@pytest.mark.parametrize(
    "payload",
    [{}, {"product": 1}, {"product": None}, {"product": ["vigie"]}, {"product": {"a": 1}}, {"product": "x" * 3000}, {"product": "vigie", "extra": 1}],
)
async def test_wrong_payloads_do_nothing(events: Portal, payload: dict[str, object]) -> None:
    assert await (await events.tab("claire@exemple.fr")).call(handler_name("LicenseStatusState.toggle"), **payload) == {}


@pytest.mark.parametrize(
    "form",
    [[], "x", {"way": 1}, {"unknown": "x"}, {"__reflex_form_data__": "x"}, {"__reflex_form_data__": [["a"]]}, {"__reflex_form_data__": [[{}, "a"]]}],
)
async def test_wrong_forms_do_nothing(events: Portal, form: object) -> None:
    assert await (await events.tab("claire@exemple.fr")).call(handler_name("AddProductState.submit"), form=form) == {}


async def test_too_many_events_are_refused_and_then_served_again(events: Portal) -> None:
    claire = await events.tab("claire@exemple.fr")
    name = handler_name("SupportStatusState.toggle")
    with time_machine.travel(clock.now(), tick=False):  # else a slow machine never is too fast
        served = [bool(await claire.call(name, product="vigie")) for _ in range(80)]
    assert sum(served) == 60
    assert not any(served[60:])
    with time_machine.travel(clock.now() + timedelta(seconds=4), tick=False):
        assert await claire.call(name, product="vigie")


async def test_an_ended_login_gets_nothing_at_its_next_event(events: Portal) -> None:
    from monproduit.services import logins

    claire = await events.tab("claire@exemple.fr")
    await logins.end_at_provider("test", "claire@exemple.fr", None)
    assert await claire.call(handler_name("DashboardState.load")) == {}


async def test_a_number_is_registered_by_two_submits(events: Portal) -> None:
    await load(license_("888-1", product="archivo", group=None))
    bruno, submit = await events.tab("bruno@exemple.fr"), handler_name("AddProductState.submit")
    assert "Archivo" in str(await bruno.call(submit, form={"way": "number", "number": "888 1"}))
    assert await products.rows(await actor("bruno@exemple.fr")) == []
    await bruno.call(submit, form={"way": "number", "number": "8881"})
    assert [row.slug for row in await products.rows(await actor("bruno@exemple.fr"))] == ["archivo"]


async def test_another_number_is_shown_before_it_is_registered(events: Portal) -> None:
    await load(license_("888-1", product="archivo", group=None), license_("888-2", product="archivo", group=None))
    bruno, submit = await events.tab("bruno@exemple.fr"), handler_name("AddProductState.submit")
    for number in ("888-1", "888-2"):
        assert "Archivo" in str(await bruno.call(submit, form={"way": "number", "number": number}))
    assert (await license_registration.preview(await actor("bruno@exemple.fr"), "888-1")).outcome == "create"


async def test_a_dashboard_takes_eight_queries_and_an_opening_two(events: Portal) -> None:
    from sqlalchemy import event

    from monproduit.core.database import _near, engine

    claire, asked = await events.tab("claire@exemple.fr"), list[str]()
    for one in (engine().sync_engine, _near(engine())):  # who it is, is asked without a thread
        event.listen(one, "before_cursor_execute", lambda *arguments: asked.append(arguments[2]))
    await claire.call(handler_name("DashboardState.load"))
    assert len(asked) == 8, asked
    asked.clear()
    await claire.call(handler_name("LicenseStatusState.toggle"), product="vigie")
    assert len(asked) == 2, asked
