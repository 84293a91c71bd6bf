"""What each role may do: one table, asked by the server, shown by the menus, and written as a page of the documentation."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from monproduit.core.enums import LicenseStanding, Role
from monproduit.core.localisation import _


class Deed(StrEnum):
    """Something that a role may allow; those up to `OPEN_REQUEST` are about one license, and stand in its menu in this order."""

    SEE = "see"
    REVEAL_KEY = "reveal_key"
    DOWNLOAD_FILE = "download_file"
    ASSIGN_USERS = "assign_users"
    REQUEST_RENEWAL = "request_renewal"
    OPEN_PORTAL = "open_portal"
    MERGE_FILES = "merge_files"
    OPEN_REQUEST = "open_request"
    SEE_REQUESTS = "see_requests"
    SEE_DIRECTORY = "see_directory"
    DOWNLOAD_SOFTWARE = "download_software"
    MANAGE_GROUP = "manage_group"
    SEE_AUDIT = "see_audit"


_A, _L, _S = Role.ADMINISTRATOR, Role.LICENSE_USER, Role.SUPPORT_USER
ALLOWED: dict[Deed, frozenset[Role]] = {
    Deed.SEE: frozenset({_A, _L, _S}),
    Deed.REVEAL_KEY: frozenset({_A, _L}),
    Deed.DOWNLOAD_FILE: frozenset({_A, _L}),
    Deed.ASSIGN_USERS: frozenset({_A}),
    Deed.REQUEST_RENEWAL: frozenset({_A}),
    Deed.OPEN_PORTAL: frozenset({_A, _L, _S}),
    Deed.MERGE_FILES: frozenset({_A, _L}),
    Deed.OPEN_REQUEST: frozenset({_A, _S}),
    Deed.SEE_REQUESTS: frozenset({_A, _L, _S}),
    Deed.SEE_DIRECTORY: frozenset({_A, _L, _S}),
    Deed.DOWNLOAD_SOFTWARE: frozenset({_A, _S}),
    Deed.MANAGE_GROUP: frozenset({_A}),
    Deed.SEE_AUDIT: frozenset({_A}),
}
LICENSE_DEEDS = tuple(Deed)[: tuple(Deed).index(Deed.OPEN_REQUEST) + 1]
_WITH_KEY = frozenset({Deed.REVEAL_KEY, Deed.DOWNLOAD_FILE, Deed.MERGE_FILES})


@dataclass(frozen=True, slots=True)
class LicenseFacts:
    """What a license and its product allow, whatever the role.

    Attributes:
        is_limited: whether its license users are assigned one by one.
        is_assigned: whether the person is one of them.
        is_asked_for: whether its renewal was asked for already.
    """

    standing: str
    has_key: bool
    merges_keys: bool
    has_portal: bool
    has_end: bool
    is_limited: bool
    is_assigned: bool
    is_asked_for: bool


def may(roles: Iterable[str], deed: Deed) -> bool:
    """Tell whether one of these roles allows a deed."""
    return not ALLOWED[deed].isdisjoint(roles)


def license_deeds(roles: Iterable[str], facts: LicenseFacts) -> list[Deed]:
    """Return what a person with these roles may do with a license now."""
    held = frozenset(roles)
    return [deed for deed in LICENSE_DEEDS if may(_effective(held, deed, facts), deed) and _fits(deed, facts)]


def _effective(roles: frozenset[str], deed: Deed, facts: LicenseFacts) -> frozenset[str]:
    """Leave the license user's role out where they are assigned one by one, and this person is not."""
    is_outside = deed in _WITH_KEY and facts.is_limited and not facts.is_assigned
    return roles - {Role.LICENSE_USER} if is_outside else roles


def _fits(deed: Deed, facts: LicenseFacts) -> bool:
    if deed in _WITH_KEY:
        return facts.has_key and facts.standing == LicenseStanding.ACTIVE and (deed != Deed.MERGE_FILES or facts.merges_keys)
    if deed == Deed.REQUEST_RENEWAL:
        return facts.has_end and facts.standing != LicenseStanding.REVOKED and not facts.is_asked_for
    if deed in {Deed.ASSIGN_USERS, Deed.OPEN_REQUEST}:
        return facts.standing != LicenseStanding.REVOKED
    return deed != Deed.OPEN_PORTAL or facts.has_portal


def deed_name(deed: Deed) -> str:
    """Name a deed, as menus do."""
    return {
        Deed.SEE: _("Voir les détails"),
        Deed.REVEAL_KEY: _("Afficher la clé"),
        Deed.DOWNLOAD_FILE: _("Télécharger le fichier de licence"),
        Deed.ASSIGN_USERS: _("Gérer les utilisateurs de la licence"),
        Deed.REQUEST_RENEWAL: _("Demander le renouvellement"),
        Deed.OPEN_PORTAL: _("Ouvrir le portail de licences"),
        Deed.MERGE_FILES: _("Réunir les clés en un fichier"),
        Deed.OPEN_REQUEST: _("Ouvrir une demande de service"),
        Deed.SEE_REQUESTS: _("Voir les demandes de service des collègues"),
        Deed.SEE_DIRECTORY: _("Voir l’annuaire du groupe"),
        Deed.DOWNLOAD_SOFTWARE: _("Télécharger le logiciel"),
        Deed.MANAGE_GROUP: _("Gérer le groupe, ses membres et leurs rôles"),
        Deed.SEE_AUDIT: _("Lire le journal du groupe"),
    }[deed]


def conditions(deed: Deed) -> str:
    """Say what the license or its product must allow besides."""
    return {
        Deed.REVEAL_KEY: _("La licence est active et sa clé nous est connue ; avec un nombre limité d’utilisateurs, il faut en être."),
        Deed.DOWNLOAD_FILE: _("Comme pour la clé."),
        Deed.MERGE_FILES: _("Comme pour la clé, si le produit le permet."),
        Deed.ASSIGN_USERS: _("La licence n’est pas révoquée ; au plus autant d’utilisateurs qu’elle en permet."),
        Deed.REQUEST_RENEWAL: _("La licence a une échéance, n’est pas révoquée, et son renouvellement n’est pas déjà demandé."),
        Deed.OPEN_PORTAL: _("Le produit a un portail de licences externe."),
        Deed.OPEN_REQUEST: _("La licence n’est pas révoquée. Pour un produit dont vos groupes n’ont aucune licence, chacun le peut."),
        Deed.SEE_REQUESTS: _("Le groupe le règle : personne, les administrateurs ou tous ; y répondre demande de pouvoir en ouvrir."),
        Deed.DOWNLOAD_SOFTWARE: _("La version a été publiée avant la fin de la maintenance d’une licence active du produit."),
    }.get(deed, "")
