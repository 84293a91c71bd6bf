"""The service request that keeps what a chat says: the one it came from, one that the engineer picks, or a new one."""

from collections.abc import Iterable

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from monproduit.core.database import reading, writing
from monproduit.core.enums import ChatEvent, RequestStatus
from monproduit.core.errors import PortalError
from monproduit.core.localisation import DEFAULT, _, use_locale
from monproduit.core.support_plans import BY_TELEPHONE_ONLY, SEVERITIES, severity_name
from monproduit.models import Chat, ChatEngineer, ChatLine, Person, Product, ServiceRequest
from monproduit.services import chat_lines, request_form
from monproduit.services.access import Actor, registered_ids, require_staff
from monproduit.services.request_access import seen_request, visible_requests
from monproduit.services.request_opening import Draft, open_from_chat
from monproduit.views.alerts import Choice
from monproduit.views.chat import ChatFiling

_CHOICES = 50


async def about(actor: Actor, number: str) -> str:
    """Return the number of a request that a chat of the person may come from, or nothing."""
    async with reading() as session:
        request = await _origin(session, actor, number)
    return request.number if request else ""


async def begin(session: AsyncSession, actor: Actor, chat: Chat, number: str) -> None:
    """Let a new chat keep its words in the request that it comes from; one that the person may not answer is left alone."""
    if request := await _origin(session, actor, number):
        await _link(session, chat, request, actor)


async def choices(actor: Actor, chat_id: int) -> ChatFiling:
    """Return where the words of a chat may go: to open requests that its customer sees, or to a new one about their products.

    Raises:
        PortalError: `staff_only`, `no_such_chat` or `chat_not_joined`.
    """
    async with writing() as session:
        chat = await _filed_by(session, actor, chat_id)
        who = _customer(await session.get_one(Person, chat.customer_id))
    requests = _requests(who).order_by(col(ServiceRequest.updated_at).desc()).limit(_CHOICES)
    products = select(Product).where(col(Product.id).in_(registered_ids(who))).order_by(col(Product.name))
    async with reading() as session:
        return ChatFiling(
            requests=[Choice(one.number, f"{one.number} · {one.title}") for one in await session.scalars(requests)],
            products=[Choice(one.slug, one.name) for one in await session.scalars(products)],
            severities=[Choice(str(one), severity_name(one)) for one in SEVERITIES if one != BY_TELEPHONE_ONLY],
        )


async def join(actor: Actor, chat_id: int, number: str) -> None:
    """Add what was said, and what will be, to a request that the customer sees.

    Raises:
        PortalError: `staff_only`, `no_such_chat`, `chat_not_joined`, `chat_has_request` or `no_such_service_request`.
    """
    async with writing() as session:
        chat = await _filed_by(session, actor, chat_id)
        who = _customer(await session.get_one(Person, chat.customer_id))
        request = await session.scalar(_requests(who).where(col(ServiceRequest.number) == number))
        if not request:
            raise PortalError("no_such_service_request")
        if chat.service_request_id != request.id:
            _require_free(chat)
            await _link(session, chat, request, actor)


async def create(actor: Actor, chat_id: int, product: str, severity: int, title: str) -> None:
    """Open a request for the customer with what was said; done twice, it is the same request.

    Raises:
        PortalError: `staff_only`, `no_such_chat`, `chat_not_joined`, `chat_has_request`, or why no such request may be opened.
    """
    async with writing() as session:
        chat = await _filed_by(session, actor, chat_id)
        who = _customer(await session.get_one(Person, chat.customer_id))
    form, key = await request_form.form(who, product), f"chat-{chat_id:08}"
    with use_locale(who.locale or DEFAULT):
        origin = _("%(name)s a ouvert cette demande à partir de la conversation ci-dessus.") % {"name": actor.name or actor.email}
    draft = Draft(product, severity, title, origin, key, license=form.license)
    async with writing() as session:
        chat = await _filed_by(session, actor, chat_id)
        request = await open_from_chat(session, who, draft, chat_lines.said(chat, await _lines(session, chat)))
        if chat.service_request_id != request.id:
            _require_free(chat)
            await _note(session, chat, request, actor)


async def _link(session: AsyncSession, chat: Chat, request: ServiceRequest, actor: Actor) -> None:
    await _note(session, chat, request, actor)
    await chat_lines.carry(session, chat, await _lines(session, chat))


async def _note(session: AsyncSession, chat: Chat, request: ServiceRequest, actor: Actor) -> None:
    chat.service_request_id = request.id
    await chat_lines.add(session, chat, ChatEvent.REQUEST, author=actor.id, text=request.number)


async def _lines(session: AsyncSession, chat: Chat) -> Iterable[ChatLine]:
    return await session.scalars(select(ChatLine).where(col(ChatLine.chat_id) == chat.id).order_by(col(ChatLine.place)))


async def _origin(session: AsyncSession, actor: Actor, number: str) -> ServiceRequest | None:
    try:
        seen = await seen_request(session, actor, number)
    except PortalError:
        return None
    return seen.request if seen.may_answer and seen.request.status != RequestStatus.CLOSED else None


async def _filed_by(session: AsyncSession, actor: Actor, chat_id: int) -> Chat:
    """Lock a chat whose words the engineer may file: one they are in, or were in when it ended."""
    require_staff(actor)
    chat = await session.scalar(select(Chat).where(col(Chat.id) == chat_id).with_for_update(key_share=True))
    row = await session.get(ChatEngineer, (chat_id, actor.id))
    if not chat or (chat.ended_at and not row):
        raise PortalError("no_such_chat")
    if not row or (row.left_at and not chat.ended_at):
        raise PortalError("chat_not_joined")
    return chat


def _require_free(chat: Chat) -> None:
    if chat.service_request_id:
        raise PortalError("chat_has_request")


def _requests(who: Actor) -> Select[ServiceRequest]:
    return select(ServiceRequest).where(visible_requests(who), col(ServiceRequest.status) != RequestStatus.CLOSED)


def _customer(person: Person) -> Actor:
    return Actor(person.id, person.email, person.name, person.time_zone, person.locale)
