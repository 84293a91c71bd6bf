"""Answers to service requests by e-mail: one mail for each, to whoever opened the request, unless they want none."""

from collections.abc import Collection
from datetime import timedelta
from typing import Any
from urllib.parse import quote

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from monproduit.core import clock
from monproduit.core.database import reading
from monproduit.core.enums import RequestEntry, RequestStatus
from monproduit.core.localisation import DEFAULT, _, local_moment, ngettext, number, use_locale
from monproduit.core.settings import settings
from monproduit.core.slices import slices
from monproduit.models import Attachment, Person, Product, ServiceRequest, ServiceRequestEntry
from monproduit.services.letters import Letter, Part
from monproduit.services.outbox import Message, put
from monproduit.services.subscriptions import answers_link

_NEWS = timedelta(days=7)
"""How long after it was given an answer is still mailed: what is older is history that was imported."""
_ASKING = (RequestStatus.WAITING_CUSTOMER, RequestStatus.RESOLVED)
"""The statuses that are an answer of their own: something is asked of the customer, or it is said to be done."""
_LONGEST = 2000


async def post_answer(session: AsyncSession, entry: ServiceRequestEntry) -> None:
    """Let what the staff said leave with the transaction that writes it; what is not for the customer by mail is left out."""
    await _post(session, [entry.id])


async def post_imported(session: AsyncSession, entries: Collection[dict[str, Any]], new_requests: Collection[str]) -> None:
    """Let entries that an import brought to requests that were there before leave; those of new ones are their history.

    A status that comes with words about the same request says nothing besides them.
    """
    with_words = {row["request_id"] for row in entries if row["by_staff"] and row["kind"] == RequestEntry.MESSAGE}
    alone = [row["id"] for row in entries if row["kind"] == RequestEntry.MESSAGE or row["request_id"] not in with_words]
    await _post(session, alone, set(new_requests))


async def answer_letter(payload: dict[str, Any]) -> Letter | None:
    """Write the letter of an answer; None when it is gone, was taken back, holds no more, or is not wanted any more."""
    async with reading() as session:
        found = (await session.execute(_answers([payload["entry"]]).where(col(Person.id) == payload["person"]))).first()
        if not found:
            return None
        entry, request, person = found
        product = await session.get_one(Product, request.product_id)
        author = await session.get(Person, entry.author_id) if entry.author_id else None
        files = await session.scalar(select(func.count()).where(col(Attachment.entry_id) == entry.id)) or 0
    if entry.kind == RequestEntry.STATUS and entry.body != request.status:
        return None
    with use_locale(person.locale or DEFAULT):
        return _letter(person, request, entry, [product.name, *_told_by(author), *_files(files)])


async def _post(session: AsyncSession, ids: list[int], new_requests: Collection[str] = ()) -> None:
    for some in slices(ids):
        found = await session.execute(_answers(some).where(col(ServiceRequestEntry.at) > clock.now() - _NEWS))
        await put(session, *(_message(entry, person) for entry, request, person in found if request.number not in new_requests))


def _answers(ids: Collection[int]) -> Select[ServiceRequestEntry, ServiceRequest, Person]:
    """Select those entries that are answers for the person who opened the request, and that they want by mail."""
    author = col(ServiceRequestEntry.author_id)
    return (
        select(ServiceRequestEntry, ServiceRequest, Person)
        .join(ServiceRequest, col(ServiceRequest.id) == col(ServiceRequestEntry.request_id))
        .join(Person, col(Person.id) == col(ServiceRequest.created_by_id))
        .where(col(ServiceRequestEntry.id).in_(ids), col(ServiceRequestEntry.by_staff), _says_something(), col(Person.wants_answers))
        .where(or_(author.is_(None), author != col(Person.id)))
        .order_by(col(ServiceRequestEntry.at), col(ServiceRequestEntry.id))
    )


def _says_something() -> ColumnElement[bool]:
    kind = col(ServiceRequestEntry.kind)
    return or_(kind == RequestEntry.MESSAGE, and_(kind == RequestEntry.STATUS, col(ServiceRequestEntry.body).in_(_ASKING)))


def _message(entry: ServiceRequestEntry, person: Person) -> Message:
    payload = {"letter": "answer", "person": person.id, "entry": entry.id}
    return Message("mail", f"answer:{entry.key}", payload, "answer", person.email)


def _letter(person: Person, request: ServiceRequest, entry: ServiceRequestEntry, facts: list[str]) -> Letter:
    home = f"{settings().origin}/{person.locale or DEFAULT}"
    title = _titles(request.status) % {"number": request.number}
    words = entry.body if entry.kind == RequestEntry.MESSAGE else ""
    part = Part(
        title=request.title,
        facts=" · ".join([*facts, local_moment(entry.at, person.time_zone)]),
        words=_cut(words),
        link=f"{home}/service-requests/{quote(request.number, safe='')}",
        label=_("Lire la suite et répondre") if len(words) > _LONGEST else _("Voir la demande et répondre"),
    )
    return Letter(
        language=person.locale or DEFAULT,
        subject=f"{title} – {' '.join(request.title.split())}",
        title=title,
        parts=[part],
        why=_("Vous recevez cet e-mail parce que vous avez ouvert cette demande. Répondez sur le portail : cette adresse n’est pas lue."),
        ways=[(_("Mes réglages"), f"{home}/profile")],
        unsubscribe=answers_link(person.id),
    )


def _titles(status: str) -> str:
    match status:
        case RequestStatus.WAITING_CUSTOMER:
            return _("Votre demande %(number)s attend votre réponse")
        case RequestStatus.RESOLVED:
            return _("Votre demande %(number)s est résolue")
        case _other:
            return _("Réponse à votre demande %(number)s")


def _told_by(author: Person | None) -> list[str]:
    return [author.name or author.email] if author else []


def _files(count: int) -> list[str]:
    return [ngettext("%(count)s fichier joint", "%(count)s fichiers joints", count) % {"count": number(count)}] if count else []


def _cut(words: str) -> str:
    """Return as much of some words as a mail holds, up to the end of a word."""
    if len(words) <= _LONGEST:
        return words
    start = words[:_LONGEST]
    return f"{start[: max(start.rfind(' '), start.rfind(chr(10)), _LONGEST - 100)].rstrip()} …"
