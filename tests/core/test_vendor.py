"""The vendor's own file: read when the portal starts, and refused with the name of what is wrong."""

from pathlib import Path

import pytest

from monproduit.core.errors import SettingsError
from monproduit.core.localisation import use_locale
from monproduit.core.support_plans import first_response
from monproduit.core.vendor import read_vendor, vendor

_EXAMPLE = Path(__file__).parents[2] / "docs" / "vendor.example.toml"


def test_the_example_is_a_good_one() -> None:
    assert read_vendor(_EXAMPLE).plans[0].key == "standard"


def test_a_plan_answers_in_the_language_in_use() -> None:
    plan = vendor().plan("standard")
    assert plan
    assert (plan.answers_in(1), plan.answers_in(4)) == ("1\u00a0h", "1 jour ouvré")
    with use_locale("en"):
        assert (plan.answers_in(4), plan.says()) == ("1 working day", "On working days, in office hours.")


def test_a_plan_that_the_vendor_does_not_have_promises_nothing() -> None:
    assert vendor().plan("gold") is None
    assert first_response("gold", 1) == ""
    assert first_response("premier", 1) == "30\u00a0min"


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('name = "Northwind Logiciels"', "", "name"),
        ("support@northwind.example", "support", "email"),
        ("https://videos.northwind.example", "https://videos.northwind.example/path", "video_hosts.0"),
        ("https://videos.northwind.example", "https://*", "video_hosts.0"),
        ("https://videos.northwind.example", "https://a; script-src *", "video_hosts.0"),
        ("https://forum.northwind.example/", "javascript:alert(1)", "forum_url"),
        ('"1 h", "2 h"', '"soon", "2 h"', "plans.0.first_response.0"),
        ('"1 h", "2 h", ', '"1 h", ', "plans.0.first_response"),
        ('country = "FR"', 'country = "France"', "telephones.0.country"),
        ("+33 1 99", "call us", "telephones.0.number"),
        ('name = "Northwind Logiciels"', 'name = "N"\nnam = "x"', "nam"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, old: str, new: str, named: str) -> None:
    text = _EXAMPLE.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "vendor.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(SettingsError, match=rf"vendor\.toml: {named}: "):
        read_vendor(path)


def test_a_missing_or_broken_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"nothing\.toml"):
        read_vendor(tmp_path / "nothing.toml")
    path = tmp_path / "broken.toml"
    path.write_text("name =")
    with pytest.raises(SettingsError, match=r"broken\.toml"):
        read_vendor(path)
