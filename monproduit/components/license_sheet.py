"""The page of a license: what it is, and what the person may do with it."""

from dataclasses import dataclass
from typing import Any

import reflex as rx
from reflex_components_core.react_router import link

from monproduit.components.cell import Handler, table, value, written
from monproduit.components.hiding_key import HIDE, SECONDS, ToClipboard, hiding_key
from monproduit.components.small import badge, copyable, download, facts, icon, opening
from monproduit.core.localisation import _
from monproduit.routes import LICENSE_FILE, NEW_REQUEST, to
from monproduit.views.licenses import LicenseAction, LicensePage, LicenseUserLine, TermLine

REVEAL, RENEW, ASSIGN = "reveal-key", "renewal", "assign-user"


@dataclass(frozen=True, slots=True)
class LicenseDeeds:
    """What the buttons of the page do."""

    on_begin: Handler
    on_hide_key: Any
    on_copy_key: Any
    on_remove_user: Handler
    on_revoke: Handler


def license_sheet(page: rx.Var[LicensePage], key: Any, clip: Any, deeds: LicenseDeeds) -> rx.Component:
    """Return the license, with the actions that are its person's."""
    return rx.el.div(
        rx.el.div(
            rx.el.div(
                rx.el.p(link(_("Mes produits"), to=to("")), " / ", page.product, class_name="small soft"),
                rx.el.h1(page.number, copyable(page.number)),
                rx.el.p(page.product, " · ", page.edition),
            ),
            class_name="head",
        ),
        rx.el.div(_summary(page), _actions(page, key, deeds), class_name="columns"),
        rx.cond(_may(page, "assign_users"), _users(page, deeds)),
        _terms(page),
        ToClipboard.create(clip=clip),
        class_name="sheets",
        data_testid="license-page",
        custom_attrs={"data-license": page.number},
    )


def missing(text: str) -> rx.Component:
    """Return what stands there when nothing is, or nothing of theirs."""
    return rx.el.div(
        rx.el.h1(_("Introuvable")), rx.el.p(text), link(_("Revenir à mes produits"), to=to("")), class_name="card empty", data_testid="missing"
    )


def _may(page: rx.Var[LicensePage], deed: str) -> Any:
    return _kinds(page).contains(deed)


def _kinds(page: rx.Var[LicensePage]) -> Any:
    return rx.Var(f"({page.deeds!s} ?? []).map((one) => one?.['kind'])", _var_type=list[str], _var_data=page._get_all_var_data()).guess_type()  # noqa: SLF001 (Reflex has no public name for it)


def _summary(page: rx.Var[LicensePage]) -> rx.Component:
    return rx.el.section(
        facts(
            (_("État"), badge(page.standing_label, page.standing)),
            (_("Support"), rx.fragment(badge(page.support.label, page.support.status), " ", page.support.plan)),
            (_("Renouvellement"), page.until),
            (_("Type"), page.kind),
            (_("Quantité"), page.quantity),
            (_("Groupe d’utilisateurs"), link(page.group, to=to("/groups/") + page.group_id.to(str))),
            (_("Votre rôle"), page.role),
        ),
        class_name="card sheet",
        aria_label=_("La licence"),
    )


def _actions(page: rx.Var[LicensePage], key: Any, deeds: LicenseDeeds) -> rx.Component:
    asked = rx.el.p(badge(_("Renouvellement demandé"), "requested"), rx.el.span(page.renewal, class_name="small soft"), data_testid="renewal-asked")
    portal = page.deeds.to(list[LicenseAction])
    renew = _opener(RENEW, _("Demander le renouvellement"), deeds.on_begin, kind="button button-main")
    return rx.el.section(
        rx.el.h2(_("Actions")),
        rx.cond(page.renewal != "", asked),
        rx.cond(_may(page, "request_renewal"), rx.el.div(renew, id="request_renewal")),
        rx.cond(_may(page, "reveal_key"), _key(key, deeds)),
        rx.cond(_may(page, "download_file"), _file(page, "", _("Télécharger le fichier de licence"))),
        rx.cond(_may(page, "merge_files") & (page.others > 1), _file(page, "/merged", _("Réunir les clés en un fichier"))),
        rx.cond(
            _may(page, "open_request"), link(_("Créer une demande de service"), to=f"{to(NEW_REQUEST)}?license=" + page.number, class_name="button")
        ),
        rx.foreach(portal, lambda one: rx.cond(one.kind == "open_portal", _portal(one))),
        rx.el.p(link(_("Qui peut faire quoi ?"), to=to("/help/roles")), class_name="small"),
        class_name="card sheet deeds",
        aria_label=_("Actions"),
    )


