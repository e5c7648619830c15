# ScenePool. `make` or `make help` lists what can be asked for.
#
# One target folder for everything (CARGO_TARGET_DIR moves it); the web page comes first, because the program
# embeds frontend/dist: a release build when it is compiled, a debug build when it runs.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.NOTPARALLEL:

export CARGO_TARGET_DIR ?= $(CURDIR)/target
export E2E_OUTPUT ?= $(CURDIR)/ci-output/e2e
export CHROMIUM ?= /usr/bin/chromium
BENCH_DATA ?=
BENCH_LIKES ?=
export SCENEPOOL_BIN ?= $(CARGO_TARGET_DIR)/debug/scenepool

PACKAGES := frontend/node_modules/.package-lock.json
PAGE := frontend/dist/index.html
PAGE_SOURCES := $(shell find frontend/src frontend/public -type f 2>/dev/null) \
	frontend/index.html frontend/package.json frontend/vite.config.ts frontend/tsconfig.json
RELEASE := $(CARGO_TARGET_DIR)/release/scenepool

.PHONY: help web build run check test e2e bench bench-quality bench-interactions bench-vectors bench-decompose types clean
.PHONY: debug browser rust-check front-check openapi-check deny walls rust-test doc-test front-test

help: ## list the targets
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  %-14s %s\n", $$1, $$2}'

# ---- make and run ----

$(PACKAGES): frontend/package-lock.json
	cd frontend && npm ci --no-audit --no-fund
	@touch $@

$(PAGE): $(PACKAGES) $(PAGE_SOURCES)
	cd frontend && npm run build
	@touch $@

web: $(PAGE) ## build the web page into frontend/dist

build: web ## build the page and the program (release)
	cargo build --release --locked -p scenepool

run: build ## build, then serve with demo data on 127.0.0.1:8080; data stays in ./data
	SCENEPOOL_DEMO=true $(RELEASE) serve

debug: web ## build the program and every test (debug)
	cargo build --locked --workspace --bins --tests

types: debug ## write backend/openapi.json and the page's types from the program
	$(SCENEPOOL_BIN) openapi > backend/openapi.json.new
	mv backend/openapi.json.new backend/openapi.json
	cd frontend && npm run types

# ---- check ----

check: rust-check deny front-check walls openapi-check ## everything that needs no server

rust-check: web ## format and lints
	cargo fmt --all --check
	cargo clippy --locked --workspace --all-targets -- -D warnings

deny: ## licences, bans and sources of the dependencies
	bash tests/guards/deny.sh

front-check: $(PACKAGES) ## the page's types, lints and both languages
	cd frontend && npm run check

walls: ## which part may use which, file sizes, paths of a machine
	bash tests/guards/walls.sh

openapi-check: debug ## is backend/openapi.json what the program says?
	$(SCENEPOOL_BIN) openapi | diff -q - backend/openapi.json >/dev/null \
		|| { echo 'backend/openapi.json is stale: run `make types`' >&2; exit 1; }

# ---- test ----

test: check rust-test doc-test front-test e2e ## check, then every test, the browser journey included

rust-test: debug ## tests of the Rust packages, on SQLite and (where one answers) PostgreSQL
	@if cargo nextest --version >/dev/null 2>&1; then \
		set -x; cargo nextest run --locked --workspace; \
	else \
		echo 'cargo-nextest is not installed: using cargo test'; \
		set -x; cargo test --locked --workspace --bins --lib --tests; \
	fi

doc-test: ## examples in the documentation of the two libraries
	cargo test --locked --doc -p recommender -p subsidy

front-test: $(PACKAGES) ## unit tests of the page
	cd frontend && npm test

e2e: debug browser ## the journey in Chromium, in three roles; screenshots in ci-output/e2e
	mkdir -p $(E2E_OUTPUT)
	node --test tests/e2e/journey.mjs

browser:
	@if [ ! -x "$(CHROMIUM)" ]; then \
		if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
			apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q chromium fonts-noto-cjk; \
		else \
			echo 'The browser journey needs Chromium and a Chinese font, for example:' >&2; \
			echo '  sudo apt-get install chromium fonts-noto-cjk' >&2; \
			echo 'A browser elsewhere: CHROMIUM=/path/to/chromium make e2e' >&2; \
			exit 1; \
		fi; \
	fi

# ---- measure ----

bench: build ## times of the calculator, and of import, index and match on generated rows (minutes)
	bash tests/bench/peers.sh
	SCENEPOOL_BIN=$(RELEASE) bash tests/bench/scale.sh
	cargo run --release --locked -q -p recommender --example speed -- 20000 200
	@if [ -n "$(BENCH_DATA)" ]; then $(MAKE) bench-quality; else \
		echo 'bench: ranking quality is not measured: name folders in BEIR layout, BENCH_DATA="DIR DIR"'; fi

bench-quality: build ## ranking beside BM25, TF-IDF, LSA and LambdaMART on BENCH_DATA="DIR DIR" (BEIR layout); BENCH_ENCODER=1 has the embeddings service, too
	"$$(bash tests/bench/venv.sh)" tests/bench/quality/main.py --bin $(RELEASE) $(if $(BENCH_ENCODER),--encoder) $(BENCH_DATA)

bench-interactions: build ## next likes beside EASE, neighbours and popularity on BENCH_LIKES="TRAIN.tsv TEST.tsv"
	"$$(bash tests/bench/venv.sh)" tests/bench/interactions.py --bin $(RELEASE) $(BENCH_LIKES)

bench-vectors: ## near vectors beside hnswlib, usearch and numpy, a million of each kind; ROWS changes that (ten minutes)
	cargo build --release --locked -q -p recommender --example vectors
	"$$(bash tests/bench/venv.sh requirements-vectors.txt)" tests/bench/vectors.py \
		--bin $(CARGO_TARGET_DIR)/release/examples/vectors --rows $(or $(ROWS),1000000)

bench-decompose: ## TF-IDF and SVD(256) of 100,000 texts beside jieba and scikit-learn; TEXTS names a file, one a line
	cargo build --release --locked -q -p recommender --example decompose
	"$$(bash tests/bench/venv.sh)" tests/bench/decompose.py \
		--bin $(CARGO_TARGET_DIR)/release/examples/decompose $(if $(TEXTS),--texts $(TEXTS))

bench-analyser: ## characters a second of the analyser beside bare jieba-rs, on the demonstration rows
	cargo run --release --locked -q -p recommender --example analyse

clean: ## remove what was built; ./data stays
	cargo clean
	rm -rf frontend/dist frontend/node_modules ci-output
