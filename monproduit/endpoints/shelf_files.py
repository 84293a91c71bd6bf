"""The files of documents and videos, for whoever is signed in; a part of one where the browser asks for a part."""

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route

from monproduit.core.errors import PortalError
from monproduit.core.localisation import use_locale
from monproduit.endpoints.visitor import language, visitor
from monproduit.routes import DOCUMENT_FILE, VIDEO_FILE
from monproduit.services.error_words import say
from monproduit.services.shelf_files import path_of

_PLAYED = {".mp4": "video/mp4", ".m4v": "video/mp4", ".webm": "video/webm", ".ogv": "video/ogg"}
_KEPT = {"cache-control": "private, max-age=3600"}


async def document(request: Request) -> Response:
    """Give a document to take away: it is never shown as a page of the portal."""
    return await _answer(request, "documents")


async def video(request: Request) -> Response:
    """Give a video to be played."""
    return await _answer(request, "videos")


async def _answer(request: Request, kind: str) -> Response:
    person = await visitor(request)
    if not person:
        return PlainTextResponse("Not found", 404)
    with use_locale(language(request, person)):
        try:
            path = await path_of(kind, request.path_params["key"])
        except PortalError as error:
            return PlainTextResponse(say(error), 404)
    type_ = _PLAYED.get(path.suffix.lower()) if kind == "videos" else None
    if type_:
        return FileResponse(path, media_type=type_, headers=_KEPT, content_disposition_type="inline", filename=path.name)
    return FileResponse(path, media_type="application/octet-stream", headers=_KEPT, filename=path.name)


ROUTES = [Route(f"{DOCUMENT_FILE}/{{key}}", document), Route(f"{VIDEO_FILE}/{{key}}", video)]
