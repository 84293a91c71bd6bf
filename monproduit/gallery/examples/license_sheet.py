"""The page of a license."""

from dataclasses import replace

from monproduit.components.license_sheet import LicenseDeeds, license_sheet, missing
from monproduit.gallery.example import LONG_WORD, Example, Size, State, deeds, example, var
from monproduit.gallery.examples.license_menu import ACTIONS
from monproduit.views.licenses import LicensePage, LicenseUserLine, ReminderStep, RenewalForm, SupportStatus, TermLine

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
    reminders=[ReminderStep(f"d{days}", f"{days} jours", is_chosen=days in {90, 30, 7}) for days in (180, 120, 90, 60, 30, 14, 7)],
)


@example(State.MANY, size=Size.WIDE)
def administrator() -> Example:
    """As its administrator sees it."""
    return Example(license_sheet, LICENSE, var(""), "", deeds(LicenseDeeds))


@example(State.ONE, size=Size.WIDE)
def key_shown() -> Example:
    """Its key is shown."""
    return Example(license_sheet, LICENSE, var("ARCH-7ABBC49F-0CF40228"), "", deeds(LicenseDeeds))


@example(State.EMPTY, size=Size.WIDE)
def support_user() -> Example:
    """For a support user, after a renewal was asked for."""
    quiet = replace(LICENSE, deeds=ACTIONS[:1], users=[], terms=[], renewal="Demandé par Claire Laurent le 24 nov. 2026")
    return Example(license_sheet, quiet, var(""), "", deeds(LicenseDeeds))


@example(State.SUSPENDED, State.EXPIRED, size=Size.WIDE)
def suspended() -> Example:
    """Suspended, and its support has expired."""
    support = SupportStatus("expired", "Expiré depuis 55 jours", "Standard", "depuis le 30 sept. 2026")
    page = replace(LICENSE, standing="suspended", standing_label="Suspendue", support=support, deeds=ACTIONS[:1])
    return Example(license_sheet, page, var(""), "", deeds(LicenseDeeds))


@example(State.LONG, size=Size.WIDE)
def long_words() -> Example:
    """An edition and a group without a place to break."""
    return Example(license_sheet, replace(LICENSE, edition=LONG_WORD, group=LONG_WORD), var(""), "", deeds(LicenseDeeds))


@example(State.MISSING, size=Size.WIDE)
def missing_texts() -> Example:
    """No edition, no dates, no group."""
    bare = replace(LICENSE, edition="", quantity="", since="", until="", group="", seats="", users=[], terms=[], reminders=[])
    return Example(license_sheet, bare, var(""), "", deeds(LicenseDeeds))


@example(State.ERROR)
def not_there() -> Example:
    """A license that is not there, or not one's own."""
    return Example(missing, "Cette licence n’existe pas, ou n’est pas à vous.")
