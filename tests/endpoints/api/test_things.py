"""Every type of the data format through the REST door: written, read, listed; live, and told in plain words when wrong."""

import json
from typing import Any
from urllib.parse import quote

import httpx2
import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from monproduit.core.database import reading
from monproduit.endpoints.api.examples import EXAMPLES
from monproduit.services.data.formats import KEYS, LINES

_BEFORE = ("product", "release", "user", "group", "license", "service_request")


def address(kind: str, fields: dict[str, Any]) -> str:
    """Return the address of a thing."""
    return f"/{kind}s/" + "/".join(quote(str(fields[name]), safe="") for name in KEYS[kind])


async def put(api: httpx2.AsyncClient, kind: str, /, **fields: Any) -> httpx2.Response:
    """Write a thing; its key stands in the address alone."""
    return await api.put(address(kind, fields), json={name: value for name, value in fields.items() if name not in KEYS[kind]})


async def changes() -> int:
    """Count what was noted for open pages."""
    async with reading() as session:
        return (await session.execute(text("SELECT count(*) FROM change"))).scalar_one()


@pytest.mark.parametrize("kind", LINES)
async def test_a_thing_is_made_read_changed_and_listed_and_each_write_is_noted(api: httpx2.AsyncClient, kind: str) -> None:
    for other in _BEFORE:
        if other != kind:
            await put(api, other, **EXAMPLES[other])
    example, before = {**EXAMPLES[kind], **({"email": "zoe@exemple.fr"} if kind == "user" else {})}, await changes()
    made = await put(api, kind, **example)
    assert (made.status_code, made.headers["content-type"]) == (201, "application/json")
    assert kind == "release_file" or await changes() > before
    assert {**made.json(), **example} == made.json()
    read = await api.get(address(kind, example))
    assert (read.status_code, read.json()) == (200, made.json())
    assert made.json() in (await api.get(f"/{kind}s?limit=500")).json()["items"]
    after = await changes()
    again = await put(api, kind, **example)
    assert (again.status_code, again.json(), await changes()) == (200, made.json(), after)


@pytest.mark.parametrize("version", ["11.0.1.1261-P20240304", "2402 CU4", "1.1.1w", "11.0/2", "é#?%2F", "a\\b", "100%"])
async def test_a_version_is_whatever_vendors_write(api: httpx2.AsyncClient, version: str) -> None:
    assert (await put(api, "release", product="vigie", version=version)).status_code == 201
    assert (await api.get(address("release", {"product": "vigie", "version": version}))).json()["version"] == version


async def test_spaces_dashes_and_case_of_a_number_do_not_matter(api: httpx2.AsyncClient) -> None:
    await put(api, "license", number="153-482-abc", product="vigie")
    assert (await api.get("/licenses/153482ABC")).json()["number"] == "153-482-abc"
    assert (await api.get("/users/CLAIRE@exemple.fr")).json()["name"] == "Claire Laurent"


async def test_a_license_that_says_nothing_of_its_group_stays_in_it(api: httpx2.AsyncClient) -> None:
    await put(api, "license", number="153-1", product="vigie", group="lyon")
    assert (await put(api, "license", number="153-1", product="vigie", quantity=9)).json()["group"] == "lyon"


async def test_a_key_of_a_license_is_written_and_never_read(api: httpx2.AsyncClient) -> None:
    made = await put(api, "license", number="153-1", product="vigie", key="CANARI")
    assert (made.status_code, "CANARI" in made.text + (await api.get("/licenses")).text) == (201, False)


async def test_pages_are_led_from_one_to_the_next(api: httpx2.AsyncClient) -> None:
    for kind, count in (("users", 4), ("memberships", 3)):
        found, cursor = list[Any](), ""
        while cursor is not None:
            page = (await api.get(f"/{kind}?limit=1{cursor and '&cursor=' + cursor}")).json()
            assert len(page["items"]) == 1
            found += page["items"]
            cursor = page["next"]
        assert len({json.dumps(one) for one in found}) == count


