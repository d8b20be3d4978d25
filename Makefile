# Every target does its own set-up; `make` alone lists them.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help demo test coverage lint bench studio qt-packages test-packages

BIN := .venv/bin
VENV := .venv/installed
PACKAGES := lc_common lcmusic lcvision gui

QT_PACKAGES := libegl1 libgl1 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 \
	libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-xkb1 libx11-xcb1 libdbus-1-3 libfontconfig1 fonts-dejavu-core fonts-inter
# A MIDI system without a sound card (JACK's dummy driver), and a screen without a monitor.
TEST_PACKAGES := jackd2 jack-midi-clock fluidsynth timgm6mb-soundfont xvfb xdotool qtractor

help:
	@echo "make demo    write a 16-bar clip to out/demo with the weights that ship in the package"
	@echo "make test    linters and tests"
	@echo "make studio  open the desktop app"
	@echo "make bench   benchmarks and soaks (minutes; not part of the tests)"
	@echo "make lint    linters alone"
	@echo "make coverage  the tests, and the share of lines that they ran (a fifth slower)"

demo: $(VENV)
	@$(BIN)/lcmusic generate --n 1 --seed 7 --out out/demo --force

# One thread each: the models in the tests are too small to gain from more.
test: lint qt-packages test-packages
	@[ -n "$${DISPLAY:-}$${WAYLAND_DISPLAY:-}" ] || export QT_QPA_PLATFORM=offscreen; \
	OMP_NUM_THREADS=1 $(BIN)/python -m pytest $(PYTEST)

# The share of lines that the tests ran asks for nothing: it depends on the programs and the data that the machine has. It
# should not fall; on a machine with all of them it was 91 % of lcmusic and 93 % of gui.
coverage:
	@$(MAKE) test PYTEST="--cov --cov-report="
	@for package in $(PACKAGES); do \
		echo "lines of $$package that the tests ran: $$($(BIN)/coverage report --include="$$package/*" --format=total) %"; \
	done

lint: $(VENV)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: $(VENV) test-packages
	@for script in bench/*.py; do echo "== $$script"; $(BIN)/python "$$script"; done

studio: $(VENV) qt-packages
	@$(BIN)/lcstudio

$(VENV): pyproject.toml tools/make-venv
	@tools/make-venv
	@touch $@

qt-packages:
	@tools/debian-packages $(QT_PACKAGES)

test-packages:
	@tools/debian-packages $(TEST_PACKAGES)
