"""Lists of service requests: the filters, the table, and the button that brings in what is new."""

from dataclasses import dataclass
from typing import Any

import reflex as rx
from reflex_components_core.react_router import link

from monproduit.components.cell import Handler, value, written
from monproduit.components.small import badge, icon
from monproduit.components.words_field import words_field
from monproduit.core.localisation import _
from monproduit.routes import to
from monproduit.views.alerts import Choice
from monproduit.views.request_pages import RequestLine, RequestList


@dataclass(frozen=True, slots=True)
class ListDeeds:
    """What the fields and buttons of a list do."""

    on_search: Handler
    on_choose: Handler
    on_sort: Handler
    on_more: Any
    on_fresh: Any


@dataclass(frozen=True, slots=True)
class Filters:
    """The filters in use."""

    products: Any
    status: Any
    whose: Any
    product: Any
    severity: Any
    text: Any


def request_filters(path: str, statuses: list[Choice], whose: dict[str, str], filters: Filters, deeds: ListDeeds) -> rx.Component:
    """Return the statuses as links, and the choice of a product, of a severity, of whose they are, and of words."""

    def one(choice: Choice) -> rx.Component:
        current = {"aria-current": rx.cond(filters.status == choice.key, "page", "false"), "data-filter": choice.key}
        return link(choice.label, to=f"{to(path)}?status={choice.key}", class_name="filter", custom_attrs=current)

    products = rx.foreach(filters.products, lambda choice: rx.el.option(choice.label, value=choice.key))
    severities = {str(one): _("Gravité %(severity)s") % {"severity": one} for one in range(1, 5)}
    return rx.el.div(
        rx.el.nav(*(one(choice) for choice in statuses), aria_label=_("Filtres"), class_name="filters"),
        rx.el.div(
            words_field(filters.text, deeds.on_search, name=_("Chercher"), placeholder=_("Numéro, titre, nom…")),
            _select(_("Produit"), _("Tous les produits"), products, "product", filters.product, deeds),
            _select(_("Gravité"), _("Toutes les gravités"), _options(severities), "severity", filters.severity, deeds),
            _select(_("De qui"), whose[""], _options({key: name for key, name in whose.items() if key}), "whose", filters.whose, deeds),
            class_name="search-bar",
        ),
    )


def request_table(found: rx.Var[RequestList], sorted_by: Any, deeds: ListDeeds, *, is_desk: bool, empty: rx.Component) -> rx.Component:
    """Return the requests, or that there are none; what came since waits behind a button, so that nothing moves under the reader."""
    page = "/staff/service-requests/" if is_desk else "/service-requests/"
    columns = _columns(is_desk=is_desk)

    def head(column: str, label: str) -> rx.Component:
        direction = rx.match(sorted_by, (column, "ascending"), (f"-{column}", "descending"), "none")
        button = rx.el.button(label, icon("chevron"), type="button", class_name="sort", on_click=deeds.on_sort(column))
        return rx.el.th(button, scope="col", role="columnheader", custom_attrs={"aria-sort": direction})

    def line(one: rx.Var[RequestLine]) -> rx.Component:
        return rx.el.tr(
            *_cells(one, columns, to(page), is_desk=is_desk),
            role="row",
            data_testid="request-line",
            custom_attrs={"data-request": one.number},
            key=one.number,
        )

    heads = [head(column, label) if column != "assignee" else rx.el.th(label, scope="col", role="columnheader") for column, label in columns.items()]
    table = rx.el.table(
        rx.el.thead(rx.el.tr(*heads, role="row"), role="rowgroup"),
        rx.el.tbody(rx.foreach(found.lines.to(list[RequestLine]), line), role="rowgroup"),
        class_name="lines request-lines",
        role="table",
        aria_label=_("Demandes de service"),
    )
    fresh = rx.el.button(
        icon("up"), found.fresh_label, type="button", class_name="button fresh", on_click=deeds.on_fresh, data_testid="fresh-requests"
    )
    return rx.el.section(
        rx.el.div(rx.el.p(found.label, role="status"), rx.el.div(rx.cond(found.fresh > 0, fresh), role="status"), class_name="head"),
        rx.cond(found.lines.length() > 0, table, empty),
        rx.cond(found.more > 0, rx.el.button(found.more_label, type="button", class_name="button", on_click=deeds.on_more)),
        class_name="card sheet",
        aria_label=_("Demandes de service"),
    )


def _columns(*, is_desk: bool) -> dict[str, str]:
    common = {"number": _("Numéro"), "title": _("Titre"), "product": _("Produit"), "severity": _("Gravité"), "status": _("État")}
    return {**common, "waiting": _("Attend depuis"), "assignee": _("Responsable")} if is_desk else {**common, "updated": _("Mise à jour")}


def _cells(one: rx.Var[RequestLine], columns: dict[str, str], page: str, *, is_desk: bool) -> list[rx.Component]:
    assignee = rx.cond(one.assignee != "", rx.el.span(one.assignee, class_name="free"), "—")
    rest = {"waiting": _or_dash(one.waiting), "assignee": assignee} if is_desk else {"updated": _or_dash(one.updated)}
    creator = rx.cond(one.creator != "", rx.el.span(one.creator, class_name="small soft by"))
    return [
        value(columns["number"], link(one.number, to=page + one.number)),
        value(columns["title"], rx.el.span(one.title, class_name="free"), creator),
        written(columns["product"], one.product),
        value(columns["severity"], rx.el.span(one.severity, class_name=["severity", "severity-" + one.severity])),
        value(columns["status"], badge(one.status_label, one.status)),
        *(value(columns[column], text) for column, text in rest.items()),
    ]


def _or_dash(text: Any) -> Any:
    return rx.cond(text != "", text, "—")


def _select(name: str, every: str, options: Any, field: str, chosen: Any, deeds: ListDeeds) -> rx.Component:
    def choose(picked: Any) -> Any:
        return deeds.on_choose(field, picked)

    return rx.el.select(rx.el.option(every, value=""), options, class_name="input", aria_label=name, value=chosen, on_change=choose)


def _options(names: dict[str, str]) -> rx.Component:
    return rx.fragment(*(rx.el.option(label, value=key) for key, label in names.items()))
