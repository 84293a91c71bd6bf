# Two commands are the whole story: `make run` and `make test`. Each target builds what it lacks.
PYTHON ?= python3
PORT ?= 3000
BIN := $(CURDIR)/.venv/bin
export PATH := $(BIN):$(PATH)
export MONPRODUIT_PORT := $(PORT)

# The front end knows the port of its server, so each port has a build of its own.
BUILT := .web/.built-$(PORT)
SOURCES := rxconfig.py $(shell find assets monproduit -type f -not -path '*/__pycache__/*' -not -path '*/services/*' -not -path '*/models/*' -not -path '*/migrations/*' -not -path '*/gallery/*')
export REFLEX_TELEMETRY_ENABLED := false
# Keep what Python compiled: without it each of the many starts compiles everything anew, for eight seconds.
unexport PYTHONDONTWRITEBYTECODE
export REFLEX_CHECK_LATEST_VERSION := false

# The texts are part of the pages.
.PHONY: run prototype gallery-export visual visual-accept bench test check tracing sbom audit format help
.DEFAULT_GOAL := help

.venv/.ready: requirements.txt
	@$(PYTHON) -m venv .venv || { echo "python3-venv is missing: apt-get install python3-venv"; rm -rf .venv; exit 1; }
	$(BIN)/pip install -q --disable-pip-version-check uv==0.13.9
	VIRTUAL_ENV=$(CURDIR)/.venv $(BIN)/uv pip install -q --system-certs -r requirements.txt
	@touch $@

.venv/.ready-dev: .venv/.ready requirements-tracing.txt requirements-dev.txt
	VIRTUAL_ENV=$(CURDIR)/.venv $(BIN)/uv pip install -q --system-certs -r requirements-dev.txt
	@touch $@

# The name, the logo and the texts of the vendor's file are part of the pages; its colours, corners and fonts are not.
.web/words: .venv/.ready FORCE
	@mkdir -p .web && $(BIN)/python -m monproduit.core.wording > $@.now && { cmp -s $@.now $@ && rm $@.now || mv $@.now $@; }
FORCE:

$(BUILT): .venv/.ready .web/words $(SOURCES)
	REFLEX_API_URL=http://localhost:$(PORT) $(BIN)/reflex export --frontend-only --no-zip --loglevel warning
	@[ -e .web/words ] || $(BIN)/python -m monproduit.core.wording > .web/words  # Reflex empties a folder that is new to it
	@rm -f .web/.built-* && touch .venv/.ready $@

run: $(BUILT) ## Set everything up and serve on PORT (3000)
	@exec $(BIN)/python -m monproduit.serve

# The gallery is an application of its own, built in a folder of its own: nothing of it is in the portal's build.
prototype: .venv/.ready ## Show every component in every state, and each edit at once
	@echo "  gallery: http://localhost:$(PORT)/fr/gallery"
	@MONPRODUIT_GALLERY=live REFLEX_WEB_WORKDIR=.gallery/web $(BIN)/python -m monproduit.gallery.running

gallery-export: .venv/.ready-dev .venv/.browser ## Write a site of pictures of the gallery, which opens without a server
	$(BIN)/python -m monproduit.gallery export

visual: .venv/.ready-dev .venv/.browser ## Compare pictures of the gallery with the accepted ones
	$(BIN)/python -m monproduit.gallery visual

visual-accept: ## Accept the latest pictures of the gallery
	$(BIN)/python -m monproduit.gallery accept

.venv/.browser: .venv/.ready-dev
	@command -v chromium-headless-shell || command -v chromium || command -v google-chrome || timeout 120 $(BIN)/playwright install --with-deps chromium \
	  || { apt-get update -qq && { apt-get install -qq -y chromium-headless-shell || apt-get install -qq -y chromium; }; }
	@touch $@

# Redis and nginx, which some tests kill and restart; in a container of Debian's, where nobody minds, and nothing of them stays running.
.venv/.servers: .venv/.ready-dev .venv/.browser
	@missing=; for name in redis-server nginx; do command -v $$name > /dev/null || missing="$$missing $$name"; done; \
	if [ "$$missing" ] && [ "$$(id -u)" = 0 ] && [ ! -d /run/systemd/system ] && command -v apt-get > /dev/null; then \
	  policy=/usr/sbin/policy-rc.d; \
	  [ -e $$policy ] || { trap "rm -f $$policy" EXIT; printf '#!/bin/sh\nexit 101\n' > $$policy; chmod 755 $$policy; }; \
	  { apt-get update -qq; DEBIAN_FRONTEND=noninteractive timeout 120 apt-get install -qq -y --no-install-recommends $$missing; } > /dev/null 2>&1; \
	fi; \
	for name in $$missing; do command -v $$name > /dev/null || echo "  $$name is not here: its tests are skipped"; done
	@touch $@

test: .venv/.ready-dev ## Run all tests
	@$(MAKE) --no-print-directory -j2 .venv/.servers $(BUILT)
	$(BIN)/python -m pytest -n 3 --ignore=tests/browser
	$(BIN)/python -m pytest -n 3 tests/browser

bench: .venv/.ready-dev $(BUILT) ## Print sizes, counts and ratios
	$(BIN)/python -m benchmarks

check: .venv/.ready-dev ## Check format, lint, types, contracts, libraries and secrets
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports --no-cache
	$(BIN)/pyright
	$(BIN)/python -m checks.dependencies
	VIRTUAL_ENV=$(CURDIR)/.venv $(BIN)/uv pip check -q
	$(BIN)/python -m checks.secrets

tracing: .venv/.ready ## Install what traces for OpenTelemetry need
	VIRTUAL_ENV=$(CURDIR)/.venv $(BIN)/uv pip install -q --system-certs -r requirements-tracing.txt

sbom: .venv/.ready ## Write an inventory of the installed libraries (CycloneDX) into .data
	@mkdir -p .data
	$(BIN)/uv tool run --system-certs --from cyclonedx-bom==7.5.0 cyclonedx-py environment $(BIN)/python --output-reproducible -o .data/sbom.json

audit: .venv/.ready ## Look up known holes of the libraries
	$(BIN)/uv tool run --system-certs --from pip-audit==2.10.1 pip-audit -r requirements.txt -r requirements-tracing.txt

format: .venv/.ready-dev ## Format the code and mend what can be mended by itself
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

help: ## Say what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14
