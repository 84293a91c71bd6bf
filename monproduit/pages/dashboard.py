"""Mes produits."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import reflex as rx

from monproduit.components.add_product_dialog import Adding, add_button, add_product_dialog
from monproduit.components.cell import Fold
from monproduit.components.dialog import Outcome
from monproduit.components.filter_bar import filter_bar, matters
from monproduit.components.product_table import empty_products, nothing_found, product_row, product_table
from monproduit.components.sections.latest_download import latest_download, latest_download_details
from monproduit.components.sections.license_status import license_status, license_status_details
from monproduit.components.sections.news_alerts import news_alerts, news_alerts_details
from monproduit.components.sections.open_requests import open_requests, open_requests_details
from monproduit.components.sections.support_status import support_status, support_status_details
from monproduit.components.still.place import first_place
from monproduit.core.localisation import _
from monproduit.pages.frame import frame
from monproduit.pages.localised import localised_memo
from monproduit.routes import DASHBOARD
from monproduit.state.add_product import AddProductState
from monproduit.state.dashboard import DashboardState, loaded
from monproduit.state.keyed import keyed
from monproduit.state.sections import (
    LatestDownloadState,
    LicenseStatusState,
    NewsAlertsState,
    OpenRequestsState,
    SectionState,
    SupportStatusState,
)
from monproduit.views.alerts import AlertLine, NewsAlerts
from monproduit.views.dashboard import ProductRow
from monproduit.views.downloads import DownloadLine, LatestDownload
from monproduit.views.licenses import LicenseLine, LicenseStatus, SupportLine, SupportStatus
from monproduit.views.page import Page
from monproduit.views.service_requests import OpenRequests, ServiceRequestLine


def dashboard() -> rx.Component:
    """Return the page of the person's products."""
    rows = Shown(DashboardState.order, _row, DashboardState.links, rx.State.router.url.query_parameters.get("show", ""), DashboardState.is_empty)
    waiting = matters(DashboardState.matters, DashboardState.dismiss)
    return frame(
        DASHBOARD,
        rx.el.div(
            rx.el.div(rx.el.h1(_("Mes produits")), rx.el.p(_("Votre support, vos licences, vos demandes et vos téléchargements, tenus à jour."))),
            add_button(on_open=AddProductState.begin),
            class_name="head",
        ),
        rx.cond(loaded(), rx.fragment(waiting, products(rows)), first_place()),
        add_product_dialog(
            AddProductState.preview,
            AddProductState.options,
            AddProductState.verdicts,
            Outcome(AddProductState.error, AddProductState.finished),
            Adding(AddProductState.submit, AddProductState.search.debounce(150), AddProductState.turn),
        ),
    )


@dataclass(frozen=True, slots=True)
class Shown:
    """The rows that a filter shows, what draws one of them, and the filters; `current` is the address's own part."""

    rows: Any
    draw: Callable[[Any], rx.Component]
    links: Any
    current: Any
    is_empty: Any


def products(shown: Shown) -> rx.Component:
    """Return the filters and the table, or what stands there when there are no rows."""
    table = rx.cond(shown.rows.length() > 0, product_table(rx.foreach(shown.rows, shown.draw)), nothing_found())
    return rx.cond(shown.is_empty, empty_products(), rx.fragment(filter_bar(shown.links, shown.current), table))


@localised_memo
def product(
    row: rx.Var[ProductRow],
    support: rx.Var[SupportStatus],
    support_page: rx.Var[Page],
    support_opened: rx.Var[bool],
    support_failed: rx.Var[bool],
    license: rx.Var[LicenseStatus],  # noqa: A002 (a prop, named as its section)
    license_page: rx.Var[Page],
    license_opened: rx.Var[bool],
    license_failed: rx.Var[bool],
    news: rx.Var[NewsAlerts],
    news_page: rx.Var[Page],
    news_opened: rx.Var[bool],
    news_failed: rx.Var[bool],
    requests: rx.Var[OpenRequests],
    requests_page: rx.Var[Page],
    requests_opened: rx.Var[bool],
    requests_failed: rx.Var[bool],
    requests_sorted_by: rx.Var[str],
    download: rx.Var[LatestDownload],
    download_page: rx.Var[Page],
    download_opened: rx.Var[bool],
    download_failed: rx.Var[bool],
) -> rx.Component:
    """Return one row; its data are props, so that a change draws this row alone."""
    slug = row.slug
    supports = _fold(SupportStatusState, slug, support_opened, support_failed)
    licenses = _fold(LicenseStatusState, slug, license_opened, license_failed)
    alerts = _fold(NewsAlertsState, slug, news_opened, news_failed)
    asked = _fold(OpenRequestsState, slug, requests_opened, requests_failed)
    fetched = _fold(LatestDownloadState, slug, download_opened, download_failed)
    cells = [
        support_status(support, supports),
        license_status(license, licenses),
        news_alerts(news, alerts),
        open_requests(requests, asked),
        latest_download(download, fetched),
    ]
    details = [
        support_status_details(support_page, supports),
        license_status_details(license_page, licenses),
        news_alerts_details(news_page, news, alerts, on_email=NewsAlertsState.choose_email),
        open_requests_details(requests_page, asked, sorted_by=requests_sorted_by, on_sort=OpenRequestsState.sort),
        latest_download_details(download_page, download, fetched),
    ]
    return product_row(row, cells, details, on_hide=DashboardState.hide, on_show=DashboardState.show)


def _row(slug: rx.Var[str]) -> rx.Component:
    """Read what the browser has of a product, outside of the memo."""
    props: dict[str, Any] = {"row": keyed(DashboardState, "row", slug, ProductRow)}
    for name, state, view, line in (
        ("support", SupportStatusState, SupportStatus, SupportLine),
        ("license", LicenseStatusState, LicenseStatus, LicenseLine),
        ("news", NewsAlertsState, NewsAlerts, AlertLine),
        ("requests", OpenRequestsState, OpenRequests, ServiceRequestLine),
        ("download", LatestDownloadState, LatestDownload, DownloadLine),
    ):
        props |= {
            name: keyed(state, "cell", slug, view),
            f"{name}_page": keyed(state, "details", slug, Page[line]),  # type: ignore[valid-type]
            f"{name}_opened": state.opened.contains(slug),
            f"{name}_failed": keyed(state, "failed", slug, bool),
        }
    sorted_by = OpenRequestsState.sorted_by.get(slug, OpenRequestsState.default_sort)
    return rx.fragment(product(**props, requests_sorted_by=sorted_by), key=slug)


def _fold(state: type[SectionState], slug: Any, opened: Any, failed: Any) -> Fold:
    return Fold(slug, opened, failed, state.toggle, state.more, state.retry)
