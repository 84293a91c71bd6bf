"""Which versions a person's licenses entitle them to."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Subquery, and_, case, func, or_, select
from sqlmodel import col

from monproduit.core.enums import LicenseStanding
from monproduit.core.localisation import _, day
from monproduit.models import License, Membership, Release
from monproduit.services.access import Actor, visible_groups
from monproduit.services.permissions import ALLOWED, Deed


@dataclass(frozen=True, slots=True)
class Entitlement:
    """What a person's licenses of one product give them.

    Attributes:
        held: how many licenses of it their groups hold.
        allowed: how many of these are in groups where their role may download.
        active: how many of these are neither suspended nor revoked.
        until: the last day of the longest maintenance, where it has one.
        is_endless: whether a maintenance has a beginning and no end.
    """

    held: int = 0
    allowed: int = 0
    active: int = 0
    until: date | None = None
    is_endless: bool = False

    def status(self, today: date) -> str:
        """Return covered, expired, or why nothing is: none, role, suspended or no_contract."""
        for is_missing, reason in ((not self.held, "none"), (not self.allowed, "role"), (not self.active, "suspended")):
            if is_missing:
                return reason
        if self.until is None:
            return "covered" if self.is_endless else "no_contract"
        return "covered" if self.is_endless or self.until >= today else "expired"


def entitled(actor: Actor) -> Subquery[Any]:
    """Gather a person's licenses by product, with the fields of an entitlement."""
    may = col(License.group_id).in_(visible_groups(actor).where(col(Membership.role).in_(ALLOWED[Deed.DOWNLOAD_SOFTWARE])))
    counts = and_(may, col(License.standing) == LicenseStanding.ACTIVE)
    is_endless = and_(counts, col(License.renewal_date).is_(None), col(License.maintenance_from).is_not(None))
    return (
        select(
            col(License.product_id),
            func.count().label("held"),
            func.sum(case((may, 1), else_=0)).label("allowed"),
            func.sum(case((counts, 1), else_=0)).label("active"),
            func.max(case((counts, col(License.renewal_date)))).label("until"),
            func.max(case((is_endless, 1), else_=0)).label("is_endless"),
        )
        .where(col(License.group_id).in_(visible_groups(actor)))
        .group_by(col(License.product_id))
        .subquery()
    )


def is_covered(given: Subquery[Any], today: date) -> ColumnElement[int]:
    """Tell, with 1 or 0, whether a version is covered: the one rule of downloads.

    A version is covered if it was released on or before the last day of maintenance of one of the person's licenses of its product. So a
    maintenance that is over still gives the versions up to its end, and a license without maintenance gives none. A maintenance that began
    and has no end gives all. Licenses that are suspended or revoked do not count, nor those of groups where the person's role may not
    download. A version whose date is not known counts as released today.
    """
    released = func.coalesce(col(Release.released_on), today)
    return case((or_(given.c.is_endless == 1, released <= given.c.until), 1), else_=0)


def entitlement(row: Any) -> Entitlement:
    """Return what a row of `entitled` says; a product without a license has none."""
    return Entitlement(row.held or 0, row.allowed or 0, row.active or 0, row.until, bool(row.is_endless))


def says(given: Entitlement, today: date) -> str:
    """Say what the licenses give, or why nothing, and what to do."""
    date_ = day(given.until) if given.until else ""
    return {
        "covered": _("Maintenance jusqu’au %(date)s : toutes les versions publiées d’ici là sont à vous.") % {"date": date_}
        if date_ and not given.is_endless
        else _("Maintenance sans échéance : toutes les versions sont à vous."),
        "expired": _("Maintenance terminée le %(date)s : les versions publiées jusque-là restent à vous. Renouvelez-la pour les suivantes.")
        % {"date": date_},
        "none": _("Aucune licence de ce produit n’est enregistrée sur votre compte. Ajoutez son numéro pour télécharger."),
        "role": _("Votre rôle d’utilisateur de licence ne permet pas de télécharger. Adressez-vous à un administrateur de votre groupe."),
        "suspended": _("Vos licences de ce produit sont suspendues ou révoquées. Contactez le support."),
        "no_contract": _("Vos licences de ce produit n’ont pas de contrat de maintenance. Demandez-en un pour télécharger."),
    }[given.status(today)]


def why_not(given: Entitlement, today: date) -> str:
    """Say why a version is not covered by licenses that cover others, or nothing where the product itself says it."""
    if given.status(today) not in {"covered", "expired"} or not given.until:
        return ""
    return _("Publiée après la fin de votre maintenance, le %(date)s.") % {"date": day(given.until)}
