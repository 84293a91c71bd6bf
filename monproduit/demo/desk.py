"""What the demo's staff finds at its desk: a chat that became a request, a token, and an address that was disabled."""

import base64
import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from monproduit.core import clock
from monproduit.core.enums import ApiScope, ChatEvent, HookEvent
from monproduit.core.sealing import seal
from monproduit.models import ApiToken, Chat, ChatEngineer, ChatLine, OutboxMessage, Person, ServiceRequest, WebhookEndpoint
from monproduit.services import chat_lines, outbox
from monproduit.services.webhooks import TOPIC, message

_REQUEST = "SR-1005"
_WORDS = (
    (True, "Bonjour, mon export vers le tableur s’arrête avant la fin. Est-ce connu ?"),
    (False, "Bonjour Claire. À quelle ligne s’arrête-t-il, et dans quel format ?"),
    (True, "À 65 536, au format proposé d’office."),
    (False, "Merci. J’ouvre une demande, et je regarde avec l’équipe."),
)
_HOOK = "Suivi commercial"


async def furnish(session: AsyncSession, customer: str, engineer: str) -> None:
    """Bring all of it into the caller's transaction."""
    people = {person.email: person for person in await session.scalars(select(Person).where(col(Person.email).in_([customer, engineer])))}
    await _chat(session, people[customer], people[engineer])
    _token(session)
    await _address(session)


async def _chat(session: AsyncSession, customer: Person, engineer: Person) -> None:
    request = (await session.scalars(select(ServiceRequest).where(col(ServiceRequest.number) == _REQUEST))).one()
    began = request.created_at - timedelta(minutes=20)
    words = [(ChatEvent.TEXT, customer.id if is_customer else engineer.id, text) for is_customer, text in _WORDS]
    happened = [words[0], (ChatEvent.JOINED, engineer.id, ""), *words[1:], (ChatEvent.REQUEST, engineer.id, _REQUEST)]
    happened.append((ChatEvent.ENDED, engineer.id, ""))
    ended = began + timedelta(minutes=2 * len(happened))
    chat = Chat(customer_id=customer.id, service_request_id=request.id, opened_at=began, last_at=ended, ended_at=ended, places=len(happened))
    session.add(chat)
    await session.flush()
    session.add(ChatEngineer(chat_id=chat.id, user_id=engineer.id, seen_place=len(happened)))
    lines = [
        ChatLine(chat_id=chat.id, place=place, author_id=author, kind=kind, text=text, at=began + timedelta(minutes=2 * place))
        for place, (kind, author, text) in enumerate(happened, 1)
    ]
    session.add_all(lines)
    await session.flush()
    await chat_lines.carry(session, chat, lines)


def _token(session: AsyncSession) -> None:
    """Add a token that nobody knows: only its name and its last use are shown."""
    digest, moment = sha256(secrets.token_bytes(32)).hexdigest(), clock.now()
    made, used = moment - timedelta(days=40), moment - timedelta(hours=5)
    session.add(ApiToken(name="Synchronisation CRM", digest=digest, scopes=" ".join(ApiScope), created_at=made, last_used_at=used))


async def _address(session: AsyncSession) -> None:
    """Add an address that was told two things and was disabled: nothing is sent anywhere."""
    moment, secret = clock.now(), "whsec_" + base64.b64encode(secrets.token_bytes(32)).decode()
    made = {"created_at": moment - timedelta(days=40), "disabled_at": moment - timedelta(days=1)}
    url = "https://crm.exemple.fr/portail"
    events = f"{HookEvent.REQUEST_CREATED} {HookEvent.RENEWAL_REQUESTED}"
    endpoint = WebhookEndpoint(name=_HOOK, url=url, secret=seal(secret, _HOOK), events=events, **made)
    session.add(endpoint)
    await session.flush()
    for place, (event, key) in enumerate(((HookEvent.REQUEST_CREATED, "SR-1006"), (HookEvent.REQUEST_CREATED, "SR-1007"))):
        session.add(_told(endpoint, event, key, moment - timedelta(days=3 - place), place + 1))


def _told(endpoint: WebhookEndpoint, event: HookEvent, key: str, at: datetime, attempts: int) -> OutboxMessage:
    """Return a delivery that arrived at some attempt."""
    sent = message(endpoint, event, key, {"number": key})
    known = {"topic": TOPIC, "key": sent.key, "kind": sent.kind, "recipient": sent.recipient, "payload": sent.payload}
    return OutboxMessage(**known, created_at=at, due_at=at, give_up_at=at + outbox.LIFE, attempts=attempts, done_at=at + timedelta(seconds=attempts))
