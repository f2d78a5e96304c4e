#!/usr/bin/env python3
"""How do lists take to their growth? Fills a throw-away database with ten thousand, then a hundred thousand tickets and lines of returns (or as many
as are named), and times the lists over both, one request after the other. Needs psql; PostgreSQL is the server's own.

Usage: python3 .ci/scale <sanbao binary> [rows …]
"""

import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
REQUESTS = 100
WARMING = 10
SIZES = [10_000, 100_000]
LOG_IN = {"email": "specialist@sanbao.example", "password": os.environ.get("SANBAO_DEMO_PASSWORD", "sanbao-demo-2026")}

# What is asked, by what it is; {…} are ids that are looked up first.
LISTS = {
    "tickets, newest": "tickets?limit=50",
    "tickets, open": "tickets?limit=50&status=assigned,in_progress",
    "tickets of a dealer": "tickets?limit=50&dealer_id={dealer}",
    "tickets, one number": "tickets?limit=50&q=SCALE-5000",
    "returns, newest": "rmas?limit=50",
    "returns in inspection": "rmas?limit=50&status=in_inspection",
    "returns of a dealer": "rmas?limit=50&dealer_id={dealer}",
    "returns with a part": "rmas?limit=50&part_id={part}",
    "lines, newest": "rma-lines?limit=50",
    "lines of a dealer": "rma-lines?limit=50&dealer_id={dealer}",
    "lines of a part": "rma-lines?limit=50&part_id={part}",
    "lines of a supplier": "rma-lines?limit=50&supplier_id={supplier}",
    "lines that came this week": "rma-lines?limit=50&received_from={week}",
    "overdue, first page": "rmas/overdue?limit=50",
}


def main() -> int:
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    binary = Path(sys.argv[1]).resolve()
    sizes = [int(size) for size in sys.argv[2:]] or SIZES
    results = {size: measure(binary, size) for size in sizes}
    print(f"\n{'median / 99th percentile in ms of ' + str(REQUESTS):44}" + "".join(f"{size:>20,}" for size in sizes) + f"{'growth':>10}")
    for name in LISTS:
        row = [results[size][name] for size in sizes]
        cells = "".join(f"{median:>12.1f} /{late:6.1f}" for median, late in row)
        print(f"{name:44}{cells}{row[-1][0] / row[0][0]:>10.1f}")
    return 0


def measure(binary: Path, size: int) -> dict[str, tuple[float, float]]:
    # Open to all, since PostgreSQL does not run as root; socket paths are short.
    folder = Path(tempfile.mkdtemp(prefix="sanbao-"))
    folder.chmod(0o755)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    log = (folder / "server.log").open("wb")
    command = [binary, "serve", "--demo", "--listen", f"127.0.0.1:{port}", "--data-dir", folder / "data"]
    server = subprocess.Popen(command, env=environment, stdout=log, stderr=log, start_new_session=True)
    try:
        api = Api(port)
        api.wait_until_ready(server)
        started = time.monotonic()
        fill(folder / "data/postgres/socket", size)
        print(f"{size:,} rows in {time.monotonic() - started:.0f} s", file=sys.stderr)
        api.log_in()
        part = next(line["part_id"] for line in api.get("rma-lines?limit=100")["items"] if line["part_id"])
        ids = {
            "dealer": api.get("rmas?limit=1")["items"][0]["dealer_id"],
            "part": part,
            "supplier": api.get(f"parts/{part}")["supplier_id"],
            "week": time.strftime("%Y-%m-%dT00:00:00Z", time.gmtime(time.time() - 7 * 86_400)),
        }
        taken = {}
        for name, path in LISTS.items():
            taken[name] = api.time(path.format(**ids))
            print(f"{name}: {taken[name][0]:.1f} ms", file=sys.stderr)
        return taken
    finally:
        server.terminate()
        server.wait(60)
        shutil.rmtree(folder, ignore_errors=True)


def fill(at: Path, size: int) -> None:
    command = ["psql", "-q", "-h", at, "-U", "postgres", "-d", "sanbao", "-v", f"tickets={size}", "-f", HERE / "fill.sql"]
    if subprocess.run(command).returncode != 0:
        sys.exit("error: the database was not filled")


class Api:
    """One connection that stays open, as browsers and scripts have it."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self.headers = {"Content-Type": "application/json"}

    def wait_until_ready(self, server: subprocess.Popen) -> None:
        while server.poll() is None:
            try:
                self.connection.request("GET", "/health/ready")
                if self.connection.getresponse().read() is not None:
                    return
            except OSError:
                self.connection.close()
                time.sleep(0.2)
        sys.exit(f"error: the server ended with {server.returncode} before it was ready")

    def log_in(self) -> None:
        # While the database was filled, the server has let the connection go.
        self.connection.close()
        self.connection.request("POST", "/api/v1/auth/login", json.dumps(LOG_IN), self.headers)
        self.headers["Authorization"] = "Bearer " + json.load(self.connection.getresponse())["access_token"]

    def get(self, path: str) -> dict:
        self.connection.request("GET", f"/api/v1/{path}", headers=self.headers)
        answer = self.connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            sys.exit(f"error: {path} was answered by {answer.status}: {body.decode(errors='replace')}")
        return json.loads(body)

    def time(self, path: str) -> tuple[float, float]:
        """Median and 99th percentile, in milliseconds."""
        for _ in range(WARMING):
            found = self.get(path)
        if not found["items"]:
            sys.exit(f"error: {path} finds nothing, so its time says nothing")
        taken = []
        for _ in range(REQUESTS):
            before = time.perf_counter()
            self.get(path)
            taken.append(1000 * (time.perf_counter() - before))
        taken.sort()
        return taken[len(taken) // 2], taken[len(taken) * 99 // 100]


if __name__ == "__main__":
    sys.exit(main())
