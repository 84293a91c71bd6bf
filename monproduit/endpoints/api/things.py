"""Read, list and write the things of the data format: three addresses for each type, made from its schema."""

from inspect import Parameter, Signature
from typing import Annotated, Any, Literal, get_type_hints
from urllib.parse import unquote

from fastapi import Body, FastAPI, Header, Path, Query
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field, create_model
from starlette.requests import Request
from starlette.responses import Response

from monproduit.endpoints.api.examples import EXAMPLES
from monproduit.services.data import single
from monproduit.services.data.formats import KEYS, LINES
from monproduit.services.idempotency import Answer, Ask

Once = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=255,
        description="A name of your own for this request. Sent again within 24 hours, it is not done again: its answer is repeated.",
    ),
]
Limit = Annotated[int, Query(ge=1, le=500, description="How many things at most.")]
Cursor = Annotated[str | None, Query(max_length=500, description="`next` of the page before.")]
_WRITE = {201: "It is new, and was made.", 200: "It was there, and is now as sent."}


def add_things(app: FastAPI) -> None:
    """Add the addresses of all types."""
    for kind in LINES:
        _add(app, kind)
    app.add_api_route(path_of("membership"), _removal(), methods=["DELETE"], status_code=204, **_told("membership", "Take a role away"))


def path_of(kind: str) -> str:
    """Return the address of one thing of a type, with the names of its key."""
    return f"/{kind}s/" + "/".join(f"{{{name}}}" for name in KEYS[kind])


def ask_of(request: Request, key: str | None) -> Ask:
    """Return whose request this is, and what tells it from others."""
    return Ask(request.state.caller.id, key or "", request.state.fingerprint)


def answered(answer: Answer) -> Response:
    """Return an answer; one that is repeated says so."""
    headers = {"idempotency-replayed": "true"} if answer.is_repeated else {}
    return Response(answer.body or None, answer.status, headers, "application/json" if answer.body else None)


def _add(app: FastAPI, kind: str) -> None:
    line, name = LINES[kind], kind.replace("_", " ")
    page = create_model(f"{_camel(kind)}Page", items=(list[line], ...), next=(str | None, Field(description="What leads to the next page, if any.")))
    app.add_api_route(f"/{kind}s", _listing(kind), methods=["GET"], response_model=page, **_told(kind, f"List {name}s"))
    app.add_api_route(path_of(kind), _reading(kind), methods=["GET"], response_model=line, **_told(kind, f"Read a {name}"))
    answers = {status: {"description": words, "model": line} for status, words in _WRITE.items()}
    app.add_api_route(
        path_of(kind), _writing(kind), methods=["PUT"], response_model=line, responses=answers, **_told(kind, f"Make or change a {name}")
    )


def _told(kind: str, summary: str) -> dict[str, Any]:
    return {"tags": [f"{kind}s"], "summary": summary, "operation_id": summary.lower().replace(" ", "_")}


def _listing(kind: str) -> Any:
    async def listing(limit: Limit = 100, cursor: Cursor = None) -> Any:
        some = await single.page(kind, cursor, limit)
        return Response(_json(some), media_type="application/json")

    return listing


def _json(some: single.Some) -> str:
    following = f'"{some.next}"' if some.next else "null"
    return f'{{"items":[{",".join(thing.model_dump_json() for thing in some.items)}],"next":{following}}}'


def _reading(kind: str) -> Any:
    async def read(**given: str) -> Any:
        thing = await single.get(kind, _key(given))
        return Response(thing.model_dump_json(), media_type="application/json")

    return _signed(read, kind)


def _writing(kind: str) -> Any:
    async def write(request: Request, body: BaseModel, once: str | None, **given: str) -> Any:
        return answered(await single.put(ask_of(request, once), kind, _key(given), body.model_dump(mode="json", exclude_unset=True)))

    example = {"summary": f"A {kind.replace('_', ' ')}", "value": EXAMPLES[kind]}
    sent = Annotated[_body(kind), Body(openapi_examples={kind: example})]
    return _signed(write, kind, request=Request, body=sent, once=Once)


def _removal() -> Any:
    async def remove(request: Request, once: str | None, **given: str) -> Any:
        return answered(await single.remove_membership(ask_of(request, once), _key(given)))

    return _signed(remove, "membership", request=Request, once=Once)


def _signed(handler: Any, kind: str, **more: Any) -> Any:
    """Give a handler the parameters of a type's address, for FastAPI to read."""
    known = EXAMPLES[kind]
    path = {name: Annotated[str, Path(description=f"The {name} of the thing, percent-encoded.", examples=[known[name]])] for name in KEYS[kind]}
    every = {**{name: hint for name, hint in more.items() if name != "once"}, **path}
    made = [Parameter(name, Parameter.KEYWORD_ONLY, annotation=hint) for name, hint in every.items()]
    if "once" in more:
        made.append(Parameter("once", Parameter.KEYWORD_ONLY, annotation=more["once"], default=None))
    handler.__signature__ = Signature(made)
    return handler


def _key(given: dict[str, str]) -> dict[str, str]:
    """Return the key in the address, decoded.

    Raises:
        RequestValidationError: it is not UTF-8.
    """
    try:
        return {name: unquote(value, errors="strict") for name, value in given.items()}
    except UnicodeDecodeError as error:
        raise RequestValidationError([{"loc": ("path",), "msg": "the address is not UTF-8", "type": "unicode"}]) from error


def _body(kind: str) -> type[BaseModel]:
    """Return the schema of a line whose type and key may be left out, since the address says them."""
    line = LINES[kind]
    hints = get_type_hints(line, include_extras=True)
    key: dict[str, Any] = {name: (hints[name] | None, Field(default=None, description="As in the address; may be left out.")) for name in KEYS[kind]}
    return create_model(f"{_camel(kind)}Body", __base__=line, __doc__=line.__doc__, type=(Literal[kind], kind), **key)


def _camel(kind: str) -> str:
    return kind.title().replace("_", "")
