"""The parts of the documentation page: one section for each type, with its fields, an example, and what can be done."""

import json
from dataclasses import dataclass
from html import escape
from typing import Any

from monproduit.core.markdown import html

_ORDER = ("get", "put", "post", "delete")


@dataclass(frozen=True, slots=True)
class Told:
    """A description of the API, and where the API is."""

    described: dict[str, Any]
    origin: str

    def schema(self, found: dict[str, Any]) -> dict[str, Any]:
        """Return a schema, where there is only a reference to it."""
        return self.described["components"]["schemas"][found["$ref"].rpartition("/")[2]] if "$ref" in found else found


def section(told: Told, tag: dict[str, str]) -> str:
    """Return everything about one type."""
    name = tag["name"]
    operations = [
        (path, method, ways[method])
        for path, ways in told.described["paths"].items()
        for method in _ORDER
        if method in ways and name in ways[method]["tags"]
    ]
    bodies = [operation["requestBody"]["content"] for _, _, operation in operations if "requestBody" in operation]
    return (
        f'<section id="{name}" class="card sheet"><h2>{escape(name.replace("_", " "))}</h2>{html(tag["description"])}'
        f"{''.join(_operation(told, *one) for one in operations)}{''.join(_body(told, name, body) for body in bodies)}</section>"
    )


def _operation(told: Told, path: str, method: str, operation: dict[str, Any]) -> str:
    words = operation.get("description", "")
    rows = "".join(_parameter(one) for one in operation.get("parameters", []) if one["in"] != "path")
    answers = ", ".join(f"<code>{status}</code>" for status in operation["responses"])
    table = f'<dl class="api-parameters">{rows}</dl>' if rows else ""
    return (
        f'<details class="fold"><summary><span class="api-method api-{method}">{method.upper()}</span> <code>{escape(path)}</code> '
        f'<span class="soft">{escape(operation["summary"])}</span></summary><div>{html(words) if words else ""}{table}'
        f"<p>Answers: {answers}</p>{_code(_command(told, path, method, operation))}</div></details>"
    )


def _parameter(one: dict[str, Any]) -> str:
    where = " (header)" if one["in"] == "header" else ""
    return f"<div><dt><code>{escape(one['name'])}</code>{where}</dt><dd>{escape(one.get('description', ''))}</dd></div>"


def _command(told: Told, path: str, method: str, operation: dict[str, Any]) -> str:
    """Return the request as one types it into a terminal."""
    for one in operation.get("parameters", []):
        if one["in"] == "path":
            path = path.replace("{" + one["name"] + "}", str(one["schema"]["examples"][0]))
    words = [f"curl{'' if method == 'get' else ' -X ' + method.upper()} {told.origin}{path}", '-H "Authorization: Bearer $TOKEN"']
    if method == "put":
        words += ['-H "Content-Type: application/json"', "-d @thing.json"]
    if method == "post":
        words += ['-H "Content-Type: application/x-ndjson"', "--data-binary @things.jsonl"]
    return " \\\n  ".join(words)


def _body(told: Told, name: str, content: dict[str, Any]) -> str:
    """Return the fields of what is sent, and an example."""
    media, body = next(iter(content.items()))
    if media != "application/json":
        return f"<h3>Example</h3>{_code(body['example'])}"
    schema = told.schema(body["schema"])
    example = next(iter(body["examples"].values()))["value"]
    required = set(schema.get("required", []))
    rows = "".join(_field(told, field, one, is_required=field in required) for field, one in schema["properties"].items() if field != "type")
    head = '<thead><tr><th scope="col">Field</th><th scope="col">Type</th><th scope="col">Notes</th></tr></thead>'
    label = f"Fields of {name.replace('_', ' ')}"
    table = f'<div class="scroll" tabindex="0" role="group" aria-label="{label}"><table class="lines">{head}<tbody>{rows}</tbody></table></div>'
    return f"<h3>Fields</h3>{table}<h3>Example</h3>{_code(json.dumps(example, ensure_ascii=False, indent=2))}"


def _field(told: Told, name: str, one: dict[str, Any], *, is_required: bool) -> str:
    notes = [one["description"]] if "description" in one else []
    if is_required:
        notes.insert(0, "required")
    elif one.get("default") not in {None, ""} if not isinstance(one.get("default"), list) else False:
        notes.append(f"default {json.dumps(one['default'])}")
    return f"<tr><th scope='row'><code>{escape(name)}</code></th><td>{escape(_type(told, one))}</td><td>{escape('; '.join(notes))}</td></tr>"


def _type(told: Told, one: dict[str, Any]) -> str:
    """Say in a few words what a field takes."""
    one = told.schema(one)
    if "anyOf" in one:
        return " or ".join(dict.fromkeys(_type(told, option) for option in one["anyOf"]))
    if "enum" in one:
        return ", ".join(one["enum"])
    if one.get("type") == "array":
        return f"list of {_type(told, one['items'])}"
    longest = f", at most {one['maxLength']} signs" if "maxLength" in one else ""
    return {"date-time": "moment (ISO 8601)", "date": "date (YYYY-MM-DD)"}.get(one.get("format", ""), one.get("type", "any")) + longest


def _code(text: str) -> str:
    return f'<pre tabindex="0"><code>{escape(text)}</code></pre>'