@pytest.mark.parametrize("cursor", ["x", "WzFd=", "W10", "WyJhIl0", "Wzk5OTk5OTk5OTk5OTk5OTk5OTk5OTld", "bnVsbA", "%00", "WzEuNV0", "W3RydWVd"])
async def test_a_cursor_that_is_none_is_refused(api: httpx2.AsyncClient, cursor: str) -> None:
    answer = await api.get(f"/products?cursor={cursor}")
    assert (answer.status_code, answer.headers["content-type"]) == (200 if cursor == "WzFd=" else 400, answer.headers["content-type"])


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        ("/products/zeta", {"nam": "Zeta"}, "name"),
        ("/products/zeta", {"name": "Zeta", "colour": "red"}, "colour"),
        ("/products/zeta", {"name": "Zeta", "slug": "eta"}, "slug"),
        ("/products/zeta", {"name": "Zeta", "type": "user"}, "type"),
        ("/products/Z%20eta", {"name": "Zeta"}, "slug"),
        ("/products/z", {"name": "a\0b"}, ""),
        ("/licenses/153-1", {"product": "nope"}, "product"),
        ("/licenses/153-1", {"product": "vigie", "renewal_date": "soon"}, "renewal_date"),
        ("/licenses/1", {"product": "vigie"}, "number"),
        ("/memberships/lyon/nobody@exemple.fr/administrator", {}, "user"),
        ("/memberships/lyon/claire@exemple.fr/king", {}, "role"),
        (
            "/downloads/d",
            {"user": "claire@exemple.fr", "product": "vigie", "version": "1", "file": "f", "downloaded_at": "0001-01-01T00:00:00+05:00"},
            "downloaded_at",
        ),
    ],
)
async def test_what_is_wrong_names_its_field_and_changes_nothing(api: httpx2.AsyncClient, path: str, body: dict[str, Any], field: str) -> None:
    before = await changes()
    answer = await api.put(path, json=body)
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    assert field in [one["field"] for one in answer.json()["errors"]]
    assert await changes() == before


@pytest.mark.parametrize("body", [b"{", b"", b"[", b"\xff"])
async def test_what_is_not_json_is_said_so(api: httpx2.AsyncClient, body: bytes) -> None:
    answer = await api.put("/products/zeta", content=body, headers={"content-type": "application/json"})
    assert answer.status_code in {400, 422}
    assert answer.json()["title"]


async def test_a_role_is_taken_away_but_never_the_last_administrators(api: httpx2.AsyncClient) -> None:
    assert (await api.delete("/memberships/lyon/lea@exemple.fr/license_user")).status_code == 204
    assert (await api.get("/memberships/lyon/lea@exemple.fr/license_user")).status_code == 404
    answer = await api.delete("/memberships/lyon/claire@exemple.fr/administrator")
    assert (answer.status_code, "another one first" in answer.json()["detail"]) == (409, True)


@pytest.mark.parametrize(("method", "path", "status"), [("GET", "/products/nope", 404), ("GET", "/nothing", 404), ("DELETE", "/products/vigie", 405)])
async def test_what_is_not_there_is_said_plainly(api: httpx2.AsyncClient, method: str, path: str, status: int) -> None:
    answer = await api.request(method, path)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert status != 405 or answer.headers["allow"] == "GET, PUT"


async def test_a_database_that_is_away_is_told_as_what_passes(api: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch) -> None:
    from monproduit.services.data import single

    async def away(*_what: object) -> None:
        raise OperationalError("SELECT", {}, ConnectionError("CANARI"))

    monkeypatch.setattr(single, "one", away)
    answer = await api.get("/products/vigie")
    assert (answer.status_code, answer.headers["retry-after"], answer.json()["status"], "CANARI" in answer.text) == (503, "1", 503, False)


async def test_a_failure_of_ours_is_told_with_a_name_and_no_secret(api: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch, caplog: Any) -> None:
    from monproduit.services.data import single

    async def broken(*_what: object) -> None:
        raise RuntimeError("CANARI")

    monkeypatch.setattr(single, "one", broken)
    answer = await api.get("/products/vigie")
    assert (answer.status_code, answer.headers["content-type"], "CANARI" in answer.text) == (500, "application/problem+json", False)
    assert answer.json()["detail"].rsplit(" ", 1)[1] in caplog.text
