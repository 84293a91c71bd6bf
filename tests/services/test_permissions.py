"""The table of permissions, its page, and what licenses and products make of it."""

from dataclasses import replace
from pathlib import Path

import pytest

from monproduit.core.enums import Role
from monproduit.services.permissions import ALLOWED, LICENSE_DEEDS, Deed, LicenseFacts, license_deeds, may
from monproduit.services.permissions_page import page

FULL = LicenseFacts("active", True, True, True, True, False, False, False)  # noqa: FBT003 (a license that allows everything)


def test_the_page_of_the_documentation_is_the_table() -> None:
    assert (Path(__file__).parents[2] / "docs" / "permissions.md").read_text() == page()


def test_every_deed_has_its_roles_and_an_administrator_may_do_everything() -> None:
    assert set(ALLOWED) == set(Deed)
    assert all(may([Role.ADMINISTRATOR], deed) for deed in Deed)


def test_a_license_user_opens_no_requests_and_downloads_nothing_and_a_support_user_gets_no_keys() -> None:
    assert not may([Role.LICENSE_USER], Deed.OPEN_REQUEST)
    assert not may([Role.LICENSE_USER], Deed.DOWNLOAD_SOFTWARE)
    assert not any(may([Role.SUPPORT_USER], deed) for deed in (Deed.REVEAL_KEY, Deed.DOWNLOAD_FILE, Deed.MERGE_FILES))


def test_roles_add_up() -> None:
    both = {"see", "reveal_key", "download_file", "open_portal", "merge_files", "open_request"}
    assert set(license_deeds(["license_user", "support_user"], FULL)) == both
    assert license_deeds([], FULL) == []
    assert license_deeds(["king"], FULL) == []


@pytest.mark.parametrize(
    ("change", "gone"),
    [
        ({"has_key": False}, {"reveal_key", "download_file", "merge_files"}),
        ({"merges_keys": False}, {"merge_files"}),
        ({"has_portal": False}, {"open_portal"}),
        ({"has_end": False}, {"request_renewal"}),
        ({"is_asked_for": True}, {"request_renewal"}),
        ({"standing": "suspended"}, {"reveal_key", "download_file", "merge_files"}),
        ({"standing": "revoked"}, {"reveal_key", "download_file", "merge_files", "request_renewal", "assign_users", "open_request"}),
    ],
)
def test_what_license_and_product_do_not_allow_is_gone_for_an_administrator_too(change: dict[str, object], gone: set[str]) -> None:
    assert set(LICENSE_DEEDS) - set(license_deeds(["administrator"], replace(FULL, **change))) == gone  # type: ignore[arg-type]


def test_a_limited_license_gives_its_key_to_those_it_is_assigned_to() -> None:
    limited = replace(FULL, is_limited=True)
    assert Deed.REVEAL_KEY not in license_deeds(["license_user"], limited)
    assert Deed.REVEAL_KEY in license_deeds(["license_user"], replace(limited, is_assigned=True))
    assert Deed.REVEAL_KEY in license_deeds(["administrator"], limited)
