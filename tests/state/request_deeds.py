"""Every handler of the pages of service requests, with what a browser sends to it about SR-1, which Claire opened."""

from typing import Any

from tests.state.deeds import A, S
from tests.world import PEOPLE, Line, license_

STAFF = "sam@editeur.fr"
KEY = "formulaire-du-test"
REQUEST, REQUESTS, NEW = "/service-requests/SR-1", "/service-requests", "/service-requests/new?license=777-1"
DESK_REQUEST, DESK = "/staff/service-requests/SR-1", "/staff/service-requests"
Deeds = dict[str, tuple[str, dict[str, Any]]]
"""Handlers with the page that they are called on, and their payloads."""

_FORM = {"key": KEY, "promise": "premier", "license": "777-1", "severity": "3", "title": "Sonde", "description": "Plus rien."}


def _list(state: str, page: str) -> Deeds:
    payloads: Deeds = {
        "load": (page, {}),
        "search": (page, {"text": "CANARI"}),
        "choose": (page, {"field": "product", "value": "vigie"}),
        "sort": (page, {"column": "title"}),
        "more": (page, {}),
        "show_fresh": (page, {}),
    }
    return {f"{state}.{verb}": payload for verb, payload in payloads.items()}


def _files(state: str, page: str) -> Deeds:
    return {f"{state}.show_files": (page, {"key": KEY}), f"{state}.discard": (page, {"file": "cle-du-fichier", "key": KEY})}


CHANGING: Deeds = {
    "RequestState.answer": (REQUEST, {"form": {"key": KEY, "text": "Merci."}}),
    "RequestState.close": (REQUEST, {}),
    "RequestState.reopen": (REQUEST, {}),
}
"""What a customer does with a request."""
STAFFS: Deeds = {
    "DeskRequestState.write": (DESK_REQUEST, {"form": {"key": KEY, "text": "Essayez.", "kind": "answer", "status": "resolved"}}),
    "DeskRequestState.choose_status": (DESK_REQUEST, {"status": "waiting_vendor"}),
    "DeskRequestState.assign": (DESK_REQUEST, {"email": STAFF}),
    "DeskRequestState.take": (DESK_REQUEST, {}),
}
"""What the staff does with it."""
READING: Deeds = {
    **_list("RequestsState", REQUESTS),
    **_list("DeskState", DESK),
    **_files("NewRequestState", NEW),
    **_files("RequestState", REQUEST),
    **_files("DeskRequestState", DESK_REQUEST),
    "RequestState.load": (REQUEST, {}),
    "DeskRequestState.load": (DESK_REQUEST, {}),
    "NewRequestState.load": (NEW, {}),
    "NewRequestState.choose_product": (NEW, {"product": "vigie"}),
    "NewRequestState.choose_license": (NEW, {"number": "777-1"}),
    "NewRequestState.search": (NEW, {"text": "vigie"}),
    "NewRequestState.search_license": (NEW, {"text": "777"}),
    "NewRequestState.suggest": (NEW, {"title": "CANARI sonde"}),
    "NewRequestState.send": (NEW, {"form": _FORM}),
}
"""The others: they read, or do something that is the person's own."""
ALL = {**CHANGING, **STAFFS, **READING}


def world(*, status: str = "in_progress", sharing: str = "nobody") -> list[Line]:
    """Return Claire's request with an answer, a note, and Lyon's setting of who sees it."""
    moments = {"created_at": "2026-11-20T09:00:00Z", "updated_at": "2026-11-21T09:00:00Z"}
    request = {"number": "SR-1", "product": "vigie", "license": "777-1", "created_by": A, "title": "CANARI titre", "severity": 3, "status": status}
    said = {"type": "service_request_message", "request": "SR-1", "at": "2026-11-20T10:00:00Z"}
    return [
        *[line | {"request_sharing": sharing} if line.get("key") == "lyon" else line for line in PEOPLE],
        {"type": "membership", "group": "lyon", "user": S, "role": "support_user"},
        {"type": "user", "email": STAFF, "name": "Sam Morel", "staff": True},
        license_("777-1", support_plan="premier", maintenance_from="2026-01-01", renewal_date="2099-12-31"),
        license_("999-1", group="ailleurs"),
        {"type": "service_request", **request, **moments},
        {**said, "key": "m1", "kind": "message", "author": A, "body": "CANARI message"},
        {**said, "key": "m2", "kind": "note", "author": STAFF, "body": "CANARI note", "by_staff": True},
    ]
