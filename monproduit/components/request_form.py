"""The form of a new service request."""

from dataclasses import dataclass
from typing import Any

import reflex as rx
from reflex_components_core.react_router import link

from monproduit.components.cell import Handler
from monproduit.components.draft import Files, draft_form, file_field
from monproduit.components.small import badge, field, icon, problem
from monproduit.core.localisation import _
from monproduit.routes import CONTACT, NEW_REQUEST, SUPPORT_PLANS, to
from monproduit.views.alerts import Choice
from monproduit.views.products import ProductOption, ProductOptions
from monproduit.views.request_pages import Contact, LicenseChoice, LicenseChoices, RequestForm, SeverityChoice, Suggestion
from monproduit.views.vendor import TelephoneLine


@dataclass(frozen=True, slots=True)
class FormDeeds:
    """What the fields and buttons of the form do."""

    on_product: Handler
    on_license: Handler
    on_search: Handler
    on_search_license: Handler
    on_title: Handler
    on_send: Any


def product_choice(products: Any, options: rx.Var[ProductOptions | None], form: rx.Var[RequestForm | None], deeds: FormDeeds) -> rx.Component:
    """Return the choice of the product: mine, or another of the catalogue."""
    known = form.to(RequestForm)
    found = options.to(ProductOptions)
    one = lambda choice: rx.el.option(choice.label, value=choice.key)  # noqa: E731 (a line of a list)
    is_other = ~rx.Var(f"({products!s} ?? []).some((one) => one.key === {known.slug!s})", _var_type=bool, _var_data=products._get_all_var_data())  # noqa: SLF001 (Reflex has no public name for it)
    select = rx.el.select(
        rx.el.option(_("Choisissez un produit"), value="", disabled=True),
        rx.foreach(products.to(list[Choice]), one),
        rx.cond(form & is_other, rx.el.option(known.product, value=known.slug)),
        value=rx.cond(form, known.slug, ""),
        on_change=deeds.on_product,
        class_name="input",
        data_testid="request-product",
    )
    lines = rx.foreach(found.options.to(list[ProductOption]), _option)
    others = _others(_("Un autre produit du catalogue"), _("Chercher dans le catalogue"), deeds.on_search, found.label, lines)
    return rx.el.div(field(_("Produit"), select), others)


def license_choice(form: rx.Var[RequestForm], found: rx.Var[LicenseChoices | None], deeds: FormDeeds) -> rx.Component:
    """Return the license that was chosen among many, and the search for another; it stands outside of the form, so that Enter sends nothing."""
    known = found.to(LicenseChoices)
    lines = rx.foreach(rx.cond(found, known.options, form.licenses).to(list[LicenseChoice]), lambda one: _other_license(form, one))
    words = _("Chercher par numéro ou par édition")
    return rx.el.div(
        rx.el.div(
            rx.el.strong(_("Licence")),
            rx.el.p(form.license_label, role="status", data_testid="chosen-license"),
            class_name="field",
        ),
        _others(_("Une autre licence"), words, deeds.on_search_license, rx.cond(found, known.label, form.many), lines),
        data_testid="license-choice",
    )


def not_allowed(form: rx.Var[RequestForm]) -> rx.Component:
    """Return whom to ask, for somebody whose role does not allow it."""

    def one(contact: rx.Var[Contact]) -> rx.Component:
        return rx.el.li(rx.el.a(contact.name, href=contact.href), rx.el.span(" – ", contact.detail, class_name="soft"))

    return rx.el.div(
        rx.el.h2(_("Votre rôle ne permet pas d’ouvrir une demande pour ce produit")),
        rx.el.p(_("Un administrateur ou un utilisateur du support du groupe peut l’ouvrir, ou vous donner ce rôle.")),
        rx.el.ul(rx.foreach(form.contacts.to(list[Contact]), one), class_name="contacts"),
        rx.el.p(link(_("Appeler le support"), to=to(CONTACT)), " · ", link(_("Qui peut faire quoi ?"), to=to("/help/roles"))),
        class_name="card sheet prose",
        data_testid="not-allowed",
    )


def request_form(form: rx.Var[RequestForm], suggested: Any, error: Any, back: Any, files: Files, deeds: FormDeeds) -> rx.Component:
    """Return the form, which shows the telephone alone for severity 1; `back` changes when what was sent was not taken."""
    title = {"name": "title", "max_length": 200, "class_name": "input", "auto_complete": "off", "placeholder": _("En une phrase")}
    written = rx.el.div(
        rx.el.div(_license(form, deeds), _version(form), class_name="columns"),
        field(_("Titre"), rx.el.input(**title, on_change=deeds.on_title)),
        _suggested(suggested),
        field(
            _("Description"),
            rx.el.textarea(name="description", rows=8, max_length=15_000, class_name="input"),
            hint=_("Ce que vous faites, ce qui se passe, ce que vous attendez, et depuis quand."),
        ),
        file_field(files),
        problem(error),
        rx.el.div(
            rx.el.p(role="status", class_name="soft", custom_attrs={"data-still-says": ""}),
            rx.el.button(_("Envoyer la demande"), type="submit", class_name="button button-main", data_testid="send-request"),
            class_name="actions",
        ),
        class_name="in-writing",
    )
    promise = rx.el.input(type="hidden", name="promise", value=form.promise, read_only=True)
    return rx.el.div(
        draft_form("new", promise, _severities(form), _by_telephone(form), written, sent="", back=back, on_submit=deeds.on_send),
        class_name="card sheet request-form",
    )


