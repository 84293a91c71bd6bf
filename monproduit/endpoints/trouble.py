"""What is answered when the portal cannot do what it should: one plain page, and never what went wrong inside."""

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from monproduit.core.database import is_away
from monproduit.core.localisation import LOCALES, _, preferred, use_locale
from monproduit.core.plain_page import message_page

_SOON = {"retry-after": "5", "cache-control": "no-store"}


async def trouble(request: Request, error: Exception) -> Response:
    """Say so, in the language of the address or the browser: 503 when the database is away, so that feed readers and the like come back."""
    first = request.url.path.strip("/").split("/")[0]
    with use_locale(first if first in LOCALES else preferred(request.headers.get("accept-language", ""))):
        title = _("Le portail ne répond pas pour le moment")
        text = _("Rien n’est perdu. Réessayez dans un instant ; si cela dure, contactez le support.")
        again = request.url.path if request.method in {"GET", "HEAD"} else "/"
        return HTMLResponse(message_page(title, text, again, _("Réessayer")), 503 if is_away(error) or is_away(error.__cause__) else 500, _SOON)
