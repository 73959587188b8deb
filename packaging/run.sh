#!/bin/sh
# Opens the app; without a display it does the main job without a window.
set -eu
cd "$(dirname "$0")/.."
sh packaging/setup.sh run
if [ "$(uname -s)" != Linux ] || [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    exec .venv/bin/omnidesk
fi
echo "There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window can open."
echo "The main job works without one: building, signing and verifying the sample deal's proposal."
exec .venv/bin/omnidesk sample --out build/sample
