#!/bin/sh
# Writes requirements.txt and requirements-dev.txt anew from pyproject.toml: every package pinned by version and hash,
# for every system and Python version that OmniDesk supports. Needs `uv`; names no package index.
set -eu
cd "$(dirname "$0")/.."

uv=$(command -v uv || true)
[ -x .venv/bin/uv ] && uv=.venv/bin/uv
if [ -z "$uv" ]; then
    echo "make requirements: 'uv' is not installed; get it with: .venv/bin/python -m pip install uv" >&2
    exit 3
fi

pin() {
    output=$1
    shift
    "$uv" pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-emit-index-url \
        --no-emit-find-links --no-header --no-annotate "$@" --output-file "$output" pyproject.toml
}

pin requirements.txt --upgrade
pin requirements-dev.txt --group dev --constraints requirements.txt
echo "Pinned: $(grep -c == requirements.txt) packages to run, $(grep -c == requirements-dev.txt) to develop."
