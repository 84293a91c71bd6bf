"""The description of the API in OpenAPI 3.1: what FastAPI found, and what goes wrong where."""

from typing import Any

from fastapi import FastAPI

from monproduit.core.enums import HookEvent
from monproduit.endpoints.api.door import IMPORT
from monproduit.endpoints.api.problems import MEDIA, TITLES, FieldProblem, Problem
from monproduit.services.data.formats import LINES

_OVERVIEW = """Everything that the portal knows of customers, written and read by your own systems: CRM, licensing, ticketing, release pipeline.

- A **token** in `Authorization: Bearer …` opens it. Scopes: `read` for GET, `write` for PUT and DELETE, `import` for `/import`.
- **Rates**: a token has its requests a minute, and an address thirty wrong tokens; beyond them it is 429, and `Retry-After` says when to come back.
- Every write is **one transaction** and shows at once in the pages that are open. Sending the same again changes nothing.
- **Idempotency-Key** on a write: the same request with the same key is done once, and its answer repeated for 24 hours.
- **Addresses** are percent-encoded: the version `11.0/2 CU4` is `11.0%2F2%20CU4`.
- **Lists** come in pages: pass `next` as `cursor` until it is null.
- What goes wrong comes as **application/problem+json** (RFC 9457) and names the field.
"""
_HOOKS = {
    HookEvent.LICENSE_EXPIRING: "The maintenance of a license ends soon (30 days, a setting): once for each license and end.",
    HookEvent.RENEWAL_REQUESTED: "An administrator asks for a license to be renewed.",
    HookEvent.ALERT_PUBLISHED: "An alert became visible, also one that was scheduled.",
    HookEvent.REQUEST_CREATED: "A service request was opened.",
    HookEvent.GROUP_JOINED: "A person entered a user group.",
}
_ALWAYS, _OF_WRITES = (400, 401, 403, 429, 500, 503), (409, 413, 415, 422)


def described(app: FastAPI) -> None:
    """Let an application describe itself in full; it does so once."""
    plain = app.openapi
    app.description = _OVERVIEW
    app.openapi_tags = [{"name": "import", "description": "Many things at once."}, *({"name": f"{k}s", "description": _about(k)} for k in LINES)]

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _completed(plain())
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


def _hook(words: str) -> dict[str, Any]:
    told = {name: {"type": kind} for name, kind in (("type", "string"), ("timestamp", "string"), ("data", "object"))}
    body = {"content": {"application/json": {"schema": {"type": "object", "properties": told, "required": list(told)}}}}
    return {"summary": words, "requestBody": body, "responses": {"2XX": {"description": "It was taken."}}}


def _about(kind: str) -> str:
    return (LINES[kind].__doc__ or "").split("\n\n")[0].strip()


def _completed(found: dict[str, Any]) -> dict[str, Any]:
    """Add where the API is, what a problem looks like, and which problems an operation may have."""
    found["servers"] = [{"url": "/api/v1"}]
    found["webhooks"] = {event: {"post": _hook(words)} for event, words in _HOOKS.items()}
    schemas = found["components"]["schemas"]
    for model in (Problem, FieldProblem):
        schemas[model.__name__] = model.model_json_schema(ref_template="#/components/schemas/{model}")
        schemas[model.__name__].pop("$defs", None)
    for path, operations in found["paths"].items():
        for method, operation in operations.items():
            for status in _problems(path, method):
                operation["responses"][str(status)] = _problem(status)
            operation["responses"] = dict(sorted(operation["responses"].items()))
            if method != "get":
                _repeated(operation)
    return found


def _problems(path: str, method: str) -> list[int]:
    of_writes = _OF_WRITES if method != "get" else ()
    is_one = "{" in path and method in {"get", "delete"}
    return [*_ALWAYS, *of_writes, *((404,) if is_one else ())] if path != IMPORT else [*_ALWAYS, *of_writes]


def _problem(status: int) -> dict[str, Any]:
    told: dict[str, Any] = {"description": TITLES[status], "content": {MEDIA: {"schema": {"$ref": "#/components/schemas/Problem"}}}}
    if status == 429:  # noqa: PLR2004 (too many requests)
        told["headers"] = {"Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer"}}}
    return told


def _repeated(operation: dict[str, Any]) -> None:
    told = {"description": "`true` on an answer that is repeated for an Idempotency-Key.", "schema": {"type": "string"}}
    for status, response in operation["responses"].items():
        if status.startswith("2"):
            response["headers"] = {"Idempotency-Replayed": told}
