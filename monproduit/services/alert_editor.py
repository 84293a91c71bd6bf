"""Write an alert, look at it as customers will, publish it now or later, and edit it without overwriting a colleague."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from monproduit.core import clock
from monproduit.core.database import reading, writing
from monproduit.core.enums import AlertAction, AlertSeverity
from monproduit.core.errors import PortalError
from monproduit.core.localisation import _, day, local_day, local_moment, ngettext, number
from monproduit.core.markdown import html
from monproduit.core.search import searchable
from monproduit.models import Alert, AlertProduct, Product, RegisteredProduct
from monproduit.services import alert_history
from monproduit.services.access import Actor, require_staff
from monproduit.services.alert_drafts import Draft, checked, split
from monproduit.services.alert_fixes import fix
from monproduit.services.alerts import kind_name, severity_name
from monproduit.services.changes import Touched, note
from monproduit.services.data.alerts import link_alerts
from monproduit.services.data.formats import AlertLine
from monproduit.services.data.kinds import KINDS, Reference
from monproduit.services.data.upsert import upsert
from monproduit.services.staff_alerts import status_name, status_of
from monproduit.views.alerts import AlertPage, Choice
from monproduit.views.staff_alerts import AlertDraft, DraftProduct

_OPTIONS = 30


async def open_(actor: Actor, key: str) -> AlertDraft:
    """Return an alert to edit; without a key, an empty one.

    Raises:
        PortalError: `staff_only` or `no_such_alert`.
    """
    require_staff(actor)
    if not key:
        return AlertDraft()
    async with reading() as session:
        alert = await _alert(session, key)
        links = await _links(session, alert.id)
        history = await alert_history.lines(session, actor, key)
    status = status_of(alert.published_at, is_withdrawn=alert.withdrawn)
    words = _("%(status)s – %(moment)s") % {"status": status_name(status), "moment": local_moment(alert.published_at, actor.time_zone)}
    local = alert.published_at.astimezone(ZoneInfo(actor.time_zone)).strftime("%Y-%m-%dT%H:%M")
    return AlertDraft(
        key=alert.key,
        title=alert.title,
        kind=alert.kind,
        severity=alert.severity or "",
        is_important=alert.important,
        body=alert.body,
        url=alert.url or "",
        when="later" if status == "scheduled" else "keep",
        moment=local if status == "scheduled" else "",
        products=[DraftProduct(product.slug, product.name, ", ".join(link.fixed)) for link, product in links],
        status=status,
        published=local_day(alert.published_at, actor.time_zone),
        status_label=words,
        version=alert.version,
        history=history,
    )


async def options(actor: Actor, text: str) -> list[DraftProduct]:
    """Return the first products whose words match.

    Raises:
        PortalError: `staff_only`.
    """
    require_staff(actor)
    query = select(col(Product.slug), col(Product.name)).order_by(col(Product.search_text)).limit(_OPTIONS)
    for word in searchable(text).split():
        query = query.where(col(Product.search_text).contains(word, autoescape=True))
    async with reading() as session:
        return [DraftProduct(slug, name) for slug, name in await session.execute(query)]


def severities() -> list[Choice]:
    """Return the severities, to choose from."""
    return [Choice("", _("Sans gravité")), *(Choice(one, severity_name(one)) for one in AlertSeverity)]


async def preview(actor: Actor, draft: Draft, names: dict[str, str], published: str) -> tuple[AlertPage, str]:
    """Return a draft as customers will see it, and in words how many they are; `names` are those of its products by slug.

    Raises:
        PortalError: `staff_only`.
    """
    require_staff(actor)
    reached = select(func.count(col(RegisteredProduct.user_id).distinct())).join(Product, col(Product.id) == col(RegisteredProduct.product_id))
    query = reached.where(col(Product.slug).in_(draft.products), col(RegisteredProduct.hidden_at).is_(None))
    async with reading() as session:
        count = (await session.execute(query)).scalar_one()
    words = ngettext("%(count)s personne a ces produits.", "%(count)s personnes ont ces produits.", count) % {"count": number(count)}
    severity = draft.severity if draft.severity in set(AlertSeverity) else ""
    known = {choice.key: choice.label for choice in severities()}
    page = AlertPage(
        key="preview",
        title=draft.title.strip() or _("Sans titre"),
        kind_label=kind_name(draft.kind),
        severity=severity,
        severity_label=known[severity] if severity else "",
        published=_shown_day(actor, draft, published),
        products=", ".join(sorted(names.values())),
        body=html(draft.body),
        url=draft.url if draft.url.startswith(("https://", "http://")) else "",
        fixes=[fix(names[slug], [], split(versions), "") for slug, versions in draft.fixed.items() if slug in names and split(versions)],
    )
    return page, words


async def save(actor: Actor, key: str, version: int, draft: Draft) -> tuple[str, str]:
    """Publish, schedule or edit an alert; return its title, and where it stands.

    Raises:
        DraftRefusedError: something is missing or wrong.
        PortalError: `staff_only`, `no_such_alert`, or `alert_edited` when a colleague was faster.
    """
    require_staff(actor)
    async with writing() as session:
        before = await _alert(session, key, lock=True) if key else None
        if before and before.version != version:
            raise PortalError("alert_edited", who=await alert_history.last_editor(session, key) or _("un import"))
        ids = await _known(session, draft.products)
        draft = replace(draft, products=tuple(slug for slug in draft.products if ("product", slug) in ids))
        affected = {product.slug: link.affected for link, product in await _links(session, before.id)} if before else {}
        line = checked(actor, draft, key, before.published_at if before else None, affected)
        deed, status = _deed(line, before), status_of(line.published_at, is_withdrawn=bool(before and before.withdrawn))
        cells, parts = await _write(session, line, ids, is_new=before is None)
        if cells:
            alert_history.record(session, actor, line.key, deed, ",".join(parts))
            await note(session, cells)
    return line.title, status


async def current_version(actor: Actor, key: str) -> tuple[int, str]:
    """Return the number of an alert's version, and who made it.

    Raises:
        PortalError: `staff_only` or `no_such_alert`.
    """
    require_staff(actor)
    async with reading() as session:
        return (await _alert(session, key)).version, await alert_history.last_editor(session, key)


async def _write(session: AsyncSession, line: AlertLine, ids: dict[Reference, int], *, is_new: bool) -> tuple[list[Touched], list[str]]:
    """Write an alert and its products; return the cells that show a difference, and the parts that differ."""
    kind = KINDS["alert"]
    written, former = await upsert(session, Alert, kind.key, [kind.row(line, lambda _name: None)], kind.kept)
    cells = await link_alerts(session, [line], {row["key"] for row in written}, ids)
    if cells and not written:  # the products alone make a new version too
        await session.execute(update(Alert).where(col(Alert.key) == line.key).values(edited_at=clock.now()))
    parts = [] if is_new or not written else [name for name, value in written[0].items() if former[0][name] != value]
    return cells, parts or ([] if is_new else ["products"])


async def _known(session: AsyncSession, slugs: tuple[str, ...]) -> dict[Reference, int]:
    query = select(col(Product.slug), col(Product.id)).where(col(Product.slug).in_(slugs))
    return {("product", slug): id_ for slug, id_ in await session.execute(query)}


def _shown_day(actor: Actor, draft: Draft, published: str) -> str:
    """Return the date that customers will see."""
    if draft.when == "keep" and published:
        return published
    try:
        return day(datetime.fromisoformat(draft.moment).date() if draft.when == "later" else actor.today)
    except ValueError:
        return day(actor.today)


def _deed(line: AlertLine, before: Alert | None) -> AlertAction:
    if before and (before.withdrawn or before.published_at == line.published_at):
        return AlertAction.EDITED
    return AlertAction.PUBLISHED if line.published_at <= clock.now() else AlertAction.SCHEDULED


async def _alert(session: AsyncSession, key: str, *, lock: bool = False) -> Alert:
    query = select(Alert).where(col(Alert.key) == key)
    alert = await session.scalar(query.with_for_update() if lock else query)
    if not alert:
        raise PortalError("no_such_alert")
    return alert


async def _links(session: AsyncSession, alert_id: int) -> list[tuple[AlertProduct, Product]]:
    query = select(AlertProduct, Product).join(Product, col(Product.id) == col(AlertProduct.product_id))
    found = await session.execute(query.where(col(AlertProduct.alert_id) == alert_id).order_by(col(Product.search_text)))
    return [(link, product) for link, product in found]
