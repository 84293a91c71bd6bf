"""How texts are written so that they are found."""

import pytest

from monproduit.core.search import findable, searchable


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Numéros", "numero"),
        ("numéro", "numero"),
        ("LES JEUX", "les jeu"),
        ("l’archivage", "l archivage"),
        ("nœuds", "noeud"),
        ("C++ / gaz", "c gaz"),
        ("bus", "bus"),
        ("  ", ""),
    ],
)
def test_words_are_written_as_in_the_singular(text: str, written: str) -> None:
    assert findable(text) == written


def test_names_keep_their_ends() -> None:
    assert searchable("Requêtas") == "requetas"
