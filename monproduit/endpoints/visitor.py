"""Who stands behind a plain request, and in which language they are answered."""

from starlette.requests import Request

from monproduit.core import logs
from monproduit.core.localisation import LOCALES, preferred
from monproduit.core.settings import settings
from monproduit.endpoints.gate import cookie_of
from monproduit.services import logins
from monproduit.services.access import Actor


async def visitor(request: Request) -> Actor | None:
    """Return the person who is signed in, if anybody is."""
    person = await logins.live(logins.digest(cookie_of(request.scope)))
    if person:
        logs.known(person=person.id)
    return person


def language(request: Request, person: Actor | None) -> str:
    """Return the language that the address asks for, else the person's, else the browser's."""
    asked = request.query_params.get("lang", "")
    if asked in LOCALES:
        return asked
    return person.locale if person and person.locale in LOCALES else preferred(request.headers.get("accept-language", ""))


def is_from_here(request: Request) -> bool:
    """Tell whether a request that changes something was made by a page of the portal (or typed, for a browser that says so)."""
    if request.method == "POST":
        return request.headers.get("origin") == settings().origin
    return request.headers.get("sec-fetch-site", "none") in {"same-origin", "none"}
