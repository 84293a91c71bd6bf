"""One's own page."""

from dataclasses import replace

from monproduit.components.profile_form import profile_sheet
from monproduit.gallery.example import LONG_WORD, Example, Size, State, example, nothing, var
from monproduit.views.profile import Profile

PROFILE = Profile("Claire Laurent", "claire@exemple.fr", "fr", "Europe/Paris", "daily", "E-mails pour\u00a0: Archivo, Vigie.", answers=True)


@example(State.ONE, size=Size.WIDE)
def profile() -> Example:
    """Claire's."""
    return Example(profile_sheet, PROFILE, var(""), on_submit=nothing, on_retry=nothing)


@example(State.ERROR, size=Size.WIDE)
def refused() -> Example:
    """Refused."""
    return Example(profile_sheet, PROFILE, var("Ce fuseau horaire n’existe pas."), on_submit=nothing, on_retry=nothing)


@example(State.ERROR, size=Size.WIDE)
def returned() -> Example:
    """Mails came back, and no more are sent."""
    words = "Depuis le 24 nov. 2026, nos e-mails à cette adresse reviennent : nous n’en envoyons plus."
    return Example(
        profile_sheet, replace(PROFILE, returned=words, reason="Cette boîte est pleine.", code="5.2.2"), var(""), on_submit=nothing, on_retry=nothing
    )


@example(State.LONG, State.MISSING, size=Size.WIDE)
def long_words() -> Example:
    """An address without a place to break, and nothing chosen."""
    page = replace(PROFILE, name="", email=f"{LONG_WORD.lower()}@exemple.fr", language="", mailed="")
    return Example(profile_sheet, page, var(""), on_submit=nothing, on_retry=nothing)
