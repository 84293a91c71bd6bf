"""What *Mes produits* shows before its scripts have come: the same components, written as HTML by the server."""

from collections.abc import Callable
from typing import Any

import reflex as rx

from monproduit.components.cell import Fold
from monproduit.components.filter_bar import matters
from monproduit.components.product_table import product_row
from monproduit.components.sections.latest_download import latest_download
from monproduit.components.sections.license_status import license_status
from monproduit.components.sections.news_alerts import news_alerts
from monproduit.components.sections.open_requests import open_requests
from monproduit.components.sections.support_status import support_status
from monproduit.components.still.markup import still
from monproduit.core.localisation import LOCALES, use_locale
from monproduit.pages.dashboard import Shown, products
from monproduit.views.first_view import FirstRow, FirstView

Drawing = Callable[[FirstView], str]


def drawings() -> dict[str, Drawing]:
    """Return, by language, what writes the first view of a person as HTML."""
    return {language: _drawing(language) for language in LOCALES}


def first_view(view: Any) -> rx.Component:
    """Return what waits for an answer, the filters and the closed rows, as the page itself shows them when it is alive."""
    return rx.fragment(matters(view.matters, _nothing), products(Shown(view.rows, _row, view.links, view.current, view.is_empty)))


def _drawing(language: str) -> Drawing:
    with use_locale(language):
        written = still(first_view(rx.Var("view", _var_type=FirstView).guess_type()))
    return lambda view: written({"view": view})


def _row(one: rx.Var[FirstRow]) -> rx.Component:
    fold = Fold(one.row.slug, opened=False, failed=False, on_toggle=_nothing, on_more=_nothing, on_retry=_nothing)
    cells = [
        support_status(one.support, fold),
        license_status(one.license, fold),
        news_alerts(one.news, fold),
        open_requests(one.requests, fold),
        latest_download(one.download, fold),
    ]
    return product_row(one.row, cells, [], on_hide=_nothing, on_show=_nothing)


def _nothing(*_arguments: Any) -> Any:
    return rx.noop()