def _suggested(suggested: Any) -> rx.Component:
    """Return what may answer the question, which opens beside the form; it is announced, and takes no focus."""

    def one(answer: rx.Var[Suggestion]) -> rx.Component:
        title = rx.el.a(answer.title, href=answer.href, target="_blank", rel="noopener")
        return rx.el.li(title, rx.el.span(answer.detail, class_name="small soft"), key=answer.href)

    answers = rx.el.div(
        rx.el.p(_("Cela y répond peut-être (dans un nouvel onglet) :"), class_name="small"),
        rx.el.ul(rx.foreach(suggested.to(list[Suggestion]), one)),
        class_name="suggested",
        data_testid="suggestions",
    )
    return rx.el.div(rx.cond(suggested.length() > 0, answers), role="status", class_name="suggested-place")


def _license(form: rx.Var[RequestForm], deeds: FormDeeds) -> rx.Component:
    support = rx.el.p(
        badge(form.status_label, form.status),
        rx.cond(form.plan != "", rx.el.span(_("Offre"), " ", form.plan)),
        link(_("Délais de réponse"), to=to(SUPPORT_PLANS)),
        class_name="small soft support-line",
        data_testid="request-support",
    )
    select = rx.el.select(
        rx.foreach(form.licenses.to(list[LicenseChoice]), lambda one: rx.el.option(one.label, value=one.number)),
        name="license",
        value=form.license,
        on_change=deeds.on_license,
        class_name="input",
        custom_attrs={"data-draftless": ""},
        data_testid="request-license",
    )
    found = rx.el.input(type="hidden", name="license", value=form.license, read_only=True)
    chosen = rx.cond(form.many != "", found, rx.cond(form.licenses.length() > 0, field(_("Licence"), select)))
    return rx.el.div(chosen, support)


def _version(form: rx.Var[RequestForm]) -> rx.Component:
    select = rx.el.select(
        rx.el.option(_("Je ne sais pas"), value=""),
        rx.foreach(form.versions.to(list[str]), lambda one: rx.el.option(one, value=one)),
        name="version",
        default_value=form.version,
        class_name="input",
        key=form.slug,
    )
    return field(_("Version"), select)


def _severities(form: rx.Var[RequestForm]) -> rx.Component:
    def one(choice: rx.Var[SeverityChoice]) -> rx.Component:
        words = rx.el.span(rx.el.strong(choice.label), rx.el.small(choice.response, class_name="soft"))
        radio = rx.el.input(type="radio", name="severity", value=choice.key, default_checked=choice.key == "3")
        return rx.el.label(radio, words, class_name="option", key=choice.key)

    return rx.el.fieldset(
        rx.el.legend(_("Gravité")),
        rx.foreach(form.severities.to(list[SeverityChoice]), one),
        class_name="choices severities",
        data_testid="severities",
    )


def _by_telephone(form: rx.Var[RequestForm]) -> rx.Component:
    def line(one: rx.Var[TelephoneLine]) -> rx.Component:
        return rx.el.li(icon("phone"), rx.el.a(one.number, href=one.address), rx.el.span(one.country, " · ", one.hours, class_name="small soft"))

    return rx.el.div(
        rx.el.h2(_("Appelez-nous")),
        rx.el.p(_("Pour une panne qui arrête votre activité (gravité 1), appelez : elle ne peut pas être signalée par écrit.")),
        rx.el.ul(rx.foreach(form.telephones.to(list[TelephoneLine]), line), class_name="telephones"),
        class_name="by-telephone",
        data_testid="by-telephone",
    )


def _option(one: rx.Var[ProductOption]) -> rx.Component:
    return rx.el.li(link(one.name, to=f"{to(NEW_REQUEST)}?product=" + one.slug), rx.el.span(one.family, class_name="small soft"), key=one.slug)


def _other_license(form: rx.Var[RequestForm], one: rx.Var[LicenseChoice]) -> rx.Component:
    way = link(one.label, to=f"{to(NEW_REQUEST)}?product=" + form.slug + "&license=" + one.number, replace=True)
    return rx.el.li(way, key=one.number, custom_attrs={"aria-current": rx.cond(one.number == form.license, "true", "false")})


def _others(name: str, words: str, on_search: Handler, label: Any, lines: Any) -> rx.Component:
    """Return a search that opens below what was chosen, with what it finds."""
    return rx.el.details(
        rx.el.summary(name, class_name="small"),
        rx.el.input(type="search", class_name="input", placeholder=words, aria_label=words, auto_complete="off", max_length=200, on_change=on_search),
        rx.el.p(label, role="status", class_name="small soft"),
        rx.el.ul(lines, class_name="other-products"),
        class_name="others",
    )
