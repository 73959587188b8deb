# Each target stands alone: on a fresh clone it first makes .venv with the pinned packages (see packaging/setup.sh).
.POSIX:
.PHONY: run test setup bench fuzz properties requirements translations

run:
	@sh packaging/run.sh

test:
	@sh packaging/check.sh

setup:
	@sh packaging/setup.sh run

bench:
	@sh packaging/setup.sh develop
	@.venv/bin/python -P -m tests.bench

fuzz:
	@sh packaging/setup.sh develop
	@.venv/bin/python -P -m tests.fuzz $(SECONDS)

properties:
	@sh packaging/setup.sh develop
	@QT_QPA_PLATFORM=offscreen .venv/bin/python -m pytest -m hypothesis --hypothesis-profile=fuzz --timeout=1800

requirements:
	@sh packaging/pin.sh

translations:
	@sh packaging/setup.sh develop
	@.venv/bin/python -P packaging/translations.py $(ARGUMENTS)
