#!/bin/sh
# Makes .venv with the pinned packages, the `omnidesk` command and, where they are missing, system libraries.
# Usage: sh packaging/setup.sh run|develop     Done already and nothing changed: it does nothing and says nothing.
set -eu
cd "$(dirname "$0")/.."
here=$(pwd -P)
purpose=${1:-run}
case $purpose in
run) pins=requirements.txt ;;
develop) pins=requirements-dev.txt ;;
*) echo "setup: '$purpose' is not a purpose; use 'run' or 'develop'." >&2; exit 2 ;;
esac

say() { printf '%s\n' "$*"; }
stop() { printf 'setup: %s\n' "$*" >&2; exit 3; }
missing_libraries() { .venv/bin/python packaging/system_libraries.py; }

# A stamp is true as long as the files, the folder and the script that it was written for stay the same.
sum_of() { printf '%s ' "$here" && cat packaging/setup.sh "$@" | cksum; }
packages=$(sum_of "$pins")
libraries=$(sum_of packaging/system_libraries.py)
stamped() { [ -x .venv/bin/python ] && [ -f "$1" ] && [ "$(cat "$1")" = "$2" ]; }

find_python() {
    for candidate in "${PYTHON:-}" python3 python3.14 python3.13 python3.12 python3.11; do
        if [ -n "$candidate" ] && "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$candidate"
            return 0
        fi
    done
    return 1
}

# Runs apt-get as root or through a sudo that asks nothing; fails when neither is possible.
install_packages() {
    command -v apt-get >/dev/null 2>&1 || return 1
    if [ "$(id -u)" = 0 ]; then
        as_root=
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
        as_root="sudo -n"
    else
        return 1
    fi
    say "Installing with apt-get: $*"
    $as_root apt-get update -qq &&
        $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

make_environment() {
    python=$(find_python) || {
        install_packages python3 python3-venv || true
        python=$(find_python) || stop "Python 3.11 or newer is needed and was not found; install it (Debian 12 or newer," \
            "Ubuntu 23.04 or newer: sudo apt-get install python3 python3-venv), or name one: PYTHON=/path/to/python3 make setup"
    }

    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        install_packages "python$version-venv" || install_packages python3-venv || true
        "$python" -c 'import ensurepip, venv' 2>/dev/null ||
            stop "this Python cannot make virtual environments; run: sudo apt-get install python$version-venv"
    fi

    # An environment that was moved, half made or made by a Python that is gone is made anew.
    if ! [ "$(.venv/bin/python -c 'import pip, sys; print(sys.prefix)' 2>/dev/null)" = "$here/.venv" ]; then
        say "Making the virtual environment .venv with $("$python" --version)"
        "$python" -m venv --clear .venv || stop "could not make .venv in $here; is the folder writable and the disk not full?"
    fi

    say "Installing the packages of $pins (each checked against its hash; the first time takes a minute or two)"
    .venv/bin/python -m pip install --quiet --quiet --disable-pip-version-check --no-input --require-hashes --only-binary :all: \
        --requirement "$pins" ||
        stop "the packages of $pins could not be installed (see above); is the package index reachable? Then run it again."

    # The checkout itself needs no building: a path file makes it importable, two lines make the command.
    .venv/bin/python -c '
import pathlib, sys, sysconfig
pathlib.Path(sysconfig.get_path("purelib"), "omnidesk-checkout.pth").write_text(sys.argv[1] + "\n", encoding="utf-8")
' "$here"
    quoted=$(printf '%s' "$here" | sed "s/'/'\\\\''/g")
    printf '#!/bin/sh\nexec '"'%s/.venv/bin/python'"' -P -m omnidesk "$@"\n' "$quoted" >.venv/bin/omnidesk
    chmod +x .venv/bin/omnidesk
}

add_libraries() {
    lacking=$(missing_libraries)
    # shellcheck disable=SC2086  # one package a word
    [ -z "$lacking" ] || install_packages $lacking || true
    lacking=$(missing_libraries)
    [ -z "$lacking" ] && return 0
    say "The window needs system libraries that are missing and that this account cannot install. Run:"
    say "    sudo apt-get install -y --no-install-recommends" $lacking
    say "(or your system's packages of the same libraries). The commands that need no window work without them."
    return 1
}

if ! stamped ".venv/omnidesk-$purpose" "$packages"; then
    make_environment
    printf '%s\n' "$packages" >".venv/omnidesk-$purpose"
    say "Ready: .venv/bin/omnidesk"
fi
if ! stamped .venv/omnidesk-libraries "$libraries"; then
    if add_libraries; then
        printf '%s\n' "$libraries" >.venv/omnidesk-libraries
    elif [ "$purpose" = develop ]; then
        exit 3
    fi
fi
