#!/bin/sh
# Makes the locks anew: for every platform, with a hash of every file, and without any registry's address.
set -eu
cd "$(dirname "$0")/.."

uv=$(command -v uv || echo .venv/bin/uv)
compile() {
    UV_NATIVE_TLS="${UV_NATIVE_TLS:-true}" "$uv" pip compile --quiet --upgrade --universal \
        --generate-hashes --no-emit-index-url --no-header --no-annotate "$@"
}

compile --python-version 3.11 requirements/uv.in --output-file requirements/uv.txt
compile --python-version 3.11 pyproject.toml requirements/dev.in --output-file requirements/dev.txt
compile --python-version 3.8 requirements/lab.in --output-file requirements/lab.txt
