# shellcheck shell=bash
# Shared by the scripts beside it; sourced, not run.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
mkdir -p .build

# Where cargo puts what it builds for this machine, and the flags it gets: --locked in tests and releases.
target=${CARGO_TARGET_DIR:-target}
cargo_flags=${CARGO_FLAGS:-}

say() { printf '» %s\n' "$*" >&2; }
die() { printf 'error: %s\n' "$*" >&2; exit 1; }
have() { command -v "$1" >/dev/null; }

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"
    elif have sudo; then sudo "$@"
    else die "this needs root or sudo: $*"
    fi
}

# Brings apt's package lists up to date, once in half a day. Holds others off: two of these scripts may run at once.
apt_update() (
    exec 9>.build/apt.lock && flock 9
    [ -n "$(find .build/apt-updated -mmin -720 2>/dev/null)" ] && return
    as_root apt-get update -q >.build/apt.log 2>&1 || say "apt-get update complained (.build/apt.log); going on"
    touch .build/apt-updated
)

# apt_install <what for> <package>…: installs Debian packages; apt's own words show only when it fails.
apt_install() {
    local what=$1; shift
    have apt-get || die "please install $what (on Debian: $*); there is no apt-get here"
    say "installing $what: $*"
    apt_update
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=600 install -y -q --no-install-recommends "$@" \
        >.build/apt.log 2>&1 || { tail -n 20 .build/apt.log >&2; die "apt-get could not install: $*"; }
}

# npm_packages <folder>: what its lock file says; nothing to do while the lock file has not changed.
npm_packages() {
    local mark="$1/node_modules/.package-lock.json"
    have npm || die "please install Node.js 20 or newer, with npm"
    [ "$mark" -nt "$1/package-lock.json" ] && return
    say "fetching the npm packages of $1/"
    (cd "$1" && PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund --loglevel=error)
    touch "$mark"
}
