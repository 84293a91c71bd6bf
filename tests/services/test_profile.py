"""The profile: language, time zone and frequency, chosen by the person and kept."""

import pytest

from monproduit.core.errors import PortalError
from monproduit.core.localisation import use_locale
from monproduit.core.time_zones import time_zones
from monproduit.services import profile, subscriptions
from tests.world import PEOPLE, actor, license_, load

pytestmark = pytest.mark.usefixtures("portal")
CLAIRE = "claire@exemple.fr"


async def test_what_is_chosen_is_kept_and_counts_at_once() -> None:
    await load(*PEOPLE)
    person = await profile.save(await actor(CLAIRE), "en", " Pacific/Noumea ", "weekly", answers=False)
    assert (person.locale, person.time_zone) == ("en", "Pacific/Noumea")
    page = await profile.page(person)
    assert (page.name, page.email) == ("Claire Laurent", CLAIRE)
    assert (page.language, page.time_zone, page.frequency, page.answers) == ("en", "Pacific/Noumea", "weekly", False)


@pytest.mark.parametrize(
    ("choice", "key"),
    [
        (("de", "Europe/Paris", "daily"), "unknown_language"),
        (("", "Europe/Paris", "daily"), "unknown_language"),
        (("fr", "Europe/Lyon", "daily"), "unknown_time_zone"),
        (("fr", "../../etc/passwd", "daily"), "unknown_time_zone"),
        (("fr", "", "daily"), "unknown_time_zone"),
        (("fr", "Europe/Paris", "hourly"), "unknown_frequency"),
        (("fr", "Europe/Paris", ""), "unknown_frequency"),
    ],
)
async def test_what_is_not_to_choose_from_changes_nothing(choice: tuple[str, str, str], key: str) -> None:
    await load(*PEOPLE)
    before = await profile.page(await actor(CLAIRE))
    with pytest.raises(PortalError, match=key):
        await profile.save(await actor(CLAIRE), *choice, answers=True)
    assert await profile.page(await actor(CLAIRE)) == before


async def test_it_says_which_products_are_mailed() -> None:
    await load(*PEOPLE, license_("100-1"), license_("100-2", product="archivo"))
    assert (await profile.page(await actor(CLAIRE))).mailed == "Vous n’avez coché aucun produit pour l’instant."
    for slug in ("vigie", "archivo"):
        await subscriptions.choose(await actor(CLAIRE), slug, wants=True)
    assert (await profile.page(await actor(CLAIRE))).mailed == "E-mails pour\u00a0: Archivo, Vigie."
    with pytest.raises(PortalError, match="not_registered"):
        await subscriptions.choose(await actor("nora@ailleurs.fr"), "vigie", wants=True)


async def test_an_import_that_says_nothing_of_it_leaves_the_choices_alone() -> None:
    await load(*PEOPLE)
    await profile.save(await actor(CLAIRE), "en", "Pacific/Noumea", "weekly", answers=False)
    await load({"type": "user", "email": CLAIRE, "name": "Claire Laurent-Roy"})
    page = await profile.page(await actor(CLAIRE))
    assert (page.name, page.language, page.time_zone, page.frequency, page.answers) == ("Claire Laurent-Roy", "en", "Pacific/Noumea", "weekly", False)
    await load({"type": "user", "email": CLAIRE, "name": "Claire", "time_zone": "Europe/Brussels", "mail_frequency": "daily", "wants_answers": True})
    page = await profile.page(await actor(CLAIRE))
    assert (page.language, page.time_zone, page.frequency, page.answers) == ("en", "Europe/Brussels", "daily", True)


def test_places_are_found_by_their_city_and_country_in_the_language_in_use() -> None:
    assert dict(time_zones())["Pacific/Noumea"] == "Noumea, Nouvelle-Calédonie"
    with use_locale("en"):
        assert dict(time_zones())["Europe/Brussels"] == "Brussels, Belgium"
