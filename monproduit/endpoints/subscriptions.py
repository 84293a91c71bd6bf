"""The link that ends e-mails: without a cookie, by one POST (RFC 8058); opening it changes nothing."""

from html import escape

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from monproduit.core.localisation import LOCALES, _, preferred, use_locale
from monproduit.core.plain_page import message_page, plain_page
from monproduit.services import subscriptions
from monproduit.services.subscriptions import Subscription


async def unsubscribe(request: Request) -> Response:
    """Ask whether to, or do it; a forged link answers as if it had never been."""
    act = subscriptions.unsubscribe if request.method == "POST" else subscriptions.look
    found = await act(request.path_params["token"])
    if not found:
        return PlainTextResponse("Not found", 404)
    language = found.language if found.language in LOCALES else preferred(request.headers.get("accept-language", ""))
    with use_locale(language):
        return HTMLResponse(_done(found) if request.method == "POST" else _question(found))


def _question(found: Subscription) -> str:
    button = '<form method="post"><button>' + escape(_("Ne plus les recevoir")) + "</button></form>"
    return plain_page(_title(found), f"<p>{escape(_words(found))}</p>{button}")


def _done(found: Subscription) -> str:
    text = _("C’est fait : vous ne recevrez plus ces e-mails. Vous pouvez cocher la case à nouveau quand vous voulez.")
    if found.is_answers:
        text = _("C’est fait : vous ne recevrez plus ces e-mails. Votre profil permet de les recevoir à nouveau.")
    return message_page(_title(found), f"{_words(found)} {text}", "/", _("Aller à mes produits"))


def _title(found: Subscription) -> str:
    return _("Réponses par e-mail") if found.is_answers else _("Alertes par e-mail")


def _words(found: Subscription) -> str:
    if found.is_answers:
        return _("Réponses du support à vos demandes.")
    if found.is_all:
        return _("Actualités et alertes de tous vos produits.")
    return _("Actualités et alertes de : %(products)s.") % {"products": ", ".join(found.products)}


ROUTES = [Route("/mail/unsubscribe/{token}", unsubscribe, methods=["GET", "POST"])]
