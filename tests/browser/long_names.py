"""A customer whose names are as long as they may be, without a place to break."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from monproduit.core import clock
from monproduit.core.database import reading
from monproduit.models import UserGroup
from monproduit.services import api_tokens, chats, invitations, webhook_endpoints
from monproduit.services.invitations import Invitee
from tests.browser.customer import Customer
from tests.world import Line, actor

_LONGEST = 200
_DAY = "2026-11-20T09:00:00Z"


@dataclass(frozen=True)
class LongNames:
    """Names that end with what no other customer's do."""

    customer: Customer

    def word(self, kind: str) -> str:
        """Return one word of 200 signs."""
        tail = f"{kind}{self.customer.suffix}".replace("-", "")
        return ("Hyperinfrastructure" * 11)[: _LONGEST - len(tail)] + tail

    @property
    def email(self) -> str:
        """The address of the administrator: 64 signs, and 63 in the longest part after the @."""
        tail = self.customer.suffix.replace("-", "")
        return f"{'administratrice' * 5}"[: 64 - len(tail)] + f"{tail}@{self._domain}"

    @property
    def staff(self) -> str:
        """The address of an engineer."""
        return "ingenieure" + self.email[10:]

    @property
    def _domain(self) -> str:
        return f"{'production' * 7}"[:63] + ".fr"

    @property
    def request(self) -> str:
        """The number of the service request."""
        return f"SR-{self.customer.suffix}"

    @property
    def product(self) -> str:
        """The slug of the product."""
        return f"long-{self.customer.suffix}"

    @property
    def alert(self) -> str:
        """The key of the alert."""
        return f"alerte-longue-{self.customer.suffix}"

    @property
    def article(self) -> str:
        """The key of the article."""
        return f"article-long-{self.customer.suffix}"

    def load(self) -> int:
        """Bring all of it into the server's database, and return the number of the group."""
        server = self.customer.server
        server.load(*self._things())
        return server.run(self._deeds)

    async def _deeds(self) -> int:
        """Do what no line of the format says."""
        claire, engineer = await actor(self.email), await actor(self.staff)
        async with reading() as session:
            group = (await session.execute(select(UserGroup.id).where(col(UserGroup.name) == self.word("groupe")))).scalar_one() or 0
        await invitations.invite(claire, group, Invitee("i" + self.email[1:], self.word("invite"), "", "license_user"))
        await chats.send(claire, f"long-{self.customer.suffix}", self.word("parole"))
        await api_tokens.create(self.word("jeton")[-100:])
        await webhook_endpoints.add(engineer, self.word("hook")[-100:], f"https://exemple.fr/{self.word('adresse')}", ["service_request.created"])
        return group

    def _things(self) -> list[Line]:
        group, now = f"groupe-long-{self.customer.suffix}", clock.now().isoformat()
        about: dict[str, Any] = {"product": self.product}
        version, file = self.word("v")[-100:], self.word("fichier") + ".zip"
        return [
            {
                "type": "product",
                "slug": self.product,
                "name": self.word("produit"),
                "family": self.word("famille"),
                "forum_url": "https://f.exemple.fr",
            },
            {
                "type": "release",
                **about,
                "version": version,
                "released_on": "2026-01-01",
                "notes": self.word("notes"),
                "end_of_support_on": "2028-01-01",
            },
            {"type": "release", **about, "version": "9" * 100, "released_on": "2026-06-01"},
            {"type": "release_file", **about, "version": version, "name": file, "size": 1, "sha256": "a" * 64},
            {"type": "user", "email": self.email, "name": self.word("nom"), "phone": "0" * 200},
            {"type": "user", "email": self.staff, "name": self.word("ingenieur"), "staff": True},
            {"type": "group", "key": group, "name": self.word("groupe"), "domain": self._domain},
            {"type": "membership", "group": group, "user": self.email, "role": "administrator"},
            self.customer.license(
                self.customer.number, group=group, product=self.product, edition=self.word("edition"), support_plan=self.word("offre")[-100:]
            ),
            {
                "type": "alert",
                "key": self.alert,
                "products": [self.product],
                "kind": "security",
                "important": True,
                "severity": "high",
                "title": self.word("alerte"),
                "body": self.word("texte"),
                "url": f"https://exemple.fr/{self.word('u')}",
                "published_at": now,
                "versions": {self.product: {"affected": [version], "fixed": ["9" * 100]}},
            },
            {
                "type": "service_request",
                "number": self.request,
                **about,
                "license": self.customer.number,
                "created_by": self.email,
                "title": self.word("titre"),
                "severity": 2,
                "status": "in_progress",
                "version": version,
                "assigned_to": self.staff,
                "created_at": _DAY,
                "updated_at": _DAY,
            },
            {
                "type": "service_request_message",
                "key": f"m1-{self.customer.suffix}",
                "request": self.request,
                "author": self.email,
                "body": self.word("message"),
                "at": _DAY,
            },
            {
                "type": "service_request_message",
                "key": f"m2-{self.customer.suffix}",
                "request": self.request,
                "author": self.staff,
                "by_staff": True,
                "body": self.word("reponse"),
                "at": _DAY,
            },
            {
                "type": "download",
                "key": f"d-{self.customer.suffix}",
                "user": self.email,
                **about,
                "version": version,
                "file": file,
                "downloaded_at": _DAY,
            },
            {
                "type": "article",
                "key": self.article,
                "title": self.word("article"),
                "products": [self.product],
                "versions": [version],
                "keywords": [self.word("cle")],
                "body": f"# {self.word('h')}\n\n{self.word('p')}\n\n    {self.word('code')}\n\n`{self.word('c')}`",
            },
            {
                "type": "document",
                "key": f"doc-{self.customer.suffix}",
                **about,
                "version": version,
                "title": self.word("document"),
                "kind": self.word("genre")[-100:],
                "url": "https://exemple.fr/d.pdf",
            },
            {
                "type": "video",
                "key": f"video-{self.customer.suffix}",
                "products": [self.product],
                "title": self.word("video"),
                "description": self.word("description"),
                "url": "https://exemple.fr/v.mp4",
                "seconds": 60,
            },
        ]
