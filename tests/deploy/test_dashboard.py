"""The dashboard and the alerts ask for nothing that the portal does not tell."""

import json
import re
from collections import defaultdict
from itertools import combinations
from pathlib import Path
from typing import Any

import httpx2
import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families

from monproduit.core.database import writing
from monproduit.core.settings import settings
from monproduit.endpoints.application import plain_http
from monproduit.endpoints.gate import Gate
from monproduit.services import outbox
from monproduit.services.outbox import Message
from monproduit.services.outbox_claims import claim
from monproduit.services.outbox_notes import Notebook, Outcome, delayed, delivered, refused
from monproduit.services.relay import Patience
from monproduit.services.senders import SENDERS
from monproduit.state.timing import timed
from tests.deploy.promql import Named, named

DEPLOY = Path(__file__).parents[2] / "deploy"
DASHBOARD: dict[str, Any] = json.loads((DEPLOY / "grafana" / "monproduit.json").read_text("utf-8"))
PANELS = [panel for panel in DASHBOARD["panels"] if panel["type"] != "row"]
RULES: list[dict[str, Any]] = yaml.safe_load((DEPLOY / "prometheus" / "rules.yaml").read_text("utf-8"))["groups"][0]["rules"]
OF_PROMETHEUS = {"job", "instance"}
OF_WORKERS = {"worker"}
_WORDS = {"topic", "outcome", "route", "method"}
"""Labels whose values are the portal's own words."""
VARIABLES = {one["name"] for one in DASHBOARD["templating"]["list"]}


def _expressions() -> dict[str, str]:
    asked = {f"{panel['title']} {target['refId']}": target["expr"] for panel in PANELS for target in panel["targets"]}
    variables = {one["name"]: _variable(one["definition"]) for one in DASHBOARD["templating"]["list"] if one["type"] == "query"}
    return asked | variables | {rule["alert"]: rule["expr"] for rule in RULES}


def _variable(definition: str) -> str:
    found = re.fullmatch(r"label_values\((.+), (\w+)\)", definition)
    assert found
    return f"group by ({found[2]}) ({found[1]})"


@pytest.fixture
async def told(portal: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, dict[str, set[str]]]:
    """What a scrape tells once each thing has happened: the values of the labels of each metric."""
    assert portal
    monkeypatch.setattr(settings(), "workers", 2)
    async with writing() as session:
        await outbox.put(session, *(Message(topic, f"{topic} {number}") for topic in SENDERS for number in range(4)))
    claimed = [one for topic in SENDERS for one in await claim(topic, 4)]
    notebook, patience = Notebook(), Patience()
    for first, second, third, fourth in zip(*[iter(claimed)] * 4, strict=True):
        made = delivered(first), delivered(second, Outcome.SUSPENDED), refused(third, "no"), delayed(fourth, "later", patience.first)
        for one in made:
            await notebook.keep(one)
    timed(lambda: None)()
    app = Gate(plain_http(None, ""), Path("none"))
    transport = httpx2.ASGITransport(app, client=("127.0.0.1", 1234))  # type: ignore[arg-type]
    async with httpx2.AsyncClient(transport=transport, base_url="http://localhost:3000") as client:
        for method, path in (("GET", "/health/live"), ("POST", "/api/v1/import")):
            await client.request(method, path)
        text = (await client.get("/metrics")).text
    found: dict[str, dict[str, set[str]]] = {"up": {}}
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            labels = found.setdefault(sample.name, defaultdict(set))
            for label, value in sample.labels.items():
                labels[label].add(value)
    return found


async def test_each_metric_and_each_label_that_is_named_is_told(told: dict[str, dict[str, set[str]]]) -> None:
    wrong = [(where, fault) for where, expression in _expressions().items() for fault in _faults(named(expression), told)]
    assert wrong == []


