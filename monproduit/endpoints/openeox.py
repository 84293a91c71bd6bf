"""The life cycles of products for everybody, without a cookie, as OpenEoX."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from monproduit.services.openeox import writing


async def life_cycles(request: Request) -> Response:
    """Give the life cycles of all products, or of one; what is not published answers as if it did not exist."""
    content = await writing.document(request.path_params.get("slug", ""))
    if content is None:
        return PlainTextResponse("Not found", 404)
    tag = f'"{writing.tag(content)}"'
    headers = {"etag": tag, "cache-control": "public, no-cache", "access-control-allow-origin": "*"}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(content, media_type="application/json", headers=headers)


ROUTES = [Route("/openeox.json", life_cycles), Route("/openeox/{slug}.json", life_cycles)]
