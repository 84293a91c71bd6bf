"""État de la licence."""

from dataclasses import replace
from functools import partial

from monproduit.components.sections.license_status import license_status, license_status_details
from monproduit.gallery.example import LONG_WORD, Example, Size, State, example, numbered, var
from monproduit.gallery.examples.license_menu import ACTIONS
from monproduit.gallery.frames import fold, in_cell, in_details
from monproduit.views.licenses import LicenseLine, LicenseStatus
from monproduit.views.page import Page

cell, opened = partial(example, size=Size.SMALL, frame=in_cell), partial(example, size=Size.WIDE, frame=in_details)
LINE = LicenseLine("153-482-907", "Enterprise", "25", "active", "Active", "14 mars 2027", "Production Lyon", "Administrateur", ACTIONS)
SUSPENDED = LicenseLine("153-482-911", "", "5", "suspended", "Suspendue", "—", "Recette Nantes", "Utilisateur de licence")


@cell(State.ONE)
def number() -> Example:
    """One license: its number."""
    return Example(license_status, LicenseStatus("number", "153-482-907", total=1), fold())


@cell(State.MANY)
def count() -> Example:
    """Many licenses."""
    return Example(license_status, LicenseStatus("count", "64 licences", total=64), fold())


@cell(State.HUGE)
def thousands() -> Example:
    """5,000 licenses."""
    return Example(license_status, LicenseStatus("count", "5 000 licences", total=5000), fold())


@cell(State.SUSPENDED)
def suspended() -> Example:
    """One of three is suspended."""
    return Example(license_status, LicenseStatus("suspended", "Suspendue", "1 sur 3", total=3), fold())


@cell(State.EXPIRED)
def renew() -> Example:
    """To be renewed."""
    return Example(license_status, LicenseStatus("renew", "À renouveler", total=1, renew="098-114-236"), fold())


@cell()
def requested() -> Example:
    """Its renewal was asked for."""
    return Example(license_status, LicenseStatus("requested", "Renouvellement demandé", total=1), fold())


@cell(State.PORTAL)
def portal() -> Example:
    """Managed at an external portal."""
    return Example(license_status, LicenseStatus("portal", "Portail de licences", "1 licence", "https://licences.editeur.example", 1), fold())


@cell()
def trial() -> Example:
    """On trial."""
    return Example(license_status, LicenseStatus("trial", "Essai en cours", "jusqu’au 3 déc. 2026", total=1), fold())


@cell(State.EMPTY)
def none() -> Example:
    """No license yet."""
    return Example(license_status, LicenseStatus("none", "Aucune licence enregistrée"), fold())


@cell(State.NEW)
def as_ever() -> Example:
    """As ever."""
    return Example(license_status, LicenseStatus("number", "153-482-907", total=1), fold())


@cell(State.LONG)
def long_words() -> Example:
    """A number without a place to break."""
    return Example(license_status, LicenseStatus("number", LONG_WORD, total=1), fold())


@cell(State.MISSING)
def missing_texts() -> Example:
    """A state that has no words."""
    return Example(license_status, LicenseStatus("count", "", total=2), fold())


@opened(State.ONE)
def one_line() -> Example:
    """Opened: one license, with its menu."""
    return Example(license_status_details, Page([LINE], 1), fold(opened=True))


@opened(State.MANY, State.SUSPENDED)
def lines() -> Example:
    """Opened: several, one of them suspended."""
    return Example(
        license_status_details, Page([LINE, SUSPENDED, replace(LINE, number="098-114-236", renewal="30 sept. 2026")], 3), fold(opened=True)
    )


@opened(State.HUGE)
def first_of_thousands() -> Example:
    """Opened: the first of 5,000."""
    return Example(license_status_details, Page(numbered([LINE, SUSPENDED], 12, "number"), 5000, 4988, "Afficher encore 50"), fold(opened=True))


@opened(State.LONG)
def long_lines() -> Example:
    """Opened: an edition and a group without a place to break."""
    return Example(license_status_details, Page([replace(LINE, edition=LONG_WORD, group=LONG_WORD)], 1), fold(opened=True))


@opened(State.EMPTY)
def no_lines() -> Example:
    """Opened: no license."""
    return Example(license_status_details, Page(), fold(opened=True))


@opened(State.LOADING)
def loading() -> Example:
    """Opened: on its way."""
    return Example(license_status_details, var(None, Page), fold(opened=True))


@opened(State.ERROR)
def failed() -> Example:
    """Opened: no answer."""
    return Example(license_status_details, var(None, Page), fold(opened=True, failed=True))
