"""The states of each section, as views."""

from typing import Any

from monproduit.core.sections import Section
from monproduit.views.alerts import AlertLine, NewsAlerts
from monproduit.views.dashboard import ProductRow
from monproduit.views.downloads import DownloadLine, LatestDownload
from monproduit.views.licenses import LicenseLine, LicenseStatus, SupportLine, SupportStatus
from monproduit.views.page import Page
from monproduit.views.products import LicensePreview, NumberVerdict, NumberVerdicts, ProductOption, ProductOptions
from monproduit.views.service_requests import OpenRequests, ServiceRequestLine

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
        LicenseStatus("renew", "À renouveler", total=1),
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

LINES: dict[Section, Page[Any]] = {
    Section.SUPPORT_STATUS: Page([SupportLine("153-482-907", "in_force", "En vigueur", "Premier", "15 mars 2025", "14 mars 2027")], 1),
    Section.LICENSE_STATUS: Page(
        [
            LicenseLine("153-482-907", "Enterprise", "25", "active", "Active", "14 mars 2027", "Production Lyon", "Administrateur"),
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
