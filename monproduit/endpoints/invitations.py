"""The link of an invitation: what it offers, and the button that accepts it."""

from html import escape

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from monproduit.core.errors import PortalError
from monproduit.core.localisation import _, use_locale
from monproduit.core.plain_page import message_page, plain_page
from monproduit.endpoints.visitor import is_from_here, language, visitor
from monproduit.services import invitations
from monproduit.services.error_words import say
from monproduit.services.invitations import Offer


async def invitation(request: Request) -> Response:
    """Say what the invitation offers; or accept it, and go to the products that came with it."""
    person, token = await visitor(request), request.path_params["token"]
    if not person:
        return RedirectResponse(f"/auth/login?next={request.url.path}", 303)
    with use_locale(language(request, person)):
        try:
            if request.method == "GET":
                return HTMLResponse(_offer(await invitations.look(person, token), person.email))
            if not is_from_here(request):
                return PlainTextResponse("foreign origin", 403)
            await invitations.accept(person, token)
            return RedirectResponse("/", 303)
        except PortalError as error:
            status = 404 if error.key == "no_such_invitation" else 200
            return HTMLResponse(message_page(_("Invitation"), say(error), "/", _("Aller à mes produits")), status)


def _offer(offer: Offer, email: str) -> str:
    words = _("%(name)s vous invite dans le groupe « %(group)s » comme : %(role)s.")
    text = words % {"name": offer.inviter, "group": offer.group, "role": offer.role}
    who = _("Vous êtes connecté comme %(email)s.") % {"email": email}
    button = '<form method="post"><button>' + escape(_("Accepter l’invitation")) + "</button></form>"
    return plain_page(_("Invitation"), f"<p>{escape(text)}</p><p>{escape(who)}</p>{button}")


ROUTES = [Route("/invitations/{token}", invitation, methods=["GET", "POST"])]
