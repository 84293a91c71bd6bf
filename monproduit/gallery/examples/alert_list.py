"""The page of all alerts."""

from dataclasses import replace

from monproduit.components.alert_list import AlertChoices, alert_article, alert_cards, alert_filters, alert_fixes
from monproduit.gallery.example import LONG_WORD, Example, Plain, Size, State, example, nothing, var
from monproduit.views.alerts import AlertCard, AlertList, AlertPage, Choice, Fix

KINDS = [Choice("", "Toutes"), Choice("security", "Sécurité"), Choice("product", "Produit"), Choice("news", "Actualités")]
CARD = AlertCard(
    key="faille-agent",
    title="Faille dans l’agent de sauvegarde",
    kind_label="Sécurité",
    severity="high",
    severity_label="Élevée",
    published="18 nov. 2026",
    products="Archivo, Archivo Cloud",
    is_important=True,
    is_new=True,
    fix="Corrigée en 7.2.1 ; vous avez 7.1.",
    is_exposed=True,
)
NEWS = replace(
    CARD, key="webinaire", title="Webinaire", kind_label="Actualité", severity="", severity_label="", is_new=False, fix="", is_important=False
)
FIXES = [
    Fix("Archivo", "7.0 à 7.2", "7.2.1", "7.1", "Corrigée en 7.2.1 ; vous avez 7.1.", is_exposed=True),
    Fix("Archivo Cloud", "", "2026.11", "2026.11", "Corrigée en 2026.11 ; vous l’avez.", is_exposed=False),
]
PAGE = AlertPage(
    key="faille-agent",
    title=CARD.title,
    kind_label="Sécurité",
    severity="high",
    severity_label="Élevée",
    published="18 nov. 2026",
    products="Archivo, Archivo Cloud",
    body="<p>Un fichier forgé peut arrêter l’agent.</p><ul><li>Mettez à jour l’agent.</li></ul>",
    url="https://editeur.example/avis/2026-11",
    edited="modifiée le 20 nov. 2026",
    fixes=FIXES,
)


@example(State.MANY, size=Size.WIDE)
def filters() -> Example:
    """Kinds, product, importance and words."""
    choices = AlertChoices(
        [Choice("archivo", "Archivo"), Choice("vigie", "Vigie")], Plain(KINDS), var("archivo"), var("security"), var(""), var(False)
    )
    return Example(alert_filters, choices, on_search=nothing, on_choose=nothing, on_important=nothing)


@example(State.MANY, State.NEW, size=Size.WIDE)
def cards() -> Example:
    """Two, one is new."""
    return Example(alert_cards, AlertList([CARD, NEWS], "2 alertes", 0, "", 1, "1 nouvelle"), on_more=nothing, on_seen=nothing)


@example(State.HUGE, size=Size.WIDE)
def thousands() -> Example:
    """The first of 5,000."""
    many = [replace(CARD if number % 3 == 0 else NEWS, key=f"alert-{number}") for number in range(12)]
    return Example(alert_cards, AlertList(many, "5 000 alertes", 4988, "Afficher encore 50", 4, "4 nouvelles"), on_more=nothing, on_seen=nothing)


@example(State.EMPTY, size=Size.WIDE)
def none() -> Example:
    """None."""
    return Example(alert_cards, AlertList(label="0 alerte"), on_more=nothing, on_seen=nothing)


@example(State.LONG, size=Size.WIDE)
def long_words() -> Example:
    """A title without a place to break."""
    return Example(alert_cards, AlertList([replace(CARD, title=LONG_WORD, products=LONG_WORD)], "1 alerte"), on_more=nothing, on_seen=nothing)


@example(State.MANY)
def fixes() -> Example:
    """What mends it, in two products."""
    return Example(alert_fixes, FIXES)


@example(State.ONE, size=Size.WIDE)
def article() -> Example:
    """An alert, whole."""
    return Example(alert_article, PAGE)


@example(State.MISSING, size=Size.WIDE)
def missing_texts() -> Example:
    """No severity, no address, no fix."""
    return Example(alert_article, replace(PAGE, severity="", severity_label="", url="", edited="", fixes=[]))
