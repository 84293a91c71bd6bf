"""Literal views of service requests."""

from monproduit.views.alerts import Choice
from monproduit.views.request_pages import (
    AttachmentLine,
    Contact,
    DeskPage,
    EntryLine,
    LicenseChoice,
    RequestForm,
    RequestLine,
    RequestList,
    RequestPage,
    SeverityChoice,
    Suggestion,
)

PRODUCTS = [Choice("archivo", "Archivo"), Choice("vigie", "Vigie")]
COUNTS = [Choice("5", "attendent le support"), Choice("3", "sans responsable"), Choice("1", "à moi")]
FILES = [
    AttachmentLine("a", "diagnostic-réseau.txt", "12,4 ko"),
    AttachmentLine("b", "une capture au nom vraiment très long du 24 novembre.png", "1,2 Mo"),
]
_MOMENT = "24 nov. 2026 09:05"
_STATES = (
    ("new", "Nouvelle"),
    ("in_progress", "En cours"),
    ("waiting_customer", "En attente de votre réponse"),
    ("waiting_vendor", "En attente de l’éditeur"),
    ("resolved", "Résolue"),
    ("closed", "Fermée"),
)
LIST = RequestList(
    [
        RequestLine(
            f"SR-{1001 + place}",
            "Échec d’archivage sur le serveur de fichiers",
            "Archivo",
            str(place % 4 + 1),
            status,
            label,
            "16 nov. 2026",
            _MOMENT,
            "Bruno Petit" if place % 2 else "",
            _MOMENT if place % 2 else "",
            "Sam Morel" if place % 3 else "",
        )
        for place, (status, label) in enumerate(_STATES)
    ],
    "6 demandes",
)
FORM = RequestForm(
    product="Archivo",
    slug="archivo",
    is_allowed=True,
    licenses=[LicenseChoice("153-482-907", "153-482-907 · Enterprise · Premier")],
    license="153-482-907",
    plan="Premier",
    status="expiring",
    status_label="Expire dans 12 jours",
    promise="premier",
    versions=["7.2.1", "7.2"],
    version="7.2.1",
    severities=[SeverityChoice(str(one), f"{one} – importante", f"première réponse sous {one} h") for one in range(1, 5)],
)
UNUSABLE = RequestForm("Archivo", "archivo", is_allowed=False, contacts=[Contact("Claire Laurent", "Administrateur", "mailto:claire@exemple.fr")])
SUGGESTED = [
    Suggestion("Restauration lente depuis le site de secours", "Demande SR-1002 · En attente de votre réponse", "/fr/service-requests/SR-1002")
]
ENTRIES = [
    EntryLine("1", "message", "Claire Laurent", "CL", by_staff=False, is_mine=True, body="L’archivage s’arrête à 60 %.", at=_MOMENT, files=FILES),
    EntryLine("2", "status", "Sam Morel", "SM", by_staff=True, is_mine=False, body="En cours", at=_MOMENT, status="in_progress"),
    EntryLine("3", "note", "Sam Morel", "SM", by_staff=True, is_mine=False, body="Ressemble au blocage corrigé en 7.2.2.", at=_MOMENT),
    EntryLine("4", "message", "Sam Morel", "SM", by_staff=True, is_mine=False, body="Un correctif est à l’essai.", at=_MOMENT, is_new=True),
]
REQUEST = RequestPage(
    number="SR-1001",
    title="Échec d’archivage sur le serveur de fichiers",
    product="Archivo",
    slug="archivo",
    license="153-482-907",
    version="7.2.1",
    severity="3 – mineure, un contournement existe",
    status="in_progress",
    status_label="En cours",
    creator="Claire Laurent",
    created=_MOMENT,
    updated=_MOMENT,
    response="Première réponse sous 2 h",
    may_answer=True,
    may_close=True,
    may_reopen=False,
    reopen="",
)
DESK = DeskPage(
    request=REQUEST,
    email="claire@exemple.fr",
    phone="+33 4 00 00 00 00",
    group="Production Lyon",
    plan="Premier",
    assignee="",
    is_mine=False,
    staff=[Choice("sam@editeur.fr", "Sam Morel")],
    statuses=[Choice(*one) for one in _STATES],
)
