"""What may happen while one looks: changes in the data format, brought in by the import as any other."""

import json
from datetime import timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from monproduit.core import clock
from monproduit.core.database import reading, writing
from monproduit.gallery.scenarios.scenario import Scenario
from monproduit.models import License, Membership, Person, Product, RegisteredProduct, Release, UserGroup
from monproduit.services.changes import Touched, note
from monproduit.services.data.applying import apply
from monproduit.services.data.raw import Raw

Line = dict[str, Any]
_YEAR = timedelta(days=365)


class Happening(StrEnum):
    """What a button lets happen."""

    ALERT = "alert"
    REQUEST = "request"
    RENEWAL = "renewal"
    DOWNLOAD = "download"


async def happen(scenario: Scenario, what: Happening) -> bool:
    """Let something happen in the scenario; return whether it has what that needs."""
    scenario.changes += 1
    key = f"live-{scenario.changes}"
    lines = await {Happening.ALERT: _alert, Happening.REQUEST: _request, Happening.RENEWAL: _renewal, Happening.DOWNLOAD: _download}[what](
        scenario, key
    )
    report = await apply(Raw(what, place, json.dumps(line).encode()) for place, line in enumerate(lines, 1))
    return bool(lines) and report.applied


async def set_day(scenario: Scenario, days: int) -> None:
    """Set the clock some days from the scenario's own; whoever looks is told by the change log that all may read otherwise."""
    scenario.days = days
    scenario.enter()
    await scenario.login()
    async with writing() as session:
        person = await session.scalar(select(col(Person.id)).where(col(Person.email) == scenario.script.person))
        await note(session, [Touched(user_id=person)])


async def _alert(scenario: Scenario, key: str) -> list[Line]:
    about = {"products": [product], "kind": "security", "important": True, "severity": "high"} if (product := await _product(scenario)) else {}
    said = {"title": f"Correctif de sécurité n° {scenario.changes}", "published_at": _moment()}
    return [{"type": "alert", "key": key, **about, **said}] if about else []


async def _request(scenario: Scenario, key: str) -> list[Line]:
    """Return a new request with the vendor's answer, for which the customer is asked."""
    if not (product := await _product(scenario)):
        return []
    asked = {"product": product, "created_by": scenario.script.person, "title": f"Question n° {scenario.changes}", "severity": 3}
    moments = {"status": "waiting_customer", "created_at": _moment(), "updated_at": _moment()}
    answer = {"key": f"{key}-answer", "request": f"SR-{key}", "by_staff": True, "body": "Pouvez-vous nous envoyer le journal ?", "at": _moment()}
    return [{"type": "service_request", "number": f"SR-{key}", **asked, **moments}, {"type": "service_request_message", **answer}]


async def _renewal(scenario: Scenario, _key: str) -> list[Line]:
    """Return the license of the customer whose contract ends first, with a year more from today or from its end."""
    query = (
        select(License, col(Product.slug), col(UserGroup.key))
        .join(Product, col(Product.id) == col(License.product_id))
        .join(UserGroup, col(UserGroup.id) == col(License.group_id))
        .join(Membership, col(Membership.group_id) == col(UserGroup.id))
        .join(Person, col(Person.id) == col(Membership.user_id))
        .where(col(Person.email) == scenario.script.person, col(License.renewal_date).is_not(None))
        .order_by(col(License.renewal_date), col(License.number))
    )
    async with reading() as session:
        found = (await session.execute(query)).first()
    if not found:
        return []
    license_, product, group = found
    until = max(license_.renewal_date, clock.now().date()) + _YEAR
    kept = ("number", "edition", "license_type", "standing", "quantity", "support_plan", "user_limit")
    fields = {name: getattr(license_, name) for name in kept} | {"maintenance_from": str(license_.maintenance_from or clock.now().date())}
    return [{"type": "license", "product": product, "group": group, **fields, "renewal_date": str(until)}]


async def _download(scenario: Scenario, key: str) -> list[Line]:
    """Return that the customer fetched the newest version of a product."""
    query = (
        select(col(Product.slug), col(Release.version))
        .join(Release, col(Release.product_id) == col(Product.id))
        .where(col(Product.slug) == await _product(scenario, needs=Release.product_id))
        .order_by(col(Release.sort_key).desc())
    )
    async with reading() as session:
        found = (await session.execute(query)).first()
    if not found:
        return []
    product, version = found
    file = {"product": product, "version": version, "file": f"{product}-{version}.zip"}
    return [{"type": "download", "key": key, "user": scenario.script.person, **file, "downloaded_at": _moment()}]


async def _product(scenario: Scenario, needs: Any = None) -> str | None:
    """Return the first product of the customer, or, where there is none, of the catalogue: by what happens it becomes theirs."""
    every = select(col(Product.slug)).order_by(col(Product.name))
    every = every if needs is None else every.where(col(Product.id).in_(select(needs)))
    mine = every.join(RegisteredProduct, col(RegisteredProduct.product_id) == col(Product.id)).join(
        Person, col(Person.id) == col(RegisteredProduct.user_id)
    )
    async with reading() as session:
        found = await session.scalar(mine.where(col(Person.email) == scenario.script.person))
        return found or await session.scalar(every)


def _moment() -> str:
    return clock.now().isoformat(timespec="seconds")
