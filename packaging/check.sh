#!/bin/sh
# The one check command: form, style, types, import directions, then every test. Stops at the first that fails.
set -eu
cd "$(dirname "$0")/.."
sh packaging/setup.sh develop
bin=.venv/bin

step() {
    printf '== %s\n' "$1"
    shift
    "$@" || {
        printf 'make test: stopped at: %s\n' "$*" >&2
        exit 1
    }
}

step "form" "$bin/ruff" format --quiet --check .
step "style" "$bin/ruff" check --quiet .
step "types" env PYRIGHT_PYTHON_IGNORE_WARNINGS=1 "$bin/python" -m pyright
step "imports" "$bin/lint-imports" --no-cache
step "tests" env QT_QPA_PLATFORM=offscreen "$bin/python" -m pytest
