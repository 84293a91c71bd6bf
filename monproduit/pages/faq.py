"""Questions fréquentes: one question per fold, each with an address of its own."""

import reflex as rx

from monproduit.core.localisation import _
from monproduit.pages.frame import frame
from monproduit.routes import (
    CONTACT,
    DOCUMENTATION,
    FAQ,
    FORUMS,
    GETTING_STARTED,
    GROUPS,
    KNOWLEDGE,
    LICENSE_NUMBER,
    ROLES,
    SUPPORT_PLANS,
    VIDEOS,
    to,
)

_Question = tuple[str, str, str, list[tuple[str, str]]]


def faq() -> rx.Component:
    """Return the page of frequent questions about *Mes produits*."""
    questions = _about_products() + _about_groups() + _about_daily_use() + _about_help()
    folds = [_fold(anchor, question, answer, links) for anchor, question, answer, links in questions]
    return frame(
        FAQ,
        rx.el.div(
            rx.el.h1(_("Questions fréquentes")),
            rx.el.div(
                rx.el.label(_("Chercher une question"), html_for="faq-search"),
                rx.el.input(
                    id="faq-search", name="faq-search", type="search", class_name="input", auto_complete="off", custom_attrs={"data-finds": ".fold"}
                ),
                class_name="field",
            ),
            rx.el.div(*folds),
            rx.el.p(
                _("Aucune question ne correspond. "),
                rx.el.a(_("Contactez le support"), href=to(CONTACT)),
                id="found-nothing",
                hidden=True,
                role="status",
            ),
            class_name="prose",
        ),
    )


def _fold(anchor: str, question: str, answer: str, links: list[tuple[str, str]]) -> rx.Component:
    anchors = [rx.el.li(rx.el.a(name, href=to(path))) for name, path in links]
    body = [rx.el.p(answer), rx.el.ul(*anchors)] if anchors else [rx.el.p(answer)]
    return rx.el.details(rx.el.summary(question), rx.el.div(*body, class_name="prose"), id=anchor, class_name="fold")


def _about_products() -> list[_Question]:
    return [
        (
            "add",
            _("Comment ajouter un produit ?"),
            _("Choisissez « Ajouter un produit », puis saisissez le numéro de licence de votre e-mail d’achat. Ou choisissez-le dans la liste."),
            [(_("Mise en route"), GETTING_STARTED), (_("Où trouver le numéro de licence"), LICENSE_NUMBER)],
        ),
        (
            "license-number",
            _("Où est mon numéro de licence ?"),
            _("Il figure en haut de l’e-mail envoyé après votre achat. Espaces, tirets et majuscules n’ont pas d’importance."),
            [(_("Voir un exemple d’e-mail d’achat"), LICENSE_NUMBER)],
        ),
        (
            "by-itself",
            _("Pourquoi un produit est-il apparu tout seul ?"),
            _("Un produit vient dans vos produits quand vous le téléchargez, ouvrez une demande, enregistrez sa licence ou rejoignez un groupe."),
            [],
        ),
        (
            "support-status",
            _("Que veut dire l’état du support ?"),
            _("Il suit les dates de votre contrat : en vigueur, à venir, expire bientôt ou expiré. De plusieurs, le plus urgent se montre."),
            [(_("Offres de support"), SUPPORT_PLANS)],
        ),
        (
            "license-status",
            _("Que montre l’état de la licence ?"),
            _("L’action la plus utile du moment, ou le numéro s’il n’y a rien à faire. Ouvrez la cellule pour voir toutes vos licences du produit."),
            [],
        ),
    ]


