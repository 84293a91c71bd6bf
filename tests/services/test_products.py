"""Rows, the catalogue, and what comes onto an account by hand."""

import pytest

from monproduit.core.errors import PortalError
from monproduit.services import products
from tests.world import PEOPLE, actor, license_, load

pytestmark = pytest.mark.usefixtures("portal")


async def test_only_registered_products_are_rows() -> None:
    await load(*PEOPLE, license_("100-1"))
    rows = await products.rows(await actor("claire@exemple.fr"))
    assert [(row.slug, row.initials, row.has_license) for row in rows] == [("vigie", "VI", True)]
    assert await products.rows(await actor("bruno@exemple.fr")) == []


async def test_a_product_of_the_list_is_added_once_and_has_no_license() -> None:
    await load(*PEOPLE)
    bruno = await actor("bruno@exemple.fr")
    assert (await products.add(bruno, "vigie")).slug == "vigie"
    assert [(row.slug, row.has_license) for row in await products.rows(bruno)] == [("vigie", False)]
    with pytest.raises(PortalError, match="product_already_mine"):
        await products.add(bruno, "vigie")


@pytest.mark.parametrize(("slug", "key"), [("", "no_choice"), ("rien", "unknown_product")])
async def test_what_is_not_in_the_list_cannot_be_added(slug: str, key: str) -> None:
    await load(*PEOPLE)
    with pytest.raises(PortalError, match=key):
        await products.add(await actor("bruno@exemple.fr"), slug)


async def test_the_search_shows_first_what_is_called_so() -> None:
    names = ("Sonde pour Vigie", "Vigie Aval", "Vigie Aval Plus", "Vigie")
    await load(
        {"type": "user", "email": "claire@exemple.fr", "name": "Claire Laurent"},
        *({"type": "product", "slug": name.lower().replace(" ", "-"), "name": name, "family": "Supervision"} for name in names),
    )
    found = await products.search(await actor("claire@exemple.fr"), "vigie")
    assert [one.name for one in found.options] == ["Vigie", "Vigie Aval", "Vigie Aval Plus", "Sonde pour Vigie"]


async def test_the_search_knows_no_accents_and_marks_what_is_registered() -> None:
    await load(*PEOPLE, license_("100-1"), {"type": "product", "slug": "relais", "name": "Relais Élan", "family": "Réseau"})
    found = await products.search(await actor("claire@exemple.fr"), "  elan RESEAU ")
    assert [(option.slug, option.is_registered) for option in found.options] == [("relais", False)]
    assert found.label == "1 produit trouvé"
    everything = await products.search(await actor("claire@exemple.fr"), "")
    assert {option.slug: option.is_registered for option in everything.options} == {"archivo": False, "relais": False, "vigie": True}
    assert (await products.search(await actor("claire@exemple.fr"), "100%")).label == "Aucun produit trouvé"


async def test_a_thousand_products_are_shown_a_page_at_a_time() -> None:
    await load(*PEOPLE, *({"type": "product", "slug": f"p{place:04}", "name": f"Produit {place:04}"} for place in range(1000)))
    found = await products.search(await actor("claire@exemple.fr"), "produit")
    assert len(found.options) == 50
    assert found.label.startswith("Les 50 premiers de 1")
