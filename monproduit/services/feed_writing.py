"""Write a feed: RSS 2.0 or Atom, whole texts, in one language, without a word that a validator would mark."""

from datetime import datetime, timedelta
from urllib.parse import quote, urlsplit

from feedgenerator import Atom1Feed, Rss201rev2Feed
from sqlalchemy import select
from sqlmodel import col

from monproduit.core.database import reading
from monproduit.core.localisation import _, use_locale
from monproduit.core.markdown import html
from monproduit.core.settings import settings
from monproduit.models import Alert
from monproduit.services.access import is_published
from monproduit.services.alerts import kind_name
from monproduit.services.feed_sources import Source

_ITEMS = 100
_FORMATS = {"rss": Rss201rev2Feed, "atom": Atom1Feed}


async def write(source: Source) -> bytes:
    """Return the feed as it stands now, the latest alert first."""
    query = select(Alert).where(col(Alert.id).in_(source.alerts()), is_published())
    async with reading() as session:
        alerts = list(await session.scalars(query.order_by(col(Alert.published_at).desc(), col(Alert.id).desc()).limit(_ITEMS)))
    with use_locale(source.language):
        return _written(source, alerts)


def _written(source: Source, alerts: list[Alert]) -> bytes:
    title = _("Notifications – %(product)s") % {"product": source.product} if source.product else _("Notifications – Mes produits")
    home = f"{settings().origin}/{source.language}/alerts"
    name = f"product/{source.product_id}" if source.product_id else "mine"
    made = _FORMATS[source.kind](
        title=title,
        link=home,
        description=title,
        language=source.language,
        feed_url=source.address,
        feed_guid=_tag(f"feed/{name}"),
        author_name="monproduit",
    )
    for alert in alerts:
        made.add_item(
            title=alert.title,
            link=f"{home}/{quote(alert.key)}",
            description=html(alert.body, base=settings().origin) or alert.title,
            unique_id=_tag(f"alert/{quote(alert.key)}"),
            unique_id_is_permalink=False,
            pubdate=alert.published_at,
            updateddate=_updated(alert),
            categories=[kind_name(alert.kind)],
        )
    return made.writeString("utf-8").encode()


def _updated(alert: Alert) -> datetime:
    """Return when an alert last changed for its readers; never the same for two alerts, as Atom wishes."""
    moment = max(alert.published_at, alert.edited_at or alert.published_at)
    return moment.replace(microsecond=0) + timedelta(microseconds=alert.id % 1_000_000)


def _tag(name: str) -> str:
    """Return an id that stays, whatever becomes of addresses (RFC 4151)."""
    return f"tag:{urlsplit(settings().origin).hostname},2026:{name}"