def _faults(asked: Named, told: dict[str, dict[str, set[str]]]) -> list[str]:
    unknown = asked.metrics - told.keys()
    if unknown or not asked.metrics:
        return [f"no such metrics: {unknown}"]
    labels = OF_PROMETHEUS.union(*(told[metric] for metric in asked.metrics))
    faults = [f"no such label: {label}" for label in asked.labels - labels]
    for metric, label, _sign, value in asked.matchers:
        if label not in OF_PROMETHEUS | told[metric].keys():
            faults.append(f"{metric} has no {label}")
        elif label in _WORDS and not any(re.fullmatch(value, one) for one in told[metric][label]):
            faults.append(f"{label} is never {value}")
    return faults


@pytest.mark.parametrize(
    ("expression", "fault"),
    [
        ("sum(monproduit_requests_total)", "no such metrics"),
        ("sum by (person) (monproduit_http_requests_total)", "no such label: person"),
        ('monproduit_open_tabs{topic="mail"}', "monproduit_open_tabs has no topic"),
        ('rate(monproduit_deliveries_total{outcome="lost"}[5m])', "outcome is never lost"),
        ('monproduit_http_requests_total{route=~"/rest/.+"}', "route is never /rest/.+"),
        ('label_replace(up, "class", "$1", "route", "(.*)")', "no such label: route"),
    ],
)
async def test_what_is_not_told_is_found(told: dict[str, dict[str, set[str]]], expression: str, fault: str) -> None:
    assert [one for one in _faults(named(expression), told) if fault in one]


def test_legends_name_labels_that_are_left() -> None:
    wrong = []
    for panel in PANELS:
        for target in panel["targets"]:
            asked = named(target["expr"])
            left = asked.labels | asked.made if " by (" in target["expr"] else OF_PROMETHEUS | OF_WORKERS
            wrong += [(panel["title"], label) for label in re.findall(r"{{(\w+)}}", target["legendFormat"]) if label not in left]
    assert wrong == []


def test_each_panel_says_what_it_is() -> None:
    assert [
        panel["id"] for panel in PANELS if not (panel["title"] and panel["description"].endswith(".") and panel["fieldConfig"]["defaults"]["unit"])
    ] == []
    assert all(target["datasource"] == panel["datasource"] for panel in PANELS for target in panel["targets"])
    titles = [panel["title"] for panel in DASHBOARD["panels"]]
    assert sorted(set(titles)) == sorted(titles)


def test_panels_have_their_own_number_and_place() -> None:
    panels = DASHBOARD["panels"]
    assert len({panel["id"] for panel in panels}) == len(panels)
    places = [panel["gridPos"] for panel in panels]
    assert all(place["x"] >= 0 and place["w"] > 0 and place["h"] > 0 and place["x"] + place["w"] <= 24 for place in places)
    assert [(one, two) for one, two in combinations(places, 2) if _overlap(one, two)] == []


def _overlap(one: dict[str, int], two: dict[str, int]) -> bool:
    return all(one[axis] < two[axis] + two[size] and two[axis] < one[axis] + one[size] for axis, size in (("x", "w"), ("y", "h")))


def test_the_dashboard_is_of_no_server_in_particular() -> None:
    assert "id" not in DASHBOARD
    assert {panel["datasource"]["uid"] for panel in PANELS} == {"${datasource}"}
    used = set(re.findall(r"\$\{?([a-z]\w*)", json.dumps([panel["targets"] for panel in PANELS])))
    assert used == VARIABLES


def test_each_alert_says_what_is_and_what_to_do() -> None:
    assert {rule["labels"]["severity"] for rule in RULES} == {"page", "ticket"}
    assert [rule["alert"] for rule in RULES if not all(rule["annotations"].get(word, "").endswith(".") for word in ("summary", "todo"))] == []
    assert len({rule["alert"] for rule in RULES}) == len(RULES)
    job = {value for rule in RULES for _, label, _, value in named(rule["expr"]).matchers if label == "job"}
    assert all(f"job_name: {name}\n" in (DEPLOY.parent / "docs" / "deploy.md").read_text("utf-8") for name in job)
