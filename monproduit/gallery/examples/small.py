"""The smallest parts."""

import re
from functools import partial

import reflex as rx

from monproduit.components.small import badge, breakable, copyable, download, facts, field, icon, initials, menu, problem, secret_link
from monproduit.gallery.example import LONG_WORD, RIGHT_TO_LEFT, Example, Size, State, example, var
from monproduit.gallery.frames import in_form, words
from monproduit.gallery.place import ROOT

small = partial(example, size=Size.SMALL)
_BADGES = {
    "in_force": "En vigueur",
    "expiring": "Expire dans 12 jours",
    "expired": "Expiré",
    "suspended": "Suspendue",
    "none": "Aucun contrat",
}
_ICONS = dict.fromkeys(re.findall(r"\.icon-(\w+)", (ROOT / "assets" / "icons.css").read_text()))


def every(*parts: rx.Component) -> rx.Component:
    """Return parts beside each other."""
    return rx.el.div(*parts, class_name="pair")


def text_field(name: str) -> rx.Component:
    """Return a field to write in."""
    return rx.el.input(name=name, class_name="input", default_value="Production Lyon")


@small(State.ONE)
def one_icon() -> Example:
    """An icon."""
    return Example(icon, "alert")


@small(State.MANY)
def icons() -> Example:
    """All icons."""
    return Example(every, *(Example(icon, name) for name in _ICONS))


@small(State.ONE)
def one_badge() -> Example:
    """A badge."""
    return Example(badge, "En vigueur", "in_force")


@small(State.MANY, State.EXPIRED, State.SUSPENDED)
def badges() -> Example:
    """Its colours."""
    return Example(every, *(Example(badge, label, status) for status, label in _BADGES.items()))


@small(State.LONG)
def long_badge() -> Example:
    """A word without a place to break."""
    return Example(badge, LONG_WORD, "expired")


@small(State.LONG)
def right_to_left_badge() -> Example:
    """Words from right to left."""
    return Example(badge, RIGHT_TO_LEFT, "in_force")


@small(State.LONG)
def an_address() -> Example:
    """An address, which breaks between its parts."""
    return Example(breakable, var("https://crm.editeur.example/hooks/monproduit/licences-et-renouvellements"))


@small()
def copy() -> Example:
    """A number to copy."""
    return Example(every, Example(words, "153-482-907"), Example(copyable, "153-482-907"))


@small(State.ONE)
def a_copyable() -> Example:
    """The button alone."""
    return Example(copyable, "153-482-907")


@small(State.ONE)
def a_product() -> Example:
    """The initials of a product."""
    return Example(initials, "AR", 2)


@small(State.MANY)
def six_hues() -> Example:
    """The six colours of products."""
    return Example(every, *(Example(initials, text, hue) for hue, text in enumerate(("AR", "VI", "SO", "SE", "PA", "CL"))))


@small()
def a_menu() -> Example:
    """A menu behind three dots."""
    return Example(menu, "Actions pour Archivo", Example(words, "Masquer"), Example(words, "Afficher la clé"))


@small(frame=in_form)
def a_field() -> Example:
    """A field with its hint."""
    return Example(field, "Nom du groupe", Example(text_field, "group"), hint="tel que vos collègues le connaissent")


@small(State.ERROR, frame=in_form)
def refused() -> Example:
    """Why a form was refused."""
    return Example(problem, "Ce numéro ne nous est pas connu.")


@small()
def names_and_values() -> Example:
    """Names and values."""
    return Example(facts, ("Édition", "Enterprise"), ("Quantité", "25"), ("Renouvellement", "14 mars 2027"))


@small(State.LONG)
def long_values() -> Example:
    """A value without a place to break."""
    return Example(facts, ("Édition", LONG_WORD), ("Groupe", RIGHT_TO_LEFT))


@example()
def shown_once() -> Example:
    """An address that is shown once."""
    return Example(secret_link, var("https://portail.editeur.example/feeds/7hY2kQ"), "RSS 2.0")


@small()
def a_file() -> Example:
    """A file to fetch."""
    return Example(download, "archivo-7.2.1.zip", "/files/software/1")


@small()
def a_file_as_button() -> Example:
    """The same as a button."""
    return Example(download, "Télécharger", "/files/software/1", is_button=True)
