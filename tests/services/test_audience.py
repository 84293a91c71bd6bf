"""A change is shown to those whom it concerns, and to nobody else."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import event, select

from monproduit.core.database import engine, reading
from monproduit.core.sections import Section
from monproduit.integrations.change_log import Changed
from monproduit.models import Person, Product, UserGroup
from monproduit.services.audience import concerned, published_between
from monproduit.services.data.applying import apply
from monproduit.services.data.reading import files, lines

WORLD = Path(__file__).parents[1] / "fixtures" / "lyon.jsonl"


async def _id(table: type, column: str, value: str) -> int:
    async with reading() as session:
        return (await session.scalars(select(table.id).where(getattr(table, column) == value))).one()


@pytest.fixture
async def world(portal: Path) -> dict[str, int]:
    """Lyon's group with Claire, and Nora, who has nothing."""
    more = portal / "nora.jsonl"
    more.write_text('{"type":"user","email":"nora@ailleurs.fr","name":"Nora"}\n')
    report = await apply(lines(files([WORLD, more])))
    assert not report.problems
    return {
        "claire": await _id(Person, "email", "claire@exemple.fr"),
        "nora": await _id(Person, "email", "nora@ailleurs.fr"),
        "group": await _id(UserGroup, "key", "production-lyon"),
        "product": await _id(Product, "slug", "rapid-recovery"),
    }


async def test_a_license_concerns_the_members_of_its_group(world: dict[str, int]) -> None:
    change = Changed(1, None, world["group"], world["product"], Section.LICENSE_STATUS)
    found = await concerned([change], {world["claire"], world["nora"]})
    assert found == {world["claire"]: {Section.LICENSE_STATUS: {"rapid-recovery"}}}


async def test_an_alert_concerns_those_who_registered_the_product(world: dict[str, int]) -> None:
    change = Changed(1, None, None, world["product"], Section.NEWS_ALERTS)
    found = await concerned([change], {world["claire"], world["nora"]})
    assert found == {world["claire"]: {Section.NEWS_ALERTS: {"rapid-recovery"}}}


async def test_a_request_concerns_the_one_who_made_it(world: dict[str, int]) -> None:
    change = Changed(1, world["nora"], None, world["product"], Section.OPEN_REQUESTS)
    found = await concerned([change], {world["claire"], world["nora"]})
    assert found == {world["nora"]: {Section.OPEN_REQUESTS: {"rapid-recovery"}}}


async def test_what_happens_to_one_who_does_not_look_asks_the_database_nothing(world: dict[str, int]) -> None:
    asked: list[str] = []
    event.listen(engine().sync_engine, "before_cursor_execute", lambda *arguments: asked.append(arguments[2]))
    change = Changed(1, world["nora"], None, world["product"], Section.NEWS_ALERTS)
    assert await concerned([change], {world["claire"]}) == {}
    assert asked == []


async def test_a_group_concerns_all_products_whose_licenses_it_holds(world: dict[str, int]) -> None:
    change = Changed(1, None, world["group"], None, Section.LICENSE_STATUS)
    assert await concerned([change], {world["claire"]}) == {world["claire"]: {Section.LICENSE_STATUS: {"rapid-recovery"}}}


async def test_nobody_who_does_not_look_is_told(world: dict[str, int]) -> None:
    assert await concerned([Changed(1, None, None, world["product"], Section.NEWS_ALERTS)], {world["nora"]}) == {}


async def test_an_alert_appears_at_its_hour(world: dict[str, int]) -> None:
    hour = datetime(2026, 11, 22, 9, tzinfo=UTC)
    second = timedelta(seconds=1)
    assert [change.product_id for change in await published_between(hour - second, hour)] == [world["product"]]
    assert await published_between(hour, hour + second) == []
    assert await published_between(hour - 2 * second, hour - second) == []
