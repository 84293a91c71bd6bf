"""Publish, schedule, edit and withdraw: staff alone, nothing overwritten, and every deed noted."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import delete, select
from sqlalchemy.exc import DBAPIError
from sqlmodel import col

from monproduit.core.database import reading, writing
from monproduit.core.errors import PortalError
from monproduit.models import AlertEvent, Change
from monproduit.services import alert_editor, alert_list, staff_alerts
from monproduit.services.access import Actor
from monproduit.services.alert_drafts import Draft, DraftRefusedError
from monproduit.services.alert_list import Wanted
from tests.world import PEOPLE, actor, license_, load

pytestmark = pytest.mark.usefixtures("portal")
CLAIRE, SAM = "claire@exemple.fr", "sam@editeur.fr"
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
DRAFT = Draft(title="Correctif à installer", kind="security", severity="high", body="Installez **7.2.1**.", products=("vigie",), is_important=True)


async def _staff(name: str = "Sam Morel", email: str = SAM) -> Actor:
    await load({"type": "user", "email": email, "name": name, "staff": True})
    return replace(await actor(email), is_staff=True)


async def _world() -> Actor:
    await load(*PEOPLE, license_("100-1"), license_("100-2", product="archivo"))
    return await _staff()


async def _seen() -> list[str]:
    return [card.title for card in (await alert_list.find(await actor(CLAIRE), Wanted(), 50)).lines]


async def _key(sam: Actor) -> str:
    return (await staff_alerts.find(sam, "", "", 50)).lines[0].key


async def test_what_is_published_is_seen_at_once_and_its_key_can_be_read() -> None:
    with time_machine.travel(NOON, tick=False):
        sam = await _world()
        assert await alert_editor.save(sam, "", 0, DRAFT) == ("Correctif à installer", "published")
        assert await _seen() == ["Correctif à installer"]
        key = await _key(sam)
        page = await alert_list.one(await actor(CLAIRE), key)
    assert key.startswith("correctif-a-installer-")
    assert (page.severity_label, page.body) == ("Élevée", "<p>Installez <strong>7.2.1</strong>.</p>\n")


async def test_what_is_scheduled_is_seen_at_its_hour_where_the_person_is() -> None:
    with time_machine.travel(NOON, tick=False) as traveller:
        sam = await _world()
        saved = await alert_editor.save(sam, "", 0, replace(DRAFT, when="later", moment="2026-11-24T13:30"))
        assert saved[1] == "scheduled"
        assert await _seen() == []
        traveller.shift(timedelta(minutes=31))
        assert await _seen() == ["Correctif à installer"]


async def test_what_is_withdrawn_is_seen_by_nobody_until_it_is_published_again() -> None:
    with time_machine.travel(NOON, tick=False):
        sam = await _world()
        await alert_editor.save(sam, "", 0, DRAFT)
        key = await _key(sam)
        await staff_alerts.withdraw(sam, key)
        await staff_alerts.withdraw(sam, key)
        assert (await _seen(), await alert_list.unread(await actor(CLAIRE))) == ([], 0)
        assert [line.status for line in (await staff_alerts.find(sam, "withdrawn", "correctif", 50)).lines] == ["withdrawn"]
        assert (await staff_alerts.find(sam, "published", "", 50)).lines == []
        await staff_alerts.restore(sam, key)
        assert await _seen() == ["Correctif à installer"]
        words = [deed.words for deed in (await alert_editor.open_(sam, key)).history]
    assert words == ["Alerte publiée à nouveau", "Alerte retirée", "Alerte publiée"]


async def test_of_two_who_edit_the_second_is_told_who_was_faster() -> None:
    with time_machine.travel(NOON, tick=False):
        sam, ida = await _world(), await _staff("Ida Blum", "ida@editeur.fr")
        await alert_editor.save(sam, "", 0, DRAFT)
        key = await _key(sam)
        first = await alert_editor.open_(sam, key)
        await alert_editor.save(ida, key, first.version, replace(DRAFT, title="Titre d’Ida", when="keep"))
        with pytest.raises(PortalError, match="alert_edited") as refused:
            await alert_editor.save(sam, key, first.version, replace(DRAFT, title="Titre de Sam", when="keep"))
        assert refused.value.values == {"who": "Ida Blum"}
        version, _who = await alert_editor.current_version(sam, key)
        await alert_editor.save(sam, key, version, replace(DRAFT, title="Titre de Sam", when="keep"))
        opened = await alert_editor.open_(sam, key)
    assert opened.title == "Titre de Sam"
    assert [deed.words for deed in opened.history][:2] == ["Alerte modifiée (titre)"] * 2


async def test_other_products_alone_are_a_new_version_and_the_same_again_is_none() -> None:
    sam = await _world()
    await alert_editor.save(sam, "", 0, DRAFT)
    key = await _key(sam)
    more = replace(DRAFT, when="keep", products=("vigie", "archivo"), fixed={"archivo": "7.2.1, 6.10.5;7.2.1"})
    for version in (1, 2):
        await alert_editor.save(sam, key, version, more)
        assert (await alert_editor.current_version(sam, key))[0] == 2
    opened = await alert_editor.open_(sam, key)
    assert [(one.name, one.fixed) for one in opened.products] == [("Archivo", "7.2.1, 6.10.5"), ("Vigie", "")]
    assert [deed.words for deed in opened.history] == ["Alerte modifiée (produits et versions)", "Alerte publiée"]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": "  "}, "title"),
        ({"title": "x" * 301}, "title"),
        ({"products": ()}, "products"),
        ({"products": ("unknown",)}, "products"),
        ({"kind": "forged"}, "kind"),
        ({"body": "x" * 100_001}, "body"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"when": "later", "moment": ""}, "moment"),
        ({"when": "later", "moment": "2020-01-01T10:00"}, "moment"),
        ({"when": "later", "moment": "2099-01-01T10:00"}, "moment"),
        ({"fixed": {"vigie": "x" * 201}}, "versions"),
    ],
)
async def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_written(wrong: dict[str, object], field: str) -> None:
    sam = await _world()
    with pytest.raises(DraftRefusedError) as refused:
        await alert_editor.save(sam, "", 0, replace(DRAFT, **wrong))  # type: ignore[arg-type]
    assert getattr(refused.value.problems, field)
    assert (await staff_alerts.find(sam, "", "", 50)).lines == []


async def test_an_hour_that_the_clocks_skip_is_none() -> None:
    with time_machine.travel(datetime(2027, 3, 1, tzinfo=UTC), tick=False):
        sam = await _world()
        with pytest.raises(DraftRefusedError) as refused:
            await alert_editor.save(sam, "", 0, replace(DRAFT, when="later", moment="2027-03-28T02:30"))
    assert "horloges" in refused.value.problems.moment


async def test_the_preview_is_the_customers_view_with_harmless_text_and_their_number() -> None:
    sam = await _world()
    page, words = await alert_editor.preview(sam, replace(DRAFT, body="<script>x</script>", fixed={"vigie": "7.2.1"}), {"vigie": "Vigie"}, "")
    assert (page.title, page.products, "<script" in page.body) == ("Correctif à installer", "Vigie", False)
    assert page.fixes[0].words == "Corrigé en 7.2.1"
    assert words == "2 personnes ont ces produits."


async def test_customers_can_do_none_of_this() -> None:
    sam = await _world()
    await alert_editor.save(sam, "", 0, DRAFT)
    key, claire = await _key(sam), await actor(CLAIRE)
    for deed in (
        alert_editor.open_(claire, key),
        alert_editor.options(claire, ""),
        alert_editor.preview(claire, DRAFT, {}, ""),
        alert_editor.save(claire, key, 1, DRAFT),
        alert_editor.current_version(claire, key),
        staff_alerts.find(claire, "", "", 50),
        staff_alerts.withdraw(claire, key),
        staff_alerts.restore(claire, key),
    ):
        with pytest.raises(PortalError, match="staff_only"):
            await deed
    assert await _seen() == ["Correctif à installer"]


async def test_every_change_is_noted_for_the_product_and_for_staff_and_the_history_cannot_be_changed() -> None:
    sam = await _world()
    async with writing() as session:
        await session.execute(delete(Change))
    await alert_editor.save(sam, "", 0, DRAFT)
    async with reading() as session:
        assert {change.section for change in await session.scalars(select(Change))} == {"news_alerts", "staff"}
    for statement in (delete(AlertEvent), AlertEvent.__table__.update().values(actor="x")):  # type: ignore[attr-defined]
        with pytest.raises(DBAPIError, match="append-only"):
            async with writing() as session:
                await session.execute(statement)


async def test_a_thousand_products_are_searched() -> None:
    sam = await _world()
    await load(*({"type": "product", "slug": f"p{place}", "name": f"Produit {place:04}", "family": "Mesure"} for place in range(1000)))
    assert [one.slug for one in await alert_editor.options(sam, "0777")] == ["p777"]
    assert len(await alert_editor.options(sam, "produit")) == 30


async def test_an_alert_that_is_not_there_cannot_be_edited() -> None:
    sam = await _world()
    for deed in (alert_editor.open_(sam, "gone"), alert_editor.save(sam, "gone", 1, DRAFT), staff_alerts.withdraw(sam, "gone")):
        with pytest.raises(PortalError, match="no_such_alert"):
            await deed
    async with reading() as session:
        assert (await session.execute(select(col(AlertEvent.id)))).all() == []