def _key(key: Any, deeds: LicenseDeeds) -> rx.Component:
    shown = hiding_key(
        key,
        rx.el.output(key, class_name="key", data_testid="license-key"),
        copyable(key),
        rx.el.button(_("Masquer"), type="button", class_name="button", on_click=deeds.on_hide_key, id=HIDE),
        rx.el.p(_("La clé se masque d’elle-même après %(seconds)s secondes.") % {"seconds": SECONDS}, class_name="small soft"),
    )
    hidden = rx.el.div(
        _opener(REVEAL, _("Afficher la clé"), deeds.on_begin),
        rx.el.button(icon("copy"), _("Copier sans afficher"), type="button", class_name="button", on_click=deeds.on_copy_key, data_testid="copy-key"),
        class_name="pair",
    )
    return rx.el.div(rx.cond(key, shown, hidden), id="reveal_key", aria_live="polite")


def _opener(dialog: str, name: str, on_begin: Handler, *, kind: str = "button") -> rx.Component:
    return rx.el.button(name, type="button", class_name=kind, on_click=on_begin(), data_testid=f"open-{dialog}", custom_attrs=opening(dialog))


def _file(page: rx.Var[LicensePage], more: str, name: str) -> rx.Component:
    hook = f"license-file{more.replace('/', '-')}"
    return download(name, f"{LICENSE_FILE}/" + page.number + more, test_id=hook, is_button=True)


def _portal(one: rx.Var[LicenseAction]) -> rx.Component:
    return rx.el.a(one.label, icon("out"), href=one.url, target="_blank", rel="noopener noreferrer", class_name="button")


def _users(page: rx.Var[LicensePage], deeds: LicenseDeeds) -> rx.Component:
    name, email, since = _("Nom"), _("E-mail"), _("Depuis le")

    def line(one: rx.Var[LicenseUserLine]) -> rx.Component:
        remove = rx.cond(
            one.is_invited,
            rx.el.button(_("Annuler l’invitation"), type="button", class_name="button", on_click=deeds.on_revoke(one.id)),
            rx.el.button(_("Retirer"), type="button", class_name="button", on_click=deeds.on_remove_user(one.id)),
        )
        return rx.el.tr(
            value(name, rx.el.span(one.name, class_name="free"), rx.cond(one.is_invited, badge(_("invité"), "upcoming"))),
            written(email, one.email),
            value(since, one.since),
            rx.el.td(remove, role="cell", class_name="last"),
            role="row",
            data_testid="license-user",
        )

    heads = [(label, None) for label in (name, email, since, "")]
    return rx.el.section(
        rx.el.div(
            rx.el.div(rx.el.h2(_("Utilisateurs de la licence")), rx.el.p(page.seats, class_name="soft")),
            _opener(ASSIGN, _("Ajouter un utilisateur"), deeds.on_begin),
            class_name="head",
        ),
        rx.cond(page.users.length() > 0, table(heads, page.users.to(list[LicenseUserLine]), line, name=_("Utilisateurs de la licence"))),
        class_name="card sheet",
        id="assign_users",
        aria_label=_("Utilisateurs de la licence"),
    )


def _terms(page: rx.Var[LicensePage]) -> rx.Component:
    since, until, plan = _("Depuis le"), _("Jusqu’au"), _("Offre de support")

    def line(one: rx.Var[TermLine]) -> rx.Component:
        return rx.el.tr(value(since, one.since), value(until, one.until), value(plan, one.plan), role="row", data_testid="term-line")

    heads = [(label, None) for label in (since, until, plan)]
    return rx.cond(
        page.terms.length() > 0,
        rx.el.section(
            rx.el.h2(_("Périodes de maintenance")),
            table(heads, page.terms.to(list[TermLine]), line, name=_("Périodes de maintenance")),
            class_name="card sheet",
            aria_label=_("Périodes de maintenance"),
        ),
    )
