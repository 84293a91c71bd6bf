"""Documents of other standards among the lines: CSAF advisories become alerts, OpenEoX statements become dates of versions."""

import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from monproduit.core.settings import settings
from monproduit.models import Alert, Product
from monproduit.services.csaf import advisory, matching
from monproduit.services.csaf.checking import check
from monproduit.services.csaf.document import Document
from monproduit.services.csaf.history import is_older
from monproduit.services.data.life_cycles import release_lines
from monproduit.services.data.raw import Problem, Raw
from monproduit.services.openeox import reading as openeox

CSAF, OPENEOX = "csaf", "openeox"
_SCHEMA = "https://docs.oasis-open.org/openeox/"
_SHARED, _SECRET = {"AMBER", "GREEN"}, "RED"


@dataclass(slots=True)
class Told:
    """What documents say: lines of the data format, what is wrong with them, and what was set aside, with the reason."""

    lines: list[Raw] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    aside: list[str] = field(default_factory=list)


def standard_of(value: Any) -> str:
    """Return the standard that a JSON object claims to follow, or nothing."""
    if not isinstance(value, dict) or "type" in value:
        return ""
    document = value.get("document")
    if isinstance(document, dict) and "csaf_version" in document:
        return CSAF
    return OPENEOX if str(value.get("$schema", "")).startswith(_SCHEMA) else ""


async def alerts_told(session: AsyncSession, raws: Sequence[Raw]) -> Told:
    """Return the alerts that advisories make, for the products that are meant; of several revisions the latest."""
    told, latest = Told(), dict[str, tuple[Raw, Document]]()
    for raw in raws:
        content = json.loads(raw.text)
        failures = check(content)
        told.problems += [Problem(raw.file, raw.number, one.where, f"{one.test}: {one.message}") for one in failures]
        if failures:
            continue
        document = Document(content)
        key = advisory.key(document)
        if key not in latest or is_older(latest[key][1].tracking["version"], document.tracking["version"]):
            latest[key] = (raw, document)
    products, revisions = await _products(session), await _revisions(session, list(latest))
    for key, (raw, document) in latest.items():
        line = advisory.line(document, products)
        if reason := _reason(document, revisions.get(key)) or ("" if line else "it is about none of the products"):
            told.aside.append(f"{raw.file}: {reason}")
        else:
            told.lines.append(Raw(raw.file, raw.number, json.dumps(line).encode()))
    return told


async def releases_told(session: AsyncSession, raws: Sequence[Raw]) -> Told:
    """Return the releases whose dates life-cycle documents state."""
    told, products = Told(), await _products(session)
    for raw in raws:
        statements, wrong = openeox.read(json.loads(raw.text))
        told.problems += [Problem(raw.file, raw.number, one.where, f"{one.test}: {one.message}") for one in wrong]
        lines, unknown = await release_lines(session, statements, products)
        told.lines += [Raw(raw.file, raw.number, json.dumps(line).encode()) for line in lines]
        told.aside += [f"{raw.file}: {name} is none of the products, or has no version" for name in unknown]
    return told


FOREIGN: dict[str, tuple[str, Callable[[AsyncSession, Sequence[Raw]], Awaitable[Told]]]] = {
    "release": (OPENEOX, releases_told),
    "alert": (CSAF, alerts_told),
}
"""The types of the format that documents of other standards add to."""


def _reason(document: Document, revision: str | None) -> str:
    """Say why an advisory is not for customers to read, if so."""
    label = document.head.get("distribution", {}).get("tlp", {}).get("label")
    if document.tracking["status"] == "draft":
        return "it is a draft"
    if label == _SECRET:
        return "it is marked TLP:RED"
    if label in _SHARED and settings().public_feeds:
        return f"it is marked TLP:{label}, and feeds are public here"
    return f"revision {revision} is there already" if revision and is_older(document.tracking["version"], revision) else ""


async def _products(session: AsyncSession) -> list[matching.Known]:
    query = select(col(Product.slug), col(Product.name), col(Product.identifiers)).order_by(col(Product.id))
    return [matching.known(slug, name, identifiers) for slug, name, identifiers in await session.execute(query)]


async def _revisions(session: AsyncSession, keys: list[str]) -> dict[str, str | None]:
    found = await session.execute(select(col(Alert.key), col(Alert.revision)).where(col(Alert.key).in_(keys)))
    return {key: revision for key, revision in found}  # noqa: C416 (rows are not pairs for the checker)
