"""Files to take away: license files, and tables for spreadsheets."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from monproduit.core.errors import PortalError
from monproduit.core.localisation import use_locale
from monproduit.endpoints.visitor import is_from_here, language, visitor
from monproduit.services import exports, license_keys
from monproduit.services.access import Actor
from monproduit.services.error_words import say
from monproduit.services.exports import File
from monproduit.services.filters import chosen

_TYPES = {"csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
_STATUS = {"not_allowed": 403}


async def license_file(request: Request) -> Response:
    """Give the file of one license, or of those that go with it."""
    merged = request.url.path.endswith("/merged")

    async def make(person: Actor) -> File:
        read = license_keys.merged_file if merged else license_keys.license_file
        made = await read(person, request.path_params["number"])
        return File(made.name, made.text.encode())

    return await _answer(request, make, "text/plain; charset=utf-8")


async def products(request: Request) -> Response:
    """Give what is on the screen as a table."""
    kind = request.path_params["kind"]
    key = chosen(request.query_params.get("show", ""))
    return await _answer(request, lambda person: exports.products(person, key, kind), _TYPES.get(kind, ""))


async def audit(request: Request) -> Response:
    """Give the journal of a group to its administrator."""
    kind = request.path_params["kind"]
    return await _answer(request, lambda person: exports.audit(person, request.path_params["group"], kind), _TYPES.get(kind, ""))


async def _answer(request: Request, make, type_: str) -> Response:  # noqa: ANN001 (an async function of the person)
    person = await visitor(request)
    if not person or not is_from_here(request) or not type_:
        return PlainTextResponse("Not found", 404)
    with use_locale(language(request, person)):
        try:
            file = await make(person)
        except PortalError as error:
            return PlainTextResponse(say(error), _STATUS.get(error.key, 404))
    headers = {"content-disposition": f'attachment; filename="{file.name}"', "cache-control": "private, no-store"}
    return Response(file.content, media_type=type_, headers=headers)


ROUTES = [
    Route("/files/licenses/{number}", license_file),
    Route("/files/licenses/{number}/merged", license_file),
    Route("/exports/products.{kind:str}", products),
    Route("/exports/audit/{group:int}.{kind:str}", audit),
]
