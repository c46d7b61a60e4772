# The commands people rely on. `make run` needs Python 3.11 or newer and make, nothing else.

VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
PIP := $(BIN)/python -m pip -qq --disable-pip-version-check install --no-deps
LOCK := --no-emit-find-links --no-emit-index-url --no-emit-trusted-host --no-emit-options --strip-extras --generate-hashes --quiet
PACKAGING := pyproject.toml package.json package-lock.json assets.json hatch_build.py $(wildcard src/zhike/web/locale/*/LC_MESSAGES/django.po)
SMOKE := build/smoke
SPREAD := --dist loadfile --no-loadscope-reorder
# A machine may forbid compiled modules; then each of the processes below compiles the house anew.
export PYTHONDONTWRITEBYTECODE :=
BENCHES := import_file writer_wait kill analysis refresh events planted pages duplicates check_on_entry review_page compare_again cleaning quality

.PHONY: help run env test check embedded server fix smoke browser bench pictures catalogues lock clean

help:
	@echo "make run    运行示例公司 (http://127.0.0.1:8000)    make test   运行全部检查与测试"
	@echo "make check  只做静态检查    make fix    自动整理格式    make bench [FULL=1]    性能对比    make catalogues   更新译文    make lock   重算锁文件"

run: $(VENV)/.package
	@exec $(BIN)/zhike demo --serve

env: $(VENV)/.package $(VENV)/.tests

# At once, so that no processor waits for the last test of a pass; each is told as it ends.
test: env browser
	@$(MAKE) --no-print-directory --jobs $(if $(filter output-sync,$(.FEATURES)),--output-sync=target) embedded server check smoke

# Once, or each process of both passes would compile the same modules for itself.
$(VENV)/.compiled: $(VENV)/.tests | $(VENV)/.package
	@$(BIN)/python -m pytest -q --collect-only >/dev/null || true
	@touch $@

embedded: env $(VENV)/.compiled
	$(BIN)/python -m pytest -q -n 3 $(SPREAD)

server: env $(VENV)/.compiled
	ZHIKE_TEST_DATABASE=postgres $(BIN)/python -m pytest -q -m django_db -n 2 $(SPREAD) \
		$$(grep -rl django_db tests --include='test_*.py')

check: env
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/mypy
	@home=$$(mktemp -d) && trap 'rm -rf "$$home"' EXIT && \
		ZHIKE_HOME=$$home DATABASE_URL= DJANGO_SETTINGS_MODULE=zhike.web.settings \
		$(BIN)/python -m django makemigrations --check --dry-run

fix: env
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# The wheel alone, without extras, in an environment of its own: what the lock names, and no more.
smoke: $(SMOKE)/.lock
	@rm -rf $(SMOKE)/dist && $(BIN)/python -m pip -qq --disable-pip-version-check wheel --no-deps -w $(SMOKE)/dist .
	@$(BIN)/python -m pip -qq --disable-pip-version-check --python $(SMOKE)/venv/bin/python install --no-deps --force-reinstall $(SMOKE)/dist/zhike-*.whl
	@cd $(SMOKE) && ./venv/bin/zhike --help >/dev/null && echo "wheel: zhike --help ok"

$(SMOKE)/.lock: requirements.lock | $(VENV)/.package
	@rm -rf $(SMOKE) && mkdir -p $(SMOKE) && $(BIN)/python -m venv --without-pip $(SMOKE)/venv
	@$(BIN)/python link_packages.py requirements.lock $(SMOKE)/venv
	@touch $@

# The browser tests drive Chromium, best the one without windows, which does a fifth of the work;
# where none can be installed they are skipped and say so.
browser:
	@command -v chromium-headless-shell >/dev/null 2>&1 || command -v chromium >/dev/null 2>&1 || \
		command -v google-chrome >/dev/null 2>&1 || \
		{ [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 && apt-get update -qq >/dev/null && \
			{ apt-get install -y -qq chromium-headless-shell >/dev/null 2>&1 || \
			apt-get install -y -qq chromium >/dev/null; }; } || \
		echo "没有浏览器，浏览器测试会跳过。请安装 Chromium（Debian/Ubuntu：sudo apt-get install chromium）" >&2

bench: env
	@for each in $(BENCHES); do echo "── $$each"; $(BIN)/python bench/$$each.py $(if $(FULL),--full) || exit 1; done

# What the first five minutes look like, for the README.
pictures: env browser
	ZHIKE_PICTURES=docs/pictures $(BIN)/python -m pytest -q tests/browser/test_walk.py -k five_minutes

# After words of the pages changed: 繁體 is made, English waits for a person.
catalogues: env
	$(BIN)/python make_catalogues.py
	@$(PIP) -e .

lock:
	@[ -x build/lock/bin/pip-compile ] || { $(PYTHON) -m venv build/lock && \
		build/lock/bin/python -m pip -qq --disable-pip-version-check install pip-tools==7.6.2; }
	build/lock/bin/pip-compile $(LOCK) --output-file requirements.lock pyproject.toml
	build/lock/bin/pip-compile $(LOCK) --extra test --constraint requirements.lock --output-file requirements-test.lock pyproject.toml

clean:
	rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

$(BIN)/python:
	@[ -n "$(PYTHON)" ] || { echo "没有找到 Python 3.11 或更新的版本。安装后再试，或用 make run PYTHON=/路径/python3.12 指定。" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "知客需要 Python 3.11 或更新的版本；$(PYTHON) 是 $$($(PYTHON) -V 2>&1)。可用 make run PYTHON=python3.12 指定。" >&2; exit 1; }
	@echo "准备环境（只在第一次，约一分钟）…"
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "不能建立虚拟环境。Debian/Ubuntu 请先安装 python3-venv。" >&2; exit 1; }

$(VENV)/.runtime: requirements.lock | $(BIN)/python
	@$(PIP) --no-compile -r requirements.lock
	@touch $@

$(VENV)/.package: $(PACKAGING) | $(VENV)/.runtime
	@$(PIP) -e .
	@touch $@

$(VENV)/.tests: requirements-test.lock | $(VENV)/.runtime
	@$(PIP) --no-compile -r requirements-test.lock
	@touch $@
