"""Read articles from Markdown files whose first lines say what they are about, in YAML between two `---`."""

import json
from pathlib import Path
from typing import Any

import yaml

from monproduit.services.data.raw import Raw

_FENCE = "---"
_NAMES = {"slug": "key"}


def read_article(path: Path) -> Raw:
    """Return an article as the line of the format that it stands for; what is broken is said with its place."""
    text = path.read_text(encoding="utf-8-sig", errors="replace")
    lines = text.splitlines()
    end = next((place for place, line in enumerate(lines[1:], 1) if line.rstrip() == _FENCE), 0)
    if not lines or lines[0].rstrip() != _FENCE or not end:
        return Raw(str(path), 1, b"", broken="an article begins with its front matter, between two lines of ---")
    try:
        fields, places = _front_matter("\n".join(lines[1:end]))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line if error.problem_mark else 0
        return Raw(str(path), line + 2, b"", broken=f"not YAML: {error.problem}")
    line = {"type": "article", "key": path.stem.lower(), **fields, "body": "\n".join(lines[end + 1 :]).strip() + "\n"}
    return Raw(str(path), 1, json.dumps(line).encode(), places)


def _front_matter(text: str) -> tuple[dict[str, Any], dict[str, int]]:
    """Return the fields as texts, so that version 7.10 stays 7.10, and the line of each."""
    node: Any = yaml.compose(text, Loader=yaml.BaseLoader)
    if not isinstance(node, yaml.MappingNode):
        raise yaml.MarkedYAMLError(problem="names and values are expected", problem_mark=node.start_mark if node else None)
    places = {_name(key.value): key.start_mark.line + 2 for key, _value in node.value}
    fields: dict[str, Any] = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 (BaseLoader makes texts, lists and mappings only)
    return {_name(name): value for name, value in fields.items()}, places


def _name(name: Any) -> str:
    return _NAMES.get(str(name), str(name))
