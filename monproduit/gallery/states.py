"""The states of each section, as views."""

from typing import Any

from monproduit.core.sections import Section
from monproduit.views.alerts import AlertLine, NewsAlerts
from monproduit.views.dashboard import FilterLink, ProductRow
from monproduit.views.downloads import DownloadLine, LatestDownload
from monproduit.views.groups import AccessLine, AuditLine, GroupPage, InvitationLine, Journal, MatterLine, MemberLine
from monproduit.views.licenses import (
    LicenseAction,
    LicenseLine,
    LicensePage,
    LicenseStatus,
    LicenseUserLine,
    RenewalForm,
    SupportLine,
    SupportStatus,
    TermLine,
)
from monproduit.views.page import Page
from monproduit.views.products import LicensePreview, NumberVerdict, NumberVerdicts, ProductOption, ProductOptions
from monproduit.views.service_requests import OpenRequests, ServiceRequestLine


def _member(name: str, email: str, role: str, *, is_me: bool = False) -> MemberLine:
    initials = "".join(word[0] for word in name.split())
    held = {"is_administrator": is_me, "is_license_user": not is_me, "is_support_user": False, "is_last_administrator": is_me}
    return MemberLine(id=1, name=name, email=email, phone="", initials=initials, role=role, is_me=is_me, **held)


CELLS: dict[Section, list[Any]] = {
    Section.SUPPORT_STATUS: [
        SupportStatus("in_force", "En vigueur", "Premier", "jusqu’au 14 mars 2027"),
        SupportStatus("expiring", "Expire dans 12 jours", "24x7", "jusqu’au 6 déc. 2026", "2 sur 5"),
        SupportStatus("expired", "Expiré depuis 55 jours", "Standard", "depuis le 30 sept. 2026"),
        SupportStatus("upcoming", "À venir", "Premier", "à partir du 14 déc. 2026"),
        SupportStatus("none", "Aucun contrat"),
    ],
    Section.LICENSE_STATUS: [
        LicenseStatus("number", "153-482-907", total=1),
        LicenseStatus("count", "64 licences", total=64),
        LicenseStatus("suspended", "Suspendue", "1 sur 3", total=3),
        LicenseStatus("renew", "À renouveler", total=1, renew="098-114-236"),
        LicenseStatus("requested", "Renouvellement demandé", total=1),
        LicenseStatus("portal", "Portail de licences", "1 licence", "https://licences.editeur.example", 1),
        LicenseStatus("trial", "Essai en cours", "jusqu’au 3 déc. 2026", total=1),
        LicenseStatus("none", "Aucune licence enregistrée"),
    ],
    Section.NEWS_ALERTS: [
        NewsAlerts("Version 7.2.1 disponible", "22 nov. 2026", "product", 1, "1 nouvelle alerte", 4),
        NewsAlerts("Un titre si long qu’il prend plusieurs lignes dans sa colonne, sans rien casser autour", "2 juin 2026", "security", 0, "", 9),
        NewsAlerts("3 actualités", "", "", 0, "", 3),
        NewsAlerts("Aucune actualité", "", "", 0, ""),
    ],
    Section.OPEN_REQUESTS: [
        OpenRequests(2, "2 ouvertes", 3, "3 demandes de service en tout"),
        OpenRequests(0, "0 ouverte", 0, "0 demande de service en tout"),
    ],
    Section.LATEST_DOWNLOAD: [
        LatestDownload("7.2.1", "6 nov. 2026", "current", "À jour", "7.2.1 du 4 nov. 2026"),
        LatestDownload("12.1", "30 oct. 2025", "behind", "3 versions de retard", "12.4 du 12 nov. 2026"),
        LatestDownload("6.9-P20240304", "2 févr. 2026"),
        LatestDownload("", "Aucun téléchargement"),
    ],
}

ACTIONS = [
    LicenseAction("see", "Voir les détails"),
    LicenseAction("reveal_key", "Afficher la clé"),
    LicenseAction("download_file", "Télécharger le fichier de licence"),
    LicenseAction("assign_users", "Gérer les utilisateurs de la licence"),
    LicenseAction("request_renewal", "Demander le renouvellement"),
    LicenseAction("open_portal", "Ouvrir le portail de licences", "https://licences.editeur.example"),
]

