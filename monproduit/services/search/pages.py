"""The pages of the portal, by their names and what people call them."""

from monproduit import routes
from monproduit.core.localisation import _
from monproduit.core.search import findable
from monproduit.routes import to
from monproduit.services.access import Actor
from monproduit.views.search import Hit


async def pages(actor: Actor, text: str) -> list[Hit]:  # noqa: ARG001 (the same for everybody, as every provider is asked)
    """Find pages whose names or other names hold every word."""
    words = findable(text).split()
    return [Hit(path, name, "", to(path)) for path, name, others in names() if all(word in findable(f"{name} {others}") for word in words)]


def names() -> list[tuple[str, str, str]]:
    """Return each page with its name, and what people call it besides."""
    return [
        (routes.DASHBOARD, _("Mes produits"), _("accueil tableau de bord licences")),
        (routes.SERVICE_REQUESTS, _("Demandes de service"), _("tickets incidents support")),
        (routes.NEW_REQUEST, _("Créer une demande de service"), _("ticket incident problème support")),
        (routes.KNOWLEDGE, _("Base de connaissances"), _("articles aide solutions")),
        (routes.ALERTS, _("Notifications et alertes"), _("actualités sécurité flux rss")),
        (routes.DOCUMENTATION, _("Documentation technique"), _("guides manuels notes de version pdf")),
        (routes.FORUMS, _("Forums utilisateurs"), _("communauté discussions")),
        (routes.VIDEOS, _("Didacticiels vidéo"), _("tutoriels films")),
        (routes.GROUPS, _("Groupes d’utilisateurs"), _("membres collègues calendrier agenda")),
        (routes.ROLES, _("Qui peut faire quoi"), _("rôles droits permissions")),
        (routes.FAQ, _("Questions fréquentes"), _("faq aide")),
        (routes.GETTING_STARTED, _("Mise en route"), _("guide débuter premiers pas")),
        (routes.LICENSE_NUMBER, _("Où trouver le numéro de licence"), _("e-mail achat clé")),
        (routes.SUPPORT_PLANS, _("Offres de support"), _("délais réponse gravité contrat maintenance")),
        (routes.CONTACT, _("Téléphone et e-mail"), _("contact support appeler numéros")),
    ]
