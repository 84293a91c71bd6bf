"""Files of the products: a click makes a link, and the link gives the file, in parts where one asks for parts."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from monproduit.core.errors import PortalError
from monproduit.core.localisation import _, locale, use_locale
from monproduit.core.plain_page import message_page
from monproduit.endpoints.gate import cookie_of
from monproduit.endpoints.ranges import attachment, is_satisfiable, without_foreign_unit
from monproduit.endpoints.visitor import is_from_here, language, visitor
from monproduit.routes import DOWNLOADS, to
from monproduit.services import fetching, logins
from monproduit.services.access import Actor
from monproduit.services.error_words import say
from monproduit.services.fetching import Software

_STATUS = {"no_such_file": 404, "file_gone": 404, "link_over": 410}
_NOT_STORED = {"cache-control": "private, no-store"}


async def click(request: Request) -> Response:
    """Make a link to a file for who may fetch it, and lead there."""

    async def lead(person: Actor) -> Response:
        found = await fetching.allowed(person, request.path_params["file"])
        text = fetching.link_for(_login(request), found.file.id)
        return _lead(text, found)

    return await _answer(request, lead)


async def fetch(request: Request) -> Response:
    """Give the file behind a link, or lead to where it is; a link that is over leads its own login to a new one."""

    async def give(person: Actor) -> Response:
        link = fetching.read_link(_login(request), request.path_params["link"])
        found = await fetching.allowed(person, link.file)
        if link.is_over:
            return _lead(fetching.link_for(_login(request), link.file, link), found)
        refusal = _wrong_range(request, found)
        if refusal:
            return refusal
        if request.method == "GET":
            await fetching.record(person, found, link.key)
        return _give(request, found)

    return await _answer(request, give)


async def _answer(request: Request, give: Callable[[Actor], Awaitable[Response]]) -> Response:
    person = await visitor(request)
    with use_locale(language(request, person)):
        if not person:
            return RedirectResponse(f"/auth/login?next={to(DOWNLOADS)}", 303, headers=_NOT_STORED)
        if not is_from_here(request):
            return PlainTextResponse("Not found", 404)
        try:
            return await give(person)
        except PortalError as error:
            page = message_page(_("Ce téléchargement n’est pas possible"), say(error), to(DOWNLOADS), _("Retour aux téléchargements"))
            return HTMLResponse(page, _STATUS.get(error.key, 403), headers=_NOT_STORED)


def _lead(text: str, found: Software) -> Response:
    address = f"/files/software/{text}/{quote(found.file.name, safe='')}"
    return RedirectResponse(f"{address}?lang={locale()}", 307, headers=_NOT_STORED)


def _wrong_range(request: Request, found: Software) -> Response | None:
    size = found.place.path.stat().st_size if found.place.path else 0
    if not found.place.path or is_satisfiable(request.headers.get("range", ""), size):
        return None
    return Response(status_code=416, headers={"content-range": f"bytes */{size}", "accept-ranges": "bytes", **_NOT_STORED})


def _give(request: Request, found: Software) -> Response:
    if not found.place.path:
        return RedirectResponse(found.place.url, 302, headers=_NOT_STORED)
    without_foreign_unit(request.scope)
    headers = {"content-disposition": attachment(found.file.name), "cache-control": "private, no-cache"}
    if found.file.sha256:
        headers["etag"] = f'"{found.file.sha256}"'
    return FileResponse(Path(found.place.path), headers=headers, media_type="application/octet-stream")


def _login(request: Request) -> str:
    return logins.digest(cookie_of(request.scope))


ROUTES = [
    Route("/files/software/{file:int}", click),
    Route("/files/software/{link}/{name:path}", fetch),
]
