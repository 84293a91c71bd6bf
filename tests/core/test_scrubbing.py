"""What people typed, and what opens doors, does not reach the log."""

import re

import pytest
from hypothesis import given, settings, strategies

from monproduit.core import scrubbing
from monproduit.core.scrubbing import scrub, told


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a mail to zoe.canari+x@exemple.fr was refused", "a mail to <email> was refused"),
        ("550 <zoe@exemple.fr>: unknown", "550 <<email>>: unknown"),
        ("postgresql://portail:motsecret@base:5432/x is away", "postgresql://<secret>@base:5432/x is away"),
        ("GET /auth/callback?code=abc&state=def failed", "GET /auth/callback?<query> failed"),
        ("token mp_8fK2jd93kLmQ02xTz71bHq is wrong", "token <secret> is wrong"),
        ("one\nline\r\x1b[31m", "one line [31m"),
        ("the change log is out of reach; trying again in 1.0 s", "the change log is out of reach; trying again in 1.0 s"),
        ("dashboard_state.show_details refused: wrong payload", "dashboard_state.show_details refused: wrong payload"),
        ("Key\nDETAIL:  Key (email)=(zoe) already exists.\nCONTEXT: here", "Key"),
    ],
)
def test_a_message_keeps_what_helps_and_no_more(text: str, kept: str) -> None:
    assert scrub(text) == kept


@given(text=strategies.text("aZ0_.-@: '\n", max_size=40))
@settings(max_examples=400, deadline=None, derandomize=True)
def test_what_is_passed_over_is_what_nothing_would_be_found_in(text: str) -> None:
    short = scrub(text)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(scrubbing, "_PLAIN", re.compile("(?!)"))
        assert scrub(text) == short


def test_a_message_of_somebody_elses_loses_what_is_in_quotes() -> None:
    said = "Event(name='open', payload={'text': \"Zoé's key\", 'n': 2})"
    assert scrub(said, strict=True) == "Event(name='…', payload={'…': '…', '…': 2})"


def test_a_long_text_is_read_at_once() -> None:
    """Whatever a client sends, cleaning it costs no time."""
    assert len(scrub("a" * 100_000)) == 4000
    assert len(scrub("=" * 100_000)) == 4000
    assert len(scrub("a@" * 100_000)) <= 4000


def test_an_exception_tells_where_and_what_but_not_what_was_typed() -> None:
    def open_door(name: str) -> None:
        try:
            {}[name]
        except KeyError as error:
            raise ValueError(f"cannot read {name!r} of zoe@exemple.fr") from error

    with pytest.raises(ValueError, match="cannot read") as caught:
        open_door("Zoé Canari")
    words = told(caught.value)
    assert "KeyError: '…'\nwhich led to:\n" in words
    assert "ValueError: cannot read '…' of <email>" in words
    assert "test_scrubbing.py:" in words
    assert "in open_door" in words
    assert "Canari" not in words


def test_each_exception_of_a_group_is_told() -> None:
    words = told(ExceptionGroup("two went wrong", [KeyError("Zoé"), OSError(28, "No space left on device", "/data/Zoé")]))
    assert "KeyError: '…'" in words
    assert "OSError: [Errno 28] No space left on device: '…'" in words
