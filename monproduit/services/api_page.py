"""The tokens of the REST API on a page of the vendor's staff."""

from collections.abc import Collection

from monproduit.core.database import writing
from monproduit.core.errors import PortalError
from monproduit.core.localisation import _, local_day, local_moment
from monproduit.models import ApiToken
from monproduit.services import api_tokens
from monproduit.services.access import Actor, require_staff
from monproduit.services.changes import STAFF, Touched, note
from monproduit.views.api import MadeSecret, TokenLine


async def tokens(actor: Actor) -> list[TokenLine]:
    """Return the tokens that are in use, the newest first.

    Raises:
        PortalError: `staff_only`.
    """
    require_staff(actor)
    return [_line(actor, token) for token in await api_tokens.live()]


async def make(actor: Actor, name: str, scopes: Collection[str], days: str) -> MadeSecret:
    """Make a token, and return it this once.

    Raises:
        PortalError: `staff_only`, or as `api_tokens.create`.
    """
    require_staff(actor)
    token = await api_tokens.create(name, scopes, _days(days))
    await _show_all()
    return MadeSecret(name.strip(), token)


async def revoke(actor: Actor, name: str) -> None:
    """End a token.

    Raises:
        PortalError: `staff_only` or `no_such_token`.
    """
    require_staff(actor)
    await api_tokens.revoke(name)
    await _show_all()


async def _show_all() -> None:
    async with writing() as session:
        await note(session, [Touched(section=STAFF)])


def _days(typed: str) -> int | None:
    plain = typed.strip()
    if not plain:
        return None
    if not (plain.isascii() and plain.isdigit() and len(plain) < 6):  # noqa: PLR2004 (years enough)
        raise PortalError("wrong_days", limit=api_tokens.MOST_DAYS)
    return int(plain)


def _line(actor: Actor, token: ApiToken) -> TokenLine:
    used = local_moment(token.last_used_at, actor.time_zone) if token.last_used_at else _("jamais")
    ends = local_day(token.expires_at, actor.time_zone) if token.expires_at else _("sans fin")
    return TokenLine(
        token.name, ", ".join(scope_name(scope) for scope in token.scopes.split()), local_day(token.created_at, actor.time_zone), used, ends
    )


def scope_name(scope: str) -> str:
    """Name what a token may do."""
    return {"read": _("lire"), "write": _("écrire"), "import": _("importer")}.get(scope, scope)
