"""The gallery: each section's cells and details, the table's states, and the dialog."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import reflex as rx

from monproduit.components.add_product_dialog import add_button, add_product_dialog
from monproduit.components.cell import Fold, section_name
from monproduit.components.dialog import Outcome
from monproduit.components.filter_bar import filter_bar, matters
from monproduit.components.group_sheet import GroupDeeds, group_sheet
from monproduit.components.license_sheet import LicenseDeeds, license_sheet, missing
from monproduit.components.navigation import Unread
from monproduit.components.product_table import empty_products, loading_products, nothing_found, product_row, product_table
from monproduit.components.sections.latest_download import latest_download, latest_download_details
from monproduit.components.sections.license_status import license_status, license_status_details
from monproduit.components.sections.news_alerts import news_alerts, news_alerts_details
from monproduit.components.sections.open_requests import open_requests, open_requests_details
from monproduit.components.sections.support_status import support_status, support_status_details
from monproduit.components.shell import shell
from monproduit.core.localisation import _
from monproduit.core.sections import Section
from monproduit.gallery import api, chat, knowledge, mail, requests, software
from monproduit.gallery.states import CELLS, FILTERS, GROUP, JOURNAL, LICENSE, LINES, MATTERS, OPTIONS, PREVIEW, ROW, VERDICTS
from monproduit.routes import GALLERY
from monproduit.views.groups import GroupPage
from monproduit.views.licenses import LicensePage
from monproduit.views.page import Page
from monproduit.views.products import LicensePreview, NumberVerdicts

CELL: dict[Section, Callable[..., rx.Component]] = {
    Section.SUPPORT_STATUS: support_status,
    Section.LICENSE_STATUS: license_status,
    Section.NEWS_ALERTS: news_alerts,
    Section.OPEN_REQUESTS: open_requests,
    Section.LATEST_DOWNLOAD: latest_download,
}


_LICENSE_DEEDS = LicenseDeeds(*(lambda *_what: rx.noop() for _deed in range(5)))
_GROUP_DEEDS = GroupDeeds(*(lambda *_what: rx.noop() for _deed in range(5)))


def gallery() -> rx.Component:
    """Return the page of all states."""
    return shell(
        GALLERY,
        rx.el.div(
            rx.el.h1("Gallery"),
            add_button(),
            *(_section(section) for section in Section),
            rx.el.h2(_("Mes produits")),
            matters(rx.Var.create(MATTERS), _nothing),
            filter_bar(rx.Var.create(FILTERS), rx.Var.create("")),
            loading_products(),
            empty_products(),
            nothing_found(),
            product_table(
                product_row(rx.Var.create(replace(ROW, slug="hidden", hidden="masqué le 24 nov. 2026")), [], [], on_hide=_nothing, on_show=_nothing)
            ),
            rx.el.h2(_("La licence")),
            *(license_sheet(rx.Var.create(page), key, "", _LICENSE_DEEDS) for page, key in _license_states()),
            missing(_("Cette licence n’existe pas, ou n’est pas à vous.")),
            rx.el.h2(_("Groupes d’utilisateurs")),
            *(group_sheet(rx.Var.create(page), rx.Var.create(JOURNAL), _GROUP_DEEDS) for page in _group_states()),
            *requests.examples(),
            *knowledge.examples(),
            *api.examples(),
            *mail.examples(),
            *chat.examples(),
            *software.examples(),
            add_product_dialog(
                rx.Var.create(PREVIEW).to(LicensePreview),
                rx.Var.create(OPTIONS),
                rx.Var.create(VERDICTS).to(NumberVerdicts),
                Outcome(rx.Var.create("Une erreur, dite à côté du champ."), rx.Var.create(0)),
                on_submit=_nothing,
                on_search=_nothing,
            ),
            class_name="gallery",
        ),
        initials="CL",
        person="Claire Laurent",
        is_staff=rx.Var.create(True),  # noqa: FBT003 (a literal view)
        unread=Unread(rx.Var.create(3), "3 nouvelles"),
        notice="",
        notice_number=rx.Var.create(0),
    )


def _hidden() -> rx.Component:
    row = replace(ROW, slug="hidden", hidden="masqué le 24 nov. 2026")
    return product_row(rx.Var.create(row), [], [], on_hide=_nothing, on_show=_nothing)


def _license_states() -> list[tuple[LicensePage, Any]]:
    """Return a license for an administrator, with its key shown, and for a support user after a renewal was asked for."""
    quiet = replace(LICENSE, deeds=LICENSE.deeds[:1], users=[], terms=[], renewal="Demandé par Claire Laurent le 24 nov. 2026")
    return [(LICENSE, rx.Var.create("")), (LICENSE, rx.Var.create("ARCH-7ABBC49F-0CF40228")), (quiet, rx.Var.create(""))]


def _group_states() -> list[GroupPage]:
    """Return a group as its administrator sees it, and as a member does."""
    return [GROUP, replace(GROUP, is_administrator=False, requests=[], invitations=[], my_role="Utilisateur du support")]


def _section(section: Section) -> rx.Component:
    """Return one row for each state of the cell, and one for each state of what it opens."""
    closed = [_row(section, cell, LINES[section]) for cell in CELLS[section]]
    first = CELLS[section][0]
    opened = [
        _row(section, first, LINES[section], opened=True),
        _row(section, first, Page(), opened=True),
        _row(section, first, None, opened=True),
        _row(section, first, None, opened=True, failed=True),
    ]
    return rx.el.div(rx.el.h2(section_name(section)), product_table(rx.fragment(*closed, *opened)))


def _row(section: Section, cell: Any, page: Page[Any] | None, *, opened: bool = False, failed: bool = False) -> rx.Component:
    """Return a row whose other cells are in their first state."""
    slug = f"{section}-{id(cell)}-{opened}-{failed}-{page is None}-{page.total if page else 0}"
    row = rx.Var.create(replace(ROW, slug=slug))
    cells, details = [], []
    for one in Section:
        is_it = one == section
        fold = Fold(row.slug, rx.Var.create(opened and is_it), rx.Var.create(failed and is_it), _nothing, _nothing, _nothing)
        view = rx.Var.create(cell if is_it else CELLS[one][0])
        cells.append(CELL[one](view, fold))
        if is_it and opened:
            shown = rx.Var.create(page) if page is not None else rx.Var("undefined", _var_type=Page).guess_type()
            details.append(_details(one, shown, view, fold))
    return product_row(row, cells, details, on_hide=_nothing, on_show=_nothing)


def _details(section: Section, page: Any, view: Any, fold: Fold) -> rx.Component:
    if section == Section.OPEN_REQUESTS:
        return open_requests_details(page, fold, sorted_by="-updated", on_sort=_nothing)
    if section == Section.NEWS_ALERTS:
        return news_alerts_details(page, view, fold, on_email=_nothing)
    if section == Section.LATEST_DOWNLOAD:
        return latest_download_details(page, view, fold)
    plain = {Section.SUPPORT_STATUS: support_status_details, Section.LICENSE_STATUS: license_status_details}
    return plain[section](page, fold)


def _nothing(*_what: Any) -> Any:
    return rx.noop()
