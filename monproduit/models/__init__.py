"""The tables, and their small verbs."""

from monproduit.models.alert import Alert, AlertEvent, AlertProduct
from monproduit.models.api_token import ApiToken, IdempotentAnswer
from monproduit.models.audit import AuditEvent
from monproduit.models.calendar_address import CalendarAddress
from monproduit.models.change import Change
from monproduit.models.chat import Chat, ChatEngineer, ChatLine, ChatPresence
from monproduit.models.download import Download
from monproduit.models.feed_address import FeedAddress
from monproduit.models.invitation import Invitation
from monproduit.models.knowledge import Article, ArticleProduct, ArticleVote, Document, Video, VideoProduct
from monproduit.models.license import License, LicenseKey, LicenseUser, MaintenanceTerm, RenewalRequest
from monproduit.models.login import Login
from monproduit.models.mailing import AlertMailing, AlertNotice, ReminderChoice, ReminderSent, Turn
from monproduit.models.outbox import OutboxMessage, SuspendedAddress
from monproduit.models.person import Membership, Person, UserGroup
from monproduit.models.product import Product, Release, ReleaseFile
from monproduit.models.registration import AccessRequest, RegisteredProduct, RegistrationAttempt, RegistrationOrigin
from monproduit.models.service_request import Attachment, ServiceRequest, ServiceRequestEntry
from monproduit.models.webhook import WebhookEndpoint, WebhookEvent

__all__ = [
    "AccessRequest",
    "Alert",
    "AlertEvent",
    "AlertMailing",
    "AlertNotice",
    "AlertProduct",
    "ApiToken",
    "Article",
    "ArticleProduct",
    "ArticleVote",
    "Attachment",
    "AuditEvent",
    "CalendarAddress",
    "Change",
    "Chat",
    "ChatEngineer",
    "ChatLine",
    "ChatPresence",
    "Document",
    "Download",
    "FeedAddress",
    "IdempotentAnswer",
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
    "ServiceRequestEntry",
    "SuspendedAddress",
    "Turn",
    "UserGroup",
    "Video",
    "VideoProduct",
    "WebhookEndpoint",
    "WebhookEvent",
]
