"""What a code says: for good or for now, and in plain words."""

import pytest

from monproduit.core.localisation import use_locale
from monproduit.services import bounces
from monproduit.services.bounce_words import reason


@pytest.mark.parametrize(
    ("status", "kind", "words"),
    [
        ("5.1.1", "final", "Cette adresse n’existe pas."),
        ("5.1.2", "final", "Le domaine de cette adresse n’existe pas."),
        ("5.1.10", "final", "Cette adresse n’existe pas, ou ne reçoit pas d’e-mails."),
        ("5.0.0", "final", "Le serveur de destination n’a pas voulu de nos e-mails."),
        ("5.1.8", "passing", "Le serveur de destination refuse les e-mails qui viennent de nous."),
        ("5.2.2", "passing", "Cette boîte est pleine."),
        ("4.2.2", "passing", "Cette boîte est pleine."),
        ("5.7.1", "passing", "Le serveur de destination refuse les e-mails qui viennent de nous."),
        ("4.4.7", "passing", "Le serveur de cette adresse n’a pas pu être joint."),
        ("", "passing", "Le serveur de destination n’a pas voulu de nos e-mails."),
    ],
)
def test_a_status_is_for_good_or_for_now_and_is_said_in_words(status: str, kind: str, words: str) -> None:
    assert (bounces.kind(status), reason(status)) == (kind, words)
    with use_locale("en"):
        assert reason(status) != words
