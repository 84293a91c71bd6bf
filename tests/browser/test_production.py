"""What is built for customers has nothing of the product team's: neither pages, nor code, nor handlers."""

import json
import os
import subprocess
import sys
from pathlib import Path

_ROOT = Path(__file__).parents[2]
_TELLING = ("gallery", "scenario-control", "scenario_state", "ScenarioState")
_STORY = """
import json, sys
from reflex_base.registry import RegistrationContext
from monproduit.monproduit import app
handlers = list(RegistrationContext.get().event_handlers)
print(json.dumps([list(app._unevaluated_pages), handlers, [name for name in sys.modules if name.startswith("monproduit.gallery")]]))
"""


def test_the_pages_have_nothing_of_the_gallery() -> None:
    built = _ROOT / ".web" / "build" / "client"
    files = [path for path in built.rglob("*") if path.suffix in {".js", ".html", ".css", ".json"}]
    assert len(files) > 50
    found = {(path.name, word) for path in files for word in _TELLING if word in path.read_text(encoding="utf-8", errors="replace")}
    assert found - {(path.name, "gallery") for path in files if path.suffix == ".css"} == set()


def test_the_portal_has_neither_its_routes_nor_its_handlers() -> None:
    environment = {**os.environ, "PYTHONPATH": str(_ROOT), "MONPRODUIT_GALLERY": ""}
    told = subprocess.run([sys.executable, "-c", _STORY], cwd=_ROOT, env=environment, capture_output=True, text=True, timeout=60, check=True)
    pages, handlers, modules = json.loads(told.stdout.splitlines()[-1])
    assert len(pages) > 50
    assert len(handlers) > 100
    assert [one for one in (*pages, *handlers, *modules) if "gallery" in one or "scenario" in one] == []
