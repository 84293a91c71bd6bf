"""One of many values, on either database."""

from collections.abc import Collection

import pytest
from sqlalchemy import event, select
from sqlmodel import col

from monproduit.core.among import among
from monproduit.core.database import engine, fetch
from monproduit.models import Person
from tests.world import PEOPLE, actor, load

pytestmark = pytest.mark.usefixtures("portal")


async def _found(column: str, values: Collection[int] | Collection[str]) -> set[str]:
    return {email for (email,) in await fetch(select(col(Person.email)).where(among(col(getattr(Person, column)), values)))}


async def test_numbers_and_texts_are_found_among_none_two_and_thousands() -> None:
    await load(*PEOPLE)
    claire, lea = await actor("claire@exemple.fr"), await actor("lea@exemple.fr")
    assert await _found("id", {claire.id, lea.id}) == {claire.email, lea.email}
    assert await _found("id", [claire.id, *range(10**6, 10**6 + 70_000)]) == {claire.email}
    assert await _found("email", {lea.email, "d'\"ailleurs\\"}) == {lea.email}
    assert await _found("id", set[int]()) == await _found("email", set[str]()) == set()


async def test_the_same_words_are_asked_for_any_number() -> None:
    asked = list[str]()
    event.listen(engine().sync_engine, "before_cursor_execute", lambda *arguments: asked.append(arguments[2]))
    for many in (1, 2, 500):
        await _found("id", range(many))
    assert len(asked) == 3
    assert len(set(asked)) == 1
