"""The dialog *Ajouter un produit*: by number, or from the list."""

from dataclasses import dataclass
from typing import Any

import reflex as rx

from monproduit.components.cell import Handler
from monproduit.components.dialog import FinishingDialog, Outcome, dialog_head
from monproduit.components.sections.license_status import ADD_DIALOG
from monproduit.components.several_numbers import AREA, has_ready, several_numbers
from monproduit.components.small import closing, icon, opening
from monproduit.core.localisation import _
from monproduit.routes import LICENSE_NUMBER, to
from monproduit.views.products import LicensePreview, NumberVerdicts, ProductOption, ProductOptions

_HINT, _ERROR = "license-number-hint", "add-product-error"


@dataclass(frozen=True, slots=True)
class Adding:
    """What the dialog can be asked: to do its work, to list products, to take another of its ways."""

    on_submit: Handler
    on_search: Handler
    on_turn: Handler


def add_button(*, test_id: str = "add-product", on_open: Handler | None = None) -> rx.Component:
    """Return a button that opens the dialog, before the page has come alive too."""
    return rx.el.button(
        icon("plus"),
        _("Ajouter un produit"),
        type="button",
        class_name="button button-main",
        data_testid=test_id,
        custom_attrs=opening(ADD_DIALOG),
        **({"on_click": on_open()} if on_open else {}),
    )


def add_product_dialog(
    preview: rx.Var[LicensePreview | None],
    options: rx.Var[ProductOptions],
    verdicts: rx.Var[NumberVerdicts | None],
    outcome: Outcome,
    adding: Adding,
) -> rx.Component:
    """Return the dialog. One form serves both ways, so that Enter twice after a number registers it."""
    form = rx.el.form(
        dialog_head(ADD_DIALOG, _("Ajouter un produit")),
        _ways(adding.on_turn),
        _by_number(preview, outcome.error),
        _by_list(options, adding.on_search),
        several_numbers(verdicts),
        rx.el.p(outcome.error, role="alert", id=_ERROR, class_name="error", data_testid="add-error"),
        rx.el.div(
            rx.el.button(_("Annuler"), type="button", class_name="button", custom_attrs=closing(ADD_DIALOG)),
            rx.el.button(
                rx.cond(preview | has_ready(verdicts), _("Confirmer l’ajout"), _("Continuer")),
                type="submit",
                class_name="button button-main",
                data_testid="add-submit",
            ),
            class_name="actions",
        ),
        on_submit=adding.on_submit,
    )
    return FinishingDialog.create(
        form, id=ADD_DIALOG, finished=outcome.finished, class_name="dialog", aria_labelledby="add-product-title", data_testid="add-dialog"
    )


def _ways(on_turn: Handler) -> rx.Component:
    def way(value: str, name: str, hint: str, *, is_first: bool) -> rx.Component:
        return rx.el.label(
            rx.el.input(type="radio", name="way", value=value, default_checked=is_first, on_change=lambda _value: on_turn()),
            rx.el.span(rx.el.strong(name), rx.el.small(hint, class_name="soft")),
            class_name="way",
        )

    return rx.el.fieldset(
        rx.el.legend(_("Comment voulez-vous l’ajouter ?"), class_name="sr-only"),
        rx.el.div(
            way("number", _("Numéro de licence"), _("recommandé"), is_first=True),
            way("list", _("Liste des produits"), _("sans numéro"), is_first=False),
            way("several", _("E-mail d’achat"), _("ou plusieurs numéros"), is_first=False),
            class_name="ways",
        ),
    )


def _by_number(preview: rx.Var[LicensePreview | None], error: Any) -> rx.Component:
    help_ = rx.el.details(
        rx.el.summary(_("Où trouver ce numéro ?")),
        rx.el.p(_("Il figure en haut de l’e-mail d’achat, après « Numéro de licence ». Espaces, tirets et majuscules n’importent pas.")),
        rx.el.p(rx.el.a(_("Voir un exemple d’e-mail d’achat"), href=to(LICENSE_NUMBER), target="_blank")),
        class_name="small soft",
    )
    return rx.el.div(
        rx.el.label(_("Numéro de licence"), html_for="license-number"),
        rx.el.input(
            name="number",
            class_name="input",
            placeholder="153-482-907",
            auto_complete="off",
            auto_focus=True,
            spell_check=False,
            max_length=200,
            data_testid="license-number",
            aria_invalid=rx.cond(error != "", "true", "false"),
            aria_describedby=f"{_HINT} {_ERROR}",
            custom_attrs={"id": "license-number", "data-several": AREA},
        ),
        rx.el.div(help_, id=_HINT),
        rx.el.div(rx.cond(preview, _preview(preview.to(LicensePreview))), role="status"),
        class_name="field by-number",
    )


def _preview(preview: rx.Var[LicensePreview]) -> rx.Component:
    facts = ((_("Produit"), preview.product), (_("Édition"), preview.edition), (_("Quantité"), preview.quantity))
    facts += ((_("Renouvellement"), preview.renewal),)
    pairs = [part for name, fact in facts for part in (rx.el.dt(name), rx.el.dd(fact))]
    outcome = rx.el.div(rx.el.dt(_("Ensuite"), class_name="sr-only"), rx.el.dd(preview.outcome_label, class_name="whole"), class_name="whole")
    return rx.el.dl(*pairs, outcome, class_name="preview", data_testid="license-preview")


def _by_list(options: rx.Var[ProductOptions], on_search: Handler) -> rx.Component:
    return rx.el.div(
        rx.el.label(_("Chercher un produit"), html_for="product-search"),
        rx.el.input(
            name="search",
            type="search",
            class_name="input",
            auto_complete="off",
            max_length=200,
            data_testid="product-search",
            on_change=on_search,
            custom_attrs={"id": "product-search"},
        ),
        rx.el.p(options.label, role="status", class_name="small soft"),
        rx.el.fieldset(
            rx.el.legend(_("Produits"), class_name="sr-only"),
            rx.el.div(rx.foreach(options.options.to(list[ProductOption]), _option), class_name="options"),
        ),
        class_name="field by-list",
    )


def _option(option: rx.Var[ProductOption]) -> rx.Component:
    return rx.el.label(
        rx.el.input(type="radio", name="product", value=option.slug, disabled=option.is_registered),
        rx.el.span(
            rx.el.strong(option.name),
            rx.el.small(option.family, rx.cond(option.is_registered, " · " + _("déjà dans vos produits"), ""), class_name="soft"),
        ),
        class_name="option",
        data_testid="product-option",
        custom_attrs={"data-option": option.slug},
        key=option.slug,
    )
