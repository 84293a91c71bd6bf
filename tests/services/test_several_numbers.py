"""Several numbers at once: a verdict for each, and twice is once."""

import pytest

from monproduit.core.errors import PortalError
from monproduit.services import products
from monproduit.services.several_numbers import check, numbers_of, register
from tests.world import PEOPLE, actor, license_, load

pytestmark = pytest.mark.usefixtures("portal")
BRUNO = "bruno@exemple.fr"


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("153-482-907\n153-482-911\n\n153 482 907", ["153-482-907", "153-482-911"]),
        ("153-482-907;153-482-911\t100-1", ["153-482-907", "153-482-911", "100-1"]),
        ("Bonjour,\nNuméro de licence : 153-482-907\nFacture 2026-11", ["153-482-907"]),
        ("abc", ["abc"]),
    ],
)
def test_numbers_are_taken_from_a_column_or_a_message(text: str, numbers: list[str]) -> None:
    assert numbers_of(text) == numbers


@pytest.mark.parametrize(("text", "key"), [(" \n ", "empty"), ("\n".join(f"1000-{place}" for place in range(501)), "too_many_numbers")])
def test_nothing_and_too_much_are_refused(text: str, key: str) -> None:
    with pytest.raises(PortalError, match=key):
        numbers_of(text)


async def test_each_line_has_its_verdict_and_sending_twice_changes_nothing() -> None:
    await load(*PEOPLE, license_("100-1", group=None), license_("100-2", group=None, product="archivo"), license_("100-3", group="ailleurs"))
    bruno, numbers = await actor(BRUNO), ["100-1", "100-2", "100-3", "777-777", "x"]
    found = await check(bruno, numbers)
    assert [(line.number, line.status, line.is_ready) for line in found.lines] == [
        ("100-1", "in_force", True),
        ("100-2", "in_force", True),
        ("100-3", "expiring", True),
        ("777-777", "expired", False),
        ("x", "expired", False),
    ]
    assert found.label == "3 licences sur 5 peuvent être ajoutées."
    assert (await register(bruno, numbers)).message == "3 licences ajoutées."
    assert (await register(bruno, numbers)).message == "Aucune licence n’a été ajoutée."
    assert sorted(row.slug for row in await products.rows(bruno)) == ["archivo", "vigie"]
    assert [line.status for line in (await check(bruno, numbers)).lines[:3]] == ["none"] * 3


async def test_a_list_of_guesses_is_stopped_after_ten() -> None:
    await load(*PEOPLE, license_("100-1", group=None))
    lines = (await check(await actor(BRUNO), [f"9990-{place:03}" for place in range(30)] + ["100-1"])).lines
    assert [line.label.startswith("Trop de numéros") for line in lines] == [False] * 10 + [True] * 21
    assert not any(line.is_ready for line in lines)
