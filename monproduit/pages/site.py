"""Every page of the portal: its path, its title, what draws it, and what loads it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from monproduit import routes
from monproduit.core.localisation import _
from monproduit.pages.alerts import alert, alerts
from monproduit.pages.api import api
from monproduit.pages.chat_desk import chat_desk
from monproduit.pages.contact import contact
from monproduit.pages.dashboard import dashboard
from monproduit.pages.deliveries import deliveries
from monproduit.pages.documentation import documentation
from monproduit.pages.faq import faq
from monproduit.pages.forums import forums
from monproduit.pages.getting_started import getting_started
from monproduit.pages.group import group
from monproduit.pages.groups import groups
from monproduit.pages.knowledge import article, knowledge
from monproduit.pages.license import license_
from monproduit.pages.license_number_help import license_number_help
from monproduit.pages.localised import Page
from monproduit.pages.product_support import product_support, supported_products
from monproduit.pages.profile import profile
from monproduit.pages.requests import new_request, request, requests
from monproduit.pages.roles import roles
from monproduit.pages.software import software
from monproduit.pages.staff_alerts import edit_alert, new_alert, staff_alerts
from monproduit.pages.staff_requests import staff_request, staff_requests
from monproduit.pages.support_plans import support_plans
from monproduit.pages.videos import videos
from monproduit.pages.webhooks import webhooks
from monproduit.state.alert_editor import AlertEditorState
from monproduit.state.alerts import AlertsState, AlertState
from monproduit.state.api import ApiState
from monproduit.state.chat_desk import ChatDeskState
from monproduit.state.dashboard import DashboardState
from monproduit.state.deliveries import DeliveriesState
from monproduit.state.documentation import DocumentationState
from monproduit.state.forums import ForumsState
from monproduit.state.group import GroupState
from monproduit.state.groups import GroupsState
from monproduit.state.knowledge import ArticleState, KnowledgeState
from monproduit.state.license import LicenseState
from monproduit.state.new_request import NewRequestState
from monproduit.state.product_support import ProductSupportState, SupportedProductsState
from monproduit.state.profile import ProfileState
from monproduit.state.request import DeskRequestState, RequestState
from monproduit.state.request_lists import DeskState, RequestsState
from monproduit.state.session import SessionState
from monproduit.state.software import SoftwareState
from monproduit.state.staff_alerts import StaffAlertsState
from monproduit.state.unread import UnreadState
from monproduit.state.vendor import VendorState
from monproduit.state.videos import VideosState
from monproduit.state.webhooks import WebhooksState


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
    Place(routes.KNOWLEDGE, lambda: _("Base de connaissances"), knowledge, KnowledgeState.load),
    Place(routes.ARTICLE, lambda: _("Base de connaissances"), article, ArticleState.load),
    Place(routes.ALERTS, lambda: _("Notifications et alertes"), alerts, AlertsState.load),
    Place(routes.ALERT, lambda: _("Notifications et alertes"), alert, AlertState.load),
    Place(routes.DOCUMENTATION, lambda: _("Documentation technique"), documentation, DocumentationState.load),
    Place(routes.FORUMS, lambda: _("Forums utilisateurs"), forums, ForumsState.load),
    Place(routes.VIDEOS, lambda: _("Didacticiels vidéo"), videos, VideosState.load),
    Place(routes.PRODUCTS, lambda: _("Support produits"), supported_products, SupportedProductsState.load),
    Place(routes.PRODUCT, lambda: _("Support produits"), product_support, ProductSupportState.load),
    Place(routes.DOWNLOADS, lambda: _("Téléchargements de logiciels"), software, SoftwareState.load),
    Place(routes.STAFF_ALERTS, lambda: _("Publier des alertes"), staff_alerts, StaffAlertsState.load),
    Place(routes.NEW_ALERT, lambda: _("Nouvelle alerte"), new_alert, AlertEditorState.load),
    Place(routes.EDIT_ALERT, lambda: _("Modifier l’alerte"), edit_alert, AlertEditorState.load),
    Place(routes.GROUPS, lambda: _("Groupes d’utilisateurs"), groups, GroupsState.load),
    Place(routes.GROUP, lambda: _("Groupe d’utilisateurs"), group, GroupState.load),
    Place(routes.SERVICE_REQUESTS, lambda: _("Demandes de service"), requests, RequestsState.load),
    Place(routes.NEW_REQUEST, lambda: _("Créer une demande de service"), new_request, NewRequestState.load),
    Place(routes.SERVICE_REQUEST, lambda: _("Demande de service"), request, RequestState.load),
    Place(routes.STAFF_REQUESTS, lambda: _("Demandes des clients"), staff_requests, DeskState.load),
    Place(routes.STAFF_REQUEST, lambda: _("Demande d’un client"), staff_request, DeskRequestState.load),
    Place(routes.PROFILE, lambda: _("Mon profil"), profile, ProfileState.load),
    Place(routes.DELIVERIES, lambda: _("Envois"), deliveries, DeliveriesState.load),
    Place(routes.ROLES, lambda: _("Qui peut faire quoi"), roles),
    Place(routes.STAFF_API, lambda: _("API REST"), api, ApiState.load),
    Place(routes.STAFF_WEBHOOKS, lambda: _("Webhooks"), webhooks, WebhooksState.load),
    Place(routes.FAQ, lambda: _("Questions fréquentes"), faq),
    Place(routes.GETTING_STARTED, lambda: _("Mise en route"), getting_started),
    Place(routes.LICENSE_NUMBER, lambda: _("Où trouver le numéro de licence"), license_number_help, VendorState.load),
    Place(routes.SUPPORT_PLANS, lambda: _("Offres de support"), support_plans, VendorState.load),
    Place(routes.CONTACT, lambda: _("Téléphone et e-mail"), contact, VendorState.load),
    Place(routes.CHATS, lambda: _("Conversations"), chat_desk, ChatDeskState.load),
)
