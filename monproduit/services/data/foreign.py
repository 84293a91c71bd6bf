"""Documents of other standards among the lines: CSAF advisories become alerts, OpenEoX statements become dates of versions."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from monproduit.core.enums import AlertAction
from monproduit.core.settings import settings
from monproduit.models import Alert, AlertEvent, Product
from monproduit.services.csaf import advisory, matching
from monproduit.services.csaf.checking import check
from monproduit.services.csaf.document import Document
from monproduit.services.csaf.history import is_older
from monproduit.services.data.life_cycles import release_lines
from monproduit.services.data.raw import Problem, Raw
from monproduit.services.openeox import reading as openeox

CSAF, OPENEOX = "csaf", "openeox"
_SCHEMA = "https://docs.oasis-open.org/openeox/"
_SAME = timedelta(seconds=5)
"""How far apart the two notes of one deed may lie: that of who did it, and that of the alert's last change."""
_SHARED, _SECRET = {"AMBER", "GREEN"}, "RED"


class _Known(NamedTuple):
    """What is there of an advisory already, and whether its last change was an edit by the vendor's staff."""

    revision: str | None
    is_edited: bool


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


@dataclass(frozen=True, slots=True)
class Advisories:
    """Advisories that are right, the latest revision of each, and what is wrong with others."""

    latest: dict[str, tuple[Raw, Document]]
    problems: list[Problem]

    async def told(self, session: AsyncSession) -> Told:
        """Return the alerts that they make, for the products that are meant."""
        told = Told(problems=self.problems)
        products, known = await _products(session), await _known(session, list(self.latest))
        for key, (raw, document) in self.latest.items():
            line = advisory.line(document, products)
            if reason := _reason(document, known.get(key)) or ("" if line else "it is about none of the products"):
                told.aside.append(f"{raw.file}: {reason}")
            else:
                told.lines.append(Raw(raw.file, raw.number, json.dumps(line).encode()))
        return told


@dataclass(frozen=True, slots=True)
class LifeCycles:
    """What life-cycle documents state, and what is wrong with them."""

    stated: list[tuple[Raw, list[openeox.Statement]]]
    problems: list[Problem]

    async def told(self, session: AsyncSession) -> Told:
        """Return the releases whose dates they state."""
        told, products = Told(problems=self.problems), await _products(session)
        for raw, statements in self.stated:
            lines, unknown = await release_lines(session, statements, products)
            told.lines += [Raw(raw.file, raw.number, json.dumps(line).encode()) for line in lines]
            told.aside += [f"{raw.file}: {name} is none of the products, or has no version" for name in unknown]
        return told


def advisories(raws: Sequence[Raw]) -> Advisories:
    """Read advisories, and check them by the tests of their standard: this may take a second, and no database waits for it."""
    problems, latest = list[Problem](), dict[str, tuple[Raw, Document]]()
    for raw in raws:
        content = json.loads(raw.text)
        failures = check(content)
        problems += [Problem(raw.file, raw.number, one.where, f"{one.test}: {one.message}") for one in failures]
        if failures:
            continue
        document = Document(content)
        key = advisory.key(document)
        if key not in latest or is_older(latest[key][1].tracking["version"], document.tracking["version"]):
            latest[key] = (raw, document)
    return Advisories(latest, problems)


def life_cycles(raws: Sequence[Raw]) -> LifeCycles:
    """Read life-cycle documents, and check them."""
    stated, problems = list[tuple[Raw, list[openeox.Statement]]](), list[Problem]()
    for raw in raws:
        statements, wrong = openeox.read(json.loads(raw.text))
        problems += [Problem(raw.file, raw.number, one.where, f"{one.test}: {one.message}") for one in wrong]
        stated.append((raw, statements))
    return LifeCycles(stated, problems)


FOREIGN: dict[str, tuple[str, Callable[[Sequence[Raw]], Advisories | LifeCycles]]] = {
    "release": (OPENEOX, life_cycles),
    "alert": (CSAF, advisories),
}
"""The types of the format that documents of other standards add to."""


def _reason(document: Document, known: _Known | None) -> str:
    """Say why an advisory is not for customers to read, if so."""
    label = document.head.get("distribution", {}).get("tlp", {}).get("label")
    if document.tracking["status"] == "draft":
        return "it is a draft"
    if label == _SECRET:
        return "it is marked TLP:RED"
    if label in _SHARED and settings().public_feeds:
        return f"it is marked TLP:{label}, and feeds are public here"
    if known and known.revision and is_older(document.tracking["version"], known.revision):
        return f"revision {known.revision} is there already"
    is_same = known is not None and known.revision == document.tracking["version"]
    return f"revision {document.tracking['version']} is there already, and was edited here since" if known and known.is_edited and is_same else ""


async def _products(session: AsyncSession) -> list[matching.Known]:
    query = select(col(Product.slug), col(Product.name), col(Product.identifiers)).order_by(col(Product.id))
    return [matching.known(slug, name, identifiers) for slug, name, identifiers in await session.execute(query)]


async def _known(session: AsyncSession, keys: list[str]) -> dict[str, _Known]:
    edits = select(func.max(AlertEvent.at)).where(col(AlertEvent.alert) == col(Alert.key), col(AlertEvent.action) == AlertAction.EDITED)
    query = select(col(Alert.key), col(Alert.revision), col(Alert.edited_at), edits.scalar_subquery())
    found = await session.execute(query.where(col(Alert.key).in_(keys)))
    return {
        key: _Known(revision, bool(changed_at and edited_at and edited_at > changed_at - _SAME)) for key, revision, changed_at, edited_at in found
    }
