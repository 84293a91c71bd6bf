"""The page of all files: filters, and a card for each product."""

from typing import Any

import reflex as rx
from reflex_components_core.react_router import link

from monproduit.components.cell import Handler, table, value
from monproduit.components.small import badge, copyable, icon, initials
from monproduit.components.words_field import words_field
from monproduit.core.localisation import _
from monproduit.routes import CONTACT, DASHBOARD, DOWNLOADS, PRODUCTS, to
from monproduit.views.alerts import Choice
from monproduit.views.software import Software, SoftwareFile, SoftwareProduct, SoftwareVersion


def software_filters(products: Any, product: Any, words: Any, *, on_search: Handler, on_choose: Handler) -> rx.Component:
    """Return the choice of words and of a product."""
    placeholder = _("Chercher un produit, une version, un fichier")
    every = rx.el.option(_("Tous mes produits"), value="")
    choices = rx.foreach(products, lambda choice: rx.el.option(choice.to(Choice).label, value=choice.to(Choice).key))
    return rx.el.div(
        words_field(words, on_search.debounce(200), name=_("Chercher"), placeholder=placeholder),
        rx.el.select(every, choices, class_name="input", aria_label=_("Produit"), value=product, on_change=on_choose),
        class_name="search-bar",
    )


def software_list(found: rx.Var[Software], notes: Any, *, on_notes: Handler, on_more: Any) -> rx.Component:
    """Return a card for each product, or that there is nothing."""
    more = rx.el.button(found.more_label, type="button", class_name="button", on_click=on_more)
    cards = rx.foreach(found.products.to(list[SoftwareProduct]), lambda product: _product(product, notes, on_notes))
    silent = rx.cond(found.silent != "", rx.el.p(found.silent, class_name="soft", data_testid="without-files"))
    return rx.el.div(
        rx.el.p(found.label, role="status", class_name="small soft"),
        rx.cond(found.products.length() > 0, cards, rx.cond(found.silent == "", no_software())),
        rx.cond(found.more > 0, more),
        silent,
        class_name="sheets",
    )


def no_software() -> rx.Component:
    """Return what stands there when nothing is found, or a person has no products."""
    return rx.el.div(
        rx.el.h2(_("Aucun fichier à montrer")),
        rx.el.p(_("Aucun fichier de vos produits ne correspond. Les fichiers d’un produit apparaissent ici dès qu’il est dans vos produits.")),
        link(_("Voir mes produits"), to=to(DASHBOARD), class_name="button"),
        class_name="card empty",
        data_testid="empty-software",
    )


def _product(product: rx.Var[SoftwareProduct], notes: Any, on_notes: Handler) -> rx.Component:
    name = link(product.name, to=to(PRODUCTS) + "/" + product.slug)
    head = rx.el.header(
        initials(product.initials, product.hue),
        rx.el.div(rx.el.h2(name), rx.el.p(product.family, class_name="small soft")),
        rx.cond(product.older != "", link(product.older, to=to(DOWNLOADS) + "?product=" + product.slug, class_name="button")),
        class_name="software-head",
    )
    versions = rx.foreach(product.versions.to(list[SoftwareVersion]), lambda version: _version(product, version, notes, on_notes))
    return rx.el.section(
        head,
        _entitlement(product),
        rx.el.ul(versions, class_name="versions"),
        class_name="card sheet software",
        aria_label=product.name,
        data_testid="software-product",
        custom_attrs={"data-product": product.slug},
    )


def _entitlement(product: rx.Var[SoftwareProduct]) -> rx.Component:
    sign = rx.match(product.status, ("covered", icon("check")), ("expired", icon("clock")), icon("alert"))
    add = link(_("Ajouter un numéro de licence"), to=to(DASHBOARD))
    ask = link(_("Contacter le support"), to=to(CONTACT))
    renew = link(_("Voir mes licences"), to=to(DASHBOARD))
    way = rx.match(product.status, ("none", add), ("suspended", ask), ("no_contract", ask), ("expired", renew), rx.fragment())
    return rx.el.p(sign, rx.el.span(product.says, " ", way), class_name=["entitlement", "gives-" + product.status])


def _version(product: rx.Var[SoftwareProduct], version: rx.Var[SoftwareVersion], notes: Any, on_notes: Handler) -> rx.Component:
    text = notes.get(version.id.to(str), "")
    read = rx.el.button(
        icon("chevron"),
        _("Notes de version"),
        rx.el.span(" ", product.name, " ", version.version, class_name="sr-only"),
        type="button",
        class_name="notes-button",
        on_click=on_notes(version.id),
        aria_expanded=text != "",
    )
    head = rx.el.div(
        rx.el.h3(version.version),
        rx.el.span(version.released, class_name="small soft"),
        rx.cond(version.is_latest, badge(_("Dernière version pour vous"), "current")),
        rx.cond(version.is_mine, rx.el.span(_("Votre dernier téléchargement"), class_name="here")),
        badge(version.support, version.support_status),
        rx.cond(version.has_notes, read),
        class_name="version-head",
    )
    return rx.el.li(
        head,
        rx.cond(version.reason != "", rx.el.p(icon("alert"), version.reason, class_name="small reason")),
        rx.cond(text != "", rx.el.div(rx.html(text), class_name="prose notes", data_testid="release-notes")),
        _files(version),
        data_testid="software-version",
        custom_attrs={"data-version": version.version},
    )


def _files(version: rx.Var[SoftwareVersion]) -> rx.Component:
    labels = (_("Fichier"), _("Taille"), _("Date du fichier"), _("Empreinte SHA-256"))

    def line(file: rx.Var[SoftwareFile]) -> rx.Component:
        return rx.el.tr(
            value(labels[0], file.name),
            value(labels[1], file.size),
            value(labels[2], file.date),
            value(labels[3], rx.cond(file.sha256 != "", rx.fragment(rx.el.code(file.sha256, class_name="hash"), copyable(file.sha256)), "—")),
            rx.el.td(_way(file), role="cell", class_name="last"),
            role="row",
            data_testid="software-file",
        )

    columns = [(label, None) for label in (*labels, "")]
    return table(columns, version.files.to(list[SoftwareFile]), line, name=_("Fichiers de la version") + " " + version.version.to(str))


def _way(file: rx.Var[SoftwareFile]) -> rx.Component:
    """Return what fetches a file in a tab of its own: leaving this one would end its connection, and a refusal gets a page."""
    name = rx.el.span(" ", file.name, class_name="sr-only")
    hooks = {"custom_attrs": {"reloadDocument": True}, "class_name": "button", "data_testid": "fetch-file"}
    sign = rx.cond(file.is_outside, icon("out"), icon("fetch"))
    fetch = rx.el.a(sign, _("Télécharger"), name, href=file.address, target="_blank", rel="noopener", **hooks)
    return rx.cond(file.address != "", fetch, rx.el.span(file.absence, class_name="small soft"))
