"""What an engineer sees of the customer of a chat: who they are and, as long as it is open, their products with their support."""

from sqlalchemy import func, select
from sqlmodel import col

from monproduit.core.database import reading
from monproduit.core.errors import PortalError
from monproduit.models import Person, Product
from monproduit.services import chat_snapshots, licenses
from monproduit.services.access import Actor, registered_ids, require_staff
from monproduit.services.chat_desk import visible
from monproduit.views.chat import DeskChat, DeskProduct


async def conversation(actor: Actor, chat_id: int) -> DeskChat:
    """Return the head of a chat.

    Raises:
        PortalError: `staff_only` or `no_such_chat`.
    """
    chat = chat_snapshots.desk_chat(actor, (await chat_snapshots.take([chat_id])).get(chat_id))
    if not chat:
        raise PortalError("no_such_chat")
    return chat


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