def _about_groups() -> list[_Question]:
    return [
        (
            "roles",
            _("Qui fait quoi dans un groupe d’utilisateurs ?"),
            _("L’administrateur gère le groupe, l’utilisateur de licence a les clés, l’utilisateur du support ouvre les demandes et télécharge."),
            [(_("Qui peut faire quoi"), ROLES)],
        ),
        (
            "colleague",
            _("Un collègue a déjà enregistré la licence. Que faire ?"),
            _("Saisissez le même numéro : vous rejoignez son groupe si vos adresses ont le même domaine, sinon ses administrateurs sont prévenus."),
            [(_("Groupes d’utilisateurs"), GROUPS)],
        ),
        (
            "invite",
            _("Comment inviter quelqu’un dans mon groupe ?"),
            _("Ouvrez le groupe, choisissez « Inviter », et envoyez le lien. Il ne sert qu’à cette personne, une fois, pendant quatorze jours."),
            [(_("Groupes d’utilisateurs"), GROUPS)],
        ),
        (
            "key",
            _("Où est ma clé de licence ?"),
            _("Ouvrez la licence par son numéro. Si votre rôle le permet, vous y affichez ou copiez la clé, et téléchargez son fichier."),
            [(_("Qui peut faire quoi"), ROLES)],
        ),
    ]


def _about_daily_use() -> list[_Question]:
    return [
        (
            "several",
            _("Comment ajouter beaucoup de licences à la fois ?"),
            _("Dans « Ajouter un produit », choisissez « E-mail d’achat » : déposez le message, ou collez jusqu’à 500 numéros."),
            [],
        ),
        (
            "hide",
            _("Comment enlever un produit de la liste ?"),
            _("Choisissez « Masquer » dans le menu de son nom. Il reste sous « Masqués », et revient s’il s’y passe quelque chose."),
            [],
        ),
        (
            "calendar",
            _("Comment voir les échéances dans mon agenda ?"),
            _("Créez une adresse de calendrier sur la page des groupes, et abonnez-y votre agenda. Vous pouvez la fermer à tout moment."),
            [(_("Groupes d’utilisateurs"), GROUPS)],
        ),
        (
            "live",
            _("Faut-il recharger la page ?"),
            _("Non. Chaque cellule change d’elle-même dès que quelque chose change, dans tous vos onglets."),
            [],
        ),
        (
            "behind",
            _("Que veut dire « versions de retard » ?"),
            _("C’est le nombre de versions parues depuis celle que vous avez téléchargée en dernier."),
            [],
        ),
        (
            "wrong-number",
            _("Mon numéro est refusé. Pourquoi ?"),
            _("Comparez-le avec l’e-mail d’achat. Après plus de dix numéros erronés en dix minutes, attendez un quart d’heure."),
            [(_("Contacter le support"), CONTACT)],
        ),
    ]


def _about_help() -> list[_Question]:
    return [
        (
            "search",
            _("Comment trouver quelque chose rapidement ?"),
            _("Choisissez « Chercher » en haut de chaque page, ou Ctrl K : un numéro, un produit, une demande, un fichier, un article, une page."),
            [],
        ),
        (
            "knowledge",
            _("Où est la solution d’un problème connu ?"),
            _("Dans la base de connaissances. Elle montre ce qui concerne vos produits ; « Tous les produits » cherche plus loin."),
            [(_("Base de connaissances"), KNOWLEDGE)],
        ),
        (
            "documentation",
            _("Où sont les guides et les notes de version ?"),
            _("Dans la documentation technique, par produit, par version et par langue. Les vidéos montrent les gestes courants."),
            [(_("Documentation technique"), DOCUMENTATION), (_("Didacticiels vidéo"), VIDEOS)],
        ),
        (
            "videos",
            _("Pourquoi une vidéo ne démarre-t-elle pas d’elle-même ?"),
            _("Pour que le site qui l’héberge n’apprenne rien de vous avant que vous ne la lanciez."),
            [(_("Didacticiels vidéo"), VIDEOS)],
        ),
        (
            "forums",
            _("Les forums font-ils partie du portail ?"),
            _("Non, ils sont sur d’autres sites, qui ont leurs propres comptes. Ne publiez ni clé ni numéro de licence."),
            [(_("Forums utilisateurs"), FORUMS)],
        ),
        (
            "first-response",
            _("En combien de temps le support répond-il ?"),
            _("Cela dépend de votre offre et de la gravité de la demande. Une gravité 1 se signale par téléphone seulement."),
            [(_("Offres de support"), SUPPORT_PLANS), (_("Contacter le support"), CONTACT)],
        ),
    ]
