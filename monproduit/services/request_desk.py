"""The staff's desk: any service request with its notes, answered, moved, and given to somebody."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from monproduit.core.database import reading, writing
from monproduit.core.enums import RequestEntry, RequestStatus
from monproduit.core.errors import PortalError
from monproduit.core.localisation import _
from monproduit.models import License, Person, UserGroup
from monproduit.services.access import Actor, require_staff
from monproduit.services.answer_mails import post_answer
from monproduit.services.attachments import attach
from monproduit.services.changes import STAFF, Touched, note
from monproduit.services.license_words import plan_name
from monproduit.services.request_access import Seen, desk_request
from monproduit.services.request_basis import plan_in_force
from monproduit.services.request_conversation import entry_key, whole
from monproduit.services.request_entries import Author, append, checked_text, is_there, move, told
from monproduit.services.service_requests import status_name
from monproduit.views.alerts import Choice
from monproduit.views.request_pages import DeskPage

_ALL = tuple(RequestEntry)
_AFTER_ANSWER = (RequestStatus.WAITING_CUSTOMER, RequestStatus.IN_PROGRESS, RequestStatus.WAITING_VENDOR, RequestStatus.RESOLVED)


async def page(actor: Actor, number: str, since: datetime) -> DeskPage:
    """Return a request with everything that the staff knows of it.

    Raises:
        PortalError: `staff_only` or `no_such_service_request`.
    """
    async with reading() as session:
        seen = await desk_request(session, actor, number)
        request = await whole(session, actor, seen, _ALL, since)
        license_ = await session.get(License, seen.request.license_id) if seen.request.license_id else None
        group = await session.get(UserGroup, seen.request.group_id) if seen.request.group_id else None
        assignee = await session.get(Person, seen.request.assigned_to_id) if seen.request.assigned_to_id else None
        plan = plan_in_force(license_, actor.today)
        return DeskPage(
            request=request,
            email=seen.creator.email,
            phone=seen.creator.phone,
            group=group.name if group else "",
            plan=plan_name(plan) if plan else _("Aucun support en vigueur"),
            assignee=(assignee.name or assignee.email) if assignee else "",
            assignee_email=assignee.email if assignee else "",
            is_mine=seen.request.assigned_to_id == actor.id,
            staff=await _staff(session),
            statuses=[Choice(status, status_name(status, asks_reader=False)) for status in RequestStatus],
        )


async def answer(actor: Actor, number: str, text: str, form_key: str, status: str) -> None:
    """Write to the customer, and say where the request stands then; whoever answers first is in charge. The same form as it was does nothing.

    Raises:
        PortalError: `staff_only`, `no_such_service_request`, `request_closed`, `unknown_status`, `no_form`, `no_text` or `too_long`.
    """
    require_staff(actor)
    body = checked_text(text)
    key = entry_key(actor, form_key, RequestEntry.MESSAGE, body)
    if status not in _AFTER_ANSWER:
        raise PortalError("unknown_status")
    async with writing() as session:
        seen, me = await desk_request(session, actor, number, lock=True), Author(actor.id, by_staff=True)
        if await is_there(session, key):
            return
        if seen.request.status == RequestStatus.CLOSED:
            raise PortalError("request_closed")
        entry = await append(session, seen.request, me, RequestEntry.MESSAGE, body, key)
        await attach(session, actor, form_key, entry)
        await move(session, seen.request, me, RequestStatus(status))
        await post_answer(session, entry)
        if not seen.request.assigned_to_id:
            await _give(session, seen, me, actor.id, actor.name or actor.email)
        await note(session, told(seen.request))


async def write_note(actor: Actor, number: str, text: str, form_key: str) -> None:
    """Keep a note for the staff alone: the customer's pages are not even told that something changed. The same form as it was does nothing.

    Raises:
        PortalError: `staff_only`, `no_such_service_request`, `no_form`, `no_text` or `too_long`.
    """
    require_staff(actor)
    body = checked_text(text)
    key = entry_key(actor, form_key, RequestEntry.NOTE, body)
    async with writing() as session:
        seen = await desk_request(session, actor, number, lock=True)
        if await is_there(session, key):
            return
        me = Author(actor.id, by_staff=True)
        await attach(session, actor, form_key, await append(session, seen.request, me, RequestEntry.NOTE, body, key))
        await note(session, [Touched(section=STAFF)])


async def choose_status(actor: Actor, number: str, status: str) -> None:
    """Say where a request stands.

    Raises:
        PortalError: `staff_only`, `no_such_service_request` or `unknown_status`.
    """
    require_staff(actor)
    if status not in set(RequestStatus):
        raise PortalError("unknown_status")
    async with writing() as session:
        seen = await desk_request(session, actor, number, lock=True)
        moved = await move(session, seen.request, Author(actor.id, by_staff=True), RequestStatus(status))
        if moved:
            await post_answer(session, moved)
        await session.flush()
        await note(session, told(seen.request))


async def assign(actor: Actor, number: str, email: str) -> None:
    """Put somebody of the staff in charge, or nobody.

    Raises:
        PortalError: `staff_only`, `no_such_service_request` or `no_such_staff`.
    """
    require_staff(actor)
    async with writing() as session:
        seen = await desk_request(session, actor, number, lock=True)
        person = await session.scalar(select(Person).where(col(Person.email) == email, col(Person.staff))) if email else None
        if email and not person:
            raise PortalError("no_such_staff")
        if seen.request.assigned_to_id != (person.id if person else None):
            name = (person.name or person.email) if person else ""
            await _give(session, seen, Author(actor.id, by_staff=True), person.id if person else None, name)
            await note(session, [Touched(section=STAFF)])


async def _give(session: AsyncSession, seen: Seen, author: Author, person: int | None, name: str) -> None:
    seen.request.assigned_to_id = person
    await append(session, seen.request, author, RequestEntry.ASSIGNMENT, name)


async def _staff(session: AsyncSession) -> list[Choice]:
    query = select(Person).where(col(Person.staff)).order_by(col(Person.name), col(Person.email)).limit(500)
    return [Choice(person.email, person.name or person.email) for person in await session.scalars(query)]
