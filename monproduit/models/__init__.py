"""The tables, and their small verbs."""

from monproduit.models.alert import Alert, AlertProduct
from monproduit.models.change import Change
from monproduit.models.download import Download
from monproduit.models.license import License
from monproduit.models.login import Login
from monproduit.models.person import Membership, Person, UserGroup
from monproduit.models.product import Product, Release, ReleaseFile
from monproduit.models.registration import AccessRequest, RegisteredProduct, RegistrationAttempt, RegistrationOrigin
from monproduit.models.service_request import ServiceRequest

__all__ = [
    "AccessRequest",
    "Alert",
    "AlertProduct",
    "Change",
    "Download",
    "License",
    "Login",
    "Membership",
    "Person",
    "Product",
    "RegisteredProduct",
    "RegistrationAttempt",
    "RegistrationOrigin",
    "Release",
    "ReleaseFile",
    "ServiceRequest",
    "UserGroup",
]
