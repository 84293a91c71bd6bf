"""Mise en route."""

import reflex as rx

from monproduit.core.localisation import _
from monproduit.pages.frame import frame
from monproduit.routes import DASHBOARD, FAQ, GETTING_STARTED, KNOWLEDGE, LICENSE_NUMBER, to


def getting_started() -> rx.Component:
    """Return the guide of the first minutes."""
    steps = (
        (_("Ayez votre numéro de licence sous la main"), _("Il est en haut de l’e-mail d’achat."), (_("Où le trouver"), LICENSE_NUMBER)),
        (
            _("Ajoutez votre produit"),
            _("Collez le numéro, vérifiez ce qui s’affiche, confirmez. Le produit arrive aussitôt."),
            (_("Mes produits"), DASHBOARD),
        ),
        (_("Ouvrez les cellules"), _("Support, licences, actualités, demandes et téléchargements s’ouvrent sur place."), None),
        (
            _("Cherchez, et trouvez de l’aide"),
            _("Ctrl K cherche partout, et la base de connaissances répond aux problèmes connus."),
            (_("Base de connaissances"), KNOWLEDGE),
        ),
        (_("Laissez la page ouverte"), _("Elle se met à jour d’elle-même : inutile de recharger."), None),
    )
    items = [
        rx.el.li(rx.el.strong(title), rx.el.p(text, *([" ", rx.el.a(link[0], href=to(link[1]))] if link else []))) for title, text, link in steps
    ]
    return frame(
        GETTING_STARTED,
        rx.el.div(
            rx.el.h1(_("Mise en route")),
            rx.el.p(_("Cinq étapes, deux minutes.")),
            rx.el.div(rx.el.ol(*items, class_name="prose"), class_name="card sheet"),
            rx.el.p(_("Une question ? "), rx.el.a(_("Voir les questions fréquentes"), href=to(FAQ))),
            class_name="prose",
        ),
    )