LINES: dict[Section, Page[Any]] = {
    Section.SUPPORT_STATUS: Page([SupportLine("153-482-907", "in_force", "En vigueur", "Premier", "15 mars 2025", "14 mars 2027")], 1),
    Section.LICENSE_STATUS: Page(
        [
            LicenseLine("153-482-907", "Enterprise", "25", "active", "Active", "14 mars 2027", "Production Lyon", "Administrateur", ACTIONS),
            LicenseLine("153-482-911", "", "5", "suspended", "Suspendue", "—", "Recette Nantes", "Utilisateur de licence"),
        ],
        72,
        70,
        "Afficher encore 50",
    ),
    Section.NEWS_ALERTS: Page(
        [
            AlertLine("a", "Correctif de sécurité", "security", "Sécurité", "high", "Élevée", "18 nov. 2026", "https://editeur.example", True, True),
            AlertLine("b", "Webinaire", "news", "Actualité", "", "", "2 juin 2026", "", False, False),
        ],
        2,
    ),
    Section.OPEN_REQUESTS: Page(
        [ServiceRequestLine("SR-1001", "Échec d’archivage", "Archivo", "3", "in_progress", "En cours", "15 nov. 2026", "23 nov. 2026 09:05")], 1
    ),
    Section.LATEST_DOWNLOAD: Page([DownloadLine("d", "archivo-7.2.1.zip", "3 nov. 2026", "6 nov. 2026", "7.2.1")], 1),
}

ROW = ProductRow("archivo", "Archivo", "Sauvegarde et reprise", "AR", 2, True)
PREVIEW = LicensePreview(
    "153-482-907", "Archivo", "Enterprise", "25", "14 mars 2027", "create", "Vous en serez l’administrateur, dans un nouveau groupe d’utilisateurs."
)
OPTIONS = ProductOptions(
    [ProductOption("archivo", "Archivo", "Sauvegarde et reprise", True), ProductOption("vigie", "Vigie", "Supervision", False)], "2 produits trouvés"
)

VERDICTS = NumberVerdicts(
    [
        NumberVerdict("482-913-006", "in_force", "Archivo Cloud, Enterprise · Vous en serez l’administrateur.", is_ready=True),
        NumberVerdict("153-482-907", "current", "Cette licence d’Archivo est déjà enregistrée sur votre compte.", is_ready=False),
        NumberVerdict("999-999-999", "expired", "Ce numéro ne nous est pas connu.", is_ready=False),
    ],
    1,
    "1 licence sur 3 peut être ajoutée.",
)

FILTERS = [
    FilterLink("", "Tous", "9", is_current=True),
    FilterLink("active", "En règle", "5", is_current=False),
    FilterLink("expired", "Expirés", "1", is_current=False),
]
MATTERS = [
    MatterLine(1, "asked", "Nora Weiss demande à rejoindre « Production Lyon ».", 1),
    MatterLine(2, "waiting", "Votre demande pour Vigie attend la réponse d’un administrateur.", 0),
    MatterLine(3, "refused", "Un administrateur a refusé votre demande pour Sésame.", 0),
]
LICENSE = LicensePage(
    number="153-482-907",
    product="Archivo",
    slug="archivo",
    edition="Enterprise",
    quantity="25",
    kind="Abonnement",
    standing="active",
    standing_label="Active",
    support=SupportStatus("expiring", "Expire dans 12 jours", "24x7", "jusqu’au 6 déc. 2026"),
    since="19 déc. 2025",
    until="6 déc. 2026",
    group="Production Lyon",
    group_id=1,
    role="Administrateur",
    renewal="",
    deeds=ACTIONS,
    form=RenewalForm(25, "2027-12-06", "2026-11-24"),
    seats="1 sur 2",
    others=1,
    users=[
        LicenseUserLine(1, "Léa Roy", "lea@exemple.fr", "3 mars 2026"),
        LicenseUserLine(2, "", "paul@exemple.fr", "24 nov. 2026", is_invited=True),
    ],
    terms=[TermLine("1", "19 déc. 2025", "6 déc. 2026", "24x7"), TermLine("2", "19 déc. 2024", "18 déc. 2025", "Standard")],
)
GROUP = GroupPage(
    id=1,
    name="Production Lyon",
    policy="domain",
    sharing="administrators",
    domain="exemple.fr",
    my_role="Administrateur",
    is_administrator=True,
    can_leave=False,
    licenses="76 licences",
    members=[
        _member("Claire Laurent", "claire@exemple.fr", "Administrateur", is_me=True),
        _member("Léa Roy", "lea@exemple.fr", "Utilisateur de licence"),
    ],
    invitations=[InvitationLine(1, "Paul", "paul@exemple.fr", "Utilisateur du support", "8 déc. 2026", has_expired=False)],
    requests=[AccessLine(1, "Nora Weiss", "nora@ailleurs.fr", "Archivo", "153-482-907", "24 nov. 2026")],
)
JOURNAL = Journal([AuditLine("1", "24 nov. 2026 09:05", "Léa Roy <lea@exemple.fr>", "Clé affichée", "153-482-907", "")], 0, "")
