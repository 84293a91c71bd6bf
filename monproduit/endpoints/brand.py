"""The vendor's look, served at start without a build: a stylesheet, a logo, a font."""

from hashlib import sha256
from mimetypes import guess_type

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from monproduit.core.brand_sheet import FONT, logo_address, sheet
from monproduit.core.vendor import vendor


async def stylesheet(request: Request) -> Response:
    """Give the custom properties of the brand."""
    return _kept(request, sheet(vendor().brand).encode(), "text/css; charset=utf-8")


async def logo(request: Request) -> Response:
    """Give the logo."""
    brand = vendor().brand
    return _file(request, brand.logo if request.url.path == logo_address(brand) else None)


async def font(request: Request) -> Response:
    """Give the font."""
    return _file(request, vendor().brand.font_file)


def _file(request: Request, name: str | None) -> Response:
    if not name:
        return Response(status_code=404)
    kind = "font/woff2" if name.endswith(".woff2") else guess_type(name)[0] or "application/octet-stream"
    return _kept(request, (vendor().brand.folder / name).read_bytes(), kind)


def _kept(request: Request, content: bytes, kind: str) -> Response:
    """Answer with content that a browser keeps for as long as it is the same."""
    tag = f'"{sha256(content).hexdigest()[:20]}"'
    headers = {"etag": tag, "cache-control": "no-cache"}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(content, media_type=kind, headers=headers)


ROUTES = [Route("/brand.css", stylesheet), Route("/brand/logo.{kind}", logo), Route(FONT, font)]
