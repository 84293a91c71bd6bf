"""The checks find what they are for."""

from pathlib import Path

import pytest
from packaging.requirements import Requirement

from checks import dependencies, secrets

_KEY = "-----BEGIN RSA " + "PRIVATE KEY-----"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        (_KEY, "Private Key"),
        ("key = '" + "AKIA" + "IOSFODNN7EXAMPL3'", "AWS Access Key"),
        ("url = 'https://claire:" + "h7Kd93kq@exemple.fr/'", "Basic Auth Credentials"),
    ],
)
def test_a_secret_is_found(tmp_path: Path, line: str, kind: str) -> None:
    file = tmp_path / "settings.txt"
    file.write_text(f"harmless\n{line}\n")
    seen = secrets.found([str(file)])
    assert (str(file), kind, 2) in seen
    assert secrets.unknown(seen, {}) != []
    assert secrets.unknown(seen, {str(file): {found: "a reason" for _, found, _ in seen}}) == []


@pytest.mark.parametrize(
    "line", ["reflex", "reflex>=0.10", "reflex==0.*", "reflex @ https://evil.example/x.whl", "git+https://evil.example/x", "-e ."]
)
def test_a_library_is_named_exactly(line: str) -> None:
    assert dependencies.not_exact(f"sqlmodel==0.0.50\n{line}  # why\n") == [line]


def test_what_is_installed_is_what_is_named() -> None:
    assert dependencies.not_installed([Requirement("pytest==0.1"), Requirement("no-such-library==1")]) != []
    assert dependencies.not_installed([Requirement("pytest")]) == []


@pytest.mark.parametrize(
    ("text", "is_unfit"), [("MIT", False), ("Apache-2.0 OR BSD-3-Clause", False), ("AGPL-3.0", True), ("GPL-3.0-only", True), ("", True)]
)
def test_a_licence_must_let_the_portal_be_given_away(text: str, is_unfit: bool) -> None:
    assert dependencies.unfit("some-library", text) is is_unfit
