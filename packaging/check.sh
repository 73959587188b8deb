#!/bin/sh
# The one check command: form, style, types, import directions, then every test. Stops at the first that fails.
set -eu
cd "$(dirname "$0")/.."
sh packaging/setup.sh develop
bin=.venv/bin

# Runs one quiet check; what it has to say is only worth reading when it fails.
step() {
    printf '== %s\n' "$1"
    shift
    said=$("$@" 2>&1) || {
        printf '%s\nmake test: stopped at: %s\n' "$said" "$*" >&2
        exit 1
    }
}

step "form" "$bin/ruff" format --quiet --check .
step "style" "$bin/ruff" check --quiet .
step "types" env PYRIGHT_PYTHON_IGNORE_WARNINGS=1 "$bin/python" -m pyright
step "imports" "$bin/lint-imports" --no-cache
echo "== tests"
exec env QT_QPA_PLATFORM=offscreen "$bin/python" -m pytest -n 2 --dist=worksteal
