"""Where the license number is: a sample purchase e-mail, in words."""

import reflex as rx

from monproduit.core.localisation import _
from monproduit.pages.frame import frame
from monproduit.routes import DASHBOARD, LICENSE_NUMBER, to
from monproduit.state.vendor import VendorState


def license_number_help() -> rx.Component:
    """Return the annotated sample."""
    mail = rx.el.section(
        rx.el.p(rx.el.strong(_("De") + " : "), VendorState.page.email),
        rx.el.p(rx.el.strong(_("Objet") + " : "), _("Votre commande 4711 – confirmation d’achat")),
        rx.el.p(rx.el.strong(_("Numéro de licence") + " : "), rx.el.mark("153-482-907")),
        rx.el.p(_("Bonjour, merci de votre achat. Vous trouverez ci-dessous le détail de votre licence.")),
        rx.el.ul(
            rx.el.li(_("Produit") + " : Archivo, Enterprise"),
            rx.el.li(_("Quantité") + " : 25"),
            rx.el.li(_("Date de renouvellement") + " : 14/03/2027"),
        ),
        class_name="card mail",
        aria_label=_("Exemple d’e-mail d’achat"),
    )
    return frame(
        LICENSE_NUMBER,
        rx.el.div(
            rx.el.h1(_("Où trouver le numéro de licence")),
            rx.el.p(_("Il est en haut de l’e-mail que vous avez reçu après votre achat, sur la ligne « Numéro de licence », ici en évidence.")),
            mail,
            rx.el.h2(_("Bon à savoir")),
            rx.el.ul(
                rx.el.li(_("Espaces, tirets et majuscules n’ont pas d’importance.")),
                rx.el.li(_("Le numéro n’est ni la clé de licence, ni le numéro de commande.")),
                rx.el.li(_("L’e-mail est envoyé à la personne qui a passé la commande, souvent le service des achats.")),
                rx.el.li(_("Gardez-le pour vous : qui a le numéro peut demander à rejoindre votre groupe.")),
            ),
            rx.el.p(rx.el.a(_("Revenir à mes produits"), href=to(DASHBOARD), class_name="button")),
            class_name="prose",
        ),
    )
