"""What may answer a question before a request is opened: each provider knows one kind of answer."""

from collections.abc import Awaitable, Callable

from sqlalchemy import case, func, or_, select
from sqlmodel import col

from monproduit.core.database import reading
from monproduit.core.localisation import _
from monproduit.models import Product, ServiceRequest
from monproduit.routes import SERVICE_REQUESTS, to
from monproduit.services.access import Actor
from monproduit.services.request_access import visible_requests
from monproduit.services.search.texts import suggestions
from monproduit.services.service_requests import status_name
from monproduit.views.request_pages import Suggestion

Provider = Callable[[Actor, str, str], Awaitable[list[Suggestion]]]
"""Returns the answers for a person to a text about the product of a slug, the best first."""
_SHORTEST = 4
_WORDS = 10
_EACH = 3
_MOST = 5


async def suggest(actor: Actor, product: str, text: str) -> list[Suggestion]:
    """Return what may answer a text, from all providers, as soon as it has a word that means something."""
    if not _words(text):
        return []
    found = [one for provider in PROVIDERS for one in await provider(actor, product, text[:500])]
    return found[:_MOST]


async def similar_requests(actor: Actor, product: str, text: str) -> list[Suggestion]:
    """Return requests about the product, among those that the person sees, whose titles share words with the text."""
    title = func.lower(col(ServiceRequest.title))
    shared = [title.contains(word, autoescape=True) for word in _words(text)]
    rank = sum((case((one, 1), else_=0) for one in shared[1:]), case((shared[0], 1), else_=0))
    query = (
        select(ServiceRequest)
        .join(Product, col(Product.id) == col(ServiceRequest.product_id))
        .where(visible_requests(actor), col(Product.slug) == product, or_(*shared))
        .order_by(rank.desc(), col(ServiceRequest.updated_at).desc())
        .limit(_EACH)
    )
    async with reading() as session:
        return [_request(actor, one) for one in await session.scalars(query)]


async def articles(actor: Actor, product: str, text: str) -> list[Suggestion]:
    """Return the articles about the product, or about all, that have most to do with the text."""
    return [Suggestion(hit.title, hit.detail, hit.address) for hit in (await suggestions(actor, text, product))[:_EACH]]


PROVIDERS: list[Provider] = [articles, similar_requests]
"""Who is asked, in this order."""


def _words(text: str) -> list[str]:
    return [word for word in dict.fromkeys(text[:500].lower().split()) if len(word) >= _SHORTEST][:_WORDS]


def _request(actor: Actor, one: ServiceRequest) -> Suggestion:
    where = status_name(one.status, asks_reader=one.created_by_id == actor.id)
    return Suggestion(one.title, _("Demande") + f" {one.number} · {where}", f"{to(SERVICE_REQUESTS)}/{one.number}")
