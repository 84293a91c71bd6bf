"""The invented vendor's products: four families, a dozen names."""

import hashlib
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from monproduit.demo.files import FOLDER, content, write
from monproduit.demo.notes import notes

Line = dict[str, Any]
_KEPT = 1200
_LONG_LIVED = 3


class Offer(NamedTuple):
    """A product and its versions, the latest first, with their age in days."""

    slug: str
    name: str
    family: str
    versions: tuple[tuple[str, int], ...]
    portal: str | None = None
    merges: bool = False


CATALOGUE = (
    Offer("archivo", "Archivo", "Sauvegarde et reprise", (("7.2.1", 20), ("7.2", 160), ("7.1", 400), ("6.10", 900), ("6.9", 1400))),
    Offer("archivo-cloud", "Archivo Cloud", "Sauvegarde et reprise", (("3.0", 45), ("2.4", 300), ("2.3", 560))),
    Offer("recouvrance", "Recouvrance", "Sauvegarde et reprise", (("6.1 CU2", 90), ("6.1", 420)), "https://licences.editeur.example/recouvrance"),
    Offer("vigie", "Vigie", "Supervision", (("12.4", 12), ("12.3", 100), ("12.2", 220), ("12.1", 400), ("11.9", 700)), merges=True),
    Offer("vigie-reseau", "Vigie Réseau", "Supervision", (("5.2.0", 60), ("5.1.3", 200))),
    Offer("sonde", "Sonde", "Supervision", (("2026.2", 75), ("2026.1", 260), ("2025.2", 450))),
    Offer("requeta", "Requêta", "Bases de données", (("16.3", 30), ("16.2", 150), ("16.1", 330), ("15.9", 640))),
    Offer("migrateur", "Migrateur SQL", "Bases de données", (("4.1.1w", 210), ("4.1", 500))),
    Offer("miroir", "Miroir", "Bases de données", (("11.0.1-P20260304", 265), ("11.0.1", 400))),
    Offer("sesame", "Sésame", "Identités et accès", (("9.0", 15), ("8.2", 180), ("8.1", 380))),
    Offer("sesame-audit", "Sésame Audit", "Identités et accès", (("3.3", 120),)),
    Offer("passerelle", "Passerelle", "Identités et accès", (("1.8", 5), ("1.7", 140))),
)
_WITH_FORUM = ("archivo", "vigie", "requeta", "miroir")


def catalogue(today: date) -> Iterator[Line]:
    """Yield the products, their versions with life-cycle dates, and their files."""
    for offer in CATALOGUE:
        yield {
            "type": "product",
            "slug": offer.slug,
            "name": offer.name,
            "family": offer.family,
            "license_portal_url": offer.portal,
            "merges_keys": offer.merges,
            "forum_url": f"https://forum.editeur.example/{offer.slug}" if offer.slug in _WITH_FORUM else None,
        }
    for offer in CATALOGUE:
        for version, age in offer.versions:
            out = today - timedelta(days=age)
            dates = {"full_support_until": 540, "limited_support_until": 900, "end_of_support_on": 1260}
            ends = {name: (out + timedelta(days=days)).isoformat() for name, days in dates.items()}
            told = notes(offer.family, offer.name, version)
            yield {"type": "release", "product": offer.slug, "version": version, "released_on": out.isoformat(), "notes": told, **ends}
    for offer, version, age, name in _files():
        made = (today - timedelta(days=age + 1)).isoformat()
        data = content(name, version)
        known = {"size": len(data), "sha256": hashlib.sha256(data).hexdigest(), "file_date": made, "source": f"{FOLDER}/{name}"}
        yield {"type": "release_file", "product": offer.slug, "version": version, "name": name, **known}


def write_files() -> None:
    """Put the files of the versions where downloads look for them; the oldest are no longer there."""
    for _offer, version, age, name in _files():
        if age < _KEPT:
            write(name, content(name, version))


def _files() -> Iterator[tuple[Offer, str, int, str]]:
    """Yield each file with its product, its version, and its age in days; the latest of some have an agent besides."""
    for offer in CATALOGUE:
        for place, (version, age) in enumerate(offer.versions):
            tail = f"{version.replace(' ', '-').lower()}.zip"
            yield offer, version, age, f"{offer.slug}-{tail}"
            if place == 0 and len(offer.versions) > _LONG_LIVED:
                yield offer, version, age, f"{offer.slug}-agent-{tail}"
