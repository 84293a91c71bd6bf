"""The place that a built page keeps for the first rows."""

import pytest

from monproduit.components.still.place import first_place
from monproduit.core.localisation import use_locale
from monproduit.views.first_view import BEGIN, END


@pytest.mark.parametrize(("language", "words"), [("fr", "Chargement"), ("en", "Loading")])
def test_react_finds_one_and_the_same_object_there_and_leaves_what_the_server_wrote(language: str, words: str) -> None:
    with use_locale(language):
        place = first_place()
    assert {"dangerouslySetInnerHTML:firstView", "suppressHydrationWarning:true"} <= set(place.render()["props"])
    (code,) = place._get_all_custom_code()
    assert code.startswith(f'const firstView = {{__html: "{BEGIN}<div aria-label=\\"{words}\\"')
    assert code.endswith(f'{END}"}};')
