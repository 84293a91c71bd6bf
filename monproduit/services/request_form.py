"""The form of a new service request, with what it knows from where it was opened."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from monproduit.core.database import reading
from monproduit.core.enums import Role
from monproduit.core.localisation import _
from monproduit.core.numbers import canonical
from monproduit.core.support_plans import SEVERITIES, first_response, severity_name
from monproduit.models import Download, License, Membership, Person, Product, Release
from monproduit.services import vendor_page
from monproduit.services.access import Actor, visible_groups
from monproduit.services.license_words import plan_name, role_name, support_of
from monproduit.services.licenses import urgency_of
from monproduit.services.request_basis import Basis, basis, plan_in_force
from monproduit.services.request_licenses import choice_of, licenses
from monproduit.views.request_pages import Contact, RequestForm, SeverityChoice

_VERSIONS = 100


async def form(actor: Actor, slug: str, number: str = "") -> RequestForm:
    """Return the form about a product, for the license named, or the one whose support lasts longest.

    Raises:
        PortalError: `unknown_product`.
    """
    async with reading() as session:
        found = await basis(session, actor, slug)
        product = found.product
        if not found.is_allowed:
            return RequestForm(product.name, product.slug, is_allowed=False, contacts=await _contacts(session, found))
        choice = await licenses(session, actor, product.id, number)
        license_ = choice.chosen
        plan = plan_in_force(license_, actor.today)
        support = support_of(license_, urgency_of(license_, actor.today), actor.today) if license_ else None
        return RequestForm(
            product=product.name,
            slug=product.slug,
            is_allowed=True,
            licenses=choice.choices,
            many=choice.label,
            license=license_.number if license_ else "",
            license_label=choice_of(license_).label if license_ else "",
            plan=plan_name(plan) if plan else "",
            status=support.status if support else "none",
            status_label=support.label if support else _("Aucune licence"),
            promise=plan,
            versions=await _versions(session, product.id),
            version=await _last_version(session, actor, product.id),
            severities=[SeverityChoice(str(one), severity_name(one), _response(plan, one)) for one in SEVERITIES],
            telephones=vendor_page.page().telephones,
        )


async def product_of(actor: Actor, number: str) -> str:
    """Return the product of a license of the person's groups, or nothing."""
    query = select(col(Product.slug)).join(License, col(License.product_id) == col(Product.id))
    query = query.where(col(License.canonical_number) == canonical(number), col(License.group_id).in_(visible_groups(actor)))
    async with reading() as session:
        return await session.scalar(query) or "" if number else ""


def _response(plan: str, severity: int) -> str:
    time = first_response(plan, severity)
    return _("première réponse sous %(time)s") % {"time": time} if time else _("délai non garanti")


async def _contacts(session: AsyncSession, found: Basis) -> list[Contact]:
    """Return those in the groups whom one may ask: administrators first, then support users."""
    roles = (Role.ADMINISTRATOR, Role.SUPPORT_USER)
    query = (
        select(Person, col(Membership.role))
        .join(Membership, col(Membership.user_id) == col(Person.id))
        .where(col(Membership.group_id).in_(found.holders), col(Membership.role).in_(roles))
        .order_by(col(Membership.role), col(Person.name))
    )
    people = {
        person.id: Contact(person.name or person.email, role_name(role), f"mailto:{person.email}") for person, role in await session.execute(query)
    }
    return list(people.values())[:20]


async def _versions(session: AsyncSession, product: int) -> list[str]:
    order = col(Release.sort_key).desc(), col(Release.released_on).desc().nulls_last()
    return list(await session.scalars(select(col(Release.version)).where(col(Release.product_id) == product).order_by(*order).limit(_VERSIONS)))


async def _last_version(session: AsyncSession, actor: Actor, product: int) -> str:
    """Return the version that the person fetched last, or nothing."""
    mine = (col(Download.user_id) == actor.id) & (col(Download.product_id) == product)
    query = select(col(Download.version)).where(mine).order_by(col(Download.downloaded_at).desc(), col(Download.id).desc()).limit(1)
    return await session.scalar(query) or ""
