"""What an engineer sees of the customer of a chat: who they are and, as long as it is open, their products with their support."""

from sqlalchemy import func, select
from sqlmodel import col

from monproduit.core.database import reading
from monproduit.models import ChatEngineer, Person, Product, ServiceRequest
from monproduit.services import licenses
from monproduit.services.access import Actor, registered_ids, require_staff
from monproduit.services.chat_desk import visible
from monproduit.services.chat_lines import name_of
from monproduit.services.chat_words import desk_words
from monproduit.views.chat import DeskChat, DeskProduct


async def conversation(actor: Actor, chat_id: int) -> DeskChat:
    """Return the head of a chat.

    Raises:
        PortalError: `staff_only` or `no_such_chat`.
    """
    require_staff(actor)
    joined = select(Person).join(ChatEngineer, col(ChatEngineer.user_id) == col(Person.id))
    async with reading() as session:
        chat = await visible(session, actor, chat_id)
        query = select(Person, col(ServiceRequest.number)).outerjoin(ServiceRequest, col(ServiceRequest.id) == chat.service_request_id)
        customer, request = (await session.execute(query.where(col(Person.id) == chat.customer_id))).one()
        found = await session.scalars(joined.where(col(ChatEngineer.chat_id) == chat_id, col(ChatEngineer.left_at).is_(None)))
        engineers = {person.id: name_of(person) for person in found}
    is_open = chat.ended_at is None
    return DeskChat(
        chat=chat.id,
        places=chat.places,
        customer=name_of(customer),
        email=customer.email,
        words=desk_words(is_open=is_open, engineers=", ".join(engineers.values())),
        request=request or "",
        is_open=is_open,
        is_mine=is_open and actor.id in engineers,
    )


async def products(actor: Actor, chat_id: int) -> list[DeskProduct]:
    """Return the products on the customer's account, with the support that they see themselves; after the chat, none.

    Raises:
        PortalError: `staff_only` or `no_such_chat`.
    """
    require_staff(actor)
    async with reading() as session:
        chat = await visible(session, actor, chat_id)
        customer = await session.get_one(Person, chat.customer_id)
    if chat.ended_at:
        return []
    who = Actor(customer.id, customer.email, customer.name, customer.time_zone)
    query = select(col(Product.slug), col(Product.name)).where(col(Product.id).in_(registered_ids(who))).order_by(func.lower(col(Product.name)))
    async with reading() as session:
        names = (await session.execute(query)).all()
    support = await licenses.support_statuses(who)
    return [DeskProduct(name, support[slug].status, support[slug].label, support[slug].plan) for slug, name in names if slug in support]
