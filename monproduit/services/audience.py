"""Whom a change concerns, among the people who look: asked anew each time, so that no list of members can be stale."""

from collections import defaultdict
from collections.abc import Callable, Collection
from datetime import datetime

from sqlalchemy import Select, select
from sqlmodel import col

from monproduit.core.among import among
from monproduit.core.database import fetch, reading
from monproduit.core.sections import Section
from monproduit.integrations.change_log import Changed
from monproduit.models import Alert, AlertProduct, License, Membership, Person, Product, RegisteredProduct

Stale = dict[str, set[str]]
"""What to show anew: per section the slugs; under the empty name, the rows themselves."""


async def concerned(changes: Collection[Changed], people: Collection[int]) -> dict[int, Stale]:
    """Tell what each of these people must see anew."""
    found: dict[int, Stale] = defaultdict(lambda: defaultdict(set))
    changes = [change for change in changes if not change.user_id or change.user_id in people]  # most are of people who look elsewhere
    if not changes:
        return found
    slugs = await _slugs({change.product_id for change in changes if change.product_id})
    members = await _pairs(_members, {change.group_id for change in changes if change.group_id and not change.user_id}, people)
    owners = await _pairs(_owners, {change.product_id for change in changes if change.product_id and not (change.user_id or change.group_id)}, people)
    staff = await _staff(people) if any(_is_for_staff(change) for change in changes) else set[int]()
    held = await _held({change.group_id for change in changes if change.group_id and not change.product_id})
    for change in changes:
        audience = staff if _is_for_staff(change) else _audience(change, members, owners)
        for person in audience.intersection(people):
            named = {slugs[change.product_id]} if change.product_id in slugs else held.get(change.group_id or 0, set())
            found[person][change.section] |= named
    return found


async def published_between(after: datetime, until: datetime) -> list[Changed]:
    """Return the products of the alerts whose hour came, as changes."""
    query = (
        select(col(AlertProduct.product_id))
        .join(Alert, col(Alert.id) == col(AlertProduct.alert_id))
        .where(col(Alert.published_at) > after, col(Alert.published_at) <= until, ~col(Alert.withdrawn))
        .distinct()
    )
    async with reading() as session:
        return [Changed(0, None, None, product, Section.NEWS_ALERTS) for product in await session.scalars(query)]


def _audience(change: Changed, members: dict[int, set[int]], owners: dict[int, set[int]]) -> set[int]:
    if change.user_id:
        return {change.user_id}
    return members.get(change.group_id, set()) if change.group_id else owners.get(change.product_id or 0, set())


def _is_for_staff(change: Changed) -> bool:
    """Tell whether a change is for no customer in particular, but for all who work for the vendor."""
    return not (change.user_id or change.group_id or change.product_id)


async def _staff(people: Collection[int]) -> set[int]:
    """Return those who look that are of the vendor's staff."""
    return {person for (person,) in await fetch(select(col(Person.id)).where(col(Person.staff), among(col(Person.id), people)))}


async def _slugs(ids: set[int]) -> dict[int | None, str]:
    rows = await fetch(select(col(Product.id), col(Product.slug)).where(among(col(Product.id), ids))) if ids else []
    return {id_: slug for id_, slug in rows}  # noqa: C416 (rows are not pairs for the checker)


async def _held(groups: set[int]) -> dict[int, set[str]]:
    """Return the products whose licenses a group holds."""
    found: dict[int, set[str]] = defaultdict(set)
    query = select(col(License.group_id), col(Product.slug)).join(Product, col(Product.id) == col(License.product_id)).distinct()
    for group, slug in await fetch(query.where(among(col(License.group_id), groups))) if groups else []:
        found[group].add(slug)
    return found


def _members(groups: Collection[int], people: Collection[int]) -> Select[int, int]:
    group, person = col(Membership.group_id), col(Membership.user_id)
    return select(group, person).where(among(group, groups), among(person, people)).distinct()


def _owners(products: Collection[int], people: Collection[int]) -> Select[int, int]:
    product, person = col(RegisteredProduct.product_id), col(RegisteredProduct.user_id)
    return select(product, person).where(among(product, products), among(person, people))


async def _pairs(query: Callable[[set[int], Collection[int]], Select[int, int]], ids: set[int], people: Collection[int]) -> dict[int, set[int]]:
    """Return the people behind groups or products, among those who look."""
    found: dict[int, set[int]] = defaultdict(set)
    for id_, person in await fetch(query(ids, people)) if ids else []:
        found[id_].add(person)
    return found
