"""What the demo world's people read and watch; addresses of documents and videos lead nowhere."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from monproduit.demo.catalogue import CATALOGUE
from monproduit.services.data.articles import read_article

Line = dict[str, Any]
_ARTICLES = Path(__file__).with_name("articles")
_DOCUMENTED = CATALOGUE[:4] + CATALOGUE[6:7] + CATALOGUE[9:10]


def knowledge(today: date) -> Iterator[Line]:
    """Yield articles, documents and videos, with dates as of a day."""
    for path in sorted(_ARTICLES.glob("*.md")):
        article = json.loads(read_article(path).text)
        age = int(article.pop("age"))
        yield {**article, "updated": _ago(today, age)}
    for offer in _DOCUMENTED:
        version, age = offer.versions[0]
        yield from _documents(today, offer.slug, version, age)
    yield from _videos(today)


def _documents(today: date, product: str, version: str, age: int) -> Iterator[Line]:
    for name, kind, language, title, size in (
        ("installation", "Guide", "fr", f"Guide d’installation {version}", 4_200_000),
        ("installation-en", "Guide", "en", f"Installation guide {version}", 4_100_000),
        ("notes", "Notes de version", "fr", f"Notes de version {version}", 380_000),
        ("administration", "Guide", "fr", "Guide d’administration", 9_700_000),
    ):
        yield {
            "type": "document",
            "key": f"{product}-{name}",
            "product": product,
            "version": None if name == "administration" else version,
            "language": language,
            "title": title,
            "kind": kind,
            "url": f"https://docs.editeur.example/{product}/{name}.pdf",
            "size": size,
            "published_on": _ago(today, age),
        }


def _videos(today: date) -> Iterator[Line]:
    for key, product, language, title, description, seconds, age in (
        (
            "premiers-pas-archivo",
            "archivo",
            "fr",
            "Premiers pas avec Archivo",
            "Installer l’agent, planifier, vérifier la première archive.",
            312,
            20,
        ),
        (
            "tableaux-partages",
            "vigie",
            "fr",
            "Les tableaux de bord partagés de Vigie 12.4",
            "Composer un tableau et le donner à son équipe.",
            187,
            10,
        ),
        ("first-steps-archivo", "archivo", "en", "First steps with Archivo", "Install the agent, schedule, check the first archive.", 305, 20),
    ):
        common = {"products": [product], "language": language, "title": title, "description": description, "seconds": seconds}
        place = {"url": f"https://videos.editeur.example/embed/{key}", "published_on": _ago(today, age)}
        yield {"type": "video", "key": key, **common, **place}


def _ago(today: date, days: int) -> str:
    return (today - timedelta(days=days)).isoformat()
