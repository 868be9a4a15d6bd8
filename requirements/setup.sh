#!/bin/sh
# Makes .venv from the locks; quick when it is already what the locks say. Called by the Makefile.
#
# PYTHON=/path/to/python chooses the interpreter. BEARPROOF_PIP=1 keeps to pip where uv would be used.
set -eu
cd "$(dirname "$0")/.."

fail() {
    echo "setup: $1" >&2
    exit 1
}

# Settings that say where packages come from are the user's; those that say what to install, or where to,
# would change what the locks promise, so they do not reach the installers.
forget_settings() {
    unset PYTHONPATH PYTHONHOME PYTHONSTARTUP
    for name in $(env | sed -n 's/^\(PIP_[A-Z_]*\)=.*/\1/p; s/^\(UV_[A-Z_]*\)=.*/\1/p'); do
        case $name in
        *_INDEX* | *_FIND_LINKS | *_CERT* | *_PROXY | *_TRUSTED_HOST | *_INSECURE_HOST | *_CONFIG_FILE) ;;
        *_CACHE_DIR | *_TIMEOUT | *_RETRIES | *_KEYRING* | *_NATIVE_TLS | *_OFFLINE | *_CREDENTIALS_DIR) ;;
        *) unset "$name" ;;
        esac
    done
    # These override a configuration file, which unsetting a variable does not.
    export PIP_USER=0 PIP_CONSTRAINT=/dev/null PIP_REQUIRE_VIRTUALENV=0
    export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore PIP_NO_INPUT=1
}

# Answers with the first interpreter that is new enough; a name on PATH may be a stub, so each is run.
find_python() {
    for candidate in ${PYTHON:+"$PYTHON"} python3 python3.14 python3.13 python3.12 python3.11 python; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
            echo "$candidate"
            return
        fi
        [ "$candidate" != "${PYTHON:-}" ] || fail "PYTHON=$PYTHON is not a Python 3.11 or newer"
    done
    fail "no Python 3.11 or newer found (tried python3, python3.14 to python3.11, python); PYTHON=/path/to/python names one"
}

make_venv() {
    rm -rf .venv
    if "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then
        "$python" -m venv .venv || fail "$python -m venv .venv failed; the lines above say why"
    elif command -v uv >/dev/null 2>&1; then
        uv venv --quiet --python "$python" .venv || fail "uv venv failed; the lines above say why"
    else
        version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        fail "$python has no ensurepip, so it cannot make a virtual environment.
       On Debian and Ubuntu install the package python$version-venv:  apt-get install python$version-venv"
    fi
}

# Answers with uv, from PATH or, pinned, from the new environment; nothing when it cannot be had.
find_uv() {
    [ -z "${BEARPROOF_PIP:-}" ] || return 0
    if command -v uv >/dev/null 2>&1; then
        echo uv
    elif pip_install --only-binary :all: --require-hashes -r requirements/uv.txt >/dev/null 2>&1; then
        echo .venv/bin/uv
    fi
}

# The empty option overrides a folder that a configuration file names; a variable cannot do that.
pip_install() {
    .venv/bin/python -m pip --quiet install --target= "$@"
}

uv_install() {
    [ -n "$uv" ] && UV_NATIVE_TLS="${UV_NATIVE_TLS:-true}" "$uv" pip install --quiet --python .venv/bin/python "$@"
}

install() {
    uv_install "$@" 2>.venv/uv.log || pip_install "$@" || {
        cat .venv/uv.log >&2
        fail "the installation failed; the lines above say why"
    }
}

# The environment knows its own path, so moving the checkout makes it anew.
locks=$(cat requirements/*.txt requirements/setup.sh && pwd -P && echo "${PYTHON:-}")
project=$(cat pyproject.toml)
stamp=$(printf '%s' "$locks" | cksum)
project_stamp=$(printf '%s' "$project" | cksum)

forget_settings
if [ "$(cat .venv/stamp 2>/dev/null)" != "$stamp" ] || ! .venv/bin/python -c '' 2>/dev/null; then
    python=$(find_python)
    echo "setup: making .venv with $("$python" --version 2>&1)" >&2
    make_venv
    uv=$(find_uv)
    install --require-hashes -r requirements/dev.txt
    printf '%s\n' "$stamp" >.venv/stamp
fi
if [ "$(cat .venv/project-stamp 2>/dev/null)" != "$project_stamp" ]; then
    uv=$(command -v uv || { [ -x .venv/bin/uv ] && echo .venv/bin/uv; } || true)
    install --no-index --no-deps --no-build-isolation --editable .
    printf '%s\n' "$project_stamp" >.venv/project-stamp
fi
