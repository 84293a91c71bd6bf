"""A query that is built once keeps nothing of who asked first: two customers ask in turn, and each sees what is theirs."""

import pytest

from monproduit.services import access_requests, alerts, downloads, licenses, products, service_requests
from monproduit.services.access import Actor
from tests.world import PEOPLE, Line, actor, license_, load

pytestmark = pytest.mark.usefixtures("portal")
_MOMENT = "2026-11-01T10:00:00Z"


def _request(number: str, who: str, product: str) -> Line:
    moments = {"created_at": _MOMENT, "updated_at": _MOMENT}
    return {
        "type": "service_request",
        "number": number,
        "created_by": who,
        "product": product,
        "title": number,
        "severity": 3,
        "status": "new",
        **moments,
    }


def _download(key: str, who: str, product: str) -> Line:
    return {"type": "download", "key": key, "user": who, "product": product, "version": "1", "file": f"{key}.zip", "downloaded_at": _MOMENT}


async def _seen(who: Actor) -> str:
    """Return all that a person's dashboard and its openings show."""
    found: list[object] = [await products.rows(who), await access_requests.matters(who)]
    for read in (licenses.support_statuses, licenses.license_statuses, alerts.cells, service_requests.cells, downloads.cells):
        found += [await read(who), await read(who, ["vigie"]), await read(who, ["archivo"])]
    for lines in (licenses.lines, licenses.support_lines, alerts.lines, service_requests.lines, downloads.lines):
        found += [await lines(who, product, 50) for product in ("vigie", "archivo")]
    return str(found)


async def test_each_sees_what_is_theirs_whoever_asked_before() -> None:
    claire, nora = "claire@exemple.fr", "nora@ailleurs.fr"
    await load(*PEOPLE, license_("C-1001"), license_("N-1001", group="ailleurs", product="archivo"))
    await load(
        _request("SR-1", claire, "vigie"), _request("SR-2", nora, "archivo"), _download("dc", claire, "vigie"), _download("dn", nora, "archivo")
    )
    hers, theirs = {"C-1001", "SR-1", "dc.zip"}, {"N-1001", "SR-2", "dn.zip"}
    for _turn in range(2):
        for email, own, foreign in ((claire, hers, theirs), (nora, theirs, hers)):
            seen = await _seen(await actor(email))
            assert [word for word in own if word not in seen] == []
            assert [word for word in foreign if word in seen] == []
