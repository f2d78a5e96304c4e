# Shared by the scripts beside it; sourced, not run.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
mkdir -p .build

say() { printf '\033[1m»\033[0m %s\n' "$*" >&2; }
die() { printf 'error: %s\n' "$*" >&2; exit 1; }

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"
    elif command -v sudo >/dev/null; then sudo "$@"
    else die "this needs root or sudo: $*"
    fi
}

# Installs Debian packages quietly; the log shows only when something fails. The first argument says what for.
apt_install() {
    local what=$1; shift
    command -v apt-get >/dev/null || die "please install $what (on Debian: $*); this machine has no apt-get"
    say "installing $what: $*"
    local log=.build/apt.log
    if [ ! -e .build/apt-updated ] || [ -n "$(find .build/apt-updated -mmin +720)" ]; then
        as_root apt-get update -q >"$log" 2>&1 || say "apt-get update had complaints, going on (see $log)"
        touch .build/apt-updated
    fi
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" >"$log" 2>&1 \
        || { tail -n 20 "$log" >&2; die "apt-get could not install: $*"; }
}

# npm packages of a folder, as its lock file says; nothing to do while the lock file has not changed.
npm_packages() {
    local folder=$1
    command -v npm >/dev/null || die "please install Node.js 20 or newer, with npm"
    [ "$folder/node_modules/.package-lock.json" -nt "$folder/package-lock.json" ] && return
    say "fetching the npm packages of $folder/"
    (cd "$folder" && PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund --loglevel=error)
    touch "$folder/node_modules/.package-lock.json"
}
