"""The rows of *Mes produits* as files to take away."""

import csv
import io
from datetime import date, timedelta

import pytest
from openpyxl import load_workbook

from monproduit.core import clock
from monproduit.services import exports
from tests.world import PEOPLE, actor, license_, load

LATE = clock.now().replace(hour=23, minute=30, second=0, microsecond=0) - timedelta(days=3)
"""A moment that is the next day in Paris."""
NEXT = LATE.date() + timedelta(days=1)
pytestmark = pytest.mark.usefixtures("portal")


async def _world() -> None:
    await load(
        *PEOPLE,
        license_("100-1", support_plan="premier", renewal_date="2099-03-14"),
        {"type": "product", "slug": "relais", "name": "Relais"},
        license_("100-2", product="relais"),
        {"type": "release", "product": "vigie", "version": "7.2"},
        {"type": "release_file", "product": "vigie", "version": "7.2", "name": "vigie.zip", "size": 3},
        {
            "type": "download",
            "key": "d-1",
            "user": "claire@exemple.fr",
            "product": "vigie",
            "version": "7.2",
            "file": "vigie.zip",
            "downloaded_at": LATE.isoformat(),
        },
        {
            "type": "alert",
            "key": "a-1",
            "products": ["vigie"],
            "kind": "product",
            "important": True,
            "title": "Version 7.2",
            "body": "La voici.",
            "published_at": LATE.isoformat(),
        },
    )


async def test_days_are_days_by_which_a_spreadsheet_sorts() -> None:
    await _world()
    file = await exports.products(await actor("claire@exemple.fr"), "", "xlsx")
    heads, relais, vigie = load_workbook(io.BytesIO(file.content)).active.iter_rows(values_only=True)
    row = dict(zip(heads, vigie, strict=True))
    assert [row[name].date() for name in ("Échéance", "Publié le", "Téléchargé le")] == [date(2099, 3, 14), NEXT, NEXT]
    assert (row["Produit"], row["État du support"], row["Demandes ouvertes"]) == ("Vigie", "En vigueur", 0)
    empty = dict(zip(heads, relais, strict=True))
    assert [empty[name] for name in ("Échéance", "Publié le", "Téléchargé le")] == [None, None, None]


async def test_the_days_of_a_csv_are_in_the_order_of_their_signs() -> None:
    await _world()
    file = await exports.products(await actor("claire@exemple.fr"), "", "csv")
    _heads, _relais, vigie = csv.reader(io.StringIO(file.content.decode("utf-8-sig")), delimiter=";")
    assert {"2099-03-14", NEXT.isoformat()} <= set(vigie)
