"""Groups, licenses, news, requests and downloads that show every state of every section, as of the day they are loaded."""

import zlib
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from monproduit.demo.advisory import advisory
from monproduit.demo.catalogue import CATALOGUE, catalogue
from monproduit.demo.knowledge import knowledge
from monproduit.demo.people import PEOPLE
from monproduit.demo.requests import requests

Line = dict[str, Any]
FREE_NUMBERS = ("482-913-006", "482-913-014")
"""License numbers that nobody registered yet: a visitor may."""
_CLAIRE, _BRUNO, _LEA, _NORA = (str(person["email"]) for person in PEOPLE[:4])


def lines(today: date) -> Iterator[Line]:
    """Yield the whole world in the data format, and an advisory as CSAF has it."""
    yield from catalogue(today)
    yield from PEOPLE
    yield from _groups()
    yield from _licenses(today)
    yield from _alerts(today)
    yield advisory(today)
    yield from requests(today)
    yield from _downloads(today)
    yield from knowledge(today)


def _groups() -> Iterator[Line]:
    yield {"type": "group", "key": "production-lyon", "name": "Production Lyon", "domain": "exemple.fr"}
    yield {"type": "group", "key": "recette-nantes", "name": "Recette Nantes", "domain": "exemple.fr"}
    yield {"type": "group", "key": "ailleurs", "name": "Ailleurs et fils", "domain": "ailleurs.fr"}
    for group, email, role in (
        ("production-lyon", _CLAIRE, "administrator"),
        ("production-lyon", _BRUNO, "support_user"),
        ("production-lyon", _LEA, "license_user"),
        ("recette-nantes", _CLAIRE, "license_user"),
        ("recette-nantes", _LEA, "administrator"),
        ("ailleurs", _NORA, "administrator"),
    ):
        yield {"type": "membership", "group": group, "user": email, "role": role}


def _licenses(today: date) -> Iterator[Line]:
    def one(number: str, product: str, ends: int | None, group: str | None = "production-lyon", **fields: Any) -> Line:
        begins = today - timedelta(days=340)
        dates = {"maintenance_from": begins.isoformat(), "renewal_date": (today + timedelta(days=ends)).isoformat()} if ends is not None else {}
        common = {"edition": "Enterprise", "license_type": "subscription", "quantity": 25, "support_plan": "premier", **dates}
        key = f"{product[:4].upper()}-{zlib.crc32(number.encode()):08X}-{zlib.adler32(number.encode()):08X}"
        return {"type": "license", "number": number, "product": product, "group": group, "key": key, **common, **fields}

    yield one("153-482-907", "archivo", 110)
    yield one("153-482-911", "archivo", 110, "recette-nantes", edition="Standard", quantity=5, support_plan="standard")
    yield one("204-771-350", "vigie", 12, support_plan="24x7", user_limit=2)
    yield one("204-771-351", "vigie", 12, support_plan="24x7")
    yield from (one(f"204-771-36{place}", "vigie", 200, support_plan="24x7") for place in range(3))
    yield one("098-114-236", "requeta", -55, license_type="perpetual", support_plan="standard")
    yield one("310-555-018", "recouvrance", 430, quantity=200)
    yield one("571-020-443", "sonde", 9, license_type="trial", quantity=1, support_plan=None)
    yield one("662-900-127", "miroir", 60, standing="suspended", user_limit=3)
    yield one("730-118-555", "sesame", 400, maintenance_from=(today + timedelta(days=20)).isoformat())
    yield one("845-003-900", "migrateur", None, license_type="perpetual", support_plan=None)
    yield from (
        one(f"900-100-{place:03}", "passerelle", 30 + place * 7, edition="Agence", quantity=1, support_plan="standard") for place in range(64)
    )
    yield one("411-222-333", "archivo", 80, "ailleurs")
    yield one("411-222-334", "sesame-audit", 15, "ailleurs")
    yield one(FREE_NUMBERS[0], "archivo-cloud", 300, None, quantity=10)
    yield one(FREE_NUMBERS[1], "vigie-reseau", 45, None, support_plan="standard")


def _alerts(today: date) -> Iterator[Line]:
    for key, products, kind, age, important, severity, title in (
        ("archivo-721", ["archivo"], "product", 2, True, None, "Version 7.2.1 disponible"),
        ("archivo-72", ["archivo"], "product", 160, True, None, "Version 7.2 disponible"),
        ("archivo-conseil", ["archivo"], "news", 30, False, None, "Webinaire : tester ses restaurations"),
        ("vigie-124", ["vigie"], "product", 12, False, None, "Version 12.4 : tableaux de bord partagés"),
        ("requeta-fin", ["requeta"], "lifecycle", 25, True, None, "Fin de prise en charge de la version 15"),
        ("sesame-critique", ["sesame", "passerelle"], "security", 40, True, "critical", "Mise à jour critique du service d’authentification"),
        ("sesame-90", ["sesame"], "product", 15, True, None, "Version 9.0 disponible"),
        ("maintenance", [offer.slug for offer in CATALOGUE[:6]], "news", 70, False, None, "Maintenance du portail dimanche de 6 h à 8 h"),
        ("sonde-bientot", ["sonde"], "product", -3, True, None, "Version 2026.3 : ce qui change"),
        ("miroir-moyen", ["miroir"], "security", 200, True, "medium", "Bulletin de sécurité du trimestre"),
    ):
        moment = f"{(today - timedelta(days=age)).isoformat()}T08:30:00Z"
        fields = {"key": key, "products": products, "kind": kind, "important": important, "severity": severity, "title": title}
        yield {"type": "alert", **fields, "body": f"{title}.\n\nLes détails sont dans les notes de version.", "url": None, "published_at": moment}


def _downloads(today: date) -> Iterator[Line]:
    for place, (email, product, version, age) in enumerate(
        (
            (_CLAIRE, "archivo", "7.2.1", 18),
            (_CLAIRE, "archivo", "7.2", 150),
            (_CLAIRE, "archivo", "7.1", 390),
            (_CLAIRE, "archivo", "6.9", 1000),
            (_CLAIRE, "vigie", "12.1", 390),
            (_CLAIRE, "requeta", "16.2", 140),
            (_CLAIRE, "sesame", "8.2", 170),
            (_BRUNO, "vigie", "12.4", 8),
        ),
        1,
    ):
        moment = f"{(today - timedelta(days=age)).isoformat()}T09:12:00Z"
        file = f"{product}-{version}.zip"
        yield {
            "type": "download",
            "key": f"demo-{place}",
            "user": email,
            "product": product,
            "version": version,
            "file": file,
            "downloaded_at": moment,
        }
