"""The files in `deploy` name what exists: settings, ports, paths and users; and they ask for no more rights than the portal needs."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from monproduit.core.settings import GRACE, Settings

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
DOCKERFILE = (DEPLOY / "Dockerfile").read_text("utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
KUBERNETES: dict[str, Any] = {one["kind"]: one for one in yaml.safe_load_all((DEPLOY / "kubernetes.yaml").read_text("utf-8"))}
POD = KUBERNETES["Deployment"]["spec"]["template"]["spec"]
CONTAINER = POD["containers"][0]


@pytest.mark.parametrize(
    "place",
    [*sorted(one for one in DEPLOY.rglob("*") if one.is_file()), ROOT / "docs" / "deploy.md", ROOT / ".env.example"],
    ids=lambda place: place.name,
)
def test_each_setting_that_is_named_exists(place: Path) -> None:
    named = set(re.findall(r"MONPRODUIT_([A-Z_]+[A-Z])\b", place.read_text("utf-8")))
    assert named <= {name.upper() for name in Settings.model_fields}


def test_the_image_copies_what_is_there_and_ignores_all_else() -> None:
    copied = set(re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, re.MULTILINE))
    names = {name for line in copied for name in line.split()}
    allowed = {line[1:] for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines() if line.startswith("!")}
    assert names == allowed
    assert all((ROOT / name).exists() for name in names)


def test_the_image_is_nobodys_and_says_how_it_is() -> None:
    last = DOCKERFILE.rpartition("FROM ")[2]
    assert re.search(r"^USER (\d+)$", last, re.MULTILINE).group(1) == str(POD["securityContext"]["runAsUser"])  # type: ignore[union-attr]
    assert "/health/ready" in last
    assert 'CMD ["python", "-m", "monproduit.serve"]' in last
    assert "MONPRODUIT_DEMO=false" in last


def test_no_container_may_write_or_rise() -> None:
    portal = COMPOSE["services"]["portal"]
    assert (portal["read_only"], portal["cap_drop"], portal["security_opt"]) == (True, ["ALL"], ["no-new-privileges:true"])
    security = CONTAINER["securityContext"]
    assert (security["readOnlyRootFilesystem"], security["allowPrivilegeEscalation"], security["capabilities"]) == (True, False, {"drop": ["ALL"]})
    assert (POD["securityContext"]["runAsNonRoot"], POD["automountServiceAccountToken"]) == (True, False)


def test_only_the_proxy_is_reached_from_outside() -> None:
    assert [name for name, service in COMPOSE["services"].items() if "ports" in service] == ["caddy"]
    inside = COMPOSE["services"]["redis"]["networks"], COMPOSE["services"]["database"]["networks"]
    assert inside == (["inside"], ["inside"])
    assert COMPOSE["networks"]["inside"] == {"internal": True}


def test_the_proxy_speaks_modern_tls_alone() -> None:
    nginx = (DEPLOY / "nginx.conf").read_text("utf-8")
    assert re.findall(r"ssl_protocols (.+);", nginx) == ["TLSv1.2 TLSv1.3"]
    (ciphers,) = re.findall(r"ssl_ciphers (.+);", nginx)
    assert all(re.fullmatch(r"ECDHE-(ECDSA|RSA)-(AES(128|256)-GCM-SHA(256|384)|CHACHA20-POLY1305)", one) for one in ciphers.split(":"))
    assert ciphers.split(":")[0].endswith("AES256-GCM-SHA384")
    assert "ssl_prefer_server_ciphers on;" in nginx
    assert not re.search(r"^\s*tls\b|protocols|ciphers", (DEPLOY / "Caddyfile").read_text("utf-8"), re.MULTILINE), "Caddy's own choice is as good"


def test_people_are_led_to_https_and_programs_are_told() -> None:
    plain = (DEPLOY / "nginx.conf").read_text("utf-8").split("listen 80;")[1].split("listen 443")[0]
    assert "location /api/ { return 403; }" in plain
    assert "location / { return 301 https://$host$request_uri; }" in plain
    caddy = (DEPLOY / "Caddyfile").read_text("utf-8").split("http://{$DOMAIN} {")[1]
    assert re.search(r"handle /api/\* \{\s+respond .* 403\s+\}\s+handle \{\s+redir https://", caddy)


def test_no_secret_has_a_default() -> None:
    text = (DEPLOY / "compose.yaml").read_text("utf-8")
    for name in ("SECRET_KEY", "DATABASE_PASSWORD", "OIDC_CLIENT_SECRET"):
        assert set(re.findall(rf"\${{{name}(:.)", text)) == {":?"}
    assert not any("SECRET" in name or "PASSWORD" in name for name in KUBERNETES["ConfigMap"]["data"])


def test_the_pieces_of_kubernetes_find_one_another() -> None:
    labels = KUBERNETES["Deployment"]["spec"]["template"]["metadata"]["labels"]
    assert KUBERNETES["Service"]["spec"]["selector"] == labels == KUBERNETES["Deployment"]["spec"]["selector"]["matchLabels"]
    assert KUBERNETES["Service"]["spec"]["ports"][0]["targetPort"] == CONTAINER["ports"][0]["name"]
    assert {probe["httpGet"]["path"] for name, probe in CONTAINER.items() if name.endswith("Probe")} == {"/health/live", "/health/ready"}
    backend = KUBERNETES["Ingress"]["spec"]["rules"][0]["http"]["paths"][0]["backend"]["service"]
    assert (backend["name"], backend["port"]["name"]) == ("monproduit", KUBERNETES["Service"]["spec"]["ports"][0]["name"])
    assert {mount["name"] for mount in CONTAINER["volumeMounts"]} == {volume["name"] for volume in POD["volumes"]}


def test_whoever_ends_a_process_waits_for_it() -> None:
    unit = (DEPLOY / "monproduit@.service").read_text("utf-8")
    waits = [int(re.search(r"^TimeoutStopSec=(\d+)$", unit, re.MULTILINE).group(1))]  # type: ignore[union-attr]
    waits.append(int(COMPOSE["services"]["portal"]["stop_grace_period"].removesuffix("s")))
    before = int(CONTAINER["lifecycle"]["preStop"]["exec"]["command"][1])
    waits.append(POD["terminationGracePeriodSeconds"] - before)
    assert [wait for wait in waits if wait < 2 * GRACE] == []
    assert before >= CONTAINER["readinessProbe"]["periodSeconds"]
    assert KUBERNETES["Deployment"]["spec"]["strategy"]["rollingUpdate"]["maxUnavailable"] == 0


def test_two_versions_share_nothing_but_the_data() -> None:
    unit = (DEPLOY / "monproduit@.service").read_text("utf-8")
    own = [line for line in unit.splitlines() if re.match(r"WorkingDirectory|ExecStart|RuntimeDirectory|Environment=REFLEX", line)]
    assert [line for line in own if "%i" not in line] == []
    assert "MONPRODUIT_PORT=%i" in unit
    assert "\nStateDirectory=monproduit\n" in unit


@pytest.mark.skipif(not shutil.which("caddy"), reason="caddy is not here")
def test_caddy_takes_its_configuration() -> None:
    command = ["caddy", "validate", "--adapter", "caddyfile", "--config", str(DEPLOY / "Caddyfile")]
    done = subprocess.run(
        command, env={"DOMAIN": "localhost", "HOME": "/nonexistent", "PATH": "/usr/bin:/bin"}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not here")
def test_systemd_takes_its_unit(tmp_path: Path) -> None:
    unit = (DEPLOY / "monproduit@.service").read_text("utf-8").replace("/srv/monproduit/%i/.venv/bin/python", "/bin/sh")
    (tmp_path / "monproduit@3000.service").write_text(unit)
    done = subprocess.run(
        [shutil.which("systemd-analyze") or "", "verify", "--man=no", str(tmp_path / "monproduit@3000.service")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, [line for line in done.stderr.splitlines() if "monproduit" in line]) == (0, [])
