"""The forums of users: links that leave the portal."""

from typing import Any

import reflex as rx

from monproduit.components.documentation import outside
from monproduit.core.localisation import _
from monproduit.views.shelves import ForumLine, ForumList


def forum_list(found: rx.Var[ForumList]) -> rx.Component:
    """Return the general forum and those of products, or that there is none."""
    general = found.general.to(ForumLine)
    one = rx.el.section(
        rx.el.h2(general.name),
        rx.el.p(_("Questions, astuces et retours d’expérience, entre utilisateurs de tous les produits.")),
        rx.el.p(outside(general.host, general.address)),
        class_name="card sheet",
    )
    has_any = found.general | (found.lines.length() > 0) | (found.others.length() > 0)
    nothing = rx.el.div(rx.el.p(_("Aucun forum n’est proposé pour le moment.")), class_name="card empty")
    return rx.cond(
        has_any,
        rx.el.div(
            rx.cond(found.general, one),
            _products(_("Forums de mes produits"), found.lines),
            _products(_("Autres produits"), found.others),
            class_name="sheets",
        ),
        nothing,
    )


def _products(title: str, lines: Any) -> rx.Component:
    def one(line: rx.Var[ForumLine]) -> rx.Component:
        return rx.el.li(rx.el.strong(line.name), outside(line.host, line.address), key=line.address, data_testid="forum-line")

    return rx.cond(lines.length() > 0, rx.el.section(rx.el.h2(title), rx.el.ul(rx.foreach(lines, one), class_name="forums"), class_name="card sheet"))
