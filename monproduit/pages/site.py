"""Every page of the portal: its path, its title, what draws it, and what loads it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from monproduit import routes
from monproduit.core.localisation import _
from monproduit.pages.alerts import alert, alerts
from monproduit.pages.contact import contact
from monproduit.pages.dashboard import dashboard
from monproduit.pages.faq import faq
from monproduit.pages.getting_started import getting_started
from monproduit.pages.group import group
from monproduit.pages.groups import groups
from monproduit.pages.license import license_
from monproduit.pages.license_number_help import license_number_help
from monproduit.pages.localised import Page
from monproduit.pages.roles import roles
from monproduit.pages.staff_alerts import edit_alert, new_alert, staff_alerts
from monproduit.pages.support_plans import support_plans
from monproduit.state.alert_editor import AlertEditorState
from monproduit.state.alerts import AlertsState, AlertState
from monproduit.state.dashboard import DashboardState
from monproduit.state.group import GroupState
from monproduit.state.groups import GroupsState
from monproduit.state.license import LicenseState
from monproduit.state.session import SessionState
from monproduit.state.staff_alerts import StaffAlertsState
from monproduit.state.unread import UnreadState


@dataclass(frozen=True, slots=True)
class Place:
    """One page; without a loader of its own, it only greets."""

    path: str
    title: Callable[[], str]
    draw: Page
    load: Any = field(default=SessionState.greet)

    @property
    def loads(self) -> list[Any]:
        """What loads it: its own loader, and the count beside the bell, which *Mes produits* adds up from its cells."""
        return [self.load] if self.path == routes.DASHBOARD else [self.load, UnreadState.load]


PLACES = (
    Place(routes.DASHBOARD, lambda: _("Mes produits"), dashboard, DashboardState.load),
    Place(routes.LICENSE, lambda: _("Licence"), license_, LicenseState.load),
    Place(routes.ALERTS, lambda: _("Notifications et alertes"), alerts, AlertsState.load),
    Place(routes.ALERT, lambda: _("Notifications et alertes"), alert, AlertState.load),
    Place(routes.STAFF_ALERTS, lambda: _("Publier des alertes"), staff_alerts, StaffAlertsState.load),
    Place(routes.NEW_ALERT, lambda: _("Nouvelle alerte"), new_alert, AlertEditorState.load),
    Place(routes.EDIT_ALERT, lambda: _("Modifier l’alerte"), edit_alert, AlertEditorState.load),
    Place(routes.GROUPS, lambda: _("Groupes d’utilisateurs"), groups, GroupsState.load),
    Place(routes.GROUP, lambda: _("Groupe d’utilisateurs"), group, GroupState.load),
    Place(routes.ROLES, lambda: _("Qui peut faire quoi"), roles),
    Place(routes.FAQ, lambda: _("Questions fréquentes"), faq),
    Place(routes.GETTING_STARTED, lambda: _("Mise en route"), getting_started),
    Place(routes.LICENSE_NUMBER, lambda: _("Où trouver le numéro de licence"), license_number_help),
    Place(routes.SUPPORT_PLANS, lambda: _("Offres de support"), support_plans),
    Place(routes.CONTACT, lambda: _("Téléphone et e-mail"), contact),
)
