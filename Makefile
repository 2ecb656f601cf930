# Two targets matter: `make site` renders the website, `make test` proves it. Both set up what they need.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
# What the 下载 page offers; DOCUMENTS=all adds handbooks, wall sheets and labels: minutes in a large county.
DOCUMENTS ?= regulations showcases yearbook lists forms

.PHONY: site test serve check lock sbom audit release clean

site: $(STAMP)
	@$(BIN)/zhibu print $(DOCUMENTS)
	@$(BIN)/zhibu build

test: $(STAMP)
	@$(BIN)/ruff check generator tests benchmarks tools
	@$(BIN)/ruff format --check generator tests benchmarks tools
	@$(BIN)/mypy
	@$(BIN)/python -m pytest

serve: $(STAMP)
	@$(BIN)/zhibu serve $(if $(ADDRESS),--address $(ADDRESS))

check: $(STAMP)
	@$(BIN)/zhibu check

$(STAMP): requirements.lock pyproject.toml
	@echo "正在准备运行环境（第一次需要一两分钟）…… / Setting up (a minute or two the first time) …"
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, found " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

# Names, versions and hashes only; needs pip-tools.
lock:
	pip-compile --quiet --strip-extras --generate-hashes --allow-unsafe --extra dev --no-emit-index-url \
	  --no-emit-find-links --no-emit-trusted-host --no-header --output-file requirements.lock pyproject.toml

# Tools of a moment, apart from what the site is built with.
sbom: requirements.lock
	@test -x $(VENV)-tools/bin/cyclonedx-py || ($(PYTHON) -m venv $(VENV)-tools && $(VENV)-tools/bin/pip install --quiet cyclonedx-bom pip-audit)
	@$(VENV)-tools/bin/cyclonedx-py requirements --output-reproducible --output-file sbom.json requirements.lock
	@echo "sbom.json (CycloneDX)"

audit: sbom
	@$(PYTHON) tools/audit.py $(VENV)-tools/bin/pip-audit requirements.lock

# Everything that a release hands out, in dist/; see docs/release.md.
release: $(STAMP) sbom
	@$(BIN)/python tools/release.py $(DOCUMENTS)

clean:
	rm -rf $(VENV) $(VENV)-tools sbom.json site .site-spare .site.lock .site.pictures print .print-cache report dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
