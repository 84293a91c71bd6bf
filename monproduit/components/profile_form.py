"""The page of the person themselves: who they are, and their choices."""

from collections.abc import Iterable
from typing import Any

import reflex as rx

from monproduit.components.small import facts, field, problem
from monproduit.core.enums import MailFrequency
from monproduit.core.localisation import LOCALES, _, locale
from monproduit.core.time_zones import time_zones
from monproduit.views.profile import Profile

_NAMES = {"fr": "Français", "en": "English"}


def profile_sheet(page: rx.Var[Profile], error: Any, *, on_submit: Any, on_retry: Any) -> rx.Component:
    """Return who the person is, and the form of their choices."""
    hint = _("Votre nom et votre adresse viennent du service d’identité ; ils se changent là-bas.")
    identity = rx.el.section(
        facts((_("Nom"), page.name), (_("E-mail"), page.email)),
        rx.cond(page.returned != "", _returned(page, on_retry)),
        rx.el.p(hint, class_name="small soft"),
        class_name="card sheet",
        aria_label=_("Identité"),
    )
    save = rx.el.div(rx.el.button(_("Enregistrer"), type="submit", class_name="button button-main", data_testid="save-profile"))
    form = rx.el.form(
        _language(page), _time_zone(page), _frequency(page), _answers(page), problem(error), save, on_submit=on_submit, class_name="choices-form"
    )
    choices = rx.el.section(rx.el.h2(_("Réglages")), form, class_name="card sheet", aria_label=_("Réglages"))
    return rx.el.div(identity, choices, class_name="sheets narrow", data_testid="profile")


def _returned(page: rx.Var[Profile], on_retry: Any) -> rx.Component:
    """Return why no mail is sent to the person, and the way out of it."""
    code = rx.cond(page.code != "", rx.fragment(" ", _("Code du serveur :"), " ", page.code))
    about = _("Une fois la cause levée, réessayez : ce que nous avons retenu depuis moins de cinq jours part aussitôt.")
    return rx.el.div(
        rx.el.p(page.returned),
        rx.el.p(page.reason, code),
        rx.el.p(about, class_name="small soft"),
        rx.el.button(_("Réessayer"), type="button", class_name="button", on_click=on_retry, data_testid="retry-mail"),
        role="alert",
        class_name="returned",
        data_testid="mail-returned",
    )


def _language(page: rx.Var[Profile]) -> rx.Component:
    options = [rx.el.option(_NAMES[one], value=one, lang=one) for one in LOCALES]
    chosen = rx.cond(page.language != "", page.language, locale())
    select = rx.el.select(*options, name="language", default_value=chosen, class_name="input", data_testid="language", key=chosen)
    return field(_("Langue"), select, hint=_("Celle de la page d’accueil et des e-mails."))


def _time_zone(page: rx.Var[Profile]) -> rx.Component:
    options = [rx.el.option(place, value=name) for name, place in time_zones()]
    control = rx.el.input(
        name="time_zone",
        default_value=page.time_zone,
        required=True,
        max_length=100,
        auto_complete="off",
        spell_check=False,
        class_name="input",
        data_testid="time-zone",
        custom_attrs={"list": "time-zones"},
        key=page.time_zone,
    )
    hint = _("Tapez une ville ou un pays : vos dates et l’heure de vos e-mails en dépendent.")
    return rx.fragment(field(_("Fuseau horaire"), control, hint=hint), rx.el.datalist(*options, id="time-zones"))


def _frequency(page: rx.Var[Profile]) -> rx.Component:
    words = {
        MailFrequency.INSTANT: _("Aussitôt, un e-mail par actualité ou alerte"),
        MailFrequency.DAILY: _("Chaque matin à 8 h, réunies en un e-mail"),
        MailFrequency.WEEKLY: _("Chaque lundi à 8 h, réunies en un e-mail"),
    }
    about = _("Cochez « Les recevoir par e-mail » sous les actualités d’un produit pour les recevoir.")
    choices = [(one, page.frequency == one, text) for one, text in words.items()]
    return _ways(_("Actualités et alertes par e-mail"), "frequency", page.frequency, choices, page.mailed, " ", about)


def _answers(page: rx.Var[Profile]) -> rx.Component:
    choices = [("yes", page.answers == True, _("Aussitôt, un e-mail par réponse")), ("no", page.answers == False, _("Aucun e-mail"))]  # noqa: E712 (vars)
    return _ways(
        _("Réponses à mes demandes par e-mail"), "answers", page.answers.to(str), choices, _("Les réponses restent sur la page de chaque demande.")
    )


def _ways(legend: str, name: str, chosen: Any, choices: Iterable[tuple[str, Any, str]], *about: Any) -> rx.Component:
    """Return what one may choose between: each with its value, whether it is chosen, and its words; all follow when another is `chosen` elsewhere."""
    ticks = [
        rx.el.label(
            rx.el.input(type="radio", name=name, value=value, default_checked=is_chosen, data_testid=f"{name}-{value}"),
            rx.el.span(text),
            class_name="tick",
        )
        for value, is_chosen, text in choices
    ]
    return rx.el.fieldset(rx.el.legend(legend), *ticks, rx.el.p(*about, class_name="small soft"), class_name="choices", key=chosen)
