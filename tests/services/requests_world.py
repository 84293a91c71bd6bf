"""Claire's request of Lyon, with what was said, and the vendor's Sam and Tom."""

from typing import Any

from tests.world import PEOPLE, Line, license_, load

CLAIRE, BRUNO, LEA, NORA = "claire@exemple.fr", "bruno@exemple.fr", "lea@exemple.fr", "nora@ailleurs.fr"
SAM, TOM = "sam@editeur.fr", "tom@editeur.fr"


def request(number: str, status: str = "in_progress", **fields: Any) -> Line:
    """Return a request of Claire's."""
    moments = {"created_at": "2026-11-20T09:00:00Z", "updated_at": "2026-11-20T09:00:00Z"}
    known = {"product": "vigie", "license": "777-1", "created_by": CLAIRE, "title": "Sonde muette", "severity": 3, "status": status}
    return {"type": "service_request", "number": number, **known, **moments, **fields}


def message(key: str, **fields: Any) -> Line:
    """Return something that was said in SR-1."""
    known = {"request": "SR-1", "kind": "message", "author": CLAIRE, "body": "Plus rien.", "at": "2026-11-20T09:00:00Z"}
    return {"type": "service_request_message", "key": key, **known, **fields}


async def world(*more: Line, sharing: str = "nobody") -> None:
    """Bring them into the database."""
    people = [line | {"request_sharing": sharing} if line.get("key") == "lyon" else line for line in PEOPLE]
    staff = [{"type": "user", "email": email, "name": name, "staff": True} for email, name in ((SAM, "Sam Morel"), (TOM, "Tom Blanc"))]
    bruno = {"type": "membership", "group": "lyon", "user": BRUNO, "role": "support_user"}
    dates = {"maintenance_from": "2026-01-01", "renewal_date": "2027-12-31", "support_plan": "premier"}
    await load(*people, *staff, bruno, license_("777-1", **dates), license_("999-1", group="ailleurs"), request("SR-1"), message("m1"), *more)
