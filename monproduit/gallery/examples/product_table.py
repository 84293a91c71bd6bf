"""The table of *Mes produits*: whole rows, in the states that concern all sections at once."""

from dataclasses import replace
from functools import partial
from typing import Any

import reflex as rx

from monproduit.components.cell import Fold
from monproduit.components.product_table import empty_products, loading_products, nothing_found, product_row, product_table
from monproduit.components.sections.latest_download import latest_download
from monproduit.components.sections.license_status import license_status
from monproduit.components.sections.news_alerts import news_alerts
from monproduit.components.sections.open_requests import open_requests
from monproduit.components.sections.support_status import support_status, support_status_details
from monproduit.gallery.example import LONG_WORD, RIGHT_TO_LEFT, Example, Repeated, Size, State, example, nothing, var
from monproduit.gallery.frames import fold, in_products
from monproduit.gallery.later import window
from monproduit.views.alerts import NewsAlerts
from monproduit.views.dashboard import ProductRow
from monproduit.views.downloads import LatestDownload
from monproduit.views.licenses import LicenseStatus, SupportStatus
from monproduit.views.page import Page
from monproduit.views.service_requests import OpenRequests

row = partial(example, size=Size.WIDE, frame=in_products)
ROW = ProductRow("archivo", "Archivo", "Sauvegarde et reprise", "AR", 2, has_license=True)
SUPPORT = SupportStatus("in_force", "En vigueur", "Premier", "jusqu’au 14 mars 2027")
LICENSE = LicenseStatus("number", "153-482-907", total=1)
NEWS = NewsAlerts("Version 7.2.1 disponible", "22 nov. 2026", "product", 0, "", 4)
REQUESTS = OpenRequests(2, "2 ouvertes", 3, "3 demandes de service en tout")
DOWNLOAD = LatestDownload("7.2.1", "6 nov. 2026", "current", "À jour", "7.2.1 du 4 nov. 2026")
_CHUNK = 50


def _row(product: Any = ROW, details: tuple[Example, ...] = (), **views: Any) -> Example:
    cells = (
        Example(support_status, views.get("support", SUPPORT), fold(opened=bool(details))),
        Example(license_status, views.get("license_", LICENSE), fold()),
        Example(news_alerts, views.get("news", NEWS), fold()),
        Example(open_requests, views.get("requests", REQUESTS), fold()),
        Example(latest_download, views.get("download", DOWNLOAD), fold()),
    )
    return Example(product_row, product, cells, details, on_hide=nothing, on_show=nothing)


def rows(products: rx.Var[list[ProductRow]]) -> rx.Component:
    """Draw many rows, some at a time, where they are looked at."""
    chunks = rx.Var(
        f"Array.from({{length: Math.ceil({products!s}.length / {_CHUNK})}}, (_, n) => {products!s}.slice(n * {_CHUNK}, (n + 1) * {_CHUNK}))",
        _var_type=list[list[ProductRow]],
    ).guess_type()
    closed = Fold("archivo", rx.Var.create(False), rx.Var.create(False), nothing, nothing, nothing)

    def one(product: rx.Var[ProductRow]) -> rx.Component:
        cells = [
            support_status(rx.Var.create(SUPPORT), closed),
            license_status(rx.Var.create(LICENSE), closed),
            news_alerts(rx.Var.create(NEWS), closed),
            open_requests(rx.Var.create(REQUESTS), closed),
            latest_download(rx.Var.create(DOWNLOAD), closed),
        ]
        return product_row(product, cells, [], on_hide=nothing, on_show=nothing)

    return rx.fragment(
        rx.foreach(chunks, lambda chunk, number: rx.fragment(window(rx.foreach(chunk.to(list[ProductRow]), one), number, _CHUNK * 72), key=number))
    )


@row(State.ONE)
def usual() -> Example:
    """A row."""
    return _row()


@row(State.EXPIRED)
def expired() -> Example:
    """All has expired."""
    return _row(
        support=SupportStatus("expired", "Expiré depuis 55 jours", "Standard", "depuis le 30 sept. 2026"),
        license_=LicenseStatus("renew", "À renouveler", total=1, renew="098-114-236"),
        download=LatestDownload(
            "6.9", "2 févr. 2026", "behind", "4 versions de retard", support="Support arrêté le 8 juil. 2026", is_unsupported=True
        ),
    )


@row(State.SUSPENDED)
def suspended() -> Example:
    """Its licenses are suspended."""
    return _row(license_=LicenseStatus("suspended", "Suspendue", "1 sur 3", total=3))


@row(State.PORTAL)
def portal() -> Example:
    """Its licenses are managed at an external portal."""
    return _row(license_=LicenseStatus("portal", "Portail de licences", "1 licence", "https://licences.editeur.example", 1))


@row(State.NEW)
def new_alerts() -> Example:
    """Alerts are new."""
    return _row(news=replace(NEWS, new_count=3, new_label="3 nouvelles alertes"))


@row(State.EMPTY)
def nothing_yet() -> Example:
    """Nothing but a name."""
    return _row(
        replace(ROW, has_license=False),
        support=SupportStatus("none", "Aucun contrat"),
        license_=LicenseStatus("none", "Aucune licence enregistrée"),
        news=NewsAlerts("Aucune actualité", "", "", 0, ""),
        requests=OpenRequests(0, "0 ouverte", 0, "0 demande de service en tout"),
        download=LatestDownload("", "Aucun téléchargement"),
    )


@row(State.LONG)
def long_words() -> Example:
    """A name without a place to break, of a family that is written from right to left."""
    return _row(replace(ROW, name=LONG_WORD, family=RIGHT_TO_LEFT))


@row(State.MISSING)
def missing_texts() -> Example:
    """No family, no initials, no words."""
    return _row(
        replace(ROW, family="", initials=""),
        support=SupportStatus("none", ""),
        license_=LicenseStatus("count", ""),
        news=NewsAlerts("", "", "", 0, ""),
        requests=OpenRequests(0, "", 0, ""),
        download=LatestDownload("", ""),
    )


@row(State.LOADING)
def loading_details() -> Example:
    """A cell was opened, and its lines are on their way."""
    return _row(details=(Example(support_status_details, var(None, Page), fold(opened=True)),))


@row(State.ERROR)
def failed_details() -> Example:
    """A cell was opened, and there was no answer."""
    return _row(details=(Example(support_status_details, var(None, Page), fold(opened=True, failed=True)),))


@row()
def hidden() -> Example:
    """Out of sight."""
    return Example(product_row, replace(ROW, hidden="masqué le 24 nov. 2026"), (), (), on_hide=nothing, on_show=nothing)


@example(State.MANY, size=Size.WIDE)
def table() -> Example:
    """Several products."""
    names = {"archivo": "Archivo", "vigie": "Vigie", "sonde": "Sonde"}
    products = [replace(ROW, slug=slug, name=name, initials=name[:2].upper(), hue=hue) for hue, (slug, name) in enumerate(names.items())]
    return Example(product_table, Example(rows, products))


@example(State.HUGE, size=Size.WIDE, is_heavy=True)
def thousands() -> Example:
    """5,000 products."""
    return Example(product_table, Example(rows, Repeated(ROW, 5000, "slug")))


@example(State.EMPTY, size=Size.WIDE)
def empty() -> Example:
    """A new person."""
    return Example(empty_products)


@example(State.LOADING)
def loading() -> Example:
    """The rows are on their way."""
    return Example(loading_products)


@example(State.EMPTY)
def not_found() -> Example:
    """The filter shows nothing."""
    return Example(nothing_found)
