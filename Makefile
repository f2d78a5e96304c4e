# `make help` lists what there is. The work is done by cargo and by the scripts in .ci/.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules --no-print-directory
.NOTPARALLEL:

# Everything is built with the features of the whole workspace. The tests need more of some crates than the server
# does, and bring a server built that way: .ci/test says that it is there, so that nothing is compiled twice.
SERVER_IS_BUILT ?=
CARGO_FLAGS ?=
export CARGO_FLAGS
build_server := $(if $(SERVER_IS_BUILT),:,cargo build $(CARGO_FLAGS) --workspace --bin sanbao)
sanbao := "$${CARGO_TARGET_DIR:-target}/debug/sanbao"

# Tests of the server wait for it and for PostgreSQL now and then: one more at once than there are processors.
export RUST_TEST_THREADS ?= $(shell echo $$(($$(getconf _NPROCESSORS_ONLN) + 1)))

# More arguments for the server: make run ARGS='--listen 127.0.0.1:9000'
ARGS ?=

##@ Run

.PHONY: run
run: tools page ## Build everything and serve it with demo data; brings what the machine lacks
	@echo "» compiling the server" >&2
	@$(build_server)
	@exec $(sanbao) serve --demo $(ARGS)

.PHONY: dev
dev: ## The same for developers: brings nothing, log lines for people, names in the page's panics
	@.ci/page --named
	$(build_server)
	exec $(sanbao) serve --demo --log-format text $(ARGS)

.PHONY: db-reset
db-reset: ## Empty the database
	$(build_server)
	$(sanbao) admin reset --yes

##@ Test

.PHONY: test
test: export CARGO_FLAGS := --locked
test: ## Everything below, and how long each took
	@.ci/test

.PHONY: format
format: ## Formatting, nothing changed
	cargo fmt --all --check

.PHONY: lint
lint: format ## Formatting and clippy, nothing changed
	cargo clippy $(CARGO_FLAGS) --workspace --all-targets -- -D warnings

.PHONY: compile
compile: ## The server and all tests; as .ci/test calls it, linted on the way
	cargo build $(CARGO_FLAGS) --workspace --tests --bin sanbao --bin bundler

.PHONY: test-workspace
test-workspace: ## All Rust tests
	cargo test $(CARGO_FLAGS) --workspace

.PHONY: test-backend
test-backend: ## Rust tests of the rules and the server
	cargo test $(CARGO_FLAGS) -p shared -p sanbao

.PHONY: test-frontend
test-frontend: ## Rust tests of the page and its bundler
	cargo test $(CARGO_FLAGS) -p frontend -p bundler

.PHONY: e2e
e2e: tools-test page ## The page in a browser, against a real server
	$(build_server)
	cd e2e && npx playwright test $(ARGS)

.PHONY: conformance
conformance: tools-test ## The API against its own specification
	$(build_server)
	.build/venv/bin/python .ci/conformance $(sanbao) $(ARGS)

.PHONY: scale
scale: ## How lists take to their growth: ten and a hundred thousand rows, each list timed
	$(build_server)
	python3 .ci/scale $(sanbao) $(ARGS)

.PHONY: lighthouse
lighthouse: release ## Lighthouse judges every page of what is released
	@.ci/tools-test lighthouse
	cd e2e && SANBAO_BIN="$${CARGO_TARGET_DIR:-target}/release/sanbao" npx playwright test --config lighthouse.config.ts $(ARGS)

.PHONY: faults
faults: ## Kill, freeze and cut off server and database under load; prove that nothing is lost or doubled
	$(build_server)
	python3 .ci/proof/faults.py $(sanbao) $(ARGS)

.PHONY: rights
rights: tools-test ## Everybody from outside asks for everything: no word of others, no id told from none
	$(build_server)
	.build/venv/bin/python .ci/proof/rights.py $(sanbao) $(ARGS)

.PHONY: several
several: ## Several servers on one database behind a proxy: sessions, keys, versions, events, jobs, restarts
	$(build_server)
	@.ci/tools-bench nginx
	python3 .ci/proof/several.py $(sanbao) $(ARGS)

.PHONY: bench
bench: export CARGO_FLAGS := --locked
bench: ## Measure the release binary by wrk, and the same statements by pgbench
	@.ci/tools-bench
	cargo build $(CARGO_FLAGS) --release --workspace --bin sanbao
	python3 .ci/proof/bench.py "$${CARGO_TARGET_DIR:-target}/release/sanbao" $(ARGS)

##@ Build

.PHONY: page
page: ## The page, quick to build, into frontend/dist
	@.ci/page

.PHONY: page-release
page-release: export CARGO_FLAGS := --locked
page-release: ## The page, as small as it gets, into frontend/dist
	@.ci/page --small

.PHONY: release
release: export CARGO_FLAGS := --locked
release: tools ## The server with the page in it, for production
	@.ci/release

.PHONY: openapi
openapi: ## Write openapi/ as the server now is
	$(build_server)
	$(sanbao) openapi --write openapi

.PHONY: fmt
fmt: ## Format the Rust sources
	cargo fmt --all

##@ Machine

.PHONY: tools
tools: ## Bring what building and running need
	@.ci/tools

.PHONY: tools-test
tools-test: ## Bring what the tests need besides
	@.ci/tools-test

.PHONY: help
help: ## This list
	@awk 'BEGIN { FS = ":.*## " } \
		/^##@/ { printf "\n%s\n", substr($$0, 5) } \
		/^[a-z0-9-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' Makefile
