#!/bin/sh
# Makes .interpreters/3.x for each other Python that is here, with what the lab needs: tests start it under all of them.
#
# Interpreters are looked for beside the one of .venv, and on PATH. What is there already is left alone.
set -eu
cd "$(dirname "$0")/.."

lock=$(cksum <requirements/lab.txt)
uv=$(command -v uv || { [ -x .venv/bin/uv ] && echo .venv/bin/uv; } || true)
.venv/bin/python - <<'PROGRAM' >.venv/interpreters.list
import sys
sys.path.insert(0, "tests/tripwire")
import interpreters
for version in interpreters.VERSIONS:
    found = interpreters.found(version)
    if found and found != sys.executable:
        print(version, found)
PROGRAM
while read -r version python; do
    folder=.interpreters/$version
    [ "$(cat "$folder/stamp" 2>/dev/null)" != "$lock" ] || continue
    rm -rf "$folder"
    "$python" -m venv "$folder" || { echo "interpreters: $python makes no environment; left out" >&2; continue; }
    if [ -n "$uv" ] && UV_NATIVE_TLS="${UV_NATIVE_TLS:-true}" "$uv" pip install --quiet --python "$folder/bin/python" \
        --require-hashes -r requirements/lab.txt 2>/dev/null ||
        "$folder/bin/python" -m pip --quiet --disable-pip-version-check install --require-hashes -r requirements/lab.txt; then
        printf '%s\n' "$lock" >"$folder/stamp"
    else
        echo "interpreters: the lab's packages cannot be had for Python $version; left out" >&2
    fi
done <.venv/interpreters.list
