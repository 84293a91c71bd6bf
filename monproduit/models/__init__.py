"""The tables, and their small verbs."""

from monproduit.models.alert import Alert, AlertEvent, AlertProduct
from monproduit.models.audit import AuditEvent
from monproduit.models.calendar_address import CalendarAddress
from monproduit.models.change import Change
from monproduit.models.download import Download
from monproduit.models.feed_address import FeedAddress
from monproduit.models.invitation import Invitation
from monproduit.models.license import License, LicenseKey, LicenseUser, MaintenanceTerm, RenewalRequest
from monproduit.models.login import Login
from monproduit.models.mailing import AlertMailing, AlertNotice, ReminderChoice, ReminderSent, Turn
from monproduit.models.outbox import OutboxMessage
from monproduit.models.person import Membership, Person, UserGroup
from monproduit.models.product import Product, Release, ReleaseFile
from monproduit.models.registration import AccessRequest, RegisteredProduct, RegistrationAttempt, RegistrationOrigin
from monproduit.models.service_request import ServiceRequest

__all__ = [
    "AccessRequest",
    "Alert",
    "AlertEvent",
    "AlertMailing",
    "AlertNotice",
    "AlertProduct",
    "AuditEvent",
    "CalendarAddress",
    "Change",
    "Download",
    "FeedAddress",
    "Invitation",
    "License",
    "LicenseKey",
    "LicenseUser",
    "Login",
    "MaintenanceTerm",
    "Membership",
    "OutboxMessage",
    "Person",
    "Product",
    "RegisteredProduct",
    "RegistrationAttempt",
    "RegistrationOrigin",
    "Release",
    "ReleaseFile",
    "ReminderChoice",
    "ReminderSent",
    "RenewalRequest",
    "ServiceRequest",
    "Turn",
    "UserGroup",
]
