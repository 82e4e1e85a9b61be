# Daogou 导购. `make help` lists what there is.
SHELL := /bin/bash
PY := .venv/bin/python
RASA_PY := .venv-rasa/bin/python
PORT ?= 8000
export PORT
export OMP_NUM_THREADS ?= 1
# Without compiled bytecode each process compiles some 2,000 files at each start: half a minute. Whoever wants none
# beside the sources gets it in .cache.
ifdef PYTHONDONTWRITEBYTECODE
unexport PYTHONDONTWRITEBYTECODE
export PYTHONPYCACHEPREFIX ?= $(CURDIR)/.cache/bytecode
endif

.DEFAULT_GOAL := help
.PHONY: models help setup run chat test check bench lock clean

help: ## say what each target does
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 16

setup: ## make both Python environments (nothing is written outside the checkout)
	@scripts/setup.sh

run: setup ## start the shop guide on http://127.0.0.1:$(PORT) with the sample shop
	@exec .venv/bin/daogou up

chat: setup ## talk to it in the terminal
	@exec .venv/bin/daogou chat

test: check ## run every test, in both environments
	$(RASA_PY) -m pytest -q --confcutdir=tests/nlu/components tests/nlu/components
	$(RASA_PY) -m pytest -q --confcutdir=tests/bot/policy tests/bot/policy
	$(PY) -m pytest -q tests --ignore tests/nlu/components --ignore tests/bot/policy

check: setup ## ruff, mypy and the layer test
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy bot actions nlu knowledge finetune
	$(PY) -m pytest -q tests/test_layers.py

bench: setup ## turns per second and latency beside a stock Rasa bot
	$(PY) -m bench.turns

models: setup ## train everything that ships anew (DATA=folder of the public data sets; hours on two cores)
	$(PY) -m nlu.training.pretrain --data $(DATA) --out var/train/encoder
	$(PY) -m nlu.training.similarity --data $(DATA) --encoder var/train/encoder/encoder --out models/encoder
	scripts/train_writer.sh $(DATA)

lock: setup ## compile requirements/*.in into the pinned lists
	scripts/lock.sh

clean: ## remove environments, data and caches of this checkout
	rm -rf .venv .venv-rasa .cache var build *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
