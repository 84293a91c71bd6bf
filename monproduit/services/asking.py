"""Queries that are built once: who asks, and what for, stands in them by name, and is given at each asking.

Building a query takes several times as long as asking it; so what a dashboard asks again and again is built by a cached function, for
`ASKER` instead of a person, and asked with `asks(person)`. Who may see what is said by the same functions as everywhere.
"""

from datetime import date
from typing import Any

from sqlalchemy import Date, Integer, String, bindparam

from monproduit.core import clock
from monproduit.models.columns import BIG, Moment
from monproduit.services.access import Actor


class _Asker(Actor):
    """Whoever will ask."""

    __slots__ = ()

    @property
    def today(self) -> date:
        """The calendar date where they will be."""
        return bindparam("today", type_=Date())  # type: ignore[return-value]


ASKER: Actor = _Asker(bindparam("me", type_=BIG), "", "", "UTC")  # type: ignore[arg-type]
SLUG: Any = bindparam("slug", type_=String())
SLUGS: Any = bindparam("slugs", type_=String(), expanding=True)
MOST: Any = bindparam("most", type_=Integer())
NOW: Any = bindparam("now", type_=Moment())


def asks(actor: Actor, slugs: list[str] | None = None, **more: Any) -> dict[str, Any]:
    """Return what a person's asking puts in the place of the names: for all their products, or for those named."""
    named = {} if slugs is None else {"slugs": slugs}
    return {"me": actor.id, "today": actor.today, "now": clock.now(), **named, **more}
