# The commands of the house. Each makes .venv and installs the pinned packages by itself.
# Only Python 3.11 or newer and make are needed; the browser test also needs Chromium.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
DEV    := $(VENV)/.ready-dev
SPREAD := -n 4 --dist loadgroup --no-loadscope-reorder
# Four processes read all tests, and many start the program: what one of them has compiled is there for the others.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help install demo demo-tour test test-teams check quick looks supply quick-tests steady crash bench model fuzz lock clean

help:            ## show this list
	@grep -hE '^[a-z-]+: .*##' $(MAKEFILE_LIST) | sed -E 's/:.*##/\t/'

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Svarvakt needs Python 3.11 or newer; set PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV)

$(READY): requirements/run.txt pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(DEV): requirements/dev.txt $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(BIN)/python -W ignore -c "import matplotlib.font_manager"  # lists the machine's fonts once, with a program of its own
	@touch $@

install: $(READY)  ## prepare .venv and nothing else

demo: $(READY)  ## the bot with simulated Facebook and Slack, on http://127.0.0.1:8080; elsewhere: make demo PORT=9000, with Teams: CHAT=teams
	$(BIN)/svarvakt demo $(if $(PORT),--port $(PORT)) $(if $(CHAT),--chat $(CHAT))

demo-tour: $(READY)  ## play the whole story in the terminal
	$(BIN)/svarvakt demo --tour $(if $(CHAT),--chat $(CHAT))

test: check  ## everything that must be green

check: looks supply  ## format, lint, types, import rules, bill of materials, tests: what the build runs
	$(BIN)/pytest $(SPREAD)

quick:           ## what to run on every save: looks, and the tests that need no process and no server; under a minute
	@$(MAKE) --no-print-directory $(DEV)
	@$(MAKE) --no-print-directory -j2 --output-sync=target looks quick-tests

looks: $(DEV)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports --no-cache
	$(BIN)/mypy

supply: $(DEV)  ## write build/sbom.cdx.json (CycloneDX) and ask what is known against the pinned packages; red for it: SUPPLY=--strict
	$(BIN)/python -m tests.running.supply $(SUPPLY)

quick-tests: $(DEV)
	$(BIN)/pytest -m quick -n 2 --dist loadgroup

test-teams: $(DEV)  ## every story in Teams, and its page in the demo, in place of Slack, but for those marked only_in_slack
	$(BIN)/pytest tests/stories tests/ui --chat teams $(SPREAD)

steady: $(DEV)  ## the tests again and again on a busy machine, counted; goes on where it stopped: STEADY="--runs 20"
	$(BIN)/python -m tests.running.steady $(STEADY)

crash: $(DEV)  ## kill programs at every step and at random, on SQLite, PostgreSQL and in pairs; hours: CRASH="--questions 170 --kills 18" for less, CRASH="--chat teams" in Teams
	$(BIN)/python -m tests.crash $(CRASH)

bench: $(DEV)  ## speed and size as ratios, measured in one run
	$(BIN)/python -m tests.bench

model: $(DEV)   ## train the second pair of eyes, and how talk in a thread is told from answers, anew on the open halves of the labelled texts
	$(BIN)/python -m tests.reading.model
	$(BIN)/python -m tests.bot.rules.talk.model
	$(BIN)/python -m tests.bot.rules.talk.place.model

fuzz: $(DEV)  ## a hundred thousand broken and hostile inputs at every address: some twenty minutes
	$(BIN)/python -m tests.fuzz

lock: $(DEV)  ## renew the pins in requirements/ (hashes, no addresses)
	$(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url --no-emit-find-links --no-header --extra postgres --extra teams --extra report -o requirements/run.txt requirements/build.in pyproject.toml
	$(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url --no-emit-find-links --no-header --extra postgres --extra teams --extra report --extra dev -c requirements/run.txt -o requirements/dev.txt requirements/build.in pyproject.toml

clean:  ## remove what was built
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache
