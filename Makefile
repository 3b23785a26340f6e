# bash, because make runs plain commands without a shell and then misses the PATH below.
SHELL := /bin/bash
# The pinned Node and the other tools that npm installs come before the machine's own.
export PATH := $(CURDIR)/node_modules/.bin:$(PATH)

INTERFACE := frontend/dist/index.html
INTERFACE_SOURCES := $(shell find frontend -type f -not -path '*/dist/*' -not -path '*/node_modules/*') \
	scripts/licences.ts scripts/shipped-packages.ts

.PHONY: help demo run images up down logs test test-deploy check bench build sbom setup clean
.DEFAULT_GOAL := help

help:
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: ## BanGUI on a private fail2ban under attack, on http://127.0.0.1:8000 (DEMO_PORT=…)
demo: install-demo $(INTERFACE)
	@exec node sandbox/demo.ts

run: ## BanGUI on this machine's own fail2ban, with the settings in .env
run: setup $(INTERFACE)
	@exec backend/bangui --env-file-if-exists=.env

install: ## BanGUI as a service of this machine, or an upgrade of it (PREFIX=/opt/bangui, DESTDIR=…)
install: install-packages $(INTERFACE)
	@scripts/install.sh

uninstall: ## remove that service; PURGE=yes removes its data and settings too
	@scripts/uninstall.sh

images: ## build the images of the containers
	@scripts/containers.sh build

up: ## BanGUI and fail2ban in containers, with the settings in .env
	@scripts/containers.sh up

down: ## end the containers; data and configuration stay
	@scripts/containers.sh down

logs: ## follow the containers' logs
	@scripts/containers.sh logs

test: ## everything that has to hold: checks, unit, daemon and browser tests
test: install-test
	@node scripts/test.ts

test-deploy: ## build and run the containers, as root: limits, restarts, Swarm, a million entries
test-deploy: install-test
	@node scripts/test.ts deploy

check: ## types, style, unused code, door rules, API drift, known weaknesses
check: setup
	@node scripts/test.ts check

bench: ## measure the promises of speed (BENCH=name for one of them)
bench: install-demo
	@node bench/run.ts $(BENCH)

build: ## build the interface
build: setup $(INTERFACE)

sbom: ## write what is shipped as a CycloneDX bill of materials, bangui.cdx.json
sbom: setup
	@node scripts/sbom.ts

setup: ## install the npm packages, and Node and npm where there are none
	@scripts/setup.sh

clean: ## remove what was built, the demo and the reports
	rm -rf frontend/dist bangui.cdx.json .demo bench/results e2e/test-results e2e/playwright-report

.PHONY: install uninstall install-packages install-demo install-test
# Another machine's packages are not installed here.
install-packages:
	@scripts/setup.sh $(if $(DESTDIR),,fail2ban firewall acl)

install-demo:
	@scripts/setup.sh fail2ban firewall

install-test:
	@scripts/setup.sh fail2ban chromium firewall redis shellcheck systemd monitoring kubernetes

$(INTERFACE): $(INTERFACE_SOURCES) package-lock.json | setup
	@cd frontend && node --run build -- --logLevel warn
