"""The licenses among which one chooses for a service request: all where they are few, else those that a text finds."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from monproduit.core.database import reading
from monproduit.core.localisation import _, ngettext, number
from monproduit.core.numbers import canonical
from monproduit.models import License, Product
from monproduit.services.access import Actor
from monproduit.services.license_words import plan_name
from monproduit.services.request_basis import usable
from monproduit.views.request_pages import LicenseChoice, LicenseChoices

_FEW = 50
_SHOWN = 20
_ORDER = (col(License.renewal_date).desc().nulls_last(), col(License.number))


@dataclass(frozen=True, slots=True)
class Licenses:
    """The choice; `label` says how many there are, where one has to search.

    Attributes:
        chosen: the license that was named, else the first with support, else the first.
    """

    choices: list[LicenseChoice]
    label: str
    chosen: License | None


async def licenses(session: AsyncSession, actor: Actor, product: int, named: str) -> Licenses:
    """Return the licenses of a product, those that last longest first."""
    query = usable(actor, product)
    found = list(await session.scalars(query.order_by(*_ORDER).limit(_FEW + 1)))
    are_many = len(found) > _FEW
    total = (await session.execute(select(func.count()).select_from(query.subquery()))).scalar_one() if are_many else len(found)
    shown = found[:_SHOWN] if are_many else found
    wanted = query.where(col(License.canonical_number) == canonical(named))
    supported = query.where(_is_supported(actor)).order_by(*_ORDER).limit(1)
    chosen = await session.scalar(wanted) or await session.scalar(supported) or next(iter(found), None)
    return Licenses(list(map(choice_of, shown)), _label(len(shown), total) if are_many else "", chosen)


async def search(actor: Actor, slug: str, text: str) -> LicenseChoices:
    """Return the first licenses of a product whose number or edition holds every word of a text; those whose number holds it whole come first."""
    whole = col(License.canonical_number).contains(canonical(text), autoescape=True)
    async with reading() as session:
        product = await session.scalar(select(col(Product.id)).where(col(Product.slug) == slug))
        query = usable(actor, product or 0).where(or_(whole, and_(*map(_holds, text.split()))))
        query = query.add_columns(func.count().over()).order_by(case((whole, 0), else_=1), *_ORDER).limit(_SHOWN)
        found = (await session.execute(query)).all()
    return LicenseChoices([choice_of(one) for one, _total in found], _label(len(found), found[0][1] if found else 0))


def _holds(word: str) -> ColumnElement[bool]:
    return col(License.canonical_number).contains(canonical(word), autoescape=True) | col(License.edition).icontains(word, autoescape=True)


def _is_supported(actor: Actor) -> ColumnElement[bool]:
    """Tell whether a license has a plan in force, as `plan_in_force` does for one."""
    begins, ends = col(License.maintenance_from), col(License.renewal_date)
    is_on = and_(or_(begins.is_(None), begins <= actor.today), or_(ends.is_(None), ends >= actor.today))
    return and_(func.coalesce(col(License.support_plan), "") != "", or_(begins.is_not(None), ends.is_not(None)), is_on)


def choice_of(license_: License) -> LicenseChoice:
    """Return a license as one that may be chosen."""
    plan = plan_name(license_.support_plan) if license_.support_plan else ""
    return LicenseChoice(license_.number, " · ".join(filter(None, (license_.number, license_.edition, plan))))


def _label(shown: int, total: int) -> str:
    if total > shown:
        return _("Les %(shown)s premières de %(total)s licences ; précisez votre recherche") % {"shown": number(shown), "total": number(total)}
    return (
        ngettext("%(count)s licence trouvée", "%(count)s licences trouvées", total) % {"count": number(total)}
        if total
        else _("Aucune licence trouvée")
    )
