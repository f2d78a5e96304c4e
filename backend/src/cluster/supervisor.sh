# Runs the server, and shuts it down when standard input ends.
#
# Standard input is a pipe whose other end Sanbao holds; the kernel closes it when Sanbao ends, even by kill -9.
# Arguments: two folders to remove at the end (or empty words), then the server's command line.

scrap1=$1 scrap2=$2
shift 2

server= stopping= retries=0 status=0

stop() {
    stopping=1
    # INT asks PostgreSQL for a fast shutdown: sessions end, what was committed is kept.
    [ -z "$server" ] || kill -INT "$server" 2>/dev/null
}
trap stop TERM

# The watcher tells us when the pipe has ended, again and again: a server that was only just forked does not
# listen to INT yet.
exec 3<&0 </dev/null
(
    while read -r _; do :; done
    while kill -TERM "$$" 2>/dev/null; do sleep 1; done
) <&3 &
watcher=$!
exec 3<&-

while [ -z "$stopping" ]; do
    "$@" &
    server=$!
    [ -z "$stopping" ] || stop
    # TERM interrupts `wait` with 143; the server itself does not die of it.
    status=143
    while [ "$status" -eq 143 ]; do
        wait "$server"
        status=$?
    done
    server=
    # Killed (by hand, for want of memory): start it again. Its orphans may hold the folder for a moment, so
    # several tries. A server that ends by itself has a reason, which the log tells.
    if [ "$status" -gt 128 ]; then
        retries=30
    elif [ "$retries" -gt 0 ]; then
        retries=$((retries - 1))
    fi
    if [ "$retries" -eq 0 ]; then
        break
    fi
    if [ -z "$stopping" ]; then
        echo "supervisor: the server ended with status $status and is started again" >&2
        sleep 1
    fi
done

kill "$watcher" 2>/dev/null
[ -z "$scrap1" ] || rm -rf -- "$scrap1"
[ -z "$scrap2" ] || rm -rf -- "$scrap2"
exit "$status"
