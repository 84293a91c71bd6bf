"""Dernier téléchargement."""

from typing import Any

import reflex as rx
from reflex_components_core.react_router import link

from monproduit.components.cell import Fold, cell, details, table, value, written
from monproduit.components.small import badge, icon
from monproduit.core.localisation import _
from monproduit.core.sections import Section
from monproduit.routes import DOWNLOADS, to
from monproduit.views.downloads import DownloadLine, LatestDownload


def latest_download(download: rx.Var[LatestDownload], fold: Fold) -> rx.Component:
    """Return the cell: the version last downloaded, when, and how far behind it is."""
    says = [
        rx.cond(download.version != "", rx.el.span(download.version)),
        rx.el.span(download.date, class_name=rx.cond(download.version != "", "small soft", "")),
        rx.cond(download.freshness_label != "", badge(download.freshness_label, download.freshness)),
        rx.cond(download.is_unsupported, badge(download.support, "expired")),
    ]
    return cell(Section.LATEST_DOWNLOAD, says, fold)


def latest_download_details(page: Any, download: rx.Var[LatestDownload], fold: Fold) -> rx.Component:
    """Return what I downloaded in the last two years, and the latest version there is."""
    labels = (_("Fichier"), _("Version"), _("Date du fichier"), _("Téléchargé le"))

    def line(one: rx.Var[DownloadLine]) -> rx.Component:
        return rx.el.tr(
            written(labels[0], rx.cond(one.address != "", _again(one), one.file)),
            value(labels[1], one.version),
            value(labels[2], one.file_date),
            value(labels[3], one.downloaded),
            role="row",
            data_testid="download-line",
            custom_attrs={"data-download": one.key},
        )

    place = to(DOWNLOADS) + "?product=" + rx.Var.create(fold.product).to(str)
    latest = rx.cond(
        download.latest != "",
        rx.el.span(_("Dernière version disponible") + " ", link(download.latest, to=place, custom_attrs={"data-testid": "latest-version"}), ". "),
    )
    support = rx.cond(download.support != "", rx.el.span(_("Votre version") + "\u00a0: ", rx.el.strong(download.support), ". "))
    return details(
        Section.LATEST_DOWNLOAD,
        page,
        lambda: table([(label, None) for label in labels], page.lines.to(list[DownloadLine]), line, name=_("Vos téléchargements")),
        fold,
        empty=_("Vous n’avez rien téléchargé de ce produit ces deux dernières années."),
        aside=rx.el.p(support, latest, class_name="small soft"),
    )


def _again(one: rx.Var[DownloadLine]) -> rx.Component:
    """Return the file's name as a link that fetches it once more, while it is there."""
    words = rx.el.span(_("Télécharger à nouveau"), class_name="sr-only")
    here = {"href": one.address, "target": "_blank", "rel": "noopener", "custom_attrs": {"reloadDocument": True}}
    return rx.el.a(one.file, " ", icon("fetch"), words, **here, data_testid="fetch-again")
