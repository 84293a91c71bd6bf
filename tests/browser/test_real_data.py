"""The portal on thousands of real versions and advisories: browsed, and changing by itself."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from monproduit.services.data.applying import apply
from monproduit.services.data.reading import Raw
from tests.browser.customer import Customer
from tests.real.convert import convert

_FOLDER = os.environ.get("MONPRODUIT_REAL_DATA", "")
pytestmark = pytest.mark.skipif(not _FOLDER, reason="NOT RUN ON REAL DATA: set MONPRODUIT_REAL_DATA")


def test_real_products_are_added_browsed_and_live(visit: Callable[..., Page], customer: Customer) -> None:
    raws = [Raw("real", place, json.dumps(line).encode()) for place, line in enumerate(convert(Path(_FOLDER)), 1)]
    assert not customer.server.run(lambda: apply(raws)).problems
    page = visit(customer.claire)
    for words, slug in (("node.js", "nodejs"), ("keycloak", "keycloak")):
        page.get_by_test_id("add-product").click()
        page.get_by_role("radio", name="Liste des produits").check()
        page.get_by_test_id("product-search").fill(words)
        page.locator(f"[data-option={slug}]").get_by_role("radio").check()
        page.get_by_test_id("add-submit").click()
        expect(page.locator(f"[data-product={slug}]")).to_be_visible()
    row = page.locator("[data-product=nodejs]")
    download = {**customer.download("real", "20.0.0", "2026-11-01T09:00:00Z"), "product": "nodejs"}
    customer.server.load(download)
    expect(row.get_by_test_id("cell-latest_download")).to_contain_text("versions de retard")
    customer.server.load({"type": "release", "product": "nodejs", "version": "99.0.0", "released_on": "2026-11-01"})
    row.get_by_test_id("cell-latest_download").get_by_role("button").click()
    expect(row.get_by_test_id("details-latest_download")).to_contain_text("99.0.0")
